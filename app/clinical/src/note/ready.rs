//! What stands between a note and its signature.

use super::{Absence, Note};
use crate::{
    Field, Finding, Place, RiskItem, Screen, ServiceType, Wrong,
    contact::{LINE, SHORT},
    finding::Findings,
    plan::ObjectiveStatus,
};
use record::{ClockReading, Lateness, Limit, Time, is_blank, lateness};

/// No count of days, points, times or minutes is larger: what an objective of the plan aims at, and what is read of it.
const VALUE: i32 = 100_000;

/// A next session farther ahead than this is more often a wrong year than an appointment, in milliseconds.
const YEAR: i64 = 366 * 24 * 3_600_000;

impl Note {
    /// What a check before signing finds, the blocking first, with the limit of the kind of service.
    pub fn check_ready(&self, clock: &ClockReading) -> Vec<Finding> {
        self.check_revised(clock, clock)
    }

    /// The same for a note that was `first` signed earlier and came back: what was written in time stays in time, however long
    /// the way there and back took.
    pub fn check_revised(&self, clock: &ClockReading, first: &ClockReading) -> Vec<Finding> {
        self.check_within(clock, first, &self.service.limit())
    }

    /// The same as [`Self::check_ready`] with the program's own limit.
    pub fn check_ready_within(&self, clock: &ClockReading, limit: &Limit) -> Vec<Finding> {
        self.check_within(clock, clock, limit)
    }

    fn check_within(&self, clock: &ClockReading, first: &ClockReading, limit: &Limit) -> Vec<Finding> {
        let mut findings = Findings::default();
        self.check_time(clock, first, limit, &mut findings);
        self.check_place(&mut findings);
        self.check_sections(&mut findings);
        self.check_links(&mut findings);
        self.check_outreach(clock, &mut findings);
        self.check_risk(&mut findings);
        self.check_sizes(&mut findings);
        findings.sorted()
    }

    /// Whether nothing blocks the signature.
    pub fn is_ready(&self, clock: &ClockReading) -> bool {
        !self.check_ready(clock).iter().any(Finding::blocks)
    }

    /// Whether this is a late entry; `None` while the time of the service is not known.
    pub fn lateness(&self, clock: &ClockReading) -> Option<Lateness> {
        self.lateness_within(clock, &self.service.limit())
    }

    /// The same with the program's own limit.
    pub fn lateness_within(&self, clock: &ClockReading, limit: &Limit) -> Option<Lateness> {
        Some(lateness(&self.when.known()?.end().in_zone(), clock, limit))
    }

    /// What a late entry is called: `Late entry for Wed, Nov 18, 2026`; `None` when it is not late.
    pub fn late_label(&self, clock: &ClockReading) -> Option<String> {
        match self.lateness(clock)? {
            Lateness::InTime => None,
            Lateness::Late { .. } => Some(format!("Late entry for {}", self.when.known()?.start().date_text())),
        }
    }

    fn check_time(&self, clock: &ClockReading, first: &ClockReading, limit: &Limit, findings: &mut Findings) {
        findings.extend(self.when.problems());
        let Some(time) = self.when.known() else { return };
        let ahead = |at: &crate::Zoned| Time::from(at.utc()).since(clock.written());
        // A clock may be wrong by this much before it is called uncertain; that must not stop anyone.
        if ahead(time.start()) > ClockReading::DRIFT {
            findings.block(true, Field::Date, Wrong::NotBegun);
        } else {
            findings.warn(ahead(time.end()) > ClockReading::DRIFT, Field::End, Wrong::NotEnded);
        }
        let late = matches!(self.lateness_within(first, limit), Some(Lateness::Late { .. }));
        findings.block(late && is_blank(&self.late_reason), Field::LateReason, Wrong::LateWithoutReason);
        findings.warn(
            self.next_session.as_ref().is_some_and(|next| next.utc() < time.end().utc()),
            Field::NextSession,
            Wrong::NextBeforeThis,
        );
        let far = self.next_session.as_ref().is_some_and(|next| ahead(next) > YEAR);
        findings.warn(far, Field::NextSession, Wrong::FarAhead);
    }

    fn check_place(&self, findings: &mut Findings) {
        if !self.service.spec().met {
            return;
        }
        findings.block(self.modality.is_none(), Field::Modality, Wrong::Missing);
        findings.warn(is_blank(&self.location), Field::Location, Wrong::Missing);
    }

    fn check_sections(&self, findings: &mut Findings) {
        let (spec, layout) = (self.service.spec(), self.layout());
        let is_empty = |id: &str| is_blank(self.text_of(id));
        // Where nobody met, what happened is chosen, and words may add to it.
        if spec.met && layout.iter().all(|section| is_empty(section.id)) {
            let first = layout.first().map_or("", |section| section.id);
            findings.block(true, Field::Section(first.to_owned()), Wrong::NoText);
        }
        for id in spec.required.iter().filter(|id| is_empty(id) && !self.is_told_elsewhere(id)) {
            findings.block(true, Field::Section((*id).to_owned()), Wrong::Missing);
        }
        let aside = self.set_aside.iter().filter(|(_, text)| !is_blank(text));
        aside.for_each(|(id, _)| findings.block(true, Field::SetAside(id.clone()), Wrong::TextSetAside));
    }

    fn check_links(&self, findings: &mut Findings) {
        for link in &self.links {
            if link.value.is_some_and(|value| !(-VALUE..=VALUE).contains(&value)) {
                let problem = Wrong::OutOfRange { from: -VALUE, to: VALUE };
                findings.block(true, Field::Link(link.objective.to_string()), problem);
            }
            findings.block(
                link.progress.is_some_and(ObjectiveStatus::wants_reason) && is_blank(&link.remark),
                Field::Link(link.objective.to_string()),
                Wrong::ProgressWithoutReason,
            );
        }
    }

    fn check_outreach(&self, clock: &ClockReading, findings: &mut Findings) {
        findings.block(self.service == ServiceType::NoShow && self.absence.is_none(), Field::Absence, Wrong::Missing);
        let untried = self.absence == Some(Absence::NoShow) && self.attempts.is_empty();
        findings.warn(self.service == ServiceType::NoShow && untried, Place::whole("attempts"), Wrong::NobodyTried);
        for (number, attempt) in (1..).zip(&self.attempts) {
            findings.block(attempt.at.is_none(), Field::Attempt(number), Wrong::AttemptWithoutTime);
            findings.block(is_blank(&attempt.result), Field::Attempt(number), Wrong::AttemptWithoutResult);
            let ahead = attempt.at.as_ref().is_some_and(|at| Time::from(at.utc()).since(clock.written()) > ClockReading::DRIFT);
            findings.warn(ahead, Field::Attempt(number), Wrong::NotYet);
        }
    }

    fn check_risk(&self, findings: &mut Findings) {
        if !self.service.spec().met {
            return;
        }
        for item in RiskItem::ALL {
            match self.risk.get(item) {
                Screen::NotAsked => findings.warn(true, Field::Risk(item), Wrong::RiskNotAsked),
                Screen::Present(text) => {
                    findings.block(is_blank(text), Field::Risk(item), Wrong::RiskNotDescribed);
                }
                Screen::Denied => {}
            }
        }
    }

    fn check_sizes(&self, findings: &mut Findings) {
        findings.length(Field::Location, &self.location, LINE);
        findings.length(Field::Toxicology, &self.toxicology, SHORT);
        findings.length(Field::LateReason, &self.late_reason, SHORT);
        for participant in &self.participants {
            findings.length(Field::Participants, &participant.name, LINE);
            findings.length(Field::Participants, &participant.relation, LINE);
        }
        for link in &self.links {
            findings.length(Field::Link(link.objective.to_string()), &link.remark, SHORT);
        }
        for (number, attempt) in (1..).zip(&self.attempts) {
            findings.length(Field::Attempt(number), &attempt.result, SHORT);
        }
        for item in RiskItem::ALL {
            if let Screen::Present(text) = self.risk.get(item) {
                findings.length(Field::Risk(item), text, SHORT);
            }
        }
        for (id, text) in &self.sections {
            findings.length(Field::Section(id.clone()), text, Self::SECTION_MAX);
        }
        let all: usize = self.sections.values().chain(self.set_aside.values()).map(String::len).sum();
        if all > Self::TEXT_MAX as usize
            || [self.participants.len(), self.links.len(), self.attempts.len()].into_iter().any(|count| count > 100)
        {
            findings.block(true, Field::Note, Wrong::TooLong { max: Self::TEXT_MAX });
        }
    }
}
