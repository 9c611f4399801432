//! From what the desk says to what the public pages show.

use crate::html::paper_address;
use crate::html::qr::qr;
use crate::{Posted, Visitor, Web};
use app::domain::FieldProblem;
use app::domain::attachments::Attachment;
use app::domain::messages::{Direction, Message as Written};
use app::notices::{Followed, Receipt as Told};
use app::{Error, Settings};
use phrases::contexts::elements::FileView;
use phrases::contexts::form::FormFault;
use phrases::contexts::public::{Follow, FollowedNotice, Home, Hotline, Message, Receipt};

/// The first page.
pub(super) fn home(settings: &Settings) -> Home {
    let line = |severe, phone: &str, email| Hotline { severe, phone: phone.to_owned(), email };
    let lines = [
        line(true, &settings.severe_phone, None),
        line(false, &settings.phone, Some(settings.mail_from.clone()).filter(|mail| !mail.is_empty())),
    ];
    Home {
        hotlines: lines.into_iter().filter(|line| !line.phone.is_empty()).collect(),
        mail_address: settings.mail_from.clone(),
        paper_address: paper_address(settings),
        fax: settings.fax.clone(),
    }
}

/// The line for what cannot wait.
pub(super) fn urgent_phone(settings: &Settings) -> String {
    let severe = Some(&settings.severe_phone).filter(|phone| !phone.is_empty());
    severe.unwrap_or(&settings.phone).clone()
}

/// The receipt of a notice. A signed-in sender follows it among the notices of their body and needs no secret.
pub(super) fn receipt(
    settings: &Settings,
    told: &Told,
    posted: &Posted,
    email: &str,
    signed_in: bool,
) -> Receipt {
    let page = if signed_in {
        format!("/notices/{}", told.number)
    } else {
        format!("/follow?number={}", told.number)
    };
    let follow_url = format!("{}{page}", settings.site);
    Receipt {
        number: told.number.to_string(),
        received_at: told.received_at.micros(),
        hash: told.receipt.clone(),
        secret: (!signed_in).then(|| told.secret.clone()),
        qr_svg: qr(&follow_url),
        follow_url,
        email: Some(email.trim().to_lowercase()).filter(|email| !email.is_empty()),
        files: posted.files.iter().map(|(_, sent)| file(sent)).collect(),
        urgent_phone: urgent_phone(settings),
    }
}

fn file(stored: &Attachment) -> FileView {
    FileView { name: stored.name.clone(), size: stored.size_bytes, hash: stored.sha256.clone(), href: None }
}

/// A file that whoever follows the notice may fetch.
fn followed_file(stored: &Attachment) -> FileView {
    FileView { href: Some(format!("/follow/files/{}", stored.id)), ..file(stored) }
}

/// Faults at the fields of a form, when the form can show the error at all. `place` names the field of a problem.
pub(super) fn faults(
    web: &Web,
    visitor: &Visitor,
    posted: &Posted,
    error: &Error,
    place: impl Fn(&FieldProblem) -> String,
) -> Option<Vec<FormFault>> {
    let mut faults: Vec<FormFault> = match error {
        Error::Invalid(problems) => {
            problems.iter().map(|p| FormFault::new(place(p), crate::dress::words(web, visitor, p))).collect()
        }
        Error::Refused(refusal) => {
            let key = match refusal.code {
                "notice.state_secret" => "secret",
                code if code.starts_with("attachment.") => "attachments",
                _ => return None,
            };
            vec![FormFault::new(key, web.app.phrases.refusal(visitor.lang, refusal.code))]
        }
        _ => return None,
    };
    if !posted.files.is_empty() && !faults.iter().any(|fault| fault.key == "attachments") {
        faults
            .push(FormFault::new("attachments", web.app.phrases.say(visitor.lang, "field-files_again", &[])));
    }
    Some(faults)
}

/// The page that asks for number and secret.
pub(super) fn follow_closed(number: &str, unknown: bool) -> Follow {
    Follow {
        number: number.to_owned(),
        secret: String::new(),
        unknown,
        notice: None,
        errors: Vec::new(),
        text: String::new(),
    }
}

/// A notice as its sender sees it.
pub(super) fn followed(notice: Followed, settings: &Settings) -> FollowedNotice {
    let Followed {
        subject,
        state,
        received_at,
        receipt,
        reason,
        incident,
        merged_into,
        messages,
        attachments,
        message_files,
        ..
    } = notice;
    FollowedNotice {
        state: state.to_string(),
        received_at: received_at.micros(),
        hash: receipt,
        summary: subject,
        files: attachments.iter().map(followed_file).collect(),
        continues_as: incident.or(merged_into),
        reason: Some(reason).filter(|reason| !reason.is_empty()),
        messages: messages.into_iter().map(|written| message(written, &message_files, settings)).collect(),
        may_write: true,
    }
}

/// The desk answers as one, whoever wrote.
fn message(written: Written, known: &[Attachment], settings: &Settings) -> Message {
    let from_desk = written.direction == Direction::Outgoing;
    Message {
        at: written.written_at.micros(),
        who: if from_desk { settings.deployment.clone() } else { written.author },
        from_desk,
        text: written.text,
        files: known
            .iter()
            .filter(|stored| written.attachments.contains(&stored.id))
            .map(followed_file)
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_qr_code_is_an_svg_element_without_script_or_style() {
        let svg = qr("https://ungcuu.example/follow?number=TB-2026-000123").unwrap_or_default();
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"));
        assert!(!svg.contains("<script") && !svg.contains("style"));
    }

    #[test]
    fn a_line_without_number_is_not_shown() {
        assert!(home(&Settings::default()).hotlines.is_empty());
        let settings = Settings { phone: "0000 000 001".into(), ..Settings::default() };
        assert_eq!(home(&settings).hotlines.len(), 1);
        assert_eq!(urgent_phone(&settings), "0000 000 001");
    }
}
