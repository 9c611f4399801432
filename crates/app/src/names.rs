//! Names of bodies for views: each body is loaded once, however often it is mentioned.
//!
//! ```ignore
//! let names = crate::names::body_names(&mut read, parties.iter().map(|p| p.body)).await?;
//! let shown = crate::names::in_lang(&names, party.body, op.lang);
//! ```

use crate::Result;
use domain::BodyId;
use domain::bodies::Body;
use std::collections::{BTreeSet, HashMap};
use store::Conn;

/// Each body asked for. One that is not on record has no entry.
pub(crate) type BodyNames = HashMap<BodyId, Body>;

/// Loads bodies for their names; repeats are loaded once.
///
/// # Errors
/// [`crate::Error::Unavailable`].
pub(crate) async fn body_names(conn: &mut Conn, ids: impl IntoIterator<Item = BodyId>) -> Result<BodyNames> {
    let ids: Vec<BodyId> = ids.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    Ok(conn.bodies_by_id(&ids).await?)
}

/// A body's name in a language, Vietnamese where there is no English one; empty for a body without entry.
pub(crate) fn in_lang(names: &BodyNames, id: BodyId, lang: ::law::Lang) -> &str {
    names.get(&id).map_or("", |body| body.name_in(lang))
}

/// A body's key; empty for a body without entry.
pub(crate) fn key_of(names: &BodyNames, id: BodyId) -> String {
    names.get(&id).map(|body| body.key.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::law::Lang;
    use domain::Moment;
    use domain::bodies::{BodyKind, Contact};
    use uuid::Uuid;

    fn body(n: u128, name: &str, name_en: &str) -> (BodyId, Body) {
        let id = BodyId(Uuid::from_u128(n));
        let body = Body {
            id,
            key: format!("don-vi-{n}"),
            kind: BodyKind::Owner,
            name: name.into(),
            name_en: name_en.into(),
            parent: None,
            province: None,
            commune: None,
            sector: None,
            contact: Contact::default(),
            created_at: Moment::EPOCH,
            version: 1,
        };
        (id, body)
    }

    #[test]
    fn a_body_without_english_name_keeps_its_vietnamese_one() {
        let names =
            BodyNames::from([body(1, "Bệnh viện Hoa Sen", ""), body(2, "Đội ứng cứu", "Response team")]);
        let [one, two, other] = [1, 2, 3].map(|n| BodyId(Uuid::from_u128(n)));
        assert_eq!(in_lang(&names, one, Lang::En), "Bệnh viện Hoa Sen");
        assert_eq!(in_lang(&names, two, Lang::En), "Response team");
        assert_eq!(in_lang(&names, two, Lang::Vi), "Đội ứng cứu");
        assert_eq!((in_lang(&names, other, Lang::Vi), key_of(&names, other).as_str()), ("", ""));
        assert_eq!(key_of(&names, one), "don-vi-1");
    }
}
