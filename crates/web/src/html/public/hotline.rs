//! The public hotlines.

use crate::html::desk::Words;
use crate::{Outcome, Visitor, Web};
use app::duty::Hotline;
use axum::extract::State;
use phrases::contexts::duty::{HotlinePage, HotlineRow};

/// How to reach the coordinator and the localities around the clock.
pub(super) async fn page(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let words = Words::of(&web, &visitor);
    let (national, localities): (Vec<Hotline>, Vec<Hotline>) =
        app::duty::hotlines(&web.app).await?.into_iter().partition(|one| one.coordinator);
    let page = HotlinePage {
        national: national.into_iter().next().map(|one| row(&words, one)),
        localities: localities.into_iter().map(|one| row(&words, one)).collect(),
    };
    web.page(&visitor, &page)
}

fn row(words: &Words<'_>, one: Hotline) -> HotlineRow {
    let province = one.body.province.as_deref().filter(|_| !one.coordinator);
    HotlineRow {
        province: province.map(|code| words.item("provinces", code)).unwrap_or_default(),
        body: one.body.name_in(words.lang()).to_owned(),
        phone: one.normal.phone,
        fax: one.normal.fax,
        email: one.normal.email,
        severe_phone: one.severe.phone,
        severe_email: one.severe.email,
    }
}
