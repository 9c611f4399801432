//! Records of an Internet registry, line by line (`registry|country|type|start|value|date|status`, as the registries publish them
//! each day). Nothing is held but the line being read; lines and their number are bounded.
//!
//! ```
//! use domain::systems::allocations::Line;
//! let file = "2|example|20261127|1|19830101|20261126|+0700\nexample|VN|ipv4|203.0.113.0|256|20110415|allocated\n";
//! let lines: Vec<Line> = exchange::delegated::lines(file.as_bytes()).map(|it| it.expect("read").1.expect("a record")).collect();
//! assert_eq!(lines.len(), 2);
//! ```

use domain::systems::allocations::{Line, NotARecord, line};
use std::io::{self, BufRead, Read};

/// Longest line.
const MOST_BYTES: u64 = 1000;
/// Most lines of a file; the largest registry has a third of that.
pub const MOST_LINES: usize = 1_000_000;

/// The lines of a file, each with its number from 1 and what it is.
///
/// # Errors
/// What the file says of itself when it cannot be read; [`io::ErrorKind::FileTooLarge`] for more than [`MOST_LINES`].
pub fn lines<R: BufRead>(mut from: R) -> impl Iterator<Item = io::Result<(usize, Result<Line, NotARecord>)>> {
    let mut number = 0;
    let mut bytes = Vec::new();
    std::iter::from_fn(move || {
        bytes.clear();
        match (&mut from).take(MOST_BYTES).read_until(b'\n', &mut bytes) {
            Ok(0) => None,
            Ok(_) if number == MOST_LINES => Some(Err(io::ErrorKind::FileTooLarge.into())),
            Ok(_) => {
                number += 1;
                let read = std::str::from_utf8(&bytes).map_err(|_| NotARecord).and_then(line);
                Some(Ok((number, read)))
            }
            Err(error) => Some(Err(error)),
        }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_line_that_is_no_record_is_told_by_its_number() {
        let file = "# remark\r\nexample|VN|asn|64496|1|20110415|allocated\r\nhello\n\u{fffd}|";
        let told: Vec<(usize, bool)> =
            lines(file.as_bytes()).map(Result::unwrap).map(|(number, line)| (number, line.is_ok())).collect();
        assert_eq!(told, [(1, true), (2, true), (3, false), (4, false)]);
    }

    #[test]
    fn a_line_without_end_is_read_in_pieces_that_are_no_records() {
        let file = "x".repeat(5000);
        assert!(lines(file.as_bytes()).all(|line| line.unwrap().1.is_err()));
    }
}
