//! A document being written, whatever its kind: what is typed, its fields, what is found about it, its signature.

use super::{
    ask::{Act, use_act},
    draft::Draft,
    form::Form,
    page::focus_heading,
    sign::{Named, blocking},
};
use clinical::{Body, Finding};
use keeper::protocol::{Ask, DocView, Problem, Sign};
use leptos::prelude::*;
use record::RecordId;
use std::collections::BTreeMap;
use ui::use_notices;

/// A document being written. Cheap to copy; belongs to the page that began it. `A` signs it: once for all, or its next version.
pub(crate) struct DocForm<T: Send + Sync + 'static, A: Ask + 'static = Sign> {
    /// What is typed, and whether it is saved.
    pub(crate) draft: Draft<T>,
    /// The same, field by field.
    pub(crate) form: Form<T>,
    /// What is found about it, live.
    pub(crate) findings: Memo<Vec<Finding>>,
    /// Signs it. Once that was refused, what stands in the way is said beside its field.
    pub(crate) sign: Act<A>,
    /// Somebody wanted to go on without signing, and something was missing: it is said beside its field too.
    pub(crate) tried: RwSignal<bool>,
}

impl<T: Send + Sync + 'static, A: Ask + 'static> Clone for DocForm<T, A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static, A: Ask + 'static> Copy for DocForm<T, A> {}

/// How a kind of document is written.
pub(crate) struct Manner {
    /// What is said once it is signed.
    pub(crate) signed: &'static str,
    /// Whether a finding is said beside its field; the second is whether somebody has tried to sign.
    pub(crate) said: fn(&Finding, bool) -> bool,
}

impl<T: Clone + Into<Body> + Send + Sync + 'static> DocForm<T> {
    /// Begins with what the keeper has; saves what is typed until the owner is gone, and runs `after` each time. `check` says what
    /// is found.
    pub(crate) fn begin(
        record: RecordId,
        one: DocView<T>,
        manner: Manner,
        check: impl Fn(&T) -> Vec<Finding> + Send + Sync + 'static,
        after: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let notices = use_notices();
        let draft = Draft::begin(record, one.signed.doc, one.content, one.signed.draft_saved, after);
        Self::over(draft, manner.said, check, move |()| {
            draft.end();
            notices.say(manner.signed);
            // The field that had the focus is gone: go on at the head of the page.
            request_animation_frame(focus_heading);
        })
    }

    /// Signs what stands there.
    pub(crate) fn sign_now(self, passphrase: String) {
        let Draft { record, doc, .. } = self.draft;
        self.sign_as(|body| Sign { record, doc, body, passphrase });
    }
}

impl<T: Clone + Into<Body> + Send + Sync + 'static, A: Ask + 'static> DocForm<T, A> {
    /// Over a draft that saves itself. `said` is [`Manner::said`], `check` says what is found, and `signed` runs once it is signed.
    pub(crate) fn over(
        draft: Draft<T>,
        said: fn(&Finding, bool) -> bool,
        check: impl Fn(&T) -> Vec<Finding> + Send + Sync + 'static,
        signed: impl Fn(A::Reply) + Send + Sync + 'static,
    ) -> Self {
        let sign = use_act::<A>(signed);
        let findings = Memo::new(move |_| draft.value.with(&check));
        let tried = RwSignal::new(false);
        let beside = beside_fields(findings, tried, sign.problem, said);
        let at = move |place: &str, blocks: bool| beside.with(|beside| beside.get(&(blocks, place.to_owned())).cloned());
        let form = Form::new(draft.autosave(), move |place| at(place, true), move |place| at(place, false));
        Self { draft, form, findings, sign, tried }
    }

    /// What stops the signature, each as the page labels it.
    pub(crate) fn found(self) -> Signal<Vec<Named>> {
        blocking(self.findings.into(), self.form.invalid())
    }

    /// Signs what stands there with the ask that `make` makes of it; refuses what the form shows as not readable, as a number that is
    /// none.
    pub(crate) fn sign_as(self, make: impl FnOnce(Body) -> A) {
        self.draft.keep_now();
        match self.form.refusal() {
            Some(refusal) => self.sign.problem.set(Some(refusal)),
            None => self.sign.run(make(self.draft.body())),
        }
    }
}

/// What is said beside which field, by whether it stops the signature and the name of the place.
fn beside_fields(
    findings: Memo<Vec<Finding>>,
    tried: RwSignal<bool>,
    problem: RwSignal<Option<Problem>>,
    said: fn(&Finding, bool) -> bool,
) -> Memo<BTreeMap<(bool, String), String>> {
    let tried = Memo::new(move |_| tried.get() || problem.with(|problem| matches!(problem, Some(Problem::Invalid(_)))));
    Memo::new(move |_| {
        let tried = tried.get();
        findings.with(|all| {
            let mut beside = BTreeMap::<_, Vec<&Finding>>::new();
            for one in all.iter().filter(|one| said(one, tried)) {
                beside.entry((one.blocks(), one.place.name())).or_default().push(one);
            }
            // Of several at one place each is said.
            beside.into_iter().filter_map(|(place, found)| Some((place, Finding::say(found)?))).collect()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clinical::{Wrong, diagnosis::ConditionField};

    #[test]
    fn of_two_contradictions_at_one_field_both_are_told_beside_it() {
        let owner = Owner::new();
        owner.set();
        let both = [Wrong::InFuture, Wrong::OnsetAfterDiagnosis];
        let findings = Memo::new(move |_| both.map(|wrong| Finding::blocking(ConditionField::Onset, wrong)).to_vec());
        let tried = RwSignal::new(false);
        let beside = beside_fields(findings, tried, RwSignal::new(None), |finding, tried| tried && finding.blocks());
        let told = move || beside.get_untracked().remove(&(true, "condition-onset".to_owned()));
        assert_eq!(told(), None, "nobody has tried to sign");
        tried.set(true);
        assert_eq!(told(), Some(both.map(|wrong| wrong.sentence().into_owned()).join(" ")));
    }
}
