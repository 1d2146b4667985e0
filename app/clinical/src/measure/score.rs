//! From answers to scores. No instrument has code of its own.

use super::{AlertKind, Band, Instrument, Missing, Response, ScoreRule, SexAtBirth, instruments};
use crate::sealed::sealed;

/// What came of one score.
#[derive(Clone, PartialEq, Eq)]
pub enum Outcome {
    /// So many points.
    Points {
        /// The sum, from 0.
        points: u8,
        /// How many missing answers were replaced by the mean of the others; 0 for none.
        prorated: u8,
    },
    /// Answers are missing.
    Incomplete {
        /// Which.
        missing: Vec<String>,
    },
}

/// One score with what it means.
#[derive(Clone, PartialEq, Eq)]
pub struct Scored<'a> {
    /// Its rule.
    pub rule: &'a ScoreRule,
    /// What happened as a result.
    pub outcome: Outcome,
    /// The band it falls in; `None` without one, or where bands do not hold for this client.
    pub band: Option<&'a Band>,
    /// At or over the screening cut; `None` where there is no cut, or it depends on something not known.
    pub positive: Option<bool>,
    /// A sentence that the score calls for.
    pub flag: Option<&'a str>,
}

sealed!(Outcome, Scored<'_>);

impl Scored<'_> {
    /// The points, where there is a score.
    pub fn points(&self) -> Option<u8> {
        match self.outcome {
            Outcome::Points { points, .. } => Some(points),
            Outcome::Incomplete { .. } => None,
        }
    }
}

/// Every score of a response, in the instrument's order. An instrument without a validated score gives none.
pub fn score<'a>(instrument: &'a Instrument, response: &Response, sex: Option<SexAtBirth>) -> Vec<Scored<'a>> {
    let response = response.clone().filled(instrument);
    let bands_hold = !(instrument.needs_communication && response.could_not_answer);
    instrument.scores.iter().map(|rule| one(instrument, &response, rule, sex, bands_hold)).collect()
}

fn one<'a>(
    instrument: &Instrument,
    response: &Response,
    rule: &'a ScoreRule,
    sex: Option<SexAtBirth>,
    bands_hold: bool,
) -> Scored<'a> {
    let outcome = sum(instrument, response, rule);
    let points = match outcome {
        Outcome::Points { points, .. } => Some(points),
        Outcome::Incomplete { .. } => None,
    };
    let band = points.filter(|_| bands_hold).and_then(|points| rule.bands.iter().rev().find(|band| band.from <= points));
    let positive = points.filter(|_| bands_hold).and_then(|points| {
        let cut = rule.cuts.iter().find(|cut| cut.sex.is_none() || cut.sex == sex)?;
        Some(points >= cut.at_least)
    });
    let flag = points.and_then(|points| {
        let flag = rule.flag.as_ref()?;
        let low = flag.at_least.is_none_or(|least| points >= least);
        let high = flag.at_most.is_none_or(|most| points <= most);
        (low && high).then_some(flag.sentence.as_str())
    });
    Scored { rule, outcome, band, positive, flag }
}

fn sum(instrument: &Instrument, response: &Response, rule: &ScoreRule) -> Outcome {
    let points: Vec<(&String, Option<u8>)> = rule.items.iter().map(|item| (item, response.points(instrument, item))).collect();
    let given: Vec<u32> = points.iter().filter_map(|(_, points)| points.map(u32::from)).collect();
    let missing: Vec<String> = points.iter().filter(|(_, points)| points.is_none()).map(|(item, _)| (*item).clone()).collect();
    let allowed = match rule.missing {
        Missing::Incomplete => 0,
        Missing::Prorate(most) => usize::from(most),
    };
    let (answered, all) = (given.len() as u32, rule.items.len() as u32);
    if missing.len() > allowed || answered == 0 {
        return Outcome::Incomplete { missing };
    }
    let total: u32 = given.iter().sum();
    // Rounded half up: (2·total·all + answered) / (2·answered), in whole numbers.
    let prorated = (2 * total * all + answered) / (2 * answered);
    let points = u8::try_from(prorated).unwrap_or(u8::MAX).min(rule.most);
    Outcome::Points { points, prorated: missing.len() as u8 }
}

/// What the answers ask for at once. An alert's item that was not answered asks as well: a skipped question about
/// self-harm is asked by a person.
pub fn alerts(instrument: &Instrument, response: &Response) -> Vec<AlertKind> {
    let asks =
        |rule: &&super::rules::AlertRule| response.points(instrument, &rule.item).is_none_or(|points| points >= rule.at_least);
    instrument.alerts.iter().filter(asks).map(|rule| rule.kind).collect()
}

/// The longer instrument that follows from a screen at its cut, with the answers carried.
pub fn leads_to(instrument: &Instrument, response: &Response) -> Option<(&'static Instrument, Response)> {
    let rule = instrument.leads_to.as_ref()?;
    let scored = score(instrument, response, None);
    let points = scored.iter().find(|scored| scored.rule.id == rule.score)?.points()?;
    let longer = instruments().iter().find(|one| one.id == rule.instrument)?;
    (points >= rule.at_least).then(|| (longer, response.carried_to(longer)))
}

/// Whether the symptom clusters of a provisional PTSD diagnosis are met (PCL-5: items rated 2 or more; B 1, C 1, D 2, E 2).
/// `None` where the instrument has no clusters or an item that could decide is missing.
pub fn probable_ptsd(instrument: &Instrument, response: &Response) -> Option<bool> {
    if instrument.clusters.is_empty() {
        return None;
    }
    let mut open = false;
    for cluster in &instrument.clusters {
        let points: Vec<Option<u8>> = cluster.items.iter().map(|item| response.points(instrument, item)).collect();
        let met = points.iter().flatten().filter(|points| **points >= cluster.rated).count();
        let missing = points.iter().filter(|points| points.is_none()).count();
        let need = usize::from(cluster.need);
        if met + missing < need {
            return Some(false);
        }
        open |= met < need;
    }
    (!open).then_some(true)
}
