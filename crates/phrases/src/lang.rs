//! The two languages of the interface.
//!
//! The type is the law's own ([`law::Lang`]), since every text of law comes in both. Vietnamese is the default;
//! English is complete.
//!
//! ```
//! use phrases::{Lang, lang};
//! assert_eq!(lang::from_accept("fr, en-GB;q=0.8"), Lang::En);
//! ```

pub use law::Lang;

/// Both languages, Vietnamese first.
pub const ALL: [Lang; 2] = [Lang::Vi, Lang::En];

/// The BCP 47 tag: `vi` or `en`.
pub fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "vi",
        Lang::En => "en",
    }
}

/// The best language for an `Accept-Language` header: the first of its tags that we speak, else Vietnamese.
/// Quality values are honoured only through the order, which is how browsers send them.
pub fn from_accept(header: &str) -> Lang {
    header
        .split(',')
        .filter_map(|part| part.split([';', '-']).next())
        .find_map(|tag| tag.trim().parse().ok())
        .unwrap_or_default()
}
