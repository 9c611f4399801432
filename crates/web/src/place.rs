//! From where a request comes: the network, the cookie of the device, the device in few words.

use crate::Settings;
use crate::visitor::DEVICE;
use app::domain::sign_in::device_words;
use app::people::Place;
use axum::extract::{ConnectInfo, Request};
use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use axum_extra::extract::cookie::{Cookie, CookieJar};
use std::net::{IpAddr, SocketAddr};

/// From where a request comes.
pub(crate) fn of(settings: &Settings, request: &Request, jar: &CookieJar) -> Place {
    let connected = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    let address = match settings.client_address_header.as_str() {
        "" => connected,
        header => told(request.headers(), header),
    };
    let said = request.headers().get(USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    Place {
        network: address.map(network).unwrap_or_default(),
        devices: jar.get(DEVICE).map(Cookie::value).unwrap_or_default().to_owned(),
        device: device_words(said),
    }
}

/// The last address that a header tells: the one our own proxy wrote.
fn told(headers: &HeaderMap, name: &str) -> Option<IpAddr> {
    let value = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    value.rsplit(',').next()?.trim().parse().ok()
}

/// The network of an address: what one subscriber can change at will counts as one.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{:x}::/56", d & 0xff00)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn addresses_of_one_subscriber_are_one_network() {
        let of = |text: &str| text.parse().map(network).unwrap_or_default();
        assert_eq!(of("192.0.2.10"), of("192.0.2.200"));
        assert_eq!(of("::ffff:192.0.2.10"), "192.0.2.0/24");
        assert_eq!(of("2001:db8:1:2301::1"), of("2001:db8:1:2342::9"));
        assert_ne!(of("2001:db8:1:2301::1"), of("2001:db8:1:2401::1"));
    }

    #[test]
    fn what_the_visitor_writes_into_the_header_is_not_believed() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", HeaderValue::from_static("198.51.100.1, 203.0.113.9"));
        assert_eq!(told(&headers, "x-forwarded-for"), "203.0.113.9".parse().ok());
        headers.append("x-forwarded-for", HeaderValue::from_static("203.0.113.77"));
        assert_eq!(told(&headers, "x-forwarded-for"), "203.0.113.77".parse().ok());
        assert_eq!(told(&headers, "forwarded"), None);
    }
}
