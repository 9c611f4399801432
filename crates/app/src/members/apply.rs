//! Applying to join: a stranger fills in the application and the profile, gets a number and a secret, and follows it.

use super::forms::{filled, needed, told};
use crate::{App, Error, FollowUp, Result, boxed};
use ::law::Values;
use domain::audit::Event;
use domain::members::{Application, ApplicationState};
use domain::{ApplicationId, ApplicationNumber, Moment, Op};
use serde::Serialize;
use serde_json::json;
use subtle::ConstantTimeEq;

/// An application as filled in.
#[derive(Debug, Clone)]
pub struct Apply {
    /// Chosen at the door when the form is handed out, so that a second click is the same application.
    pub id: ApplicationId,
    /// The application form; empty where the text has none.
    pub application: Values,
    /// The profile.
    pub profile: Values,
    /// Its annex with the staff.
    pub staff: Option<Values>,
}

/// That an application reached us.
#[derive(Debug, Clone, Serialize)]
pub struct Received {
    /// Number.
    pub number: ApplicationNumber,
    /// Secret by which to follow it; told here and in the mail.
    pub secret: String,
    /// When it reached us.
    pub submitted_at: Moment,
    /// Where the answer goes.
    pub email: String,
}

/// An application as the applicant sees it.
#[derive(Debug, Clone, Serialize)]
pub struct Followed {
    /// Number.
    pub number: ApplicationNumber,
    /// Name of the organisation.
    pub name: String,
    /// How it stands.
    pub state: ApplicationState,
    /// When it reached us.
    pub submitted_at: Moment,
    /// When it was judged.
    pub judged_at: Option<Moment>,
    /// Reason of the judgement.
    pub reason: String,
}

/// Takes an application.
///
/// # Errors
/// Fields to mend, those of the profile behind `profile:`, those of the annex behind `staff:`; `law.no_form`.
#[boxed]
pub async fn apply(app: &App, op: &Op, cmd: Apply) -> Result<Received> {
    let library = app.library();
    let forms = needed(app, &library, op.now)?;
    let mut problems = Vec::new();
    let form = forms.application.unwrap_or(forms.profile);
    let application = filled(forms.ruleset, form, &cmd.application, "", op.now, &mut problems);
    let profile = filled(forms.ruleset, forms.profile, &cmd.profile, "profile:", op.now, &mut problems);
    let staff = match (forms.staff, &cmd.staff) {
        (Some(form), Some(values)) => {
            Some(filled(forms.ruleset, form, values, "staff:", op.now, &mut problems))
        }
        _ => None,
    };
    let mut known = told(&library, &application);
    known.extend(told(&library, &profile));
    let fact = |binding: &str| known.get(binding).cloned().unwrap_or_default();
    let (name, email) = (fact("member.name"), fact("member.email"));
    for (binding, value) in [("member.name", &name), ("member.email", &email)] {
        let field = forms.profile.inputs().find(|field| field.binds.as_deref() == Some(binding));
        if value.is_empty()
            && let Some(field) = field
        {
            problems.push(domain::FieldProblem::new(&format!("profile:{}", field.key), "required"));
        }
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let mut tx = app.store.write().await?;
    if let Some(earlier) = tx.application_by_id(cmd.id).await? {
        let same = earlier.application == application && earlier.profile == profile && earlier.staff == staff;
        return if same { Ok(received(app, &earlier)) } else { Err(Error::Conflict) };
    }
    let sequence = tx.take_numbers("application", 1).await?;
    let application = Application {
        id: cmd.id,
        number: ApplicationNumber::new(&app.settings.application_prefix, op.now.legal_year(), sequence),
        state: ApplicationState::Submitted,
        name,
        email,
        lang: op.lang.to_string(),
        application,
        profile,
        staff,
        submitted_at: op.now,
        judged_by: None,
        judged_at: None,
        reason: String::new(),
        body: None,
        version: 1,
    };
    tx.insert_application(&application).await?;
    let detail = json!({ "number": application.number, "name": application.name });
    tx.record(op, Event::new("application.submitted", "application", application.id, detail));
    tx.enqueue(FollowUp::MailApplication { application: application.id }.job(app, op.now, op.now)?);
    tx.commit(op.now).await?;
    Ok(received(app, &application))
}

fn received(app: &App, application: &Application) -> Received {
    Received {
        number: application.number.clone(),
        secret: app.application_secret(application.id),
        submitted_at: application.submitted_at,
        email: application.email.clone(),
    }
}

/// Shows an application to whoever knows its number and secret.
///
/// # Errors
/// [`Error::NotFound`] for an unknown number and for a wrong secret alike.
#[boxed]
pub async fn follow_application(app: &App, number: &str, secret: &str) -> Result<Followed> {
    let found = app.store.read().await?.application(&read(number)?).await?;
    let application = unlocked(app, found, secret)?;
    Ok(Followed {
        number: application.number,
        name: application.name,
        state: application.state,
        submitted_at: application.submitted_at,
        judged_at: application.judged_at,
        reason: application.reason,
    })
}

/// Takes an application back, for whoever knows its number and secret.
///
/// # Errors
/// [`Error::NotFound`]; `application.already_judged`.
#[boxed]
pub async fn take_back(app: &App, op: &Op, number: &str, secret: &str) -> Result<()> {
    let mut tx = app.store.write().await?;
    let found = tx.application(&read(number)?).await?;
    let application = unlocked(app, found, secret)?.taken_back(op.now)?;
    tx.update_application(&application).await?;
    let detail = json!({ "number": application.number });
    tx.record(op, Event::new("application.taken_back", "application", application.id, detail));
    tx.commit(op.now).await?;
    Ok(())
}

pub(super) fn read(number: &str) -> Result<String> {
    let number: ApplicationNumber = number.parse().map_err(|_| Error::NotFound)?;
    Ok(number.to_string())
}

fn unlocked(app: &App, application: Option<Application>, secret: &str) -> Result<Application> {
    let given = secret.trim().to_uppercase();
    application
        .filter(|it| bool::from(app.application_secret(it.id).as_bytes().ct_eq(given.as_bytes())))
        .ok_or(Error::NotFound)
}
