//! How an instrument is scored, and which answers it does not believe: data, read by the engine.

use super::{Answer, Instrument, Response};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How one score is computed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreRule {
    /// Its id within the instrument.
    pub id: String,
    /// As shown.
    pub name: String,
    /// The items that are summed.
    pub items: Vec<String>,
    /// The greatest sum.
    pub most: u8,
    /// What happens when items are missing.
    pub missing: Missing,
    /// Which way is worse.
    pub higher_is: HigherIs,
    /// Ranges with names, from 0 upward.
    #[serde(default)]
    pub bands: Vec<Band>,
    /// Where bands, cuts or flags come from.
    #[serde(default)]
    pub bands_source: Option<String>,
    /// Screening cut points; the first that fits counts.
    #[serde(default)]
    pub cuts: Vec<Cut>,
    /// A sentence for one side of a limit.
    #[serde(default)]
    pub flag: Option<Flag>,
    /// The least change that a published source calls reliable.
    #[serde(default)]
    pub change: Option<ChangeRule>,
}

/// What a missing answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// No score.
    Incomplete,
    /// Up to so many are replaced by the mean of the others, rounded half up, and the score is marked.
    Prorate(u8),
}

/// Which way is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HigherIs {
    /// More is worse.
    Worse,
    /// More is better.
    Better,
}

/// A range of scores with a name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// It begins here and ends before the next.
    pub from: u8,
    /// As shown.
    pub name: String,
}

/// A screening cut point.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    /// Positive from here.
    pub at_least: u8,
    /// For whom, where it differs.
    #[serde(default)]
    pub sex: Option<SexAtBirth>,
    /// Its name, where there is more than one for everybody.
    #[serde(default)]
    pub name: Option<String>,
}

/// As the published cut points of AUDIT-C distinguish it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SexAtBirth {
    /// Male.
    Male,
    /// Female.
    Female,
}

/// A sentence that a score calls for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flag {
    /// From here upward.
    #[serde(default)]
    pub at_least: Option<u8>,
    /// From here downward.
    #[serde(default)]
    pub at_most: Option<u8>,
    /// What it says.
    pub sentence: String,
}

/// The least change that counts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeRule {
    /// Points.
    pub points: u8,
    /// Where it was published.
    pub source: String,
}

/// An answer that asks for a person at once.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlertRule {
    /// The item. A missing answer asks as well.
    pub item: String,
    /// From so many points.
    pub at_least: u8,
    /// For what.
    pub kind: AlertKind,
}

/// What an answer asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    /// Thoughts of death or self-harm: the risk screen, before anything else.
    SelfHarm,
}

/// An answer that gives others: "never" drinking answers how much.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fill {
    /// The item that was answered.
    pub item: String,
    /// With this choice, counted from 0.
    pub choice: u8,
    /// Then these items have these choices (or numbers of days).
    pub then: BTreeMap<String, u8>,
}

impl Fill {
    /// Whether the answer was given that gives the others.
    pub(super) fn holds(&self, response: &Response) -> bool {
        match response.answers.get(&self.item) {
            Some(Answer::Choice(value) | Answer::Days(value)) => *value == self.choice,
            None => false,
        }
    }
}

/// Answers that cannot both be right.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum CheckRule {
    /// An answer may not be above another: refused.
    NotAbove {
        /// The item.
        item: String,
        /// The other.
        than: String,
        /// What is said.
        sentence: String,
    },
    /// An answer of 0 beside one above 0: asked again.
    NoneIfZero {
        /// The item that says none.
        item: String,
        /// The items that say some.
        others: Vec<String>,
        /// What is said.
        sentence: String,
    },
}

impl CheckRule {
    /// The items that need no asking, because the answers say that there is nothing to ask about.
    pub(super) fn settled(&self, instrument: &Instrument, response: &Response) -> &[String] {
        match self {
            Self::NoneIfZero { item, others, .. } if response.points(instrument, item) == Some(0) => others,
            Self::NoneIfZero { .. } | Self::NotAbove { .. } => &[],
        }
    }
}

/// A longer instrument that follows.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeadsTo {
    /// By which score.
    pub score: String,
    /// From here.
    pub at_least: u8,
    /// Which instrument; answers of items with the same number are carried.
    pub instrument: String,
}

/// A cluster of symptoms (DSM-5 criteria of PTSD).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cluster {
    /// The criterion's letter.
    pub name: String,
    /// Its items.
    pub items: Vec<String>,
    /// An item counts from so many points.
    pub rated: u8,
    /// So many have to count.
    pub need: u8,
}
