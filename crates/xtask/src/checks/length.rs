//! One subject a file: a source file of more than 500 lines has two.

use cargo_metadata::camino::Utf8Path;

/// Where a source file must have been split by meaning. Files of tests may be longer.
pub const MOST_LINES: usize = 500;

/// The fault of a Rust source file that is too long.
pub fn fault(path: &Utf8Path, text: &str) -> Option<String> {
    let source = path.extension() == Some("rs") && path.components().any(|c| c.as_str() == "src");
    let lines = text.lines().count();
    (source && lines > MOST_LINES)
        .then(|| format!("{path}: {lines} lines; split it by meaning, at most {MOST_LINES}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_file_of_501_lines_is_a_fault_and_a_test_file_is_not() {
        let long = "x\n".repeat(501);
        assert!(fault(Utf8Path::new("crates/store/src/notices.rs"), &long).is_some());
        assert!(fault(Utf8Path::new("crates/store/tests/it/notices.rs"), &long).is_none());
        assert!(fault(Utf8Path::new("crates/store/src/notices.rs"), &"x\n".repeat(500)).is_none());
    }
}
