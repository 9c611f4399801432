//! What can go wrong between plain data and PDF bytes. Neighbours: `engine`, which is the only room that fails.

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The house fonts are not in the build, or not all four faces are.
    #[error("the fonts of the house are missing ({missing}); run `make web`, then build again")]
    FontsMissing {
        /// The face that was looked for first and not found.
        missing: String,
    },
    /// A font file is not a font.
    #[error("font file number {index} cannot be read as a font")]
    NotAFont {
        /// Place in the list given to [`crate::Engine::new`], from 0.
        index: usize,
    },
    /// The text is longer than a document may be; nothing was typeset.
    #[error("the document is too long: weight {weight}, allowed {limit}")]
    TooLong {
        /// Characters, each line counted as at least one printed line.
        weight: usize,
        /// The limit, [`crate::MAX_WEIGHT`].
        limit: usize,
    },
    /// The document has more pages than allowed.
    #[error("the document has {pages} pages, allowed {limit}")]
    TooManyPages {
        /// Pages typeset.
        pages: usize,
        /// The limit, [`crate::MAX_PAGES`].
        limit: usize,
    },
    /// The data could not be written for the template.
    #[error("the document's data cannot be written as JSON")]
    Data(#[from] serde_json::Error),
    /// The template refused the data. A fault of the house, not of the record.
    #[error("typesetting `{template}` failed: {message}")]
    Typeset {
        /// File in `templates/letters`.
        template: &'static str,
        /// What the typesetter says.
        message: String,
    },
    /// The pages could not be written as PDF/A-2b.
    #[error("writing PDF/A-2b failed: {message}")]
    Export {
        /// What the exporter says.
        message: String,
    },
}
