//! What the rules need to know beside the event: the care somebody was in, and the criteria that are met again.

use crate::{
    LevelOfCare, Setting,
    diagnosis::{Condition, Diagnosis, Disorder, Severity, Substance},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The care and the diagnoses as the chart had them when the event was written down. Kept with it: the rules looked at this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlierCourse {
    /// The setting of care when it happened.
    pub setting: Setting,
    /// The day care began in this episode.
    pub admitted: Option<NaiveDate>,
    /// Criteria of the disorder met again since the first day of use.
    pub criteria_met: u8,
    /// Full criteria are met again (two or more in one sliding 12-month window).
    pub full_criteria: bool,
    /// Dependence on alcohol or sedatives (a moderate or severe disorder).
    pub dependent_on_alcohol_or_sedatives: bool,
}

impl Default for EarlierCourse {
    /// Outpatient care, nothing else known.
    fn default() -> Self {
        Self {
            setting: Setting::Outpatient,
            admitted: None,
            criteria_met: 0,
            full_criteria: false,
            dependent_on_alcohol_or_sedatives: false,
        }
    }
}

impl EarlierCourse {
    /// From what a chart holds: the level of care, the day care began, the client's current conditions. `start` is the first day
    /// of use, `today` the local date. Care of an unknown level is taken for outpatient care.
    pub fn of<'a>(
        level: Option<&LevelOfCare>,
        admitted: Option<NaiveDate>,
        conditions: impl Iterator<Item = &'a Condition>,
        start: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Self {
        let setting = level.and_then(LevelOfCare::known).map_or(Setting::Outpatient, |level| level.setting);
        let mut course = Self { setting, admitted, ..Self::default() };
        for condition in conditions.filter(|condition| condition.status.is_current()) {
            course.dependent_on_alcohol_or_sedatives |= is_dependence(condition, today);
            if let (Some(disorder), Some(start)) = (condition.disorder(), start) {
                let (met, full) = met_again(disorder, start, today);
                course.criteria_met = course.criteria_met.max(met);
                course.full_criteria |= full;
            }
        }
        course
    }
}

/// Dependence: a moderate or severe disorder, counted or coded (F10.2, F13.2).
fn is_dependence(condition: &Condition, today: NaiveDate) -> bool {
    match &condition.diagnosis {
        Diagnosis::Coded(coded) => coded.code.starts_with("F10.2") || coded.code.starts_with("F13.2"),
        Diagnosis::SubstanceUse(disorder) => {
            let severity = disorder.assess(today).severity;
            matches!(disorder.substance, Substance::Alcohol | Substance::Sedative)
                && matches!(severity, Some(Severity::Moderate | Severity::Severe))
        }
    }
}

/// The criteria met since the first day of use, and whether they alone are the disorder again.
fn met_again(disorder: &Disorder, start: NaiveDate, today: NaiveDate) -> (u8, bool) {
    let since: Vec<_> =
        disorder.met.iter().filter(|met| met.on >= start && met.on <= today && met.counts(disorder.substance)).cloned().collect();
    let different: BTreeSet<_> = record::order::gather(since.iter().map(|met| met.criterion));
    let count = u8::try_from(different.len()).unwrap_or(u8::MAX);
    let again = Disorder { met: since, withdrawal: None, ..disorder.clone() };
    (count, again.assess(today).severity.is_some())
}
