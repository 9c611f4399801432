//! The process of a text, drawn.

use super::diagram::{Diagram, sample_diagram};
use super::ruleset::{Provision, provision, sample_provision};
use super::words;
use crate::{Lang, Page};
use law::Library;
use serde::Serialize;

/// The diagram of a process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProcessPage {
    /// Id of the text.
    pub ruleset: String,
    /// Short name of the text.
    pub short: String,
    /// Title of the process.
    pub title: String,
    /// Where it stands.
    pub provision: Provision,
    /// The diagram.
    pub diagram: Diagram,
    /// Remarks.
    pub notes: Vec<String>,
}

impl ProcessPage {
    /// The process of a text; none when there is no such text, or it has no process.
    pub fn of(library: &Library, id: &str, lang: Lang) -> Option<ProcessPage> {
        let ruleset = library.ruleset(id)?;
        let process = ruleset.process.as_ref()?;
        Some(ProcessPage {
            ruleset: ruleset.id.to_string(),
            short: ruleset.short.get(lang).to_owned(),
            title: process.title.get(lang).to_owned(),
            provision: provision(&process.cite, &process.source, process.certainty, lang),
            diagram: Diagram::of(ruleset, lang)?,
            notes: words(&process.notes, lang),
        })
    }
}

impl Page for ProcessPage {
    const TEMPLATE: &'static str = "pages/law/process.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let full = ProcessPage {
            ruleset: "tt20-2017".into(),
            short: "TT 20/2017".into(),
            title: "Quy trình ứng cứu sự cố thông thường".into(),
            provision: sample_provision(),
            diagram: sample_diagram(),
            notes: vec!["Các bước có thể điều chỉnh theo tình hình thực tế.".into()],
        };
        vec![full.clone(), ProcessPage { notes: Vec::new(), ..full }]
    }
}
