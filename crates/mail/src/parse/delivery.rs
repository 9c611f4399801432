//! Reports that a mail could not be delivered (RFC 3464), and the older ones that say it in their own words.
//!
//! Neighbours: `app` notes at a contact point what a report says of the mail that we sent there.

use super::{Incoming, reference_in_message_id};

/// What a mail system says of a mail it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryReport {
    /// Those it tells of; empty when the report names nobody in a form that can be read.
    pub recipients: Vec<Recipient>,
    /// Message ids in the copy of the mail, without angle brackets, in the order of the report.
    pub originals: Vec<String>,
}

/// One addressee of the mail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recipient {
    /// Address, as the mail system wrote it.
    pub address: String,
    /// `failed`, `delayed`, `delivered`, `relayed` or `expanded` (RFC 3464 §2.3.3), in small letters.
    pub action: String,
    /// Status code such as `5.1.1` (RFC 3463); empty when there is none.
    pub status: String,
    /// What the other server said; empty when there is nothing.
    pub diagnostic: String,
}

impl DeliveryReport {
    /// Those whom the mail did not reach, for good.
    pub fn failed(&self) -> impl Iterator<Item = &Recipient> {
        self.recipients.iter().filter(|recipient| recipient.action == "failed")
    }

    /// The first of the mails it is about that bears one of our ids: the id.
    pub fn original_of(&self, prefixes: &[impl AsRef<str>], domain: &str) -> Option<&str> {
        self.originals
            .iter()
            .map(String::as_str)
            .find(|id| reference_in_message_id(id, prefixes, domain).is_some())
    }
}

/// Longest text of a field that is kept.
const LONGEST: usize = 500;
/// Most addressees and message ids that are read of one report.
const MOST: usize = 100;

impl Incoming {
    /// The report on delivery that this message is; none when it is an ordinary message. A message from nobody that names failed
    /// addressees in a header counts too: not every mail system writes RFC 3464.
    pub fn delivery_report(&self) -> Option<DeliveryReport> {
        let part = self.attachments.iter().find(|part| {
            part.within.is_none()
                && matches!(
                    part.media_type.as_str(),
                    "message/delivery-status" | "message/global-delivery-status"
                )
        });
        let recipients = match part {
            Some(part) => recipients(&String::from_utf8_lossy(&part.bytes)),
            None => self.failed_by_header(),
        };
        if recipients.is_empty() {
            return None;
        }
        let copies = self.attachments.iter().filter(|part| {
            part.nested_message
                || matches!(part.media_type.as_str(), "text/rfc822-headers" | "message/global-headers")
        });
        let mut originals: Vec<String> =
            copies.flat_map(|part| message_ids(&String::from_utf8_lossy(&part.bytes))).collect();
        originals.extend(message_ids(&self.body_text));
        originals.truncate(MOST);
        Some(DeliveryReport { recipients, originals })
    }

    fn failed_by_header(&self) -> Vec<Recipient> {
        let addresses = fields(&self.header_text)
            .filter(|(name, _)| name.eq_ignore_ascii_case("X-Failed-Recipients"))
            .flat_map(|(_, value)| value.split(',').map(|one| one.trim().to_owned()).collect::<Vec<_>>())
            .filter(|address| !address.is_empty());
        let failed = |address| Recipient { address, action: "failed".to_owned(), ..Recipient::default() };
        addresses.take(MOST).map(failed).collect()
    }
}

/// The groups of fields about single addressees; the first group is about the mail as a whole.
fn recipients(text: &str) -> Vec<Recipient> {
    let text = text.replace("\r\n", "\n");
    let groups = text.split("\n\n").map(|group| {
        let mut one = Recipient::default();
        for (name, value) in fields(group) {
            let said = || value.split_once(';').map_or(value.as_str(), |(_, said)| said).trim().to_owned();
            match name.to_ascii_lowercase().as_str() {
                "final-recipient" => one.address = said(),
                "original-recipient" if one.address.is_empty() => one.address = said(),
                "action" => one.action = value.to_ascii_lowercase(),
                "status" => one.status = value.split_whitespace().next().unwrap_or_default().to_owned(),
                "diagnostic-code" => one.diagnostic = said().chars().take(LONGEST).collect(),
                _ => {}
            }
        }
        one
    });
    groups.filter(|one| !one.action.is_empty() && !one.address.is_empty()).take(MOST).collect()
}

/// Header fields with their folded lines joined.
fn fields(text: &str) -> impl Iterator<Item = (String, String)> {
    let mut unfolded: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let folded = line.starts_with([' ', '\t']);
        match (folded, unfolded.last_mut(), line.split_once(':')) {
            (true, Some((_, value)), _) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (false, _, Some((name, value))) => {
                unfolded.push((name.trim().to_owned(), value.trim().to_owned()))
            }
            _ => {}
        }
    }
    unfolded.into_iter()
}

fn message_ids(text: &str) -> Vec<String> {
    let ids = fields(text).filter(|(name, _)| name.eq_ignore_ascii_case("Message-ID"));
    ids.map(|(_, value)| value.trim_matches(['<', '>', ' ']).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use crate::{Limits, parse};

    const BOUNCE: &str = "From: MAILER-DAEMON@mx.donvi.example (Mail Delivery System)\r\n\
        To: ungcuu@dieuphoi.example\r\nSubject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
        --b\r\nContent-Description: Notification\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nSorry.\r\n\
        --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.donvi.example\r\n\r\n\
        Final-Recipient: rfc822; truc@donvi.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\
        Diagnostic-Code: smtp; 550 5.1.1 <truc@donvi.example>:\r\n    unknown user\r\n\r\n\
        --b\r\nContent-Type: text/rfc822-headers\r\n\r\n\
        Message-ID: <KT-2026-000001.x@dieuphoi.example>\r\nSubject: x\r\n\r\n--b--\r\n";

    #[test]
    fn a_report_names_addressee_status_and_the_mail_it_is_about() {
        let report = parse::read(BOUNCE.as_bytes(), &Limits::default()).unwrap().delivery_report().unwrap();
        let failed: Vec<_> = report.failed().collect();
        assert_eq!(failed.len(), 1);
        assert_eq!((failed[0].address.as_str(), failed[0].status.as_str()), ("truc@donvi.example", "5.1.1"));
        assert_eq!(failed[0].diagnostic, "550 5.1.1 <truc@donvi.example>: unknown user");
        let ours = report.original_of(&["KT"], "dieuphoi.example");
        assert_eq!(ours, Some("KT-2026-000001.x@dieuphoi.example"));
        assert_eq!(report.original_of(&["KT"], "khac.example"), None);
    }

    #[test]
    fn an_ordinary_mail_is_no_report() {
        let mail = "From: a@x.example\r\nSubject: 550 5.1.1\r\n\r\nFinal-Recipient: rfc822; b@x.example\r\nAction: failed\r\n";
        assert_eq!(parse::read(mail.as_bytes(), &Limits::default()).unwrap().delivery_report(), None);
    }

    #[test]
    fn a_delay_is_told_and_is_no_failure() {
        let delay = BOUNCE.replace("Action: failed", "Action: delayed");
        let report = parse::read(delay.as_bytes(), &Limits::default()).unwrap().delivery_report().unwrap();
        assert_eq!((report.failed().count(), report.recipients.len()), (0, 1));
    }
}
