//! Messages as people and machines send them.

use mail::Address;
use mail::parse::{AutoKind, Signed};

use crate::{codes, fixture, read};

const BODY: &str = "Kính gửi quý cơ quan,\n\nMáy chủ web của chúng tôi bị thay đổi giao diện lúc 08:15.\n\
    Địa chỉ: 192.0.2.10.\n\nTrân trọng,\nNguyễn Thị Lan";

#[test]
fn a_vietnamese_notice_is_read_in_each_encoding() {
    for name in
        ["vietnamese-quoted-printable", "vietnamese-base64", "vietnamese-decomposed", "windows-1258", "tcvn3"]
    {
        let incoming = fixture(name);
        assert_eq!(incoming.body_text, BODY, "{name}");
        assert!(incoming.has_tag, "{name}");
        assert_eq!(incoming.from, Some(Address::named("Nguyễn Thị Lan", "lan@coquan.example")), "{name}");
        assert_eq!(incoming.problems, [], "{name}");
        assert_eq!(incoming.date_micros, Some(1_772_414_400_000_000), "{name}");
        assert_eq!(incoming.message_id.as_deref(), Some("a1@coquan.example"));
        assert_eq!(incoming.auto_submitted, AutoKind::No);
    }
}

#[test]
fn the_mark_is_found_inside_encoded_words() {
    assert_eq!(fixture("vietnamese-quoted-printable").subject, "[TBSC] Máy chủ bị tấn công");
    let reply = fixture("vietnamese-base64");
    assert_eq!(reply.subject, "Re: [tbsc] Máy chủ bị tấn công");
    assert_eq!(reply.subject_without_tag, "Máy chủ bị tấn công");
    assert_eq!(fixture("windows-1258").subject, "[TBSC] Sự cố mạng");
    assert_eq!(fixture("vietnamese-decomposed").subject_without_tag, "Máy chủ");
}

#[test]
fn eight_bit_text_without_a_charset_is_guessed_and_says_so() {
    let incoming = fixture("windows-1258-unlabelled");
    assert_eq!(incoming.body_text, BODY);
    assert_eq!(incoming.subject, "[TBSC] Sự cố mạng");
    assert_eq!(codes(&incoming), ["mail.problem.guessed_charset"]);
    let incoming = fixture("unknown-charset");
    assert_eq!(incoming.body_text, BODY);
    assert_eq!(codes(&incoming), ["mail.problem.unknown_charset"]);
}

#[test]
fn an_attached_message_is_kept_whole_and_its_files_are_listed() {
    for (name, file) in [("nested-rfc822", "Khóa tài khoản.eml"), ("nested-rfc822-base64", "thu goc.eml")]
    {
        let incoming = fixture(name);
        assert_eq!(incoming.body_text, "Chuyển tiếp thư lừa đảo.", "{name}");
        let [message, bill] = incoming.attachments.as_slice() else { panic!("{:?}", incoming.attachments) };
        assert_eq!(
            (message.name.as_deref(), message.nested_message, message.within),
            (Some(file), true, None)
        );
        assert_eq!((bill.name.as_deref(), bill.within), (Some("hoa-don.pdf"), Some(0)));
        assert_eq!(bill.bytes, b"%PDF-1.4 invented\n");
        let original = read(&message.bytes).unwrap();
        assert_eq!(original.subject, "Khóa tài khoản");
        assert_eq!(original.body_text, "Nhấn vào đây");
        assert_eq!(original.attachments.len(), 1);
    }
}

#[test]
fn a_reply_names_the_record_that_it_belongs_to() {
    let incoming = fixture("reply-with-reference");
    assert_eq!(incoming.in_reply_to, ["TB-2026-000123.k3x9@dieuphoi.example"]);
    assert_eq!(incoming.references, ["a1@coquan.example", "TB-2026-000123.k3x9@dieuphoi.example"]);
    assert_eq!(incoming.answers(&["TB", "VN"], "dieuphoi.example").first().unwrap(), "TB-2026-000123");
    assert!(!incoming.has_tag);
    assert_eq!(incoming.subject_without_tag, incoming.subject);
}

#[test]
fn a_number_that_is_only_spoken_of_makes_no_answer() {
    let answers = |headers: &str, body: &str| {
        let raw = format!("From: a@b.example\n{headers}\n\n{body}");
        read(raw).unwrap().answers(&["TB"], "dieuphoi.example")
    };
    assert!(answers("Subject: [TBSC] Liên quan TB-2026-000012", "như TB-2026-000012").is_empty());
    assert_eq!(answers("Subject: Re: TB-2026-000012", "x"), ["TB-2026-000012"]);
    assert_eq!(answers("Subject: [EXTERNAL] Trả lời: TB-2026-000012", "x"), ["TB-2026-000012"]);
    assert_eq!(answers("In-Reply-To: <x@y.example>\nSubject: TB-2026-000012", "x"), ["TB-2026-000012"]);
}

#[test]
fn machines_are_told_from_people() {
    let kind = |headers: &str| read(format!("From: a@b.example\n{headers}\n\nx")).unwrap().auto_submitted;
    assert_eq!(fixture("bounce").auto_submitted, AutoKind::Bounce);
    assert_eq!(fixture("auto-reply").auto_submitted, AutoKind::Reply);
    assert_eq!(fixture("mailing-list").auto_submitted, AutoKind::List);
    assert_eq!(kind("Auto-Submitted: auto-generated"), AutoKind::Generated);
    assert_eq!(kind("Auto-Submitted: no"), AutoKind::No);
    assert_eq!(kind("X-Auto-Response-Suppress: All"), AutoKind::Generated);
    assert_eq!(kind("Precedence: bulk"), AutoKind::List);
    assert_eq!(kind("Return-Path: <>"), AutoKind::Bounce);
    assert_eq!(kind("Return-Path: <a@b.example>"), AutoKind::No);
    assert_eq!(
        kind("Content-Type: multipart/report; report-type=feedback-report; boundary=x"),
        AutoKind::Generated
    );
    assert!(!AutoKind::Generated.may_be_answered() && AutoKind::No.may_be_answered());
}

#[test]
fn a_bounce_gives_back_the_id_of_what_we_sent() {
    let incoming = fixture("bounce");
    let original = incoming.attachments.iter().find(|part| part.nested_message).unwrap();
    assert_eq!(
        read(&original.bytes).unwrap().message_id.as_deref(),
        Some("TB-2026-000123.k3x9@dieuphoi.example")
    );
    assert!(incoming.attachments.iter().any(|part| part.media_type == "message/delivery-status"));
}

#[test]
fn lines_ended_by_cr_alone_are_lines() {
    let incoming = fixture("cr-only");
    assert_eq!(incoming.body_text, "Dòng một\nDòng hai");
    assert_eq!(incoming.attachments[0].name.as_deref(), Some("nhat-ky.csv"));
    assert_eq!(codes(&incoming), ["mail.problem.bare_carriage_returns"]);
}

#[test]
fn nul_bytes_are_removed_and_counted() {
    let incoming = fixture("nul-bytes");
    assert_eq!(incoming.subject, "[TBSC] NUL trong thu");
    assert_eq!(incoming.body_text, "Máy chủ");
    assert!(!incoming.header_text.contains('\0'));
    assert_eq!(incoming.problems, [mail::Problem::NulBytes { count: 3 }]);
}

#[test]
fn a_message_cut_off_on_its_way_keeps_what_arrived() {
    let incoming = fixture("unterminated-multipart");
    assert_eq!(incoming.body_text, "Phần đầu còn nguyên.");
    assert_eq!(incoming.attachments[0].bytes, b"hello worl");
    assert_eq!(codes(&incoming), ["mail.problem.unterminated_multipart"]);
}

#[test]
fn file_names_are_read_in_both_spellings() {
    let incoming = fixture("attachment-name-rfc2231");
    let names: Vec<_> = incoming.attachments.iter().map(|part| part.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["Nhật ký máy chủ.log", "mẫu.zip"]);
    assert_eq!(incoming.attachments[0].bytes, "08:15 đăng nhập lạ".as_bytes());
    assert!(incoming.attachments[1].bytes.starts_with(b"PK"));
}

#[test]
fn a_page_without_text_is_read_without_its_tags() {
    let text = fixture("html-only").body_text;
    assert!(text.contains("Máy chủ bị tấn công"), "{text}");
    assert!(text.contains("Rất gấp & nghiêm trọng"), "{text}");
    assert!(!text.contains("alert") && !text.contains("color"), "{text}");
}

#[test]
fn of_an_alternative_the_text_is_read_and_the_picture_kept() {
    let incoming = fixture("alternative-with-picture");
    assert_eq!(incoming.body_text, "Bản chữ");
    let [picture] = incoming.attachments.as_slice() else { panic!("{:?}", incoming.attachments) };
    assert!(picture.inline && picture.media_type == "image/png");
}

#[test]
fn broken_messages_are_kept_with_their_problems() {
    let incoming = fixture("uuencoded");
    assert!(incoming.body_text.contains("begin 644 test.txt"));
    assert_eq!(codes(&incoming), ["mail.problem.uuencoded"]);
    let incoming = fixture("no-separator");
    assert_eq!(incoming.body_text, "Noi dung bat dau ngay day\nkhong co dong trong");
    assert_eq!(codes(&incoming), ["mail.problem.header_separator_missing"]);
    let incoming = fixture("wrong-transfer-encoding");
    assert_eq!(incoming.body_text, "Đây không phải là base64, nhưng vẫn đọc được!");
    assert_eq!(codes(&incoming), ["mail.problem.damaged_encoding"]);
    let incoming = read("Subject: a\nSubject: b\nDate: hom qua\n\nx").unwrap();
    assert_eq!(incoming.subject, "a");
    assert_eq!(
        codes(&incoming),
        ["mail.problem.repeated_header", "mail.problem.missing_from", "mail.problem.bad_date"]
    );
}

#[test]
fn a_file_behind_an_early_closing_line_is_not_lost() {
    let raw = "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\nepilogue\n\
        --b\nContent-Type: application/pdf\n\n%PDF\n--b--\n";
    let incoming = read(raw).unwrap();
    assert_eq!(incoming.body_text, "x");
    assert_eq!(incoming.attachments[0].bytes, b"%PDF");
    assert_eq!(incoming.problems, []);
}

#[test]
fn a_line_that_confuses_the_date_does_not_swallow_the_sender() {
    let incoming = read("Date: Mon, 28 Sep 2015 21:31:04 UT\nFrom: a@b.example\n\nx").unwrap();
    assert_eq!(incoming.from, Some(Address::bare("a@b.example")));
    assert!(incoming.date_micros.is_some());
}

#[test]
fn signatures_and_encryption_are_recognised() {
    let kind = |line: &str, body: &str| {
        let incoming = read(format!("From: a@b.example\nContent-Type: {line}\n\n{body}")).unwrap();
        (incoming.signed, incoming.encrypted)
    };
    assert_eq!(kind("text/plain", "x"), (Signed::None, false));
    assert_eq!(
        kind("multipart/signed; protocol=\"application/pgp-signature\"; boundary=b", "--b\n\nx"),
        (Signed::Pgp, false)
    );
    assert_eq!(
        kind("multipart/signed; protocol=\"application/x-pkcs7-signature\"; boundary=b", "x"),
        (Signed::Smime, false)
    );
    assert_eq!(kind("application/pkcs7-mime; smime-type=enveloped-data", "x"), (Signed::None, true));
    assert_eq!(kind("multipart/encrypted; boundary=b", "--b\n\nx"), (Signed::None, true));
    assert_eq!(kind("text/plain", "-----BEGIN PGP MESSAGE-----\nx"), (Signed::None, true));
}
