//! The risk screen every note carries. "Not asked" is an answer of its own and never the same as "denied".

use crate::sealed::sealed;
use serde::{Deserialize, Serialize};

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskItem {
    /// Thoughts of suicide.
    Suicide,
    /// Thoughts of harming others.
    Homicide,
    /// Overdose.
    Overdose,
    /// Withdrawal.
    Withdrawal,
}

impl RiskItem {
    /// Every item, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Suicide, Self::Homicide, Self::Overdose, Self::Withdrawal];

    /// Its stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Suicide => "suicide",
            Self::Homicide => "homicide",
            Self::Overdose => "overdose",
            Self::Withdrawal => "withdrawal",
        }
    }

    /// As shown.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Suicide => "Suicidal thoughts",
            Self::Homicide => "Thoughts of harming others",
            Self::Overdose => "Overdose",
            Self::Withdrawal => "Withdrawal",
        }
    }
}

/// What came of asking.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Screen {
    /// Nobody asked.
    #[default]
    NotAsked,
    /// Asked, and denied.
    Denied,
    /// Present: what was said, and what was done.
    Present(String),
}

/// The answers of one session.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskScreen {
    /// Thoughts of suicide.
    pub suicide: Screen,
    /// Thoughts of harming others.
    pub homicide: Screen,
    /// Overdose.
    pub overdose: Screen,
    /// Withdrawal.
    pub withdrawal: Screen,
}

sealed!(Screen, RiskScreen);

impl RiskScreen {
    /// The answer to an item.
    pub const fn get(&self, item: RiskItem) -> &Screen {
        match item {
            RiskItem::Suicide => &self.suicide,
            RiskItem::Homicide => &self.homicide,
            RiskItem::Overdose => &self.overdose,
            RiskItem::Withdrawal => &self.withdrawal,
        }
    }

    /// Sets the answer to an item.
    pub fn set(&mut self, item: RiskItem, answer: Screen) {
        *match item {
            RiskItem::Suicide => &mut self.suicide,
            RiskItem::Homicide => &mut self.homicide,
            RiskItem::Overdose => &mut self.overdose,
            RiskItem::Withdrawal => &mut self.withdrawal,
        } = answer;
    }

    /// Items that are present.
    pub fn present(&self) -> impl Iterator<Item = RiskItem> + '_ {
        RiskItem::ALL.into_iter().filter(|item| matches!(self.get(*item), Screen::Present(_)))
    }
}
