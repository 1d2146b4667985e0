//! Co-signing a note or an assessment, or returning it with a comment.

use crate::desk::{
    ask::{Act, use_act},
    draft::{Draft, use_said},
    pass_input::PassInput,
};
use clinical::{Attestation, ReviewComment};
use keeper::protocol::Say;
use leptos::{ev::SubmitEvent, prelude::*};
use record::{DocId, RecordId, is_blank};
use ui::{Button, ButtonKind, Glyph, TextArea, use_notices};

/// What is typed about the document under review, and the two ways to end it. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Decision {
    record: RecordId,
    doc: DocId,
    comment: Draft<ReviewComment>,
    pass: RwSignal<String>,
    attest: Act<Say>,
    give_back: Act<Say>,
}

impl Decision {
    /// Nothing decided yet.
    pub(crate) fn open(record: RecordId, doc: DocId) -> Self {
        let (comment, pass, notices) = (use_said(record, doc), RwSignal::new(String::new()), use_notices());
        let done = move |words: &'static str| {
            pass.set(String::new());
            comment.said();
            notices.say(words);
        };
        let attest = use_act(move |_| done("Co-signed."));
        let give_back = use_act(move |_| done("Returned to its author with your comment."));
        Self { record, doc, comment, pass, attest, give_back }
    }

    fn co_sign(self) {
        self.give_back.forget();
        let Self { record, doc, .. } = self;
        self.attest.run(Say::about(record, doc, Attestation::default(), self.pass.get_untracked()));
    }

    fn give_back(self) {
        self.attest.forget();
        let Self { record, doc, .. } = self;
        let (comment, passphrase) = (self.comment.value.get_untracked().comment, self.pass.get_untracked());
        self.give_back.run(Say::about(record, doc, ReviewComment { comment, field: None }, passphrase));
    }
}

/// What should change, in the reader's words.
#[component]
pub(crate) fn Comment(
    decision: Decision,
    /// What it is called: a note, an assessment.
    called: &'static str,
) -> impl IntoView {
    let comment = decision.comment;
    view! {
        <TextArea name="comment" label="Your comment" value=comment.part(|said| said.comment.clone())
            on_input=move |text| comment.edit(|said| said.comment = text) error=decision.give_back.wrong("comment")>
            {format!("What should change; needed to return the {called}. The author reads it.")}
        </TextArea>
    }
}

/// The bar at the foot.
#[component]
pub(crate) fn DecideBar(decision: Decision) -> impl IntoView {
    let wrong = [decision.attest.wrong_beside(&[]), decision.give_back.wrong_beside(&["comment"])];
    let wrong = move || wrong.iter().find_map(Signal::get);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        decision.co_sign();
    };
    let blank = move || decision.comment.value.with(|said| is_blank(&said.comment));
    view! {
        <form class="signbar" aria-label="Decide" on:submit=submit>
            {move || match wrong() {
                Some(words) => view! { <p data-error="" role="alert">{words}</p> }.into_any(),
                None => view! { <p class="soft">"Co-sign it, or return it."</p> }.into_any(),
            }}
            <Button glyph=Glyph::Return busy=decision.give_back.busy disabled=blank on_press=move |()| decision.give_back()>
                "Return with comment"
            </Button>
            <PassInput value=decision.pass/>
            <Button kind=ButtonKind::Submit glyph=Glyph::Signed busy=decision.attest.busy>"Co-sign"</Button>
        </form>
    }
}
