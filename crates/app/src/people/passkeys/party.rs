//! For whom passkeys are made: the name of the site, which has to be reached safely.

use url::{Host, Url};

/// The relying party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Party {
    /// Its id: the name of the host.
    pub(super) id: String,
    /// The origin that browsers tell.
    pub(super) origin: String,
}

impl Party {
    /// The party of a site; none where browsers make no passkeys: under a bare address, or without TLS.
    pub(super) fn of(site: &str) -> Option<Self> {
        let url = Url::parse(site).ok()?;
        let Some(Host::Domain(host)) = url.host() else { return None };
        let at_home = host == "localhost" || host.ends_with(".localhost");
        (url.scheme() == "https" || at_home)
            .then(|| Self { id: host.to_owned(), origin: url.origin().ascii_serialization() })
    }
}

#[cfg(test)]
mod tests {
    use super::Party;

    #[test]
    fn a_party_has_a_name_and_is_reached_safely() {
        let party = Party::of("https://ungcuu.example:8443").map(|p| (p.id, p.origin));
        assert_eq!(party, Some(("ungcuu.example".into(), "https://ungcuu.example:8443".into())));
        assert!(Party::of("http://localhost:8080").is_some());
        for site in ["http://ungcuu.example", "http://127.0.0.1:8080", "https://192.0.2.1", "not a site"] {
            assert_eq!(Party::of(site), None, "{site}");
        }
    }
}
