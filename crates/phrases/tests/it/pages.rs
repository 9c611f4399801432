//! Every template is rendered with every sample, in every language, strictly.

use phrases::{Frame, Page, PageVisitor, Phrases, contexts};
use std::collections::BTreeSet;

struct Rendering {
    phrases: Phrases,
    faults: Vec<String>,
    seen: BTreeSet<&'static str>,
    icons: BTreeSet<String>,
}

impl Rendering {
    fn of_every_page() -> Rendering {
        let mut rendering = Rendering {
            phrases: Phrases::new().unwrap(),
            faults: Vec::new(),
            seen: BTreeSet::new(),
            icons: BTreeSet::new(),
        };
        contexts::visit_all(&mut rendering);
        rendering
    }
}

impl PageVisitor for Rendering {
    fn page<P: Page>(&mut self) {
        self.seen.insert(P::TEMPLATE);
        let samples = P::samples();
        assert!(!samples.is_empty(), "{} has no sample", P::TEMPLATE);
        for (number, sample) in samples.iter().enumerate() {
            for lang in phrases::lang::ALL {
                for frame in [Frame::sample_stranger(), Frame::sample_officer()] {
                    match self.phrases.render(sample, lang, &frame) {
                        Ok(html) => {
                            self.icons.extend(icons_of(&html));
                            self.faults.extend(
                                faults_of(&html).map(|f| format!("{} {number} {lang}: {f}", P::TEMPLATE)),
                            );
                        }
                        Err(error) => self.faults.push(format!(
                            "{} sample {number} {lang}: {error}: {}",
                            P::TEMPLATE,
                            std::error::Error::source(&error).unwrap()
                        )),
                    }
                }
            }
        }
    }
}

/// Names of the icons that a page shows.
fn icons_of(html: &str) -> impl Iterator<Item = String> {
    html.split("icons.svg#").skip(1).map(|part| part.split('"').next().unwrap().to_owned())
}

/// What the strict content policy and the reader's aids would stumble over.
fn faults_of(html: &str) -> impl Iterator<Item = String> {
    let mut faults = Vec::new();
    for banned in [" style=\"", "<style", "javascript:", " onclick=", " onsubmit=", "hx-on"] {
        if html.contains(banned) {
            faults.push(format!("inline code or style: {banned}"));
        }
    }
    let mut ids = BTreeSet::new();
    for part in html.split(" id=\"").skip(1) {
        let id = part.split('"').next().unwrap();
        if !ids.insert(id.to_owned()) {
            faults.push(format!("id twice: {id}"));
        }
    }
    for part in html.split(" for=\"").skip(1) {
        let id = part.split('"').next().unwrap();
        if !ids.contains(id) {
            faults.push(format!("label for nothing: {id}"));
        }
    }
    for part in html.split("aria-describedby=\"").skip(1) {
        for id in part.split('"').next().unwrap().split_whitespace() {
            if !ids.contains(id) {
                faults.push(format!("described by nothing: {id}"));
            }
        }
    }
    if html.matches("<h1").count() != 1 {
        faults.push("not exactly one h1".into());
    }
    faults.into_iter()
}

#[test]
fn every_page_renders_with_every_sample_in_every_language() {
    let rendering = Rendering::of_every_page();
    assert!(rendering.faults.is_empty(), "{}", rendering.faults.join("\n"));
}

#[test]
fn every_page_template_has_a_context() {
    let rendering = Rendering::of_every_page();
    let written: Vec<String> = crate::catalogues::template_files()
        .into_iter()
        .map(|(path, _)| path)
        .filter(|p| p.starts_with("pages/"))
        .collect();
    let orphans: Vec<&String> =
        written.iter().filter(|path| !rendering.seen.contains(path.as_str())).collect();
    assert!(orphans.is_empty(), "templates without a page type: {orphans:?}");
}

/// The front-end build puts into the sprite what templates write as `icon("…")`, `icon: "…"` or `icon="…"`.
#[test]
fn every_icon_shown_is_written_where_the_build_finds_it() {
    let mut written = BTreeSet::new();
    for (_, text) in crate::catalogues::template_files() {
        for (at, word) in text.match_indices("icon") {
            let rest = text[at + word.len()..].trim_start_matches('"').trim_start();
            let Some(rest) = rest.strip_prefix(['(', ':', '=']) else { continue };
            let Some(rest) = rest.trim_start().strip_prefix('"') else { continue };
            written.insert(rest.split('"').next().unwrap().to_owned());
        }
    }
    let shown = Rendering::of_every_page().icons;
    assert!(!shown.is_empty());
    assert_eq!(shown.difference(&written).collect::<Vec<_>>(), Vec::<&String>::new(), "not in the sprite");
}
