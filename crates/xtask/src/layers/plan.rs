//! The plan: which room may know which, and which outside crates stay out of which room. The same picture as in
//! docs/ARCHITECTURE.md; whoever changes one changes both.
//!
//! ```text
//! floor 3  doors   cli → everything   web → app, phrases   jobs → app
//! floor 2  desk    app → store, exchange, mail, documents, net, phrases
//! floor 1  tools   store   exchange   net   mail, documents → phrases
//! floor 0  words   law ← domain      (every floor may use the words)
//! ```

/// The room for tests: everybody's, and in nobody's shipped code.
pub const TEST_ROOM: &str = "testkit";
/// The words: pure rooms that every floor may use.
pub const FLOOR_0: [&str; 2] = ["domain", "law"];

/// What may be known by whom.
#[derive(Debug)]
pub struct Plan {
    arrows: Vec<(&'static str, Vec<&'static str>)>,
}

impl Plan {
    /// The plan of this house.
    pub fn house() -> Self {
        let everything = vec![
            "app",
            "web",
            "jobs",
            "store",
            "exchange",
            "mail",
            "documents",
            "net",
            "phrases",
            "domain",
            "law",
        ];
        Self {
            arrows: vec![
                ("law", vec![]),
                ("domain", vec!["law"]),
                ("phrases", vec!["domain", "law"]),
                ("store", vec!["domain", "law"]),
                ("exchange", vec!["domain", "law"]),
                ("mail", vec!["phrases", "domain", "law"]),
                ("documents", vec!["phrases", "domain", "law"]),
                ("net", vec!["domain", "law"]),
                ("app", vec!["store", "exchange", "mail", "documents", "net", "phrases", "domain", "law"]),
                ("web", vec!["app", "phrases", "domain", "law"]),
                ("jobs", vec!["app", "domain", "law"]),
                ("cli", everything.clone()),
                ("testkit", everything),
                ("xtask", vec![]),
            ],
        }
    }

    /// Rooms that a room may know; `None` for a room that is not planned.
    pub fn arrows_of(&self, room: &str) -> Option<&[&'static str]> {
        self.arrows.iter().find(|(name, _)| *name == room).map(|(_, allowed)| allowed.as_slice())
    }

    /// Why a room may not depend on an outside crate by itself.
    pub fn ban(&self, room: &str, outside: &str) -> Option<&'static str> {
        let pure = FLOOR_0.contains(&room);
        match (room, outside) {
            (_, "tokio" | "async-std" | "smol" | "futures") if pure => {
                Some("floor 0 is pure: no async runtime")
            }
            (_, "axum" | "hyper" | "reqwest" | "tower-http") if pure => Some("floor 0 is pure: no HTTP"),
            (_, "tracing" | "log") if pure => Some("floor 0 is pure: it does not log"),
            (_, "getrandom" | "rand") if pure => Some("floor 0 is pure: chance is an argument"),
            ("store" | TEST_ROOM, "sqlx") => None,
            (_, "sqlx" | "rusqlite" | "tokio-postgres") => Some("only store speaks to the database"),
            ("web" | "cli" | TEST_ROOM, "axum" | "axum-extra" | "utoipa-axum" | "tower-http") => None,
            (_, "axum" | "axum-extra" | "utoipa-axum" | "tower-http") => Some("only the doors know HTTP"),
            ("phrases", "minijinja" | "fluent-bundle") => None,
            (_, "minijinja" | "fluent-bundle") => Some("only phrases turns values into words and markup"),
            ("mail", "lettre" | "mail-parser" | "mail-builder") => None,
            ("net", "hyper" | "hyper-util" | "rustls" | "tokio-rustls") => None,
            (_, "hyper" | "hyper-util" | "rustls" | "tokio-rustls") => {
                Some("only net asks other machines by HTTP")
            }
            ("exchange" | TEST_ROOM, "pgp") => None,
            (_, "pgp") => Some("only exchange reads keys"),
            (_, "lettre" | "mail-parser" | "mail-builder") => Some("only mail reads, writes and sends mail"),
            _ => None,
        }
    }

    /// Outside crates that a room may not even reach through another crate, each with the rule.
    pub fn never_even_indirectly(&self, room: &str) -> &'static [(&'static str, &'static str)] {
        const PURE: &[(&str, &str)] = &[
            ("tokio", "floor 0 is pure: no async runtime"),
            ("sqlx", "floor 0 is pure: no SQL"),
            ("axum", "floor 0 is pure: no HTTP"),
            ("reqwest", "floor 0 is pure: no HTTP"),
            ("tracing", "floor 0 is pure: it does not log"),
        ];
        if FLOOR_0.contains(&room) { PURE } else { &[] }
    }
}
