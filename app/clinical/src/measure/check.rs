//! Answers that the form does not allow, or that cannot both be right.

use super::{Answer, AnswerSet, Instrument, Response, rules::CheckRule};

/// Why answers are refused, or asked again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeasureProblem {
    /// The item is not one of this instrument.
    UnknownItem(String),
    /// The answer is not one that the form allows.
    NotAllowed(String),
    /// Two answers contradict each other: refused.
    Contradiction {
        /// The item.
        item: String,
        /// What is said beside it.
        sentence: String,
    },
    /// Two answers are unlikely together: asked again, and kept if so meant.
    AskAgain {
        /// The item.
        item: String,
        /// What is said beside it.
        sentence: String,
    },
}

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeasureCheck {
    /// In the order of the form.
    pub problems: Vec<MeasureProblem>,
}

impl MeasureCheck {
    /// Looks at every answer of a response.
    pub fn of(instrument: &Instrument, response: &Response) -> Self {
        let mut problems = Vec::new();
        for (item, answer) in &response.answers {
            match instrument.answers_of(item) {
                None => problems.push(MeasureProblem::UnknownItem(item.clone())),
                Some(set) if !allowed(set, *answer) => problems.push(MeasureProblem::NotAllowed(item.clone())),
                Some(_) => {}
            }
        }
        problems.extend(instrument.checks.iter().filter_map(|rule| broken(rule, instrument, response)));
        Self { problems }
    }

    /// Whether nothing stands in the way of keeping the result.
    pub fn may_sign(&self) -> bool {
        self.problems.iter().all(|problem| match problem {
            MeasureProblem::AskAgain { .. } => true,
            MeasureProblem::UnknownItem(_) | MeasureProblem::NotAllowed(_) | MeasureProblem::Contradiction { .. } => false,
        })
    }
}

fn allowed(set: &AnswerSet, answer: Answer) -> bool {
    match (set, answer) {
        (AnswerSet::Choices(choices), Answer::Choice(choice)) => usize::from(choice) < choices.len(),
        (AnswerSet::Days { days: most }, Answer::Days(days)) => days <= *most,
        (AnswerSet::Choices(_), Answer::Days(_)) | (AnswerSet::Days { .. }, Answer::Choice(_)) => false,
    }
}

fn broken(rule: &CheckRule, instrument: &Instrument, response: &Response) -> Option<MeasureProblem> {
    match rule {
        CheckRule::NotAbove { item, than, sentence } => {
            let (one, other) = (response.points(instrument, item)?, response.points(instrument, than)?);
            let found = MeasureProblem::Contradiction { item: item.clone(), sentence: sentence.clone() };
            (one > other).then_some(found)
        }
        CheckRule::NoneIfZero { item, others, sentence } => {
            let none = response.points(instrument, item)? == 0;
            let some = others.iter().filter_map(|other| response.points(instrument, other)).any(|points| points > 0);
            let found = MeasureProblem::AskAgain { item: item.clone(), sentence: sentence.clone() };
            (none && some).then_some(found)
        }
    }
}
