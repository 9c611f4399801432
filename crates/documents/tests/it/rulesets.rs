//! Every form of every ruleset of the house can be printed, blank and complete.

use std::path::Path;

use documents::{Body, Report};
use law::{Library, SourceFile};

use crate::printed::text_of;
use crate::samples::{document, render, report};

fn house_law() -> Library {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for folder in ["rulesets", "calendars", "facts"] {
        gather(&root, &root.join(folder), &mut files);
    }
    Library::from_files(files).unwrap_or_else(|faults| panic!("{}", faults[0]))
}

fn gather(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(root, &path, files);
        } else if path.extension().is_some_and(|end| end == "toml") {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.push(SourceFile { path: name, text: std::fs::read_to_string(&path).unwrap() });
        }
    }
}

#[test]
fn every_form_of_the_house_prints_all_its_labels() {
    let squeezed = |text: &str| text.to_lowercase().split_whitespace().collect::<String>();
    for ruleset in house_law().rulesets() {
        for form in &ruleset.forms {
            let blank = Report { form: form.clone(), values: law::Values::new(), ..report() };
            let bytes = render(&document(Body::Report(blank))).bytes;
            let Some(text) = text_of(&bytes).map(|text| squeezed(&text)) else { return };
            for field in form.fields().filter(|field| !field.same_line) {
                let label = squeezed(field.label.vi.trim_end_matches([':', ' ']));
                assert!(text.contains(&label), "{} {}: {label:?} is not printed", ruleset.id, form.id);
            }
        }
    }
}
