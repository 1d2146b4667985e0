//! Beginning a document of aftercare from wherever somebody needs it.

use crate::desk::{ask::use_act, pages};
use clinical::{Body, Kind};
use keeper::protocol::Begin;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use record::{DocId, RecordId};
use ui::{Button, ButtonKind, Glyph, Icon};

/// The button; goes to the page where it is written. Where a draft is there, it leads to that.
#[component]
pub(super) fn Begin(
    record: RecordId,
    kind: Kind,
    /// My draft of it.
    draft: Option<DocId>,
    /// What it says.
    word: String,
    /// How much it stands out.
    #[prop(optional)]
    weight: ButtonKind,
    /// What it begins with.
    make: Callback<(), Body>,
) -> impl IntoView {
    if let Some(draft) = draft {
        let words = format!("Continue {}", kind.noun().to_lowercase());
        return view! { <a class="btn" href=pages::one(record, kind, draft)><Icon glyph=Glyph::Draft/>{words}</a> }.into_any();
    }
    let navigate = use_navigate();
    let act = use_act::<Begin>(move |doc: DocId| navigate(&pages::one(record, kind, doc), NavigateOptions::default()));
    let begin = move |()| act.run(Begin { record, body: make.run(()) });
    let wrong = act.wrong_beside(&[]);
    view! {
        <Button kind=weight glyph=Glyph::Add busy=act.busy on_press=begin>{word}</Button>
        {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
    }
    .into_any()
}
