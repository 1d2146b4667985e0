//! The answers somebody gave.

use super::{AnswerSet, Instrument, Language, instrument};
use crate::sealed::sealed;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An instrument in the version that was used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstrumentRef {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u32,
}

impl InstrumentRef {
    /// The instrument itself; `None` for one that this program does not know.
    pub fn instrument(&self) -> Option<&'static Instrument> {
        instrument(&self.id, self.version)
    }
}

/// One answer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Which choice, counted from 0. Not its points: two choices may count the same.
    Choice(u8),
    /// A number of days.
    Days(u8),
}

/// The answers to one instrument.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// What was asked.
    pub instrument: InstrumentRef,
    /// In which language.
    #[serde(default)]
    pub language: Language,
    /// The answers by item. One that is not there was not answered.
    pub answers: BTreeMap<String, Answer>,
    /// The client could not answer questions (CIWA-Ar): the total is kept without a band.
    #[serde(default)]
    pub could_not_answer: bool,
}

sealed!(Answer, Response);

impl Response {
    /// One without answers.
    pub fn new(instrument: &Instrument, language: Language) -> Self {
        Self {
            instrument: InstrumentRef { id: instrument.id.clone(), version: instrument.version },
            language,
            answers: BTreeMap::new(),
            could_not_answer: false,
        }
    }

    /// What an item counts: the points of its choice, or its days. `None` where it has no answer, or one without points.
    pub fn points(&self, instrument: &Instrument, item: &str) -> Option<u8> {
        match (self.answers.get(item)?, instrument.answers_of(item)?) {
            (Answer::Choice(choice), AnswerSet::Choices(choices)) => choices.get(usize::from(*choice))?.points,
            (Answer::Days(days), AnswerSet::Days { days: most }) => (days <= most).then_some(*days),
            (Answer::Choice(_), AnswerSet::Days { .. }) | (Answer::Days(_), AnswerSet::Choices(_)) => None,
        }
    }

    /// The answers with those that follow from them: "never" to the first question of AUDIT-C answers the other two.
    #[must_use]
    pub fn filled(mut self, instrument: &Instrument) -> Self {
        for fill in &instrument.fills {
            if fill.holds(&self) {
                for (item, value) in &fill.then {
                    let answer = match instrument.answers_of(item) {
                        Some(AnswerSet::Days { .. }) => Answer::Days(*value),
                        Some(AnswerSet::Choices(_)) | None => Answer::Choice(*value),
                    };
                    self.answers.insert(item.clone(), answer);
                }
            }
        }
        self
    }

    /// A response to a longer instrument that begins with the answers given here, item by item of the same number.
    pub fn carried_to(&self, longer: &Instrument) -> Self {
        let mut carried = Self::new(longer, self.language);
        let known = self.answers.iter().filter(|(item, _)| longer.item(item).is_some());
        carried.answers = known.map(|(item, answer)| (item.clone(), *answer)).collect();
        carried
    }
}
