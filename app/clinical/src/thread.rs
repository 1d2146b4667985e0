//! The golden thread: from finding to diagnosis to plan to note, nothing may break unseen.
//!
//! Two sides are looked at, [`PlanSide`] and [`NoteSide`], by one set of rules ([`ThreadRules`]). What is found is a
//! [`Lint`]; what forms themselves check ([`Finding`], [`Issue`]) becomes one too, so that the page shows one list.
//! A lint never stops saving; it stops a signature only where the program says so.

mod mention;
mod name;
mod note;
mod plan;
mod prepared;
mod rule;

pub use name::CaseloadNames;
pub use note::NoteSide;
pub use plan::PlanSide;
pub use prepared::{Prepared, Session};
pub use rule::{Rule, RuleNumber, RuleSetting, ThreadRules};

use crate::{Finding, Severity, assessment::Issue, sealed::sealed};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Something to look at, as the page shows it beside its place.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lint {
    /// The stable id of the rule, or of what a form found wrong.
    pub rule: Cow<'static, str>,
    /// Whether it stops the signature.
    pub severity: Severity,
    /// What is so, in a sentence.
    pub sentence: Cow<'static, str>,
    /// How it can be mended; empty where the sentence says it.
    pub fix: Cow<'static, str>,
    /// The HTML id of the place: `section-plan`, `objective-o1`, `note`.
    pub place: Cow<'static, str>,
}

sealed!(Lint);

impl Lint {
    fn new(rule: Rule, setting: RuleSetting, place: impl Into<Cow<'static, str>>, sentence: String) -> Self {
        Self {
            rule: Cow::Borrowed(rule.id()),
            severity: setting.severity,
            sentence: Cow::Owned(sentence),
            fix: Cow::Borrowed(rule.fix()),
            place: place.into(),
        }
    }

    /// Whether it stops the signature.
    pub const fn blocks(&self) -> bool {
        matches!(self.severity, Severity::Blocks)
    }
}

impl From<&Finding> for Lint {
    fn from(finding: &Finding) -> Self {
        Self {
            rule: Cow::Borrowed(finding.problem.id()),
            severity: finding.severity,
            sentence: finding.sentence(),
            fix: Cow::Borrowed(""),
            place: finding.field.name(),
        }
    }
}

impl From<&Issue> for Lint {
    fn from(issue: &Issue) -> Self {
        Self {
            rule: Cow::Borrowed("form"),
            severity: issue.severity,
            sentence: issue.sentence(),
            fix: Cow::Borrowed(""),
            place: Cow::Owned(issue.place.name()),
        }
    }
}

/// One list of several, what stops a signature first; the order within is kept.
pub fn join(lists: impl IntoIterator<Item = Vec<Lint>>) -> Vec<Lint> {
    let mut all: Vec<Lint> = lists.into_iter().flatten().collect();
    all.sort_by_key(|lint| lint.severity);
    all
}
