//! Messages that we write.

use mail::compose::{ComposeError, OutPart, Outgoing, message_id};
use mail::parse::AutoKind;
use mail::{Address, Envelope};

use crate::read;

fn acknowledgement() -> Outgoing {
    Outgoing {
        message_id: message_id("TB-2026-000123", "k3x9", "dieuphoi.example"),
        from: Address::named("Tiếp nhận sự cố", "tiepnhan@dieuphoi.example"),
        to: vec![Address::named("Nguyễn Thị Lan", "lan@coquan.example")],
        subject: "Đã nhận thông báo sự cố TB-2026-000123 lúc 08:20 ngày 02/3/2026".to_owned(),
        text: "Kính gửi bà Nguyễn Thị Lan,\n\nThông báo của bà đã được ghi nhận với số TB-2026-000123.\n.\nTrân trọng.\n"
            .to_owned(),
        in_reply_to: Some("a1@coquan.example".to_owned()),
        references: vec!["a0@coquan.example".to_owned(), "a1@coquan.example".to_owned()],
        auto_generated: true,
        ..Outgoing::at("2026-03-02T01:20:00Z".parse().unwrap())
    }
}

#[test]
fn an_acknowledgement_is_written_as_it_was_agreed() {
    let bytes = acknowledgement().to_bytes().unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.is_ascii() && text.matches('\n').count() == text.matches("\r\n").count());
    insta::assert_snapshot!(text.replace("\r\n", "\n"));
    assert_eq!(bytes, acknowledgement().to_bytes().unwrap(), "same values, same bytes");
}

#[test]
fn a_message_with_page_and_file_is_read_back_as_it_was_written() {
    let outgoing = Outgoing {
        html: Some("<p>Kính gửi bà</p>\n".to_owned()),
        attachments: vec![OutPart {
            name: "Biên nhận số 123.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            bytes: (0..=255).collect(),
        }],
        reply_to: Some(Address::bare("ho-so@dieuphoi.example")),
        ..acknowledgement()
    };
    let bytes = outgoing.to_bytes().unwrap();
    let incoming = read(&bytes).unwrap();
    assert_eq!(incoming.problems, []);
    assert_eq!(incoming.message_id.as_deref(), Some("TB-2026-000123.k3x9@dieuphoi.example"));
    assert_eq!(incoming.subject, outgoing.subject);
    assert_eq!(incoming.from, Some(outgoing.from));
    assert_eq!(incoming.to, outgoing.to);
    assert_eq!(incoming.reply_to, outgoing.reply_to);
    assert_eq!(incoming.references, outgoing.references);
    assert_eq!(incoming.body_text, outgoing.text.trim_end());
    assert_eq!(incoming.date_micros, Some(1_772_414_400_000_000));
    assert_eq!(incoming.auto_submitted, AutoKind::Reply);
    let [file] = incoming.attachments.as_slice() else { panic!("{:?}", incoming.attachments) };
    assert_eq!(
        (file.name.as_deref(), &file.bytes),
        (Some("Biên nhận số 123.pdf"), &outgoing.attachments[0].bytes)
    );
    insta::assert_snapshot!(String::from_utf8(bytes).unwrap().replace("\r\n", "\n"));
}

#[test]
fn a_text_that_holds_the_boundary_does_not_break_the_message() {
    let plain = Outgoing { html: Some("<p>x</p>".to_owned()), ..acknowledgement() };
    let boundary = "--=_a_TB2026000123k3x9dieuphoiexample";
    assert!(String::from_utf8(plain.to_bytes().unwrap()).unwrap().contains(boundary));
    let tricky = Outgoing { text: format!("a\n{boundary}\nb"), ..plain };
    assert_eq!(read(tricky.to_bytes().unwrap()).unwrap().body_text, tricky.text);
}

#[test]
fn line_breaks_never_reach_the_headers() {
    let injected = "x\r\nBcc: y@z.example".to_owned();
    let refused = |change: &dyn Fn(&mut Outgoing)| {
        let mut outgoing = acknowledgement();
        change(&mut outgoing);
        outgoing.to_bytes().unwrap_err().code()
    };
    assert_eq!(refused(&|outgoing| outgoing.subject = injected.clone()), "mail.header_injection");
    assert_eq!(refused(&|outgoing| outgoing.from.name = Some(injected.clone())), "mail.header_injection");
    assert_eq!(refused(&|outgoing| outgoing.to[0].email = injected.clone()), "mail.header_injection");
    assert_eq!(
        refused(&|outgoing| outgoing.reply_to = Some(Address::named("a\nb", "a@b.example"))),
        "mail.header_injection"
    );
    assert_eq!(refused(&|outgoing| outgoing.message_id = "a\n@b".to_owned()), "mail.header_injection");
    assert_eq!(
        refused(&|outgoing| outgoing.references = vec!["a@b> <c@d".to_owned()]),
        "mail.bad_message_id"
    );
    assert_eq!(refused(&|outgoing| outgoing.to[0].email = "lan".to_owned()), "mail.bad_address");
    assert_eq!(refused(&|outgoing| outgoing.to.clear()), "mail.no_recipient");
    let file = |name: &str, media_type: &str| OutPart {
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        bytes: vec![],
    };
    assert_eq!(
        refused(&|outgoing| outgoing.attachments = vec![file("a\r\nb", "text/plain")]),
        "mail.header_injection"
    );
    assert_eq!(refused(&|outgoing| outgoing.attachments = vec![file("a", "text")]), "mail.bad_media_type");
    assert!(matches!(acknowledgement().to_bytes(), Ok(_) | Err(ComposeError::Write)));
}

#[test]
fn an_automatic_answer_has_the_empty_return_path() {
    let mut outgoing = acknowledgement();
    assert_eq!(outgoing.envelope().from, None);
    outgoing.in_reply_to = None;
    let expected = Envelope {
        message_id: outgoing.message_id.clone(),
        from: Some("tiepnhan@dieuphoi.example".to_owned()),
        to: vec!["lan@coquan.example".to_owned()],
    };
    assert_eq!(outgoing.envelope(), expected);
}
