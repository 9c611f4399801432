//! From where somebody tries to come in, and the devices that came in before.
//!
//! A device that a person came in on carries a cookie with a tag of this deployment for that person's name. Its tries are
//! counted by themselves, so that whoever tries the name elsewhere does not shut it out.

use crate::App;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::canonical::hex;
use subtle::ConstantTimeEq;

/// People whom one device remembers.
const MOST: usize = 4;
/// Between the people in the cookie.
const JOINT: char = '~';

/// From where somebody tries to come in.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// The network, such as `192.0.2.0/24`; empty when it is not known.
    pub network: String,
    /// The cookie of the device, as it came.
    pub devices: String,
    /// The device in few words.
    pub device: String,
}

impl Place {
    /// The number of this device, when the person of this name came in on it before.
    pub(super) fn known_to(&self, app: &App, login: &str) -> Option<String> {
        self.entries()
            .find(|(number, tag)| fits(app, number, tag, login))
            .map(|(number, _)| number.to_owned())
    }

    /// The cookie once the person of this name has come in here.
    pub(super) fn remembering(&self, app: &App, login: &str) -> String {
        if self.known_to(app, login).is_some() {
            return self.devices.clone();
        }
        let number = hex(&app.fresh.bytes::<16>());
        let fresh = format!("{number}.{}", tag(app, &number, login));
        let others = self.entries().map(|(number, tag)| format!("{number}.{tag}")).take(MOST - 1);
        std::iter::once(fresh).chain(others).collect::<Vec<_>>().join(&JOINT.to_string())
    }

    fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        let plain = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        self.devices
            .split(JOINT)
            .take(MOST)
            .filter_map(|entry| entry.split_once('.'))
            .filter(move |(number, tag)| number.len() == 32 && tag.len() == 43 && plain(number) && plain(tag))
    }
}

fn tag(app: &App, number: &str, login: &str) -> String {
    URL_SAFE_NO_PAD.encode(app.tag_for("device", &[number.as_bytes(), login.as_bytes()]))
}

fn fits(app: &App, number: &str, given: &str, login: &str) -> bool {
    tag(app, number, login).as_bytes().ct_eq(given.as_bytes()).into()
}
