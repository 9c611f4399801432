//! The lane of incoming notices: arrivals that wait while the last ones are being written share one transaction and
//! one commit. Each is answered only after that commit, so durability is the same and throughput many times higher.

use super::arrivals::{Arrival, Receipt, write_all};
use crate::{App, Error, Result};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// Most arrivals in one transaction.
const TOGETHER: usize = 64;
/// Most arrivals waiting; more are told to come again.
const WAITING: usize = 4096;

/// Longest time for one transaction of the lane: a database that is cut off must not hold everybody who comes.
const LONGEST: Duration = Duration::from_secs(30);

type Waiting = (Arrival, oneshot::Sender<Result<Receipt>>);

/// The door of the lane.
pub(crate) struct Lane {
    arrivals: mpsc::Sender<Waiting>,
    taken: Arc<AtomicU64>,
}

impl Lane {
    /// Opens the lane; it closes when the desk is gone.
    pub(crate) fn open(app: Weak<App>) -> Self {
        let (arrivals, waiting) = mpsc::channel(WAITING);
        let taken = Arc::default();
        tokio::spawn(run(app, waiting, Arc::clone(&taken)));
        Self { arrivals, taken }
    }

    /// How many arrivals were taken up to be written, since the lane was opened.
    pub(crate) fn taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }

    pub(super) async fn submit(&self, arrival: Arrival) -> Result<Receipt> {
        let (answer, answered) = oneshot::channel();
        let full = |_| Error::Unavailable("too many notices are waiting".into());
        self.arrivals.try_send((arrival, answer)).map_err(full)?;
        answered.await.map_err(|_| Error::Unavailable("the desk is closing".into()))?
    }
}

async fn run(app: Weak<App>, mut waiting: mpsc::Receiver<Waiting>, taken: Arc<AtomicU64>) {
    let mut batch: Vec<Waiting> = Vec::with_capacity(TOGETHER);
    while waiting.recv_many(&mut batch, TOGETHER).await > 0 {
        let Some(app) = app.upgrade() else { return };
        let (arrivals, answers): (Vec<_>, Vec<_>) = batch.drain(..).unzip();
        taken.fetch_add(arrivals.len() as u64, Ordering::Relaxed);
        metrics::histogram!("ungcuu_notices_together").record(arrivals.len() as f64);
        let written = tokio::time::timeout(LONGEST, write_all(&app, &arrivals)).await;
        match written.unwrap_or_else(|_| Err(Error::Unavailable("the database does not answer".into()))) {
            Ok(receipts) => {
                for (answer, receipt) in answers.into_iter().zip(receipts) {
                    let _ = answer.send(receipt);
                }
            }
            Err(together) => apart(&app, arrivals, answers, together).await,
        }
    }
}

/// One bad arrival must not take the others with it: write each by itself.
async fn apart(
    app: &App,
    arrivals: Vec<Arrival>,
    answers: Vec<oneshot::Sender<Result<Receipt>>>,
    together: Error,
) {
    if matches!(together, Error::Unavailable(_)) {
        let mut first = Some(together);
        for answer in answers {
            let _ = answer.send(Err(first
                .take()
                .unwrap_or_else(|| Error::Unavailable("the database does not answer".into()))));
        }
        return;
    }
    tracing::warn!(error = %together, "writing arrivals one by one");
    for (arrival, answer) in arrivals.into_iter().zip(answers) {
        let alone = write_all(app, std::slice::from_ref(&arrival)).await;
        let _ = answer
            .send(alone.and_then(|mut all| all.pop().unwrap_or_else(|| Err(Error::internal("no answer")))));
    }
}
