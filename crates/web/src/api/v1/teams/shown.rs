//! A team as programs read it.

use crate::api::words::{Time, Uid, Words};
use app::domain::teams::Team;
use app::domain::teams::authority::Ground;
use app::domain::teams::documents::TeamDocument;
use app::teams::{DelegationView, MeetingView, MemberView, TeamLine, TeamView};
use serde::Serialize;
use utoipa::ToSchema;

/// A team in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TeamShown {
    /// Stable short key.
    #[schema(example = "doi-24")]
    key: String,
    /// Name.
    name: String,
    /// Number of the decision that establishes it.
    decision: String,
    /// Day of that decision.
    #[schema(format = Date)]
    decided_on: String,
    /// Who issued it.
    issuer: String,
    /// Id of the body under which it works.
    body: Uid,
    /// Code of its province.
    province: String,
    /// Who leads it now.
    leader: Option<String>,
}

/// A team with its people and what it does.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TeamWhole {
    /// The team.
    #[serde(flatten)]
    team: TeamShown,
    /// Id of the ruleset that rules it.
    ruleset: Option<String>,
    /// Members, past ones included.
    members: Vec<TeamMemberShown>,
    /// Delegations, newest first.
    delegations: Vec<DelegationShown>,
    /// Documents, newest first.
    documents: Vec<DocumentShown>,
    /// Meetings, newest first.
    meetings: Vec<MeetingShown>,
    /// By when the next regular meeting must be held.
    next_regular: Option<Time>,
    /// What the caller may sign and do.
    authority: Vec<AuthorityShown>,
}

/// A member.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TeamMemberShown {
    /// Id.
    id: Uid,
    /// Id of the account.
    person: Option<Uid>,
    /// Name.
    name: String,
    /// Position at home.
    position: String,
    /// Id of the home body.
    body: Uid,
    /// Key of the post.
    post: String,
    /// Title of the post.
    title: Words,
    /// Also holds a leading position.
    leading: bool,
    /// First moment in office.
    from: Time,
    /// First moment out of it.
    until: Option<Time>,
    /// In office now.
    in_office: bool,
}

/// A delegation.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DelegationShown {
    /// Id.
    id: Uid,
    /// Number within the team.
    number: i64,
    /// Id of the member who delegates.
    by: Uid,
    /// Id of the delegate.
    to: Uid,
    /// Kinds it covers.
    scope: Vec<String>,
    /// First moment.
    from: Time,
    /// First moment it gives nothing any more.
    until: Time,
    /// Why.
    reason: String,
    /// Code of the refusal when it gives nothing now.
    refused: Option<&'static str>,
}

/// On what ground something was signed.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SigningGround {
    /// `rule` or `delegation`.
    #[schema(example = "rule")]
    kind: &'static str,
    /// Id of the ruleset.
    ruleset: String,
    /// Where it stands there.
    cite: String,
    /// Number of the delegation.
    delegation: Option<i64>,
}

/// A signed document.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DocumentShown {
    /// Id.
    id: Uid,
    /// Key of its kind.
    kind: String,
    /// Number.
    number: String,
    /// Subject.
    title: String,
    /// Number of the incident.
    incident: Option<String>,
    /// Name of the signer.
    signer: String,
    /// Key of the post it was signed in.
    post: String,
    /// Why they may.
    ground: SigningGround,
    /// When.
    signed_at: Time,
}

/// A meeting.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MeetingShown {
    /// Id.
    id: Uid,
    /// `regular` or `extraordinary`.
    kind: String,
    /// `called`, `held` (minutes owed), `minuted` or `cancelled`.
    state: String,
    /// When it is to be.
    planned_at: Time,
    /// When it was held.
    held_at: Option<Time>,
    /// Where.
    place: String,
    /// Who came: id of the member, `present`, `excused` or `absent`.
    attendance: Vec<AttendanceShown>,
    /// Text of the minutes.
    minutes: Option<String>,
    /// Ids of the files with them.
    files: Vec<Uid>,
}

/// Whether one member came.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AttendanceShown {
    /// Id of the member.
    member: Uid,
    /// `present`, `excused` or `absent`.
    presence: String,
}

/// What the caller may sign or do.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AuthorityShown {
    /// Key of the kind.
    kind: String,
    /// Why they may.
    ground: Option<SigningGround>,
    /// Code of the refusal when they may not.
    refused: Option<&'static str>,
}

impl TeamShown {
    fn of(team: Team, leader: Option<String>) -> Self {
        Self {
            key: team.key,
            name: team.name,
            decision: team.decision.number,
            decided_on: team.decision.date.to_string(),
            issuer: team.decision.issuer,
            body: team.body.into(),
            province: team.province,
            leader,
        }
    }
}

impl From<TeamLine> for TeamShown {
    fn from(line: TeamLine) -> Self {
        Self::of(line.team, line.leader)
    }
}

impl From<TeamView> for TeamWhole {
    fn from(view: TeamView) -> Self {
        let first = view.rules.as_ref().and_then(|rules| rules.posts.first());
        let leads =
            |one: &&MemberView| one.in_office && first.is_some_and(|post| post.key == one.member.post);
        let leader = view.members.iter().find(leads).map(|one| one.member.name.clone());
        let authority = view.authority.into_iter().map(|(kind, judged)| AuthorityShown {
            kind,
            refused: judged.as_ref().err().map(|refusal| refusal.code),
            ground: judged.ok().map(SigningGround::from),
        });
        Self {
            ruleset: view.ruleset.map(|(id, _)| id),
            members: view.members.into_iter().map(TeamMemberShown::from).collect(),
            delegations: view.delegations.into_iter().map(DelegationShown::from).collect(),
            documents: view.documents.into_iter().map(DocumentShown::from).collect(),
            meetings: view.meetings.into_iter().map(MeetingShown::from).collect(),
            next_regular: view.next_regular.map(Time::from),
            authority: authority.collect(),
            team: TeamShown::of(view.team, leader),
        }
    }
}

impl From<MemberView> for TeamMemberShown {
    fn from(view: MemberView) -> Self {
        let member = view.member;
        Self {
            id: member.id.into(),
            person: member.person.map(Uid::from),
            name: member.name,
            position: member.position,
            body: member.body.into(),
            post: member.post,
            title: view.title.into(),
            leading: member.leading,
            from: member.from.into(),
            until: member.until.map(Time::from),
            in_office: view.in_office,
        }
    }
}

impl From<DelegationView> for DelegationShown {
    fn from(view: DelegationView) -> Self {
        let given = view.delegation;
        Self {
            id: given.id.into(),
            number: given.number,
            by: given.by.into(),
            to: given.to.into(),
            scope: given.scope,
            from: given.from.into(),
            until: given.until.into(),
            reason: given.reason,
            refused: view.now.err().map(|refusal| refusal.code),
        }
    }
}

impl From<Ground> for SigningGround {
    fn from(ground: Ground) -> Self {
        match ground {
            Ground::Rule { ruleset, cite, .. } => Self { kind: "rule", ruleset, cite, delegation: None },
            Ground::Delegation { ruleset, cite, number, .. } => {
                Self { kind: "delegation", ruleset, cite, delegation: Some(number) }
            }
        }
    }
}

impl From<TeamDocument> for DocumentShown {
    fn from(one: TeamDocument) -> Self {
        Self {
            id: one.id.into(),
            kind: one.kind,
            number: one.number,
            title: one.title,
            incident: Some(one.incident_number).filter(|number| !number.is_empty()),
            signer: one.signer_name,
            post: one.post,
            ground: one.ground.into(),
            signed_at: one.signed_at.into(),
        }
    }
}

impl From<MeetingView> for MeetingShown {
    fn from(view: MeetingView) -> Self {
        let one = view.meeting;
        let came = one
            .attendance
            .into_iter()
            .map(|came| AttendanceShown { member: came.member.into(), presence: came.presence.to_string() });
        Self {
            id: one.id.into(),
            kind: one.kind.to_string(),
            state: one.state.to_string(),
            planned_at: one.planned_at.into(),
            held_at: one.held_at.map(Time::from),
            place: one.place,
            attendance: came.collect(),
            minutes: one.minutes.map(|kept| kept.text),
            files: view.files.into_iter().map(|file| file.id.into()).collect(),
        }
    }
}
