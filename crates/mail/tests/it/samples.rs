//! Every message of the collected samples is read or refused with words, and agrees with what another mail library
//! found in it.

use std::path::{Path, PathBuf};

use mail::parse::{AutoKind, Incoming};
use serde_json::Value;

use crate::{codes, read};

/// The folder of samples, or `None` when it is not on this machine.
fn samples() -> Option<PathBuf> {
    let root = std::env::var_os("UNGCUU_SAMPLES")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples"), PathBuf::from);
    let mail = root.join("mail");
    if mail.is_dir() {
        return Some(mail);
    }
    eprintln!("SKIPPED: no samples at {}; set UNGCUU_SAMPLES to their folder", mail.display());
    None
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// The bytes of a sample; the `.txt` files begin with DNS records and an empty line.
fn message_in(path: &Path) -> Vec<u8> {
    let raw = std::fs::read(path).unwrap();
    if path.extension().is_none_or(|kind| kind != "txt") {
        return raw;
    }
    let end = raw.windows(2).position(|pair| pair == b"\n\n").unwrap();
    raw[end..].to_vec()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[test]
fn every_sample_is_kept_or_refused_with_words() {
    let Some(root) = samples() else { return };
    let (mut kept, mut refused) = (0, 0);
    for path in files(&root) {
        match read(std::fs::read(&path).unwrap()) {
            Ok(incoming) => {
                kept += 1;
                eprintln!("kept    {} {:?}", path.display(), codes(&incoming));
            }
            Err(refusal) => {
                refused += 1;
                assert!(path.extension().is_none_or(|kind| kind != "eml"), "{}: {refusal}", path.display());
                eprintln!("refused {} {}", path.display(), refusal.code());
            }
        }
    }
    eprintln!("{kept} kept, {refused} refused");
    assert!(kept > 0);
}

#[test]
fn subjects_senders_and_files_agree_with_another_library() {
    let Some(root) = samples() else { return };
    let facts: Value =
        serde_json::from_slice(&std::fs::read(root.join("facts-python-email.json")).unwrap()).unwrap();
    let mut differing = Vec::new();
    for (name, fact) in facts.as_object().unwrap() {
        let Ok(incoming) = read(message_in(&root.join(name))) else {
            differing.push(format!("{name}: refused"));
            continue;
        };
        differing.extend(differences(fact, &incoming).into_iter().map(|what| format!("{name}: {what}")));
    }
    // Known and meant: a byte-order mark before the headers, structures broken on purpose, and the last line end of a
    // multipart that is cut off, which is kept here.
    let known = [
        "arf/mimekit-feedback-report.eml",
        "malformed/",
        "abuse-notices/cleanmx__Cleanmx_Example_1.eml: no file",
    ];
    differing.retain(|line| !known.iter().any(|known| line.starts_with(known)));
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

fn differences(fact: &Value, incoming: &Incoming) -> Vec<String> {
    let mut found = Vec::new();
    let subject = fact["subject"].as_str().unwrap();
    if !subject.contains("=?")
        && !subject.contains('\u{fffd}')
        && squeezed(subject) != squeezed(&incoming.subject)
    {
        found.push(format!("subject {subject:?} / {:?}", incoming.subject));
    }
    let from = fact["from"].as_str().unwrap();
    let email = incoming.from.as_ref().map(|from| from.email.as_str()).unwrap_or_default();
    if !from.contains('\u{fffd}') && !from.contains(email) || from.contains('@') && email.is_empty() {
        found.push(format!("from {from:?} / {email:?}"));
    }
    let named: Vec<&Value> =
        fact["leaf_parts"].as_array().unwrap().iter().filter(|part| part["filename"].is_string()).collect();
    let names: Vec<&str> = named.iter().filter_map(|part| part["filename"].as_str()).collect();
    // An attached message without a name has one here, made from its subject.
    let message_named = named.iter().any(|part| part["type"] == "message/rfc822");
    let ours: Vec<&str> = incoming
        .attachments
        .iter()
        .filter(|part| message_named || !part.nested_message)
        .filter_map(|part| part.name.as_deref())
        .collect();
    if names.len() != ours.len() {
        found.push(format!("files {names:?} / {ours:?}"));
    }
    for part in named {
        let Some(bytes) = part["decoded_bytes"].as_u64() else { continue };
        if !incoming.attachments.iter().any(|ours| ours.bytes.len() as u64 == bytes) {
            found.push(format!("no file of {bytes} bytes for {}", part["filename"]));
        }
    }
    found
}

#[test]
fn the_first_part_agrees_with_the_parser_that_reads_our_headers() {
    let Some(root) = samples() else { return };
    let expected: Value =
        serde_json::from_slice(&std::fs::read(root.join("expected-mail-parser.json")).unwrap()).unwrap();
    for (name, message) in expected.as_object().unwrap() {
        let incoming = read(std::fs::read(root.join(name)).unwrap()).unwrap();
        let headers = message["parts"][0]["headers"].as_array().unwrap();
        let header = |wanted: &str| {
            headers.iter().find(|header| header["name"] == wanted).map(|header| &header["value"])
        };
        let subject = header("subject").and_then(|value| value["Text"].as_str()).unwrap_or_default();
        assert_eq!(squeezed(subject), squeezed(&incoming.subject), "{name}");
        let from = header("from").and_then(|value| value["Address"]["List"][0]["address"].as_str());
        assert_eq!(from, incoming.from.as_ref().map(|from| from.email.as_str()), "{name}");
    }
}

#[test]
fn bounces_are_bounces_and_reports_are_not() {
    let Some(root) = samples() else { return };
    for path in files(&root.join("bounces")) {
        let incoming = read(std::fs::read(&path).unwrap()).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let expected = match name.as_str() {
            "sisimai-not-is-not-bounce-01.eml" => AutoKind::No,
            "sisimai-bsd-rfc3834-01.eml" => AutoKind::Reply,
            _ => AutoKind::Bounce,
        };
        assert_eq!(incoming.auto_submitted, expected, "{name}");
    }
    for folder in ["arf", "abuse-notices"] {
        for path in files(&root.join(folder))
            .into_iter()
            .filter(|path| path.extension().is_some_and(|kind| kind == "eml"))
        {
            let kind = read(std::fs::read(&path).unwrap()).unwrap().auto_submitted;
            assert!(!matches!(kind, AutoKind::Bounce | AutoKind::Reply), "{}: {kind:?}", path.display());
        }
    }
}
