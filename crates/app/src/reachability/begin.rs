//! Beginning a test: by whoever keeps the register, or by the schedule of the deployment.

use super::{follow, note_reach};
use crate::access::Ask;
use crate::bodies::{given, roles};
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::bodies::Body;
use domain::contacts::ContactPoint;
use domain::law_changes::Hand;
use domain::reachability::{ReachTest, Rung, Scope, Trial, TrialState};
use domain::{BodyId, ContactPointId, Op, ReachNumber, Right};
use serde::Serialize;
use serde_json::json;
use std::collections::HashMap;
use std::time::Duration;
use store::{Conn, Tx};

/// Contact points read at a time.
const TOGETHER: i64 = 500;
/// Before the first contact point.
const NOBODY: ContactPointId = ContactPointId(uuid::Uuid::nil());
/// Longest reason, in characters.
const LONGEST_REASON: usize = 500;

/// A test to begin.
#[derive(Debug, Clone, Default)]
pub struct BeginTest {
    /// Only contact points that answer around the clock.
    pub always: bool,
    /// Only those of bodies of this province, by its code.
    pub province: Option<String>,
    /// Only those of this body, by its key.
    pub body: Option<String>,
    /// Why, for those who get the mail.
    pub reason: String,
}

/// A test that was begun.
#[derive(Debug, Clone, Serialize)]
pub struct Begun {
    /// Its number.
    pub number: ReachNumber,
    /// How many contact points it tries.
    pub trials: i64,
}

/// Begins a test of the contact points in use, without those to whom a mail of another test is still out.
///
/// # Errors
/// [`Error::Forbidden`]; fields to mend; `reach.nobody` when there is none to try, `reach.asked_already` when a mail to each of
/// them is still out.
#[boxed]
pub async fn begin_test(app: &App, op: &Op, cmd: BeginTest) -> Result<Begun> {
    op.require(Right::KeepMembers)?;
    let mut read = app.store.read().await?;
    let province = given(cmd.province.as_deref()).map(str::to_owned);
    let known = |code: &String| app.library().list("provinces").is_some_and(|list| list.item(code).is_some());
    if province.as_ref().is_some_and(|code| !known(code)) {
        return Err(Error::field("province", "unknown_option"));
    }
    let body = match given(cmd.body.as_deref()) {
        Some(key) => {
            let body = read.body_by_key(key).await?.ok_or_else(|| Error::field("body", "unknown_option"))?;
            Some(body.id)
        }
        None => None,
    };
    let reason: String = domain::text::bounded(&cmd.reason).chars().take(LONGEST_REASON).collect();
    let scope = Scope { always: cmd.always, province, body };
    let tried = gather(&mut read, &scope).await?;
    drop(read);
    if tried.is_empty() {
        return Err(Error::refused("reach.nobody"));
    }
    let mut tx = app.store.write().await?;
    // Taking a number holds whoever else begins one: a button pressed twice finds everybody asked.
    let sequence = tx.take_numbers("reach-test", 1).await?;
    let tried = without_asked(&mut tx, op, tried).await?;
    if tried.is_empty() {
        return Err(Error::refused("reach.asked_already"));
    }
    let begun = write(app, &mut tx, op, test(app, op, sequence, scope, reason, false), tried).await?;
    tx.commit(op.now).await?;
    Ok(begun)
}

/// Begins the test of the schedule when it is due: all contact points that answer around the clock, counted from the last test
/// of all of them, or from the first contact point. Nothing when it is not due, when another node began it meanwhile, or when
/// there is nobody to try.
///
/// # Errors
/// [`Error::Unavailable`].
#[boxed]
pub async fn begin_due(app: &App, op: &Op) -> Result<Option<Begun>> {
    let every = app.settings.reach.every_days;
    if every == 0 {
        return Ok(None);
    }
    let mut read = app.store.read().await?;
    if !due(&mut read, op, every).await? {
        return Ok(None);
    }
    let scope = Scope { always: true, ..Scope::default() };
    let tried = gather(&mut read, &scope).await?;
    drop(read);
    let mut tx = app.store.write().await?;
    // Behind the number, which holds whoever else begins one, the question is asked again.
    let sequence = tx.take_numbers("reach-test", 1).await?;
    let tried = without_asked(&mut tx, op, tried).await?;
    if tried.is_empty() || !due(&mut tx, op, every).await? {
        return Ok(None);
    }
    let begun = write(app, &mut tx, op, test(app, op, sequence, scope, String::new(), true), tried).await?;
    tx.commit(op.now).await?;
    Ok(Some(begun))
}

async fn due(conn: &mut Conn, op: &Op, every: u32) -> Result<bool> {
    let since = match conn.last_whole_reach_test().await? {
        Some(last) => Some(last),
        None => conn.active_contacts(NOBODY, 1).await?.first().map(|contact| contact.created_at),
    };
    let pause = Duration::from_secs(u64::from(every) * 86_400);
    Ok(since.is_some_and(|since| since.plus(pause) <= op.now))
}

fn test(app: &App, op: &Op, sequence: i64, scope: Scope, reason: String, scheduled: bool) -> ReachTest {
    ReachTest {
        id: app.fresh.id(op.now),
        number: ReachNumber::new(&app.settings.reach.prefix, op.now.legal_year(), sequence),
        scheduled,
        by: Hand::of(op),
        at: op.now,
        scope,
        reason,
    }
}

/// A contact point to try, and whom to ask when nobody answers.
struct Tried {
    contact: ContactPoint,
    superior: Option<(BodyId, String)>,
}

async fn without_asked(tx: &mut Tx, op: &Op, mut tried: Vec<Tried>) -> Result<Vec<Tried>> {
    let asked = tx.contacts_mailed_now(op.now).await?;
    tried.retain(|one| !asked.contains(&one.contact.id));
    Ok(tried)
}

async fn write(app: &App, tx: &mut Tx, op: &Op, test: ReachTest, tried: Vec<Tried>) -> Result<Begun> {
    tx.insert_reach_test(&test).await?;
    let ladder = app.settings.reach.ladder();
    let trials = i64::try_from(tried.len()).unwrap_or(i64::MAX);
    for one in tried {
        let trial = trial(app, op, &test, one).begin(&ladder, op.now);
        tx.insert_trial(&trial).await?;
        // Nothing was tried yet unless a rung had no way.
        if !trial.attempts.is_empty() {
            note_reach(tx, &trial).await?;
        }
        follow(app, tx, op, &trial)?;
    }
    let detail =
        json!({ "number": test.number, "scheduled": test.scheduled, "scope": test.scope, "trials": trials });
    tx.record(op, Event::new("reach.begun", "reach-test", test.id, detail));
    Ok(Begun { number: test.number, trials })
}

/// The contact points of a scope.
async fn gather(read: &mut Conn, scope: &Scope) -> Result<Vec<Tried>> {
    let mut around = Around::default();
    let (mut tried, mut after) = (Vec::new(), NOBODY);
    loop {
        let contacts = read.active_contacts(after, TOGETHER).await?;
        let Some(last) = contacts.last() else { return Ok(tried) };
        after = last.id;
        for contact in contacts {
            let asked = !scope.always || contact.always;
            if !asked || scope.body.is_some_and(|body| body != contact.body) {
                continue;
            }
            let Some(body) = around.body(read, contact.body).await? else { continue };
            if scope.province.is_some() && scope.province != body.province {
                continue;
            }
            let superior = around.superior(read, &body).await?;
            tried.push(Tried { contact, superior });
        }
    }
}

fn trial(app: &App, op: &Op, test: &ReachTest, Tried { contact, superior }: Tried) -> Trial {
    Trial {
        id: app.fresh.id(op.now),
        test: test.id,
        number: test.number.clone(),
        contact: contact.id,
        body: contact.body,
        name: contact.name,
        email: contact.email,
        phones: [contact.phone, contact.mobile].into_iter().filter(|number| !number.is_empty()).collect(),
        superior,
        rung: Rung::Mail,
        state: TrialState::Running,
        due_at: None,
        attempts: Vec::new(),
        settled_at: None,
        version: 1,
    }
}

/// Bodies met while gathering, each read once.
#[derive(Default)]
struct Around {
    bodies: HashMap<BodyId, Option<Body>>,
    superiors: HashMap<BodyId, Option<(BodyId, String)>>,
}

impl Around {
    async fn body(&mut self, read: &mut Conn, id: BodyId) -> Result<Option<Body>> {
        if let Some(known) = self.bodies.get(&id) {
            return Ok(known.clone());
        }
        let body = read.body(id).await?;
        self.bodies.insert(id, body.clone());
        Ok(body)
    }

    /// Whom to ask when nobody answers: the body above, else the unit or team that answers for the place; with the mail
    /// address of its first contact point, else its own.
    async fn superior(&mut self, read: &mut Conn, body: &Body) -> Result<Option<(BodyId, String)>> {
        if let Some(known) = self.superiors.get(&body.id) {
            return Ok(known.clone());
        }
        let above = match body.parent {
            Some(parent) => self.body(read, parent).await?,
            None => roles::specialised_unit(read, Some(body)).await?,
        };
        let mut found = None;
        if let Some(above) = above.filter(|above| above.id != body.id) {
            let mut contacts = read.contacts_of(above.id).await?;
            contacts.retain(|contact| contact.active && !contact.email.is_empty());
            contacts.sort_by(|a, b| a.rank().cmp(&b.rank()));
            let email = contacts.into_iter().next().map_or(above.contact.email, |contact| contact.email);
            found = (!email.is_empty()).then_some((above.id, email));
        }
        self.superiors.insert(body.id, found.clone());
        Ok(found)
    }
}
