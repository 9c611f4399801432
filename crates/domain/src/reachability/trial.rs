//! The trial of one contact point: a ladder of three rungs, climbed when one fails.

use crate::law_changes::Hand;
use crate::{BodyId, ContactPointId, Moment, ReachNumber, ReachTestId, Refusal, TrialId, codes};
use serde::{Deserialize, Serialize};
use std::time::Duration;

codes! {
    /// A rung of the ladder.
    Rung {
        /// A mail with an answer by one click.
        Mail = "mail",
        /// A call by an officer.
        Phone = "phone",
        /// The body above is asked to find somebody.
        Superior = "superior",
    }
}

codes! {
    /// How a trial stands.
    TrialState {
        /// A rung is being tried.
        Running = "running",
        /// Somebody answered.
        Reached = "reached",
        /// Every rung failed.
        Unreached = "unreached",
    }
}

codes! {
    /// What an attempt brought.
    Said {
        /// The mail server took the mail.
        Sent = "sent",
        /// The mail came back, or no server took it.
        Bounced = "bounced",
        /// Somebody answered.
        Answered = "answered",
        /// Nobody picked up.
        NoAnswer = "no-answer",
        /// Somebody else picked up, or the number does not exist.
        WrongNumber = "wrong-number",
        /// Nothing came until the last moment of the rung.
        Silent = "silent",
        /// The rung has no address or number to try.
        NoWay = "no-way",
    }
}

/// An attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// When.
    pub at: Moment,
    /// On which rung.
    pub rung: Rung,
    /// What it brought.
    pub said: Said,
    /// The address or number that was tried.
    pub how: String,
    /// What a server said, or an officer noted; may be empty.
    pub note: String,
    /// The officer who called; none where nobody acted for us.
    pub by: Option<Hand>,
}

/// How long each rung waits, and how often a number is called. Policy of the deployment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ladder {
    /// From the mail to the telephone.
    pub mail: Duration,
    /// From the telephone to the body above.
    pub phone: Duration,
    /// From asking the body above to giving up.
    pub superior: Duration,
    /// Calls without an answer after which the body above is asked.
    pub calls: usize,
}

impl Ladder {
    const fn wait(&self, rung: Rung) -> Duration {
        match rung {
            Rung::Mail => self.mail,
            Rung::Phone => self.phone,
            Rung::Superior => self.superior,
        }
    }
}

/// The trial of one contact point within a test, with the addresses as they were when it began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// Identity.
    pub id: TrialId,
    /// The test.
    pub test: ReachTestId,
    /// Its number.
    pub number: ReachNumber,
    /// The contact point.
    pub contact: ContactPointId,
    /// Its body.
    pub body: BodyId,
    /// Name of the contact point.
    pub name: String,
    /// Its mail address; empty for none.
    pub email: String,
    /// Its telephones, in the order in which to call.
    pub phones: Vec<String>,
    /// The body above with a mail address of its own.
    pub superior: Option<(BodyId, String)>,
    /// The rung that is tried, or was last.
    pub rung: Rung,
    /// How it stands.
    pub state: TrialState,
    /// Last moment of the rung; none when it is over.
    pub due_at: Option<Moment>,
    /// Everything that was tried, in the order of time.
    pub attempts: Vec<Attempt>,
    /// When it ended.
    pub settled_at: Option<Moment>,
    /// Counted up by each change.
    pub version: i64,
}

impl Trial {
    /// Begins on the first rung that has a way.
    pub fn begin(mut self, ladder: &Ladder, now: Moment) -> Self {
        self.state = TrialState::Running;
        self.stand_on(Rung::Mail, ladder, now);
        self
    }

    /// Whether the mail to the contact point, or the one to the body above, came back or was taken by no server.
    pub fn bounced(&self) -> bool {
        self.attempts.iter().any(|it| it.said == Said::Bounced)
    }

    /// Whom a mail of the present rung goes to.
    pub fn mail_to(&self) -> Option<&str> {
        match (self.state, self.rung) {
            (TrialState::Running, Rung::Mail) => Some(self.email.as_str()),
            (TrialState::Running, Rung::Superior) => self.superior.as_ref().map(|(_, email)| email.as_str()),
            _ => None,
        }
    }

    /// The mail of a rung was taken over by a mail server. Noted once.
    #[must_use]
    pub fn sent(mut self, rung: Rung, note: String, now: Moment) -> Self {
        if !self.attempts.iter().any(|it| it.rung == rung && it.said == Said::Sent) {
            let how = self.mail_to().unwrap_or_default().to_owned();
            self.attempts.push(Attempt { at: now, rung, said: Said::Sent, how, note, by: None });
        }
        self
    }

    /// The mail of a rung came back: the next rung. A mail that bounces after somebody answered, or from a rung that is over,
    /// is noted and changes nothing more.
    #[must_use]
    pub fn bounce(mut self, rung: Rung, how: String, note: String, ladder: &Ladder, now: Moment) -> Self {
        if self.attempts.iter().any(|it| it.rung == rung && it.said == Said::Bounced) {
            return self;
        }
        self.attempts.push(Attempt { at: now, rung, said: Said::Bounced, how, note, by: None });
        if self.state == TrialState::Running && self.rung == rung {
            self.climb(ladder, now);
        }
        self
    }

    /// The last moment of the rung has come and nobody answered: the next rung. Before that moment nothing changes.
    #[must_use]
    pub fn lapse(mut self, ladder: &Ladder, now: Moment) -> Self {
        if self.state == TrialState::Running && self.due_at.is_some_and(|due| due <= now) {
            let (rung, how) = (self.rung, String::new());
            self.attempts.push(Attempt {
                at: now,
                rung,
                said: Said::Silent,
                how,
                note: String::new(),
                by: None,
            });
            self.climb(ladder, now);
        }
        self
    }

    /// An officer called. Whoever answers is reached, on whatever rung the trial stands; calls without an answer climb from
    /// the telephone when there were as many as the ladder says, and a wrong number at once when there is no other.
    ///
    /// # Errors
    /// `reach.not_running` when the trial is over.
    pub fn call(mut self, attempt: Attempt, ladder: &Ladder) -> Result<Self, Refusal> {
        if self.state != TrialState::Running {
            return Err(Refusal::new("reach.not_running"));
        }
        let (said, at) = (attempt.said, attempt.at);
        self.attempts.push(attempt);
        if said == Said::Answered {
            self.settle(TrialState::Reached, at);
        } else if self.rung == Rung::Phone && self.phones_are_used_up(ladder) {
            self.climb(ladder, at);
        }
        Ok(self)
    }

    /// Somebody answered by the link or by mail. Whoever answers after the end is reached all the same; a second answer
    /// changes nothing.
    #[must_use]
    pub fn answer(mut self, rung: Rung, how: String, note: String, now: Moment) -> Self {
        if self.state != TrialState::Reached {
            self.attempts.push(Attempt { at: now, rung, said: Said::Answered, how, note, by: None });
            self.settle(TrialState::Reached, now);
        }
        self
    }

    fn phones_are_used_up(&self, ladder: &Ladder) -> bool {
        let calls = self.attempts.iter().filter(|it| it.rung == Rung::Phone);
        let wrong =
            |number: &String| calls.clone().any(|it| it.said == Said::WrongNumber && it.how == *number);
        let unanswered = calls.clone().filter(|it| it.said == Said::NoAnswer).count();
        unanswered >= ladder.calls || self.phones.iter().all(wrong)
    }

    fn climb(&mut self, ladder: &Ladder, now: Moment) {
        match self.rung {
            Rung::Mail => self.stand_on(Rung::Phone, ladder, now),
            Rung::Phone => self.stand_on(Rung::Superior, ladder, now),
            Rung::Superior => self.settle(TrialState::Unreached, now),
        }
    }

    fn stand_on(&mut self, rung: Rung, ladder: &Ladder, now: Moment) {
        self.rung = rung;
        self.due_at = Some(now.plus(ladder.wait(rung)));
        let way = match rung {
            Rung::Mail => !self.email.is_empty(),
            Rung::Phone => !self.phones.is_empty(),
            Rung::Superior => self.superior.is_some(),
        };
        if !way {
            let (how, note) = (String::new(), String::new());
            self.attempts.push(Attempt { at: now, rung, said: Said::NoWay, how, note, by: None });
            self.climb(ladder, now);
        }
    }

    fn settle(&mut self, state: TrialState, now: Moment) {
        (self.state, self.due_at, self.settled_at) = (state, None, Some(now));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use uuid::Uuid;

    const LADDER: Ladder = Ladder {
        mail: Duration::from_secs(24 * 3600),
        phone: Duration::from_secs(24 * 3600),
        superior: Duration::from_secs(72 * 3600),
        calls: 2,
    };

    fn hours(n: u64) -> Moment {
        Moment::EPOCH.plus(Duration::from_secs(n * 3600))
    }

    fn trial(email: &str, phones: &[&str], superior: bool) -> Trial {
        let superior = superior.then(|| (BodyId(Uuid::nil()), "tren@x.example".to_owned()));
        Trial {
            id: TrialId(Uuid::nil()),
            test: ReachTestId(Uuid::nil()),
            number: ReachNumber::new("KT", 2026, 1),
            contact: ContactPointId(Uuid::nil()),
            body: BodyId(Uuid::nil()),
            name: "Trực ban".into(),
            email: email.into(),
            phones: phones.iter().map(|&number| number.to_owned()).collect(),
            superior,
            rung: Rung::Mail,
            state: TrialState::Running,
            due_at: None,
            attempts: Vec::new(),
            settled_at: None,
            version: 1,
        }
        .begin(&LADDER, hours(0))
    }

    fn call(said: Said, how: &str, at: u64) -> Attempt {
        Attempt { at: hours(at), rung: Rung::Phone, said, how: how.into(), note: String::new(), by: None }
    }

    #[test]
    fn a_mail_that_is_answered_ends_the_trial_and_a_second_answer_changes_nothing() {
        let sent = trial("a@x.example", &["1"], true).sent(Rung::Mail, "250".into(), hours(0));
        assert_eq!((sent.rung, sent.due_at), (Rung::Mail, Some(hours(24))));
        let reached = sent.answer(Rung::Mail, "a@x.example".into(), String::new(), hours(3));
        assert_eq!((reached.state, reached.settled_at), (TrialState::Reached, Some(hours(3))));
        let again = reached.clone().answer(Rung::Mail, String::new(), String::new(), hours(9));
        assert_eq!(again, reached);
        assert_eq!(reached.clone().lapse(&LADDER, hours(99)), reached);
    }

    #[test]
    fn a_bounce_climbs_at_once_and_silence_at_the_last_moment() {
        let sent = trial("a@x.example", &["1"], true);
        let bounced = sent.clone().bounce(Rung::Mail, String::new(), "5.1.1".into(), &LADDER, hours(1));
        assert_eq!((bounced.rung, bounced.due_at, bounced.bounced()), (Rung::Phone, Some(hours(25)), true));
        let twice = bounced.clone().bounce(Rung::Mail, String::new(), String::new(), &LADDER, hours(2));
        assert_eq!(twice, bounced);
        assert_eq!(sent.clone().lapse(&LADDER, hours(23)).rung, Rung::Mail);
        let silent = sent.lapse(&LADDER, hours(24));
        assert_eq!((silent.rung, silent.due_at), (Rung::Phone, Some(hours(48))));
        let above = silent.lapse(&LADDER, hours(48));
        assert_eq!((above.rung, above.mail_to()), (Rung::Superior, Some("tren@x.example")));
        let over = above.lapse(&LADDER, hours(120));
        assert_eq!((over.state, over.due_at), (TrialState::Unreached, None));
        let late = over.answer(Rung::Mail, String::new(), String::new(), hours(130));
        assert_eq!(late.state, TrialState::Reached);
    }

    #[test]
    fn calls_climb_when_every_number_is_wrong_or_nobody_answers_as_often_as_the_ladder_says() {
        let phone = trial("", &["1", "2"], true);
        assert_eq!((phone.rung, phone.attempts.len()), (Rung::Phone, 1));
        let one = phone.clone().call(call(Said::WrongNumber, "1", 1), &LADDER).unwrap();
        assert_eq!(one.rung, Rung::Phone);
        let both = one.clone().call(call(Said::WrongNumber, "2", 2), &LADDER).unwrap();
        assert_eq!(both.rung, Rung::Superior);
        let silent = one.call(call(Said::NoAnswer, "2", 2), &LADDER).unwrap();
        let silent = silent.call(call(Said::NoAnswer, "2", 3), &LADDER).unwrap();
        assert_eq!(silent.rung, Rung::Superior);
        let reached = silent.call(call(Said::Answered, "2", 4), &LADDER).unwrap();
        assert_eq!(reached.state, TrialState::Reached);
        let refused = reached.call(call(Said::Answered, "2", 5), &LADDER).unwrap_err();
        assert_eq!(refused.code, "reach.not_running");
    }

    #[test]
    fn without_any_way_the_contact_point_is_unreached_from_the_beginning() {
        let nobody = trial("", &[], false);
        assert_eq!((nobody.state, nobody.attempts.len()), (TrialState::Unreached, 3));
    }
}
