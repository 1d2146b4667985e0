//! Co-signing a version, returning it to its author, marking it as entered in error.

use super::{passed::Passed, place};
use crate::desk::ask::{Asked, use_act};
use keeper::protocol::{AttestDocument, RetractDocument, ReturnDocument, ThreadView};
use leptos::prelude::*;
use record::DocId;
use ui::{TextArea, use_notices};

/// Co-signs.
#[component]
pub(super) fn CoSign(
    /// The through-line.
    asked: Asked<ThreadView>,
    /// The version.
    doc: DocId,
    /// Open or not.
    open: RwSignal<bool>,
) -> impl IntoView {
    let notices = use_notices();
    let act = use_act::<AttestDocument>(move |_| {
        open.set(false);
        notices.say("Co-signed.");
    });
    let sign = move |passphrase: String| {
        if let Some((record, doc)) = place(asked, doc) {
            act.run(AttestDocument { record, doc, passphrase });
        }
    };
    view! {
        <Passed open title="Co-sign this plan" word="Co-sign" busy=act.busy wrong=act.wrong_beside(&[]) on_close=move |()| act.forget() on_sign=sign>
            <p class="words">"You have read it, and stand by it with its author."</p>
        </Passed>
    }
}

/// Returns it with a comment.
#[component]
pub(super) fn GiveBack(
    /// The through-line.
    asked: Asked<ThreadView>,
    /// The version.
    doc: DocId,
    /// Open or not.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (notices, comment) = (use_notices(), RwSignal::new(String::new()));
    let act = use_act::<ReturnDocument>(move |_| {
        open.set(false);
        comment.set(String::new());
        notices.say("Returned to its author with your comment.");
    });
    let sign = move |passphrase: String| {
        if let Some((record, doc)) = place(asked, doc) {
            act.run(ReturnDocument { record, doc, comment: comment.get_untracked(), passphrase });
        }
    };
    view! {
        <Passed open title="Return this plan" word="Return it" busy=act.busy wrong=act.wrong_beside(&["comment"])
            on_close=move |()| act.forget() on_sign=sign>
            <TextArea name="return-comment" label="What should change" value=comment on_input=move |text| comment.set(text) error=act.wrong("comment")>
                "The author reads it, changes the plan and signs again."
            </TextArea>
        </Passed>
    }
}

/// Marks it as entered in error.
#[component]
pub(super) fn Retract(
    /// The through-line.
    asked: Asked<ThreadView>,
    /// The version.
    doc: DocId,
    /// Open or not.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (notices, reason) = (use_notices(), RwSignal::new(String::new()));
    let act = use_act::<RetractDocument>(move |_| {
        open.set(false);
        reason.set(String::new());
        notices.say("Marked as entered in error.");
    });
    let sign = move |passphrase: String| {
        if let Some((record, doc)) = place(asked, doc) {
            act.run(RetractDocument { record, doc, reason: reason.get_untracked(), passphrase });
        }
    };
    view! {
        <Passed open title="Mark as entered in error" word="Sign the withdrawal" busy=act.busy wrong=act.wrong_beside(&["reason"])
            on_close=move |()| act.forget() on_sign=sign>
            <p class="words">"This version is kept and struck out for everyone; the one before it holds again. This cannot be taken back."</p>
            <TextArea name="retract-reason" label="Reason" value=reason on_input=move |text| reason.set(text) error=act.wrong("reason")/>
        </Passed>
    }
}
