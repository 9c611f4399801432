//! The subject line: is it an incident notice, and what remains without the mark.
//!
//! Neighbours: [`super::read`]; the mark itself comes from [`crate::Limits::subject_tag`].

/// Reply and forward prefixes that mail programs put before a subject, English and Vietnamese.
const PREFIXES: [&str; 9] = ["re", "fw", "fwd", "aw", "tl", "trả lời", "ct", "chuyển tiếp", "hồi âm"];

/// Those of them that say "this answers yours".
const ANSWERS: [&str; 5] = ["re", "aw", "tl", "trả lời", "hồi âm"];

/// Finds the mark at the start of a subject, behind any reply prefixes and other bracketed marks (mailing lists,
/// `[EXTERNAL]`). Returns the subject without prefixes and mark, or `None` when the mark is not there.
///
/// Case, blanks and full-width brackets do not matter: `Re: [ tbsc ] …` is found.
pub(super) fn without_tag(subject: &str, tag: &str) -> Option<String> {
    let wanted = inner(tag.trim());
    if wanted.is_empty() {
        return None;
    }
    let mut rest = subject.trim_start();
    let mut kept = Vec::new();
    loop {
        if let Some((group, after)) = bracketed(rest) {
            if inner(group) == wanted {
                kept.push(after.trim_start_matches([':', '-', '–', ' ']).trim());
                return Some(kept.join(" ").trim().to_owned());
            }
            kept.push(group);
            rest = after.trim_start();
        } else {
            rest = prefix(rest)?.trim_start();
        }
    }
}

/// Whether the subject is that of an answer: `Re: …`, `Trả lời: …`, behind any bracketed marks.
pub(super) fn is_answer(subject: &str) -> bool {
    let mut rest = subject.trim_start();
    while let Some((_, after)) = bracketed(rest) {
        rest = after.trim_start();
    }
    let word = rest.split([':', '：']).next().filter(|word| word.len() < rest.len());
    let word = word.map(|word| word.split('[').next().unwrap_or(word).trim().to_lowercase());
    word.is_some_and(|word| ANSWERS.contains(&word.as_str()))
}

fn bracketed(text: &str) -> Option<(&str, &str)> {
    let start = text.chars().next().filter(|first| matches!(first, '[' | '［' | '【'))?;
    let end = text.char_indices().take(80).find(|(_, letter)| matches!(letter, ']' | '］' | '】'))?;
    let after = end.0 + end.1.len_utf8();
    debug_assert!(after > start.len_utf8());
    Some((text.get(..after)?, text.get(after..)?))
}

/// What stands inside the brackets, lower case, without blanks.
fn inner(group: &str) -> String {
    group
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '[' | ']' | '［' | '］' | '【' | '】'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The rest behind `Re:`, `Re[2]:`, `Fwd :` and their like.
fn prefix(text: &str) -> Option<&str> {
    let (word, rest) = text.split_once([':', '：'])?;
    let word = word.split('[').next().unwrap_or(word).trim().to_lowercase();
    PREFIXES.contains(&word.as_str()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_found_behind_prefixes() {
        for (subject, rest) in [
            ("[TBSC] Máy chủ bị tấn công", "Máy chủ bị tấn công"),
            ("[tbsc]: Máy chủ", "Máy chủ"),
            ("Re: Fwd: [ TBSC ] Máy chủ", "Máy chủ"),
            ("RE[2]: [TBSC] Máy chủ", "Máy chủ"),
            ("Trả lời: [TBSC] Máy chủ", "Máy chủ"),
            ("Fwd: [EXTERNAL] [TBSC] Máy chủ", "[EXTERNAL] Máy chủ"),
            ("[TBSC]", ""),
        ] {
            assert_eq!(without_tag(subject, "[TBSC]").as_deref(), Some(rest), "{subject}");
        }
    }

    #[test]
    fn the_mark_in_the_middle_is_no_mark() {
        for subject in ["", "TBSC máy chủ", "Về thông báo [TBSC] hôm qua", "[TBSC", "Re:"] {
            assert_eq!(without_tag(subject, "[TBSC]"), None, "{subject}");
        }
    }
}
