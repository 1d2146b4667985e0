//! What can be done with a signed note: print it, add to it, mark it as entered in error, review it.

use crate::desk::{
    ask::Asked,
    draft::use_said,
    pages,
    return_to_use::BeginReturn,
    sign_dialog::{AddAddendum, Retract},
};
use clinical::Addendum;
use keeper::protocol::DocPage;
use leptos::prelude::*;
use record::{DocId, RecordId};
use ui::{Button, ButtonKind, Glyph, Icon, PrintButton};

/// The row of buttons, and the dialogs behind them.
#[component]
pub(super) fn Acts(record: RecordId, doc: DocId, asked: Asked<DocPage>) -> impl IntoView {
    let addendum = use_said::<Addendum>(record, doc);
    let rights = Memo::new(move |_| asked.pick(|view| view.doc.signed.rights));
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
        <AddAddendum draft=addendum open=amending called="note"/>
        <Retract record doc open=retracting words="The note stays in the chart, crossed out for everyone. You cannot undo this."/>
    }
}
