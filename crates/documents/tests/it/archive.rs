//! PDF/A-2b, metadata and repeatability.

use crate::samples::{engine, letter_document, receipt_document, render, report_document};

fn contains(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn every_kind_of_document_claims_pdf_a_2b() {
    for document in [report_document(), letter_document(), receipt_document()] {
        let bytes = render(&document).bytes;
        assert!(bytes.starts_with(b"%PDF-1.7"));
        assert!(contains(&bytes, "<pdfaid:part>2</pdfaid:part>"));
        assert!(contains(&bytes, "<pdfaid:conformance>B</pdfaid:conformance>"));
        assert!(contains(&bytes, "/OutputIntents"));
        assert!(!contains(&bytes, "/Encrypt"));
    }
}

#[test]
fn metadata_come_from_the_document_and_not_from_the_machine() {
    let bytes = render(&report_document()).bytes;
    assert!(contains(&bytes, "Báo cáo ban đầu sự cố VN-2026-000123"));
    assert!(contains(&bytes, "Trung tâm Dữ liệu Sông Lam"));
    assert!(contains(&bytes, "2026-11-09T10:05:00+07:00"));
    assert!(contains(&bytes, "<rdf:li>vi-VN</rdf:li>"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = report_document();
    let first = render(&document).bytes;
    render(&letter_document());
    assert_eq!(first, render(&document).bytes);
    let elsewhere = documents::Engine::with_house_fonts().unwrap().render(&document).unwrap().bytes;
    assert_eq!(first, elsewhere);
}

#[test]
fn many_threads_share_one_engine() {
    let expected = render(&report_document()).bytes;
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(engine().render(&report_document()).unwrap().bytes, expected));
        }
    });
}

#[test]
fn another_moment_gives_other_bytes() {
    let mut later = report_document();
    later.moment = "2026-11-09T10:05:01+07:00".parse().unwrap();
    assert_ne!(render(&report_document()).bytes, render(&later).bytes);
}

#[test]
fn an_engine_without_fonts_says_how_to_get_them() {
    let refusal = documents::Engine::new(Vec::new()).unwrap_err();
    assert!(refusal.to_string().contains("make web"));
    let no_font = documents::Engine::new(vec![b"no font".as_slice().into()]).unwrap_err();
    assert!(matches!(no_font, documents::Error::NotAFont { index: 0 }));
}

/// Leaves one of each in the build's temporary folder, to be looked at.
#[test]
fn one_of_each_kind_is_left_for_the_eye() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("documents");
    std::fs::create_dir_all(&folder).unwrap();
    let mut draft = report_document();
    draft.draft = true;
    let all = [
        ("report", report_document()),
        ("draft", draft),
        ("letter", letter_document()),
        ("receipt", receipt_document()),
    ];
    for (name, document) in all {
        std::fs::write(folder.join(name).with_extension("pdf"), render(&document).bytes).unwrap();
    }
}
