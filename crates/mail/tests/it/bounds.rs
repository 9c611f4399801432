//! What breaks a bound is refused with words; nothing crashes.

use std::io::Read as _;

use mail::parse::{collect, read as read_within, references_in};
use mail::{Limits, Refusal};
use proptest::prelude::*;

use crate::{codes, read};

#[test]
fn nothing_and_no_message_are_refused_with_their_codes() {
    assert_eq!(read("").unwrap_err(), Refusal::Empty);
    assert_eq!(read(" \r\n\0\r\n").unwrap_err(), Refusal::Empty);
    assert_eq!(read("khong phai thu dien tu").unwrap_err(), Refusal::NotAMessage);
    assert_eq!(read([0xff_u8, 0xd8, 0xff, 0xe0, 1, 2]).unwrap_err().code(), "mail.not_a_message");
}

#[test]
fn ten_thousand_parts_are_counted_and_refused() {
    let mut raw = "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n".to_owned();
    raw.push_str(&"--b\n\nx\n".repeat(10_000));
    assert_eq!(read(&raw).unwrap_err(), Refusal::TooManyParts { parts: 10_000, limit: 200 });
}

#[test]
fn parts_inside_an_encoded_message_are_counted_too() {
    let inner = format!(
        "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n{}",
        "--b\n\nx\n".repeat(500)
    );
    let raw = format!(
        "From: a@b.example\nContent-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n{}",
        inner.replace('=', "=3D")
    );
    assert_eq!(read(raw).unwrap_err().code(), "mail.too_many_parts");
}

#[test]
fn endless_nesting_is_refused() {
    let raw = format!("{}\n\nx", "Content-Type: message/rfc822\n\n".repeat(5_000));
    assert_eq!(read(raw).unwrap_err(), Refusal::TooDeep { limit: 12 });
    let multiparts: String =
        (0..5_000).map(|at| format!("Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n")).collect();
    assert_eq!(read(multiparts).unwrap_err(), Refusal::TooDeep { limit: 12 });
}

#[test]
fn two_hundred_megabytes_are_counted_but_not_kept() {
    let head = &b"From: a@b.example\n\n"[..];
    let stream = head.chain(std::io::repeat(b'x').take(200_000_000));
    let refusal = collect(stream, &Limits::default()).unwrap().unwrap_err();
    assert_eq!(refusal, Refusal::TooLarge { bytes: 200_000_019, limit: 36_700_160 });
    assert!(refusal.to_string().contains("web form"));
    let whole = collect(head, &Limits::default()).unwrap().unwrap();
    assert_eq!(whole, head);
}

#[test]
fn an_attachment_beyond_its_bound_is_named() {
    let limits = Limits { max_attachment_bytes: 100, ..Limits::default() };
    let raw =
        format!("From: a@b.example\nContent-Type: application/pdf; name=lon.pdf\n\n{}", "x".repeat(101));
    let refusal = read_within(raw.as_bytes(), &limits).unwrap_err();
    assert_eq!(refusal, Refusal::AttachmentTooLarge { name: "lon.pdf".to_owned(), bytes: 101, limit: 100 });
}

#[test]
fn long_texts_headers_and_lists_are_cut_with_a_note() {
    let limits =
        Limits { max_body_chars: 10, max_header_items: 3, max_header_bytes: 120, ..Limits::default() };
    let raw =
        "From: a@b.example\nTo: a@b.example, b@b.example, c@b.example, d@b.example\n\nMột hai ba bốn năm";
    let incoming = read_within(raw.as_bytes(), &limits).unwrap();
    assert_eq!(incoming.body_text, "Một hai ba");
    assert_eq!(incoming.to.len(), 3);
    assert_eq!(codes(&incoming), ["mail.problem.body_truncated", "mail.problem.list_truncated"]);
    let raw = format!("From: a@b.example\nX: {}\nSubject: y\n\nx", "z".repeat(200));
    let incoming = read_within(raw.as_bytes(), &limits).unwrap();
    assert_eq!((incoming.subject.as_str(), codes(&incoming)), ("", vec!["mail.problem.header_truncated"]));
}

#[test]
fn files_in_attached_messages_are_listed_only_within_the_bound() {
    let file = format!("Content-Type: application/x; name=f\n\n{}", "x".repeat(400));
    let raw = format!("From: a@b.example\nContent-Type: message/rfc822\n\nFrom: c@d.example\n{file}");
    let limits = Limits { max_bytes: 600, ..Limits::default() };
    let incoming = read_within(raw.as_bytes(), &limits).unwrap();
    assert_eq!(incoming.attachments.len(), 1);
    assert_eq!(codes(&incoming), ["mail.problem.nested_parts_unlisted"]);
}

#[test]
fn hostile_shapes_take_linear_time() {
    let megabytes = 4;
    let filler = |unit: &str| unit.repeat(megabytes * 1_000_000 / unit.len());
    let shapes = [
        format!("From: a@b.example\n\n{}", filler("x")),
        format!("From: a@b.example\nContent-Type: text/html\n\n{}", filler("<a ")),
        format!("From: a@b.example\nContent-Type: text/html\n\n{}", filler("<!-- &#")),
        format!("From: {}\n\nx", filler("a,")),
        format!("From: {}\n\nx", filler("(")),
        format!("Subject: {}\n\nx", filler("=?utf-8?q?")),
        format!("References: {}\n\nx", filler("<a@b> ")),
        format!("Content-Type: multipart/mixed; {}\n\nx", filler("a*0=b;")),
        format!(
            "From: a@b.example\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n{}",
            filler("= ")
        ),
        format!(
            "From: a@b.example\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n{}",
            filler("a=")
        ),
        format!("From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n{}", filler("--bb\n")),
        filler("\n\n: \n"),
        filler("From: a\n"),
    ];
    for (at, raw) in shapes.iter().enumerate() {
        match read(raw) {
            Ok(incoming) => {
                assert!(incoming.body_text.chars().count() <= Limits::default().max_body_chars, "shape {at}")
            }
            Err(refusal) => assert!(!refusal.code().is_empty(), "shape {at}"),
        }
    }
}

/// Pieces that real messages are made of, put together at random.
fn shuffled() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        "From: ",
        "a@b.example",
        "Subject: ",
        "=?utf-8?B?",
        "?=",
        "=?x?q?",
        "[TBSC]",
        "\r\n",
        "\n",
        "\r",
        "\n\n",
        " ",
        "\t",
        "Content-Type: ",
        "multipart/mixed; ",
        "boundary=b",
        "--b\n",
        "--b--",
        "message/rfc822",
        "text/html",
        "charset=",
        "windows-1258",
        "utf-16",
        "iso-2022-jp",
        "filename*0*=",
        "''%E1",
        "Content-Transfer-Encoding: base64",
        "quoted-printable",
        "=E1=",
        "aGVsbG8=",
        "<p>",
        "&#",
        "<",
        ">",
        "\"",
        "(",
        ";",
        "\0",
        "ế",
        "Date: ",
        "Mon, 99 Foo 2026",
        "References: ",
        "Content-Disposition: attachment; ",
        ",",
        ":",
        "begin 644 x",
    ]);
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat().into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_crash(raw in prop::collection::vec(any::<u8>(), 0..2_000)) {
        drop(read(&raw));
    }

    #[test]
    fn arbitrary_pieces_never_crash_and_text_is_storable(raw in shuffled()) {
        if let Ok(incoming) = read(&raw) {
            for text in [&incoming.subject, &incoming.body_text, &incoming.header_text] {
                prop_assert!(!text.contains('\0'));
            }
            prop_assert!(!incoming.subject.contains(['\r', '\n']));
            let trusted = ["b.example".to_owned()];
            mail::authenticate::from_headers(&incoming, &trusted);
        }
    }

    #[test]
    fn arbitrary_text_never_breaks_the_search_for_references(text in "\\PC{0,200}") {
        for reference in references_in(&text, &["TB", "VN"]) {
            prop_assert!(reference.starts_with("TB-") || reference.starts_with("VN-"));
        }
    }
}
