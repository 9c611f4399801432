//! Official letters.

use documents::{Appendix, Urgency};

use crate::printed::assert_shows;
use crate::samples::{letter_document, render};

#[test]
fn a_letter_prints_subject_bases_and_body() {
    assert_shows(
        &render(&letter_document()).bytes,
        &[
            "V/v phối hợp xử lý sự cố",
            "Căn cứ Quy chế minh họa về ứng cứu sự cố;",
            "Theo đề nghị của đơn vị vận hành.",
            "198.51.100.7",
            "Trân trọng cảm ơn sự hợp tác của Quý đơn vị./.",
        ],
    );
}

#[test]
fn a_single_addressee_stands_on_the_line_of_the_greeting() {
    let mut letter = letter_document();
    letter.formalities.addressees.truncate(1);
    assert_shows(&render(&letter).bytes, &["Kính gửi: Cơ quan điều phối quốc gia"]);
}

#[test]
fn each_urgency_has_its_stamp() {
    for (urgency, words) in
        [(Urgency::Flash, "HỎA TỐC"), (Urgency::Immediate, "THƯỢNG KHẨN"), (Urgency::Urgent, "KHẨN")]
    {
        let mut letter = letter_document();
        letter.formalities.urgency = Some(urgency);
        assert_shows(&render(&letter).bytes, &[words]);
    }
}

#[test]
fn several_appendices_are_counted_and_each_has_its_page() {
    let mut letter = letter_document();
    let before = render(&letter).pages;
    let appendix =
        |title: &str| Appendix { title: title.into(), paragraphs: vec!["Nội dung phụ lục.".into()] };
    letter.formalities.appendices = vec![appendix("Danh sách địa chỉ"), appendix("Nhật ký")];
    let pdf = render(&letter);
    assert_eq!(pdf.pages, before + 2);
    assert_shows(&pdf.bytes, &["Phụ lục I", "Phụ lục II", "DANH SÁCH ĐỊA CHỈ"]);
}

#[test]
fn a_letter_without_a_sign_leaves_its_place_for_the_clerk() {
    let mut letter = letter_document();
    letter.formalities.sign = None;
    assert_shows(&render(&letter).bytes, &["Số: /"]);
}
