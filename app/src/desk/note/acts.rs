//! What can be done with a signed note: print it, add to it, mark it as entered in error, review it.

mod statement;

use crate::desk::{
    ask::{Asked, use_act},
    note::words,
};
use keeper::protocol::{AmendNote, NoteView, RetractDocument};
use leptos::prelude::*;
pub(crate) use statement::{Statement, Typed};
use ui::{Button, ButtonKind, Glyph, Icon, PrintButton, use_notices};

/// The row of buttons, and the dialogs behind them.
#[component]
pub(super) fn Acts(
    /// The note.
    asked: Asked<NoteView>,
) -> impl IntoView {
    let rights = Memo::new(move |_| asked.pick(|view| view.rights));
    let (amending, retracting) = (RwSignal::new(false), RwSignal::new(false));
    let review = move || rights.get().review.then(|| asked.pick(|view| format!("/review/{}/{}", view.record, view.row.doc)));
    view! {
        <div class="cluster noprint">
            <PrintButton label="Print"/>
            <Show when=move || rights.get().amend>
                <Button glyph=Glyph::Add on_press=move |()| amending.set(true)>"Addendum"</Button>
            </Show>
            <Show when=move || rights.get().retract>
                <Button kind=ButtonKind::Quiet glyph=Glyph::Drop on_press=move |()| retracting.set(true)>"Entered in error"</Button>
            </Show>
            {move || review().map(|href| view! { <a class="btn" data-kind="first" href=href><Icon glyph=Glyph::Signed/>"Review"</a> })}
        </div>
        <Amend asked open=amending/>
        <Retract asked open=retracting/>
    }
}

#[component]
fn Amend(
    /// The note.
    asked: Asked<NoteView>,
    /// Open or not.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (typed, notices) = (Typed::blank(), use_notices());
    let act = use_act::<AmendNote>(move |view: NoteView| {
        open.set(false);
        typed.clear();
        notices.say(format!("Addendum added. {}.", words::standing(&view.row).1));
    });
    let send = move |()| {
        if let Some((record, doc)) = place(asked) {
            let (text, reason, passphrase) = typed.all();
            act.run(AmendNote { record, doc, text, reason, passphrase });
        }
    };
    view! {
        <Statement open title="Add to this note" word="Sign the addendum" with_text="Addendum" typed act on_send=send>
            "The note itself stays as it was signed. The addendum is shown with it everywhere."
        </Statement>
    }
}

#[component]
fn Retract(
    /// The note.
    asked: Asked<NoteView>,
    /// Open or not.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (typed, notices) = (Typed::blank(), use_notices());
    let act = use_act::<RetractDocument>(move |_| {
        open.set(false);
        typed.clear();
        notices.say("Marked as entered in error.");
    });
    let send = move |()| {
        if let Some((record, doc)) = place(asked) {
            let (_, reason, passphrase) = typed.all();
            act.run(RetractDocument { record, doc, reason, passphrase });
        }
    };
    view! {
        <Statement open title="Mark as entered in error" word="Sign the withdrawal" typed act on_send=send>
            "The note is kept and struck out for everyone. This cannot be taken back."
        </Statement>
    }
}

fn place(asked: Asked<NoteView>) -> Option<(record::RecordId, record::DocId)> {
    untrack(|| asked.pick(|view| Some((view.record, view.row.doc))))
}
