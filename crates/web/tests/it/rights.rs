//! Every route × role × relation: what each visitor is answered follows from the table of rights (`rights/roles.toml`) and
//! from `rights.txt`, which says for each route what it asks. A route without a line fails, and so does a line without a
//! route. Tried on an open incident and on a restricted one, by persons who are named on it and by others.

use crate::coverage::{PUBLIC, Place, answer, visitor};
use axum::http::Method;
use domain::access::{Relation, Relations, Right, Rights, table};
use domain::bodies::BodyKind;
use domain::incidents::{PartyRole, Sees};
use domain::people::Role;
use domain::reports::ReportKind;
use domain::restriction::RecordKind;
use std::collections::{BTreeMap, BTreeSet};
use testkit::Kit;

/// Who tries: sign-in name, roles, part of their body in the incident.
struct Visitor {
    login: &'static str,
    roles: &'static [Role],
    part: Option<PartyRole>,
}

const fn visits(login: &'static str, roles: &'static [Role], part: Option<PartyRole>) -> Visitor {
    Visitor { login, roles, part }
}

const VISITORS: &[Visitor] = &[
    visits("stranger", &[], None),
    visits("dieu-phoi", &[Role::CoordinatorOfficer], Some(PartyRole::Coordinator)),
    visits("thuong-truc", &[Role::CoordinatorOfficer], None),
    visits("doi-24", &[Role::UnitOfficer], Some(PartyRole::SpecialisedUnit)),
    visits("doi-79", &[Role::UnitOfficer], None),
    visits("cap-tren", &[Role::UnitOfficer], None),
    visits("van-hanh", &[Role::Operator], Some(PartyRole::Operator)),
    visits("chu-quan", &[Role::Owner], Some(PartyRole::Owner)),
    visits("nha-mang", &[Role::Provider], Some(PartyRole::Provider)),
    visits("bao-cao", &[Role::Reporter], Some(PartyRole::Owner)),
    visits("quan-tri", &[Role::Administrator], Some(PartyRole::Coordinator)),
    visits("nguoi-ngoai", &[Role::Owner], None),
];

/// The persons named on the restricted incident; the first took its notice.
const NAMED: [&str; 2] = ["dieu-phoi", "van-hanh"];
/// Whose bodies the report was delivered to.
const ADDRESSEES: [&str; 5] = ["dieu-phoi", "doi-24", "chu-quan", "bao-cao", "quan-tri"];

/// What kind of record a route is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum On {
    Notice,
    Incident,
    Report,
}

/// What a route asks.
struct Asks {
    /// The rights, of which one is enough; none for whoever is signed in.
    rights: Vec<Right>,
    on: Option<On>,
    besides: Option<Relation>,
    may: BTreeSet<u16>,
}

impl Asks {
    fn read(line: &str) -> (String, Self) {
        let (route, asked) = line.split_once(": ").unwrap_or_else(|| panic!("rights.txt: {line}"));
        let mut words = asked.split(' ');
        let known = |code| Right::from_code(code).unwrap_or_else(|| panic!("rights.txt: no right {code}"));
        let rights = match words.next() {
            Some("signed-in") | None => Vec::new(),
            Some(codes) => codes.split('|').map(known).collect(),
        };
        let mut asks = Self { rights, on: None, besides: None, may: BTreeSet::new() };
        while let Some(word) = words.next() {
            match word {
                "on" => {
                    asks.on = Some(match words.next() {
                        Some("notice") => On::Notice,
                        Some("incident") => On::Incident,
                        Some("report") => On::Report,
                        other => panic!("rights.txt: on {other:?}"),
                    });
                }
                "as" => asks.besides = words.next().and_then(|word| word.parse().ok()),
                other => {
                    let status = other.strip_prefix("or-").and_then(|status| status.parse().ok());
                    asks.may.insert(status.unwrap_or_else(|| panic!("rights.txt: {other}")));
                }
            }
        }
        (route.to_owned(), asks)
    }
}

impl Visitor {
    fn rights(&self) -> Rights {
        self.roles.iter().fold(Rights::none(), |all, role| all.with(role.rights()))
    }

    /// How the visitor stands to a record, as the scene was set.
    fn relations(&self, on: On, restricted: bool) -> Relations {
        let whole = self.rights().has(Right::SeeEverything);
        let all = Relations::NONE.and_if(Relation::Coordinator, whole);
        match on {
            On::Notice => all
                .and_if(Relation::Handler, matches!(self.login, "dieu-phoi" | "quan-tri"))
                .and_if(Relation::InCharge, self.login == NAMED[0]),
            On::Incident => {
                let part = self.part.map_or(Relations::NONE, |part| table().relations_of(part));
                all.with(part)
                    .and_if(Relation::Superior, self.login == "cap-tren")
                    .and_if(Relation::NamedPerson, restricted && NAMED.contains(&self.login))
            }
            On::Report => self
                .relations(On::Incident, restricted)
                .and_if(Relation::OwnBody, self.login == "van-hanh")
                .and_if(Relation::Addressee, ADDRESSEES.contains(&self.login)),
        }
    }

    /// Whether the record may be known to the visitor, as the table says.
    fn sees(&self, on: On, restricted: bool) -> bool {
        let relations = self.relations(on, restricted);
        let (right, opens) = match on {
            On::Notice => (Right::SeeNotices, table().restricted_notices()),
            On::Incident | On::Report => (Right::SeeIncidents, table().restricted_incidents()),
        };
        let over = self.rights().over(right).within(relations);
        if over.is_empty() || (restricted && !opens.meets(relations)) {
            return false;
        }
        let by_itself = [Relation::OwnBody, Relation::Addressee, Relation::Coordinator];
        let enough = self
            .part
            .is_some_and(|part| over.holds(Relation::Party) && table().seen_by(part) <= Sees::Record);
        on != On::Report || enough || by_itself.iter().any(|relation| over.holds(*relation))
    }

    /// What a route must answer.
    fn expected(&self, asks: &Asks, restricted: bool) -> Expected {
        if self.login == "stranger" {
            return Expected::Shut;
        }
        if asks.rights.is_empty() {
            return Expected::Allowed;
        }
        let over =
            asks.rights.iter().fold(Relations::NONE, |all, right| all.with(self.rights().over(*right)));
        let allowed = match asks.on {
            None => !over.is_empty(),
            Some(on) if !self.sees(on, restricted) => return Expected::Hidden,
            Some(on) => {
                // Whoever is named is named by somebody: one's own body is a relation to the person.
                let named = asks.rights.contains(&Right::NamePersons);
                let relations = self.relations(on, restricted).and_if(Relation::OwnBody, named);
                over.meets(relations) && asks.besides.is_none_or(|relation| relations.holds(relation))
            }
        };
        if allowed { Expected::Allowed } else { Expected::Forbidden }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expected {
    /// A stranger is asked to sign in.
    Shut,
    /// As if it did not exist.
    Hidden,
    /// It may be known and not be done.
    Forbidden,
    /// Whatever else is answered, it is not for want of a right.
    Allowed,
}

impl Expected {
    fn holds(self, method: &Method, path: &str, status: u16, may: &BTreeSet<u16>) -> bool {
        let (api, get) = (path.starts_with("/api/"), method == Method::GET);
        match self {
            Self::Shut if get => [303, 401, 403, 404].contains(&status),
            Self::Shut => [303, 400, 401, 403, 404, 422, 428].contains(&status),
            Self::Hidden => status == 404,
            // A page that somebody has no use for leads to one they have; a form that cannot be read is told before.
            Self::Forbidden => {
                let told = !api && status == if get { 303 } else { 422 };
                status == 403 || told || may.contains(&status)
            }
            Self::Allowed => may.contains(&status) || ![401, 403, 404].contains(&status),
        }
    }
}

/// Sets the scene: a superior and a unit elsewhere, an incident with a report, restricted or not.
async fn scene(kit: &Kit, restricted: bool) -> Place {
    kit.network().await;
    kit.enter_body("doi-79", BodyKind::ProvincialTeam, "79").await;
    kit.person("doi-79", "doi-79", &[Role::UnitOfficer]).await;
    kit.enter_body("cap-tren", BodyKind::Owner, "24").await;
    kit.person("cap-tren", "cap-tren", &[Role::UnitOfficer]).await;
    let mut tx = kit.app.store.write().await.unwrap();
    let above = tx.body_by_key("cap-tren").await.unwrap().unwrap();
    let mut owner = tx.body_by_key("chu-quan").await.unwrap().unwrap();
    owner.parent = Some(above.id);
    tx.update_body(&owner).await.unwrap();
    tx.commit(kit.now()).await.unwrap();
    let notice = kit.notice().with(|draft| draft.confidential = restricted).submit().await.number.to_string();
    let opened = kit.confirmed(&notice).await;
    if restricted {
        let persons = vec![kit.op(NAMED[1]).await.actor.person().unwrap()];
        let cmd = app::restriction::NamePersons {
            kind: RecordKind::Incident,
            number: opened.incident.clone(),
            persons,
            reason: "Vận hành hệ thống".into(),
            until: None,
        };
        app::restriction::name_persons(&kit.app, &kit.op(NAMED[0]).await, cmd).await.unwrap();
    }
    let report = kit.report(&opened.incident, ReportKind::Initial).await;
    Place::around(kit, opened, report).await
}

fn asked() -> BTreeMap<String, Asks> {
    include_str!("rights.txt").lines().filter(|line| !line.starts_with('#')).map(Asks::read).collect()
}

#[test]
fn every_route_says_what_it_asks() {
    let asked = asked();
    let listed = web::listed();
    let routes: BTreeSet<String> =
        listed.routes().iter().map(|route| format!("{} {}", route.method, route.path)).collect();
    let open = |path: &str| {
        PUBLIC.contains(&path) || (path.starts_with("/api/v1/law/") && !path.contains("/changes"))
    };
    let silent = listed.routes().iter().filter(|route| !open(route.path));
    let silent = silent.map(|route| format!("{} {}", route.method, route.path));
    let silent: Vec<String> = silent.filter(|name| !asked.contains_key(name)).collect();
    assert!(
        silent.is_empty(),
        "write what each asks into rights.txt, as in its other lines:\n{}",
        silent.join("\n")
    );
    for route in asked.keys() {
        assert!(routes.contains(route), "rights.txt: there is no route {route}");
    }
}

#[test]
fn every_route_answers_each_role_and_relation_as_the_table_says() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let asked = asked();
    let mut wrong = Vec::new();
    let mut tried = 0;
    for restricted in [false, true] {
        for who in VISITORS {
            wrong.extend(runtime.block_on(async {
                let kit = Kit::new(testkit::Database::Sqlite).await;
                let place = scene(&kit, restricted).await;
                let (mut page, mut api) = visitor(&kit, who.login).await;
                let mut wrong = Vec::new();
                for route in web::listed().routes() {
                    let name = format!("{} {}", route.method, route.path);
                    let Some(asks) = asked.get(&name) else { continue };
                    if restricted && asks.on.is_none() {
                        continue;
                    }
                    tried += 1;
                    let expected = who.expected(asks, restricted);
                    let path = place.fill(route.path);
                    let status = answer(&mut page, &mut api, route, &path).await;
                    if !expected.holds(&route.method, route.path, status, &asks.may) {
                        let scene = if restricted { "restricted" } else { "open" };
                        wrong.push(format!("{} {scene} {name}: {status}, expected {expected:?}", who.login));
                    }
                }
                wrong
            }));
        }
    }
    assert!(tried > 2000, "{tried}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
