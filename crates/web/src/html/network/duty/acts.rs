//! Acts on duty: planning, changing, handing over, publishing.

use super::show::answer;
use crate::html::desk::required;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::domain::ShiftId;
use app::domain::duty::LineContact;
use app::duty::{
    AddShift, Publish, SetRoster, Substitute, Who, acknowledge as read, add_shift, hand_over as write,
    publish_month, remove_shift, set_roster, substitute as change,
};
use axum::extract::{Path, State};

/// A shift is planned.
pub(super) async fn add(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let command = AddShift {
            body_key: key.clone(),
            line: posted.code("line")?,
            from: required(&posted, "from")?,
            until: required(&posted, "until")?,
            who: who(&posted),
        };
        add_shift(&web.app, &visitor.op, command).await.map(drop).map_err(Fault)
    };
    let act = act.await;
    answer(&web, &visitor, &posted, &key, ("add", "duty-planned"), act).await
}

/// A shift is taken out.
pub(super) async fn remove(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let (shift, version) = seen(&posted)?;
        remove_shift(&web.app, &visitor.op, shift, version).await.map_err(Fault)
    };
    let act = act.await;
    answer(&web, &visitor, &posted, &key, ("remove", "duty-removed"), act).await
}

/// Somebody else comes.
pub(super) async fn substitute(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let (shift, version) = seen(&posted)?;
        let reason = posted.text("reason").to_owned();
        let command = Substitute { shift, version, who: who(&posted), reason };
        change(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    let act = act.await;
    answer(&web, &visitor, &posted, &key, ("substitute", "duty-substituted"), act).await
}

/// The note of a shift is written.
pub(super) async fn hand_over(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let form = format!("handover-{}", posted.text("shift"));
    let act = async {
        write(&web.app, &visitor.op, posted.code("shift")?, posted.text("text")).await.map_err(Fault)
    };
    let act = act.await;
    answer(&web, &visitor, &posted, &key, (&form, "duty-handed-over"), act).await
}

/// And read.
pub(super) async fn acknowledge(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async { read(&web.app, &visitor.op, posted.code("shift")?).await.map_err(Fault) };
    let act = act.await;
    answer(&web, &visitor, &posted, &key, ("acknowledge", "duty-taken-over"), act).await
}

/// A month is published.
pub(super) async fn publish(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let command = Publish {
            body_key: key.clone(),
            line: posted.code("line")?,
            month: posted.text("month").to_owned(),
            reason: posted.text("reason").to_owned(),
        };
        publish_month(&web.app, &visitor.op, command).await.map(drop).map_err(Fault)
    };
    let act = act.await;
    answer(&web, &visitor, &posted, &key, ("publish", "duty-published"), act).await
}

/// How the lines are reached is set.
pub(super) async fn lines(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let text = |field: &str| posted.text(field).to_owned();
    let command = SetRoster {
        body_key: key.clone(),
        normal: LineContact {
            phone: text("normal_phone"),
            fax: text("normal_fax"),
            email: text("normal_email"),
        },
        severe: LineContact { phone: text("severe_phone"), fax: String::new(), email: text("severe_email") },
        public: posted.ticked("public"),
    };
    let act = set_roster(&web.app, &visitor.op, command).await.map_err(Fault);
    answer(&web, &visitor, &posted, &key, ("lines", "duty-lines-set"), act).await
}

fn who(posted: &Posted) -> Who {
    Who {
        login: posted.given("login").map(str::to_owned),
        name: posted.text("name").to_owned(),
        phone: posted.text("phone").to_owned(),
    }
}

/// A shift with the version that was seen, as the choice posts it: `<id>.<version>`.
fn seen(posted: &Posted) -> Result<(ShiftId, i64), Fault> {
    let read = posted.text("shift").split_once('.');
    let read = read.and_then(|(id, version)| Some((id.parse().ok()?, version.parse().ok()?)));
    read.ok_or_else(|| Fault(Error::field("shift", "unknown_option")))
}
