//! What keeps a condition from being saved.

use super::{
    Condition, ConditionError, ConditionField as Field, ConditionProblem as Problem, ConditionStatus, Conflict, Course, Degree,
    Diagnosis, Disorder, Met, Substance, Taken, TobaccoProduct, conflict, withdrawal_code,
};
use crate::{
    contact::{LINE, SHORT},
    icd10cm::{self, CodeError},
    profile::earliest,
};
use chrono::NaiveDate;
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

struct Errors(Vec<ConditionError>);

impl Errors {
    fn add(&mut self, field: Field, problem: Problem) {
        let error = ConditionError { field, problem };
        if !self.0.contains(&error) {
            self.0.push(error);
        }
    }

    fn when(&mut self, wrong: bool, field: Field, problem: Problem) {
        if wrong {
            self.add(field, problem);
        }
    }

    fn long(&mut self, field: Field, text: &str, max: u32) {
        self.when(text.len() > max as usize && text.chars().count() > max as usize, field, Problem::TooLong { max });
    }

    fn day(&mut self, field: Field, day: NaiveDate, around: &Around) {
        if day > around.today {
            self.add(field, Problem::InFuture);
        } else if day < earliest() {
            self.add(field, Problem::TooEarly);
        } else if around.birth_date.is_some_and(|birth| day < birth) {
            self.add(field, Problem::BeforeBirth);
        }
    }
}

impl Condition {
    /// Everything that keeps this condition from being saved, in the order of the form.
    pub fn check(&self, around: &Around) -> Vec<ConditionError> {
        let mut errors = Errors(Vec::new());
        let Self { diagnosis, status, onset, diagnosed, evidence, specifiers, reason } = self;
        match diagnosis {
            Diagnosis::Coded(coded) => {
                if coded.code.trim().is_empty() {
                    errors.add(Field::Code, Problem::Missing);
                } else if status.is_current() || coded.edition == icd10cm::release().id() {
                    // what is over may keep a code that has left the list since
                    match icd10cm::billable(&coded.code) {
                        Ok(entry) => errors.when(entry.code() != coded.code, Field::Code, Problem::UnknownCode),
                        Err(CodeError::Unknown) => errors.add(Field::Code, Problem::UnknownCode),
                        Err(CodeError::Header) => errors.add(Field::Code, Problem::Header),
                    }
                }
                errors.long(Field::Code, &coded.code, LINE);
                errors.long(Field::Code, &coded.edition, LINE);
            }
            Diagnosis::SubstanceUse(disorder) => check_disorder(disorder, *status, around, &mut errors),
        }
        self.check_others(around, &mut errors);
        if let Some(onset) = onset {
            errors.day(Field::Onset, *onset, around);
            errors.when(diagnosed.on.is_some_and(|on| *onset > on), Field::Onset, Problem::OnsetAfterDiagnosis);
        }
        errors.when(diagnosed.by.trim().is_empty(), Field::DiagnosedBy, Problem::Missing);
        errors.long(Field::DiagnosedBy, &diagnosed.by, LINE);
        errors.long(Field::DiagnosedBy, &diagnosed.credential, LINE);
        match diagnosed.on {
            Some(on) => errors.day(Field::DiagnosedOn, on, around),
            None => errors.add(Field::DiagnosedOn, Problem::Missing),
        }
        errors.long(Field::Evidence, evidence, crate::Note::SECTION_MAX);
        let many = specifiers.len() > MOST_SPECIFIERS as usize;
        errors.when(many, Field::Specifiers, Problem::TooLong { max: MOST_SPECIFIERS });
        specifiers.iter().for_each(|specifier| errors.long(Field::Specifiers, specifier, LINE));
        let changed = around.before.is_some_and(|before| !super::changes(before, self).is_empty());
        errors.when(changed && reason.trim().is_empty(), Field::Reason, Problem::Missing);
        errors.long(Field::Reason, reason, SHORT);
        errors.0
    }

    /// Against the client's other conditions that are current, as their codes stand today.
    fn check_others(&self, around: &Around, errors: &mut Errors) {
        if !self.status.is_current() {
            return;
        }
        let field = if self.disorder().is_some() { Field::Substance } else { Field::Code };
        let code = self.code(around.today);
        for other in around.others.iter().filter(|other| other.status.is_current()) {
            let twice = self.disorder().zip(other.disorder()).is_some_and(|(mine, theirs)| mine.substance == theirs.substance);
            errors.when(twice, field, Problem::OneSubstance);
            let (Some(mine), Some(theirs)) = (&code, other.code(around.today)) else { continue };
            match conflict(mine, &theirs) {
                Some(Conflict::Same) if self.disorder().is_some() => errors.add(field, Problem::OneSubstance),
                Some(Conflict::Same) => errors.add(field, Problem::AlreadyListed),
                Some(Conflict::OneSubstance) => errors.add(field, Problem::OneSubstance),
                Some(Conflict::Excludes1) => errors.add(field, Problem::Excludes1),
                None => {}
            }
            let agonist = (mine == OPIATE_ANALGESIC && other.on_opioid_agonist())
                || (theirs == OPIATE_ANALGESIC && self.on_opioid_agonist());
            errors.when(agonist, field, Problem::AgonistMaintenance);
        }
    }
}

fn check_disorder(disorder: &Disorder, status: ConditionStatus, around: &Around, errors: &mut Errors) {
    let Disorder { substance, named, met, withdrawal, tobacco, maintenance, controlled_environment: _, last_use } = disorder;
    errors.when(!substance.has_use_disorder(), Field::Substance, Problem::NoUseDisorder);
    errors.when(matches!(substance, Substance::Other) && named.trim().is_empty(), Field::Named, Problem::Missing);
    errors.long(Field::Named, named, LINE);
    errors.when(met.len() > MOST_MET as usize, Field::Criteria, Problem::TooLong { max: MOST_MET });
    if substance.has_use_disorder() {
        let different: BTreeSet<_> = met.iter().collect();
        different.into_iter().for_each(|met| check_met(*substance, met, around, errors));
        let assessed = disorder.assess(around.today);
        match status {
            ConditionStatus::Confirmed => {
                errors.when(matches!(assessed.course, Course::Unmet), Field::Criteria, Problem::TooFewCriteria);
            }
            ConditionStatus::InRemission => {
                errors.when(!assessed.course.in_remission(), Field::Status, Problem::NotInRemission);
            }
            ConditionStatus::Provisional | ConditionStatus::Resolved | ConditionStatus::Refuted => {}
        }
    }
    if let Some(state) = withdrawal {
        let code = withdrawal_code(*substance, TobaccoProduct::default(), Degree::Dependence, state.kind);
        errors.when(substance.has_use_disorder() && code.is_none(), Field::Withdrawal, Problem::NotForThisSubstance);
        errors.day(Field::Withdrawal, state.from, around);
        if let Some(until) = state.until {
            errors.day(Field::Withdrawal, until, around);
            errors.when(until < state.from, Field::Withdrawal, Problem::EndsBeforeStart);
        }
    }
    let tobacco = tobacco.is_some() && !matches!(substance, Substance::Tobacco);
    errors.when(tobacco, Field::Tobacco, Problem::NotForThisSubstance);
    let maintenance = maintenance.is_some_and(|agent| agent.substance() != *substance);
    errors.when(maintenance, Field::Maintenance, Problem::NotForThisSubstance);
    if let Some(last_use) = last_use {
        errors.day(Field::LastUse, *last_use, around);
    }
}

fn check_met(substance: Substance, met: &Met, around: &Around, errors: &mut Errors) {
    let field = Field::Criterion(met.criterion);
    errors.day(field, met.on, around);
    errors.when(!met.criterion.applies_to(substance), field, Problem::NotForThisSubstance);
    match met.taken {
        Taken::Otherwise => {}
        Taken::AsPrescribed | Taken::AsPrescribedByJudgment if !met.criterion.may_be_prescribed() => {
            errors.add(field, Problem::NotPrescribed);
        }
        Taken::AsPrescribed => errors.when(!substance.is_prescribed(), field, Problem::NeedsJudgment),
        Taken::AsPrescribedByJudgment => {}
    }
}
