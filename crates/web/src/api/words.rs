//! Small values that occur in every record of the API, and the code lists as the OpenAPI document has them. The lists are
//! taken from `domain`, so document and behaviour cannot part.
//!
//! ```ignore
//! #[derive(serde::Serialize, utoipa::ToSchema)]
//! struct Shown { state: codes::NoticeState, received_at: Time, title: Words }
//! ```

use crate::Fault;
use app::Error;
use app::domain::Moment;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::str::FromStr;
use utoipa::openapi::schema::{ObjectBuilder, SchemaFormat, SchemaType, Type};
use utoipa::openapi::{KnownFormat, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// A moment.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Time(pub(super) Moment);

impl From<Moment> for Time {
    fn from(moment: Moment) -> Self {
        Self(moment)
    }
}

impl PartialSchema for Time {
    fn schema() -> RefOr<Schema> {
        text("A moment, RFC 3339; answers are in UTC, questions may have any offset.")
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .examples(["2026-11-12T02:00:00Z"])
            .into()
    }
}

impl ToSchema for Time {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Time")
    }
}

/// The id of a record.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Uid(String);

impl Uid {
    /// The id as its type.
    ///
    /// # Errors
    /// The field, when this is no id.
    pub(super) fn read<T: FromStr>(&self, field: &str) -> Result<T, Fault> {
        self.0.parse().map_err(|_| Fault(Error::field(field, "unknown_option")))
    }
}

impl<T: ToString> From<T> for Uid {
    fn from(id: T) -> Self {
        Self(id.to_string())
    }
}

impl PartialSchema for Uid {
    fn schema() -> RefOr<Schema> {
        text("The id of a record, a UUID (RFC 9562).")
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)))
            .examples(["01980000-0000-7000-8000-000000000000"])
            .into()
    }
}

impl ToSchema for Uid {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Id")
    }
}

fn text(about: &str) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(SchemaType::Type(Type::String)).description(Some(about))
}

/// Words in two languages.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct Words {
    /// Vietnamese, as printed in its source.
    vi: String,
    /// English; empty when nobody has translated it.
    en: String,
}

impl From<law::Text> for Words {
    fn from(text: law::Text) -> Self {
        Self { vi: text.vi, en: text.en }
    }
}

/// The code lists.
pub(super) mod codes {
    use super::{Cow, Deserialize, ObjectBuilder, PartialSchema, RefOr, Schema, Serialize, ToSchema, text};
    use app::domain::{access, bodies, clocks, incidents, messages, notices, people, reports, restriction};

    macro_rules! coded {
        ($($name:ident($kind:ty) $about:literal;)*) => {$(
            #[doc = $about]
            #[derive(Debug, Clone, Copy, Serialize, Deserialize)]
            #[serde(transparent)]
            pub(in crate::api) struct $name(pub(in crate::api) $kind);

            impl From<$kind> for $name {
                fn from(code: $kind) -> Self { Self(code) }
            }
            impl PartialSchema for $name {
                fn schema() -> RefOr<Schema> {
                    let list: ObjectBuilder = text($about);
                    list.enum_values(Some(<$kind>::ALL.iter().map(|code| code.code()))).into()
                }
            }
            impl ToSchema for $name {
                fn name() -> Cow<'static, str> { Cow::Borrowed(stringify!($name)) }
            }
        )*};
    }

    coded! {
        Channel(notices::Channel) "How a notice came.";
        NoticeState(notices::NoticeState) "What became of a notice.";
        Verdict(notices::Verdict) "What checking the sender showed.";
        Trait(notices::likeness::Trait) "What two notices share.";
        Audience(messages::Audience) "Who may read a message.";
        Direction(messages::Direction) "From here, or from the sender of the notice.";
        IncidentState(incidents::IncidentState) "How an incident stands; ended and recorded as closed are two states.";
        SeverityState(incidents::SeverityState) "Severe or not, proposed or decided.";
        Tlp(incidents::Tlp) "Traffic Light Protocol 2.0 (FIRST).";
        Environment(incidents::Environment) "Where it happened.";
        EntryKind(incidents::EntryKind) "What an entry of the record is.";
        PartyRole(incidents::PartyRole) "The part a body takes.";
        Sees(incidents::Sees) "How much a party sees.";
        StepState(incidents::StepState) "How a step of the process stands.";
        ClockState(clocks::ClockState) "How a clock stands.";
        DueKind(clocks::DueKind) "Whether the last moment is the law's, policy, or open.";
        ReportKind(reports::ReportKind) "The six kinds of reports.";
        ReportState(reports::ReportState) "How a report stands.";
        DeliveryState(reports::DeliveryState) "How a delivery to one addressee stands.";
        BodyKind(bodies::BodyKind) "What a body is in the network.";
        Role(people::Role) "What a person is for a body.";
        Relation(access::Relation) "How somebody stands to a record.";
        Secrecy(restriction::Secrecy) "Why a record is restricted.";
    }
}
