//! Beginning the record of a return to use, from wherever somebody learns of it.

use super::list_of;
use crate::desk::ask::use_act;
use clinical::return_to_use::ReturnToUse;
use keeper::protocol::Begin;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use record::{DocId, RecordId};
use ui::{Button, ButtonKind, Glyph};

/// The button; goes to the page where it is written.
#[component]
pub(crate) fn BeginReturn(
    record: RecordId,
    /// How much it stands out.
    #[prop(optional)]
    kind: ButtonKind,
) -> impl IntoView {
    let navigate = use_navigate();
    let act = use_act::<Begin>(move |doc: DocId| {
        navigate(&format!("{}/{doc}", list_of(record)), NavigateOptions::default());
    });
    let begin = move |()| act.run(Begin { record, body: ReturnToUse::default().into() });
    let wrong = act.wrong_beside(&[]);
    view! {
        <Button kind glyph=Glyph::Add busy=act.busy on_press=begin>"Record a return to use"</Button>
        {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
    }
}
