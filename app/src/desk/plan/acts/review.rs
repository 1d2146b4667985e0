//! "Reviewed, no change."

use crate::desk::{
    ask::{Asked, use_act},
    draft::use_said,
    form::{Day, Form, Part, Text, Tick},
    sign_dialog::SignDialog,
};
use clinical::plan::PlanReview;
use keeper::protocol::{Say, ThreadView};
use leptos::prelude::*;
use record::{DocId, RecordId};
use ui::use_notices;

/// Says that the version was looked at and holds as it is.
#[component]
pub(super) fn NoChange(record: RecordId, doc: DocId, asked: Asked<ThreadView>, open: RwSignal<bool>) -> impl IntoView {
    let (notices, draft) = (use_notices(), use_said::<PlanReview>(record, doc));
    let act = use_act::<Say>(move |_| {
        open.set(false);
        draft.said();
        notices.say("Reviewed. The plan stays active without changes.");
    });
    let form = Form::refused_by(draft.autosave(), act.problem);
    let sign = move |passphrase: String| {
        if let Some(refusal) = form.refusal() {
            return act.problem.set(Some(refusal));
        }
        let seen = untrack(|| asked.pick(|thread| Some((thread.today, thread.plan(doc)?.shown.clone()))));
        if let Some((today, shown)) = seen {
            let review = PlanReview { on: Some(today), ..draft.value.get_untracked() };
            act.run(Say { shown: Some(shown), ..Say::about(record, doc, review, passphrase) });
        }
    };
    let at: Part<PlanReview, PlanReview> = form.whole("review");
    view! {
        <SignDialog open title="Reviewed, no change" word="Sign review" busy=act.busy
            wrong=act.wrong_beside(&["review-reason", "review-next-review"]) on_close=move |()| act.forget() on_sign=sign>
            <p class="words">"You reviewed the plan and it needs no changes. This version stays active."</p>
            <Text at field="reason" label="Reason for no change" get=|review| &review.reason set=|review| &mut review.reason/>
            <Day at field="next_review" label="Next review" required=true get=|review| review.next_review
                set=|review, day| review.next_review = day/>
            <Tick at field="with_client" get=|review| review.with_client set=|review, on| review.with_client = on>"The client took part"</Tick>
        </SignDialog>
    }
}
