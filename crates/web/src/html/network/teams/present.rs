//! From what the desk says of a team to what its pages show.

use crate::html::desk::{Words, attachment, choices, for_input, happening};
use crate::html::typed::day_of;
use crate::{Visitor, Web};
use app::domain::Moment;
use app::domain::bodies::Body;
use app::domain::teams::authority::Ground;
use app::domain::teams::meetings::{MeetingKind, MeetingState, Presence};
use app::teams::{DelegationView, MeetingView, MemberView, TeamLine, TeamView};
use phrases::contexts::desk::Typed;
use phrases::contexts::elements::Choice;
use phrases::contexts::teams::{
    AuthorityRow, DelegationRow, DocumentRow, MeetingRow, MemberRow, TeamRow, TeamShow,
};

/// A team in the list.
pub(super) fn row(line: TeamLine) -> TeamRow {
    TeamRow {
        decision: decision(&line.team),
        key: line.team.key,
        name: line.team.name,
        body: line.body_name,
        leader: line.leader,
        members: line.members,
        minutes_owed: line.minutes_owed,
    }
}

fn decision(team: &app::domain::teams::Team) -> String {
    format!("{}, {}", team.decision.number, law::shown_date(team.decision.date))
}

/// One team.
pub(super) fn team(
    web: &Web,
    visitor: &Visitor,
    view: TeamView,
    bodies: &[Body],
    typed: Option<Typed>,
) -> TeamShow {
    let words = Words::of(web, visitor);
    let told = Told { words: &words, view: &view };
    let in_office = view.members.iter().filter(|one| one.in_office);
    let in_office = in_office.map(|one| Choice::new(one.member.id.to_string(), told.named(one), false));
    let owed = view.meetings.iter().filter(|one| one.meeting.state == MeetingState::Held).count();
    let rules = view.rules.as_ref();
    let kinds = rules.into_iter().flat_map(|rules| &rules.kinds);
    let choice = |kind: &law::TeamKind| Choice::new(&kind.key, words.text(&kind.title), false);
    TeamShow {
        decision: decision(&view.team),
        issuer: view.team.decision.issuer.clone(),
        body: view.body_name.clone(),
        rules: view.ruleset.as_ref().map(|(id, short)| (words.text(short), format!("/law/{id}"))),
        members: view.members.iter().map(|one| told.member(one)).collect(),
        concerned: view.concerned,
        authority: told.authority(),
        delegations: view.delegations.iter().map(|one| told.delegation(one)).collect(),
        documents: told.documents(),
        meetings: view.meetings.iter().map(|one| told.meeting(one)).collect(),
        minutes_owed: owed,
        next_regular: view.next_regular.map(Moment::micros),
        meeting_cite: rules
            .and_then(|rules| rules.meeting.as_ref())
            .map_or_else(String::new, |rule| told.place(&rule.cite)),
        late: view.next_regular.is_some_and(|at| at <= visitor.op.now),
        history: view.history.iter().map(|row| happening(&words, row)).collect(),
        manages: view.may.contains("manage"),
        acts: view.may.contains("act"),
        keeps_minutes: view.may.contains("minutes"),
        posts: rules
            .into_iter()
            .flat_map(|rules| &rules.posts)
            .map(|post| Choice::new(&post.key, words.text(&post.title), false))
            .collect(),
        bodies: bodies.iter().map(|body| Choice::new(&body.key, body.name_in(visitor.lang), false)).collect(),
        in_office: in_office.collect(),
        documents_to_sign: kinds.clone().filter(|kind| kind.document).map(choice).collect(),
        scope: kinds.map(choice).collect(),
        meeting_kinds: choices(
            &words,
            "meeting-kind",
            MeetingKind::ALL.iter().map(|kind| kind.code()),
            MeetingKind::Regular.code(),
        ),
        typed,
        key: view.team.key.clone(),
        name: view.team.name.clone(),
    }
}

/// A team in words.
struct Told<'a> {
    words: &'a Words<'a>,
    view: &'a TeamView,
}

impl Told<'_> {
    fn place(&self, cite: &str) -> String {
        let ruleset = self.view.ruleset.as_ref().map_or("", |(id, _)| id.as_str());
        self.words.cite(ruleset, cite)
    }

    fn kind(&self, key: &str) -> String {
        let kind = self.view.rules.as_ref().and_then(|rules| rules.kind(key));
        kind.map_or_else(|| key.to_owned(), |kind| self.words.text(&kind.title))
    }

    fn post(&self, key: &str) -> String {
        let post = self.view.rules.as_ref().and_then(|rules| rules.post(key));
        post.map_or_else(|| key.to_owned(), |post| self.words.text(&post.title))
    }

    fn named(&self, one: &MemberView) -> String {
        format!("{}, {}", one.member.name, self.words.text(&one.title))
    }

    fn ground(&self, ground: &Ground) -> String {
        match ground {
            Ground::Rule { ruleset, cite, post } => {
                let (post, cite) = (self.post(post), self.words.cite(ruleset, cite));
                self.words.with("team-ground-rule", &[("post", post.into()), ("cite", cite.into())])
            }
            Ground::Delegation { ruleset, cite, number, by } => {
                let cite = self.words.cite(ruleset, cite);
                let by = by.clone();
                self.words.with(
                    "team-ground-delegation",
                    &[("number", (*number).into()), ("by", by.into()), ("cite", cite.into())],
                )
            }
        }
    }

    fn member(&self, one: &MemberView) -> MemberRow {
        let member = &one.member;
        // The last day in office ends with the moment it is over.
        let last = member.until.map(|until| Moment::from_micros(until.micros() - 1));
        MemberRow {
            id: member.id.to_string(),
            post: self.words.text(&one.title),
            name: member.name.clone(),
            position: member.position.clone(),
            body: one.body_name.clone(),
            leading: member.leading,
            phone: member.phone.clone(),
            email: member.email.clone(),
            from: law::shown_date(day_of(member.from)),
            until: last.map(|at| law::shown_date(day_of(at))),
            in_office: one.in_office,
            end_reason: member.end_reason.clone(),
        }
    }

    fn authority(&self) -> Vec<AuthorityRow> {
        if !self.view.may.contains("act") {
            return Vec::new();
        }
        let document = |key: &str| {
            self.view.rules.as_ref().and_then(|rules| rules.kind(key)).is_some_and(|kind| kind.document)
        };
        let row = |(key, judged): &(String, Result<Ground, app::domain::Refusal>)| AuthorityRow {
            kind: self.kind(key),
            document: document(key),
            ground: judged.as_ref().ok().map(|ground| self.ground(ground)),
            refused: judged.as_ref().err().map(|refusal| self.words.refusal(refusal)),
        };
        self.view.authority.iter().map(row).collect()
    }

    fn delegation(&self, one: &DelegationView) -> DelegationRow {
        let given = &one.delegation;
        let refused = one.now.as_ref().err().map(|refusal| self.words.refusal(refusal));
        let running = given.revoked.is_none()
            && refused
                .as_ref()
                .is_none_or(|_| one.now.as_ref().is_err_and(|why| why.code == "delegation.not_begun"));
        DelegationRow {
            id: given.id.to_string(),
            number: given.number,
            by: given.by_name.clone(),
            to: given.to_name.clone(),
            scope: given.scope.iter().map(|key| self.kind(key)).collect(),
            from: given.from.micros(),
            until: given.until.micros(),
            reason: given.reason.clone(),
            cite: self.words.cite(&given.ruleset, &given.cite),
            revocable: running && (self.view.may.contains("act") || self.view.may.contains("manage")),
            refused,
        }
    }

    fn documents(&self) -> Vec<DocumentRow> {
        let row = |one: &app::domain::teams::documents::TeamDocument| DocumentRow {
            number: one.number.clone(),
            kind: self.kind(&one.kind),
            title: one.title.clone(),
            incident: one.incident_number.clone(),
            signer: format!("{}, {}", one.signer_name, self.post(&one.post)),
            ground: self.ground(&one.ground),
            signed_at: one.signed_at.micros(),
        };
        self.view.documents.iter().map(row).collect()
    }

    fn meeting(&self, one: &MeetingView) -> MeetingRow {
        let meeting = &one.meeting;
        let came = meeting.attendance.iter().filter(|came| came.presence == Presence::Present).count();
        MeetingRow {
            id: meeting.id.to_string(),
            kind: meeting.kind.to_string(),
            state: meeting.state.to_string(),
            at: meeting.held_at.unwrap_or(meeting.planned_at).micros(),
            at_input: for_input(meeting.planned_at),
            place: meeting.place.clone(),
            agenda: meeting.agenda.clone(),
            called_by: meeting.called_by.clone(),
            present: came,
            all: meeting.attendance.len(),
            minutes: meeting.minutes.as_ref().map(|kept| kept.text.clone()).unwrap_or_default(),
            minutes_by: meeting.minutes.as_ref().map(|kept| kept.by.clone()).unwrap_or_default(),
            files: one.files.iter().map(attachment).collect(),
        }
    }
}
