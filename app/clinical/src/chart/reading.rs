//! What a chart answers: how its versions of the plan stand, what is owed and due, where the thread is broken.

use super::{BegunCondition, Chart, DocOf, Filing, Marked, PlanVersion, counts};
use crate::{
    Finding, Kinded, LevelOfCare, Place, Wrong,
    assessment::{Assessment, AssessmentFinding, Deferral},
    diagnosis::{Condition, ConditionId},
    plan::{
        Asked, Care, CarryOver, Due, EventKind, MissingSignature, Plan, PlanReview, PlanSignature, ReviewEvent, SignerRole,
        Signing, Standing, SupersededBase, Version, diff, due, kept_without_reason, missing_signatures, named_review,
        progress::as_told, standing, without_reason,
    },
    thread::PlanSide,
};
use chrono::NaiveDate;
use record::{DocId, Role, Status};
use std::collections::BTreeSet;

impl<F: Filing, M: Marked> Chart<F, M> {
    /// The documents of one kind, see [`Chart::of`], that count: signed, and not entered in error.
    pub fn counting_of<'a, T: Kinded + 'a>(&'a self) -> impl Iterator<Item = (&'a F, &'a T)> {
        self.of::<T>().filter(|(signed, _)| counts(*signed))
    }

    /// Where every version of the plan stands.
    pub fn standing(&self) -> Standing {
        standing(&self.plans.iter().map(PlanVersion::version).collect::<Vec<_>>())
    }

    /// A version of the plan.
    pub fn plan(&self, doc: DocId) -> Option<&PlanVersion<F, M>> {
        self.plans.iter().find(|plan| plan.signed.doc() == doc)
    }

    /// Signatures that a version still owes. Who wrote it has signed it in their own role.
    pub fn missing(&self, view: &PlanVersion<F, M>) -> Vec<MissingSignature> {
        let held = match view.signing {
            Signing::Supervisor => Some(SignerRole::Supervisor),
            Signing::Unsigned | Signing::Author | Signing::Retracted => None,
        };
        let signatures: Vec<PlanSignature> = view.signatures.iter().map(|one| one.signature.clone()).collect();
        let asked = Asked { guardian: self.is_minor(), supervisor: false, held };
        let mut missing = missing_signatures(&view.plan, &view.shown, &signatures, asked);
        if view.author_role == Some(Role::Prescriber) {
            missing.retain(|one| *one != MissingSignature::Of(SignerRole::Prescriber));
        }
        missing
    }

    /// Whether a guardian signs with the client.
    pub fn is_minor(&self) -> bool {
        self.birth_date.and_then(|born| self.today.years_since(born)).is_some_and(|age| age < 18)
    }

    /// The version in force, where there is exactly one.
    pub fn in_force(&self) -> Option<&PlanVersion<F, M>> {
        self.plan(self.standing().active()?)
    }

    /// The version that was in force on a day: what was signed later is not looked at. Where none was, or two stood side by side,
    /// the one in force now.
    pub fn in_force_on(&self, day: NaiveDate) -> Option<&PlanVersion<F, M>> {
        let then: Vec<Version> = self
            .plans
            .iter()
            .filter(|view| view.plan.head.date.is_none_or(|date| date <= day))
            .map(PlanVersion::version)
            .collect();
        standing(&then).active().and_then(|doc| self.plan(doc)).or_else(|| self.in_force())
    }

    /// The day care ended: that of the discharge, or else the day on which the plan was ended and nothing follows it.
    pub fn care_ended(&self) -> Option<NaiveDate> {
        self.episodes.ended().or_else(|| self.plan_ended())
    }

    /// The day the plan of the last episode was ended, where nothing follows it.
    pub(super) fn plan_ended(&self) -> Option<NaiveDate> {
        let standing = self.standing();
        let [last] = standing.heads() else { return None };
        let view = self.plan(*last)?;
        let ended = view.plan.head.date.filter(|_| view.plan.head.ending.is_some());
        ended.filter(|ended| self.opened.is_none_or(|opened| opened <= *ended))
    }

    /// New conditions that I began.
    pub fn begun_new(&self) -> impl Iterator<Item = &BegunCondition> {
        self.begun.iter().filter(|begun| self.conditions.iter().all(|view| view.doc != begun.doc))
    }

    /// The conditions as they stand, in the order in which they came.
    pub fn current(&self) -> impl Iterator<Item = (ConditionId, &Condition)> {
        self.conditions.iter().filter_map(|view| Some((view.doc, &view.last()?.condition)))
    }

    /// What assessments found that count: signed ones, and my drafts.
    pub fn findings(&self) -> Vec<AssessmentFinding> {
        self.counting().flat_map(|view| view.content.findings.iter().cloned()).collect()
    }

    /// What was put off in assessments.
    pub fn deferrals(&self) -> Vec<Deferral> {
        self.counting().flat_map(|view| view.content.deferrals.iter().cloned()).collect()
    }

    /// The level of care that was decided last, in an assessment that is signed.
    pub fn level_decided(&self) -> Option<&LevelOfCare> {
        self.assessments.iter().filter(|view| counts(&view.signed)).find_map(|view| view.content.level.chosen.as_ref())
    }

    fn counting(&self) -> impl Iterator<Item = &DocOf<F, Assessment>> {
        self.assessments.iter().filter(|view| view.signed.status() != Status::EnteredInError)
    }

    /// When a version is due for review.
    pub fn due(&self, view: &PlanVersion<F, M>) -> Due {
        let reviews = reviews(view);
        let sessions: Vec<NaiveDate> = self.notes.iter().filter(|note| note.session).map(|note| note.date).collect();
        let care = Care { opened: self.opened, sessions: &sessions };
        due(&view.plan, &reviews, &self.events(view), self.today, care, &self.settings.review)
    }

    /// The day of the next review that was agreed on for a version: the one the last review named, or else its own.
    pub fn next_review(&self, view: &PlanVersion<F, M>) -> Option<NaiveDate> {
        named_review(&view.plan, &reviews(view))
    }

    /// The lines of a signed version, to revise from today: each objective as it goes by the notes. The day of the next review is
    /// carried on while it is still to come.
    pub fn revise(&self, doc: DocId) -> Option<Plan> {
        let view = self.plan(doc)?;
        let mut plan = as_told(doc, &view.plan, &self.progress).revise(doc);
        plan.head.date = Some(self.today);
        plan.review_date = self.review_to_come(view);
        Some(plan)
    }

    /// The day of the next review for a version, while it is still to come.
    fn review_to_come(&self, view: &PlanVersion<F, M>) -> Option<NaiveDate> {
        self.next_review(view).filter(|day| *day > self.today)
    }

    /// What happened since a version was signed and asks for a review: what was told under it and not answered yet, a diagnosis
    /// it does not know, another level of care, objectives past their day, two measures that got worse.
    pub fn events(&self, view: &PlanVersion<F, M>) -> Vec<ReviewEvent> {
        let plan = &view.plan;
        let told = view.events.iter().filter(|one| !one.answered).map(|one| ReviewEvent {
            kind: one.event.kind,
            on: one.mark.day(),
            document: None,
        });
        let Some(signed) = view.signed.signed_at() else { return told.collect() };
        let known: BTreeSet<ConditionId> =
            record::order::gather(plan.problems.iter().flat_map(|problem| problem.conditions.iter().copied()));
        let diagnosed = self.conditions.iter().filter_map(|view| {
            let first = view.versions.iter().find(|version| version.condition.status.is_active())?;
            let stands = view.last()?.condition.status.is_active() && !known.contains(&view.doc);
            let (kind, on) = (EventKind::NewDiagnosis, first.mark.day());
            (stands && first.mark.written() > signed).then_some(ReviewEvent { kind, on, document: Some(view.doc) })
        });
        let saved = self.levels.iter().map(|saved| (saved.written, saved.day, &saved.level, None));
        let chosen = self.assessments.iter().rev().filter(|view| counts(&view.signed)).filter_map(|view| {
            let level = view.content.level.chosen.as_ref()?;
            Some((view.signed.signed_at()?, view.content.date?, level, Some(view.signed.doc())))
        });
        let changed =
            saved.chain(chosen).filter(|(written, _, level, _)| *written > signed && plan.level.as_ref() != Some(level));
        let changed = changed.map(|(_, on, _, document)| ReviewEvent { kind: EventKind::LevelChange, on, document });
        let stands = as_told(view.signed.doc(), plan, &self.progress);
        let past =
            stands.active_objectives().filter_map(|(_, _, objective)| objective.target_date).filter(|day| *day < self.today);
        let overdue = past.map(|on| ReviewEvent { kind: EventKind::ObjectiveOverdue, on, document: None }).collect::<Vec<_>>();
        told.chain(diagnosed).chain(changed).chain(overdue).chain(self.measures_worse(view)).collect()
    }

    /// The version a draft follows, where it is exactly one.
    pub fn base(&self, plan: &Plan) -> Option<&Plan> {
        match plan.head.bases.as_slice() {
            [base] => self.plan(*base).map(|view| &view.plan),
            _ => None,
        }
    }

    /// What superseded the version that a draft follows, as far as this device knows.
    pub fn superseded_base(&self, doc: DocId, plan: &Plan) -> Option<SupersededBase> {
        self.standing().superseded_base(doc, &plan.head.bases)
    }

    /// A draft compared with the version that superseded its base, see [`CarryOver`].
    pub fn carry_over(&self, doc: DocId) -> Option<CarryOver> {
        let draft = &self.plan(doc)?.plan;
        let superseded = self.superseded_base(doc, draft)?;
        let (base, newer) = (self.plan(superseded.base)?, self.plan(superseded.by)?);
        let review = self.review_to_come(newer);
        CarryOver::of(superseded, [&base.plan, &newer.plan, draft], review).ok()
    }

    /// Who signed the version that superseded the base, and that this draft cannot be signed beside it.
    fn check_base(&self, doc: DocId, plan: &Plan) -> Option<Finding> {
        let standing = self.standing();
        let superseded = standing.superseded_base(doc, &plan.head.bases)?;
        let head = &self.plan(superseded.by)?.plan.head;
        let who = head.author.as_ref().map_or("Somebody", |author| author.name.as_str());
        let dated = head.date.map(|date| date.format(", dated %B %-d, %Y,").to_string()).unwrap_or_default();
        let number = |doc| standing.number(doc).unwrap_or(1);
        let (by, base) = (number(superseded.by), number(superseded.base));
        let sentence = format!("{who} signed version {by}{dated} and this draft still follows version {base}.");
        let found = Finding::blocking(Place::the("plan", "bases"), Wrong::BaseSuperseded);
        Some(Finding { sentence: sentence.into(), fix: format!("Bring it to version {by}, then sign it.").into(), ..found })
    }

    /// What stands in the way of signing a version as it is being typed, then what should be looked at: what its base
    /// became, the form, changed lines without a reason, the thread. The keeper asks this when it is signed.
    pub fn check_plan(&self, doc: DocId, plan: &Plan) -> Vec<Finding> {
        let changed = self.base(plan).and_then(|base| diff(base, plan).ok()).map(|diff| without_reason(&diff));
        let kept = self.base(plan).map(|base| kept_without_reason(base, plan));
        let found = self.plan(doc).map(|view| self.check_thread(view, plan));
        let base = self.check_base(doc, plan).into_iter().collect();
        Finding::join([
            base,
            plan.check(self.today),
            changed.unwrap_or_default(),
            kept.unwrap_or_default(),
            found.unwrap_or_default(),
        ])
    }

    /// Where the thread is broken in a version of the plan, as it stands now or is being typed (`plan`).
    pub fn check_thread(&self, view: &PlanVersion<F, M>, plan: &Plan) -> Vec<Finding> {
        let plan = &as_told(view.signed.doc(), plan, &self.progress);
        let (findings, deferrals) = (self.findings(), self.deferrals());
        let conditions: Vec<ConditionId> =
            self.current().filter(|(_, condition)| condition.status.is_current()).map(|(id, _)| id).collect();
        let signatures: Vec<PlanSignature> = view.signatures.iter().map(|one| one.signature.clone()).collect();
        let side = PlanSide {
            findings: &findings,
            deferrals: &deferrals,
            conditions: &conditions,
            plan,
            shown: &view.shown,
            signatures: &signatures,
            notes: &self.notes,
            due: &self.due(view),
            today: self.today,
        };
        side.check(&self.settings.rules)
    }
}

/// What was reviewed under a version.
fn reviews<F, M>(view: &PlanVersion<F, M>) -> Vec<PlanReview> {
    view.reviews.iter().map(|one| one.review.clone()).collect()
}
