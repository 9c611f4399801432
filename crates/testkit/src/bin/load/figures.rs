//! Times of many answers and what they come to.

use serde::Serialize;
use std::time::Duration;

/// Times of answers, in microseconds.
#[derive(Debug, Default)]
pub(crate) struct Times {
    micros: Vec<u32>,
    /// Answers other than the one that was wanted.
    pub(crate) refused: u64,
}

impl Times {
    pub(crate) fn add(&mut self, time: Duration) {
        self.micros.push(u32::try_from(time.as_micros()).unwrap_or(u32::MAX));
    }

    pub(crate) fn join(&mut self, other: Self) {
        self.micros.extend(other.micros);
        self.refused += other.refused;
    }

    /// What they come to over a measurement of this length.
    pub(crate) fn figures(mut self, over: Duration) -> Figures {
        self.micros.sort_unstable();
        let millis = |micros: u32| f64::from(micros) / 1000.0;
        // The nearest rank: the smallest time that this share of all answers did not exceed.
        let at = |share: usize| {
            let rank = (self.micros.len() * share).div_ceil(100).saturating_sub(1);
            self.micros.get(rank).copied().map_or(0.0, millis)
        };
        Figures {
            answers: self.micros.len(),
            refused: self.refused,
            per_second: self.micros.len() as f64 / over.as_secs_f64(),
            p50_ms: at(50),
            p90_ms: at(90),
            p99_ms: at(99),
            max_ms: self.micros.last().copied().map_or(0.0, millis),
        }
    }
}

/// What many answers come to.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Figures {
    pub(crate) answers: usize,
    pub(crate) refused: u64,
    pub(crate) per_second: f64,
    pub(crate) p50_ms: f64,
    pub(crate) p90_ms: f64,
    pub(crate) p99_ms: f64,
    pub(crate) max_ms: f64,
}

/// A measurement with its name.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Line {
    /// What was asked.
    pub(crate) what: String,
    /// Database, where there is one.
    pub(crate) database: &'static str,
    /// Clients at the same time.
    pub(crate) clients: usize,
    #[serde(flatten)]
    pub(crate) figures: Figures,
    /// Whether it meets its aim; `None` without one.
    pub(crate) aim_met: Option<bool>,
}

impl Line {
    pub(crate) fn new(
        what: impl Into<String>,
        database: &'static str,
        clients: usize,
        figures: Figures,
    ) -> Self {
        Self { what: what.into(), database, clients, figures, aim_met: None }
    }

    pub(crate) fn line(&self) -> String {
        let f = &self.figures;
        let refused = if f.refused == 0 { String::new() } else { format!(", {} refused", f.refused) };
        format!(
            "{:<10} {:<34} {:>2} clients: {:>8.0}/s, p50 {:.2} ms, p90 {:.2} ms, p99 {:.2} ms, longest {:.1} ms{refused}",
            self.database, self.what, self.clients, f.per_second, f.p50_ms, f.p90_ms, f.p99_ms, f.max_ms,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ninety_nine_of_a_hundred_answers_came_within_the_p99() {
        let mut times = Times::default();
        (1..=100).rev().for_each(|n| times.add(Duration::from_millis(n)));
        let figures = times.figures(Duration::from_secs(2));
        assert_eq!(
            (figures.p50_ms, figures.p90_ms, figures.p99_ms, figures.max_ms),
            (50.0, 90.0, 99.0, 100.0)
        );
        assert_eq!(figures.per_second, 50.0);
        assert_eq!(Times::default().figures(Duration::from_secs(1)).p99_ms, 0.0);
    }
}
