//! What keeps a condition from being saved.

use super::{
    Coded, Condition, ConditionField as Field, ConditionStatus, Conflict, Course, Degree, Diagnosis, Disorder, Met, Substance,
    Taken, TobaccoProduct, conflict, withdrawal_code,
};
use crate::{
    Finding, Wrong,
    contact::{LINE, SHORT},
    finding::Findings,
    icd10cm::{self, CodeError},
    profile::earliest,
};
use chrono::NaiveDate;
use record::is_blank;
use std::collections::BTreeSet;

/// The most days of criteria one condition keeps; years of weekly reviews stay far below.
const MOST_MET: u32 = 5_000;
/// The most specifiers.
const MOST_SPECIFIERS: u32 = 20;
/// Long-term use of opiate analgesic.
const OPIATE_ANALGESIC: &str = "Z79.891";

/// What a check has to know beside the condition.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// The local date; [`crate::Zoned::date`] makes it of an instant and a zone.
    pub today: NaiveDate,
    /// The client's birth date, as far as it is known.
    pub birth_date: Option<NaiveDate>,
    /// The client's other conditions, whatever their status.
    pub others: &'a [&'a Condition],
    /// The saved version this one follows; `None` for a new condition.
    pub before: Option<&'a Condition>,
}

fn check_day(errors: &mut Findings, field: Field, day: NaiveDate, around: &Around) {
    let early = day < earliest();
    errors.block_once(day > around.today, field, Wrong::InFuture);
    errors.block_once(early, field, Wrong::TooEarly);
    errors.block_once(!early && around.birth_date.is_some_and(|birth| day < birth), field, Wrong::BeforeBirth);
}

impl Condition {
    /// Everything that keeps this condition from being saved, in the order of the form.
    pub fn check(&self, around: &Around) -> Vec<Finding> {
        let mut errors = Findings::default();
        let Self { diagnosis, status, onset, diagnosed, evidence, specifiers, reason } = self;
        match diagnosis {
            Diagnosis::Coded(coded) => {
                if is_blank(&coded.code) {
                    errors.block_once(true, Field::Code, Wrong::Missing);
                } else if let Some(wrong) = wrong_code(coded, *status, diagnosed.on, around.today) {
                    errors.block_once(true, Field::Code, wrong);
                }
                errors.length(Field::Code, &coded.code, LINE);
                errors.length(Field::Code, &coded.edition, LINE);
            }
            Diagnosis::SubstanceUse(disorder) => check_disorder(disorder, *status, around, &mut errors),
        }
        self.check_others(around, &mut errors);
        if let Some(onset) = onset {
            check_day(&mut errors, Field::Onset, *onset, around);
            errors.block_once(diagnosed.on.is_some_and(|on| *onset > on), Field::Onset, Wrong::OnsetAfterDiagnosis);
        }
        errors.block_once(is_blank(&diagnosed.by), Field::DiagnosedBy, Wrong::Missing);
        errors.length(Field::DiagnosedBy, &diagnosed.by, LINE);
        errors.length(Field::DiagnosedBy, &diagnosed.credential, LINE);
        match diagnosed.on {
            Some(on) => check_day(&mut errors, Field::DiagnosedOn, on, around),
            None => errors.block_once(true, Field::DiagnosedOn, Wrong::Missing),
        }
        errors.length(Field::Evidence, evidence, crate::Note::SECTION_MAX);
        let many = specifiers.len() > MOST_SPECIFIERS as usize;
        errors.block_once(many, Field::Specifiers, Wrong::TooMany { max: MOST_SPECIFIERS });
        specifiers.iter().for_each(|specifier| errors.length(Field::Specifiers, specifier, LINE));
        let changed = around.before.is_some_and(|before| !super::changes(before, self).is_empty());
        errors.block_once(changed && is_blank(reason), Field::Reason, Wrong::Missing);
        errors.length(Field::Reason, reason, SHORT);
        errors.into_vec()
    }

    /// Against the client's other conditions that are current, as their codes stand today.
    fn check_others(&self, around: &Around, errors: &mut Findings) {
        if !self.status.is_current() {
            return;
        }
        let field = if self.disorder().is_some() { Field::Substance } else { Field::Code };
        let code = self.code(around.today);
        for other in around.others.iter().filter(|other| other.status.is_current()) {
            let twice = self.disorder().zip(other.disorder()).is_some_and(|(mine, theirs)| mine.substance == theirs.substance);
            errors.block_once(twice, field, Wrong::OneSubstance);
            let (Some(mine), Some(theirs)) = (&code, other.code(around.today)) else { continue };
            match conflict(mine, &theirs) {
                Some(Conflict::Same) if self.disorder().is_some() => errors.block_once(true, field, Wrong::OneSubstance),
                Some(Conflict::Same) => errors.block_once(true, field, Wrong::AlreadyListed),
                Some(Conflict::OneSubstance) => errors.block_once(true, field, Wrong::OneSubstance),
                Some(Conflict::Excludes1) => errors.block_once(true, field, Wrong::Excludes1),
                None => {}
            }
            let agonist = (mine == OPIATE_ANALGESIC && other.on_opioid_agonist())
                || (theirs == OPIATE_ANALGESIC && self.on_opioid_agonist());
            errors.block_once(agonist, field, Wrong::AgonistMaintenance);
        }
    }
}

/// What is wrong with a code: one of the client's codes is valid today; what is over may keep one that was valid when it was
/// diagnosed, or that has left the list since.
fn wrong_code(coded: &Coded, status: ConditionStatus, diagnosed: Option<NaiveDate>, today: NaiveDate) -> Option<Wrong> {
    let held_then = || diagnosed.is_some_and(|on| icd10cm::billable(&coded.code, on).is_ok());
    if !status.is_current() && (held_then() || coded.edition != icd10cm::edition(today)) {
        return None;
    }
    match icd10cm::billable(&coded.code, today) {
        Ok(entry) => (entry.code() != coded.code).then_some(Wrong::UnknownCode),
        Err(error) => Some(error.into()),
    }
}

impl From<CodeError> for Wrong {
    fn from(error: CodeError) -> Self {
        match error {
            CodeError::Unknown => Self::UnknownCode,
            CodeError::Header => Self::Header,
            CodeError::NotYet(_) => Self::CodeNotYet,
            CodeError::Retired(_) => Self::CodeRetired,
        }
    }
}

fn check_disorder(disorder: &Disorder, status: ConditionStatus, around: &Around, errors: &mut Findings) {
    let Disorder { substance, named, met, withdrawal, tobacco, maintenance, controlled_environment: _, last_use } = disorder;
    errors.block_once(!substance.has_use_disorder(), Field::Substance, Wrong::NoUseDisorder);
    errors.block_once(matches!(substance, Substance::Other) && is_blank(named), Field::Named, Wrong::Missing);
    errors.length(Field::Named, named, LINE);
    errors.block_once(met.len() > MOST_MET as usize, Field::Criteria, Wrong::TooMany { max: MOST_MET });
    if substance.has_use_disorder() {
        let different: BTreeSet<_> = record::order::gather(met.iter());
        different.into_iter().for_each(|met| check_met(*substance, met, around, errors));
        let assessed = disorder.assess(around.today);
        match status {
            ConditionStatus::Confirmed => {
                errors.block_once(matches!(assessed.course, Course::Unmet), Field::Criteria, Wrong::TooFewCriteria);
            }
            ConditionStatus::InRemission => {
                let withdrawal = disorder.withdrawal_excludes_remission(around.today);
                errors.block_once(withdrawal, Field::Status, Wrong::WithdrawalExcludesRemission);
                errors.block_once(!withdrawal && !assessed.course.in_remission(), Field::Status, Wrong::NotInRemission);
            }
            ConditionStatus::Provisional | ConditionStatus::Resolved | ConditionStatus::Refuted => {}
        }
    }
    if let Some(state) = withdrawal {
        let code = withdrawal_code(*substance, TobaccoProduct::default(), Degree::Dependence, state.kind);
        errors.block_once(substance.has_use_disorder() && code.is_none(), Field::Withdrawal, Wrong::NotForThisSubstance);
        errors.block_once(needs_judgment(*substance, state.taken), Field::Withdrawal, Wrong::NeedsJudgment);
        check_day(errors, Field::Withdrawal, state.from, around);
        if let Some(until) = state.until {
            check_day(errors, Field::Withdrawal, until, around);
            errors.block_once(until < state.from, Field::Withdrawal, Wrong::EndsBeforeStart);
        }
    }
    let tobacco = tobacco.is_some() && !matches!(substance, Substance::Tobacco);
    errors.block_once(tobacco, Field::Tobacco, Wrong::NotForThisSubstance);
    let maintenance = maintenance.is_some_and(|agent| agent.substance() != *substance);
    errors.block_once(maintenance, Field::Maintenance, Wrong::NotForThisSubstance);
    if let Some(last_use) = last_use {
        check_day(errors, Field::LastUse, *last_use, around);
    }
}

fn check_met(substance: Substance, met: &Met, around: &Around, errors: &mut Findings) {
    let field = Field::Criterion(met.criterion);
    check_day(errors, field, met.on, around);
    errors.block_once(!met.criterion.applies_to(substance), field, Wrong::NotForThisSubstance);
    match met.taken {
        Taken::Otherwise => {}
        Taken::AsPrescribed | Taken::AsPrescribedByJudgment if !met.criterion.may_be_prescribed() => {
            errors.block_once(true, field, Wrong::NotPrescribed);
        }
        Taken::AsPrescribed => errors.block_once(needs_judgment(substance, met.taken), field, Wrong::NeedsJudgment),
        Taken::AsPrescribedByJudgment => {}
    }
}

/// Marked as prescribed for a substance that nobody prescribes.
const fn needs_judgment(substance: Substance, taken: Taken) -> bool {
    matches!(taken, Taken::AsPrescribed) && !substance.is_prescribed()
}
