//! What of a document is searched. What must not be found is left out here, and nowhere else.

use crate::{Body, Participant, PatientName, ServiceTime, assessment::Assessment, plan::Plan, sealed::sealed};
use chrono::NaiveDate;
use record::{DocId, RecordId};

/// A document as it is searched.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// Its record.
    pub record: RecordId,
    /// Itself.
    pub doc: DocId,
    /// What it is, in words that `kind:` finds: `note crisis`.
    pub kind: String,
    /// The day it is about.
    pub date: Option<NaiveDate>,
    /// As listed.
    pub title: String,
    /// The client's names, so that a name narrows a search.
    pub client: String,
    /// Codes of ICD-10-CM.
    pub codes: Vec<String>,
    /// Everything else it says, with line breaks between.
    pub text: String,
}

sealed!(Document);

impl Document {
    /// A document as it is searched. `None` for statements, which are added to what they are about
    /// ([`Self::add`]), and always for a SUD counseling note (42 CFR 2.11): it is never searched.
    pub fn of(record: RecordId, doc: DocId, body: &Body, client: &PatientName, today: NaiveDate) -> Option<Self> {
        let names = [&client.given, &client.preferred, &client.family];
        let client = names.map(|name| name.trim()).into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ");
        let empty = Self {
            record,
            doc,
            kind: String::new(),
            date: None,
            title: String::new(),
            client: client.clone(),
            codes: Vec::new(),
            text: String::new(),
        };
        Some(match body {
            Body::Profile(profile) => {
                let texts = [profile.program.as_str(), &profile.contact.phone, profile.allergies.as_deref().unwrap_or_default()];
                Self { kind: "client profile".into(), title: client, text: lines(texts), ..empty }
            }
            Body::Note(note) => {
                let text = note.plain_text();
                let beside = note.text_beside().into_iter().map(|(_, text)| text);
                let text = lines([text.as_str(), &note.location].into_iter().chain(beside).chain(people(&note.participants)));
                Self {
                    kind: format!("note {}", note.service.label()),
                    date: note.when.known().map(ServiceTime::date),
                    title: note.title(),
                    text,
                    ..empty
                }
            }
            Body::Assessment(assessment) => Self {
                kind: "assessment".into(),
                date: assessment.date,
                title: assessment.title(),
                text: assessment_text(assessment),
                ..empty
            },
            Body::Plan(plan) => {
                Self { kind: "plan".into(), date: plan.head.date, title: "Plan".into(), text: plan_text(plan), ..empty }
            }
            Body::Condition(condition) => Self {
                kind: "diagnosis condition".into(),
                date: condition.diagnosed.on,
                title: condition.text(today),
                codes: condition.code(today).into_iter().collect(),
                text: lines([condition.evidence.as_str()]),
                ..empty
            },
            Body::Addendum(_)
            | Body::Return(_)
            | Body::Attestation(_)
            | Body::Retraction(_)
            | Body::PlanSignature(_)
            | Body::PlanReview(_)
            | Body::PlanEvent(_)
            | Body::CounselingNote(_) => return None,
        })
    }

    /// Adds what a statement about this document says.
    pub fn add(&mut self, statement: &Body) {
        let said = match statement {
            Body::Addendum(addendum) => lines([addendum.text.as_str(), &addendum.reason]),
            Body::Retraction(retraction) => retraction.reason.clone(),
            Body::PlanReview(review) => review.reason.clone(),
            Body::PlanEvent(event) => lines([event.kind.label(), &event.words]),
            Body::Return(_)
            | Body::Attestation(_)
            | Body::PlanSignature(_)
            | Body::Profile(_)
            | Body::Note(_)
            | Body::Assessment(_)
            | Body::Plan(_)
            | Body::Condition(_)
            | Body::CounselingNote(_) => return,
        };
        let said = said.trim();
        if !said.is_empty() {
            self.text.extend((!self.text.is_empty()).then_some("\n").into_iter().chain([said]));
        }
    }
}

fn assessment_text(of: &Assessment) -> String {
    let mut all: Vec<&str> = vec![&of.reason, &of.referred_by];
    all.extend(people(&of.informants));
    for one in &of.substances {
        all.extend([one.substance.label(), &one.name, &one.amount, &one.frequency, &one.remarks]);
    }
    for one in &of.earlier_treatments {
        all.extend([one.what.as_str(), &one.place, &one.when, &one.outcome, &one.helped]);
    }
    let withdrawal = &of.withdrawal;
    all.extend([withdrawal.considered.as_str(), withdrawal.history.text(), &withdrawal.by, &withdrawal.reason]);
    all.extend(of.answers().map(|(_, _, answer)| answer.text()));
    all.extend([of.living.housing.as_str(), &of.living.with_whom, &of.living.support]);
    all.extend(of.strengths.iter().chain(&of.goals).map(String::as_str));
    all.extend(of.ratings.iter().map(|rating| rating.rationale.as_str()));
    all.push(&of.level.reason);
    all.extend(of.findings.iter().map(|finding| finding.text.as_str()));
    all.extend(of.deferrals.iter().map(|deferral| deferral.reason.as_str()));
    lines(all)
}

fn plan_text(plan: &Plan) -> String {
    let mut all: Vec<&str> = Vec::new();
    for problem in &plan.problems {
        all.extend([problem.statement.as_str(), &problem.evidence, &problem.status_reason]);
        for goal in &problem.goals {
            all.extend([goal.words.as_str(), &goal.outcome]);
            for objective in &goal.objectives {
                all.extend([objective.statement.as_str(), &objective.criterion, &objective.instrument, &objective.unit]);
                all.push(&objective.status_reason);
                all.extend(objective.interventions.iter().flat_map(|one| [one.description.as_str(), &one.provider, &one.role]));
            }
        }
    }
    let lists = [&plan.strengths, &plan.barriers, &plan.preferences, &plan.harm_reduction, &plan.discharge_criteria];
    all.extend(lists.into_iter().flatten().map(String::as_str));
    all.extend(plan.triggers.iter().flat_map(|step| [step.trigger.as_str(), &step.coping]));
    all.extend(plan.supports.iter().flat_map(|one| [one.name.as_str(), &one.relation, &one.part]));
    all.extend(people(&plan.participants));
    all.extend(plan.deferrals.iter().map(|deferral| deferral.reason.as_str()));
    all.extend([plan.head.occasion.as_str(), &plan.head.ending_reason]);
    all.extend(plan.head.reasons.values().map(String::as_str));
    let learned = plan.head.revision.iter();
    all.extend(learned.flat_map(|revision| [revision.helped.as_str(), &revision.fell_short, &revision.medication_considered]));
    all.extend([plan.level_reason.as_str(), &plan.risk, &plan.measures, &plan.aftercare]);
    lines(all)
}

fn people(all: &[Participant]) -> impl Iterator<Item = &str> {
    all.iter().flat_map(|one| [one.name.as_str(), &one.relation])
}

/// The texts that say something, each on its line.
fn lines<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().map(str::trim).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}
