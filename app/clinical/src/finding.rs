//! What a check found: where, by which rule, how serious, in which words, and how to mend it. Every check builds it directly.

use crate::{Wrong, sealed::sealed, thread::Rule};
use record::is_blank;
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, fmt};

/// Whether a finding stops a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Cannot be signed or saved like this.
    Blocks,
    /// Worth a look; may be signed.
    Warns,
    /// A hint.
    Notes,
}

/// A place on a form or in a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// What kind of thing: `assessment`, `substance`, `objective`, `birth-date`.
    pub of: Cow<'static, str>,
    /// Which one, where there are several: its id, or its number in the list from 1.
    pub which: Option<String>,
    /// The field; empty where the thing itself is meant.
    pub field: Cow<'static, str>,
}

impl Place {
    /// Something that there is only one of, as a whole.
    pub const fn whole(of: &'static str) -> Self {
        Self { of: Cow::Borrowed(of), which: None, field: Cow::Borrowed("") }
    }

    /// One of several, as a whole.
    pub fn item(of: &'static str, which: impl fmt::Display) -> Self {
        Self::one(of, which, "")
    }

    /// A field of what there is only one of.
    pub const fn the(of: &'static str, field: &'static str) -> Self {
        Self { of: Cow::Borrowed(of), which: None, field: Cow::Borrowed(field) }
    }

    /// A field of one of several.
    pub fn one(of: &'static str, which: impl fmt::Display, field: &'static str) -> Self {
        Self { of: Cow::Borrowed(of), which: Some(which.to_string()), field: Cow::Borrowed(field) }
    }

    /// A stable name, usable as an HTML id: `plan-review-date`, `objective-o1-target-date`, `section-plan`.
    pub fn name(&self) -> String {
        let mut name = self.of.clone().into_owned();
        for part in [self.which.as_deref().unwrap_or_default(), &self.field.replace('_', "-")] {
            if !part.is_empty() {
                name.push('-');
                name.push_str(part);
            }
        }
        name
    }
}

/// The rule that found something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleId {
    /// A rule of a form: the same in every program.
    Form(Wrong),
    /// A rule of the golden thread, as the program has set it.
    Thread(Rule),
}

impl RuleId {
    /// Its stable id: `missing`, `goal-missing`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Form(wrong) => wrong.id(),
            Self::Thread(rule) => rule.id(),
        }
    }
}

/// What a check found.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// By which rule.
    pub rule: RuleId,
    /// Whether it stops the signature.
    pub severity: Severity,
    /// What is so, in a sentence. It may name a client's words: no log gets it.
    pub sentence: Cow<'static, str>,
    /// How to mend it; empty where the sentence says it.
    pub fix: Cow<'static, str>,
}

sealed!(Finding);

impl Finding {
    /// Found by a form's own check.
    pub fn new(place: impl Into<Place>, wrong: Wrong, severity: Severity) -> Self {
        let (sentence, fix) = (wrong.sentence(), Cow::Borrowed(""));
        Self { place: place.into(), rule: RuleId::Form(wrong), severity, sentence, fix }
    }

    /// Stops the signature.
    pub fn blocking(place: impl Into<Place>, wrong: Wrong) -> Self {
        Self::new(place, wrong, Severity::Blocks)
    }

    /// Found by a rule of the thread.
    pub(crate) fn of_thread(rule: Rule, severity: Severity, place: Place, sentence: String) -> Self {
        let (rule_id, fix) = (RuleId::Thread(rule), Cow::Borrowed(rule.fix()));
        Self { place, rule: rule_id, severity, sentence: Cow::Owned(sentence), fix }
    }

    /// Whether it stops the signature.
    pub const fn blocks(&self) -> bool {
        matches!(self.severity, Severity::Blocks)
    }

    /// What a form found wrong; `None` for a finding of the thread.
    pub const fn wrong(&self) -> Option<Wrong> {
        match self.rule {
            RuleId::Form(wrong) => Some(wrong),
            RuleId::Thread(_) => None,
        }
    }

    /// What is so and how to mend it, as one text.
    pub fn text(&self) -> String {
        if self.fix.is_empty() { self.sentence.to_string() } else { format!("{} {}", self.sentence, self.fix) }
    }

    /// What several say, each once, as one text; `None` where there are none.
    pub fn say<'a>(found: impl IntoIterator<Item = &'a Self>) -> Option<String> {
        let mut said: Vec<String> = Vec::new();
        for text in found.into_iter().map(Self::text) {
            if !said.contains(&text) {
                said.push(text);
            }
        }
        (!said.is_empty()).then(|| said.join(" "))
    }

    /// One list of several, what stops a signature first; the order within is kept.
    pub fn join(lists: impl IntoIterator<Item = Vec<Self>>) -> Vec<Self> {
        let mut all: Vec<Self> = lists.into_iter().flatten().collect();
        record::order::sort_by_key(&mut all, |finding| finding.severity);
        all
    }
}

/// Collects findings.
#[derive(Default)]
pub(crate) struct Findings(Vec<Finding>);

impl Findings {
    pub(crate) fn block(&mut self, when: bool, place: impl Into<Place>, wrong: Wrong) {
        self.add(when, place, wrong, Severity::Blocks);
    }

    pub(crate) fn warn(&mut self, when: bool, place: impl Into<Place>, wrong: Wrong) {
        self.add(when, place, wrong, Severity::Warns);
    }

    fn add(&mut self, when: bool, place: impl Into<Place>, wrong: Wrong, severity: Severity) {
        if when {
            self.0.push(Finding::new(place, wrong, severity));
        }
    }

    /// The same, unless it was found already.
    pub(crate) fn block_once(&mut self, when: bool, place: impl Into<Place>, wrong: Wrong) {
        let found = when.then(|| Finding::blocking(place, wrong)).filter(|found| !self.0.contains(found));
        self.0.extend(found);
    }

    pub(crate) fn required(&mut self, place: impl Into<Place>, text: &str, max: u32) {
        let place = place.into();
        self.block(is_blank(text), place.clone(), Wrong::Missing);
        self.length(place, text, max);
    }

    pub(crate) fn length(&mut self, place: impl Into<Place>, text: &str, max: u32) {
        let long = text.len() > max as usize && text.chars().count() > max as usize;
        self.block(long, place, Wrong::TooLong { max });
    }

    pub(crate) fn count(&mut self, place: impl Into<Place>, length: usize, max: u32) {
        self.block(length > max as usize, place, Wrong::TooMany { max });
    }

    pub(crate) fn extend(&mut self, more: Vec<Finding>) {
        self.0.extend(more);
    }

    /// In the order of the form.
    pub(crate) fn into_vec(self) -> Vec<Finding> {
        self.0
    }

    /// The blocking first; within that, the order of the form.
    pub(crate) fn sorted(self) -> Vec<Finding> {
        Finding::join([self.0])
    }
}
