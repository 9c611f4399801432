//! A form that was refused comes back with what was typed and what to mend.

use super::Words;
use crate::fault::status;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use axum::response::IntoResponse;
use phrases::Page;
use phrases::contexts::desk::Typed;
use phrases::contexts::form::FormFault;
use std::collections::BTreeMap;

/// What was typed into a form and why it was refused; `None` when no form can mend the failure.
pub(in crate::html) fn typed(
    web: &Web,
    visitor: &Visitor,
    form: &str,
    posted: &Posted,
    fault: &Fault,
) -> Option<Typed> {
    let refusal = match &fault.0 {
        Error::Invalid(_) => None,
        Error::Refused(refusal) if refusal.field.is_some() => None,
        Error::Refused(refusal) => Some(Words::of(web, visitor).refusal(refusal)),
        _ => return None,
    };
    Some(Typed {
        form: form.to_owned(),
        refusal,
        errors: faults(web, visitor, fault),
        values: values(posted),
    })
}

/// The fields to mend; empty when the failure is none of fields.
pub(in crate::html) fn faults(web: &Web, visitor: &Visitor, fault: &Fault) -> Vec<FormFault> {
    match &fault.0 {
        Error::Invalid(problems) => {
            problems.iter().map(|p| FormFault::new(&p.field, crate::dress::words(web, visitor, p))).collect()
        }
        Error::Refused(refusal) => {
            let words = || Words::of(web, visitor).refusal(refusal);
            refusal.field.iter().map(|field| FormFault::new(field, words())).collect()
        }
        _ => Vec::new(),
    }
}

/// The page with the form, under the status of the failure and the address it is read at.
pub(in crate::html) fn refused_page<P: Page>(
    web: &Web,
    visitor: &Visitor,
    path: &str,
    fault: &Fault,
    page: &P,
) -> Outcome {
    let at = Visitor { page: path.to_owned(), ..visitor.clone() };
    Ok((status(&fault.0), web.page(&at, page)?).into_response())
}

/// Posted values by name; several of one name one a line.
fn values(posted: &Posted) -> BTreeMap<String, String> {
    let mut values: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in posted.pairs.iter().filter(|(name, _)| name != "version") {
        let kept = values.entry(name.clone()).or_default();
        if !kept.is_empty() {
            kept.push('\n');
        }
        kept.push_str(value);
    }
    values
}
