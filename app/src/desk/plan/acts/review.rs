//! "Reviewed, no change."

use super::{passed::Passed, place};
use crate::desk::{
    ask::{Asked, use_act},
    plan::words,
};
use clinical::plan::PlanReview;
use keeper::protocol::{ReviewPlan, ThreadView};
use leptos::prelude::*;
use record::DocId;
use ui::{Check, Entry, Field, TextArea, use_notices};

/// Says that the version was looked at and holds as it is.
#[component]
pub(super) fn NoChange(
    /// The through-line.
    asked: Asked<ThreadView>,
    /// The version.
    doc: DocId,
    /// Open or not.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (notices, review) = (use_notices(), RwSignal::new(PlanReview::default()));
    let act = use_act::<ReviewPlan>(move |_| {
        open.set(false);
        review.set(PlanReview::default());
        notices.say("Reviewed. The plan holds as it is.");
    });
    let sign = move |passphrase: String| {
        let seen = untrack(|| asked.pick(|thread| Some((thread.today, thread.plan(doc)?.shown.clone()))));
        if let Some(((record, doc), (today, shown))) = place(asked, doc).zip(seen) {
            let said = PlanReview { on: Some(today), ..review.get_untracked() };
            act.run(ReviewPlan { record, doc, shown, review: said, passphrase });
        }
    };
    view! {
        <Passed open title="Reviewed, no change" word="Sign the review" busy=act.busy
            wrong=act.wrong_beside(&["review-reason", "review-next-review"]) on_close=move |()| act.forget() on_sign=sign>
            <p class="words">"The plan was gone through and holds as it is. It stays the version in force."</p>
            <TextArea name="review-reason" label="Why nothing changes" value=Signal::derive(move || review.with(|review| review.reason.clone()))
                on_input=move |text| review.update(|review| review.reason = text) error=act.wrong("review-reason")/>
            <Field name="review-next-review" label="Look at it again on" kind=Entry::Date.required()
                value=Signal::stored(words::date_text(review.with_untracked(|review| review.next_review)))
                on_input=move |text: String| review.update(|review| review.next_review = words::date_of(&text)) error=act.wrong("review-next-review")/>
            <Check name="review-with-client" checked=Signal::derive(move || review.with(|review| review.with_client))
                on_change=move |on| review.update(|review| review.with_client = on)>
                "The client took part"
            </Check>
        </Passed>
    }
}
