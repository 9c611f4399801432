//! The bodies of the network.

use super::reach;
use crate::html::desk::{List, Words};
use crate::{Outcome, Visitor, Web};
use app::domain::Right;
use app::domain::bodies::BodyKind;
use app::domain::members::{MemberKind, MemberState};
use app::members::{ListNetwork, NetworkRow, list_network, waiting};
use axum::extract::State;
use phrases::contexts::desk::FilterGroup;
use phrases::contexts::network::{NetworkIndex, NetworkLine};

/// Names of the filters.
const FILTERS: &[&str] = &["type", "province", "member", "state", "q"];

/// Bodies by name.
pub(super) async fn index(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let asked = List::of(&visitor, "/network", FILTERS);
    let (rows, next) = list_network(&web.app, &visitor.op, command(&asked)).await?;
    let words = Words::of(&web, &visitor);
    let keeps = visitor.op.may(Right::KeepMembers);
    let waiting = if keeps { Some(waiting(&web.app, &visitor.op).await?) } else { None };
    let manages = visitor.op.may(Right::ManageNetwork);
    let keys = if keeps { app::contacts::count_ending_keys(&web.app, &visitor.op).await? } else { 0 };
    let own = app::bodies::own_key(&web.app, &visitor.op).await?;
    let page = NetworkIndex {
        search: asked.search(groups(&words, &asked)),
        pager: asked.pager(rows.len(), next),
        rows: rows.into_iter().map(|row| line(&words, row)).collect(),
        waiting,
        manages,
        keys,
        own: own.map(|key| format!("/network/bodies/{key}")),
    };
    web.page(&visitor, &page)
}

fn command(asked: &List) -> ListNetwork {
    ListNetwork {
        kinds: asked.all("type"),
        province: asked.one("province"),
        state: asked.one("state"),
        member: asked.one("member"),
        cluster: None,
        query: asked.one("q").unwrap_or_default(),
        after: asked.begins(),
    }
}

fn groups(words: &Words<'_>, asked: &List) -> Vec<FilterGroup> {
    let kind =
        |kind: &BodyKind| asked.chip_of_many("type", kind.code(), words.coded("body-kind", kind.code()));
    let member =
        |kind: &MemberKind| asked.chip("member", kind.code(), words.coded("member-kind", kind.code()));
    let state =
        |state: &MemberState| asked.chip("state", state.code(), words.coded("member-state", state.code()));
    let province =
        asked.one("province").map(|code| asked.chip("province", &code, words.item("provinces", &code)));
    vec![
        FilterGroup::new("type", BodyKind::ALL.iter().map(kind).collect()),
        FilterGroup::new("member", MemberKind::ALL.iter().map(member).collect()),
        FilterGroup::new("state", MemberState::ALL.iter().map(state).collect()),
        FilterGroup::new("province", province.into_iter().collect()),
    ]
}

fn line(words: &Words<'_>, row: NetworkRow) -> NetworkLine {
    let body = row.body;
    let way = row.contact.as_ref().and_then(|contact| {
        [&contact.phone, &contact.mobile, &contact.email].into_iter().find(|way| !way.is_empty()).cloned()
    });
    NetworkLine {
        href: format!("/network/bodies/{}", body.key),
        name: body.name_in(words.lang()).to_owned(),
        kind: words.coded("body-kind", body.kind.code()),
        province: body.province.as_deref().map(|code| words.item("provinces", code)),
        member: row.membership.as_ref().map(|member| member.state.code().to_owned()),
        member_kind: row.membership.map(|member| member.kind.code().to_owned()),
        contact: row.contact.map(|contact| contact.name),
        way,
        reach: row.reach.map(|it| reach::line(words, &it)),
        always: row.always,
    }
}
