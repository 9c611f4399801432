//! A form of law as it is printed, empty, with the remarks we make on it.

use super::ruleset::{Provision, sample_provision};
use crate::cites::cited;
use crate::contexts::form::FormView;
use crate::{Lang, Page};
use law::Library;
use serde::Serialize;

/// A form as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormPage {
    /// Id of the text.
    pub ruleset: String,
    /// Short name of the text.
    pub short: String,
    /// Id of the form.
    pub form_id: String,
    /// The form, empty.
    pub form: FormView,
    /// Whether the name of the State and its motto head the form.
    pub national: bool,
    /// What stands at the head, left.
    pub left: Option<String>,
    /// Label of the signature.
    pub signature: Option<String>,
    /// Where it stands.
    pub provision: Provision,
}

impl FormPage {
    /// A form of a library; none when it has no such text or form.
    pub fn of(library: &Library, ruleset: &str, form: &str, lang: Lang) -> Option<FormPage> {
        let ruleset = library.ruleset(ruleset)?;
        let form = ruleset.form(form)?;
        Some(FormPage {
            ruleset: ruleset.id.to_string(),
            short: ruleset.short.get(lang).to_owned(),
            form_id: form.id.to_string(),
            form: FormView::of(ruleset, form, &law::Values::new(), &[], lang),
            national: form.header.national,
            left: form.header.left.as_ref().map(|text| text.get(lang).to_owned()),
            signature: form.signature.as_ref().map(|signature| signature.label.get(lang).to_owned()),
            provision: Provision {
                cite: cited(&form.cite, lang),
                source: form.source.clone(),
                certainty: form.certainty.to_string(),
            },
        })
    }
}

impl Page for FormPage {
    const TEMPLATE: &'static str = "pages/law/form.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let full = FormPage {
            ruleset: "tt20-2017".into(),
            short: "TT 20/2017".into(),
            form_id: "initial-report".into(),
            form: FormView::sample(),
            national: true,
            left: Some("TÊN CƠ QUAN, TỔ CHỨC".into()),
            signature: Some("THỦ TRƯỞNG ĐƠN VỊ".into()),
            provision: sample_provision(),
        };
        vec![full.clone(), FormPage { national: false, left: None, signature: None, ..full }]
    }
}
