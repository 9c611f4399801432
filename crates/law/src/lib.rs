//! Room `law`: the law as data, and the engine that applies it.
//!
//! A decree is a folder of TOML files. This room reads those files and says exactly what is wrong in them
//! ([`Library::from_files`], [`Fault`]), finds which texts bind an incident ([`resolve()`], [`explain`]), computes
//! when a duty is due and why ([`compute`]), and holds forms ([`validate`], [`json_schema`]), processes
//! ([`Process`]) and printed lists ([`Mapping::derive`]). It is pure: no files, no clock, no environment; text,
//! moments and conditions are arguments. Neighbour: `domain` builds on it, nothing here knows of the rest.
//!
//! ```
//! use law::{Library, SourceFile};
//!
//! let files = vec![SourceFile { path: "calendars/week.toml".into(), text: "rest = [\"saturday\"]\nrets = 1".into() }];
//! let faults = Library::from_files(files).expect_err("a misspelt key");
//! assert_eq!(faults[0].line, 2);
//! ```

mod agencies;
mod calendar;
mod change;
mod clock;
mod contradictions;
mod edition;
mod faults;
mod form;
mod ids;
mod library;
mod lists;
mod loader;
mod mapping;
mod players;
mod process;
mod provisions;
mod resolve;
mod ruleset;
mod simulate;
mod targets;
mod tasks;
mod teams;
mod text;
mod trace;

pub use agencies::{Agencies, Agency, AgencyName, Answering, Successor};
pub use calendar::{Calendar, CalendarDay, CalendarYear, DayKind, OwnCalendar, Rest, UnknownKind, Week};
pub use change::{
    ChangeKind, FieldChange, FormChange, TextChange, binds_otherwise, same_process, text_changes,
};
pub use clock::{Clock, DueKind, Limit, Outcome, Reason, When, compute, shown, shown_date, zone};
pub use contradictions::{Contradiction, Side, cites_like};
pub use edition::{NewEdition, NoEdition, new_edition, with_day};
pub use faults::Fault;
pub use form::{
    Context, Extra, Field, FieldError, FieldKind, FieldOption, Form, FormNote, FormNumber, FormTable, Header,
    Layout, Section, Signature, TableColumn, TableRow, TotalRow, Values, from_pairs, json_schema, prefill,
    table_totals, told, validate,
};
pub use ids::{BadName, ClockId, FormId, ListId, RoleKey, RulesetId, StepId};
pub use library::{Library, SourceFile};
pub use lists::{List, ListItem};
pub use loader::{BINDINGS, EVENTS, REPORT_KINDS};
pub use mapping::{Derived, Mapping, MappingRow, Multiple, RsitChoice};
pub use players::Player;
pub use process::{OtherLead, Phase, Process, Step};
pub use provisions::{Parts, Provision, ProvisionKind};
pub use resolve::{Binding, Conditions, Facts, clocks_started, explain, resolve};
pub use ruleset::{Edition, Force, Holder, Period, Role, Ruleset, Scope, ScopeSeverity, YearDay};
pub use simulate::{Difference, DifferenceKind, Due, Timed, differences, timed, timed_by};
pub use targets::{Span, Target};
pub use tasks::{Task, TaskGroup};
pub use teams::{
    AccessRule, AccessTarget, Authority, DelegationRule, MeetingRule, Post, TeamKind, TeamRules,
};
pub use text::{Certainty, Lang, Text, UnknownLang};
pub use trace::{Traced, traces};
