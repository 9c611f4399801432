//! Declares statements so that a test can prepare every one of them on both databases.

/// Declares constants of SQL text and lists them in `ALL`.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$doc])* pub(crate) const $name: &str = $sql;)*
        pub(crate) const ALL: &[(&str, &str)] = &[$((stringify!($name), $name)),*];
    };
}
pub(crate) use statements;

/// Every declared statement as (module, name, SQL), for the test that prepares them all.
pub fn every_statement(postgres: bool) -> Vec<(&'static str, &'static str, &'static str)> {
    let modules = [
        ("allocations", crate::allocations::ALL),
        ("attachments", crate::attachments::ALL),
        ("audit", crate::audit::ALL),
        ("bodies", crate::bodies::ALL),
        ("claim_decisions", crate::claim_decisions::ALL),
        ("clocks", crate::clocks::ALL),
        ("contact_keys", crate::contact_keys::ALL),
        ("contacts", crate::contacts::ALL),
        ("consents", crate::consents::ALL),
        ("counters", crate::counters::ALL),
        ("dialect", if postgres { crate::dialect::postgres::ALL } else { crate::dialect::sqlite::ALL }),
        ("duty", crate::duty::ALL),
        ("entries", crate::entries::ALL),
        ("factors", crate::factors::ALL),
        ("idempotency", crate::idempotency::ALL),
        ("incidents", crate::incidents::ALL),
        ("invitations", crate::invitations::ALL),
        ("jobs", crate::jobs::ALL),
        ("law_changes", crate::law_changes::ALL),
        ("members", crate::members::ALL),
        ("messages", crate::messages::ALL),
        ("notices", crate::notices::ALL),
        ("people", crate::people::ALL),
        ("reachability", crate::reachability::ALL),
        ("refused_mail", crate::refused_mail::ALL),
        ("reports", crate::reports::ALL),
        ("sessions", crate::sessions::ALL),
        ("restriction", crate::restriction::ALL),
        ("steps", crate::steps::ALL),
        ("subjects", crate::subjects::ALL),
        ("systems", crate::systems::ALL),
        ("teams", crate::teams::ALL),
        ("tries", crate::tries::ALL),
        ("verifications", crate::verifications::ALL),
    ];
    modules.into_iter().flat_map(|(m, all)| all.iter().map(move |(n, s)| (m, *n, *s))).collect()
}
