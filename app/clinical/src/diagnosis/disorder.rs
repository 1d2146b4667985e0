//! A substance-use disorder: what was met and when. Severity, course and code are counted from it.

use super::{
    Assessed, Course, Degree, MaintenanceAgent, Met, Phase, Severity, Substance, Taken, TobaccoProduct, WithdrawalKind, code,
    course::Days, withdrawal_code,
};
use crate::sealed::sealed;
use chrono::NaiveDate;
use record::is_blank;
use serde::{Deserialize, Serialize};

/// The code that DSM-5 prints for a mild tobacco use disorder.
const TOBACCO_USE: &str = "Z72.0";

/// How a tobacco use disorder is coded.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TobaccoCoding {
    /// The product.
    pub product: TobaccoProduct,
    /// Code a mild disorder Z72.0, as DSM-5 prints it, not F17.2x0, as the tabular list does. In
    /// remission it is F17.2x1 either way.
    pub mild_as_use: bool,
}

/// Withdrawal, from a day on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// What it looks like.
    pub kind: WithdrawalKind,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day; `None` while it lasts.
    pub until: Option<NaiveDate>,
    /// How the substance was taken: withdrawal from a medicine taken as prescribed does not stand against remission.
    #[serde(default, skip_serializing_if = "Taken::is_otherwise")]
    pub taken: Taken,
}

/// Use of a substance, with what was met and when.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disorder {
    /// The class of substances.
    pub substance: Substance,
    /// What exactly, such as "fentanyl"; needed for [`Substance::Other`].
    pub named: String,
    /// The criteria met, each with its day. Order and repetition mean nothing.
    pub met: Vec<Met>,
    /// Withdrawal as a state of its own, coded while it lasts.
    pub withdrawal: Option<Withdrawal>,
    /// Only for tobacco.
    pub tobacco: Option<TobaccoCoding>,
    /// Specifier "on maintenance therapy": with what.
    pub maintenance: Option<MaintenanceAgent>,
    /// Specifier "in a controlled environment".
    pub controlled_environment: bool,
    /// The last use, whether or not it met a criterion.
    pub last_use: Option<NaiveDate>,
}

sealed!(TobaccoCoding, Withdrawal, Disorder, Met);

impl Disorder {
    /// Nothing met yet.
    pub const fn new(substance: Substance) -> Self {
        Self {
            substance,
            named: String::new(),
            met: Vec::new(),
            withdrawal: None,
            tobacco: None,
            maintenance: None,
            controlled_environment: false,
            last_use: None,
        }
    }

    /// What the criteria say on `today`, the local date ([`crate::Zoned::date`]). Later days do not count yet.
    pub fn assess(&self, today: NaiveDate) -> Assessed {
        let mut days = Days::default();
        for met in self.met.iter().filter(|met| met.counts(self.substance)) {
            days.add(met.criterion, met.on);
        }
        if let Some(state) = self.withdrawal.as_ref().filter(|state| state.taken.counts(self.substance)) {
            days.add_withdrawal(state.from, state.until.unwrap_or(NaiveDate::MAX));
        }
        days.assess(today)
    }

    /// Whether withdrawal lasts on `today`.
    pub fn in_withdrawal(&self, today: NaiveDate) -> bool {
        self.withdrawal.as_ref().is_some_and(|state| state.from <= today && state.until.is_none_or(|until| today <= until))
    }

    /// Whether withdrawal lasts on `today` and stands against remission.
    pub fn withdrawal_excludes_remission(&self, today: NaiveDate) -> bool {
        let counts = self.withdrawal.as_ref().is_some_and(|state| state.taken.counts(self.substance));
        counts && self.in_withdrawal(today)
    }

    /// The one code on `today`; `None` without a disorder and without withdrawal. Withdrawal goes before the uncomplicated
    /// disorder. It excludes remission; only withdrawal from a medicine taken as prescribed stands beside it, and then the
    /// code in remission is the one.
    pub fn code(&self, today: NaiveDate) -> Option<String> {
        let Assessed { severity, phase, .. } = self.assess(today);
        let TobaccoCoding { product, mild_as_use } = self.tobacco.unwrap_or_default();
        let withdrawal = |degree| {
            let state = self.withdrawal.as_ref().filter(|_| self.in_withdrawal(today))?;
            withdrawal_code(self.substance, product, degree, state.kind)
        };
        let Some(severity) = severity else { return withdrawal(Degree::Use) };
        let plain = code(self.substance, product, severity.into(), phase);
        match (phase, self.substance, severity) {
            (Phase::Remission, _, _) => plain,
            (Phase::Present, Substance::Tobacco, Severity::Mild) if mild_as_use => {
                withdrawal(severity.into()).or_else(|| Some(TOBACCO_USE.to_owned()))
            }
            (Phase::Present, _, _) => withdrawal(severity.into()).or(plain),
        }
    }

    /// The name on `today`: `Opioid use disorder, severe, in early remission, on maintenance therapy`.
    /// The specifiers are kept always and printed with remission.
    pub fn name(&self, today: NaiveDate) -> String {
        let Assessed { course, severity, .. } = self.assess(today);
        let mut name = match severity {
            Some(severity) => format!("{} use disorder, {}", self.substance.label(), severity.label()),
            None => format!("{} use", self.substance.label()),
        };
        let mut add = |text: &str| {
            name.push_str(", ");
            name.push_str(text);
        };
        match course {
            Course::Unmet | Course::Active => {}
            Course::BelowTwo | Course::EarlyRemission { .. } | Course::SustainedRemission { .. } => add(course.label()),
        }
        if course.in_remission() {
            if self.maintenance.is_some() {
                add("on maintenance therapy");
            }
            if self.controlled_environment {
                add("in a controlled environment");
            }
        } else if self.in_withdrawal(today) {
            add("with withdrawal");
        }
        if !is_blank(&self.named) {
            name.push_str(&format!(" ({})", self.named.trim()));
        }
        name
    }
}
