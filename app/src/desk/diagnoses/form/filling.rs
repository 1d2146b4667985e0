//! A diagnosis being filled in, with what its check finds. Cheap to copy.

use super::typed::{Kind, TypedCondition, TypedWithdrawal};
use crate::desk::{ask::Asked, doc_form::DocForm, draft::Draft, form::Part};
use chrono::NaiveDate;
use clinical::{
    Finding, Wrong,
    diagnosis::{Condition, ConditionField, Disorder},
};
use keeper::protocol::{Problem, Save, ThreadView};
use leptos::prelude::*;
use std::ops::Deref;

#[derive(Clone, Copy)]
pub(super) struct Filling {
    doc: DocForm<TypedCondition, Save>,
    /// The local date.
    pub(super) today: NaiveDate,
    /// The day for which criteria are ticked.
    pub(super) met_on: RwSignal<Option<NaiveDate>>,
}

impl Deref for Filling {
    type Target = DocForm<TypedCondition, Save>;

    fn deref(&self) -> &Self::Target {
        &self.doc
    }
}

impl Filling {
    /// Over what is typed; what is found is held against the chart, and `signed` runs once it is signed.
    pub(super) fn begin(
        draft: Draft<TypedCondition>,
        thread: Asked<ThreadView>,
        today: NaiveDate,
        signed: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let doc = draft.doc;
        // That nothing can be counted is told at once; the rest once somebody tried to sign.
        let said = |finding: &Finding, tried: bool| finding.blocks() && (tried || finding.wrong() == Some(Wrong::NoUseDisorder));
        let check = move |typed: &TypedCondition| thread.pick(|thread| typed.check_in(thread, doc));
        Self { doc: DocForm::over(draft, said, check, move |_| signed()), today, met_on: RwSignal::new(Some(today)) }
    }

    /// Signs what stands there as the version after `base`; what is no diagnosis yet is refused.
    pub(super) fn sign_version(self, base: u32, passphrase: String) {
        let Draft { record, doc, .. } = self.draft;
        match self.form.peek(TypedCondition::condition) {
            Ok(condition) => self.sign_as(|_| Save::signed(record, Some(doc), base, condition, passphrase)),
            Err(missing) => self.sign.problem.set(Some(Problem::field(&missing.place.name(), &missing.sentence))),
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
