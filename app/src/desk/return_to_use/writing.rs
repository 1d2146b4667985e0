//! A return to use under somebody's hands, with what the rules say to it.

use crate::desk::{
    ask::Asked,
    doc_form::{DocForm, Manner},
    draft::Draft,
    form::Part,
};
use clinical::{
    Finding, LevelOfCare,
    return_to_use::{LevelDecision, ReturnToUse, Suggestion},
};
use keeper::protocol::{DocView, ThreadView};
use leptos::prelude::*;
use record::RecordId;
use std::ops::Deref;

/// An event being written down. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    doc: DocForm<ReturnToUse>,
    /// What runs through the chart.
    pub(super) asked: Asked<ThreadView>,
    /// What the rules suggest, live.
    pub(super) suggestion: Memo<Option<Suggestion>>,
}

impl Deref for Writing {
    type Target = DocForm<ReturnToUse>;

    fn deref(&self) -> &Self::Target {
        &self.doc
    }
}

impl Writing {
    /// Begins with the keeper's view; saves what is typed until the owner is gone.
    pub(super) fn begin(record: RecordId, one: super::EventView, asked: Asked<ThreadView>) -> Self {
        let said = |finding: &Finding, tried: bool| finding.blocks() && (tried || is_told_at_once(finding));
        let manner = Manner { signed: "Signed. Next: revise the plan.", said };
        let one = DocView { signed: one.signed, content: one.event };
        let check = move |event: &ReturnToUse| asked.pick(|thread| event.check_in(&thread.care_days(), thread.today));
        let doc = DocForm::begin(record, one, manner, check, || {});
        let value = doc.draft.value;
        let suggestion = Memo::new(move |_| value.with(|event| asked.pick(|thread| event.suggestion(thread.today))));
        follow_chart(doc.draft, asked);
        Self { doc, asked, suggestion }
    }

    /// Its own fields.
    pub(super) fn whole(self) -> Part<ReturnToUse, ReturnToUse> {
        self.form.whole("return")
    }

    /// What was decided.
    pub(super) fn decision(self) -> Part<ReturnToUse, LevelDecision> {
        Part::the(self.form, "decision", |all, _| Some(&all.decision), |all, _| Some(&mut all.decision))
    }

    /// Decides on a level, beside what the rules suggest now.
    pub(super) fn decide(self, level: Option<LevelOfCare>) {
        let suggestion = self.suggestion.get_untracked();
        self.draft.edit(|event| {
            event.decision.level = level;
            event.decision.suggestion = suggestion;
        });
    }
}

/// A contradiction is told while it is typed; what is only missing yet waits until somebody signs.
fn is_told_at_once(finding: &Finding) -> bool {
    use clinical::Wrong;
    !matches!(finding.wrong(), Some(Wrong::Missing | Wrong::DiffersWithoutReason | Wrong::EventChanged) | None)
}

/// The rules look at the care and the diagnoses of the chart: the draft takes them over, and again when they change.
fn follow_chart(draft: Draft<ReturnToUse>, asked: Asked<ThreadView>) {
    let start = draft.part(|event| event.start);
    let course = Memo::new(move |_| start.with(|start| asked.pick(|thread| Some(thread.earlier_course(*start)))));
    Effect::new(move |_| {
        let known = draft.value.with_untracked(|event| event.earlier);
        if let Some(course) = course.get().filter(|course| *course != known) {
            draft.edit(|event| event.earlier = course);
        }
    });
}
