//! One team: who holds which post, what was delegated, signed, met about, and what the reader may do.

use super::Loaded;
use crate::access::Ask;
use crate::{App, Result, boxed};
use ::law::{TeamRules, Text};
use domain::attachments::Attachment;
use domain::audit::Row;
use domain::teams::authority::Ground;
use domain::teams::delegation::Delegation;
use domain::teams::documents::TeamDocument;
use domain::teams::meetings::{Meeting, next_regular};
use domain::teams::{Member, Team};
use domain::{Moment, Op, Refusal, Right};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use store::Conn;

/// Most audit rows shown.
const HISTORY: i64 = 100;

/// A member with the name of their body.
#[derive(Debug, Clone, Serialize)]
pub struct MemberView {
    /// The member; telephone and mail only for those whom the team concerns.
    pub member: Member,
    /// Name of the home body.
    pub body_name: String,
    /// Title of the post.
    pub title: Text,
    /// Holds the post now.
    pub in_office: bool,
}

/// A delegation and what it gives now.
#[derive(Debug, Clone, Serialize)]
pub struct DelegationView {
    /// The delegation.
    pub delegation: Delegation,
    /// In force, or why not.
    pub now: std::result::Result<(), Refusal>,
}

/// A meeting with the files of its minutes.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingView {
    /// The meeting.
    pub meeting: Meeting,
    /// Files of the minutes.
    pub files: Vec<Attachment>,
}

/// A team as a reader sees it.
#[derive(Debug, Clone, Serialize)]
pub struct TeamView {
    /// The team.
    pub team: Team,
    /// Name of its body.
    pub body_name: String,
    /// The text that rules it: id and short name.
    pub ruleset: Option<(String, Text)>,
    /// What the text says.
    pub rules: Option<TeamRules>,
    /// Members: those in office first, by rank of the post.
    pub members: Vec<MemberView>,
    /// What follows is shown to those whom the team concerns.
    pub concerned: bool,
    /// Delegations, newest first.
    pub delegations: Vec<DelegationView>,
    /// Documents, newest first.
    pub documents: Vec<TeamDocument>,
    /// Meetings, newest first.
    pub meetings: Vec<MeetingView>,
    /// By when the next regular meeting must be held.
    pub next_regular: Option<Moment>,
    /// What the reader may sign and do, kind by kind.
    pub authority: Vec<(String, std::result::Result<Ground, Refusal>)>,
    /// Codes of what the reader may do now: `manage`, `act`, `minutes`.
    pub may: BTreeSet<&'static str>,
    /// Audit rows, newest first.
    pub history: Vec<Row>,
}

/// Shows a team.
///
/// # Errors
/// [`crate::Error::Forbidden`], [`crate::Error::NotFound`].
#[boxed]
pub async fn show_team(app: &App, op: &Op, key: &str) -> Result<TeamView> {
    op.require(Right::SeeBodies)?;
    let mut read = app.store.read().await?;
    let loaded = Loaded::by_key(&mut read, key).await?;
    let concerned = loaded.concerns(op);
    let library = app.library();
    let ruled = super::rules_of(&library, &loaded.team.province, op.now);
    let mut names = HashMap::new();
    let bodies = loaded.members.iter().map(|one| one.body).chain([loaded.team.body]);
    for body in bodies.collect::<BTreeSet<_>>() {
        let name = read.body(body).await?.map(|body| body.name_in(op.lang).to_owned());
        names.insert(body, name.unwrap_or_default());
    }
    let (mut documents, mut meetings, mut history) = (Vec::new(), Vec::new(), Vec::new());
    if concerned {
        documents = read.team_documents(loaded.team.id).await?;
        for meeting in read.meetings(loaded.team.id).await? {
            let files = if meeting.minutes.is_some() {
                read.attachments_of("meeting", meeting.id.uuid()).await?
            } else {
                Vec::new()
            };
            meetings.push(MeetingView { meeting, files });
        }
        history = read.audit_of("team", &loaded.team.id.to_string(), HISTORY).await?;
        let hidden = hidden(&mut read, op, &documents).await?;
        documents.retain(|one| !hidden.contains(&one.incident_number));
        history.retain(|row| !hidden.iter().any(|number| row.detail.contains(number.as_str())));
    }
    let standing = ruled.map(|(ruleset, rules)| loaded.standing(ruleset, rules));
    let person = op.actor.person().filter(|_| op.may(Right::ActInTeam));
    let mine = |kind: &str| person.zip(standing).map(|(person, s)| s.may_sign(person, kind, op.now));
    let authority = ruled.into_iter().flat_map(|(_, rules)| &rules.kinds);
    let authority =
        authority.filter_map(|kind| Some((kind.key.clone(), mine(&kind.key)?.map(|(_, ground)| ground))));
    let authority: Vec<_> = authority.collect();
    let mut delegations: Vec<DelegationView> = Vec::new();
    if concerned {
        delegations.extend(loaded.delegations.iter().rev().map(|one| {
            let gives = |s: domain::teams::authority::Standing<'_>| {
                one.scope.first().map_or(Ok(()), |kind| s.gives(one, kind, op.now))
            };
            DelegationView {
                now: standing.map_or_else(|| one.in_force(op.now), gives),
                delegation: one.clone(),
            }
        }));
    }
    let held: Vec<Meeting> = meetings.iter().map(|one| one.meeting.clone()).collect();
    let rule = ruled.and_then(|(_, rules)| rules.meeting.as_ref()).filter(|_| concerned);
    Ok(TeamView {
        members: members(op, &loaded, ruled.map(|(_, rules)| rules), &names, concerned),
        may: may(op, &loaded, ruled.map(|(_, rules)| rules)),
        next_regular: rule.map(|rule| next_regular(rule, began(&loaded.team), &held)),
        body_name: names.get(&loaded.team.body).cloned().unwrap_or_default(),
        ruleset: ruled.map(|(ruleset, _)| (ruleset.id.to_string(), ruleset.short.clone())),
        rules: ruled.map(|(_, rules)| rules.clone()),
        team: loaded.team,
        concerned,
        delegations,
        documents,
        meetings,
        authority,
        history,
    })
}

/// Numbers of the incidents that documents belong to and that the reader may not know of, as those open to named persons only.
async fn hidden(conn: &mut Conn, op: &Op, documents: &[TeamDocument]) -> Result<BTreeSet<String>> {
    let mut hidden = BTreeSet::new();
    for document in documents {
        let Some(id) = document.incident else { continue };
        let Some(incident) = conn.incident(id).await?.filter(|incident| incident.restricted()) else {
            continue;
        };
        if !crate::access::circle(conn, &incident).await?.open_to(op) {
            hidden.insert(document.incident_number.clone());
        }
    }
    Ok(hidden)
}

/// The day of the decision, from which the first meeting is reckoned.
pub(super) fn began(team: &Team) -> Moment {
    let day = team.decision.date.to_zoned(::law::zone());
    day.map_or(team.created_at, |at| at.timestamp().into())
}

fn members(
    op: &Op,
    loaded: &Loaded,
    rules: Option<&TeamRules>,
    names: &HashMap<domain::BodyId, String>,
    concerned: bool,
) -> Vec<MemberView> {
    let shown = |one: &Member| {
        let mut member = one.clone();
        if !concerned {
            member.phone.clear();
            member.email.clear();
            member.end_reason.clear();
        }
        let post = rules.and_then(|rules| rules.post(&one.post));
        MemberView {
            title: post.map_or_else(|| Text::new(one.post.clone(), ""), |post| post.title.clone()),
            body_name: names.get(&one.body).cloned().unwrap_or_default(),
            in_office: one.holds(op.now),
            member,
        }
    };
    let rank = |post: &str| rules.and_then(|rules| rules.posts.iter().position(|known| known.key == post));
    let mut views: Vec<MemberView> = loaded.members.iter().map(shown).collect();
    views.sort_by_key(|one| (!one.in_office, rank(&one.member.post), one.member.from));
    views
}

fn may(op: &Op, loaded: &Loaded, rules: Option<&TeamRules>) -> BTreeSet<&'static str> {
    let office = op.may(Right::ActInTeam)
        && loaded
            .members
            .iter()
            .any(|one| one.person.is_some() && one.person == op.actor.person() && one.holds(op.now));
    let minutes = rules.is_some_and(|rules| super::meetings::keeps_minutes(op, loaded, rules));
    [("manage", loaded.managed_by(op)), ("act", office), ("minutes", minutes)]
        .into_iter()
        .filter(|(_, may)| *may && rules.is_some())
        .map(|(code, _)| code)
        .collect()
}
