//! Every mail is written in both languages, with a one-line subject that carries the number of the record.

use phrases::letters::*;
use phrases::{Letter, Phrases, lang};

fn check<L: Letter>(phrases: &Phrases) {
    for letter in L::samples() {
        for lang in lang::ALL {
            let mail = phrases.mail(&letter, lang).unwrap_or_else(|e| panic!("{} {lang}: {e:?}", L::NAME));
            assert!(mail.subject.starts_with("[TB-2026-000123]"), "{}: {}", L::NAME, mail.subject);
            assert!(mail.text.contains("https://ungcuu.example"), "{}", L::NAME);
            assert!(!mail.text.contains("<time"), "{}", L::NAME);
            assert!(!mail.text.contains("&#"), "{} is escaped as a page", L::NAME);
        }
    }
}

#[test]
fn every_mail_is_written_in_both_languages() {
    let phrases = Phrases::new().unwrap();
    check::<Acknowledgement>(&phrases);
    check::<AskBack>(&phrases);
    check::<NoticeRejected>(&phrases);
    check::<NoticeConfirmed>(&phrases);
    check::<ReportReceived>(&phrases);
    check::<ReportReturned>(&phrases);
    check::<ClockReminder>(&phrases);
    check::<SevereProposed>(&phrases);
    check::<SevereDecided>(&phrases);
    check::<IncidentClosed>(&phrases);
    check::<ApplicationLetter>(&phrases);
    check::<ProfileLetter>(&phrases);
    check::<KeyEnds>(&phrases);
    check::<ReachLetter>(&phrases);
}

#[test]
fn an_invitation_says_who_is_meant_where_to_go_and_until_when() {
    let phrases = Phrases::new().unwrap();
    for lang in lang::ALL {
        let letter = Invitation::samples().remove(0);
        let mail = phrases.mail(&letter, lang).unwrap();
        assert!(!mail.subject.is_empty() && !mail.text.contains("&#"), "{lang}");
        for said in ["Nguyễn Thị Minh Anh", "minhanh", "https://ungcuu.example/invitation/0123456789abcdef"]
        {
            assert!(mail.text.contains(said), "{lang}: {said}");
        }
    }
}

#[test]
fn a_person_reads_what_happened_to_the_account_and_what_to_do() {
    let phrases = Phrases::new().unwrap();
    for lang in lang::ALL {
        let mail = phrases.mail(&AccountChanged::samples().remove(0), lang).unwrap();
        assert!(mail.subject.contains("Thêm yếu tố thứ hai"), "{lang}: {}", mail.subject);
        assert!(mail.text.contains("https://ungcuu.example/account/sessions"), "{lang}");
    }
}

#[test]
fn an_overdue_reminder_and_a_policy_target_say_so() {
    let phrases = Phrases::new().unwrap();
    let mut letter = ClockReminder::samples().remove(0);
    letter.overdue = true;
    letter.policy = true;
    let mail = phrases.mail(&letter, phrases::Lang::Vi).unwrap();
    assert!(mail.subject.contains("QUÁ HẠN"));
    assert!(mail.text.contains("mục tiêu nội bộ"));
}

#[test]
fn a_signed_in_sender_gets_a_link_instead_of_a_secret() {
    let phrases = Phrases::new().unwrap();
    let mut letter = Acknowledgement::samples().remove(0);
    letter.secret = None;
    let mail = phrases.mail(&letter, phrases::Lang::En).unwrap();
    assert!(!mail.text.contains("Secret:"));
    assert!(mail.text.contains("https://ungcuu.example/n/TB-2026-000123"));
}
