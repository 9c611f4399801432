//! Reading what was typed about a notice: the same fields in both forms. All that is wrong is told at once.

use crate::html::desk::{given, required};
use crate::html::repeat;
use crate::{Fault, Posted};
use app::Error;
use app::notices::SubmitNotice;
use domain::notices::submission::NotSubmitted;
use domain::notices::{Channel, Draft, Sender};
use domain::{FieldProblem, Moment};

/// The notice as typed. Without a channel it is one that an officer enters, who chooses the channel and says when it came.
///
/// # Errors
/// Everything that cannot be read or is missing; a file that was not taken.
pub(super) fn notice(posted: &Posted, channel: Option<Channel>, now: Moment) -> Result<SubmitNotice, Fault> {
    let mut problems = Vec::new();
    if !matches!(posted.text("secret"), "yes" | "no") {
        problems.push(FieldProblem::new("secret", "required"));
    }
    let (channel, received_at) = match channel {
        Some(channel) => (channel, None),
        None => {
            let chosen = noted(posted.code("channel"), &mut problems)?;
            (chosen.unwrap_or(Channel::Paper), noted(required(posted, "received_at"), &mut problems)?)
        }
    };
    let detected_at = noted(given(posted, "detected_at"), &mut problems)?.flatten();
    let draft = draft(posted, detected_at);
    // Of a state secret nothing else is asked.
    if !problems.is_empty() && !draft.state_secret {
        if let Err(NotSubmitted::Fields(more)) = draft.parse(channel, now) {
            problems.extend(more);
        }
        return Err(Fault(Error::Invalid(problems)));
    }
    Ok(SubmitNotice {
        received_at,
        attachments: posted.file_ids()?,
        idempotency: repeat::key(posted),
        ..SubmitNotice::new(draft, channel)
    })
}

/// What was read; when it cannot be read, the problem is noted and reading goes on.
fn noted<T>(read: Result<T, Fault>, problems: &mut Vec<FieldProblem>) -> Result<Option<T>, Fault> {
    match read {
        Ok(value) => Ok(Some(value)),
        Err(Fault(Error::Invalid(more))) => {
            problems.extend(more);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

fn draft(posted: &Posted, detected_at: Option<Moment>) -> Draft {
    let text = |name: &str| posted.text(name).to_owned();
    let lines = |name: &str| posted.text(name).split([',', ';', '\n', '\r']).map(str::to_owned).collect();
    Draft {
        sender: Sender {
            organisation: text("organisation"),
            name: text("name"),
            position: text("position"),
            address: text("address"),
            phone: text("phone"),
            email: text("email"),
        },
        subject: text("subject"),
        description: text("description"),
        detected_at,
        system: text("system"),
        domains: lines("domains"),
        addresses: lines("addresses"),
        ongoing: match posted.text("ongoing") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        confidential: posted.ticked("confidential"),
        state_secret: posted.text("secret") == "yes",
        help_wanted: posted.ticked("help_wanted"),
        form: None,
        addressed_to: None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<SubmitNotice, Fault> {
        let pairs = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let posted = Posted { pairs, ..Posted::default() };
        notice(&posted, None, "2026-11-20T10:05:00Z".parse().unwrap())
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let typed = [("detected_at", "hôm qua"), ("channel", "smoke"), ("received_at", "20/11/26 08:15")];
        let Err(Fault(Error::Invalid(problems))) = read(&typed) else { panic!("a problem") };
        let told: Vec<&str> = problems.iter().map(|p| p.field.as_str()).collect();
        for field in ["secret", "channel", "received_at", "detected_at", "description"] {
            assert!(told.contains(&field), "{field}: {told:?}");
        }
    }

    #[test]
    fn of_a_state_secret_nothing_else_is_asked() {
        let read = read(&[("secret", "yes"), ("channel", "paper")]);
        assert!(read.is_ok_and(|notice| notice.draft.state_secret));
    }
}
