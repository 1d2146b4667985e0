//! A diagnosis being filled in. Cheap to copy.

use super::typed::{Kind, TypedCondition, TypedWithdrawal};
use crate::desk::{
    draft::Draft,
    form::{Form, Part},
};
use chrono::NaiveDate;
use clinical::diagnosis::{Condition, ConditionField, Disorder};
use keeper::protocol::Problem;
use leptos::prelude::*;
use std::collections::BTreeSet;
use wasm_bindgen::JsCast;

#[derive(Clone, Copy)]
pub(super) struct Filling {
    pub(super) draft: Draft<TypedCondition>,
    pub(super) form: Form<TypedCondition>,
    /// The local date.
    pub(super) today: NaiveDate,
    /// The day for which criteria are ticked.
    pub(super) met_on: RwSignal<Option<NaiveDate>>,
    /// Fields that were changed since something was wrong with them: what was wrong is not told any more.
    pub(super) corrected: RwSignal<BTreeSet<String>>,
}

impl Filling {
    pub(super) fn begin(draft: Draft<TypedCondition>, today: NaiveDate, problem: RwSignal<Option<Problem>>) -> Self {
        let corrected = RwSignal::new(BTreeSet::new());
        let wrong = move |place: &str| {
            let told = problem.with(|problem| problem.as_ref().and_then(|problem| crate::sentence_for(problem, place)));
            told.filter(|_| corrected.with(|corrected| !corrected.contains(place)))
        };
        let form = Form::new(draft.autosave(), wrong, |_| None);
        Self { draft, form, today, met_on: RwSignal::new(Some(today)), corrected }
    }

    /// The field in which something is typed or chosen.
    pub(super) fn correct(self, event: &web_sys::Event) {
        let field = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()).map(|field| field.id());
        if let Some(field) = field.filter(|field| self.corrected.with_untracked(|corrected| !corrected.contains(field))) {
            self.corrected.update(|corrected| {
                corrected.insert(field);
            });
        }
    }

    /// That a kind was chosen is nothing yet: it is not saved by itself.
    pub(super) fn choose_kind(self, kind: Option<Kind>) {
        self.draft.value.update(|typed| typed.kind = kind);
    }

    /// What every diagnosis has.
    pub(super) fn rest(self) -> Part<TypedCondition, Condition> {
        Part::the(self.form, "condition", |typed, _| Some(&typed.rest), |typed, _| Some(&mut typed.rest))
    }

    /// The disorder, from when its substance is chosen.
    pub(super) fn disorder(self) -> Part<TypedCondition, Disorder> {
        Part::the(self.form, "condition", |typed, _| typed.disorder.as_ref(), |typed, _| typed.disorder.as_mut())
    }

    /// Withdrawal, while it is on.
    pub(super) fn withdrawal(self) -> Part<TypedCondition, TypedWithdrawal> {
        Part::the(self.form, "withdrawal", |typed, _| typed.withdrawal.as_ref(), |typed, _| typed.withdrawal.as_mut())
    }

    /// Something of the disorder; the default while there is none.
    pub(super) fn of<T: Default + Send + Sync + 'static>(
        self,
        get: impl Fn(&Disorder) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        self.disorder().read(get)
    }

    /// Changes the disorder.
    pub(super) fn edit(self, change: impl FnOnce(&mut Disorder)) {
        self.disorder().edit(change);
    }

    /// The disorder as it stands, for what is counted while one types.
    pub(super) fn counted(self) -> Option<Disorder> {
        self.form.read_now(TypedCondition::counted)
    }

    /// What is wrong with a field.
    pub(super) fn wrong(self, field: ConditionField) -> Signal<Option<String>> {
        self.form.wrong(field.name().into_owned())
    }
}
