//! The search box of every page: a number leads to its record, an address or a domain name to whose it is, words to the list
//! of incidents.

use crate::{Listed, Outcome, Visitor, Web};
use app::domain::RecordNumber;
use app::domain::notices::submission::is_domain;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use std::net::IpAddr;

pub(super) fn routes(listed: &mut Listed) {
    listed.get("/search", search);
}

async fn search(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let asked = visitor.query("q").unwrap_or_default();
    Ok(Redirect::to(&target(&asked, &web.app.settings)).into_response())
}

fn target(asked: &str, settings: &app::Settings) -> String {
    if let Ok(number) = asked.parse::<RecordNumber>() {
        let number = number.to_string();
        let of = |prefix: &str| number.split('-').next() == Some(prefix);
        if of(&settings.notice_prefix) {
            return format!("/notices/{number}");
        }
        if of(&settings.incident_prefix) {
            return format!("/incidents/{number}");
        }
    }
    let words: String = url::form_urlencoded::byte_serialize(asked.trim().as_bytes()).collect();
    let name = asked.trim().to_lowercase();
    if name.parse::<IpAddr>().is_ok() || is_domain(&name) {
        return format!("/network/whois?q={words}");
    }
    format!("/incidents?q={words}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_leads_to_its_record_an_address_to_its_system_and_words_to_the_list() {
        let settings = app::Settings::default();
        let go = |asked: &str| target(asked, &settings);
        assert_eq!(go(" tb-2026-000123 "), "/notices/TB-2026-000123");
        assert_eq!(go("VN-2026-000123"), "/incidents/VN-2026-000123");
        assert_eq!(go("XX-2026-000123"), "/incidents?q=XX-2026-000123");
        assert_eq!(go("203.0.113.7"), "/network/whois?q=203.0.113.7");
        assert_eq!(go(" his.hoasen.example "), "/network/whois?q=his.hoasen.example");
        assert_eq!(go("bệnh viện"), "/incidents?q=b%E1%BB%87nh+vi%E1%BB%87n");
    }
}
