//! Where in a JSON text something stands: from line and column to the path of the field, so that a refused value is named
//! as its sender wrote it. Neighbour: [`super::body`], which has the place from the parser.
//!
//! ```ignore
//! assert_eq!(place::path(b"{\"reporter\": {\"emial\"", 1, 21), "reporter.emial");
//! ```

/// Deepest nesting that is followed; the parser itself gives up at 128.
const DEEPEST: usize = 128;

enum Level {
    Object { key: String, naming: bool },
    Array { index: usize },
}

/// The path of what stands before a place (line and column from 1, columns in bytes); empty at the top.
pub(super) fn path(json: &[u8], line: usize, column: usize) -> String {
    walk(json.get(..offset(json, line, column)).unwrap_or(json))
}

/// The path of the last value before a place. A value that is read well and refused for what it says is told by the parser
/// only after the object or list around it has been closed.
pub(super) fn last_value(json: &[u8], line: usize, column: usize) -> String {
    let read = json.get(..offset(json, line, column)).unwrap_or(json).trim_ascii_end();
    walk(read.strip_suffix(b"}").or_else(|| read.strip_suffix(b"]")).unwrap_or(read))
}

fn walk(json: &[u8]) -> String {
    let mut levels: Vec<Level> = Vec::new();
    let mut text: Option<Vec<u8>> = None;
    let mut escaped = false;
    for byte in json {
        if let Some(read) = &mut text {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => {
                    if let Some(Level::Object { key, naming: true }) = levels.last_mut() {
                        *key = String::from_utf8_lossy(read).into_owned();
                    }
                    text = None;
                    continue;
                }
                _ => {}
            }
            read.push(*byte);
            continue;
        }
        match byte {
            b'"' => text = Some(Vec::new()),
            b'{' if levels.len() < DEEPEST => levels.push(Level::Object { key: String::new(), naming: true }),
            b'[' if levels.len() < DEEPEST => levels.push(Level::Array { index: 0 }),
            b'}' | b']' => drop(levels.pop()),
            b':' => named(levels.last_mut()),
            b',' => next(levels.last_mut()),
            _ => {}
        }
    }
    written(&levels)
}

fn named(level: Option<&mut Level>) {
    if let Some(Level::Object { naming, .. }) = level {
        *naming = false;
    }
}

fn next(level: Option<&mut Level>) {
    match level {
        Some(Level::Object { key, naming }) => {
            key.clear();
            *naming = true;
        }
        Some(Level::Array { index }) => *index += 1,
        None => {}
    }
}

fn written(levels: &[Level]) -> String {
    let parts = levels.iter().map(|level| match level {
        Level::Object { key, .. } => key.clone(),
        Level::Array { index } => index.to_string(),
    });
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
}

fn offset(json: &[u8], line: usize, column: usize) -> usize {
    let ends = json.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(ends).nth(line.saturating_sub(1)).unwrap_or(json.len()).saturating_add(column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_value_is_told_though_what_is_around_it_is_closed() {
        assert_eq!(last_value(br#"{"a": {"verdict": "odd" }"#, 1, 25), "a.verdict");
        assert_eq!(last_value(br#"{"verdict": "odd"}"#, 1, 18), "verdict");
        assert_eq!(last_value(br#"{"verdict": "odd", "b": 1}"#, 1, 17), "verdict");
    }

    #[test]
    fn a_place_is_told_as_the_path_of_the_field() {
        assert_eq!(path(br#"{"reporter": {"emial""#, 1, 21), "reporter.emial");
        assert_eq!(path(b"{\n \"domains\": [\"a.example\", 7", 2, 28), "domains.1");
        assert_eq!(path(br#"{"a": {"b": 1}, "c": true"#, 1, 25), "c");
        assert_eq!(path(br#"{"a\"": "x{y"}"#, 1, 14), "");
    }
}
