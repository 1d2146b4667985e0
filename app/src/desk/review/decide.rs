//! Co-signing a document, or returning it with comments.

use crate::desk::{
    ask::{Act, use_act},
    away::AwayLine,
    draft::{Draft, use_said},
    pass_input::PassInput,
};
use clinical::{Addendum, Attestation, ReviewComment};
use keeper::protocol::Say;
use leptos::{ev, ev::SubmitEvent, html, prelude::*};
use record::{DocId, RecordId};
use ui::{Button, ButtonKind, Glyph, TextArea, use_notices};

/// What is typed about the document under review, and the two ways to end it. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Decision {
    record: RecordId,
    doc: DocId,
    pub(super) comment: Draft<ReviewComment>,
    pass: RwSignal<String>,
    node: NodeRef<html::Input>,
    attest: Act<Say>,
    give_back: Act<Say>,
    look_at: Act<Say>,
}

impl Decision {
    /// Nothing decided yet. `next` runs when it is.
    pub(crate) fn open(record: RecordId, doc: DocId, next: impl Fn() + Send + Sync + 'static) -> Self {
        let (comment, pass, notices) = (use_said(record, doc), RwSignal::new(String::new()), use_notices());
        let next = Callback::new(move |()| next());
        let done = move |words: &'static str| {
            pass.set(String::new());
            comment.said();
            notices.say(words);
            next.run(());
        };
        let attest = use_act(move |_| done("Co-signed."));
        let give_back = use_act(move |_| done("Returned to the author with your comments."));
        let look_at = use_act(move |_| done("Marked as reviewed."));
        Self { record, doc, comment, pass, node: NodeRef::new(), attest, give_back, look_at }
    }

    fn co_sign(self) {
        if self.asks_passphrase() {
            return;
        }
        self.give_back.forget();
        let Self { record, doc, .. } = self;
        let attestation = Attestation::default();
        self.attest.run(Say::about(record, doc, attestation, self.pass.get_untracked()));
    }

    fn give_back(self) {
        if self.asks_passphrase() {
            return;
        }
        self.attest.forget();
        let Self { record, doc, .. } = self;
        let (comment, passphrase) = (self.comment.value.get_untracked(), self.pass.get_untracked());
        self.give_back.run(Say::about(record, doc, comment, passphrase));
    }

    /// Says under a late note that it was reviewed.
    fn look_at(self) {
        if self.asks_passphrase() {
            return;
        }
        let Self { record, doc, .. } = self;
        let (text, reason) = ("Late entry reviewed.".to_owned(), "Supervisor’s review of a late entry".to_owned());
        self.look_at.run(Say::about(record, doc, Addendum { text, reason }, self.pass.get_untracked()));
    }

    /// Without a passphrase nothing is sent: the field is gone to.
    fn asks_passphrase(self) -> bool {
        let empty = self.pass.with_untracked(String::is_empty);
        if let Some(input) = self.node.get_untracked().filter(|_| empty) {
            let _refused = input.focus();
        }
        empty
    }

    /// How many comments are written.
    fn count(self) -> usize {
        self.comment.value.with(ReviewComment::count)
    }
}

/// What should change in the whole, in the reader's words.
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
            {format!("What should change in the {called}. Needed to return it, here or at one of its parts.")}
        </TextArea>
    }
}

/// The bar at the foot.
#[component]
pub(crate) fn DecideBar(
    decision: Decision,
    /// Whether the next in the queue opens then.
    #[prop(optional)]
    goes_on: bool,
) -> impl IntoView {
    let wrong = [decision.attest.wrong_beside(&[]), decision.give_back.wrong_beside(&["comment"])];
    let wrong = move || wrong.iter().find_map(Signal::get);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        decision.co_sign();
    };
    let key = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            decision.co_sign();
        }
    });
    on_cleanup(move || key.remove());
    let back = move || match decision.count() {
        0 => "Return to author".to_owned(),
        1 => "Return with 1 comment".to_owned(),
        many => format!("Return with {many} comments"),
    };
    let none = move || decision.count() == 0;
    view! {
        <form class="signbar" aria-label="Decide" on:submit=submit>
            {move || match wrong() {
                Some(words) => view! { <p data-error="" role="alert">{words}</p> }.into_any(),
                None if goes_on => view! { <p class="soft keys"><kbd>"K"</kbd>" "<kbd>"J"</kbd>" previous, next"</p> }.into_any(),
                None => view! { <p class="soft">"Co-sign it, or comment and return it."</p> }.into_any(),
            }}
            <AwayLine/>
            <Button glyph=Glyph::Return busy=decision.give_back.busy disabled=none on_press=move |()| decision.give_back()>{back}</Button>
            <PassInput value=decision.pass node=decision.node fills=true/>
            <Button kind=ButtonKind::Submit glyph=Glyph::Signed busy=decision.attest.busy>
                {if goes_on { "Co-sign and next " } else { "Co-sign " }}<kbd>"Ctrl Enter"</kbd>
            </Button>
        </form>
    }
}

/// The bar under a late note that owes no co-signature.
#[component]
pub(super) fn LookedAtBar(decision: Decision) -> impl IntoView {
    let wrong = decision.look_at.wrong_beside(&[]);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        decision.look_at();
    };
    view! {
        <form class="signbar" aria-label="Review" on:submit=submit>
            {move || match wrong.get() {
                Some(words) => view! { <p data-error="" role="alert">{words}</p> }.into_any(),
                None => view! { <p class="soft">"Adds your signed statement under the note. It then leaves the queue."</p> }.into_any(),
            }}
            <AwayLine/>
            <PassInput value=decision.pass node=decision.node/>
            <Button kind=ButtonKind::Submit glyph=Glyph::Signed busy=decision.look_at.busy>"Mark as reviewed"</Button>
        </form>
    }
}
