//! What can be done with a signed assessment: print it, mark it as entered in error.

use crate::desk::{
    ask::use_act,
    note::{Statement, Typed},
};
use keeper::protocol::{NoteRights, RetractDocument};
use leptos::prelude::*;
use record::{DocId, RecordId};
use ui::{Button, ButtonKind, Glyph, PrintButton, use_notices};

/// The row of buttons, and the dialog behind one of them.
#[component]
pub(super) fn Acts(
    /// In which record.
    record: RecordId,
    /// Which.
    doc: DocId,
    /// What I may do with it.
    rights: Signal<NoteRights>,
) -> impl IntoView {
    let (open, typed, notices) = (RwSignal::new(false), Typed::blank(), use_notices());
    let act = use_act::<RetractDocument>(move |_| {
        open.set(false);
        typed.clear();
        notices.say("Marked as entered in error.");
    });
    let send = move |()| {
        let (_, reason, passphrase) = typed.all();
        act.run(RetractDocument { record, doc, reason, passphrase });
    };
    view! {
        <div class="cluster noprint">
            <PrintButton label="Print"/>
            <Show when=move || rights.get().retract>
                <Button kind=ButtonKind::Quiet glyph=Glyph::Drop on_press=move |()| open.set(true)>"Entered in error"</Button>
            </Show>
        </div>
        <Statement open title="Mark as entered in error" word="Sign the withdrawal" typed act on_send=send>
            "The assessment is kept and struck out for everyone, and its findings no longer count. This cannot be taken back."
        </Statement>
    }
}
