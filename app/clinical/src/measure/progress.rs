//! What results say about the objectives of a plan that name an instrument.

use super::{HigherIs, Instrument, Measure, ScoreRule, instruments};
use crate::plan::{
    LineId, Objective, Plan,
    progress::{ProgressEntry, SourceKind},
};
use record::DocId;
use std::collections::BTreeMap;

/// The score that somebody means by these words: an instrument with one score by its name (`PHQ-9`), one of several by both names
/// (`BAM risk`). Case, spaces and signs do not count.
pub fn score_named(words: &str) -> Option<(&'static Instrument, &'static ScoreRule)> {
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect::<String>();
    let asked = plain(words);
    let fits = |instrument: &'static Instrument, rule: &'static ScoreRule| {
        let alone = instrument.scores.len() == 1;
        let called = [&instrument.id, &instrument.short, &instrument.name].map(|name| plain(name));
        called.into_iter().any(|name| (alone && name == asked) || name + &plain(&rule.name) == asked)
    };
    if asked.is_empty() {
        return None;
    }
    instruments().iter().rev().flat_map(|one| one.scores.iter().map(move |rule| (one, rule))).find(|(one, rule)| fits(one, rule))
}

impl Instrument {
    /// What one of its scores is called where an objective or a table names it; [`score_named`] understands it.
    pub fn score_name(&self, rule: &ScoreRule) -> String {
        if self.scores.len() == 1 { self.short.clone() } else { format!("{} {}", self.short, rule.name.to_lowercase()) }
    }
}

impl Objective {
    /// The score this is measured by: its instrument is named, and it counts points.
    pub fn measured_by(&self) -> Option<(&'static Instrument, &'static ScoreRule)> {
        let points = ["", "points", "score"].contains(&self.unit.trim());
        score_named(&self.instrument).filter(|_| points)
    }
}

/// Whether so many points reach a target of an objective.
pub fn reaches(rule: &ScoreRule, points: u8, target: i32) -> bool {
    match rule.higher_is {
        HigherIs::Worse => i32::from(points) <= target,
        HigherIs::Better => i32::from(points) >= target,
    }
}

/// What each result says about each objective that names its instrument and counts its points. A later version of the plan has the last word on what an
/// objective is measured with.
pub(crate) fn progress<'a>(plans: impl Iterator<Item = &'a Plan>, measures: &[(DocId, &Measure)]) -> Vec<ProgressEntry> {
    let mut asked: BTreeMap<&LineId, _> = BTreeMap::new();
    for plan in plans {
        let measured = |objective: &'a Objective| Some((&objective.id, objective.measured_by()?));
        asked.extend(plan.objectives().filter_map(|(_, _, objective)| measured(objective)));
    }
    let entry = |objective: &LineId, rule: &ScoreRule, instrument: &Instrument, (doc, measure): &(DocId, &Measure)| {
        if measure.response.instrument.id != instrument.id {
            return None;
        }
        let scores = measure.scores();
        let points = scores.iter().find(|scored| scored.rule.id == rule.id)?.points()?;
        Some(ProgressEntry {
            objective: objective.clone(),
            date: measure.on?,
            from: SourceKind::Measure,
            source: *doc,
            version: None,
            status: None,
            value: Some(i32::from(points)),
            remark: format!("{}: {}", instrument.short, measure.result()),
        })
    };
    asked
        .into_iter()
        .flat_map(|(objective, (one, rule))| measures.iter().filter_map(move |at| entry(objective, rule, one, at)))
        .collect()
}
