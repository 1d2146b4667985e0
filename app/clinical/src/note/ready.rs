//! What stands between a note and its signature.

use super::Note;
use crate::{
    Field, FieldError, Finding, Problem, RiskItem, Screen, ServiceType,
    contact::{LINE, SHORT, too_long},
    plan::ObjectiveStatus,
};
use record::{ClockReading, Lateness, Limit, Time, lateness};

/// No count of days, points, times or minutes is larger: what an objective of the plan aims at, and what is read of it.
const VALUE: i32 = 100_000;

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
        let mut findings = Vec::new();
        self.check_time(clock, first, limit, &mut findings);
        self.check_place(&mut findings);
        self.check_sections(&mut findings);
        self.check_links(&mut findings);
        self.check_outreach(&mut findings);
        self.check_risk(&mut findings);
        self.check_sizes(&mut findings);
        findings.sort_by_key(|finding| finding.severity); // stable: the form's order stays within
        findings
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
        Some(lateness(&self.when.known()?.end().local(), clock, limit))
    }

    /// What a late entry is called: `Late entry for Wed 18 Nov 2026`; `None` when it is not late.
    pub fn late_label(&self, clock: &ClockReading) -> Option<String> {
        match self.lateness(clock)? {
            Lateness::InTime => None,
            Lateness::Late { .. } => Some(format!("Late entry for {}", self.when.known()?.start().date_text())),
        }
    }

    fn check_time(&self, clock: &ClockReading, first: &ClockReading, limit: &Limit, findings: &mut Vec<Finding>) {
        findings.extend(self.when.problems().into_iter().map(blocking));
        let Some(time) = self.when.known() else { return };
        let ahead = |at: &crate::Zoned| Time::from(at.utc()).since(clock.written());
        // A clock may be wrong by this much before it is called uncertain; that must not stop anyone.
        if ahead(time.start()) > ClockReading::DRIFT {
            findings.push(Finding::blocking(Field::Date, Problem::NotBegun));
        } else if ahead(time.end()) > ClockReading::DRIFT {
            findings.push(Finding::warning(Field::End, Problem::NotEnded));
        }
        let late = matches!(self.lateness_within(first, limit), Some(Lateness::Late { .. }));
        if late && self.late_reason.trim().is_empty() {
            findings.push(Finding::blocking(Field::LateReason, Problem::LateWithoutReason));
        }
        if self.next_session.as_ref().is_some_and(|next| next.utc() < time.end().utc()) {
            findings.push(Finding::warning(Field::NextSession, Problem::NextBeforeThis));
        }
    }

    fn check_place(&self, findings: &mut Vec<Finding>) {
        if !self.service.spec().met {
            return;
        }
        if self.modality.is_none() {
            findings.push(Finding::blocking(Field::Modality, Problem::Missing));
        }
        if self.location.trim().is_empty() {
            findings.push(Finding::warning(Field::Location, Problem::Missing));
        }
    }

    fn check_sections(&self, findings: &mut Vec<Finding>) {
        let (spec, layout) = (self.service.spec(), self.layout());
        let is_empty = |id: &str| self.text_of(id).trim().is_empty();
        let nothing = layout.iter().all(|section| is_empty(section.id));
        if nothing {
            let first = layout.first().map_or("", |section| section.id);
            findings.push(Finding::blocking(Field::Section(first.to_owned()), Problem::NoText));
        }
        for id in spec.required.iter().filter(|id| is_empty(id) && !self.is_told_elsewhere(id)) {
            findings.push(Finding::blocking(Field::Section((*id).to_owned()), Problem::Missing));
        }
        let aside = self.set_aside.iter().filter(|(_, text)| !text.trim().is_empty());
        findings.extend(aside.map(|(id, _)| Finding::blocking(Field::SetAside(id.clone()), Problem::TextSetAside)));
    }

    fn check_links(&self, findings: &mut Vec<Finding>) {
        for link in &self.links {
            if link.value.is_some_and(|value| !(-VALUE..=VALUE).contains(&value)) {
                let problem = Problem::OutOfRange { from: -VALUE, to: VALUE };
                findings.push(Finding::blocking(Field::Link(link.objective.to_string()), problem));
            }
            if link.progress.is_some_and(ObjectiveStatus::wants_reason) && link.remark.trim().is_empty() {
                findings.push(Finding::blocking(Field::Link(link.objective.to_string()), Problem::ProgressWithoutReason));
            }
        }
    }

    fn check_outreach(&self, findings: &mut Vec<Finding>) {
        if self.service == ServiceType::NoShow && self.absence.is_none() {
            findings.push(Finding::blocking(Field::Absence, Problem::Missing));
        }
        for (number, attempt) in (1..).zip(&self.attempts) {
            if attempt.at.is_none() {
                findings.push(Finding::blocking(Field::Attempt(number), Problem::AttemptWithoutTime));
            }
            if attempt.result.trim().is_empty() {
                findings.push(Finding::blocking(Field::Attempt(number), Problem::AttemptWithoutResult));
            }
        }
    }

    fn check_risk(&self, findings: &mut Vec<Finding>) {
        if !self.service.spec().met {
            return;
        }
        for item in RiskItem::ALL {
            match self.risk.get(item) {
                Screen::NotAsked => findings.push(Finding::warning(Field::Risk(item), Problem::RiskNotAsked)),
                Screen::Present(text) if text.trim().is_empty() => {
                    findings.push(Finding::blocking(Field::Risk(item), Problem::RiskNotDescribed));
                }
                Screen::Denied | Screen::Present(_) => {}
            }
        }
    }

    fn check_sizes(&self, findings: &mut Vec<Finding>) {
        let mut errors = Vec::new();
        too_long(Field::Location, &self.location, LINE, &mut errors);
        too_long(Field::Toxicology, &self.toxicology, SHORT, &mut errors);
        too_long(Field::LateReason, &self.late_reason, SHORT, &mut errors);
        for participant in &self.participants {
            too_long(Field::Participants, &participant.name, LINE, &mut errors);
            too_long(Field::Participants, &participant.relation, LINE, &mut errors);
        }
        for link in &self.links {
            too_long(Field::Link(link.objective.to_string()), &link.remark, SHORT, &mut errors);
        }
        for (number, attempt) in (1..).zip(&self.attempts) {
            too_long(Field::Attempt(number), &attempt.result, SHORT, &mut errors);
        }
        for item in RiskItem::ALL {
            if let Screen::Present(text) = self.risk.get(item) {
                too_long(Field::Risk(item), text, SHORT, &mut errors);
            }
        }
        for (id, text) in &self.sections {
            too_long(Field::Section(id.clone()), text, Self::SECTION_MAX, &mut errors);
        }
        let all: usize = self.sections.values().chain(self.set_aside.values()).map(String::len).sum();
        if all > Self::TEXT_MAX as usize
            || [self.participants.len(), self.links.len(), self.attempts.len()].into_iter().any(|count| count > 100)
        {
            errors.push(FieldError { field: Field::Note, problem: Problem::TooLong { max: Self::TEXT_MAX } });
        }
        findings.extend(errors.into_iter().map(blocking));
    }
}

fn blocking(error: FieldError) -> Finding {
    Finding::blocking(error.field, error.problem)
}
