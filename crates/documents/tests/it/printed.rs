//! Reading a PDF back with `pdftotext` (poppler-utils), where it is installed.

use std::io::Write as _;
use std::process::Command;

/// The text of the PDF with runs of space made one, or `None`, said aloud, where no reader is installed.
pub fn text_of(bytes: &[u8]) -> Option<String> {
    read(bytes, "-layout")
}

/// The same in the order in which the PDF draws it; words that lie across the lines stay whole.
pub fn text_as_drawn(bytes: &[u8]) -> Option<String> {
    read(bytes, "-raw")
}

fn read(bytes: &[u8], order: &str) -> Option<String> {
    let mut file = tempfile_in_target();
    file.1.write_all(bytes).unwrap();
    let out = match Command::new("pdftotext").args([order, "-enc", "UTF-8"]).arg(&file.0).arg("-").output() {
        Ok(out) => out,
        Err(absent) => {
            eprintln!("pdftotext is not installed ({absent}): the words of the PDF were not checked");
            return None;
        }
    };
    let _ = std::fs::remove_file(&file.0);
    assert!(out.status.success(), "pdftotext: {}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8(out.stdout).unwrap();
    Some(text.replace('\u{200B}', "").split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Asserts that the PDF shows all these words.
pub fn assert_shows(bytes: &[u8], all: &[&str]) {
    if let Some(text) = text_of(bytes) {
        for words in all {
            assert!(text.contains(words), "{words:?} is not printed in:\n{text}");
        }
    }
}

/// Asserts that the PDF shows none of these words.
pub fn assert_hides(bytes: &[u8], all: &[&str]) {
    if let Some(text) = text_of(bytes) {
        for words in all {
            assert!(!text.contains(words), "{words:?} is printed in:\n{text}");
        }
    }
}

fn tempfile_in_target() -> (std::path::PathBuf, std::fs::File) {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let name = format!("{}-{}.pdf", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let file = std::fs::File::create(&path).unwrap();
    (path, file)
}
