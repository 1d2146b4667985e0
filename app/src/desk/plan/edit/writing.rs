//! A version being written, and its parts.

use super::super::findings::findings;
use crate::desk::{
    ask::{Act, Asked, use_act},
    draft::Draft,
    form::{Form, Part},
    page::focus_heading,
};
use clinical::{
    Finding,
    assessment::{Deferral, FindingId},
    plan::{Goal, Intervention, LineId, Objective, Plan, Problem},
};
use keeper::protocol::{Problem as Trouble, SignDocument, ThreadView};
use leptos::prelude::*;
use record::DocId;
use ui::use_notices;

/// A version being written. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    /// What is typed, and whether it is kept.
    pub(super) draft: Draft<Plan>,
    /// The same, field by field.
    pub(super) form: Form<Plan>,
    /// The plan as it stands.
    pub(super) plan: RwSignal<Plan>,
    /// The through-line, asked again after each save.
    pub(super) asked: Asked<ThreadView>,
    /// What is found about it, live.
    pub(super) findings: Memo<Vec<Finding>>,
    /// Signs it. Once that was refused, what is missing is told beside its field.
    pub(super) sign: Act<SignDocument>,
}

impl Writing {
    /// Begins with the keeper's view; keeps what is typed until the owner is gone.
    pub(super) fn begin(thread: &ThreadView, doc: DocId, asked: Asked<ThreadView>) -> Option<Self> {
        let view = thread.plan(doc)?;
        let notices = use_notices();
        let draft = Draft::begin(thread.record, doc, view.plan.clone(), view.signed.draft_saved, move || asked.again());
        let sign = use_act::<SignDocument>(move |_| {
            draft.end();
            notices.say("Signed and locked. Now go through it with the client.");
            // The field that had the focus is gone: go on at the head of the page.
            request_animation_frame(focus_heading);
        });
        let plan = draft.value;
        let findings = Memo::new(move |_| plan.with(|plan| asked.pick(|thread| findings(thread, doc, plan))));
        // What is missing is shown beside its field once somebody tried to sign.
        let tried = Memo::new(move |_| sign.problem.with(|problem| matches!(problem, Some(Trouble::Invalid(_)))));
        let told = move |place: &str, blocks: bool| {
            let found = || {
                findings.with(|all| all.iter().find(|one| one.place.name() == place && one.blocks() == blocks).map(Finding::text))
            };
            tried.get().then(found).flatten()
        };
        let form = Form::new(draft.autosave(), move |place| told(place, true), move |place| told(place, false));
        Some(Self { draft, form, plan, asked, findings, sign })
    }

    /// Signs what stands there.
    pub(super) fn sign_now(self, passphrase: String) {
        self.draft.keep_now();
        if let Some(refusal) = self.form.refusal() {
            return self.sign.problem.set(Some(refusal));
        }
        let Draft { record, doc, .. } = self.draft;
        self.sign.run(SignDocument { record, doc, body: self.draft.body(), passphrase });
    }

    /// Changes the plan, and keeps it soon.
    pub(super) fn edit(self, change: impl FnOnce(&mut Plan)) {
        self.draft.edit(change);
    }

    /// What is found about a line as a whole.
    pub(super) fn about(self, place: String) -> Signal<Vec<Finding>> {
        Signal::derive(move || {
            self.findings.with(|found| found.iter().filter(|lint| lint.place.name() == place).cloned().collect())
        })
    }

    /// Something of the through-line.
    pub(super) fn thread<U: Default>(self, part: impl FnOnce(&ThreadView) -> U) -> U {
        self.asked.pick(part)
    }
}

/// Parts of the plan, found by the ids of their lines.
impl Writing {
    pub(super) fn whole(self) -> Part<Plan, Plan> {
        self.form.whole("plan")
    }

    pub(super) fn problem(self, id: &LineId) -> Part<Plan, Problem> {
        Part::which(
            self.form,
            "problem",
            id,
            |plan, id| plan.problems.iter().find(|line| line.id.as_str() == id),
            |plan, id| plan.problems.iter_mut().find(|line| line.id.as_str() == id),
        )
    }

    pub(super) fn goal(self, id: &LineId) -> Part<Plan, Goal> {
        Part::which(
            self.form,
            "goal",
            id,
            |plan, id| plan.problems.iter().flat_map(|problem| &problem.goals).find(|line| line.id.as_str() == id),
            |plan, id| plan.problems.iter_mut().flat_map(|problem| &mut problem.goals).find(|line| line.id.as_str() == id),
        )
    }

    pub(super) fn objective(self, id: &LineId) -> Part<Plan, Objective> {
        Part::which(
            self.form,
            "objective",
            id,
            |plan, id| plan.problems.iter().flat_map(Problem::objectives).find(|line| line.id.as_str() == id),
            |plan, id| objectives_mut(plan).find(|line| line.id.as_str() == id),
        )
    }

    pub(super) fn intervention(self, id: &LineId) -> Part<Plan, Intervention> {
        Part::which(
            self.form,
            "intervention",
            id,
            |plan, id| {
                let objectives = plan.problems.iter().flat_map(Problem::objectives);
                objectives.flat_map(|objective| &objective.interventions).find(|line| line.id.as_str() == id)
            },
            |plan, id| {
                objectives_mut(plan).flat_map(|objective| &mut objective.interventions).find(|line| line.id.as_str() == id)
            },
        )
    }

    /// Why a finding is put off.
    pub(super) fn deferral(self, id: &FindingId) -> Part<Plan, Deferral> {
        Part::which(
            self.form,
            "deferral",
            id,
            |plan, id| plan.deferrals.iter().find(|one| one.finding.as_str() == id),
            |plan, id| plan.deferrals.iter_mut().find(|one| one.finding.as_str() == id),
        )
    }
}

fn objectives_mut(plan: &mut Plan) -> impl Iterator<Item = &mut Objective> {
    plan.problems.iter_mut().flat_map(|problem| &mut problem.goals).flat_map(|goal| &mut goal.objectives)
}

/// What a new line is numbered after: all versions of the chart, and the one being written.
pub(super) fn all_versions<U>(writing: Writing, read: impl FnOnce(&[&Plan]) -> U) -> U {
    let known = untrack(|| writing.asked.known());
    writing.plan.with_untracked(|mine| {
        let mut all: Vec<&Plan> = known.iter().flat_map(|thread| thread.plans.iter().map(|view| &view.plan)).collect();
        all.push(mine);
        read(&all)
    })
}
