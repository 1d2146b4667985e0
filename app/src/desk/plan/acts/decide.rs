//! Co-signing a version, returning it to its author.

use crate::desk::{ask::use_act, draft::use_said, sign_dialog::SignDialog};
use clinical::{Attestation, ReviewComment};
use keeper::protocol::Say;
use leptos::prelude::*;
use record::{DocId, RecordId};
use ui::{TextArea, use_notices};

/// Co-signs.
#[component]
pub(super) fn CoSign(record: RecordId, doc: DocId, open: RwSignal<bool>) -> impl IntoView {
    let notices = use_notices();
    let act = use_act::<Say>(move |_| {
        open.set(false);
        notices.say("Co-signed.");
    });
    let sign = move |passphrase: String| act.run(Say::about(record, doc, Attestation::default(), passphrase));
    view! {
        <SignDialog open title="Co-sign this plan" word="Co-sign" busy=act.busy wrong=act.wrong_beside(&[]) on_close=move |()| act.forget() on_sign=sign>
            <p class="words">"You reviewed this plan and co-sign it."</p>
        </SignDialog>
    }
}

/// Returns it with a comment.
#[component]
pub(super) fn GiveBack(record: RecordId, doc: DocId, open: RwSignal<bool>) -> impl IntoView {
    let (notices, draft) = (use_notices(), use_said::<ReviewComment>(record, doc));
    let act = use_act::<Say>(move |_| {
        open.set(false);
        draft.said();
        notices.say("Returned to its author with your comment.");
    });
    let sign = move |passphrase: String| {
        act.run(Say::about(record, doc, draft.value.get_untracked(), passphrase));
    };
    view! {
        <SignDialog open title="Return this plan" word="Return it" busy=act.busy wrong=act.wrong_beside(&["comment"])
            on_close=move |()| act.forget() on_sign=sign>
            <TextArea name="return-comment" label="What should change" value=draft.part(|said| said.comment.clone())
                on_input=move |text| draft.edit(|said| said.comment = text) error=act.wrong("comment")>
                "The author reads it, changes the plan and signs again."
            </TextArea>
        </SignDialog>
    }
}
