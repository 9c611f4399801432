//! The rulesets that the house ships.

use std::path::Path;

use law::Library;

use crate::{files, lines};

#[test]
fn every_ruleset_of_the_house_loads() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let sources = files(&root, &["rulesets", "calendars", "facts"]);
    match Library::from_files(sources) {
        Ok(library) => {
            assert!(library.rulesets().count() > 0);
            assert_eq!(library.list("provinces").map(|l| l.items.len()), Some(34));
            assert_eq!(library.list("ministries").map(|l| l.items.len()), Some(17));
            for ruleset in library.rulesets() {
                for form in &ruleset.forms {
                    let schema = law::json_schema(form, law::Lang::Vi);
                    jsonschema::meta::validate(&schema).unwrap_or_else(|why| panic!("{}: {why}", form.id));
                }
            }
        }
        Err(faults) => panic!("{} faults:\n{}", faults.len(), lines(&faults)),
    }
}
