//! Rules of a response team: what loads, and what is refused with its place.

use law::Library;

use crate::{fixture_files, library, lines};

#[track_caller]
fn one(from: &str, to: &str, expected: &str) {
    let mut files = fixture_files();
    let file = files.iter_mut().find(|file| file.path.ends_with("example-2026/team.toml")).unwrap();
    assert!(file.text.contains(from), "nothing to change: {from}");
    file.text = file.text.replacen(from, to, 1);
    let told = lines(&Library::from_files(files).expect_err("a fault"));
    assert!(told.contains(expected) && told.contains("team.toml"), "expected «{expected}» in:\n{told}");
}

#[test]
fn posts_sign_what_the_text_gives_them() {
    let library = library();
    let team = library.ruleset("example-2026").unwrap().team.as_ref().unwrap();
    assert_eq!(team.authority("head", "order").unwrap().cite, "Điều 3");
    assert_eq!(team.authority("second", "letter").unwrap().cite, "Điều 4");
    assert!(team.authority("second", "order").is_none());
    assert!(team.delegation("head", "second").is_some() && team.delegation("second", "head").is_none());
    assert!(team.kind("order").unwrap().document && !team.kind("call").unwrap().document);
}

#[test]
fn what_points_to_nothing_is_named_with_its_place() {
    for (from, to, expected) in [
        ("post = \"second\"", "post = \"third\"", "[[authority]] post: unknown post \"third\""),
        ("over = [\"letter\"]", "over = [\"no-such\"]", "[[authority]] over: unknown kind \"no-such\""),
        ("over = [\"letter\"]", "all = true\nover = [\"letter\"]", "write either all = true, or over"),
        ("key = \"letter\"", "key = \"order\"", "document \"order\" is given twice"),
        ("from = \"head\"", "from = \"nobody\"", "[[delegation]] from: unknown post \"nobody\""),
        ("to = \"second\"", "to = \"head\"", "nobody delegates to the post they hold"),
        ("called_by = \"call\"", "called_by = \"order\"", "[meeting] called_by: unknown act \"order\""),
        ("every_months = 6\n", "", "[meeting] every_months: this key is missing"),
        ("minutes_by = [\"second\"]", "minutes_by = [\"third\"]", "[meeting] minutes_by: unknown post"),
        ("agrees = \"system-owner\"", "agrees = \"nobody\"", "unknown role \"nobody\""),
        ("key = \"logs\", ", "", "key: this key is missing"),
        ("cite = \"Điều 5\"", "cites = \"Điều 5\"", "unknown key; did you mean cite?"),
        ("cite = \"Điều 7\"", "", "[access] cite: this key is missing"),
    ] {
        one(from, to, expected);
    }
}
