//! The legal forms that strangers may report on: the forms for the initial report of the texts in force.

use crate::{Visitor, Web};
use app::Error;
use law::{Form, Lang, Ruleset};
use phrases::cites::cited;
use phrases::contexts::elements::Link;

use crate::html::typed::day_of;

/// The kind of report that opens a case.
const KIND: &str = "initial";

/// A form and the text it belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Offered<'a> {
    pub(super) ruleset: &'a Ruleset,
    pub(super) form: &'a Form,
}

impl Offered<'_> {
    /// `<ruleset>/<form>`, as the address and the posted form name it.
    pub(super) fn id(&self) -> String {
        format!("{}/{}", self.ruleset.id, self.form.id)
    }

    fn link(&self, lang: Lang) -> Link {
        let number = cited(&self.form.number.shown, lang);
        let text = format!("{number} – {}", self.ruleset.short.get(lang));
        Link::new(text, format!("/report/full?form={}", self.id()))
    }
}

/// All forms offered, that of the deployment's own text first.
pub(super) fn all<'a>(web: &Web, visitor: &'a Visitor) -> Vec<Offered<'a>> {
    let today = day_of(visitor.op.now);
    let binding = visitor.law.rulesets().filter(|ruleset| ruleset.in_force(today));
    let mut forms: Vec<Offered<'_>> =
        binding.filter_map(|ruleset| Some(Offered { ruleset, form: ruleset.form_for(KIND)? })).collect();
    forms.sort_by_key(|offered| offered.ruleset.id.as_ref() != web.app.settings.default_ruleset);
    forms
}

/// The form asked for; the first when none is named.
///
/// # Errors
/// [`Error::NotFound`].
pub(super) fn find<'a>(web: &Web, visitor: &'a Visitor, id: &str) -> Result<Offered<'a>, Error> {
    all(web, visitor).into_iter().find(|offered| id.is_empty() || offered.id() == id).ok_or(Error::NotFound)
}

/// Links to the forms offered, without the one of `but`.
pub(super) fn links(web: &Web, visitor: &Visitor, but: &str) -> Vec<Link> {
    let others = all(web, visitor).into_iter().filter(|offered| offered.id() != but);
    others.map(|offered| offered.link(visitor.lang)).collect()
}
