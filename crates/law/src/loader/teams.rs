//! `team.toml`: posts of a response team, what each may sign and do, delegation, meetings, access.

use super::references::{Names, References, named_by};
use super::table::Table;
use crate::ids::RoleKey;
use crate::teams::{
    AccessRule, AccessTarget, Authority, DelegationRule, MeetingRule, Post, TeamKind, TeamRules,
};
use crate::text::Certainty;

/// Most holders of a post, and months between meetings, that we believe.
const MOST: i64 = 120;

/// Reads the whole file.
pub(super) fn team(root: &Table<'_>, default: Certainty, references: &mut References) -> TeamRules {
    let (mut posts, mut kinds) = (Names::default(), Names::default());
    let mut rules = TeamRules {
        posts: root
            .children("post")
            .into_iter()
            .map(|table| post(table, default, &mut posts, references))
            .collect(),
        kinds: root.children("document").into_iter().map(|table| kind(table, true, &mut kinds)).collect(),
        authorities: Vec::new(),
        delegations: Vec::new(),
        meeting: None,
        access: None,
    };
    rules.kinds.extend(root.children("act").into_iter().map(|table| kind(table, false, &mut kinds)));
    if rules.posts.is_empty() {
        root.fault("post", "a team without posts: add [[post]] with key and title");
    }
    rules.authorities =
        root.children("authority").into_iter().map(|table| authority(table, default, &rules)).collect();
    rules.delegations =
        root.children("delegation").into_iter().map(|table| delegation(table, default, &rules)).collect();
    rules.meeting = root.child("meeting").map(|table| meeting(table, default, &rules));
    rules.access = root.child("access").and_then(|table| access(table, default, references));
    rules
}

fn post(table: Table<'_>, default: Certainty, names: &mut Names, references: &mut References) -> Post {
    let key = named_by(&table, "key", "post", names);
    let role: Option<RoleKey> = table.parsed("role");
    if let Some(role) = &role {
        references.role(role, table.place("role"));
    }
    let post = Post {
        key,
        title: table.needed_text("title"),
        role,
        most: count(&table, "most"),
        cite: table.string_or_empty("cite"),
        certainty: table.certainty(default),
        source: table.string_or_empty("source"),
        trace: table.strings("trace"),
    };
    table.finish();
    post
}

fn kind(table: Table<'_>, document: bool, names: &mut Names) -> TeamKind {
    let what = if document { "document" } else { "act" };
    let kind = TeamKind {
        key: named_by(&table, "key", what, names),
        title: table.needed_text("title"),
        document,
        cite: table.string_or_empty("cite"),
    };
    table.finish();
    kind
}

fn authority(table: Table<'_>, default: Certainty, rules: &TeamRules) -> Authority {
    let authority = Authority {
        post: known_post(&table, "post", rules),
        all: table.flag("all"),
        over: table.strings("over"),
        cite: table.needed_string("cite"),
        certainty: table.certainty(default),
        source: table.string_or_empty("source"),
        trace: table.strings("trace"),
        notes: table.texts("notes"),
    };
    for word in authority.over.iter().filter(|word| rules.kind(word).is_none()) {
        table.fault(
            "over",
            format!("unknown kind \"{word}\": add a [[document]] or an [[act]] with this key"),
        );
    }
    if authority.all != authority.over.is_empty() {
        table.fault("over", "write either all = true, or over = [\"…\"] with what this post may sign and do");
    }
    table.finish();
    authority
}

fn delegation(table: Table<'_>, default: Certainty, rules: &TeamRules) -> DelegationRule {
    let rule = DelegationRule {
        from: known_post(&table, "from", rules),
        to: known_post(&table, "to", rules),
        leading: table.flag("leading"),
        at_once: count(&table, "at_once"),
        cite: table.needed_string("cite"),
        certainty: table.certainty(default),
        source: table.string_or_empty("source"),
        trace: table.strings("trace"),
        notes: table.texts("notes"),
    };
    if !rule.from.is_empty() && rule.from == rule.to {
        table.fault("to", "nobody delegates to the post they hold");
    }
    if !rule.from.is_empty() && rules.of_post(&rule.from).next().is_none() {
        table.fault("from", format!("post \"{}\" has no [[authority]] that it could hand on", rule.from));
    }
    table.finish();
    rule
}

fn meeting(table: Table<'_>, default: Certainty, rules: &TeamRules) -> MeetingRule {
    if !table.has("every_months") {
        table.fault("every_months", "this key is missing: write every_months = 6");
    }
    let called_by = table.needed_string("called_by");
    if !called_by.is_empty() && rules.kind(&called_by).is_none_or(|kind| kind.document) {
        table.fault("called_by", format!("unknown act \"{called_by}\": add an [[act]] with this key"));
    }
    let minutes_by = table.strings("minutes_by");
    for word in minutes_by.iter().filter(|word| rules.post(word).is_none()) {
        table.fault("minutes_by", unknown_post(word));
    }
    let rule = MeetingRule {
        every_months: count(&table, "every_months").unwrap_or_default(),
        called_by,
        minutes_by,
        cite: table.needed_string("cite"),
        certainty: table.certainty(default),
        source: table.string_or_empty("source"),
        trace: table.strings("trace"),
    };
    table.finish();
    rule
}

fn access(table: Table<'_>, default: Certainty, references: &mut References) -> Option<AccessRule> {
    let mut names = Names::default();
    let targets: Vec<AccessTarget> = table
        .children("targets")
        .into_iter()
        .map(|target| {
            let read = AccessTarget {
                key: named_by(&target, "key", "target", &mut names),
                title: target.needed_text("title"),
            };
            target.finish();
            read
        })
        .collect();
    if targets.is_empty() {
        table.fault(
            "targets",
            "nothing could be opened: write targets = [{ key = \"logs\", title = { vi = \"…\" } }]",
        );
    }
    if !table.has("agrees") {
        table.fault("agrees", "this key is missing: write agrees = \"system-owner\"");
    }
    let agrees: Option<RoleKey> = table.parsed("agrees");
    if let Some(role) = &agrees {
        references.role(role, table.place("agrees"));
    }
    let (cite, certainty) = (table.needed_string("cite"), table.certainty(default));
    let (source, trace) = (table.string_or_empty("source"), table.strings("trace"));
    table.finish();
    Some(AccessRule { agrees: agrees?, targets, cite, certainty, source, trace })
}

fn count(table: &Table<'_>, key: &'static str) -> Option<u32> {
    table.integer(key, 1, MOST).and_then(|number| u32::try_from(number).ok())
}

fn known_post(table: &Table<'_>, key: &'static str, rules: &TeamRules) -> String {
    let post = table.needed_string(key);
    if !post.is_empty() && rules.post(&post).is_none() {
        table.fault(key, unknown_post(&post));
    }
    post
}

fn unknown_post(word: &str) -> String {
    format!("unknown post \"{word}\": add a [[post]] with this key")
}
