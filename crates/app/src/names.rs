//! Names of bodies for views: each body is loaded once, however often it is mentioned.
//!
//! ```ignore
//! let names = crate::names::body_names(&mut read, parties.iter().map(|p| p.body)).await?;
//! let shown = crate::names::in_lang(&names, party.body, op.lang);
//! ```

use crate::Result;
use domain::BodyId;
use std::collections::{BTreeSet, HashMap};
use store::Conn;

/// Vietnamese and English name of each body asked for. A body that is not on record has no entry.
pub(crate) type BodyNames = HashMap<BodyId, (String, String)>;

/// Loads the names of bodies; repeats are loaded once.
///
/// # Errors
/// [`crate::Error::Unavailable`].
pub(crate) async fn body_names(conn: &mut Conn, ids: impl IntoIterator<Item = BodyId>) -> Result<BodyNames> {
    let ids: BTreeSet<BodyId> = ids.into_iter().collect();
    let mut names = BodyNames::with_capacity(ids.len());
    for id in ids {
        if let Some(body) = conn.body(id).await? {
            names.insert(id, (body.name, body.name_en));
        }
    }
    Ok(names)
}

/// A body's name in a language, Vietnamese where there is no English one; empty for a body without entry.
pub(crate) fn in_lang(names: &BodyNames, id: BodyId, lang: ::law::Lang) -> &str {
    names.get(&id).map_or("", |(vi, en)| match lang {
        ::law::Lang::En if !en.is_empty() => en,
        _ => vi,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::law::Lang;
    use uuid::Uuid;

    #[test]
    fn a_body_without_english_name_keeps_its_vietnamese_one() {
        let (one, two) = (BodyId(Uuid::from_u128(1)), BodyId(Uuid::from_u128(2)));
        let names = BodyNames::from([
            (one, ("Bệnh viện Hoa Sen".to_owned(), String::new())),
            (two, ("Đội ứng cứu".to_owned(), "Response team".to_owned())),
        ]);
        assert_eq!(in_lang(&names, one, Lang::En), "Bệnh viện Hoa Sen");
        assert_eq!(in_lang(&names, two, Lang::En), "Response team");
        assert_eq!(in_lang(&names, BodyId(Uuid::from_u128(3)), Lang::Vi), "");
    }
}
