//! The graph as it is: what each room declares, and what it reaches through others, from `cargo metadata`.

use anyhow::Context;
use cargo_metadata::{DependencyKind, Metadata};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// For what a room needs something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeedKind {
    /// For what is shipped, build scripts included.
    Code,
    /// For its tests and benches alone.
    Tests,
}

/// One declared dependency of a room.
#[derive(Debug, Clone)]
pub struct Need {
    /// Name of the room or of the outside crate.
    pub name: String,
    /// What for.
    pub kind: NeedKind,
    /// Whether it is a room of the house.
    pub room: bool,
}

/// A crate of the workspace.
#[derive(Debug, Clone)]
pub struct Room {
    /// Name as in the plan: `store` for `ungcuu-store`, `cli` for `ungcuu`.
    pub name: String,
    /// What it declares, optional dependencies included.
    pub needs: Vec<Need>,
}

/// Rooms, and who reaches whom in shipped code.
#[derive(Debug)]
pub struct Graph {
    /// The rooms.
    pub rooms: Vec<Room>,
    links: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    /// A graph of rooms whose links are what they declare for shipped code.
    pub fn new(rooms: Vec<Room>) -> Self {
        let mut graph = Self { rooms: Vec::new(), links: BTreeMap::new() };
        for room in &rooms {
            for need in room.needs.iter().filter(|n| n.kind == NeedKind::Code) {
                graph.link(&room.name, &need.name);
            }
        }
        graph.rooms = rooms;
        graph
    }

    /// The graph of a workspace.
    ///
    /// # Errors
    /// Metadata without a resolved graph.
    pub fn of(metadata: &Metadata) -> anyhow::Result<Self> {
        let members = metadata.workspace_packages();
        let is_member = |name: &str| members.iter().any(|p| p.name.as_str() == name);
        let rooms = members
            .iter()
            .map(|package| Room {
                name: room_name(&package.name).to_owned(),
                needs: package
                    .dependencies
                    .iter()
                    .map(|d| Need {
                        name: if is_member(&d.name) { room_name(&d.name).to_owned() } else { d.name.clone() },
                        kind: if d.kind == DependencyKind::Development {
                            NeedKind::Tests
                        } else {
                            NeedKind::Code
                        },
                        room: is_member(&d.name),
                    })
                    .collect(),
            })
            .collect();
        let mut graph = Self::new(rooms);
        let resolve = metadata.resolve.as_ref().context("cargo did not resolve the graph")?;
        let names: BTreeMap<_, _> = metadata.packages.iter().map(|p| (&p.id, p.name.as_str())).collect();
        for node in &resolve.nodes {
            let Some(from) = names.get(&node.id) else { continue };
            for dep in
                node.deps.iter().filter(|d| d.dep_kinds.iter().any(|k| k.kind == DependencyKind::Normal))
            {
                if let Some(to) = names.get(&dep.pkg) {
                    graph.link(room_name(from), room_name(to));
                }
            }
        }
        Ok(graph)
    }

    /// Adds that one crate needs another in shipped code.
    pub fn link(&mut self, from: &str, to: &str) {
        self.links.entry(from.to_owned()).or_default().insert(to.to_owned());
    }

    /// The shortest way from one crate to another in shipped code, both ends included.
    pub fn path(&self, from: &str, to: &str) -> Option<Vec<String>> {
        let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
        let mut waiting = VecDeque::from([from]);
        while let Some(at) = waiting.pop_front() {
            if at == to {
                let mut way = vec![at.to_owned()];
                let mut here = at;
                while let Some(before) = came_from.get(here) {
                    way.push((*before).to_owned());
                    here = before;
                }
                way.reverse();
                return Some(way);
            }
            for next in self.links.get(at).into_iter().flatten() {
                if next != from && !came_from.contains_key(next.as_str()) {
                    came_from.insert(next, at);
                    waiting.push_back(next);
                }
            }
        }
        None
    }
}

fn room_name(package: &str) -> &str {
    match package {
        "ungcuu" => "cli",
        other => other.strip_prefix("ungcuu-").unwrap_or(other),
    }
}
