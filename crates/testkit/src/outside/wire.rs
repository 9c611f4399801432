//! HTTP/1.1 over one kept connection, as little of it as measuring needs (RFC 9112): a request out, a reply in, with a
//! length or in chunks. A real client would cost the machine more than the program it measures.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// Longest body taken, in bytes.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// A reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Status code.
    pub status: u16,
    /// Body as sent, compressed when the request allowed that.
    pub body: Vec<u8>,
}

/// A connection that is kept.
#[derive(Debug)]
pub struct Wire {
    stream: BufReader<TcpStream>,
    host: String,
    line: String,
}

impl Wire {
    /// Connects.
    ///
    /// # Errors
    /// When nobody listens.
    pub async fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream: BufReader::with_capacity(16 * 1024, stream),
            host: address.to_string(),
            line: String::new(),
        })
    }

    /// Sends a request and reads the whole reply. `headers` are whole lines, each ended by CR LF.
    ///
    /// # Errors
    /// When the connection breaks before the last byte of the reply, or the reply is no HTTP.
    pub async fn send(&mut self, method: &str, path: &str, headers: &str, body: &[u8]) -> Result<Reply> {
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\ncontent-length: {}\r\n{headers}\r\n",
            self.host,
            body.len()
        )
        .into_bytes();
        request.extend_from_slice(body);
        self.stream.get_mut().write_all(&request).await?;
        let status = self.status().await?;
        let mut length = 0;
        let mut chunked = false;
        while self.read_line().await? {
            let Some((name, value)) = self.line.split_once(':') else {
                return Err(broken("a header without a colon"));
            };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().map_err(|_| broken("a length that is no number"))?;
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                chunked = value.trim().eq_ignore_ascii_case("chunked");
            }
        }
        let body = if chunked { self.chunks().await? } else { self.take(Vec::new(), length).await? };
        Ok(Reply { status, body })
    }

    async fn status(&mut self) -> Result<u16> {
        self.read_line().await?;
        let code = self.line.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3));
        code.and_then(|code| code.parse().ok()).ok_or_else(|| broken("no status line"))
    }

    /// Reads a line without its end; `false` for the empty line.
    async fn read_line(&mut self) -> Result<bool> {
        self.line.clear();
        self.stream.read_line(&mut self.line).await?;
        if !self.line.ends_with("\r\n") {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        self.line.truncate(self.line.len() - 2);
        Ok(!self.line.is_empty())
    }

    async fn take(&mut self, mut into: Vec<u8>, length: usize) -> Result<Vec<u8>> {
        let start = into.len();
        if start.saturating_add(length) > MOST_BYTES {
            return Err(broken("a body that is too long"));
        }
        into.resize(start + length, 0);
        self.stream.read_exact(&mut into[start..]).await?;
        Ok(into)
    }

    async fn chunks(&mut self) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            self.read_line().await?;
            let length = usize::from_str_radix(self.line.trim(), 16)
                .map_err(|_| broken("a chunk without a length"))?;
            body = self.take(body, length).await?;
            self.read_line().await?;
            if length == 0 {
                return Ok(body);
            }
        }
    }
}

fn broken(what: &'static str) -> Error {
    Error::new(ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::net::TcpListener;

    async fn answering(text: &'static str) -> Result<Reply> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = [0; 256];
            assert!(stream.read(&mut request).await.unwrap() > 0);
            stream.write_all(text.as_bytes()).await.unwrap();
        });
        Wire::connect(address).await?.send("GET", "/", "", b"").await
    }

    #[tokio::test]
    async fn a_reply_has_a_length_or_comes_in_chunks() {
        let reply = answering("HTTP/1.1 201 Created\r\nContent-Length: 3\r\n\r\nabc").await.unwrap();
        assert_eq!(reply, Reply { status: 201, body: b"abc".to_vec() });
        let reply =
            answering("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n")
                .await
                .unwrap();
        assert_eq!(reply, Reply { status: 200, body: b"abc".to_vec() });
    }

    #[tokio::test]
    async fn half_a_reply_is_no_reply() {
        assert!(answering("HTTP/1.1 201 Created\r\nContent-Length: 30\r\n\r\nabc").await.is_err());
        assert!(answering("HTTP/1.1 201 Cre").await.is_err());
    }
}
