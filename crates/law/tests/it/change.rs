//! What differs between two states of the law, and how an edition begins.

use law::{ChangeKind, Library, NewEdition, NoEdition, SourceFile, new_edition, text_changes};

use crate::{fixture_files, library};

fn amended() -> (Vec<SourceFile>, Vec<SourceFile>) {
    let files = fixture_files();
    let new = NewEdition { id: "example-2027", number: "1/2027", from: "2027-01-01".parse().unwrap() };
    let copies = new_edition(&files, "example-2026", &new).unwrap();
    (files, copies)
}

#[test]
fn a_new_edition_is_the_one_before_with_another_heading() {
    let (files, copies) = amended();
    let folder = files.iter().filter(|file| file.path.starts_with("rulesets/example-2026/")).count();
    assert_eq!(copies.len(), folder);
    for copy in copies.iter().filter(|copy| !copy.path.ends_with("ruleset.toml")) {
        let of = copy.path.replace("example-2027", "example-2026");
        assert_eq!(Some(&copy.text), files.iter().find(|file| file.path == of).map(|file| &file.text));
    }
    let both = Library::from_files(files.into_iter().chain(copies).collect()).unwrap();
    let (old, new) = (both.ruleset("example-2026").unwrap(), both.ruleset("example-2027").unwrap());
    let day = "2027-01-01".parse().ok();
    assert_eq!((old.force.until, new.force.from, new.force.until), (day, day, None));
    assert_eq!((new.text(), new.number.as_str()), (old.text(), "1/2027"));
    assert_eq!(new.clocks, old.clocks);
}

#[test]
fn a_new_edition_needs_one_before_it_and_a_name_of_its_own() {
    let files = fixture_files();
    let new = |id| NewEdition { id, number: "", from: "2027-01-01".parse().unwrap() };
    assert_eq!(new_edition(&files, "no-such", &new("other")), Err(NoEdition::Unknown));
    assert_eq!(new_edition(&files, "example-2026", &new("example-2026")), Err(NoEdition::Taken));
    assert_eq!(new_edition(&files, "example-2026", &new("../example")), Err(NoEdition::Unfit));
}

#[test]
fn texts_and_forms_that_differ_are_named_field_by_field() {
    let (files, mut copies) = amended();
    let form = copies.iter_mut().find(|file| file.path.contains("/forms/")).unwrap();
    let label = form.text.find("label").unwrap();
    let line = form.text[label..].find('\n').unwrap() + label;
    let word = form.text[label..line].rfind('"').unwrap() + label;
    form.text.insert_str(word, " (mới)");
    let before = library();
    let after = Library::from_files(files.into_iter().chain(copies).collect()).unwrap();
    let found = text_changes(&before, &after);
    assert_eq!(found.len(), 1, "where the old edition ends is no change of its own: {found:?}");
    assert_eq!((found[0].ruleset.as_str(), found[0].kind), ("example-2027", ChangeKind::New));
    assert_eq!(found[0].replaces.as_deref(), Some("example-2026"));
    assert_eq!(found[0].forms.len(), 1);
    let fields: Vec<ChangeKind> = found[0].forms[0].fields.iter().map(|field| field.kind).collect();
    assert_eq!(fields, [ChangeKind::Changed]);
    assert_eq!(text_changes(&after, &before)[0].kind, ChangeKind::Removed);
}

#[test]
fn a_body_with_a_working_time_of_its_own_has_other_last_moments() {
    let mut files = fixture_files();
    files.push(SourceFile {
        path: "calendars/bodies/six-days.toml".into(),
        text: "bodies = [\"bv-hoa-sen\"]\nrest = [\"sunday\"]\nsource = \"Nội quy minh họa\"\n".into(),
    });
    let library = Library::from_files(files.clone()).unwrap();
    let saturday = "2026-11-14".parse().unwrap();
    assert!(!library.calendar().of(None).is_working(saturday));
    assert!(!library.calendar().of(Some("ubnd-x")).is_working(saturday));
    assert!(library.calendar().of(Some("bv-hoa-sen")).is_working(saturday));
    files.push(SourceFile {
        path: "calendars/bodies/shifts.toml".into(),
        text: "bodies = [\"bv-hoa-sen\"]\nrest = []\n".into(),
    });
    let faults: Vec<String> =
        Library::from_files(files).unwrap_err().iter().map(ToString::to_string).collect();
    assert!(faults.iter().any(|f| f.contains("calendar of its own in another file")), "{faults:?}");
    assert!(faults.iter().any(|f| f.contains("name the document")), "{faults:?}");
}
