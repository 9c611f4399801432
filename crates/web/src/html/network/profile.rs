//! A member declares itself on the legal form.

use crate::html::desk::{Words, faults, given, refused_page, shown_at};
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::members::{DeclareProfile, Declared, ProfileView, declare_profile, profile_to_edit};
use axum::extract::{Path, State};
use law::{Form, Values};
use phrases::contexts::form::{FormFault, FormView};
use phrases::contexts::network::ProfileEdit;

/// The profile, or with `part=staff` its annex.
pub(super) async fn form(State(web): State<Web>, visitor: Visitor, Path(key): Path<String>) -> Outcome {
    let view = profile_to_edit(&web.app, &visitor.op, &key).await?;
    let annex = visitor.query("part").as_deref() == Some("staff");
    let values = if annex { view.staff.clone().unwrap_or_default() } else { view.profile.clone() };
    let filled = Filled { annex, values, ..Filled::default() };
    web.page(&visitor, &page(&web, &visitor, &view, filled)?)
}

/// Declares it.
pub(super) async fn declare(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let view = profile_to_edit(&web.app, &visitor.op, &key).await?;
    let annex = posted.text("part") == "staff";
    let values = law::from_pairs(form_of(&view, annex)?, &posted.pairs);
    let mut filled =
        Filled { annex, values, changed_at: posted.text("changed_at").to_owned(), ..Filled::default() };
    let path = format!("/network/bodies/{key}");
    let act = async {
        let command = DeclareProfile {
            body: key.clone(),
            version: posted.number("version").unwrap_or_default(),
            profile: if annex { view.profile.clone() } else { filled.values.clone() },
            staff: annex.then(|| filled.values.clone()),
            changed_at: given(&posted, "changed_at")?,
        };
        declare_profile(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    let fault = match act.await {
        Ok(Declared::InForce) => return Ok(done(&path, "profile-in-force")),
        Ok(Declared::Waits) => return Ok(done(&path, "profile-waits")),
        Err(fault) => fault,
    };
    filled.refused = match &fault.0 {
        Error::Invalid(_) => None,
        Error::Refused(refusal) => Some(Words::of(&web, &visitor).refusal(refusal)),
        _ => return Err(fault),
    };
    filled.faults = faults(&web, &visitor, &fault);
    let page = page(&web, &visitor, &view, filled)?;
    refused_page(&web, &visitor, &format!("{path}/profile"), &fault, &page)
}

/// The form as it was filled in.
#[derive(Default)]
struct Filled {
    annex: bool,
    values: Values,
    changed_at: String,
    faults: Vec<FormFault>,
    refused: Option<String>,
}

fn form_of(view: &ProfileView, annex: bool) -> Result<&Form, Fault> {
    view.form(if annex { app::members::STAFF } else { app::members::PROFILE }).ok_or(Fault(Error::NotFound))
}

fn page(web: &Web, visitor: &Visitor, view: &ProfileView, filled: Filled) -> Result<ProfileEdit, Fault> {
    let Filled { annex, values, changed_at, faults, refused } = filled;
    let form = form_of(view, annex)?;
    let ruleset = view.library.ruleset(&view.ruleset).ok_or(Fault(Error::NotFound))?;
    let prefix = if annex { "staff:" } else { "" };
    let placed = faults.into_iter().map(|fault| {
        let key = fault.key.strip_prefix(prefix).unwrap_or(&fault.key);
        FormFault { key: shown_at(form, key), ..fault.clone() }
    });
    let reviewed = &web.app.settings.reviewed_profile_fields;
    let kept = |key: &str| reviewed.iter().any(|rule| rule == key);
    let labels =
        form.inputs().filter(|field| !annex && kept(&field.key)).map(|field| field.label.get(visitor.lang));
    let back = format!("/network/bodies/{}", view.body.key);
    Ok(ProfileEdit {
        body: view.body.name_in(visitor.lang).to_owned(),
        action: format!("{back}/profile"),
        back,
        version: view.membership.version,
        form: FormView::of(ruleset, form, &values, &[], visitor.lang).with_errors(placed.collect()),
        annex,
        reviewed: labels.map(str::to_owned).collect(),
        changed_at,
        refused,
    })
}
