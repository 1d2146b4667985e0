//! A return to use under somebody's hands, with what the rules say to it.

use crate::desk::{
    ask::{Act, Asked, use_act},
    draft::Draft,
    form::{Form, Part},
    page::focus_heading,
    sign::sign_draft,
};
use clinical::{
    Finding, LevelOfCare,
    return_to_use::{LevelDecision, ReturnToUse, Suggestion},
};
use keeper::protocol::{Problem, Sign, ThreadView};
use leptos::prelude::*;
use record::RecordId;
use std::collections::BTreeMap;
use ui::use_notices;

/// An event being written down. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    /// What is typed, and whether it is kept.
    pub(super) draft: Draft<ReturnToUse>,
    /// What runs through the chart.
    pub(super) asked: Asked<ThreadView>,
    /// Signs it. Once that was refused, what stands in the way is told beside its field.
    pub(super) sign: Act<Sign>,
    /// What the check finds, live.
    pub(super) findings: Memo<Vec<Finding>>,
    /// What the rules suggest, live.
    pub(super) suggestion: Memo<Option<Suggestion>>,
    /// The same, field by field.
    pub(super) form: Form<ReturnToUse>,
}

impl Writing {
    /// Begins with the keeper's view; keeps what is typed until the owner is gone.
    pub(super) fn begin(record: RecordId, one: super::EventView, asked: Asked<ThreadView>) -> Self {
        let notices = use_notices();
        let draft = Draft::begin(record, one.signed.doc, one.event, one.signed.draft_saved, || {});
        let sign = use_act::<Sign>(move |_| {
            draft.end();
            notices.say("Signed and locked. The plan is next.");
            // The field that had the focus is gone: go on at the head of the page.
            request_animation_frame(focus_heading);
        });
        let value = draft.value;
        let findings =
            Memo::new(move |_| value.with(|event| asked.pick(|thread| event.check_in(&thread.care_days(), thread.today))));
        let suggestion = Memo::new(move |_| value.with(|event| asked.pick(|thread| event.suggestion(thread.today))));
        let refused: Memo<BTreeMap<String, String>> = Memo::new(move |_| {
            let tried = sign.problem.with(|problem| matches!(problem, Some(Problem::Invalid(_))));
            let told = |finding: &Finding| (finding.place.name(), finding.sentence.to_string());
            let now = |finding: &&Finding| finding.blocks() && (tried || is_told_at_once(finding));
            findings.with(|findings| findings.iter().filter(now).map(told).collect())
        });
        let form = Form::new(draft.autosave(), move |place| refused.with(|refused| refused.get(place).cloned()), |_| None);
        follow_chart(draft, asked);
        Self { draft, asked, sign, findings, suggestion, form }
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

    /// Signs what stands there.
    pub(super) fn sign_now(self, passphrase: String) {
        sign_draft(self.draft, self.form, self.sign, passphrase);
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
