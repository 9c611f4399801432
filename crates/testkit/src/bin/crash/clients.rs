//! The senders. One that got no answer sends the same request with the same key again in the next round, as a program
//! behind the API is told to; so a notice may be written and unanswered, but never written twice.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use testkit::outside::{Reply, Wire, notice};
use tokio::sync::Notify;
use tokio::task::JoinSet;

/// Longest wait for the first answer of a round.
const FIRST_ANSWER: Duration = Duration::from_secs(20);

/// What a sender was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Acknowledged {
    pub(crate) id: String,
    pub(crate) number: String,
    pub(crate) receipt: String,
}

impl Acknowledged {
    fn read(reply: &Reply) -> Result<Self> {
        ensure!(reply.status == 201, "answered {}: {}", reply.status, String::from_utf8_lossy(&reply.body));
        let answer: Value = serde_json::from_slice(&reply.body)?;
        let text = |name: &str| {
            answer
                .get(name)
                .and_then(Value::as_str)
                .map(str::to_owned)
                .with_context(|| format!("no {name} in the answer"))
        };
        Ok(Self { id: text("id")?, number: text("number")?, receipt: text("receipt")? })
    }
}

/// A sender.
#[derive(Debug)]
pub(crate) struct Client {
    number: u64,
    /// Count of the notice that is under way; the next one once it is answered.
    count: u64,
    under_way: bool,
}

impl Client {
    pub(crate) const fn new(number: u64) -> Self {
        Self { number, count: 1, under_way: false }
    }

    /// Posts notices until the connection breaks.
    async fn work(&mut self, address: SocketAddr, first: &Notify) -> Result<Vec<Acknowledged>> {
        let mut told = Vec::new();
        let Ok(mut wire) = Wire::connect(address).await else { return Ok(told) };
        while let Some(acknowledged) = self.post(&mut wire).await? {
            told.push(acknowledged);
            first.notify_one();
        }
        Ok(told)
    }

    /// Posts one notice; `None` when the connection broke before the whole answer was there.
    async fn post(&mut self, wire: &mut Wire) -> Result<Option<Acknowledged>> {
        let headers = format!(
            "content-type: application/json\r\nidempotency-key: crash-{}-{}\r\n",
            self.number, self.count
        );
        self.under_way = true;
        let Ok(reply) =
            wire.send("POST", "/api/v1/notices", &headers, notice(self.number, self.count).as_bytes()).await
        else {
            return Ok(None);
        };
        let acknowledged = Acknowledged::read(&reply)?;
        self.count += 1;
        self.under_way = false;
        Ok(Some(acknowledged))
    }

    /// Sends what is still under way.
    pub(crate) async fn finish(&mut self, address: SocketAddr) -> Result<Vec<Acknowledged>> {
        if !self.under_way {
            return Ok(Vec::new());
        }
        let mut wire = Wire::connect(address).await?;
        let answer = self.post(&mut wire).await?.context("no answer although nobody killed the program")?;
        Ok(vec![answer])
    }
}

/// The senders at work between a start and a kill.
pub(crate) struct Round {
    first: Arc<Notify>,
    working: JoinSet<Result<(Client, Vec<Acknowledged>)>>,
}

impl Round {
    pub(crate) fn begin(clients: Vec<Client>, address: SocketAddr) -> Self {
        let first = Arc::new(Notify::new());
        let mut working = JoinSet::new();
        for mut client in clients {
            let first = first.clone();
            working.spawn(async move {
                let told = client.work(address, &first).await?;
                Ok((client, told))
            });
        }
        Self { first, working }
    }

    /// Waits for the first answer.
    pub(crate) async fn answered(&self) -> bool {
        tokio::time::timeout(FIRST_ANSWER, self.first.notified()).await.is_ok()
    }

    /// Takes the senders back, with all they were told.
    pub(crate) async fn end(mut self) -> Result<(Vec<Client>, Vec<Acknowledged>)> {
        let (mut clients, mut told) = (Vec::new(), Vec::new());
        while let Some(done) = self.working.join_next().await {
            let (client, heard) = done??;
            clients.push(client);
            told.extend(heard);
        }
        Ok((clients, told))
    }
}
