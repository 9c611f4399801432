//! Values are data: whatever they contain is printed, never obeyed.

use crate::printed::{assert_hides, assert_shows, text_of};
use crate::samples::{render, report_saying};

#[test]
fn typesetting_source_in_a_value_is_printed_as_it_stands() {
    for words in [
        "#panic()",
        "#read(\"/etc/passwd\")",
        "#import \"@preview/x:0.1.0\"",
        "$x^2$ and \\u{41} and @x and *bold* _it_ `raw`",
        "= Heading",
        "</script> ]] } ) \" ' ~ -- --- ...",
        "// comment /* block */ <label> http://attacker.example/",
    ] {
        assert_shows(&render(&report_saying(words)).bytes, &[words]);
    }
}

#[test]
fn characters_without_a_glyph_are_printed_as_code_points() {
    let bytes = render(&report_saying("Cảnh báo \u{1F600} \u{4E2D} hết")).bytes;
    assert_shows(&bytes, &["Cảnh báo ‹U+1F600› ‹U+4E2D› hết"]);
}

#[test]
fn direction_overrides_and_controls_are_shown_and_not_obeyed() {
    let bytes = render(&report_saying("a\u{202E}fdp.exe\u{0}\u{7}\u{FEFF}z")).bytes;
    assert_shows(&bytes, &["a‹U+202E›fdp.exe‹U+0000›‹U+0007›‹U+FEFF›z"]);
}

#[test]
fn right_to_left_words_do_not_break_a_document() {
    render(&report_saying("שלום عالم مرحبا"));
}

#[test]
fn decomposed_vietnamese_is_printed() {
    render(&report_saying("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t"));
}

#[test]
fn a_word_of_twenty_thousand_characters_is_broken_into_lines() {
    let pdf = render(&report_saying(&"x".repeat(20_000)));
    assert!((4..20).contains(&pdf.pages), "{} pages", pdf.pages);
    if let Some(text) = text_of(&pdf.bytes) {
        assert!(text.matches('x').count() >= 20_000);
    }
}

#[test]
fn a_digest_is_not_broken() {
    let digest = "0123456789abcdef".repeat(4);
    assert_shows(&render(&report_saying(&digest)).bytes, &[digest.as_str()]);
}

#[test]
fn hostile_words_are_harmless_in_every_place_of_the_page() {
    let evil = "#panic(\"x\") $ \\ * @x \u{1F600} \u{202E}";
    let mut document = report_saying(evil);
    document.title = evil.into();
    document.author = evil.into();
    document.ident = evil.into();
    let around = &mut document.formalities;
    around.superior = Some(evil.into());
    around.agency = evil.into();
    around.sign = Some(evil.into());
    around.place = evil.into();
    around.addressees = vec![evil.into()];
    around.recipients = vec![evil.into()];
    let bytes = render(&document).bytes;
    assert_hides(&bytes, &["\u{202E}"]);
}
