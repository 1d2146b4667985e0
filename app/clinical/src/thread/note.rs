//! The thread on a note's side: what ties it to the plan, and what it should not be like.
//!
//! Ends before starts need no rule here: such a time cannot be stored at all ([`crate::Span`]), and the form says so.

use super::{CaseloadNames, Prepared, Rule, RuleSetting, Session, ThreadRules, mention::Mention, wording};
use crate::{
    Field, Finding, Note, PatientProfile, Place, ServiceType,
    plan::{CategoryGroup, LineId, Objective, Plan, Problem, ProblemStatus},
    sealed::sealed,
};
use chrono::NaiveDate;
use record::{DocId, RecordId, is_blank};
use std::collections::BTreeMap;

/// Everything the note's side of the thread runs through.
#[derive(Clone, Copy)]
pub struct NoteSide<'a> {
    /// The chart it stands in.
    pub record: RecordId,
    /// Its document.
    pub doc: DocId,
    /// The note.
    pub note: &'a Note,
    /// The same, prepared.
    pub prepared: &'a Prepared,
    /// The notes of the chart, each prepared once. Its own earlier state may be among them and is passed over.
    pub of_client: &'a BTreeMap<DocId, Prepared>,
    /// The author's sessions with other clients.
    pub of_author: &'a [Session],
    /// What the author has begun to write of this client and not signed yet.
    pub unsigned: &'a [Session],
    /// The version of the plan that was in force on the day of service, its objectives as they stood then, with its document.
    pub plan: Option<(DocId, &'a Plan)>,
    /// The names of the caseload.
    pub names: &'a CaseloadNames,
    /// The client's profile; `None` where it cannot be opened.
    pub profile: Option<&'a PatientProfile>,
    /// How many minutes it was to take; without it, what linked interventions were agreed to take.
    pub scheduled_minutes: Option<u16>,
    /// The day care ended, once it has.
    pub discharged: Option<NaiveDate>,
}

sealed!(NoteSide<'_>);

/// The place, and the sentence.
pub(super) type Found = (Place, String);

impl NoteSide<'_> {
    /// What is worth a look, what stops the signature first. It runs with every keystroke: only the note itself is
    /// looked through, all others were prepared before.
    pub fn check(&self, rules: &ThreadRules) -> Vec<Finding> {
        let mut all = Vec::new();
        for rule in Rule::ALL {
            let setting = rules.setting(*rule);
            if setting.on {
                let found = self.find(*rule, setting).into_iter();
                all.extend(found.map(|(place, text)| Finding::of_thread(*rule, setting.severity, place, text)));
            }
        }
        Finding::join([all])
    }

    fn find(&self, rule: Rule, setting: RuleSetting) -> Vec<Found> {
        match rule {
            Rule::EmptySection => self.empty_sections(),
            Rule::NoteWithoutObjective => self.without_objective(),
            Rule::ProgressNotSaid => self.progress_not_said(),
            Rule::ClosedLine => self.closed_lines(),
            Rule::EarlierPlan => self.earlier_plan(),
            Rule::TextCarried => self.carried(),
            Rule::LikeAnEarlierNote => self.like_an_earlier(setting),
            Rule::OtherClientNamed => self.others_named(),
            Rule::Overlap => self.overlaps(),
            Rule::LengthOff => self.length_off(setting),
            Rule::AfterDischarge => self.after_discharge(),
            Rule::OutreachNotAgreed => self.outreach_not_agreed(),
            Rule::BeforeCare => self.before_care(),
            Rule::TextAgainstRisk => wording::against_risk(self.note, &self.prepared.parts),
            Rule::StigmatizingWord => wording::stigmatizing(&self.prepared.parts),
            Rule::OtherPronouns => self.other_pronouns(),
            Rule::FindingUnanswered
            | Rule::ProblemWithoutDiagnosis
            | Rule::ProblemWithoutDimension
            | Rule::GoalMissing
            | Rule::GoalWithoutObjective
            | Rule::ObjectiveWithoutIntervention
            | Rule::ObjectiveWithoutNote
            | Rule::PromisedNotGiven
            | Rule::TargetOverdue
            | Rule::ReviewExpired
            | Rule::UnsignedByClient => Vec::new(),
        }
    }

    /// What must be written stops the signature anyway and is told by the form.
    fn empty_sections(&self) -> Vec<Found> {
        let (layout, required) = (self.note.layout(), self.note.service.spec().required);
        let is_empty = |id: &str| is_blank(self.note.text_of(id));
        if layout.iter().all(|section| is_empty(section.id)) {
            return Vec::new();
        }
        let empty = layout.into_iter().filter(|section| is_empty(section.id) && !required.contains(&section.id));
        empty.map(|section| (Field::Section(section.id.into()).into(), format!("“{}” is empty.", section.label))).collect()
    }

    fn without_objective(&self) -> Vec<Found> {
        let owes = self.plan.is_some() && self.note.service.serves_plan() && self.note.links.is_empty();
        one(owes, Field::Links, || "This note is not linked to an objective.".into())
    }

    fn progress_not_said(&self) -> Vec<Found> {
        let Some((_, plan)) = self.plan else { return Vec::new() };
        let unsaid = self.note.links.iter().filter(|link| link.progress.is_none());
        let numbered = unsaid.filter_map(|link| Some((link, plan.objective_number(&link.objective)?)));
        let text = |number: String| format!("Progress on objective {number} is not rated.");
        numbered.map(|(link, number)| (place(&link.objective), text(number))).collect()
    }

    fn closed_lines(&self) -> Vec<Found> {
        let Some((_, plan)) = self.plan else { return Vec::new() };
        let is_active = |id: &LineId| plan.active_objectives().any(|(_, _, objective)| objective.id == *id);
        let closed = |objective: &Objective| {
            let number = plan.objective_number(&objective.id).unwrap_or_default();
            if objective.status.is_open() {
                format!("Objective {number} is under a closed problem or goal.")
            } else {
                format!("Objective {number} is closed: {}.", objective.status.label().to_lowercase())
            }
        };
        let mut found = Vec::new();
        for link in self.note.links.iter().filter(|link| !is_active(&link.objective)) {
            let text = plan.objective(&link.objective).map(|(_, _, objective)| closed(objective));
            found.push((place(&link.objective), text.unwrap_or_else(|| "A linked objective is no longer in the plan.".into())));
        }
        for part in &self.prepared.parts {
            for mention in &part.mentions {
                let text = match *mention {
                    Mention::Objective(problem, number) => plan
                        .objectives()
                        .find(|(of, _, objective)| of.number == problem && objective.number == number)
                        .filter(|(_, _, objective)| !is_active(&objective.id) && self.note.linked(&objective.id).is_none())
                        .map(|(_, _, objective)| closed(objective)),
                    Mention::Problem(number) => {
                        plan.problems.iter().find(|problem| problem.number == number).and_then(closed_problem)
                    }
                };
                found.extend(text.map(|text| (part.field.clone().into(), text)));
            }
        }
        found.dedup();
        found
    }

    fn earlier_plan(&self) -> Vec<Found> {
        let other = self.plan.is_some_and(|(version, _)| self.note.plan.is_some_and(|linked| linked != version));
        one(other && !self.note.links.is_empty(), Field::Links, || {
            "The links point to a plan version that was not active that day.".into()
        })
    }

    fn carried(&self) -> Vec<Found> {
        let carried = self.note.layout().into_iter().filter(|section| self.note.is_carried(section.id));
        let text = |label: &str| format!("“{label}” was carried from an earlier note.");
        carried.map(|section| (Field::Section(section.id.into()).into(), text(section.label))).collect()
    }

    fn like_an_earlier(&self, setting: RuleSetting) -> Vec<Found> {
        let own = self.prepared;
        let least = u8::try_from(setting.percent).unwrap_or(100);
        let earlier = self.others().filter(|other| other.session.is_some() && (own.date.is_none() || other.date <= own.date));
        // Each has to be more alike than the best so far, which most are found not to be at a glance.
        let most = earlier.fold(None, |best: Option<(u8, Option<NaiveDate>)>, other| {
            let percent = own.shingles.more_alike_than(&other.shingles, best.map_or(least, |(percent, _)| percent));
            percent.map(|percent| (percent, other.date)).or(best)
        });
        let Some((percent, date)) = most.filter(|_| self.note.service.spec().met) else { return Vec::new() };
        let which = date.map_or_else(|| "an earlier note".into(), |date| format!("the note of {}", date.format("%b %-d, %Y")));
        one(true, Field::Note, || format!("{percent} % of this is the same as {which}."))
    }

    fn others_named(&self) -> Vec<Found> {
        let names = |part| self.names.found_in(part, self.record, &self.note.participants);
        let text = |name: String| format!("“{name}” is the name of another client.");
        let parts = self.prepared.parts.iter();
        parts.flat_map(|part| names(part).into_iter().map(move |name| (part.field.clone().into(), text(name)))).collect()
    }

    fn overlaps(&self) -> Vec<Found> {
        let Some(own) = self.prepared.session else { return Vec::new() };
        // About a client one may speak with others while the client is in a session.
        let with_client = self.others().filter_map(|other| other.session).filter(|other| other.service.is_session());
        let unsigned = self.unsigned.iter().copied().filter(|other| other.service.is_session());
        let of_client = own.service.is_session() && with_client.chain(unsigned).any(|other| other.span.overlaps(&own.span));
        // One group makes a note for each client at the same time.
        let one_group = |other: &&Session| other.service == ServiceType::Group && own.service == ServiceType::Group;
        let of_author = self.of_author.iter().filter(|other| !one_group(other)).any(|other| other.span.overlaps(&own.span));
        let mut found = one(of_client, Field::Start, || "The client has another session at the same time.".into());
        found.extend(one(of_author, Field::Start, || "The author has a session with someone else at the same time.".into()));
        found
    }

    fn length_off(&self, setting: RuleSetting) -> Vec<Found> {
        let Some(minutes) = self.prepared.session.map(|session| session.span.minutes()) else { return Vec::new() };
        let Some((planned, whole)) = self.scheduled_minutes.map(|planned| (planned, true)).or_else(|| self.promised_minutes())
        else {
            return Vec::new();
        };
        let over = minutes - i64::from(planned);
        let off = over.unsigned_abs() > u64::from(setting.minutes) && (whole || over < 0);
        one(off, Field::End, || format!("This took {minutes} minutes; {planned} were planned."))
    }

    /// The longest of the interventions provided, since several may be given in one session; and whether counseling is among them,
    /// which is the session itself. An exercise is a part of a session, which may well be longer.
    fn promised_minutes(&self) -> Option<(u16, bool)> {
        let (_, plan) = self.plan?;
        let given = |id: &LineId| self.note.links.iter().any(|link| link.interventions.contains(id));
        let interventions = plan.objectives().flat_map(|(_, _, objective)| &objective.interventions);
        let timed = interventions.filter(|one| given(&one.id)).filter_map(|one| Some((one.minutes?, one.category.group())));
        timed.map(|(minutes, group)| (minutes, group == CategoryGroup::Counseling)).reduce(|a, b| (a.0.max(b.0), a.1 || b.1))
    }

    fn after_discharge(&self) -> Vec<Found> {
        let Some((day, left)) = self.prepared.date.zip(self.discharged) else { return Vec::new() };
        one(day > left, Field::Date, || format!("This is dated {}; care ended on {}.", shown(day), shown(left)))
    }

    fn before_care(&self) -> Vec<Found> {
        let Some((day, profile)) = self.prepared.date.zip(self.profile) else { return Vec::new() };
        let before = |other: Option<NaiveDate>| other.filter(|other| day < *other);
        let text = match (before(profile.birth_date), before(profile.opened)) {
            (Some(birth), _) => format!("This is dated {}; the client was born on {}.", shown(day), shown(birth)),
            (None, Some(opened)) => format!("This is dated {}; care began on {}.", shown(day), shown(opened)),
            (None, None) => return Vec::new(),
        };
        one(true, Field::Date, || text)
    }

    fn outreach_not_agreed(&self) -> Vec<Found> {
        let Some(safe) = self.profile.map(|profile| &profile.safe_contact) else { return Vec::new() };
        let tries = (1..).zip(&self.note.attempts).filter(|(_, attempt)| !attempt.method.is_agreed(safe));
        let text = |label: &str| format!("The client has not agreed to this way of contact: {}.", label.to_lowercase());
        tries.map(|(number, attempt)| (Field::Attempt(number).into(), text(attempt.method.label()))).collect()
    }

    fn other_pronouns(&self) -> Vec<Found> {
        let found = |profile| wording::other_pronouns(self.note, &self.prepared.parts, profile);
        self.profile.map(found).unwrap_or_default()
    }

    fn others(&self) -> impl Iterator<Item = &Prepared> {
        self.of_client.iter().filter(|(doc, _)| **doc != self.doc).map(|(_, other)| other)
    }
}

/// Why nobody works on a problem: it is not active, or every goal of it is closed.
fn closed_problem(problem: &Problem) -> Option<String> {
    let number = problem.number;
    if problem.status != ProblemStatus::Active {
        return Some(format!("Problem {number} is {}.", problem.status.label().to_lowercase()));
    }
    let goals = &problem.goals;
    let closed = !goals.is_empty() && goals.iter().all(|goal| !goal.status.is_open());
    closed.then(|| match goals.len() {
        1 => format!("The goal of problem {number} is closed."),
        _ => format!("Every goal of problem {number} is closed."),
    })
}

fn shown(day: NaiveDate) -> String {
    day.format("%b %-d, %Y").to_string()
}

fn one(when: bool, field: Field, text: impl FnOnce() -> String) -> Vec<Found> {
    if when { vec![(field.into(), text())] } else { Vec::new() }
}

fn place(objective: &LineId) -> Place {
    Field::Link(objective.to_string()).into()
}
