//! What our own mail server found out about the sender: SPF, DKIM and DMARC.
//!
//! Why it exists: sender verification of a notice is a record, and the mail server's verdict is one piece of it. Only
//! the header `Authentication-Results` (RFC 8601) of a server that the deployment names is believed, since anybody can
//! write such a header into a message. That server must remove foreign headers bearing its own name (RFC 8601 §5).
//!
//! Neighbours: takes a [`crate::parse::Incoming`]; `app` stores the verdicts beside the notice.
//!
//! ```
//! use mail::{Limits, authenticate, parse};
//! let raw = b"Authentication-Results: mx.dieuphoi.example; spf=pass; dkim=fail (bad signature)\nFrom: a@b.example\n\n";
//! let incoming = parse::read(raw, &Limits::default())?;
//! let verdicts = authenticate::from_headers(&incoming, &["mx.dieuphoi.example".to_owned()]);
//! assert_eq!(verdicts.spf.as_deref(), Some("pass"));
//! assert_eq!(verdicts.dkim.as_deref(), Some("fail"));
//! assert_eq!(verdicts.dmarc, None);
//! # Ok::<(), mail::Refusal>(())
//! ```

use serde::{Deserialize, Serialize};

use crate::parse::Incoming;

/// Results as RFC 8601 §2.7 names them, in lower case (`pass`, `fail`, `softfail`, `none`, `temperror` …); `None` when
/// no trusted server said anything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthVerdicts {
    /// Whether the sending host may send for the envelope's domain (RFC 7208).
    pub spf: Option<String>,
    /// Whether a signature of a domain holds (RFC 6376); `pass` when one of several holds.
    pub dkim: Option<String>,
    /// Whether one of both stands for the domain in From (RFC 7489).
    pub dmarc: Option<String>,
}

/// Reads the verdicts of the servers in `trusted_authserv` (their authserv-ids, compared without regard to case). The
/// topmost header wins, since each server puts its own above what it received.
pub fn from_headers(incoming: &Incoming, trusted_authserv: &[String]) -> AuthVerdicts {
    let mut verdicts = AuthVerdicts::default();
    for value in unfolded(&incoming.header_text, "authentication-results") {
        let value = without_comments(&value);
        let mut statements = value.split(';').map(str::trim);
        let server = statements.next().and_then(|id| id.split_whitespace().next()).unwrap_or_default();
        if !trusted_authserv.iter().any(|trusted| trusted.trim().eq_ignore_ascii_case(server)) {
            continue;
        }
        for statement in statements {
            let Some((method, result)) = method_and_result(statement) else { continue };
            match method.as_str() {
                "spf" => verdicts.spf = verdicts.spf.or(Some(result)),
                "dmarc" => verdicts.dmarc = verdicts.dmarc.or(Some(result)),
                "dkim" if result == "pass" => verdicts.dkim = Some(result),
                "dkim" => verdicts.dkim = verdicts.dkim.or(Some(result)),
                _ => {}
            }
        }
    }
    verdicts
}

/// Reads `dkim/1 = pass header.d=…`.
fn method_and_result(statement: &str) -> Option<(String, String)> {
    let (method, rest) = statement.split_once('=')?;
    let method = method.split('/').next().unwrap_or(method).trim().to_ascii_lowercase();
    let result = rest.split_whitespace().next()?.to_ascii_lowercase();
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    (is_word(&method) && is_word(&result)).then_some((method, result))
}

/// Each value of a header, folds joined.
fn unfolded(header_text: &str, name: &str) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    let mut inside = false;
    for line in header_text.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some(last) = values.last_mut().filter(|_| inside) {
                last.push(' ');
                last.push_str(line.trim());
            }
            continue;
        }
        inside = false;
        if let Some((found, value)) = line.split_once(':')
            && found.trim().eq_ignore_ascii_case(name)
        {
            inside = true;
            values.push(value.trim().to_owned());
        }
    }
    values
}

/// Removes comments in parentheses, which may be nested, and the contents of quoted strings, which may hold anything.
fn without_comments(value: &str) -> String {
    let mut kept = String::with_capacity(value.len());
    let mut depth = 0_usize;
    let mut quoted = false;
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            '"' if depth == 0 => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            _ if depth > 0 || quoted => {}
            other => kept.push(other),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;
    use crate::{Limits, parse};

    fn verdicts(headers: &str) -> AuthVerdicts {
        let raw = format!("{headers}From: a@b.example\n\nx");
        from_headers(
            &parse::read(raw.as_bytes(), &Limits::default()).unwrap(),
            &["MX.Dieuphoi.example".to_owned()],
        )
    }

    #[test]
    fn a_foreign_server_is_not_believed() {
        assert_eq!(
            verdicts("Authentication-Results: mx.attacker.example; spf=pass; dkim=pass; dmarc=pass\n"),
            AuthVerdicts::default()
        );
        assert_eq!(
            verdicts("Authentication-Results: evil (mx.dieuphoi.example); dmarc=pass\n"),
            AuthVerdicts::default()
        );
    }

    #[test]
    fn comments_folds_and_several_signatures_are_understood() {
        let found = verdicts(
            "Authentication-Results: mx.dieuphoi.example 1;\n\tspf=softfail (says; dmarc=pass (really))\n\t smtp.mailfrom=b.example;\n \
             dkim/1=fail reason=\"x; dmarc=pass\" header.d=x.example; DKIM=Pass header.d=b.example\n\
             Authentication-Results: mx.dieuphoi.example; spf=pass; dmarc=none\n",
        );
        assert_eq!(found.spf.as_deref(), Some("softfail"));
        assert_eq!(found.dkim.as_deref(), Some("pass"));
        assert_eq!(found.dmarc.as_deref(), Some("none"));
    }

    #[test]
    fn no_result_is_no_verdict() {
        assert_eq!(verdicts("Authentication-Results: mx.dieuphoi.example; none\n"), AuthVerdicts::default());
    }
}
