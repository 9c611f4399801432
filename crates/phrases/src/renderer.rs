//! The renderer: every template and catalogue, loaded once and shared by all requests.

use crate::catalogue::{Arg, Catalogue};
use crate::{Assets, Error, Frame, Lang, Letter, MailText, Page, environment};
use minijinja::value::{Serde, Value};
use minijinja::{Environment, context};
use std::sync::Arc;

/// Templates and phrases in both languages. Cheap to share behind an `Arc`; rendering takes `&self`.
#[derive(Debug)]
pub struct Phrases {
    vi: Tongue,
    en: Tongue,
}

#[derive(Debug)]
struct Tongue {
    catalogue: Arc<Catalogue>,
    env: Environment<'static>,
}

impl Tongue {
    fn load(lang: Lang, assets: Assets) -> Result<Tongue, Error> {
        let catalogue = Arc::new(Catalogue::load(lang)?);
        let env = environment::build(lang, Arc::clone(&catalogue), assets)?;
        Ok(Tongue { catalogue, env })
    }
}

impl Phrases {
    /// Loads all texts, with unhashed asset names (tests, mail, command line).
    ///
    /// # Errors
    /// When a catalogue or a template does not parse.
    pub fn new() -> Result<Phrases, Error> {
        Self::with_assets(Assets::default())
    }

    /// Loads all texts; pages link the files that `assets` names.
    ///
    /// # Errors
    /// When a catalogue or a template does not parse.
    pub fn with_assets(assets: Assets) -> Result<Phrases, Error> {
        Ok(Phrases { vi: Tongue::load(Lang::Vi, assets.clone())?, en: Tongue::load(Lang::En, assets)? })
    }

    fn tongue(&self, lang: Lang) -> &Tongue {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }

    /// A whole page as HTML.
    ///
    /// # Errors
    /// When the template fails on these values: a fault of ours, that a sample does not yet show.
    pub fn render<P: Page>(&self, page: &P, lang: Lang, frame: &Frame) -> Result<String, Error> {
        self.fill(
            lang,
            P::TEMPLATE,
            context! { page => Value::from(Serde(page)), frame => Value::from(Serde(frame)) },
        )
    }

    /// Subject and text of a mail.
    ///
    /// # Errors
    /// When the template fails on these values.
    pub fn mail<L: Letter>(&self, letter: &L, lang: Lang) -> Result<MailText, Error> {
        let name = format!("mail/{}.{lang}.txt", L::NAME);
        let text = self.fill(lang, &name, context! { mail => Value::from(Serde(letter)) })?;
        MailText::split(&text).ok_or(Error::MailWithoutSubject { name })
    }

    /// One phrase. A key that does not exist, or lacks a variable, is shown as `[key]`: a sentence is never the
    /// reason for a failed request. Tests find such keys before.
    pub fn say(&self, lang: Lang, key: &str, args: &[(&str, Arg)]) -> String {
        self.catalogue(lang).say(key, args).unwrap_or_else(|_| format!("[{key}]"))
    }

    /// The sentence for a refusal code such as `order.due_too_soon` (phrase `refusal-order-due_too_soon`); a code
    /// without a phrase of its own gets the general sentence with the code in it.
    pub fn refusal(&self, lang: Lang, code: &str) -> String {
        let key = format!("refusal-{}", code.replace('.', "-"));
        let catalogue = self.catalogue(lang);
        if catalogue.has(&key) {
            return self.say(lang, &key, &[]);
        }
        self.say(lang, "refusal-other", &[("code", code.into())])
    }

    /// "3 hours 20 minutes left" or "2 days overdue", from two moments in microseconds.
    pub fn time_left(&self, lang: Lang, due: i64, now: i64) -> String {
        environment::time_left(self.catalogue(lang), due, now).unwrap_or_default()
    }

    /// The phrases of one language.
    pub fn catalogue(&self, lang: Lang) -> &Catalogue {
        &self.tongue(lang).catalogue
    }

    fn fill(&self, lang: Lang, name: &str, values: Value) -> Result<String, Error> {
        let wrap = |source| Error::Render { name: name.into(), source };
        self.tongue(lang).env.get_template(name).map_err(wrap)?.render(values).map_err(wrap)
    }
}
