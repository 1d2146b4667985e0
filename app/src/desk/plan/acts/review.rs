//! "Reviewed, no change."

use crate::desk::{
    ask::{Asked, use_act},
    draft::use_said,
    passed::Passed,
    plan::words,
};
use clinical::plan::PlanReview;
use keeper::protocol::{ReviewPlan, ThreadView};
use leptos::prelude::*;
use record::{DocId, RecordId};
use ui::{Check, Entry, Field, TextArea, use_notices};

/// Says that the version was looked at and holds as it is.
#[component]
pub(super) fn NoChange(
    /// In which record.
    record: RecordId,
    /// The version.
    doc: DocId,
    /// The through-line.
    asked: Asked<ThreadView>,
    /// Open or not.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (notices, draft) = (use_notices(), use_said::<PlanReview>(record, doc));
    let act = use_act::<ReviewPlan>(move |_| {
        open.set(false);
        draft.said();
        notices.say("Reviewed. The plan holds as it is.");
    });
    let sign = move |passphrase: String| {
        let seen = untrack(|| asked.pick(|thread| Some((thread.today, thread.plan(doc)?.shown.clone()))));
        if let Some((today, shown)) = seen {
            let review = PlanReview { on: Some(today), ..draft.value.get_untracked() };
            act.run(ReviewPlan { record, doc, shown, review, passphrase });
        }
    };
    view! {
        <Passed open title="Reviewed, no change" word="Sign the review" busy=act.busy
            wrong=act.wrong_beside(&["review-reason", "review-next-review"]) on_close=move |()| act.forget() on_sign=sign>
            <p class="words">"The plan was gone through and holds as it is. It stays the version in force."</p>
            <TextArea name="review-reason" label="Why nothing changes" value=draft.part(|review| review.reason.clone())
                on_input=move |text| draft.edit(|review| review.reason = text) error=act.wrong("review-reason")/>
            <Field name="review-next-review" label="Look at it again on" kind=Entry::Date.required()
                value=draft.first(|review| words::date_text(review.next_review))
                on_input=move |text: String| draft.edit(|review| review.next_review = words::date_of(&text)) error=act.wrong("review-next-review")/>
            <Check name="review-with-client" checked=draft.part(|review| review.with_client)
                on_change=move |on| draft.edit(|review| review.with_client = on)>
                "The client took part"
            </Check>
        </Passed>
    }
}
