//! Entering a person.

use super::{folded, hashing};
use crate::access::Ask;
use crate::bodies::Check;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::people::{Person, Role};
use domain::{Op, PersonId, Right};
use serde_json::json;
use std::fmt;

/// A person to enter.
#[derive(Clone)]
pub struct NewPerson {
    /// Sign-in name: Latin letters, digits and `. _ - @`, two to sixty-four of them.
    pub login: String,
    /// First password.
    pub password: String,
    /// Name as written on documents.
    pub name: String,
    /// Position as written on documents.
    pub position: String,
    /// Electronic mail; may be empty.
    pub email: String,
    /// Telephone; may be empty.
    pub phone: String,
    /// Roles, one at least.
    pub roles: Vec<Role>,
    /// Key of the body the person acts for.
    pub body_key: String,
    /// Preferred language.
    pub lang: ::law::Lang,
}

impl fmt::Debug for NewPerson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewPerson")
            .field("login", &self.login)
            .field("roles", &self.roles)
            .finish_non_exhaustive()
    }
}

/// Enters a person.
///
/// # Errors
/// [`Error::Forbidden`]; fields to mend; `people.weak_password`, `people.common_password`, `people.login_taken`.
#[boxed]
pub async fn create_person(app: &App, op: &Op, cmd: NewPerson) -> Result<PersonId> {
    op.require(Right::ManageNetwork)?;
    let mut check = Check::new();
    let login = folded(&cmd.login);
    if !plausible_login(&login) {
        check.problem("login", "not_a_login");
    }
    let name = check.required("name", &cmd.name);
    let position = check.line("position", &cmd.position);
    let email = check.email("email", &cmd.email);
    let phone = check.line("phone", &cmd.phone);
    if cmd.roles.is_empty() {
        check.problem("roles", "required");
    }
    check.done()?;
    hashing::check(&cmd.password, &login)?;
    let password_hash = hashing::hash(&cmd.password, app.fresh.bytes()).await?;

    let mut tx = app.store.write().await?;
    let body =
        tx.body_by_key(cmd.body_key.trim()).await?.ok_or_else(|| Error::field("body", "unknown_option"))?;
    let mut roles = cmd.roles;
    roles.sort_unstable();
    roles.dedup();
    let person = Person {
        id: app.fresh.id(op.now),
        body: body.id,
        login,
        name,
        position,
        email,
        phone,
        roles,
        lang: cmd.lang.to_string(),
        active: true,
        created_at: op.now,
        version: 1,
    };
    tx.insert_person(&person, &password_hash).await.map_err(|error| match error {
        store::Error::Duplicate(_) => Error::refused("people.login_taken"),
        other => other.into(),
    })?;
    let detail = json!({ "login": person.login, "body": body.key, "roles": person.roles });
    tx.record(op, Event::new("person.created", "person", person.id, detail));
    tx.commit(op.now).await?;
    Ok(person.id)
}

pub(super) fn plausible_login(login: &str) -> bool {
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'-' | b'@');
    (2..=64).contains(&login.len()) && login.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_in_name_is_latin_letters_digits_and_few_signs() {
        assert!(plausible_login(&folded(" Minh.Anh@hoasen.example ")));
        for bad in ["", "a", "minh anh", "minhánh", &"x".repeat(65)] {
            assert!(!plausible_login(&folded(bad)), "{bad}");
        }
    }
}
