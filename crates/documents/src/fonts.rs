//! The fonts of the house: Tinos (metrics of Times New Roman, full Vietnamese), put into `web/dist/fonts` by the
//! front-end build and embedded from there. Neighbour: `engine`, which loads them once.
//!
//! A missing face is an error, never another font in silence: a document set in a fallback face would be a different
//! document.

use std::borrow::Cow;

use crate::Error;

#[derive(rust_embed::Embed)]
#[folder = "../../web/dist/fonts"]
#[allow_missing = true]
struct HouseFonts;

/// The four faces, as the front-end build names them.
const FACES: [&str; 4] = ["Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf"];

/// The bytes of the four faces.
///
/// # Errors
/// [`Error::FontsMissing`] when the front-end build has not run.
pub(crate) fn house_fonts() -> Result<Vec<Cow<'static, [u8]>>, Error> {
    FACES
        .iter()
        .map(|face| {
            HouseFonts::get(face)
                .map(|file| file.data)
                .ok_or_else(|| Error::FontsMissing { missing: format!("web/dist/fonts/{face}") })
        })
        .collect()
}
