//! Where an intervention is: what is prepared, what is missing before the session, what is due and when.

use super::{AdmissionLink, DetoxNeed, FollowUp, Intervention, LetterStage, Outcome, ScreenAnswer, ScreenItem};
use crate::{named::named, sealed::sealed};
use chrono::NaiveDate;
use record::is_blank;
use serde::{Deserialize, Serialize};

named! {
    /// The parts of the page, in order.
    Step {
        Model = "model", "Model";
        Safety = "safety", "Safety";
        Participants = "participants", "Participants";
        Letters = "letters", "Letters";
        Treatment = "treatment", "Treatment";
        Consequences = "consequences", "Consequences";
        Outcome = "outcome", "Outcome";
        FollowUp = "follow-up", "Follow-up";
    }
}

named! {
    /// How far a part is.
    StepState {
        Empty = "empty", "Not started";
        Begun = "begun", "In progress";
        Ready = "ready", "Done";
    }
}

named! {
    /// What something due is about.
    DueKind {
        Contact = "contact", "Follow-up";
        NextContact = "next-contact", "Next contact";
        Session = "session", "Session";
        Admission = "admission", "Admission";
        Bed = "bed", "Bed";
    }
}

/// Something to do.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// About what.
    pub kind: DueKind,
    /// What, when and why, in a sentence.
    pub sentence: String,
    /// The day.
    pub on: NaiveDate,
    /// Its day has passed.
    pub overdue: bool,
}

/// Where an intervention is on a day.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Each part, and how far it is.
    pub steps: Vec<(Step, StepState)>,
    /// What is missing before the session, a sentence each; nothing once it was held.
    pub missing: Vec<(Step, String)>,
    /// What is due today, since an earlier day, or within the days of notice; the earliest first.
    pub due: Vec<Due>,
    /// What the person answered last.
    pub answer: Option<Outcome>,
    /// The chart's link, where the person was admitted.
    pub admitted_on: Option<NaiveDate>,
}

sealed!(Due, Course);

fn day(on: NaiveDate) -> String {
    on.format("%a, %b %-d, %Y").to_string()
}

impl Course {
    /// Folds the record. `today` is the local date; what is due within `notice_days` from it is told beforehand.
    pub fn of(all: &Intervention, link: Option<&AdmissionLink>, today: NaiveDate, notice_days: u16) -> Self {
        let missing = if all.is_held() || link.is_some() { Vec::new() } else { all.missing() };
        let soon = |on: NaiveDate| (on - today).num_days() <= i64::from(notice_days);
        let mut due: Vec<Due> = all.follow_ups.iter().filter_map(|one| contact(one, today)).collect();
        if link.is_none() {
            due.extend(all.session_due(today, missing.len()));
            due.extend(all.next_contact_due(today));
            due.extend(all.admission_due(today));
            due.extend(all.bed_due(today));
        }
        due.retain(|one| soon(one.on));
        due.sort_by_key(|one| (one.on, one.kind));
        let steps = Step::ALL.iter().map(|step| (*step, all.state(*step))).collect();
        let answer = all.answer().map(|(outcome, _)| outcome);
        Self { steps, missing, due, answer, admitted_on: link.and_then(|link| link.admitted_on) }
    }

    /// The state of a part.
    pub fn state(&self, step: Step) -> StepState {
        self.steps.iter().find(|(one, _)| *one == step).map(|(_, state)| *state).unwrap_or_default()
    }
}

/// A contact that is planned and not done.
fn contact(one: &FollowUp, today: NaiveDate) -> Option<Due> {
    let on = one.on.filter(|_| !one.done)?;
    let overdue = on < today;
    let (was, time) = (if overdue { "was due" } else { "due" }, one.time.trim());
    let time = if time.is_empty() { String::new() } else { format!(", {time}") };
    let sentence = format!("Follow-up with {} {was} {}{time}.", one.with.trim(), day(on));
    Some(Due { kind: DueKind::Contact, sentence, on, overdue })
}

fn due(kind: DueKind, on: NaiveDate, today: NaiveDate, sentence: String) -> Due {
    Due { kind, sentence, on, overdue: on < today }
}

impl Intervention {
    fn session_due(&self, today: NaiveDate, missing: usize) -> Option<Due> {
        let on = self.session_day().filter(|_| self.is_planned())?;
        let sentence = match (on < today, missing) {
            (true, _) => format!("The session was planned for {}. Record the outcome, or plan it again.", day(on)),
            (false, 0) => format!("Session on {}. Everything is prepared.", day(on)),
            (false, 1) => format!("Session on {}. 1 thing is not prepared.", day(on)),
            (false, count) => format!("Session on {}. {count} things are not prepared.", day(on)),
        };
        Some(due(DueKind::Session, on, today, sentence))
    }

    /// An answer that is no full yes asks for a next contact: by the day until which the person asked for time, or else at once.
    fn next_contact_due(&self, today: NaiveDate) -> Option<Due> {
        let (outcome, answered) = self.answer().filter(|(outcome, _)| outcome.asks_for_contact())?;
        // Another session that is planned is the next contact.
        if self.next_contact().is_some() || self.is_planned() {
            return None;
        }
        let until = self.last_held().and_then(|held| held.until).filter(|_| outcome == Outcome::AskedForTime);
        let on = until.or(answered).unwrap_or(today);
        Some(due(DueKind::NextContact, on, today, format!("{}: plan the next contact.", outcome.label())))
    }

    fn admission_due(&self, today: NaiveDate) -> Option<Due> {
        let (outcome, answered) = self.answer().filter(|(outcome, _)| outcome.is_accepted())?;
        let (on, sentence) = match self.admit_on {
            Some(on) if on < today => (on, format!("Admission was planned for {}. Admit, or plan it again.", day(on))),
            Some(on) => (on, format!("Admission planned for {}.", day(on))),
            None => (answered.unwrap_or(today), format!("{}: set the day of admission.", outcome.label())),
        };
        Some(due(DueKind::Admission, on, today, sentence))
    }

    fn bed_due(&self, today: NaiveDate) -> Option<Due> {
        let on = self.treatment.held_until.filter(|on| *on >= today)?;
        Some(due(DueKind::Bed, on, today, format!("The bed is held until {}.", day(on))))
    }

    /// What a session is not held without, in the order of the page. Letters and consequences are missing only where the model has
    /// them.
    fn missing(&self) -> Vec<(Step, String)> {
        let mut missing = Vec::new();
        let mut say = |when: bool, step: Step, words: &str| {
            if when {
                missing.push((step, words.to_owned()));
            }
        };
        let (invites, announces) =
            (self.model.is_some_and(super::Model::invites), self.model.is_some_and(super::Model::announces_consequences));
        say(self.model.is_none(), Step::Model, "Choose a model, and say why.");
        say(invites && self.invited_on.is_none(), Step::Model, "Invite the person.");
        let open = ScreenItem::ALL.iter().filter(|item| self.is_open(**item)).count();
        say(
            open > 0,
            Step::Safety,
            if open == 1 { "1 safety question is not asked." } else { "Safety questions are not asked." },
        );
        say(self.speakers().next().is_none(), Step::Participants, "Add who takes part.");
        for one in self.speakers().filter(|one| self.prepared_on(&one.id).is_empty()) {
            say(true, Step::Participants, &format!("{} is not prepared.", one.name.trim()));
        }
        for one in self.speakers().filter(|one| one.letter.state == LetterStage::Draft) {
            say(true, Step::Letters, &format!("{}’s letter is still a draft.", one.name.trim()));
        }
        let letters = self.speakers().any(|one| one.letter.state != LetterStage::Without);
        say(announces && !letters, Step::Letters, "No letter is written.");
        let arranged = &self.treatment;
        say(is_blank(&arranged.program), Step::Treatment, "No treatment is arranged.");
        say(arranged.detox == DetoxNeed::NotAsked, Step::Treatment, "Whether withdrawal needs medical care is not asked.");
        say(is_blank(&arranged.transport), Step::Treatment, "Transport is not arranged.");
        say(announces && self.consequences.is_empty(), Step::Consequences, "No consequence is agreed on.");
        say(self.session.start.is_none(), Step::Outcome, "The session has no date.");
        missing
    }

    fn is_open(&self, item: ScreenItem) -> bool {
        self.screened(item).is_none_or(|found| found.answer == ScreenAnswer::NotAsked)
    }

    fn state(&self, step: Step) -> StepState {
        let of = |begun: bool, ready: bool| match (begun, ready) {
            (_, true) => StepState::Ready,
            (true, false) => StepState::Begun,
            (false, false) => StepState::Empty,
        };
        match step {
            Step::Model => {
                let invited = self.model.is_some_and(|model| !model.invites()) || self.invited_on.is_some();
                of(self.model.is_some(), self.model.is_some() && !is_blank(&self.model_why) && invited)
            }
            Step::Safety => {
                let open = ScreenItem::ALL.iter().filter(|item| self.is_open(**item)).count();
                of(open < ScreenItem::ALL.len(), open == 0)
            }
            Step::Participants => {
                let some = self.speakers().next().is_some();
                let prepared = self.speakers().all(|one| !self.prepared_on(&one.id).is_empty());
                of(!self.participants.is_empty(), some && prepared)
            }
            Step::Letters => {
                let mut written = self.speakers().filter(|one| one.letter.state != LetterStage::Without).peekable();
                let some = written.peek().is_some();
                of(some, some && written.all(|one| one.letter.state == LetterStage::Reviewed))
            }
            Step::Treatment => {
                let arranged = &self.treatment;
                let ready =
                    !is_blank(&arranged.program) && arranged.detox != DetoxNeed::NotAsked && !is_blank(&arranged.transport);
                of(!arranged.is_empty(), ready)
            }
            Step::Consequences => of(!self.consequences.is_empty(), !self.consequences.is_empty()),
            Step::Outcome => {
                let accepted = self.answer().is_some_and(|(outcome, _)| outcome.is_accepted());
                of(self.session.start.is_some() || self.is_held(), accepted)
            }
            Step::FollowUp => {
                let some = !self.follow_ups.is_empty();
                of(some, some && self.next_contact().is_none())
            }
        }
    }
}
