//! Jobs that were given up, and giving them another life.

use crate::html::desk::Words;
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::domain::Right;
use axum::extract::State;
use phrases::contexts::admin::{JobCount, JobRow, Jobs, RefusedMailRow};

/// How the queue stands, and what a person should look at.
pub(super) async fn list(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let queue = app::jobs::counts(&web.app, &visitor.op).await?.counts;
    let dead = app::jobs::dead(&web.app, &visitor.op).await?;
    let refused = app::notices::refused_mail(&web.app, &visitor.op).await?;
    let words = Words::of(&web, &visitor);
    let count = |state: &str, count| JobCount { state: state.to_owned(), count };
    let page = Jobs {
        counts: vec![
            count("queued", queue.waiting),
            count("running", queue.running),
            count("done", queue.done),
            count("dead", queue.dead),
        ],
        rows: dead
            .into_iter()
            .map(|job| JobRow {
                id: job.id.to_string(),
                title: words.coded("job-kind", &job.kind),
                kind: job.kind,
                state: job.state,
                attempts: job.attempts,
                run_at: job.run_at.micros(),
                fault: Some(job.last_error).filter(|fault| !fault.is_empty()),
            })
            .collect(),
        refused: refused
            .into_iter()
            .map(|mail| RefusedMailRow {
                at: mail.at,
                size: mail.size_bytes,
                reason: mail.detail,
                hash: mail.sha256,
            })
            .collect(),
    };
    web.page(&visitor, &page)
}

/// Queues a job again.
pub(super) async fn retry(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    if !visitor.op.may(Right::SeeSystem) {
        return Err(Fault(Error::Forbidden));
    }
    app::jobs::revive(&web.app, &visitor.op, posted.code("job")?).await?;
    Ok(done("/admin/jobs", "job-retried"))
}
