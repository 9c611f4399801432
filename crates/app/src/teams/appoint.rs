//! Filling a post of a team, and ending an office.

use super::Loaded;
use crate::bodies::{Check, given};
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::teams::{self, Member};
use domain::{MemberId, Moment, Op, Right};
use serde_json::json;

/// Somebody to appoint.
#[derive(Debug, Clone, Default)]
pub struct Appoint {
    /// Key of the team.
    pub team: String,
    /// Key of the post.
    pub post: String,
    /// Sign-in name, for somebody with an account; what is left empty below is taken from it, telephone and mail only of the
    /// actor's own body.
    pub login: Option<String>,
    /// Name as written on documents.
    pub name: String,
    /// Position at home.
    pub position: String,
    /// Key of the home body.
    pub body_key: String,
    /// Also holds a leading position.
    pub leading: bool,
    /// Telephone.
    pub phone: String,
    /// Electronic mail.
    pub email: String,
    /// First moment in office; now without.
    pub from: Option<Moment>,
    /// First moment out of it; open without.
    pub until: Option<Moment>,
}

/// An office to end.
#[derive(Debug, Clone)]
pub struct EndOffice {
    /// Key of the team.
    pub team: String,
    /// The member.
    pub member: MemberId,
    /// When; now without.
    pub at: Option<Moment>,
    /// Why.
    pub reason: String,
}

/// Appoints somebody.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; fields to mend; `team.post_unknown`, `team.post_taken`,
/// `team.member_already`, `team.end_before_begin`.
#[boxed]
pub async fn appoint_member(app: &App, op: &Op, cmd: Appoint) -> Result<MemberId> {
    let mut tx = app.store.write().await?;
    let loaded = Loaded::to_change(&mut tx, &cmd.team).await?;
    loaded.require_managed(op)?;
    let library = app.library();
    let (_, rules) = loaded.rules(&library, op.now)?;
    let known = match given(cmd.login.as_deref()) {
        Some(login) => {
            let found = tx.person_by_login(&domain::text::one_line(login).to_ascii_lowercase()).await?;
            Some(found.ok_or_else(|| Error::field("login", "unknown_option"))?.person)
        }
        None => None,
    };
    let or = |typed: &str, of: Option<&String>| {
        if typed.trim().is_empty() { of.cloned().unwrap_or_default() } else { typed.to_owned() }
    };
    let mut check = Check::new();
    let name = check.required("name", &or(&cmd.name, known.as_ref().map(|p| &p.name)));
    let position = check.line("position", &or(&cmd.position, known.as_ref().map(|p| &p.position)));
    // How to reach people of other bodies is theirs to tell: an appointment is no way to read it.
    let reach = known.as_ref().filter(|p| op.body == Some(p.body) || op.may(Right::ManageNetwork));
    let phone = check.line("phone", &or(&cmd.phone, reach.map(|p| &p.phone)));
    let email = check.email("email", &or(&cmd.email, reach.map(|p| &p.email)));
    check.done()?;
    let body = match (&known, given(Some(&cmd.body_key))) {
        (Some(person), None) => person.body,
        (_, Some(key)) => {
            tx.body_by_key(key).await?.ok_or_else(|| Error::field("body", "unknown_option"))?.id
        }
        (None, None) => return Err(Error::field("body", "required")),
    };
    let member = Member {
        id: app.fresh.id(op.now),
        team: loaded.team.id,
        person: known.map(|person| person.id),
        name,
        position,
        body,
        post: cmd.post.trim().to_owned(),
        leading: cmd.leading,
        phone,
        email,
        from: cmd.from.unwrap_or(op.now),
        until: cmd.until,
        end_reason: String::new(),
        version: 1,
    };
    teams::appoint(rules, &loaded.members, &member)?;
    tx.insert_team_member(&member).await?;
    let detail = json!({
        "team": loaded.team.key, "member": member.id, "post": member.post, "name": member.name,
        "from": member.from, "until": member.until,
    });
    tx.record(op, Event::new("team.member_appointed", "team", loaded.team.id, detail));
    tx.commit(op.now).await?;
    Ok(member.id)
}

/// Ends an office. What was delegated by or to it gives nothing from that moment on.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; `team.office_over`, `team.end_before_begin`; a reason that is missing.
#[boxed]
pub async fn end_office(app: &App, op: &Op, cmd: EndOffice) -> Result<()> {
    let mut tx = app.store.write().await?;
    let loaded = Loaded::to_change(&mut tx, &cmd.team).await?;
    loaded.require_managed(op)?;
    let mut check = Check::new();
    let reason = check.required("reason", &cmd.reason);
    check.done()?;
    let member = loaded.members.iter().find(|one| one.id == cmd.member).ok_or(Error::NotFound)?;
    let member = member.clone().ended(cmd.at.unwrap_or(op.now), reason)?;
    tx.update_team_member(&member).await?;
    let detail = json!({
        "team": loaded.team.key, "member": member.id, "post": member.post, "name": member.name,
        "until": member.until, "reason": member.end_reason,
    });
    tx.record(op, Event::new("team.office_ended", "team", loaded.team.id, detail));
    tx.commit(op.now).await?;
    Ok(())
}
