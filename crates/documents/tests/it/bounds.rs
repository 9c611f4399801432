//! Documents have bounds, and say so before the typesetter suffers.

use documents::{Error, MAX_PAGES};

use crate::samples::{engine, letter_document, report_saying};

#[test]
fn a_text_beyond_the_limit_is_refused_before_typesetting() {
    let refused = engine().render(&report_saying(&"dài ".repeat(200_000)));
    assert!(matches!(refused, Err(Error::TooLong { .. })), "{refused:?}");
    let many_lines = engine().render(&report_saying(&"x\n".repeat(20_000)));
    assert!(matches!(many_lines, Err(Error::TooLong { .. })), "{many_lines:?}");
}

#[test]
fn more_pages_than_allowed_are_refused() {
    let mut letter = letter_document();
    letter.formalities.appendices =
        vec![documents::Appendix { title: "Phụ".into(), paragraphs: vec!["x".into()] }; MAX_PAGES + 1];
    let refused = engine().render(&letter);
    assert!(matches!(refused, Err(Error::TooManyPages { .. })), "{refused:?}");
}

#[test]
fn a_paragraph_of_a_hundred_thousand_characters_is_typeset_within_the_bound_of_pages() {
    let pdf = engine().render(&report_saying(&"từ ".repeat(33_000))).unwrap();
    assert!(pdf.pages < MAX_PAGES);
}
