//! One request at a time, each on a connection of its own: this house asks seldom and little.

use crate::Error;
use crate::guard::is_public;
use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, USER_AGENT};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use url::{Host, Url};

const ONLY: &str = "only https, and http on this machine";

/// What a client is made from.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Hosts that may be asked although they lie in a private network.
    pub inside: Vec<String>,
    /// Certificates trusted beside the public ones, as a PEM file.
    pub certificates: Option<PathBuf>,
    /// Longest time for a request, connecting included.
    pub wait: Duration,
    /// Longest answer, in bytes.
    pub most_bytes: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { inside: Vec::new(), certificates: None, wait: Duration::from_secs(10), most_bytes: 256 * 1024 }
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Body.
    pub body: Bytes,
}

/// The client.
pub struct Client {
    settings: Settings,
    tls: TlsConnector,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl Client {
    /// A client.
    ///
    /// # Errors
    /// [`Error::Certificates`].
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let bad = |why: String| Error::Certificates(why);
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        if let Some(file) = &settings.certificates {
            for certificate in CertificateDer::pem_file_iter(file).map_err(|e| bad(e.to_string()))? {
                let certificate = certificate.map_err(|e| bad(e.to_string()))?;
                roots.add(certificate).map_err(|e| bad(e.to_string()))?;
            }
        }
        let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|e| bad(e.to_string()))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { settings, tls: TlsConnector::from(Arc::new(config)) })
    }

    /// Gets what lies at an address.
    ///
    /// # Errors
    /// Every variant of [`Error`]; an answer with any status is an answer.
    pub async fn get(&self, url: &Url) -> Result<Answer, Error> {
        self.timely(url, Request::builder().method(Method::GET), Bytes::new()).await
    }

    /// Posts a form, with an `Authorization` header when there is one.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub async fn post_form(
        &self,
        url: &Url,
        pairs: &[(&str, &str)],
        authorization: Option<&str>,
    ) -> Result<Answer, Error> {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let mut request =
            Request::builder().method(Method::POST).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(authorization) = authorization {
            request = request.header(AUTHORIZATION, authorization);
        }
        self.timely(url, request, Bytes::from(body)).await
    }

    async fn timely(
        &self,
        url: &Url,
        request: hyper::http::request::Builder,
        body: Bytes,
    ) -> Result<Answer, Error> {
        let host = url.host_str().unwrap_or_default().to_owned();
        let asked = self.ask(url, &host, request, body);
        tokio::time::timeout(self.settings.wait, asked).await.map_err(|_| Error::TooSlow(host.clone()))?
    }

    async fn ask(
        &self,
        url: &Url,
        host: &str,
        request: hyper::http::request::Builder,
        body: Bytes,
    ) -> Result<Answer, Error> {
        let safe = url.scheme() == "https";
        let addresses = self.addresses(url, host, safe).await?;
        let unreachable = |source| Error::Unreachable { host: host.to_owned(), source };
        let tcp = TcpStream::connect(addresses.as_slice()).await.map_err(unreachable)?;
        let path =
            url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        let authority = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let request = request
            .uri(path)
            .header(HOST, authority)
            .header(USER_AGENT, "ungcuu")
            .header(ACCEPT, "application/json")
            .body(Full::new(body))
            .map_err(|e| garbled(host, e))?;
        if safe {
            let name = ServerName::try_from(host.trim_matches(['[', ']']).to_owned())
                .map_err(|e| garbled(host, e))?;
            self.exchange(self.tls.connect(name, tcp).await.map_err(unreachable)?, host, request).await
        } else {
            self.exchange(tcp, host, request).await
        }
    }

    async fn exchange(
        &self,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        host: &str,
        request: Request<Full<Bytes>>,
    ) -> Result<Answer, Error> {
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
            .await
            .map_err(|e| garbled(host, e))?;
        let driven = tokio::spawn(connection);
        let answered = async {
            let response = sender.send_request(request).await.map_err(|e| garbled(host, e))?;
            let status = response.status().as_u16();
            let body = Limited::new(response.into_body(), self.settings.most_bytes).collect().await;
            let body = body.map_err(|_| Error::TooLong(host.to_owned()))?.to_bytes();
            Ok(Answer { status, body })
        }
        .await;
        driven.abort();
        answered
    }

    /// The addresses that may be asked; plain HTTP only on this machine itself.
    async fn addresses(&self, url: &Url, host: &str, safe: bool) -> Result<Vec<SocketAddr>, Error> {
        let not_asked = |why| Error::NotAsked { host: host.to_owned(), why };
        let inside = self.settings.inside.iter().any(|named| named.eq_ignore_ascii_case(host));
        if !(safe || (url.scheme() == "http" && inside)) {
            return Err(not_asked(ONLY));
        }
        let port = url.port_or_known_default().ok_or_else(|| not_asked("it names no port"))?;
        let found: Vec<SocketAddr> = match url.host() {
            None => return Err(not_asked("it names no host")),
            Some(Host::Ipv4(v4)) => vec![(IpAddr::V4(v4), port).into()],
            Some(Host::Ipv6(v6)) => vec![(IpAddr::V6(v6), port).into()],
            Some(Host::Domain(name)) => {
                let found = tokio::net::lookup_host((name, port)).await;
                found.map_err(|source| Error::Unreachable { host: host.to_owned(), source })?.collect()
            }
        };
        if !safe && !found.iter().all(|address| address.ip().is_loopback()) {
            return Err(not_asked(ONLY));
        }
        let kept: Vec<SocketAddr> =
            found.into_iter().filter(|address| inside || is_public(address.ip())).collect();
        if kept.is_empty() { Err(not_asked("its address lies in a private network")) } else { Ok(kept) }
    }
}

fn garbled(host: &str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::Garbled { host: host.to_owned(), source: source.into() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    /// A server that answers each connection with the same bytes.
    async fn server(answer: Vec<u8>) -> Url {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut asked = [0; 4096];
                let _ = stream.read(&mut asked).await;
                let _ = stream.write_all(&answer).await;
            }
        });
        Url::parse(&format!("http://127.0.0.1:{port}/a?b=c")).unwrap()
    }

    fn client(inside: &[&str], most_bytes: usize) -> Client {
        let inside = inside.iter().map(|host| (*host).to_owned()).collect();
        Client::new(Settings { inside, most_bytes, wait: Duration::from_secs(2), ..Settings::default() })
            .unwrap()
    }

    fn told(length: usize) -> Vec<u8> {
        format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{}", "x".repeat(length)).into_bytes()
    }

    #[tokio::test]
    async fn a_named_host_on_this_machine_is_asked_and_others_are_not() {
        let url = server(told(2)).await;
        let answer = client(&["127.0.0.1"], 100).get(&url).await.unwrap();
        assert_eq!((answer.status, answer.body.as_ref()), (200, b"xx".as_slice()));
        assert!(matches!(client(&[], 100).get(&url).await, Err(Error::NotAsked { .. })));
        for refused in [
            "https://127.0.0.1/",
            "https://10.0.0.1/",
            "https://[::1]/",
            "http://192.0.2.1/",
            "ftp://x.example/",
        ] {
            let refused = client(&[], 100).get(&refused.parse().unwrap()).await;
            assert!(matches!(refused, Err(Error::NotAsked { .. })), "{refused:?}");
        }
    }

    #[tokio::test]
    async fn a_long_answer_and_a_silent_server_are_given_up() {
        let url = server(told(5_000)).await;
        assert!(matches!(client(&["127.0.0.1"], 100).get(&url).await, Err(Error::TooLong(_))));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
        assert!(matches!(client(&["127.0.0.1"], 100).get(&url).await, Err(Error::TooSlow(_))));
    }

    #[tokio::test]
    async fn a_redirect_is_an_answer_and_not_followed() {
        let url = server(
            b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n".to_vec(),
        )
        .await;
        assert_eq!(client(&["127.0.0.1"], 100).get(&url).await.unwrap().status, 302);
    }
}
