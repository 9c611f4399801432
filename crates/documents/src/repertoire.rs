//! What the fonts can print, and how text that they cannot print, or that would break the page, is shown instead.
//! Neighbours: `engine` (makes one from the fonts), `sheet` (whose every string passes through here).
//!
//! PDF/A forbids a glyph that is missing, so a character outside the fonts (an emoji, a script the house has no face
//! for, a control or a direction override that could make a document read otherwise than it is) is printed as its code
//! point: `‹U+1F600›`. Nothing is dropped in silence.

use std::collections::HashSet;

use serde_json::Value;
use typst::text::Font;

/// A run of characters without a place to break gets one after this many.
const LONGEST_RUN: usize = 40;
/// Runs up to this length fit a line of the page and are left whole (a SHA-256 in hexadecimal has 64).
const WHOLE_RUN: usize = 64;
/// A line counts as at least this many characters when a document is weighed.
const LINE_WEIGHT: usize = 60;
/// Zero width space: a place to break, invisible.
const BREAK: char = '\u{200B}';

/// The characters that every face of the house can print.
pub(crate) struct Repertoire(HashSet<char>);

impl Repertoire {
    /// Characters common to all the fonts.
    pub(crate) fn of(fonts: &[Font]) -> Repertoire {
        let mut faces = fonts.iter().map(|font| {
            font.info()
                .coverage
                .iter()
                .filter_map(char::from_u32)
                .filter(|c| is_text(*c))
                .collect::<HashSet<_>>()
        });
        let first = faces.next().unwrap_or_default();
        Repertoire(faces.fold(first, |common, face| &common & &face))
    }

    /// Makes every string of a JSON value printable and returns the weight of the whole: characters, with each string
    /// counted as at least one line.
    pub(crate) fn press(&self, value: &mut Value) -> usize {
        match value {
            Value::String(text) => {
                *text = self.printable(text);
                text.chars().count().max(LINE_WEIGHT)
            }
            Value::Array(items) => items.iter_mut().map(|item| self.press(item)).sum(),
            Value::Object(entries) => entries.iter_mut().map(|(_, entry)| self.press(entry)).sum(),
            _ => 0,
        }
    }

    /// The text with every character printable and every run breakable.
    pub(crate) fn printable(&self, text: &str) -> String {
        let mut shown = String::with_capacity(text.len());
        for word in text.split_inclusive(char::is_whitespace) {
            let long = word.chars().take(WHOLE_RUN + 1).count() > WHOLE_RUN;
            for (place, c) in word.chars().enumerate() {
                if long && place > 0 && place % LONGEST_RUN == 0 {
                    shown.push(BREAK);
                }
                self.put(c, &mut shown);
            }
        }
        shown
    }

    fn put(&self, c: char, shown: &mut String) {
        match c {
            '\n' | '\r' | '\t' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => shown.push(' '),
            // Selectors of a picture's looks: they print nothing by themselves.
            '\u{FE00}'..='\u{FE0F}' => {}
            _ if self.0.contains(&c) => shown.push(c),
            _ => {
                use std::fmt::Write as _;
                // Writing to a string cannot fail.
                let _ = write!(shown, "‹U+{:04X}›", c as u32);
            }
        }
    }
}

/// Whether a character is text by itself: no control, no direction override, no private meaning.
fn is_text(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFD}'
            | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// Splits a value into its lines: trailing space removed, several empty lines in a row become none.
pub(crate) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}
