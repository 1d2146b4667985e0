//! A version under somebody's hands, and a hold on one line of it.

use super::super::findings::findings;
use crate::desk::{
    ask::{Act, Asked, use_act},
    draft::Draft,
    note,
    page::focus_heading,
};
use clinical::{
    assessment::Place,
    plan::{Goal, Intervention, LineId, Objective, Plan, Problem},
    thread::Lint,
};
use keeper::protocol::{Problem as Trouble, SignDocument, ThreadView};
use leptos::prelude::*;
use record::DocId;
use std::marker::PhantomData;
use ui::use_notices;

/// A version being written. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    /// What is typed, and whether it is kept.
    pub(super) draft: Draft<Plan>,
    /// The plan as it stands.
    pub(super) plan: RwSignal<Plan>,
    /// The through-line, asked again after each save.
    pub(super) asked: Asked<ThreadView>,
    /// What is found about it, live.
    pub(super) findings: Memo<Vec<Lint>>,
    /// Whoever owns the page: what is undone must outlive the line that was taken out.
    owner: StoredValue<Option<Owner>>,
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
            // What was taken out can no longer come back: it is signed.
            notices.clear();
            notices.say("Signed and locked. Now go through it with the client.");
            // The field that had the focus is gone: go on at the head of the page.
            request_animation_frame(focus_heading);
        });
        let plan = draft.value;
        let findings = Memo::new(move |_| plan.with(|plan| asked.pick(|thread| findings(thread, doc, plan))));
        Some(Self { draft, plan, asked, findings, owner: StoredValue::new(Owner::current()), sign })
    }

    /// Signs what stands there.
    pub(super) fn sign_now(self, passphrase: String) {
        self.draft.keep_now();
        let Draft { record, doc, .. } = self.draft;
        self.sign.run(SignDocument { record, doc, body: self.draft.body(), passphrase });
    }

    /// Changes the plan, and keeps it soon.
    pub(super) fn edit(self, change: impl FnOnce(&mut Plan)) {
        self.draft.edit(change);
    }

    /// Says that something was taken out, and offers it back while the page is open.
    pub(super) fn offer_back(self, words: String, back: impl Fn(&mut Plan) + Send + Sync + 'static) {
        let notices = use_notices();
        let undo = move |()| {
            if self.plan.try_with_untracked(|_| ()).is_some() {
                self.edit(&back);
            } else {
                notices.say("This page is closed. Open the draft to write it again.");
            }
        };
        if let Some(owner) = self.owner.get_value() {
            owner.with(|| notices.offer(words, "Undo", Callback::new(undo)));
        }
    }

    /// What is wrong at a place, once somebody tried to sign.
    pub(super) fn wrong(self, place: String) -> Signal<Option<String>> {
        Signal::derive(move || self.told(&place, Lint::blocks))
    }

    /// What should be looked at there, and stops nothing; told at the same time.
    pub(super) fn remark(self, place: String) -> Signal<Option<String>> {
        Signal::derive(move || self.told(&place, |lint| !lint.blocks()))
    }

    fn told(self, place: &str, of: impl Fn(&Lint) -> bool) -> Option<String> {
        let tried = self.sign.problem.with(|problem| matches!(problem, Some(Trouble::Invalid(_))));
        let found =
            || self.findings.with(|found| found.iter().find(|lint| lint.place == place && of(lint)).map(note::words::told));
        tried.then(found).flatten()
    }

    /// What is found about a line as a whole.
    pub(super) fn about(self, place: String) -> Signal<Vec<Lint>> {
        Signal::derive(move || self.findings.with(|found| found.iter().filter(|lint| lint.place == place).cloned().collect()))
    }

    /// Something of the through-line.
    pub(super) fn thread<U: Default>(self, part: impl FnOnce(&ThreadView) -> U) -> U {
        self.asked.pick(part)
    }

    /// The whole plan, held as its own part.
    pub(super) fn whole(self) -> At<Plan> {
        At { writing: self, id: StoredValue::new(None), part: PhantomData }
    }

    /// A line, held by its id.
    pub(super) fn at<P: Part>(self, id: LineId) -> At<P> {
        At { writing: self, id: StoredValue::new(Some(id)), part: PhantomData }
    }
}

/// A part of a plan that has fields.
pub(super) trait Part: Sized + Send + Sync + 'static {
    /// What its places are called after.
    const OF: &'static str;
    /// Finds it.
    fn find<'a>(plan: &'a Plan, id: Option<&LineId>) -> Option<&'a Self>;
    /// Finds it to change it.
    fn find_mut<'a>(plan: &'a mut Plan, id: Option<&LineId>) -> Option<&'a mut Self>;
}

impl Part for Plan {
    const OF: &'static str = "plan";
    fn find<'a>(plan: &'a Plan, _: Option<&LineId>) -> Option<&'a Self> {
        Some(plan)
    }
    fn find_mut<'a>(plan: &'a mut Plan, _: Option<&LineId>) -> Option<&'a mut Self> {
        Some(plan)
    }
}

impl Part for Problem {
    const OF: &'static str = "problem";
    fn find<'a>(plan: &'a Plan, id: Option<&LineId>) -> Option<&'a Self> {
        plan.problems.iter().find(|line| Some(&line.id) == id)
    }
    fn find_mut<'a>(plan: &'a mut Plan, id: Option<&LineId>) -> Option<&'a mut Self> {
        plan.problems.iter_mut().find(|line| Some(&line.id) == id)
    }
}

impl Part for Goal {
    const OF: &'static str = "goal";
    fn find<'a>(plan: &'a Plan, id: Option<&LineId>) -> Option<&'a Self> {
        plan.problems.iter().flat_map(|problem| &problem.goals).find(|line| Some(&line.id) == id)
    }
    fn find_mut<'a>(plan: &'a mut Plan, id: Option<&LineId>) -> Option<&'a mut Self> {
        plan.problems.iter_mut().flat_map(|problem| &mut problem.goals).find(|line| Some(&line.id) == id)
    }
}

impl Part for Objective {
    const OF: &'static str = "objective";
    fn find<'a>(plan: &'a Plan, id: Option<&LineId>) -> Option<&'a Self> {
        plan.problems.iter().flat_map(Problem::objectives).find(|line| Some(&line.id) == id)
    }
    fn find_mut<'a>(plan: &'a mut Plan, id: Option<&LineId>) -> Option<&'a mut Self> {
        let goals = plan.problems.iter_mut().flat_map(|problem| &mut problem.goals);
        goals.flat_map(|goal| &mut goal.objectives).find(|line| Some(&line.id) == id)
    }
}

impl Part for Intervention {
    const OF: &'static str = "intervention";
    fn find<'a>(plan: &'a Plan, id: Option<&LineId>) -> Option<&'a Self> {
        let objectives = plan.problems.iter().flat_map(Problem::objectives);
        objectives.flat_map(|objective| &objective.interventions).find(|line| Some(&line.id) == id)
    }
    fn find_mut<'a>(plan: &'a mut Plan, id: Option<&LineId>) -> Option<&'a mut Self> {
        let goals = plan.problems.iter_mut().flat_map(|problem| &mut problem.goals);
        let objectives = goals.flat_map(|goal| &mut goal.objectives);
        objectives.flat_map(|objective| &mut objective.interventions).find(|line| Some(&line.id) == id)
    }
}

/// A hold on a part of the plan that is being written. Cheap to copy.
pub(super) struct At<P: Part> {
    /// The version.
    pub(super) writing: Writing,
    id: StoredValue<Option<LineId>>,
    part: PhantomData<fn() -> P>,
}

impl<P: Part> Clone for At<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: Part> Copy for At<P> {}

impl<P: Part> At<P> {
    /// Something of it, the default once it is gone.
    pub(super) fn part<U: Default + Send + Sync + 'static>(self, get: impl Fn(&P) -> U + Send + Sync + 'static) -> Signal<U> {
        Signal::derive(move || self.writing.plan.with(|plan| self.find(plan).map(&get).unwrap_or_default()))
    }

    /// What a field begins with that keeps its own half-typed state: written back, that would be wiped.
    pub(super) fn first<U: Default + Send + Sync + 'static>(self, get: impl Fn(&P) -> U) -> Signal<U> {
        self.writing.draft.first(|plan| self.find(plan).map(&get).unwrap_or_default())
    }

    /// Changes it, and keeps it soon.
    pub(super) fn edit(self, change: impl FnOnce(&mut P)) {
        let id = self.id.get_value();
        self.writing.edit(|plan| {
            if let Some(part) = P::find_mut(plan, id.as_ref()) {
                change(part);
            }
        });
    }

    /// The HTML id of a field: the name of its place.
    pub(super) fn name(self, field: &'static str) -> String {
        match self.id.get_value() {
            None => Place::the(P::OF, field).name(),
            Some(id) => Place::one(P::OF, id, field).name(),
        }
    }

    /// The HTML id of the part as a whole.
    pub(super) fn here(self) -> String {
        self.id.get_value().map_or_else(|| P::OF.to_owned(), |id| format!("{}-{id}", P::OF))
    }

    /// What is wrong with a field, once somebody tried to sign.
    pub(super) fn wrong(self, field: &'static str) -> Signal<Option<String>> {
        self.writing.wrong(self.name(field))
    }

    /// What should be looked at in a field, and stops nothing.
    pub(super) fn remark(self, field: &'static str) -> Signal<Option<String>> {
        self.writing.remark(self.name(field))
    }

    fn find(self, plan: &Plan) -> Option<&P> {
        self.id.with_value(|id| P::find(plan, id.as_ref()))
    }
}

/// Versions of the plan that numbers are held against: all of the chart's, and the one being written.
pub(super) fn all_versions<U>(writing: Writing, read: impl FnOnce(&[&Plan]) -> U) -> U {
    let known = untrack(|| writing.asked.known());
    writing.plan.with_untracked(|mine| {
        let mut all: Vec<&Plan> = known.iter().flat_map(|thread| thread.plans.iter().map(|view| &view.plan)).collect();
        all.push(mine);
        read(&all)
    })
}
