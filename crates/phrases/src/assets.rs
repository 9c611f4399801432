//! Names of the front-end files. The build in `web/` gives each file a name with the hash of its content
//! and writes `manifest.json` (plain name → hashed name); pages ask here.
//!
//! ```
//! let assets = phrases::Assets::from_manifest(r#"{"app.css":"app-1A2B.css"}"#, "/assets/")?;
//! assert_eq!(assets.url("app.css"), "/assets/app-1A2B.css");
//! # Ok::<(), phrases::Error>(())
//! ```

use crate::Error;
use std::collections::BTreeMap;

/// Plain names and the addresses under which the server hands them out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assets {
    prefix: String,
    names: BTreeMap<String, String>,
}

impl Default for Assets {
    /// Unhashed names below `/assets/`: good for tests.
    fn default() -> Self {
        Assets { prefix: "/assets/".into(), names: BTreeMap::new() }
    }
}

impl Assets {
    /// Reads the manifest that the front-end build wrote. `prefix` ends with a slash.
    ///
    /// # Errors
    /// When the text is not a JSON object of strings.
    pub fn from_manifest(json: &str, prefix: &str) -> Result<Assets, Error> {
        let names = serde_json::from_str(json).map_err(Error::Manifest)?;
        Ok(Assets { prefix: prefix.into(), names })
    }

    /// The address of a file; a name that the manifest does not know is used as it is.
    pub fn url(&self, name: &str) -> String {
        let hashed = self.names.get(name).map_or(name, String::as_str);
        format!("{}{hashed}", self.prefix)
    }
}
