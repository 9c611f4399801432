//! From whom the provider names to a person here. An account made by the mapping follows the mapping at each sign-in, down
//! to nothing; an account of this deployment keeps its own roles.

use super::settings::Settings;
use crate::people::create::plausible_login;
use crate::people::folded;
use crate::{App, Error, Result};
use domain::audit::Event;
use domain::people::{Person, Role};
use domain::{BodyId, Op};
use serde_json::{Map, Value, json};
use store::{SubjectRow, Tx};

/// Whom a believed token names.
pub(super) struct Identity {
    pub(super) subject: String,
    login: String,
    name: String,
    email: String,
    lang: String,
    groups: Vec<String>,
    pub(super) second_factor: bool,
}

impl Identity {
    pub(super) fn of(claims: &Map<String, Value>, settings: &Settings) -> Self {
        let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or_default();
        let verified = claims.get("email_verified").and_then(Value::as_bool) == Some(true);
        let methods = texts(claims.get("amr"));
        let vouched = methods.iter().any(|method| settings.second_factor_amr.contains(method))
            || settings.second_factor_acr.iter().any(|class| class == text("acr"));
        Self {
            subject: text("sub").to_owned(),
            // Nor is a sign-in name that is one.
            login: if settings.login_claim == "email" && !verified {
                String::new()
            } else {
                folded(text(&settings.login_claim))
            },
            name: domain::text::title(text("name")),
            // Mail is matched by its address: one that the provider did not verify is not taken.
            email: if verified { text("email").to_lowercase() } else { String::new() },
            lang: if text("locale").starts_with("en") { "en" } else { "vi" }.to_owned(),
            groups: texts(claims.get(&settings.roles_claim)),
            second_factor: vouched,
        }
    }
}

/// One text or many.
fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// The roles that the mapping gives for these groups, all for one body: that of the first line that fits.
fn mapped(settings: &Settings, groups: &[String]) -> Option<(Vec<Role>, String)> {
    let fitting = || settings.roles.iter().filter(|line| groups.contains(&line.value));
    let body = &fitting().next()?.body;
    let mut roles: Vec<Role> = fitting().filter(|line| line.body == *body).map(|line| line.role).collect();
    roles.sort_unstable();
    roles.dedup();
    Some((roles, body.clone()))
}

/// The person whom the provider names.
///
/// # Errors
/// `oidc.not_mapped`, `oidc.login_taken`. What was written before is to be committed all the same.
pub(super) async fn person(
    app: &App,
    tx: &mut Tx,
    op: &Op,
    settings: &Settings,
    identity: &Identity,
) -> Result<Person> {
    let given = match mapped(settings, &identity.groups) {
        Some((roles, key)) => tx.body_by_key(&key).await?.map(|body| (roles, body.id)),
        None => None,
    };
    let not_mapped = || Error::refused("oidc.not_mapped");
    if let Some(row) = tx.subject(&settings.issuer, &identity.subject).await? {
        let person = tx.person(row.person).await?.map(|known| known.person).filter(|person| person.active);
        let person = person.ok_or_else(not_mapped)?;
        return if row.mapped { follow(tx, op, person, given).await } else { Ok(person) };
    }
    if let Some(known) = tx.person_by_login(&identity.login).await? {
        let person = known.person;
        if !settings.link_by_login {
            return Err(Error::refused("oidc.login_taken"));
        }
        if !person.active {
            return Err(not_mapped());
        }
        let row = SubjectRow { person: person.id, mapped: false };
        tx.insert_subject(&settings.issuer, &identity.subject, row, op.now).await?;
        let detail = json!({ "login": person.login, "issuer": settings.issuer });
        tx.record(op, Event::new("person.linked", "person", person.id, detail));
        return Ok(person);
    }
    let (roles, body) = given.ok_or_else(not_mapped)?;
    enter(app, tx, op, settings, identity, (roles, body)).await
}

/// Brings a mapped account in line with what the provider says now; whoever is mapped no longer keeps nothing.
async fn follow(tx: &mut Tx, op: &Op, person: Person, given: Option<(Vec<Role>, BodyId)>) -> Result<Person> {
    let (roles, body) = given.clone().unwrap_or((Vec::new(), person.body));
    let mut person = person;
    if (&roles, body) != (&person.roles, person.body) {
        tx.set_roles(person.id, &roles, body).await?;
        let detail = json!({ "login": person.login, "before": person.roles, "after": roles, "body": body });
        tx.record(op, Event::new("person.roles_followed", "person", person.id, detail));
        person.version += 1;
        (person.roles, person.body) = (roles, body);
    }
    if given.is_some() {
        return Ok(person);
    }
    tx.end_sessions(person.id, None).await?;
    Err(Error::refused("oidc.not_mapped"))
}

async fn enter(
    app: &App,
    tx: &mut Tx,
    op: &Op,
    settings: &Settings,
    identity: &Identity,
    (roles, body): (Vec<Role>, BodyId),
) -> Result<Person> {
    if !plausible_login(&identity.login) {
        tracing::warn!(claim = %settings.login_claim, "the provider gives no usable sign-in name");
        return Err(Error::refused("oidc.not_mapped"));
    }
    let person = Person {
        id: app.fresh.id(op.now),
        body,
        login: identity.login.clone(),
        name: if identity.name.is_empty() { identity.login.clone() } else { identity.name.clone() },
        position: String::new(),
        email: identity.email.clone(),
        phone: String::new(),
        roles,
        lang: identity.lang.clone(),
        active: true,
        created_at: op.now,
        version: 1,
    };
    // No password: this account is entered by the provider alone, until somebody sets one.
    tx.insert_person(&person, "").await?;
    let row = SubjectRow { person: person.id, mapped: true };
    tx.insert_subject(&settings.issuer, &identity.subject, row, op.now).await?;
    let detail = json!({ "login": person.login, "roles": person.roles, "issuer": settings.issuer });
    tx.record(op, Event::new("person.created", "person", person.id, detail));
    Ok(person)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::oidc::Mapped;

    fn settings() -> Settings {
        let line = |value: &str, role, body: &str| Mapped { value: value.into(), role, body: body.into() };
        Settings {
            roles: vec![
                line("uc-officers", Role::CoordinatorOfficer, "dieu-phoi"),
                line("uc-admins", Role::Administrator, "dieu-phoi"),
                line("uc-team-24", Role::UnitOfficer, "doi-24"),
            ],
            second_factor_amr: vec!["mfa".into()],
            ..Settings::default()
        }
    }

    #[test]
    fn a_group_gives_the_role_of_its_line_and_no_other() {
        let of = |groups: &[&str]| {
            mapped(&settings(), &groups.iter().map(|group| (*group).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(of(&["uc-team-24", "others"]), Some((vec![Role::UnitOfficer], "doi-24".into())));
        let both = of(&["uc-admins", "uc-officers", "uc-team-24"]);
        assert_eq!(both, Some((vec![Role::CoordinatorOfficer, Role::Administrator], "dieu-phoi".into())));
        assert_eq!(of(&["administrator"]), None);
    }

    #[test]
    fn only_what_the_settings_trust_stands_for_a_second_factor() {
        let of = |claims: Value| {
            Identity::of(claims.as_object().cloned().as_ref().unwrap_or(&Map::new()), &settings())
                .second_factor
        };
        assert!(of(json!({ "sub": "s", "amr": ["pwd", "mfa"] })));
        assert!(!of(json!({ "sub": "s", "amr": ["pwd", "otp"] })));
        assert!(!of(json!({ "sub": "s", "acr": "" })));
        assert!(!of(json!({ "sub": "s" })));
    }
}
