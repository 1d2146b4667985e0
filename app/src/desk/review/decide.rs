//! Co-signing a note, or returning it with a comment.

use crate::desk::{
    ask::{Asked, use_act},
    note::PassInput,
};
use keeper::protocol::{AttestNote, NoteView, ReturnNote};
use leptos::{ev::SubmitEvent, prelude::*};
use record::{DocId, RecordId};
use ui::{Button, ButtonKind, Glyph, TextArea, use_notices};

/// The comment and the bar; nothing where no review is owed by whoever looks.
#[component]
pub(super) fn Decide(
    /// The note.
    asked: Asked<NoteView>,
    /// What should change.
    comment: RwSignal<String>,
) -> impl IntoView {
    let place = Memo::new(move |_| asked.pick(|view| view.rights.review.then_some((view.record, view.row.doc))));
    move || place.get().map(|(record, doc)| view! { <Bar record doc comment/> })
}

#[component]
fn Bar(
    /// In which record.
    record: RecordId,
    /// Which note.
    doc: DocId,
    /// What should change.
    comment: RwSignal<String>,
) -> impl IntoView {
    let (pass, notices) = (RwSignal::new(String::new()), use_notices());
    let done = move |words: &'static str| {
        pass.set(String::new());
        comment.set(String::new());
        notices.say(words);
    };
    let attest = use_act::<AttestNote>(move |_| done("Co-signed."));
    let give_back = use_act::<ReturnNote>(move |_| done("Returned to its author with your comment."));
    let wrong = [attest.wrong_beside(&[]), give_back.wrong_beside(&["comment"])];
    let wrong = move || wrong.iter().find_map(Signal::get);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        give_back.forget();
        attest.run(AttestNote { record, doc, passphrase: pass.get_untracked() });
    };
    let back = move |()| {
        attest.forget();
        give_back.run(ReturnNote { record, doc, comment: comment.get_untracked(), passphrase: pass.get_untracked() });
    };
    view! {
        <div class="sides">
            <div class="side">
                <TextArea name="comment" label="Your comment" value=comment on_input=move |text| comment.set(text) error=give_back.wrong("comment")>
                    "What should change; needed to return the note. The author reads it."
                </TextArea>
            </div>
        </div>
        <form class="signbar" aria-label="Decide" on:submit=submit>
            {move || match wrong() {
                Some(words) => view! { <p data-error="" role="alert">{words}</p> }.into_any(),
                None => view! { <p class="soft">"Co-sign what you stand behind, or return it with a comment."</p> }.into_any(),
            }}
            <Button glyph=Glyph::Return busy=give_back.busy on_press=back disabled=move || comment.with(|text| text.trim().is_empty())>"Return with comment"</Button>
            <PassInput value=pass/>
            <Button kind=ButtonKind::Submit glyph=Glyph::Signed busy=attest.busy>"Co-sign"</Button>
        </form>
    }
}
