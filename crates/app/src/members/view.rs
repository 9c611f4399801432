//! One body with everything the register knows of it, as far as the reader may see it.

use super::forms::{join_forms, known_of};
use crate::access::Ask;
use crate::contacts::declares_for;
use crate::reachability::{ReachNow, known};
use crate::{App, Error, Result, boxed};
use ::law::{Form, Library, Values};
use domain::bodies::Body;
use domain::contacts::{ContactChange, ContactPoint};
use domain::members::{Difference, Membership, Profile, ProfileChange, differences};
use domain::notices::submission::FilledForm;
use domain::systems::System;
use domain::{ContactPointId, Op, Right};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;

/// Editions and changes shown.
const SHOWN: i64 = 20;

/// An edit that waits, with what it changes.
#[derive(Debug, Clone, Serialize)]
pub struct PendingView {
    /// The edit.
    pub change: ProfileChange,
    /// What differs in the profile.
    pub profile: Vec<Difference>,
    /// What differs in the annex; only for those who may see the staff.
    pub staff: Vec<Difference>,
}

/// A body on the register.
#[derive(Debug, Clone, Serialize)]
pub struct MemberView {
    /// The body.
    pub body: Body,
    /// The body above it.
    pub parent: Option<Body>,
    /// Its membership.
    pub membership: Option<Membership>,
    /// The profile in force; without the annex for those who may not see the staff.
    pub profile: Option<Profile>,
    /// Its editions, newest first: number, who and when.
    pub editions: Vec<Profile>,
    /// The edit that waits; for the member and whoever keeps the register.
    pub pending: Option<PendingView>,
    /// Contact points in use, in the order in which to try them.
    pub contacts: Vec<ContactPoint>,
    /// How each of them stands.
    pub reach: HashMap<ContactPointId, ReachNow>,
    /// Changes of contact points with their proofs; for the member and whoever keeps the register.
    pub changes: Vec<ContactChange>,
    /// Its systems, as far as the reader may see them.
    pub systems: Vec<System>,
    /// The reader may declare for it.
    pub declares: bool,
    /// The reader keeps the register.
    pub keeps: bool,
}

/// Shows a body.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`].
#[boxed]
pub async fn show_member(app: &App, op: &Op, key: &str) -> Result<MemberView> {
    op.require(Right::SeeBodies)?;
    let mut read = app.store.read().await?;
    let body = read.body_by_key(key.trim()).await?.ok_or(Error::NotFound)?;
    let declares = declares_for(op, &body).is_ok();
    let keeps = op.may(Right::KeepMembers);
    let parent = match body.parent {
        Some(parent) => read.body(parent).await?,
        None => None,
    };
    let membership = read.membership(body.id).await?;
    let without_staff =
        |profile: Profile| if declares { profile } else { Profile { staff: None, ..profile } };
    let editions: Vec<Profile> =
        read.profiles(body.id, SHOWN).await?.into_iter().map(without_staff).collect();
    let profile = editions.first().cloned();
    let pending = if declares { read.pending_profile_change(body.id).await? } else { None };
    let pending =
        pending.filter(|change| change.waits(op.now)).map(|change| pending_view(change, profile.as_ref()));
    let mut contacts = read.contacts_of(body.id).await?;
    contacts.retain(|contact| contact.active);
    contacts.sort_by(|a, b| a.rank().cmp(&b.rank()));
    let reach = known(app, &mut read, &contacts, op.now).await?;
    let changes = if declares { read.contact_changes_of(body.id, SHOWN).await? } else { Vec::new() };
    let systems = if op.reaches(&[body.id]) { read.systems_of(body.id).await? } else { Vec::new() };
    Ok(MemberView {
        body,
        parent,
        membership,
        profile,
        editions,
        pending,
        contacts,
        reach,
        changes,
        systems,
        declares,
        keeps,
    })
}

fn pending_view(change: ProfileChange, profile: Option<&Profile>) -> PendingView {
    let nothing = Values::default();
    let between = |before: Option<&FilledForm>, after: Option<&FilledForm>| {
        let values =
            |form: Option<&FilledForm>| form.map_or_else(|| nothing.clone(), |form| form.values.clone());
        differences(&values(before), &values(after))
    };
    PendingView {
        profile: between(profile.map(|it| &it.profile), Some(&change.profile)),
        staff: between(profile.and_then(|it| it.staff.as_ref()), change.staff.as_ref()),
        change,
    }
}

/// The profile of a member with the values to begin an edit from.
#[derive(Debug, Clone)]
pub struct ProfileView {
    /// The member.
    pub body: Body,
    /// Its membership.
    pub membership: Membership,
    /// The law that the forms belong to.
    pub library: Arc<Library>,
    /// The text.
    pub ruleset: String,
    /// Values of the profile: those of the edit that waits, else those in force, else what the register knows.
    pub profile: Values,
    /// Values of the annex.
    pub staff: Option<Values>,
}

impl ProfileView {
    /// A form of the text.
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.library.ruleset(&self.ruleset).and_then(|text| text.form(id))
    }
}

/// The profile of a member, to edit it.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; `law.no_form`.
#[boxed]
pub async fn profile_to_edit(app: &App, op: &Op, key: &str) -> Result<ProfileView> {
    let mut read = app.store.read().await?;
    let body = read.body_by_key(key.trim()).await?.ok_or(Error::NotFound)?;
    declares_for(op, &body)?;
    let membership = read.membership(body.id).await?.ok_or(Error::NotFound)?;
    let library = app.library();
    let forms = join_forms(app, &library, op.now).ok_or_else(|| Error::refused("law.no_form"))?;
    let waiting = read.pending_profile_change(body.id).await?.filter(|change| change.waits(op.now));
    let in_force = read.profile(body.id, membership.edition).await?;
    let contacts = read.contacts_of(body.id).await?;
    let waits = waiting.is_some();
    let declared = waiting
        .map(|change| (change.profile, change.staff))
        .or_else(|| in_force.map(|profile| (profile.profile, profile.staff)));
    let mut profile = declared.as_ref().map(|(profile, _)| profile.values.clone()).unwrap_or_default();
    // Contact points may have been changed by themselves since: what the register has is what holds. An edit that waits is gone
    // on with as it is, or saving another field would undo it.
    if !waits {
        profile.extend(::law::prefill(forms.profile, &known_of(&body, &contacts)));
    }
    let staff = declared.and_then(|(_, staff)| staff).map(|staff| staff.values);
    let ruleset = forms.ruleset.id.to_string();
    Ok(ProfileView { body, membership, ruleset, profile, staff, library })
}
