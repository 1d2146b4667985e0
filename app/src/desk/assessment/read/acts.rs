//! What can be done with a signed assessment: print it, mark it as entered in error.

use crate::desk::sign_dialog::Retract;
use keeper::protocol::NoteRights;
use leptos::prelude::*;
use record::{DocId, RecordId};
use ui::{Button, ButtonKind, Glyph, PrintButton};

/// The row of buttons, and the dialog behind one of them.
#[component]
pub(super) fn Acts(
    record: RecordId,
    doc: DocId,
    /// What I may do with it.
    rights: Signal<NoteRights>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <div class="cluster noprint">
            <PrintButton label="Print"/>
            <Show when=move || rights.get().retract>
                <Button kind=ButtonKind::Quiet glyph=Glyph::Drop on_press=move |()| open.set(true)>"Mark as entered in error"</Button>
            </Show>
        </div>
        <Retract record doc open
            words="The assessment stays in the record, crossed out, for everyone, and its findings no longer count. You cannot undo this."/>
    }
}
