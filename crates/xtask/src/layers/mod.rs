//! Layers: which room may know which. The plan is in [`plan`], the graph as it is comes from cargo ([`graph`]); this
//! module holds one against the other.

pub mod graph;
pub mod plan;

use crate::Outcome;
use cargo_metadata::Metadata;
use graph::{Graph, Need, NeedKind, Room};
use plan::Plan;

/// Judges the workspace.
///
/// # Errors
/// A graph that cargo did not resolve.
pub fn run(metadata: &Metadata) -> anyhow::Result<Outcome> {
    let graph = Graph::of(metadata)?;
    let arrows: usize = graph.rooms.iter().map(|room| room.needs.iter().filter(|n| n.room).count()).sum();
    Ok(Outcome {
        faults: judge(&graph, &Plan::house()),
        looked_at: format!("{} rooms, {arrows} arrows between them", graph.rooms.len()),
    })
}

/// Every arrow against the plan: one sentence a fault, naming the room, the arrow and the rule.
pub fn judge(graph: &Graph, plan: &Plan) -> Vec<String> {
    let mut faults = Vec::new();
    for room in &graph.rooms {
        let Some(allowed) = plan.arrows_of(&room.name) else {
            faults.push(format!("{0}: the plan of layers has no room {0}; add it to the plan and to docs/ARCHITECTURE.md first", room.name));
            continue;
        };
        for need in &room.needs {
            let broken = if need.room { arrow(need, allowed) } else { outside(room, need, plan) };
            faults.extend(broken.map(|rule| format!("{}: {} → {}: {rule}", room.name, room.name, need.name)));
        }
        for (banned, reason) in plan.never_even_indirectly(&room.name) {
            let known_already = room.needs.iter().any(|n| n.name == *banned);
            if !known_already && let Some(path) = graph.path(&room.name, banned) {
                faults.push(format!("{}: {}: {reason}", room.name, path.join(" → ")));
            }
        }
    }
    faults
}

fn arrow(need: &Need, allowed: &[&str]) -> Option<String> {
    let for_tests = need.kind == NeedKind::Tests;
    if need.name == plan::TEST_ROOM {
        return (!for_tests).then(|| format!("{} may only be a dev-dependency", plan::TEST_ROOM));
    }
    if allowed.contains(&need.name.as_str()) || (for_tests && plan::FLOOR_0.contains(&need.name.as_str())) {
        return None;
    }
    Some(if allowed.is_empty() {
        "it may know no other room".to_owned()
    } else {
        format!("it may know only {}", allowed.join(", "))
    })
}

fn outside(room: &Room, need: &Need, plan: &Plan) -> Option<String> {
    (need.kind != NeedKind::Tests).then(|| plan.ban(&room.name, &need.name)).flatten().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(name: &str, needs: &[(&str, NeedKind, bool)]) -> Room {
        let needs = needs
            .iter()
            .map(|(name, kind, room)| Need { name: (*name).to_owned(), kind: *kind, room: *room })
            .collect();
        Room { name: name.to_owned(), needs }
    }

    fn house(extra: Room) -> Graph {
        Graph::new(vec![
            room("law", &[("toml", NeedKind::Code, false), ("insta", NeedKind::Tests, false)]),
            room("domain", &[("law", NeedKind::Code, true), ("testkit", NeedKind::Tests, true)]),
            room("store", &[("domain", NeedKind::Code, true), ("sqlx", NeedKind::Code, false)]),
            extra,
        ])
    }

    fn faults(extra: Room) -> Vec<String> {
        judge(&house(extra), &Plan::house())
    }

    #[test]
    fn the_planned_arrows_are_no_fault() {
        let web = room(
            "web",
            &[
                ("app", NeedKind::Code, true),
                ("phrases", NeedKind::Code, true),
                ("law", NeedKind::Code, true),
            ],
        );
        assert_eq!(faults(web), Vec::<String>::new());
    }

    #[test]
    fn an_arrow_from_web_to_store_is_named_with_its_rule() {
        let found = faults(room("web", &[("app", NeedKind::Code, true), ("store", NeedKind::Code, true)]));
        assert_eq!(found, ["web: web → store: it may know only app, phrases, domain, law"]);
    }

    #[test]
    fn web_may_not_reach_the_store_in_its_tests_either() {
        assert_eq!(faults(room("web", &[("store", NeedKind::Tests, true)])).len(), 1);
    }

    #[test]
    fn testkit_in_shipped_code_is_a_fault_and_in_tests_is_none() {
        let found = faults(room("jobs", &[("testkit", NeedKind::Code, true)]));
        assert_eq!(found, ["jobs: jobs → testkit: testkit may only be a dev-dependency"]);
        assert!(faults(room("jobs", &[("testkit", NeedKind::Tests, true)])).is_empty());
    }

    #[test]
    fn only_the_store_speaks_to_the_database() {
        let found = faults(room("jobs", &[("sqlx", NeedKind::Code, false)]));
        assert_eq!(found, ["jobs: jobs → sqlx: only store speaks to the database"]);
    }

    #[test]
    fn the_desk_knows_no_door_and_no_markup() {
        let found =
            faults(room("app", &[("axum", NeedKind::Code, false), ("minijinja", NeedKind::Code, false)]));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_pure_room_may_not_bring_a_runtime_in_through_somebody_else() {
        let mut graph = house(room("mail", &[]));
        graph.link("law", "http-client");
        graph.link("http-client", "tokio");
        let found = judge(&graph, &Plan::house());
        assert!(
            found.contains(&"law: law → http-client → tokio: floor 0 is pure: no async runtime".to_owned()),
            "{found:?}"
        );
    }

    #[test]
    fn a_room_that_is_not_planned_is_a_fault() {
        assert!(
            faults(room("helpers", &[]))
                .iter()
                .any(|f| f.starts_with("helpers: the plan of layers has no room"))
        );
    }
}
