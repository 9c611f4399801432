//! Whatever is fed in, the answer is a result and never a panic.

use law::{Library, SourceFile};
use proptest::prelude::*;

use crate::{fixture_files, library};

/// One small damage to a text.
#[derive(Debug, Clone)]
enum Damage {
    Cut { at: usize, length: usize },
    Insert { at: usize, words: String },
    Swap { from: usize, to: usize },
    Repeat { from: usize },
}

fn damage() -> impl Strategy<Value = Damage> {
    let bits = prop_oneof![
        Just("[[".to_owned()),
        Just("]]".to_owned()),
        Just("\n".to_owned()),
        Just("= 1".to_owned()),
        Just("\"".to_owned()),
        Just("'''".to_owned()),
        Just("{".to_owned()),
        Just(".".to_owned()),
        Just("2026-13-45".to_owned()),
        Just("-9223372036854775809".to_owned()),
        Just("[[phase.step]]\n".to_owned()),
        Just("ể\u{301}\u{0}".to_owned()),
        ".{0,12}",
    ];
    prop_oneof![
        (any::<usize>(), 1..40usize).prop_map(|(at, length)| Damage::Cut { at, length }),
        (any::<usize>(), bits).prop_map(|(at, words)| Damage::Insert { at, words }),
        (any::<usize>(), any::<usize>()).prop_map(|(from, to)| Damage::Swap { from, to }),
        any::<usize>().prop_map(|from| Damage::Repeat { from }),
    ]
}

fn apply(text: &str, damage: &Damage) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let mut lines: Vec<&str> = text.lines().collect();
    match damage {
        Damage::Cut { at, length } => {
            let at = at % (letters.len() + 1);
            let end = (at + length).min(letters.len());
            letters.drain(at..end);
        }
        Damage::Insert { at, words } => {
            let at = at % (letters.len() + 1);
            letters.splice(at..at, words.chars());
        }
        Damage::Swap { from, to } => {
            if !lines.is_empty() {
                let count = lines.len();
                lines.swap(from % count, to % count);
            }
            return lines.join("\n");
        }
        Damage::Repeat { from } => {
            if !lines.is_empty() {
                let from = from % lines.len();
                lines.insert(from, lines[from]);
            }
            return lines.join("\n");
        }
    }
    letters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_give_faults_with_places(which in any::<usize>(), damages in prop::collection::vec(damage(), 1..6)) {
        let mut files = fixture_files();
        let which = which % files.len();
        for damage in &damages {
            files[which].text = apply(&files[which].text, damage);
        }
        if let Err(faults) = Library::from_files(files) {
            prop_assert!(!faults.is_empty());
            for fault in faults {
                prop_assert!(fault.line >= 1 && fault.column >= 1 && !fault.message.is_empty());
            }
        }
    }

    #[test]
    fn any_text_under_any_path_gives_an_answer(path in "(rulesets|calendars|x)(/[a-z_0-9]{1,6}){0,3}(/forms)?(/ruleset|/clocks|/week)?\\.toml", text in ".{0,200}") {
        let _ = Library::from_files(vec![SourceFile { path, text }]);
    }

    #[test]
    fn any_values_give_an_answer_and_normalising_twice_changes_nothing(values in prop::collection::vec(".{0,30}|[0-9/.:-]{0,20}", 16)) {
        let library = library();
        let form = library.ruleset("example-2026").unwrap().form("initial-report").unwrap();
        let raw: law::Values = form.inputs().zip(&values).map(|(field, typed)| (field.key.clone(), typed.as_str().into())).collect();
        let context = law::Context { now: "2026-11-13T09:00:00+07:00".parse().unwrap() };
        let (once, errors) = law::validate(form, &raw, &context, false);
        let clean: law::Values = once.iter().filter(|(key, _)| errors.iter().all(|error| error.key != **key)).map(|(key, value)| (key.clone(), value.clone())).collect();
        let (twice, errors) = law::validate(form, &clean, &context, false);
        prop_assert!(errors.iter().all(|error| error.code == "before_other" || error.code == "in_future"), "{errors:?}");
        prop_assert_eq!(clean, twice);
    }
}
