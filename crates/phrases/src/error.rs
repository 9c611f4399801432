//! What can go wrong when a text is made. All of it is a fault of ours, never of the reader.

/// A template, catalogue or asset manifest that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A catalogue under `locales/` has a syntax fault or a key written twice.
    #[error("catalogue {lang}.ftl: {fault}")]
    Catalogue {
        /// Tag of the language.
        lang: &'static str,
        /// What is wrong, with the place.
        fault: String,
    },
    /// A key that the catalogue does not have, or a phrase whose variable was not given.
    #[error("phrase `{key}` in {lang}: {fault}")]
    Phrase {
        /// Tag of the language.
        lang: &'static str,
        /// The key asked for.
        key: String,
        /// What is wrong.
        fault: String,
    },
    /// A file under `templates/` does not parse.
    #[error("template {name}")]
    Template {
        /// Path below `templates/`.
        name: String,
        /// Syntax fault with line.
        source: minijinja::Error,
    },
    /// A template failed on the values given to it.
    #[error("render {name}")]
    Render {
        /// Path below `templates/`.
        name: String,
        /// What failed, with line.
        source: minijinja::Error,
    },
    /// A mail template without the line `Subject: …` and the empty line after it.
    #[error("mail template {name}: the first line is not a subject")]
    MailWithoutSubject {
        /// Path below `templates/`.
        name: String,
    },
    /// The asset manifest is not a JSON object of names.
    #[error("asset manifest")]
    Manifest(#[source] serde_json::Error),
}
