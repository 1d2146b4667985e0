//! What can be done with a signed note: print it, add to it, mark it as entered in error, review it.

use crate::desk::{
    ask::{Asked, use_act},
    draft::{Draft, use_said},
    pages,
    return_to_use::BeginReturn,
    sign_dialog::{Retract, SignDialog},
};
use clinical::Addendum;
use keeper::protocol::{NoteView, Say};
use leptos::prelude::*;
use record::{DocId, RecordId};
use ui::{Button, ButtonKind, Glyph, Icon, PrintButton, TextArea, use_notices};

/// The row of buttons, and the dialogs behind them.
#[component]
pub(super) fn Acts(record: RecordId, doc: DocId, asked: Asked<NoteView>) -> impl IntoView {
    let addendum = use_said::<Addendum>(record, doc);
    let rights = Memo::new(move |_| asked.pick(|view| view.rights));
    let (amending, retracting) = (RwSignal::new(false), RwSignal::new(false));
    let review = move || rights.get().review.then(|| pages::review(record, doc));
    let add = move || if addendum.is_begun() { "Continue addendum" } else { "Add addendum" };
    view! {
        <div class="cluster noprint">
            <PrintButton label="Print"/>
            <Show when=move || rights.get().amend>
                <Button glyph=Glyph::Add on_press=move |()| amending.set(true)>{add}</Button>
            </Show>
            <Show when=move || rights.get().amend><BeginReturn record kind=ButtonKind::Quiet/></Show>
            <Show when=move || rights.get().retract>
                <Button kind=ButtonKind::Quiet glyph=Glyph::Drop on_press=move |()| retracting.set(true)>"Mark as entered in error"</Button>
            </Show>
            {move || review().map(|href| view! { <a class="btn" data-kind="first" href=href><Icon glyph=Glyph::Signed/>"Review"</a> })}
        </div>
        <Amend draft=addendum open=amending/>
        <Retract record doc open=retracting words="The note stays in the chart, struck out for everyone. You cannot undo this."/>
    }
}

#[component]
fn Amend(draft: Draft<Addendum>, open: RwSignal<bool>) -> impl IntoView {
    let notices = use_notices();
    let act = use_act::<Say>(move |()| {
        open.set(false);
        draft.said();
        notices.say("The addendum was signed.");
    });
    let sign = move |passphrase: String| {
        let Draft { record, doc, .. } = draft;
        let Addendum { text, reason } = draft.value.get_untracked();
        act.run(Say::about(record, doc, Addendum { text, reason }, passphrase));
    };
    view! {
        <SignDialog open title="Add addendum" word="Sign addendum" busy=act.busy wrong=act.wrong_beside(&["text", "reason"])
            on_close=move |()| act.forget() on_sign=sign>
            <p class="words">"The note stays as it was signed. The addendum is shown with it everywhere."</p>
            <TextArea name="addendum-text" label="Addendum" value=draft.part(|said| said.text.clone())
                on_input=move |text| draft.edit(|said| said.text = text) error=act.wrong("text")/>
            <TextArea name="addendum-reason" label="Reason" value=draft.part(|said| said.reason.clone())
                on_input=move |text| draft.edit(|said| said.reason = text) error=act.wrong("reason")/>
        </SignDialog>
    }
}
