//! Classifying an incident.

use super::answer::{Place, answer};
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::incidents::Classify;
use axum::extract::{Path, State};
use domain::incidents::classification::UNKNOWN;
use domain::incidents::{Classification, Effects, RsitClass};

/// The classification is set.
pub(super) async fn classify(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let command = Classify {
            number: number.clone(),
            version: posted.number("version").unwrap_or_default(),
            title: posted.given("title").map(str::to_owned),
            environment: posted.code("environment")?,
            classification: classification(&posted),
        };
        app::incidents::classify(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    let place = Place::overview(&number, "classify", "incident-classified");
    answer(&web, &visitor, &posted, place, act.await).await
}

/// The classification as posted.
pub(super) fn classification(posted: &Posted) -> Classification {
    let effects = posted.all("effects");
    let harmed = |effect: &str| effects.iter().any(|e| e == effect);
    let grade = |field: &str| posted.given(field).unwrap_or(UNKNOWN).to_owned();
    Classification {
        primary: posted.all("primary").iter().map(|value| class(value)).collect(),
        secondary: posted.all("secondary").iter().map(|value| class(value)).collect(),
        cause: posted.given("cause").map(str::to_owned),
        effects: Effects {
            confidentiality: harmed("confidentiality"),
            integrity: harmed("integrity"),
            availability: harmed("availability"),
        },
        harm: grade("harm"),
        spread: grade("spread"),
        under_verification: posted.ticked("under_verification"),
    }
}

/// A class as posted: `<class>`, or `<class>+<qualifier>`.
fn class(value: &str) -> RsitClass {
    match value.split_once('+') {
        Some((code, qualifier)) => {
            RsitClass { code: code.to_owned(), qualifiers: vec![qualifier.to_owned()] }
        }
        None => RsitClass { code: value.to_owned(), qualifiers: Vec::new() },
    }
}
