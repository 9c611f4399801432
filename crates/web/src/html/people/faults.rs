//! Faults at the fields of the forms about one's own account.

use crate::{Fault, Visitor, Web};
use app::Error;
use phrases::contexts::form::FormFault;

/// Faults at fields: a password that is not right is told at `current`, one that is not taken at `new`, and any other
/// refusal at the field named.
pub(super) fn faults(
    web: &Web,
    visitor: &Visitor,
    error: Error,
    otherwise: &str,
) -> Result<Vec<FormFault>, Fault> {
    match error {
        Error::Invalid(problems) => Ok(problems
            .iter()
            .map(|p| FormFault::new(&p.field, crate::dress::words(web, visitor, p)))
            .collect()),
        Error::Refused(refusal) => {
            let words = web.app.phrases.refusal(visitor.lang, refusal.code);
            Ok(vec![match refusal.code {
                "people.wrong_password" => {
                    FormFault::new("current", web.app.phrases.say(visitor.lang, "field-wrong_password", &[]))
                }
                "people.weak_password" | "people.common_password" => FormFault::new("new", words),
                _ => FormFault::new(otherwise, words),
            }])
        }
        other => Err(Fault(other)),
    }
}
