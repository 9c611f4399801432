//! Challenges that need no memory: number, end, and a tag over both.

use super::text;
use crate::App;
use domain::Moment;
use std::time::Duration;
use subtle::ConstantTimeEq;

/// How long an answer may take.
const LIFE: Duration = Duration::from_secs(600);
const NUMBER: usize = 16;

/// A fresh challenge in base64url, for one purpose and one page.
pub(super) fn fresh(app: &App, purpose: &str, page: &str, now: Moment) -> String {
    let number = app.fresh.bytes::<NUMBER>();
    let until = now.plus(LIFE).micros().to_be_bytes();
    let tag = app.tag_for(purpose, &[&number, &until, page.as_bytes()]);
    text(&[number.as_slice(), &until, &tag].concat())
}

/// The end of a challenge that was made here for this purpose and page and is not over.
pub(super) fn end_of(app: &App, purpose: &str, page: &str, challenge: &str, now: Moment) -> Option<Moment> {
    let bytes = super::bytes(challenge).ok()?;
    let (number, rest) = bytes.split_at_checked(NUMBER)?;
    let (until, tag) = rest.split_at_checked(8)?;
    let right = app.tag_for(purpose, &[number, until, page.as_bytes()]);
    let until = Moment::from_micros(i64::from_be_bytes(until.try_into().ok()?));
    (until > now && bool::from(right.as_slice().ct_eq(tag))).then_some(until)
}
