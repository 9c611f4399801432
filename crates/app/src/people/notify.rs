//! Mail to people about their own account, so that whoever did not do it themselves hears of it at once. A job that may run
//! twice and then sends the same mail.

use crate::notices::{deliver, mail_domain, sender};
use crate::{App, Error, FollowUp, Result, boxed};
use domain::{Moment, Op, PersonId};
use mail::Address;
use mail::compose::{Outgoing, message_id};
use phrases::letters::AccountChanged;
use serde::{Deserialize, Serialize};
use store::Tx;

/// What happened to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountChange {
    /// A second factor was added.
    FactorAdded,
    /// A second factor was removed.
    FactorRemoved,
    /// All second factors were taken away by whoever looks after the network.
    FactorsReset,
    /// A recovery code was used.
    RecoveryCodeUsed,
    /// A password was set.
    PasswordSet,
    /// So many wrong codes were tried that no more are heard today: somebody else may know the password.
    CodesGuessed,
}

impl AccountChange {
    /// The phrase that tells it; the same as in the audit log.
    const fn phrase(self) -> &'static str {
        match self {
            Self::FactorAdded => "did-person-factor-added",
            Self::FactorRemoved => "did-person-factor-removed",
            Self::FactorsReset => "did-person-factors-reset",
            Self::RecoveryCodeUsed => "did-person-recovery-code-used",
            Self::PasswordSet => "did-person-password-set",
            Self::CodesGuessed => "did-person-codes-guessed",
        }
    }
}

/// Queues the mail in an open transaction.
pub(super) fn tell(app: &App, tx: &mut Tx, op: &Op, person: PersonId, change: AccountChange) -> Result<()> {
    tx.enqueue(FollowUp::MailAccountChange { person, change, at: op.now }.job(app, op.now, op.now)?);
    Ok(())
}

/// Mails a person what happened to their account. Somebody without a mail address is passed over.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Unavailable`] when the mail server does not take it now.
#[boxed]
pub async fn mail_account_change(app: &App, id: PersonId, change: AccountChange, at: Moment) -> Result<()> {
    let person = app.store.read().await?.person(id).await?.ok_or(Error::NotFound)?.person;
    let address = Address::bare(person.email);
    if !address.is_deliverable() {
        return Ok(());
    }
    let lang = person.lang.parse().unwrap_or_default();
    let letter = AccountChanged {
        sender: sender(app),
        name: person.name,
        login: person.login,
        change: app.phrases.say(lang, change.phrase(), &[]),
        at: at.micros(),
    };
    let text = app.phrases.mail(&letter, lang)?;
    let token = format!("{}.{}", id.uuid().as_simple(), at.micros());
    let outgoing = Outgoing {
        message_id: message_id(&change.phrase().replace("did-person-", "account-"), &token, mail_domain(app)),
        from: Address::named(app.settings.deployment.clone(), app.settings.mail_from.clone()),
        to: vec![address],
        subject: text.subject,
        text: text.text,
        auto_generated: true,
        ..Outgoing::at(at.timestamp())
    };
    deliver(app, &outgoing).await
}
