//! One mailbox: a display name and an e-mail address.
//!
//! Neighbours: [`crate::parse`] fills it from header lines as they came, [`crate::compose`] writes it and is strict.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A mailbox as of RFC 5322 §3.4: `Nguyễn Thị Lan <lan@coquan.example>`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Address {
    /// Display name, decoded to UTF-8 in NFC; `None` when the sender wrote none.
    pub name: Option<String>,
    /// The address itself, as written. After parsing it may lack an `@` when the sender's machine was careless.
    pub email: String,
}

impl Address {
    /// An address without a display name.
    pub fn bare(email: impl Into<String>) -> Self {
        Self { name: None, email: email.into() }
    }

    /// An address with a display name.
    pub fn named(name: impl Into<String>, email: impl Into<String>) -> Self {
        Self { name: Some(name.into()), email: email.into() }
    }

    /// The part after the last `@`, in lower case, or `None` when there is none.
    pub fn domain(&self) -> Option<String> {
        let (_, domain) = self.email.rsplit_once('@')?;
        (!domain.is_empty()).then(|| domain.to_lowercase())
    }

    /// Whether mail can be sent there: ASCII, one `@` outside quotes, both sides filled, no blank or control
    /// character, at most 254 bytes (RFC 5321 §4.5.3.1.3).
    pub fn is_deliverable(&self) -> bool {
        let Some((local, domain)) = self.email.rsplit_once('@') else { return false };
        let plain = |byte: u8| {
            byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'(' | b')' | b',' | b';' | b'"')
        };
        !local.is_empty()
            && local.len() <= 64
            && self.email.len() <= 254
            && local.bytes().all(|byte| plain(byte) && byte != b'@')
            && domain.split('.').all(|label| !label.is_empty())
            && domain
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'[' | b']' | b':'))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "{name} <{}>", self.email),
            None => f.write_str(&self.email),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_a_line_break_cannot_be_delivered_to() {
        assert!(Address::bare("lan@coquan.example").is_deliverable());
        for bad in [
            "",
            "lan",
            "@coquan.example",
            "lan@",
            "lan@a..b",
            "a b@c.example",
            "a@b.example\r\nBcc: x@y.example",
            "làn@coquan.example",
        ] {
            assert!(!Address::bare(bad).is_deliverable(), "{bad:?}");
        }
    }
}
