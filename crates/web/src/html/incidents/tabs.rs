//! The tabs of an incident's page.

/// A tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    /// Facts, classification, severity, marks, the two ends.
    Overview,
    /// Steps of the legal process.
    Process,
    /// Clocks.
    Clocks,
    /// Record and messages.
    Timeline,
    /// Reports.
    Reports,
    /// Parties.
    Parties,
    /// Consents to access the affected system.
    Access,
    /// Audit rows.
    History,
}

impl Tab {
    /// All tabs in order.
    pub(super) const ALL: [Self; 8] = [
        Self::Overview,
        Self::Process,
        Self::Clocks,
        Self::Timeline,
        Self::Reports,
        Self::Parties,
        Self::Access,
        Self::History,
    ];

    /// Its code in addresses.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Process => "process",
            Self::Clocks => "clocks",
            Self::Timeline => "timeline",
            Self::Reports => "reports",
            Self::Parties => "parties",
            Self::Access => "access",
            Self::History => "history",
        }
    }

    /// The tab asked for; the first for anything else.
    pub(super) fn asked(code: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|tab| Some(tab.code()) == code).unwrap_or(Self::Overview)
    }
}
