//! Settings of the HTTP doors.

use serde::{Deserialize, Serialize};

/// Settings of the HTTP doors (`[http]`).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Address and port to listen on. Default `127.0.0.1:8080`.
    pub listen: String,
    /// Longest posted text form, in bytes. Default 2 MiB. Files are bounded by `desk.max_attachment_bytes`.
    pub max_form_bytes: usize,
    /// Mark cookies as secure; set it when people reach the service by https. Default false.
    pub secure_cookies: bool,
    /// A strip on every page says that the data are invented. Default false.
    pub demonstration: bool,
    /// Longest time for one request, in seconds. Default 60.
    pub request_seconds: u64,
    /// Header in which a proxy of one's own tells the address of the visitor, such as `x-forwarded-for`; its last entry is
    /// taken. Empty, the default: the address that connects. Set it only behind a proxy that writes it itself.
    pub client_address_header: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".to_owned(),
            max_form_bytes: 2 * 1024 * 1024,
            secure_cookies: false,
            demonstration: false,
            request_seconds: 60,
            client_address_header: String::new(),
        }
    }
}
