//! Claims of two owners that cannot both be true, and deciding on them.

use crate::html::desk::{Words, refused_page, typed};
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::domain::Moment;
use app::domain::text::key;
use app::systems::{
    ClaimView, DecideDispute, DecisionView, DisputeView, decide_dispute, list_decisions, list_disputes,
};
use axum::extract::State;
use phrases::contexts::desk::Typed;
use phrases::contexts::network::{ClaimParty, DecisionLine, DisputeLine, Disputes};

/// Where they are.
const PATH: &str = "/network/disputes";

/// Those that wait, and the newest decisions.
pub(super) async fn list(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let page = page(&web, &visitor, None).await?;
    web.page(&visitor, &page)
}

/// Decides one.
pub(super) async fn decide(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let act = async {
        let text = |field: &str| posted.text(field).to_owned();
        let command = DecideDispute {
            wider_system: text("wider_system"),
            wider: text("wider"),
            narrower_system: text("narrower_system"),
            narrower: text("narrower"),
            since: Moment::from_micros(posted.number("since").unwrap_or_default()),
            verdict: posted.code("verdict")?,
            reason: text("reason"),
        };
        decide_dispute(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    let Err(fault) = act.await else { return Ok(done(PATH, "dispute-decided")) };
    let Some(typed) = typed(&web, &visitor, posted.text("form"), &posted, &fault) else { return Err(fault) };
    let page = page(&web, &visitor, Some(typed)).await?;
    refused_page(&web, &visitor, PATH, &fault, &page)
}

async fn page(web: &Web, visitor: &Visitor, typed: Option<Typed>) -> Result<Disputes, Fault> {
    let words = Words::of(web, visitor);
    let open = list_disputes(&web.app, &visitor.op).await?;
    let decided = list_decisions(&web.app, &visitor.op).await?;
    Ok(Disputes {
        open: open.into_iter().map(|it| line(&words, it)).collect(),
        decided: decided.into_iter().map(|it| decision(&words, it)).collect(),
        typed,
    })
}

fn line(words: &Words<'_>, it: DisputeView) -> DisputeLine {
    let names = [&it.wider, &it.narrower].map(|claim| format!("{}-{}", claim.system.key, key(&claim.value)));
    DisputeLine {
        form: format!("dispute-{}", names.join("-")),
        wider: party(words, it.wider),
        narrower: party(words, it.narrower),
        since: it.since.micros(),
    }
}

fn decision(words: &Words<'_>, it: DecisionView) -> DecisionLine {
    DecisionLine {
        wider: party(words, it.wider),
        narrower: party(words, it.narrower),
        verdict: it.decision.verdict.code().to_owned(),
        reason: it.decision.reason,
        by: it.decision.by,
        at: it.decision.at.micros(),
    }
}

fn party(words: &Words<'_>, it: ClaimView) -> ClaimParty {
    ClaimParty {
        value: it.value,
        href: format!("/network/systems/{}", it.system.key),
        system: it.system.name,
        key: it.system.key,
        owner: it.owner.map(|owner| owner.name_in(words.lang()).to_owned()).unwrap_or_default(),
    }
}
