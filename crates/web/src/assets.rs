//! Front-end files, built by `web/` and embedded; their names carry the hash of their content, so they never expire.

use crate::{Fault, Listed, Outcome};
use axum::extract::Path;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use phrases::Assets;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Files;

pub(crate) fn routes(listed: &mut Listed) {
    listed.get("/assets/{*name}", asset).get("/favicon.ico", favicon);
}

/// The names of the built files, for the pages.
///
/// # Errors
/// When the manifest of the build cannot be read.
pub fn manifest() -> Result<Assets, phrases::Error> {
    let json = Files::get("manifest.json").map(|f| String::from_utf8_lossy(&f.data).into_owned());
    Assets::from_manifest(json.as_deref().unwrap_or("{}"), "/assets/")
}

async fn asset(Path(name): Path<String>) -> Outcome {
    let file = Files::get(&name).ok_or(Fault(app::Error::NotFound))?;
    let kind = HeaderValue::from_str(file.metadata.mimetype()).map_err(app::Error::internal)?;
    let headers = [
        (CONTENT_TYPE, kind),
        (CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    Ok((headers, file.data).into_response())
}

async fn favicon() -> Outcome {
    let assets = manifest().map_err(app::Error::from)?;
    Ok(axum::response::Redirect::permanent(&assets.url("favicon.svg")).into_response())
}
