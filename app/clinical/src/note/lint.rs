//! What a look at other notes finds. It never blocks.

use super::Note;
use crate::{
    Field, Finding, Problem,
    likeness::{self, Shingles},
};

/// Compares a note with others of the same client, and with others of the same author, the older
/// ones first or last alike: text that is mostly the same, and sessions at the same time.
pub fn lint(note: &Note, of_client: &[&Note], of_author: &[&Note]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let own = Shingles::of(&note.plain_text());
    let most = of_client.iter().map(|other| own.percent_like(&Shingles::of(&other.plain_text()))).max().unwrap_or(0);
    if most > likeness::CLONE_PERCENT {
        findings.push(Finding::warning(Field::Note, Problem::LikeAnEarlierNote { percent: most }));
    }
    if let Some(span) = note.when.known().map(crate::ServiceTime::span) {
        let mut others = of_client.iter().chain(of_author).filter(|other| other.service.spec().met);
        if note.service.spec().met && others.any(|other| other.when.known().is_some_and(|time| time.span().overlaps(&span))) {
            findings.push(Finding::warning(Field::Start, Problem::Overlaps));
        }
    }
    findings
}
