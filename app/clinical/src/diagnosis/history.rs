//! What changed between two versions of a condition, in words.

use super::{Condition, ConditionField as Field, Diagnosis, Disorder, Met, Taken, TobaccoCoding, Withdrawal};
use crate::{icd10cm, sealed::sealed};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// One changed field.
#[derive(Clone, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub field: Field,
    /// What stood there, in words; empty for nothing.
    pub old: String,
    /// What stands there now; empty for nothing.
    pub new: String,
    /// The reason given with the newer version.
    pub reason: String,
}

sealed!(Change);

impl Change {
    /// As shown: `Status: Provisional → Confirmed`; what came, and what went, is said so.
    pub fn sentence(&self) -> String {
        let label = self.field.label();
        match (self.old.is_empty(), self.new.is_empty()) {
            (true, _) => format!("{label}: added {}", self.new),
            (false, true) => format!("{label}: taken back {}", self.old),
            (false, false) => format!("{label}: {} → {}", self.old, self.new),
        }
    }
}

struct Changes<'a> {
    reason: &'a str,
    found: Vec<Change>,
}

impl Changes<'_> {
    fn note(&mut self, field: Field, old: String, new: String) {
        if old != new {
            self.found.push(Change { field, old, new, reason: self.reason.to_owned() });
        }
    }
}

/// What is different in `new`, field by field in the order of the form; a criterion's days one by
/// one. Empty when nothing but the reason differs.
pub fn changes(old: &Condition, new: &Condition) -> Vec<Change> {
    let mut changes = Changes { reason: new.reason.trim(), found: Vec::new() };
    let (before, after) = (old.disorder(), new.disorder());
    changes.note(Field::Code, coded(old), coded(new));
    if before.is_some() || after.is_some() {
        disorders(before, after, &mut changes);
    }
    let Condition { diagnosis: _, status, onset, diagnosed, evidence, specifiers, reason: _ } = new;
    changes.note(Field::Status, old.status.label().to_owned(), status.label().to_owned());
    changes.note(Field::Onset, day(old.onset), day(*onset));
    let by = |name: &str, credential: &str| {
        [name.trim(), credential.trim()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    changes.note(Field::DiagnosedBy, by(&old.diagnosed.by, &old.diagnosed.credential), by(&diagnosed.by, &diagnosed.credential));
    changes.note(Field::DiagnosedOn, day(old.diagnosed.on), day(diagnosed.on));
    changes.note(Field::Evidence, old.evidence.trim().to_owned(), evidence.trim().to_owned());
    changes.note(Field::Specifiers, old.specifiers.join(", "), specifiers.join(", "));
    changes.found
}

fn disorders(before: Option<&Disorder>, after: Option<&Disorder>, changes: &mut Changes) {
    let both = |words: fn(&Disorder) -> String| (before.map(words).unwrap_or_default(), after.map(words).unwrap_or_default());
    let mut note = |field, words: fn(&Disorder) -> String| {
        let (old, new) = both(words);
        changes.note(field, old, new);
    };
    note(Field::Substance, |disorder| disorder.substance.label().to_owned());
    note(Field::Named, |disorder| disorder.named.trim().to_owned());
    let met = |disorder: Option<&Disorder>| -> BTreeSet<Met> {
        disorder.map(|disorder| disorder.met.iter().cloned().collect()).unwrap_or_default()
    };
    let (earlier, later) = (met(before), met(after));
    for gone in earlier.difference(&later) {
        changes.note(Field::Criterion(gone.criterion), met_on(gone), String::new());
    }
    for new in later.difference(&earlier) {
        changes.note(Field::Criterion(new.criterion), String::new(), met_on(new));
    }
    let mut note = |field, words: fn(&Disorder) -> String| {
        let (old, new) = both(words);
        changes.note(field, old, new);
    };
    note(Field::Withdrawal, |disorder| disorder.withdrawal.as_ref().map(withdrawal).unwrap_or_default());
    note(Field::Tobacco, |disorder| disorder.tobacco.map(tobacco).unwrap_or_default());
    note(Field::Maintenance, |disorder| disorder.maintenance.map(|agent| agent.label().to_owned()).unwrap_or_default());
    note(Field::ControlledEnvironment, |disorder| if disorder.controlled_environment { "yes".into() } else { "no".into() });
    note(Field::LastUse, |disorder| day(disorder.last_use));
}

fn coded(condition: &Condition) -> String {
    match &condition.diagnosis {
        Diagnosis::Coded(coded) => {
            let title = icd10cm::lookup(&coded.code).map(|entry| entry.title()).unwrap_or_default();
            format!("{} {title}", coded.code).trim_end().to_owned()
        }
        Diagnosis::SubstanceUse(_) => String::new(),
    }
}

fn day(date: Option<NaiveDate>) -> String {
    date.map(|date| date.format("%b %-d, %Y").to_string()).unwrap_or_default()
}

fn met_on(met: &Met) -> String {
    day(Some(met.on)) + as_prescribed(met.taken)
}

const fn as_prescribed(taken: Taken) -> &'static str {
    match taken {
        Taken::Otherwise => "",
        Taken::AsPrescribed => ", medicine as prescribed",
        Taken::AsPrescribedByJudgment => ", medicine as prescribed, by judgment",
    }
}

fn withdrawal(state: &Withdrawal) -> String {
    let from = day(Some(state.from));
    let days = match state.until {
        Some(until) => format!("{}, {from} to {}", state.kind.label(), day(Some(until))),
        None => format!("{}, from {from}", state.kind.label()),
    };
    days + as_prescribed(state.taken)
}

fn tobacco(coding: TobaccoCoding) -> String {
    let mild = if coding.mild_as_use { ", a mild disorder as Z72.0" } else { "" };
    format!("{}{mild}", coding.product.label())
}
