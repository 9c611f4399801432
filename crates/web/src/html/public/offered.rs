//! The legal forms that strangers may report on: the forms for the initial report of the texts in force.

use crate::Web;
use app::Error;
use app::domain::Moment;
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
pub(super) fn all(web: &Web, now: Moment) -> Vec<Offered<'_>> {
    let today = day_of(now);
    let binding = web.app.library.rulesets().filter(|ruleset| ruleset.in_force(today));
    let mut forms: Vec<Offered<'_>> =
        binding.filter_map(|ruleset| Some(Offered { ruleset, form: ruleset.form_for(KIND)? })).collect();
    forms.sort_by_key(|offered| offered.ruleset.id.as_ref() != web.app.settings.default_ruleset);
    forms
}

/// The form asked for; the first when none is named.
///
/// # Errors
/// [`Error::NotFound`].
pub(super) fn find<'a>(web: &'a Web, id: &str, now: Moment) -> Result<Offered<'a>, Error> {
    all(web, now).into_iter().find(|offered| id.is_empty() || offered.id() == id).ok_or(Error::NotFound)
}

/// Links to the forms offered, without the one of `but`.
pub(super) fn links(web: &Web, now: Moment, lang: Lang, but: &str) -> Vec<Link> {
    all(web, now).iter().filter(|offered| offered.id() != but).map(|offered| offered.link(lang)).collect()
}
