//! What is wrong on an assessment or a plan, beside which field, and in which words. Never repeats content.

use crate::Severity;
use std::{borrow::Cow, fmt};

/// Not an id: empty, too long, or with other characters than letters, digits, `-`, `_` and `.`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct IdError;

/// A place on the form of an assessment or a plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// What kind of thing: `assessment`, `substance`, `plan`, `objective`.
    pub of: &'static str,
    /// Which one, where there are several: its id, or its number in the list from 1.
    pub which: Option<String>,
    /// The field.
    pub field: &'static str,
}

impl Place {
    /// A field of what there is only one of.
    pub const fn the(of: &'static str, field: &'static str) -> Self {
        Self { of, which: None, field }
    }

    /// A field of one of several.
    pub fn one(of: &'static str, which: impl fmt::Display, field: &'static str) -> Self {
        Self { of, which: Some(which.to_string()), field }
    }

    /// A stable name, usable as an HTML id: `plan-review-date`, `objective-o1-target-date`.
    pub fn name(&self) -> String {
        let which = self.which.as_deref().map(|which| format!("-{which}")).unwrap_or_default();
        format!("{}{which}-{}", self.of, self.field.replace('_', "-"))
    }
}

/// What is wrong there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wrong {
    /// Nothing is there and something must be.
    Missing,
    /// More characters than are kept here.
    TooLong {
        /// The most characters.
        max: u32,
    },
    /// More text than one document carries.
    TooLarge,
    /// More entries than are kept here.
    TooMany {
        /// The most entries.
        max: u32,
    },
    /// A day that has not come.
    InFuture,
    /// A day before 1900.
    TooEarly,
    /// A day before the client was born.
    BeforeBirth,
    /// An age that the client has not come to.
    OlderThanClient,
    /// A target or a review in the past.
    Past,
    /// A target more than ten years ahead.
    TooFar,
    /// It ends before it starts.
    EndsBeforeStart,
    /// A number outside of what is possible.
    OutOfRange {
        /// The least.
        from: i32,
        /// The most.
        to: i32,
    },
    /// The level of care is not in the tables.
    UnknownLevel,
    /// The edition has no such dimension.
    UnknownDimension,
    /// The edition has no such rating in this dimension.
    UnknownRating,
    /// A rating without a word why.
    RatingWithoutReason,
    /// The dimension has not been rated.
    NotRated,
    /// Not asked yet.
    NotAsked,
    /// R8: nobody has said what was considered about withdrawal.
    WithdrawalNotConsidered,
    /// R8: nobody has decided.
    WithdrawalNotDecided,
    /// Recent use of what can make withdrawal dangerous, and no medical look decided.
    RecentUseNoMedicalLook,
    /// The ratings suggest something else than what stood there when a person chose.
    SuggestionChanged,
    /// The level of care was chosen, and no reason given.
    ChosenWithoutReason,
    /// The same, where another level was suggested.
    DiffersWithoutReason,
    /// This status wants a reason.
    StatusWithoutReason,
    /// Two lines with one id.
    SameIdTwice,
    /// Two lines with one number.
    SameNumberTwice,
    /// Nothing was found that a plan could begin with.
    NothingFound,
    /// Something was told about a part of life, and no finding belongs to it.
    ToldWithoutFinding,
    /// A dimension asks for care, and no finding belongs to it.
    RatedWithoutFinding,
    /// A deferral of what is no finding of the assessment.
    UnknownFinding,
    /// The plan has no problem.
    NoProblem,
    /// Not the digest of what was shown.
    NotADigest,
    /// Neither drawn nor coded.
    NotSigned,
    /// An answer this person cannot give.
    NotTheirs,
    /// The client disagrees and was not told about the appeal.
    AppealNotTold,
    /// A revision after a return to use is reviewed later than it may be.
    ReviewTooLate {
        /// The most days after the revision.
        days: u16,
    },
    /// A changed line without a word why.
    LineWithoutReason,
    /// A version that joins others names fewer than two of them, or one twice.
    BaseTwice,
    /// A day on which settings would begin, and it has passed.
    AlreadyHeld,
    /// A rule that nobody's writing could mend must not stop a signature.
    NeverStops,
}

impl Wrong {
    /// What happened and what to do, as it stands on the page.
    pub fn sentence(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Missing => "Please fill this in.",
            Self::TooLong { max } => return Cow::Owned(format!("This is too long. Keep it under {max} characters.")),
            Self::TooLarge => "All of it together is too long. Shorten the longest texts.",
            Self::TooMany { max } => return Cow::Owned(format!("These are too many. Keep at most {max}.")),
            Self::InFuture => "This date has not come yet. Check the year.",
            Self::TooEarly => "This date is before 1900. Check the year.",
            Self::BeforeBirth => "This is before the client was born. Check it, and the birth date in the profile.",
            Self::OlderThanClient => "The client is younger than this. Check it, and the birth date in the profile.",
            Self::Past => "This date has passed. Set a new one, or close the line.",
            Self::TooFar => "This date is more than ten years ahead. Check the year.",
            Self::EndsBeforeStart => "The end is before the start. Check both dates.",
            Self::OutOfRange { from, to } => return Cow::Owned(format!("This cannot be. Write a number from {from} to {to}.")),
            Self::UnknownLevel => "This level of care is not in the list. Choose one from the list.",
            Self::UnknownDimension => "This edition has no such dimension. Choose one from the list.",
            Self::UnknownRating => "This edition has no such rating here. Choose one from the list.",
            Self::RatingWithoutReason => "Say in a sentence why it is rated so.",
            Self::NotRated => "This dimension is not rated yet.",
            Self::NotAsked => "Nobody asked about this. Ask, or leave it and sign.",
            Self::WithdrawalNotConsidered => "Say what was looked at: last use, earlier withdrawals, seizures, signs now.",
            Self::WithdrawalNotDecided => "Decide how withdrawal is handled. Stopping suddenly can be dangerous.",
            Self::RecentUseNoMedicalLook => {
                "Alcohol, sedatives or opioids were used lately. Ask a medical colleague, or say why none is needed."
            }
            Self::SuggestionChanged => "The ratings changed since the level was chosen. Look at the level again.",
            Self::ChosenWithoutReason => "Say why this level: what speaks for it, and what the client wants.",
            Self::DiffersWithoutReason => "This is another level than the one suggested. Say why.",
            Self::StatusWithoutReason => "Say why, in a sentence.",
            Self::SameIdTwice => "This line stands in the plan twice. Take one of them out.",
            Self::SameNumberTwice => "Another line has the same number. Give one of them a new one.",
            Self::NothingFound => "No finding is listed yet. Write down what the plan should take up.",
            Self::ToldWithoutFinding => {
                "Something was told, and no finding of this part of life takes it up. Make it a finding, or leave it if it needs nothing."
            }
            Self::RatedWithoutFinding => {
                "This dimension asks for care, and no finding belongs to it. Make it a finding, or leave it if it needs nothing."
            }
            Self::UnknownFinding => "A deferral names what is no finding here. Put the finding back, or take the deferral out.",
            Self::NoProblem => "The plan has no problem yet. Begin with one, or with a template.",
            Self::NotADigest => "What was shown cannot be told. Show the plan again and sign then.",
            Self::NotSigned => "There is no signature yet. Draw it, or use the code.",
            Self::NotTheirs => "This answer is the client's or the guardian's. Choose another.",
            Self::AppealNotTold => "How to appeal has to be explained first. Tick it once it was.",
            Self::ReviewTooLate { days } => {
                return Cow::Owned(format!("After a return to use, review the plan within {days} days."));
            }
            Self::LineWithoutReason => "This line changed. Say why.",
            Self::BaseTwice => "A version stands here twice. Name each one once.",
            Self::AlreadyHeld => "This day has passed. Settings begin today or later.",
            Self::NeverStops => "This is about what has happened. It can warn, but not stop a signature.",
        })
    }
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Issue {
    /// Where.
    pub place: Place,
    /// What.
    pub wrong: Wrong,
    /// Whether it stops the signature.
    pub severity: Severity,
}

impl Issue {
    /// What is told beside the field.
    pub fn sentence(&self) -> Cow<'static, str> {
        self.wrong.sentence()
    }

    /// Whether it stops the signature.
    pub const fn blocks(&self) -> bool {
        matches!(self.severity, Severity::Blocks)
    }
}

/// Collects issues.
#[derive(Default)]
pub(crate) struct Issues(Vec<Issue>);

impl Issues {
    pub(crate) fn block(&mut self, when: bool, place: Place, wrong: Wrong) {
        self.add(when, place, wrong, Severity::Blocks);
    }

    pub(crate) fn warn(&mut self, when: bool, place: Place, wrong: Wrong) {
        self.add(when, place, wrong, Severity::Warns);
    }

    fn add(&mut self, when: bool, place: Place, wrong: Wrong, severity: Severity) {
        if when {
            self.0.push(Issue { place, wrong, severity });
        }
    }

    pub(crate) fn required(&mut self, place: Place, text: &str, max: u32) {
        self.block(text.trim().is_empty(), place.clone(), Wrong::Missing);
        self.length(place, text, max);
    }

    pub(crate) fn length(&mut self, place: Place, text: &str, max: u32) {
        let long = text.len() > max as usize && text.chars().count() > max as usize;
        self.block(long, place, Wrong::TooLong { max });
    }

    pub(crate) fn count(&mut self, place: Place, length: usize, max: u32) {
        self.block(length > max as usize, place, Wrong::TooMany { max });
    }

    /// The blocking first; within that, the order of the form.
    pub(crate) fn sorted(mut self) -> Vec<Issue> {
        self.0.sort_by_key(|issue| issue.severity);
        self.0
    }
}
