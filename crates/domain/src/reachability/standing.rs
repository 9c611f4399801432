//! How fresh a contact point is: when it was last proven, what failed since, and a score from both.

use super::{Attempt, Rung, Said, Trial, TrialState};
use crate::contacts::ContactPoint;
use crate::{Moment, codes};
use serde::{Deserialize, Serialize};
use std::time::Duration;

codes! {
    /// What a score amounts to.
    Freshness {
        /// Proven lately.
        Fresh = "fresh",
        /// Proven a while ago, or something failed since.
        Ageing = "ageing",
        /// Proven long ago, or nobody could be reached since.
        Stale = "stale",
        /// Never proven, and nothing failed.
        Never = "never",
    }
}

/// That somebody answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proven {
    /// When.
    pub at: Moment,
    /// On which rung.
    pub rung: Rung,
}

/// That something failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// When.
    pub at: Moment,
    /// On which rung.
    pub rung: Rung,
    /// What the attempt brought.
    pub said: Said,
    /// Every rung failed.
    pub altogether: bool,
}

/// What is known of whether a contact point can be reached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// Last proven.
    pub proven: Option<Proven>,
    /// What failed last.
    pub failed: Option<Failed>,
}

impl Reach {
    /// Nothing is known.
    pub const fn never() -> Self {
        Self { proven: None, failed: None }
    }

    /// With what a trial has brought so far for a contact point as it is now: an attempt on an address or a number that is no
    /// longer its own tells nothing of it.
    #[must_use]
    pub fn with(mut self, trial: &Trial, contact: &ContactPoint) -> Self {
        let own = |attempt: &&Attempt| match attempt.rung {
            Rung::Mail => trial.email == contact.email,
            Rung::Phone => {
                let silent = attempt.said == Said::Silent;
                silent || [&contact.phone, &contact.mobile].contains(&&attempt.how)
            }
            Rung::Superior => true,
        };
        for attempt in trial.attempts.iter().filter(own) {
            match attempt.said {
                Said::Answered => {
                    let proven = Proven { at: attempt.at, rung: attempt.rung };
                    if self.proven.is_none_or(|last| last.at < proven.at) {
                        self.proven = Some(proven);
                    }
                }
                Said::Bounced | Said::WrongNumber | Said::NoAnswer | Said::Silent => {
                    let failed =
                        Failed { at: attempt.at, rung: attempt.rung, said: attempt.said, altogether: false };
                    if self.failed.is_none_or(|last| last.at <= failed.at) {
                        self.failed = Some(failed);
                    }
                }
                Said::Sent | Said::NoWay => {}
            }
        }
        if let (TrialState::Unreached, Some(at)) = (trial.state, trial.settled_at) {
            let said = trial.attempts.last().map_or(Said::NoWay, |it| it.said);
            self.failed = Some(Failed { at, rung: trial.rung, said, altogether: true });
        }
        self
    }

    /// After an address or a number changed: what was proven or failed on the old one tells nothing of the new one.
    #[must_use]
    pub fn after_change(self, fields: &[&str]) -> Self {
        let touched = |rung: Rung| match rung {
            Rung::Mail => fields.contains(&"email"),
            Rung::Phone => fields.iter().any(|field| matches!(*field, "phone" | "mobile")),
            Rung::Superior => fields.iter().any(|field| matches!(*field, "phone" | "mobile" | "email")),
        };
        Self {
            proven: self.proven.filter(|it| !touched(it.rung)),
            failed: self.failed.filter(|it| !touched(it.rung)),
        }
    }

    /// Whether something failed after the last proof.
    pub fn failed_since(&self) -> Option<Failed> {
        self.failed.filter(|failed| self.proven.is_none_or(|proven| proven.at < failed.at))
    }

    /// From 0 to 100: a proof counts 100 and loses evenly over the time `fresh`; half of it is left when one rung failed
    /// since, nothing when all did.
    pub fn score(&self, now: Moment, fresh: Duration) -> u8 {
        let Some(proven) = self.proven else { return 0 };
        let fresh = u64::try_from(fresh.as_micros()).unwrap_or(u64::MAX).max(1);
        let age = u64::try_from(now.micros_since(proven.at)).unwrap_or(0).min(fresh);
        let left = u128::from(fresh - age) * 100 / u128::from(fresh);
        let left = u8::try_from(left).unwrap_or(100);
        match self.failed_since() {
            Some(failed) if failed.altogether => 0,
            Some(_) => left / 2,
            None => left,
        }
    }

    /// What the score amounts to.
    pub fn freshness(&self, now: Moment, fresh: Duration) -> Freshness {
        match self.score(now, fresh) {
            0 if self.proven.is_none() && self.failed.is_none() => Freshness::Never,
            67.. => Freshness::Fresh,
            34.. => Freshness::Ageing,
            _ => Freshness::Stale,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: u64) -> Moment {
        Moment::EPOCH.plus(Duration::from_secs(n * 86_400))
    }

    const FRESH: Duration = Duration::from_secs(100 * 86_400);

    fn proven(at: u64, rung: Rung) -> Option<Proven> {
        Some(Proven { at: day(at), rung })
    }

    fn failed(at: u64, altogether: bool) -> Option<Failed> {
        Some(Failed { at: day(at), rung: Rung::Mail, said: Said::Bounced, altogether })
    }

    #[test]
    fn a_proof_wears_off_evenly() {
        let reach = Reach { proven: proven(0, Rung::Mail), failed: None };
        let scores = [0, 1, 33, 50, 99, 100, 500].map(|age| reach.score(day(age), FRESH));
        assert_eq!(scores, [100, 99, 67, 50, 1, 0, 0]);
        assert_eq!(Reach::never().freshness(day(9), FRESH), Freshness::Never);
        assert_eq!(reach.freshness(day(33), FRESH), Freshness::Fresh);
        assert_eq!(reach.freshness(day(50), FRESH), Freshness::Ageing);
        assert_eq!(reach.freshness(day(90), FRESH), Freshness::Stale);
    }

    #[test]
    fn what_failed_since_halves_it_or_takes_all() {
        let reach = |failed| Reach { proven: proven(10, Rung::Phone), failed };
        assert_eq!(reach(failed(5, true)).score(day(10), FRESH), 100);
        assert_eq!(reach(failed(10, false)).score(day(10), FRESH), 100);
        assert_eq!(reach(failed(11, false)).score(day(20), FRESH), 45);
        assert_eq!(reach(failed(11, true)).score(day(20), FRESH), 0);
        assert_eq!(reach(failed(11, true)).freshness(day(20), FRESH), Freshness::Stale);
    }

    #[test]
    fn a_changed_address_takes_its_own_proofs_away() {
        let reach = Reach { proven: proven(10, Rung::Phone), failed: failed(11, false) };
        assert_eq!(reach.after_change(&["email"]), Reach { failed: None, ..reach });
        assert_eq!(reach.after_change(&["mobile"]), Reach { proven: None, ..reach });
        assert_eq!(reach.after_change(&["name"]), reach);
    }
}
