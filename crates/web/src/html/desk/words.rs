//! Words in the visitor's language: phrases by key, names from the lists and texts of the law library.

use crate::{Visitor, Web};
use domain::Refusal;
use law::{Lang, Text};
use phrases::Arg;
use phrases::contexts::desk::Act;

/// Asks phrases and the law library in one language.
#[derive(Clone, Copy)]
pub(in crate::html) struct Words<'a> {
    web: &'a Web,
    library: &'a law::Library,
    lang: Lang,
}

impl<'a> Words<'a> {
    /// The words for a visitor.
    pub(in crate::html) fn of(web: &'a Web, visitor: &'a Visitor) -> Self {
        Self { web, library: &visitor.law, lang: visitor.lang }
    }

    /// The library of rulesets and lists.
    pub(in crate::html) fn library(&self) -> &'a law::Library {
        self.library
    }

    /// The language.
    pub(in crate::html) const fn lang(&self) -> Lang {
        self.lang
    }

    /// A phrase.
    pub(in crate::html) fn say(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A phrase with variables.
    pub(in crate::html) fn with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.web.app.phrases.say(self.lang, key, args)
    }

    /// The phrase of a code: `<prefix>-<code>`, with dots and underscores of the code as dashes.
    pub(in crate::html) fn coded(&self, prefix: &str, code: &str) -> String {
        self.known(prefix, code).unwrap_or_else(|| code.to_owned())
    }

    /// The phrase of a code, when there is one.
    pub(in crate::html) fn known(&self, prefix: &str, code: &str) -> Option<String> {
        let key = format!("{prefix}-{}", code.replace(['.', '_', '/'], "-"));
        self.web.app.phrases.catalogue(self.lang).has(&key).then(|| self.say(&key))
    }

    /// A text of law.
    pub(in crate::html) fn text(&self, text: &Text) -> String {
        text.get(self.lang).to_owned()
    }

    /// The label of a list's row; the code itself when the library has no such row.
    pub(in crate::html) fn item(&self, list: &str, code: &str) -> String {
        let item = self.library().list(list).and_then(|l| l.item(code));
        item.map_or_else(|| code.to_owned(), |i| self.text(&i.label))
    }

    /// Short name of a text of law.
    pub(in crate::html) fn law(&self, ruleset: &str) -> String {
        self.library().ruleset(ruleset).map_or_else(|| ruleset.to_owned(), |r| self.text(&r.short))
    }

    /// Article with the short name of its text; empty without an article.
    pub(in crate::html) fn cite(&self, ruleset: &str, cite: &str) -> String {
        match (cite.is_empty(), ruleset.is_empty()) {
            (true, _) => String::new(),
            (false, true) => self.place(cite),
            (false, false) => format!("{}, {}", self.place(cite), self.law(ruleset)),
        }
    }

    /// A place in a text of law (`Điều 9 khoản 1`), or the number of a form.
    pub(in crate::html) fn place(&self, cite: &str) -> String {
        phrases::cites::cited(cite, self.lang)
    }

    /// Name of a role as the text prints it, else as another text does.
    pub(in crate::html) fn role(&self, ruleset: &str, role: &str) -> String {
        let printed = self.library().ruleset(ruleset).and_then(|r| r.role(role));
        let printed = printed.or_else(|| self.library().rulesets().find_map(|r| r.role(role)));
        printed.map(|r| self.text(&r.title)).unwrap_or_else(|| self.coded("party", role))
    }

    /// Why a rule forbids it.
    pub(in crate::html) fn refusal(&self, refusal: &Refusal) -> String {
        self.web.app.phrases.refusal(self.lang, refusal.code)
    }

    /// An act as the rule answers now.
    pub(in crate::html) fn act(&self, answer: Result<(), Refusal>) -> Act {
        match answer {
            Ok(()) => Act::possible(),
            Err(refusal) => Act::refused(self.refusal(&refusal)),
        }
    }
}
