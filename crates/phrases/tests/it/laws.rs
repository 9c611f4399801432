//! Every text of law in the repository can be shown, in both languages.

use law::{Library, SourceFile};
use phrases::contexts::law::{ClockPage, FormPage, RulesetList, RulesetPage};
use phrases::{Frame, Phrases, lang};
use std::path::Path;

fn library() -> Library {
    fn walk(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, files);
            } else if path.extension().is_some_and(|e| e == "toml") {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                files.push(SourceFile { path: name, text: std::fs::read_to_string(&path).unwrap() });
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    walk(&root, &root.join("rulesets"), &mut files);
    walk(&root, &root.join("calendars"), &mut files);
    walk(&root, &root.join("facts"), &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Library::from_files(files).unwrap_or_else(|faults| panic!("{}", faults.first().unwrap()))
}

#[test]
fn every_text_every_clock_and_every_form_can_be_shown() {
    let library = library();
    let phrases = Phrases::new().unwrap();
    let frame = Frame::sample_stranger();
    let day = jiff::civil::date(2026, 11, 20);
    let at = "2026-11-16T17:05:00+07:00".parse().unwrap();
    for lang in lang::ALL {
        phrases.render(&RulesetList::of(&library, day, lang), lang, &frame).unwrap();
        let mut clocks = Vec::new();
        for ruleset in library.rulesets() {
            let id = ruleset.id.as_str();
            let page = RulesetPage::of(&library, id, day, lang).unwrap();
            assert_eq!(page.clocks.len(), ruleset.clocks.len());
            phrases.render(&page, lang, &frame).unwrap();
            clocks.extend(ruleset.clocks.iter().map(|clock| format!("{id}/{}", clock.id)));
            for form in &ruleset.forms {
                let page = FormPage::of(&library, id, form.id.as_str(), lang).unwrap();
                let html = phrases.render(&page, lang, &frame).unwrap();
                for field in form.fields() {
                    let shown = page.form.sections.iter().flat_map(|s| &s.fields).any(|f| f.key == field.key);
                    assert!(shown, "{id} {} {} is not shown", form.id, field.key);
                }
                assert!(!html.is_empty());
            }
        }
        let page = ClockPage::of(&library, &clocks, Some(at), lang);
        assert_eq!(page.outcomes.len(), clocks.len());
        phrases.render(&page, lang, &frame).unwrap();
    }
}

#[test]
fn an_unknown_text_clock_or_form_is_not_a_page() {
    let library = library();
    let day = jiff::civil::date(2026, 11, 20);
    assert!(RulesetPage::of(&library, "no-such-text", day, phrases::Lang::Vi).is_none());
    assert!(FormPage::of(&library, "no-such-text", "initial-report", phrases::Lang::Vi).is_none());
    let at = Some("2026-11-16T17:05:00+07:00".parse().unwrap());
    assert!(ClockPage::of(&library, &["no/such".into()], at, phrases::Lang::Vi).outcomes.is_empty());
}
