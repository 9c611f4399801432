//! Meetings: called by whoever may, held with a list of who came, minutes owed until they are written.

use super::{Loaded, authorised};
use crate::bodies::Check;
use crate::{App, Error, Result, boxed};
use ::law::TeamRules;
use domain::audit::Event;
use domain::teams::Team;
use domain::teams::meetings::{Attendance, Meeting, MeetingKind, MeetingState, Minutes, Presence};
use domain::{AttachmentId, MeetingId, MemberId, Moment, Op, Right};
use serde::Serialize;
use serde_json::json;
use store::{Conn, Tx};
use uuid::Uuid;

/// Most files with minutes.
const MOST_FILES: usize = 20;

/// A meeting to call.
#[derive(Debug, Clone)]
pub struct CallMeeting {
    /// Key of the team.
    pub team: String,
    /// Why it takes place.
    pub kind: MeetingKind,
    /// When.
    pub planned_at: Moment,
    /// Where.
    pub place: String,
    /// What about.
    pub agenda: String,
}

/// A meeting that was held.
#[derive(Debug, Clone)]
pub struct HoldMeeting {
    /// The meeting.
    pub meeting: MeetingId,
    /// When it was held.
    pub held_at: Moment,
    /// Who came; members in office who are not named were absent.
    pub attendance: Vec<(MemberId, Presence)>,
}

/// Minutes to write.
#[derive(Debug, Clone)]
pub struct WriteMinutes {
    /// The meeting.
    pub meeting: MeetingId,
    /// The words.
    pub text: String,
    /// Files brought before.
    pub files: Vec<AttachmentId>,
}

/// Minutes that somebody owes.
#[derive(Debug, Clone, Serialize)]
pub struct OwedMinutes {
    /// The team.
    pub team: Team,
    /// The meeting.
    pub meeting: Meeting,
}

/// Calls a meeting.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; fields to mend; the refusals of
/// [`domain::teams::authority::Standing::may_sign`], each recorded.
#[boxed]
pub async fn call_meeting(app: &App, op: &Op, cmd: CallMeeting) -> Result<MeetingId> {
    let mut check = Check::new();
    let place = check.required("place", &cmd.place);
    let agenda = domain::text::bounded(&cmd.agenda);
    if !cmd.planned_at.plausible() {
        check.problem("planned_at", "two_digit_year");
    }
    check.done()?;
    let mut tx = app.store.write().await?;
    let loaded = Loaded::to_change(&mut tx, &cmd.team).await?;
    let library = app.library();
    let ruled = loaded.rules(&library, op.now)?;
    let rule = ruled.1.meeting.as_ref().ok_or_else(|| Error::refused("team.no_rules"))?;
    let asked = json!({ "meeting": cmd.kind, "planned_at": cmd.planned_at });
    let (mut tx, office, ground) = authorised(tx, op, &loaded, ruled, &rule.called_by, asked).await?;
    let meeting = Meeting {
        id: app.fresh.id(op.now),
        team: loaded.team.id,
        kind: cmd.kind,
        state: MeetingState::Called,
        planned_at: cmd.planned_at,
        place,
        agenda,
        called_by: office.name,
        ground: Some(ground),
        held_at: None,
        attendance: Vec::new(),
        minutes: None,
        version: 1,
    };
    tx.insert_meeting(&meeting).await?;
    let detail = json!({
        "team": loaded.team.key, "meeting": meeting.id, "kind": meeting.kind, "planned_at": meeting.planned_at,
        "ground": meeting.ground,
    });
    tx.record(op, Event::new("team.meeting_called", "team", loaded.team.id, detail));
    tx.commit(op.now).await?;
    Ok(meeting.id)
}

/// Calls a meeting off.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; `meeting.not_called`.
#[boxed]
pub async fn cancel_meeting(app: &App, op: &Op, id: MeetingId) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (loaded, meeting) = load(app, &mut tx, op, id).await?;
    let meeting = meeting.cancelled()?;
    tx.update_meeting(&meeting).await?;
    let detail = json!({ "team": loaded.team.key, "meeting": meeting.id });
    tx.record(op, Event::new("team.meeting_cancelled", "team", loaded.team.id, detail));
    tx.commit(op.now).await?;
    Ok(())
}

/// Notes that a meeting was held and who came.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; `meeting.not_called`, `meeting.in_future`, `meeting.nobody_present`.
#[boxed]
pub async fn hold_meeting(app: &App, op: &Op, cmd: HoldMeeting) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (loaded, meeting) = load(app, &mut tx, op, cmd.meeting).await?;
    let in_office = loaded.members.iter().filter(|one| one.holds(cmd.held_at));
    let attendance: Vec<Attendance> = in_office
        .map(|one| {
            let told = cmd.attendance.iter().find(|(member, _)| *member == one.id);
            Attendance {
                member: one.id,
                name: one.name.clone(),
                presence: told.map_or(Presence::Absent, |(_, presence)| *presence),
            }
        })
        .collect();
    let meeting = meeting.held(cmd.held_at, attendance, op.now)?;
    tx.update_meeting(&meeting).await?;
    let came = meeting.attendance.iter().filter(|one| one.presence == Presence::Present).count();
    let detail = json!({
        "team": loaded.team.key, "meeting": meeting.id, "kind": meeting.kind, "held_at": meeting.held_at,
        "present": came, "of": meeting.attendance.len(),
    });
    tx.record(op, Event::new("team.meeting_held", "team", loaded.team.id, detail));
    tx.commit(op.now).await?;
    Ok(())
}

/// Writes the minutes of a meeting.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; `meeting.not_held`, `meeting.minutes_empty`, `attachment.unknown`,
/// `attachment.too_many`.
#[boxed]
pub async fn write_minutes(app: &App, op: &Op, cmd: WriteMinutes) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (loaded, meeting) = load(app, &mut tx, op, cmd.meeting).await?;
    let mut files = meeting.minutes.as_ref().map(|known| known.files.clone()).unwrap_or_default();
    if files.len() + cmd.files.len() > MOST_FILES {
        return Err(Error::refused("attachment.too_many"));
    }
    let first = i64::try_from(files.len()).unwrap_or(i64::MAX);
    for (position, file) in (first..).zip(&cmd.files) {
        if !tx.adopt_attachment(*file, "meeting", meeting.id.uuid(), position, op.actor.person()).await? {
            return Err(Error::refused("attachment.unknown"));
        }
        files.push(*file);
    }
    let text = domain::text::bounded(&cmd.text);
    let replaced = meeting.minutes.as_ref().map(|known| known.text.clone()).filter(|known| *known != text);
    let minutes = Minutes { text, files, by: op.actor.name().to_owned(), at: op.now };
    let meeting = meeting.minuted(minutes)?;
    tx.update_meeting(&meeting).await?;
    let minutes = meeting.minutes.as_ref();
    let detail = json!({
        "team": loaded.team.key, "meeting": meeting.id, "kind": meeting.kind,
        "sha256": minutes.map(|one| domain::canonical::sha256_hex(one.text.as_bytes())),
        "files": minutes.map(|one| &one.files), "replaced": replaced,
    });
    tx.record(op, Event::new("team.minutes_written", "team", loaded.team.id, detail));
    tx.commit(op.now).await?;
    Ok(())
}

/// The meeting and its team, for whoever keeps the minutes.
async fn load(app: &App, tx: &mut Tx, op: &Op, id: MeetingId) -> Result<(Loaded, Meeting)> {
    let meeting = tx.meeting(id).await?.ok_or(Error::NotFound)?;
    let team = tx.team(meeting.team).await?.ok_or(Error::NotFound)?;
    let loaded = Loaded::of(tx, team).await?;
    if !loaded.concerns(op) {
        return Err(Error::NotFound);
    }
    let library = app.library();
    let (_, rules) = loaded.rules(&library, op.now)?;
    if keeps_minutes(op, &loaded, rules) { Ok((loaded, meeting)) } else { Err(Error::Forbidden) }
}

/// Whether the actor keeps the record of meetings: by a post that owes the minutes, by one that calls meetings, or as
/// somebody who looks after the team.
pub(super) fn keeps_minutes(op: &Op, loaded: &Loaded, rules: &TeamRules) -> bool {
    let Some(rule) = &rules.meeting else { return false };
    let by_post = |post: &str| {
        rule.minutes_by.iter().any(|known| known == post) || rules.authority(post, &rule.called_by).is_some()
    };
    let mine = loaded
        .members
        .iter()
        .filter(|one| one.person.is_some() && one.person == op.actor.person() && one.holds(op.now));
    loaded.managed_by(op) || (op.may(Right::ActInTeam) && mine.into_iter().any(|one| by_post(&one.post)))
}

/// Minutes that the actor's body owes: it is the home of somebody whose post keeps them, or the body of the team.
pub(crate) async fn minutes_owed_to(app: &App, conn: &mut Conn, op: &Op) -> Result<Vec<OwedMinutes>> {
    let Some(body) = op.body else { return Ok(Vec::new()) };
    let library = app.library();
    let mut owed = Vec::new();
    for meeting in conn.minutes_owed().await? {
        let Some(team) = conn.team(meeting.team).await? else { continue };
        let loaded = Loaded::of(conn, team).await?;
        let rule = super::rules_of(&library, &loaded.team.province, op.now)
            .and_then(|(_, rules)| rules.meeting.as_ref());
        let keeps = |post: &str| rule.is_some_and(|rule| rule.minutes_by.iter().any(|known| known == post));
        let home = loaded.members.iter().any(|one| one.body == body && one.holds(op.now) && keeps(&one.post));
        if home || body == loaded.team.body {
            owed.push(OwedMinutes { team: loaded.team, meeting });
        }
    }
    Ok(owed)
}

/// That the actor may read the files of a meeting.
pub(crate) async fn reach_meeting(conn: &mut Conn, op: &Op, id: Uuid) -> Result<()> {
    let meeting = conn.meeting(MeetingId(id)).await?.ok_or(Error::NotFound)?;
    let team = conn.team(meeting.team).await?.ok_or(Error::NotFound)?;
    let loaded = Loaded::of(conn, team).await?;
    if op.may(Right::SeeBodies) && loaded.concerns(op) { Ok(()) } else { Err(Error::NotFound) }
}
