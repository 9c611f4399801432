//! Sending into a folder and to a mail server on the loopback.

use mail::send::{Secret, SmtpSettings, SmtpTransport, Tls};
use mail::{Envelope, Transport};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

fn envelope(id: &str) -> Envelope {
    Envelope { message_id: id.to_owned(), from: None, to: vec!["lan@coquan.example".to_owned()] }
}

#[tokio::test]
async fn the_spool_takes_a_message_once() {
    let folder = tempfile::tempdir().unwrap();
    let spool = Transport::Spool(folder.path().join("thu/di"));
    let first = spool.send(&envelope("TB-2026-000123.k3@a.example"), b"mot").await.unwrap();
    let second = spool.send(&envelope("TB-2026-000123.k3@a.example"), b"hai").await.unwrap();
    assert!(!first.already_sent && second.already_sent);
    let files: Vec<_> = std::fs::read_dir(folder.path().join("thu/di"))
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    assert_eq!(files, ["TB-2026-000123.k3@a.example.eml"]);
    assert_eq!(std::fs::read(&first.detail).unwrap(), b"mot");
}

#[tokio::test]
async fn a_spool_that_cannot_be_written_is_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("khong-phai-thu-muc");
    std::fs::write(&file, b"").unwrap();
    let error = Transport::Spool(file).send(&envelope("a@b.example"), b"x").await.unwrap_err();
    assert!(error.retry, "{error}");
    let error =
        Transport::Spool(folder.path().to_owned()).send(&envelope(&"a".repeat(300)), b"x").await.unwrap_err();
    assert!(!error.retry, "{error}");
}

#[tokio::test]
async fn memory_takes_a_message_once_and_nobody_is_no_addressee() {
    let memory = Transport::memory();
    memory.send(&envelope("a@b.example"), b"x").await.unwrap();
    assert!(memory.send(&envelope("a@b.example"), b"x").await.unwrap().already_sent);
    assert_eq!(memory.sent().len(), 1);
    let error = memory.send(&Envelope { to: vec![], ..envelope("c@b.example") }, b"x").await.unwrap_err();
    assert!(!error.retry);
}

/// A mail server that answers the end of DATA with `verdict` and returns what it was told.
async fn server(verdict: &'static str) -> (u16, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let (reader, mut writer) = stream.into_split();
        let mut lines = BufReader::new(reader).lines();
        writer.write_all(b"220 mx.example\r\n").await.unwrap();
        let (mut heard, mut in_data) = (String::new(), false);
        while let Ok(Some(line)) = lines.next_line().await {
            heard.push_str(&line);
            heard.push('\n');
            let answer = match (in_data, line.as_str()) {
                (true, ".") => verdict,
                (true, _) => continue,
                (false, "DATA") => "354 go",
                (false, "QUIT") => break,
                (false, _) => "250 ok",
            };
            in_data = answer == "354 go";
            writer.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
            if answer == verdict {
                break;
            }
        }
        heard
    });
    (port, heard)
}

async fn send_to(port: u16) -> Result<mail::Receipt, mail::SendError> {
    let settings = SmtpSettings {
        host: "127.0.0.1".to_owned(),
        port,
        tls: Tls::None,
        timeout_seconds: 5,
        hello_name: Some("dieuphoi.example".to_owned()),
        ..SmtpSettings::default()
    };
    let transport = Transport::Smtp(SmtpTransport::new(&settings).unwrap());
    transport.send(&envelope("a@b.example"), b"Subject: x\r\n\r\n.dot\r\n").await
}

#[tokio::test]
async fn a_mail_server_gets_the_bytes_and_its_answer_is_kept() {
    let (port, heard) = server("250 2.0.0 queued as 42").await;
    let receipt = send_to(port).await.unwrap();
    assert!(receipt.detail.contains("queued as 42"), "{}", receipt.detail);
    let heard = heard.await.unwrap();
    assert!(heard.starts_with("EHLO dieuphoi.example\nMAIL FROM:<>"), "{heard}");
    assert!(heard.contains("RCPT TO:<lan@coquan.example>") && heard.contains("\n..dot\n"), "{heard}");
}

#[tokio::test]
async fn only_a_final_refusal_ends_the_attempts() {
    let (port, _heard) = server("550 5.7.1 no").await;
    let error = send_to(port).await.unwrap_err();
    assert_eq!((error.retry, error.code), (false, Some(550)));
    let (port, _heard) = server("451 4.7.1 later").await;
    let error = send_to(port).await.unwrap_err();
    assert_eq!((error.retry, error.code), (true, Some(451)));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let error = send_to(port).await.unwrap_err();
    assert_eq!((error.retry, error.code), (true, None));
}

#[test]
fn a_password_is_never_shown_and_an_unknown_setting_is_refused() {
    let settings = SmtpSettings { password: Some(Secret("mat-khau".to_owned())), ..SmtpSettings::default() };
    assert!(!format!("{settings:?}").contains("mat-khau"));
    let read: SmtpSettings =
        serde_json::from_str(r#"{"host":"mx.example","tls":"implicit","port":465}"#).unwrap();
    assert_eq!((read.tls, read.timeout_seconds), (Tls::Implicit, 30));
    assert!(serde_json::from_str::<SmtpSettings>(r#"{"hots":"mx.example"}"#).is_err());
}
