//! Aftercare in a chart: the continuing-care plan, the check-ins, what is owed after a discharge, and what new documents begin with.

use super::{Chart, Filing, Marked};
use crate::{
    Discharge, EpisodeEvent, Kind,
    aftercare::{CheckIn, CheckInDue, CheckInState, ContinuingCare, Support, check_ins},
    diagnosis::ConditionStatus,
    episode::{EpisodeEventKind, EpisodeOfCare, GoalProgress},
    return_to_use::Stage,
};
use chrono::NaiveDate;
use record::{DocId, is_blank};

/// Something that discharge and aftercare ask for.
#[derive(Clone, PartialEq, Eq)]
pub struct AftercareOwed {
    /// The kind of what is to be written.
    pub kind: Kind,
    /// My draft of it, where there is one.
    pub draft: Option<DocId>,
    /// What is due, in a sentence.
    pub sentence: String,
    /// The day.
    pub on: NaiveDate,
    /// Its day has passed.
    pub overdue: bool,
}

crate::sealed::sealed!(AftercareOwed);

impl<F: Filing, M: Marked> Chart<F, M> {
    /// The continuing-care plan of an episode that was signed last.
    pub fn continuing_care(&self, episode: &EpisodeOfCare) -> Option<(&F, &ContinuingCare)> {
        let of_it = |on: NaiveDate| self.episodes.nearest(on).is_some_and(|other| other.number == episode.number);
        let all = self.counting_of::<ContinuingCare>().filter(|(_, plan)| plan.on.is_some_and(of_it));
        all.max_by_key(|(signed, plan)| (plan.on, signed.signed_at(), signed.doc()))
    }

    /// The check-ins of an episode, the earliest first; none before its discharge.
    pub fn check_ins(&self, episode: &EpisodeOfCare) -> Vec<CheckInDue> {
        let Some((discharge, discharged)) = episode.discharge.zip(episode.to) else { return Vec::new() };
        let made: Vec<(DocId, &CheckIn)> = self.counting_of::<CheckIn>().map(|(signed, one)| (signed.doc(), one)).collect();
        let plan = self.continuing_care(episode).map(|(_, plan)| plan);
        let mut all = check_ins(discharge, discharged, plan, &made, self.today);
        // Once the client is back in care, nobody asks any more how they are outside of it.
        let back = self.episodes.iter().any(|other| other.number > episode.number);
        all.retain(|one| !back || matches!(one.state, CheckInState::Made(_) | CheckInState::Missed(_)));
        all
    }

    /// What discharge and aftercare ask for now: check-ins that are due, and the discharge of a plan that was ended.
    pub fn aftercare_owed(&self) -> Vec<AftercareOwed> {
        let Some(last) = self.episodes.last() else { return Vec::new() };
        if last.is_open() {
            let owed = self.plan_ended().map(|on| AftercareOwed {
                kind: Kind::Discharge,
                draft: self.of::<Discharge>().find(|(signed, _)| signed.is_draft()).map(|(signed, _)| signed.doc()),
                sentence: "The plan has ended, and no discharge is signed.".to_owned(),
                on,
                overdue: false,
            });
            return owed.into_iter().collect();
        }
        let owed = |due: CheckInDue| {
            let begun = |(signed, one): &(&F, &CheckIn)| {
                signed.is_draft() && one.discharge == last.discharge && one.due == Some(due.days)
            };
            let (overdue, day) = (due.is_overdue(self.today), due.on.format("%a, %b %-d, %Y"));
            let was = if overdue { "was due" } else { "due" };
            AftercareOwed {
                kind: Kind::CheckIn,
                draft: self.of::<CheckIn>().find(begun).map(|(signed, _)| signed.doc()),
                sentence: format!("{} {was} {day}.", due.name()),
                on: due.on,
                overdue,
            }
        };
        self.check_ins(last).into_iter().filter(|due| due.state == CheckInState::Due).map(owed).collect()
    }

    /// A new discharge: the diagnoses with their remission, and what the goals of the plan came to.
    pub fn begin_discharge(&self) -> Discharge {
        let plan =
            self.in_force().or_else(|| self.plans.iter().rev().find(|view| !view.signed.is_draft())).map(|view| &view.plan);
        let problems = plan.into_iter().flat_map(|plan| &plan.problems);
        let goals = problems.flat_map(|problem| &problem.goals).map(|goal| {
            let text = if is_blank(&goal.words) { &goal.outcome } else { &goal.words };
            GoalProgress { goal: text.trim().to_owned(), status: goal.status, words: String::new() }
        });
        Discharge {
            on: Some(self.today),
            last_service: self.last_session().filter(|day| self.is_in_last_episode(*day)),
            level: self.level_on(self.today).cloned(),
            diagnoses: self.diagnoses_on(self.today),
            goals: goals.collect(),
            strengths: plan.map(|plan| plan.strengths.join("\n")).unwrap_or_default(),
            ..Discharge::default()
        }
    }

    /// The diagnoses that hold, with code, name and remission as of a day.
    pub fn diagnoses_on(&self, day: NaiveDate) -> Vec<String> {
        let sure = self.current().map(|(_, condition)| condition).filter(|condition| condition.status.is_current());
        let text = |condition: &crate::diagnosis::Condition| {
            let provisional = condition.status == ConditionStatus::Provisional;
            condition.text(day) + if provisional { " (provisional)" } else { "" }
        };
        sure.map(text).collect()
    }

    /// A new continuing-care plan. It goes on from the last one of this episode; without one, from the plan in force and from what
    /// returns to use taught: signs, triggers with ways of coping, supports.
    pub fn begin_continuing_care(&self) -> ContinuingCare {
        let last = self.episodes.last().and_then(|episode| self.continuing_care(episode));
        if let Some((_, last)) = last {
            return ContinuingCare { author: None, on: Some(self.today), ..last.clone() };
        }
        let mut begun = ContinuingCare { on: Some(self.today), ..ContinuingCare::default() };
        if let Some(plan) = self.in_force().map(|view| &view.plan) {
            let goals = plan.problems.iter().flat_map(|problem| &problem.goals);
            let why = goals.map(|goal| goal.words.trim()).find(|words| !words.is_empty());
            begun.why = why.unwrap_or_default().to_owned();
            begun.people = plan.supports.iter().map(support).collect();
            for step in &plan.triggers {
                add(&mut begun.strong_signs, &step.trigger);
                add(&mut begun.coping, &step.coping);
            }
            begun.strengths = plan.strengths.join("\n");
            begun.naloxone_words = plan.harm_reduction.join("\n");
        }
        for event in self.signed_returns().map(super::ReturnOf::as_known) {
            for sign in &event.signs {
                match sign.stage() {
                    Stage::Emotional => add(&mut begun.early_signs, sign.label()),
                    Stage::Mental => add(&mut begun.strong_signs, sign.label()),
                    Stage::Physical => {}
                }
            }
            for trigger in &event.triggers {
                add(&mut begun.strong_signs, &trigger.words);
                add(&mut begun.coping, &trigger.coping);
            }
        }
        begun
    }

    /// A new check-in; the earliest that is due, or a contact between them.
    pub fn begin_check_in(&self, days: Option<u16>) -> CheckIn {
        let last = self.episodes.last();
        let plan = last.and_then(|episode| self.continuing_care(episode)).map(|(_, plan)| plan);
        CheckIn {
            discharge: last.and_then(|episode| episode.discharge),
            due: days,
            on: Some(self.today),
            way: plan.map(|plan| plan.way).unwrap_or_default(),
            ..CheckIn::default()
        }
    }

    /// A new readmission after a discharge, or a transfer while care goes on.
    pub fn begin_episode_event(&self) -> EpisodeEvent {
        let kind = if self.episodes.ended().is_some() { EpisodeEventKind::Readmission } else { EpisodeEventKind::Transfer };
        EpisodeEvent { kind, on: Some(self.today), ..EpisodeEvent::default() }
    }
}

fn support(one: &crate::plan::Support) -> Support {
    let about = [one.relation.trim(), one.part.trim()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
    Support { name: one.name.trim().to_owned(), about: about.join(", "), reach: String::new() }
}

/// Adds a line that is not there yet.
fn add(lines: &mut Vec<String>, line: &str) {
    let line = line.trim();
    if !is_blank(line) && !lines.iter().any(|other| other.eq_ignore_ascii_case(line)) {
        lines.push(line.to_owned());
    }
}
