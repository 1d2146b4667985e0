//! What stands between a return to use and its signature: contradictions beside their fields, never a judgment. Any part of the
//! story may stay empty; what cannot be is refused with the reason, and kept as it was typed.

use super::{Company, Period, ReturnToUse, ReturnToUseCorrection, SuicideRisk};
use crate::{
    Around, Finding, Place, Wrong,
    assessment::{Answer, check_past_day},
    contact::{LINE, SHORT},
    episode::Episodes,
    finding::Findings,
    plan::Plan,
    profile::earliest,
};
use chrono::NaiveDate;
use record::{DocId, is_blank};
use std::collections::BTreeSet;

const TEXT: u32 = crate::Note::SECTION_MAX;
const MANY: u32 = 50;

/// The days on which a client was in care here, as far as the chart knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CareDays {
    /// The client's birth date.
    pub birth_date: Option<NaiveDate>,
    /// The episodes of care.
    pub episodes: Episodes,
}

impl CareDays {
    /// As the other documents of the record have it. Without a discharge, care ends with a version that ends the plan, unless
    /// another follows that.
    pub(super) fn around(around: &Around<'_>) -> Self {
        let followed: BTreeSet<DocId> =
            record::order::gather(around.of::<Plan>().flat_map(|(_, plan)| plan.head.bases.iter().copied()));
        let last = around.of::<Plan>().filter(|(doc, plan)| plan.head.ending.is_some() && !followed.contains(doc));
        let ended = last.filter_map(|(_, plan)| plan.head.date).max();
        Self { birth_date: around.birth_date, episodes: Episodes::around(around).or_ended(ended) }
    }

    /// What is wrong with saying that this day was in that period.
    fn contradicts(&self, period: Period, day: NaiveDate) -> Option<Wrong> {
        let inside = self.episodes.on(day).is_some();
        let before = !inside && self.episodes.begin_after(day);
        let after = self.episodes.left_before(day).is_some();
        match period {
            Period::InCare if after => Some(Wrong::AfterCare),
            Period::InCare if before => Some(Wrong::BeforeCare),
            // Between two episodes it is both.
            Period::BeforeAdmission if !before => Some(Wrong::NotBeforeCare),
            Period::AfterDischarge if !after => Some(Wrong::NotAfterCare),
            Period::InCare | Period::BeforeAdmission | Period::AfterDischarge => None,
        }
    }

    fn check_day(&self, findings: &mut Findings, place: Place, day: Option<NaiveDate>, today: NaiveDate) {
        check_past_day(findings, place.clone(), day, today);
        let unborn = day.zip(self.birth_date).is_some_and(|(day, born)| day < born && day >= earliest());
        findings.block(unborn, place, Wrong::BeforeBirth);
    }
}

fn the(field: &'static str) -> Place {
    Place::the("return", field)
}

impl ReturnToUse {
    /// What a check before signing finds, the blocking first; `today` is the local date.
    pub fn check_in(&self, care: &CareDays, today: NaiveDate) -> Vec<Finding> {
        let mut findings = Findings::default();
        self.check_days(&mut findings, care, today);
        self.check_story(&mut findings);
        self.check_safety(&mut findings);
        self.check_decision(&mut findings, today);
        let size = serde_json::to_string(self).map_or(usize::MAX, |text| text.len());
        findings.block(size > crate::Note::TEXT_MAX as usize, the("account"), Wrong::TooLarge);
        findings.sorted()
    }

    fn check_days(&self, findings: &mut Findings, care: &CareDays, today: NaiveDate) {
        findings.block(self.found_on.is_none(), the("found_on"), Wrong::Missing);
        for (field, day) in [
            ("found_on", self.found_on),
            ("start", self.start),
            ("end", self.end),
            ("last_use_before", self.last_use_before),
            ("emotional_since", self.emotional_since),
            ("mental_since", self.mental_since),
        ] {
            care.check_day(findings, the(field), day, today);
        }
        findings.warn(self.start.is_none(), the("start"), Wrong::Missing);
        let late = self.start.zip(self.found_on).is_some_and(|(start, found)| start > found);
        findings.block(late, the("start"), Wrong::KnownBeforeItWas);
        let backwards = self.start.zip(self.end).is_some_and(|(start, end)| end < start);
        findings.block(backwards, the("end"), Wrong::EndsBeforeStart);
        findings.block(self.end.is_some() && !self.stopped, the("end"), Wrong::EndedAndGoesOn);
        findings.warn(self.stopped && self.end.is_none(), the("end"), Wrong::Missing);
        if let Some(days) = self.use_days {
            findings.block(days == 0, the("use_days"), Wrong::OutOfRange { from: 1, to: 3660 });
            let more = self.span_days(today).is_some_and(|span| u64::from(days) > span);
            findings.block(more && !backwards, the("use_days"), Wrong::MoreDaysThanThereWere);
        }
        if let Some(wrong) = self.start.and_then(|start| care.contradicts(self.period, start)) {
            findings.block(true, the("start"), wrong);
        }
        let before = self.last_use_before.zip(self.start).is_some_and(|(before, start)| before >= start);
        findings.block(before, the("last_use_before"), Wrong::NotBeforeUse);
        for (field, since) in [("emotional_since", self.emotional_since), ("mental_since", self.mental_since)] {
            let after = since.zip(self.start).is_some_and(|(since, start)| since > start);
            findings.block(after, the(field), Wrong::NotBeforeUse);
        }
    }

    fn check_story(&self, findings: &mut Findings) {
        let company = self.company == Company::Alone && !is_blank(&self.with_whom);
        findings.block(company, the("with_whom"), Wrong::AloneWithOthers);
        findings.warn(self.substances.is_empty(), the("substances"), Wrong::Missing);
        findings.count(the("substances"), self.substances.len(), MANY);
        findings.count(the("triggers"), self.triggers.len(), MANY);
        for (index, used) in self.substances.iter().enumerate() {
            let at = |field| Place::one("used", index + 1, field);
            findings.length(at("name"), &used.name, LINE);
            findings.length(at("amount"), &used.amount, SHORT);
        }
        for (index, trigger) in self.triggers.iter().enumerate() {
            let at = |field| Place::one("trigger", index + 1, field);
            findings.required(at("words"), &trigger.words, SHORT);
            findings.length(at("coping"), &trigger.coping, SHORT);
        }
        findings.warn(is_blank(&self.account), the("account"), Wrong::Missing);
        findings.length(the("found_words"), &self.found_words, SHORT);
        findings.length(the("with_whom"), &self.with_whom, SHORT);
        for (field, text) in [
            ("medication", &self.medication),
            ("protective", &self.protective),
            ("consequences", &self.consequences),
            ("account", &self.account),
            ("helped_stop", &self.helped_stop),
            ("helped", &self.helped),
            ("did_not_help", &self.did_not_help),
        ] {
            findings.length(the(field), text, TEXT);
        }
    }

    fn check_safety(&self, findings: &mut Findings) {
        for (field, answer) in [
            ("overdose", &self.overdose),
            ("medical_emergency", &self.medical_emergency),
            ("violence", &self.violence),
            ("withdrawal", &self.withdrawal),
        ] {
            check_answer(findings, field, answer);
        }
        findings.warn(self.suicide == SuicideRisk::NotAssessed, the("suicide"), Wrong::NotAsked);
    }

    /// Choosing otherwise asks for a reason, never for permission.
    fn check_decision(&self, findings: &mut Findings, today: NaiveDate) {
        let decision = &self.decision;
        let at = |field| Place::the("decision", field);
        findings.block(decision.level.is_none() && self.period == Period::InCare, at("level"), Wrong::Missing);
        let unknown = decision.level.as_ref().is_some_and(|level| level.known().is_none());
        findings.block(unknown, at("level"), Wrong::UnknownLevel);
        let stale = decision.level.is_some() && decision.suggestion != self.suggestion(today);
        findings.block(stale, at("level"), Wrong::EventChanged);
        findings.block(decision.differs() && is_blank(&decision.reason), at("reason"), Wrong::DiffersWithoutReason);
        findings.length(at("reason"), &decision.reason, TEXT);
    }
}

fn check_answer(findings: &mut Findings, field: &'static str, answer: &Answer) {
    findings.warn(matches!(answer, Answer::NotAsked), the(field), Wrong::NotAsked);
    findings.block(matches!(answer, Answer::Told(text) if is_blank(text)), the(field), Wrong::Missing);
    findings.length(the(field), answer.text(), TEXT);
}

impl ReturnToUseCorrection {
    /// What keeps it from being signed; `today` is the local date.
    pub fn check_in(&self, care: &CareDays, today: NaiveDate) -> Vec<Finding> {
        let mut findings = Findings::default();
        let the = |field| Place::the("correction", field);
        findings.required(the("text"), &self.text, TEXT);
        findings.length(the("told_by"), &self.told_by, LINE);
        for (field, day) in [("start", self.start), ("end", self.end)] {
            care.check_day(&mut findings, the(field), day, today);
        }
        let backwards = self.start.zip(self.end).is_some_and(|(start, end)| end < start);
        findings.block(backwards, the("end"), Wrong::EndsBeforeStart);
        findings.block(self.use_days == Some(0), the("use_days"), Wrong::OutOfRange { from: 1, to: 3660 });
        findings.block(matches!(&self.overdose, Answer::Told(text) if is_blank(text)), the("overdose"), Wrong::Missing);
        findings.length(the("overdose"), self.overdose.text(), TEXT);
        findings.sorted()
    }
}
