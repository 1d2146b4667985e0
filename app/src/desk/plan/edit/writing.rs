//! A version being written, and its parts.

use super::{super::findings::findings, opening::beside, unit::Unit};
use crate::desk::{
    ask::Asked,
    doc_form::{DocForm, Manner},
    form::{Direction, Part},
    page::{focus_field, go_soon},
    plan::labels,
};
use clinical::{
    Finding, PlaceComment,
    assessment::{Deferral, FindingId},
    plan::{
        Goal, Intervention, LineChange, LineId, Objective, ObjectiveStatus, Plan, Problem, Verdict, progress::histories, read,
    },
};
use keeper::protocol::{DocView, LineKind, Problem as Trouble, ThreadView};
use leptos::prelude::*;
use record::{DocId, Review, Status};
use std::{collections::BTreeMap, ops::Deref};

/// A version being written. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    doc: DocForm<Plan>,
    /// The plan as it stands.
    pub(super) plan: RwSignal<Plan>,
    /// The through-line, asked again after each save.
    pub(super) asked: Asked<ThreadView>,
    /// What changed since the version it follows.
    pub(super) changes: Memo<Vec<LineChange>>,
    /// How many lines did not change.
    pub(super) kept: Memo<usize>,
    /// The comments with which it was returned, each with who wrote it, until it is signed again.
    pub(super) comments: Memo<Vec<(String, PlaceComment)>>,
    /// What is open, the rest is read.
    pub(super) opened: RwSignal<Option<Unit>>,
}

impl Deref for Writing {
    type Target = DocForm<Plan>;

    fn deref(&self) -> &Self::Target {
        &self.doc
    }
}

impl Writing {
    /// Begins with the keeper's view; keeps what is typed until the owner is gone.
    pub(super) fn begin(thread: &ThreadView, doc: DocId, asked: Asked<ThreadView>) -> Option<Self> {
        let view = thread.plan(doc)?;
        let one = DocView { signed: view.signed.clone(), content: view.plan.clone() };
        // What is found is said beside its field once somebody tried to sign.
        let manner = Manner { signed: "The plan was signed. Now go through it with the client.", said: |_, tried| tried };
        let check = move |plan: &Plan| asked.pick(|thread| findings(thread, doc, plan));
        let mut form = DocForm::begin(thread.record, one, manner, check, move || asked.again());
        let plan = form.draft.value;
        let compared = Memo::new(move |_| {
            asked.pick(|thread| plan.with(|plan| thread.base(plan).and_then(|base| read(base, plan).ok()).map(|read| read.lines)))
        });
        let part = move |kept: bool| {
            let lines = compared.get().unwrap_or_default().into_iter();
            lines.filter(|line| (line.verdict == Verdict::Kept) == kept).collect::<Vec<_>>()
        };
        let was = Memo::new(move |_| {
            let sentences = compared.get().unwrap_or_default().into_iter().flat_map(|line| line.sentences);
            sentences.filter_map(|sentence| sentence.was).map(|was| (was.place, was.words)).collect::<BTreeMap<_, _>>()
        });
        form.form = form.form.remarked(move |place| was.with(|was| was.get(place).map(|words| format!("Was: {words}."))));
        let (changes, kept) = (Memo::new(move |_| part(false)), Memo::new(move |_| part(true).len()));
        let comments = Memo::new(move |_| asked.pick(|thread| comments(thread, doc)));
        let writing = Self { doc: form, plan, asked, changes, kept, comments, opened: RwSignal::new(None) };
        writing.open_what_was_refused();
        Some(writing)
    }

    /// Opens a unit and goes to its first field.
    pub(super) fn open(self, unit: Unit) {
        let field = unit.first_field();
        self.show(Some(unit), field);
    }

    /// Goes to a place, as checks name it, opening where it is edited.
    pub(super) fn go(self, place: &str) {
        let unit = self.plan.with_untracked(|plan| Unit::of(plan, place));
        let there = self.opened.with_untracked(|opened| unit.is_none() || *opened == unit);
        // A part beside the tree is no field: it begins with one.
        let whole = place.starts_with("line-") && !place.ends_with("-reason");
        let field = unit.as_ref().filter(|_| whole).map_or_else(|| place.to_owned(), Unit::first_field);
        if there { focus_field(&field) } else { self.show(unit, field) }
    }

    /// Closes what is open.
    pub(super) fn close(self) {
        if let Some(unit) = self.opened.get_untracked() {
            self.show(None, unit.button());
        }
    }

    /// Opens the unit before or after the one that is open.
    pub(super) fn step(self, way: Direction) {
        let all = self.plan.with_untracked(Unit::all);
        let next = match self.opened.get_untracked() {
            Some(unit) => beside(&all, &unit, way),
            None => all.into_iter().next(),
        };
        if let Some(next) = next {
            self.open(next);
        }
    }

    /// Not away from a field that shows what cannot be saved.
    fn show(self, unit: Option<Unit>, field: String) {
        if self.form.is_valid() {
            self.draft.keep_now();
            self.opened.set(unit);
            go_soon(field);
        }
    }

    fn open_what_was_refused(self) {
        Effect::new(move |_| {
            let first = self.sign.problem.with(|problem| match problem {
                Some(Trouble::Invalid(wrong)) => wrong.first().map(|wrong| wrong.field.clone()),
                Some(_) | None => None,
            });
            if let Some(place) = first {
                untrack(|| self.go(&place));
            }
        });
    }

    /// What changed in a line.
    pub(super) fn change_of(self, id: LineId) -> Memo<Option<LineChange>> {
        Memo::new(move |_| self.changes.with(|all| all.iter().find(|line| line.line == id).cloned()))
    }

    /// What notes said last of an objective: its status, and the value that was read.
    pub(super) fn said(self, id: &LineId) -> (Option<ObjectiveStatus>, Option<i32>) {
        untrack(|| {
            self.thread(|thread| {
                let all = self.plan.with(|plan| histories(plan, &thread.progress));
                let history = all.get(id);
                let status = history.and_then(|history| Some(history.current()?.0));
                (status, history.and_then(|history| history.value()))
            })
        })
    }

    /// The version it revises, in words; nothing for a first version.
    pub(super) fn revises(self) -> Option<String> {
        self.thread(|thread| {
            let bases = self.plan.with(|plan| plan.head.bases.clone());
            let named = bases.iter().map(|base| labels::version(thread, *base).to_lowercase()).collect::<Vec<_>>();
            (!named.is_empty()).then(|| named.join(" and "))
        })
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

/// The comments on lines of a version that was returned last.
fn comments(thread: &ThreadView, doc: DocId) -> Vec<(String, PlaceComment)> {
    let Some(view) = thread.plan(doc) else { return Vec::new() };
    let returned = matches!(view.signed.status, Status::Final(Review::Returned) | Status::Amended(Review::Returned));
    let line = view.signed.lines.iter().rfind(|line| matches!(line.kind, LineKind::Returned)).filter(|_| returned);
    line.map(|line| line.places.iter().map(|one| (line.who.clone(), one.clone())).collect()).unwrap_or_default()
}

fn objectives_mut(plan: &mut Plan) -> impl Iterator<Item = &mut Objective> {
    plan.problems.iter_mut().flat_map(Problem::objectives_mut)
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
