//! What kind of note it is, in which format, and whether it is kept.

use crate::desk::{
    draft::{Discard, Draft, Saved},
    last_format::LastFormat,
    note::writing::Writing,
    pages,
};
use clinical::{Format, Kind};
use leptos::prelude::*;
use record::Status;
use ui::{Choice, ChoiceLook, Opt};

/// The head of the editor.
#[component]
pub(super) fn Head(writing: Writing) -> impl IntoView {
    let service = writing.part(|note| note.service.label());
    let when = writing.part(|note| {
        note.when.known().map_or_else(
            || "Say when it took place, below.".to_owned(),
            |time| format!("{} · {} min", time.text(), time.minutes()),
        )
    });
    let formatted = Memo::new(move |_| writing.note.with(|note| note.service.spec().formatted));
    let Draft { record, doc, .. } = writing.draft;
    let signed_before = Memo::new(move |_| writing.asked.pick(|view| view.row.status != Status::Preliminary));
    let is_draft = Memo::new(move |_| writing.asked.pick(|view| view.row.draft));
    view! {
        <header class="notehead">
            <div><h2>{service}</h2><p class="soft">{when}</p></div>
            <div class="cluster">
                <Show when=move || formatted.get()><Formats writing/></Show>
                <Saved kept=writing.draft.kept signed_before on_again=move |()| writing.draft.keep_now()/>
                <Discard draft=writing.draft there=is_draft list=pages::list(record, Kind::Note) here=pages::one(record, Kind::Note, doc)/>
            </div>
        </header>
    }
}

#[component]
fn Formats(writing: Writing) -> impl IntoView {
    let last = use_context::<LastFormat>();
    let options = Format::ALL.map(|format| Opt::new(format.id(), format.label())).to_vec();
    let choose = move |id: String| {
        let Some(format) = Format::from_id(&id) else { return };
        writing.edit(|note| note.switch_format(format));
        if let Some(LastFormat(last)) = last {
            last.set_value(Some(format));
        }
    };
    let value = writing.part(|note| note.format.id().to_owned());
    view! { <Choice name="format" legend="Format" options value on_change=choose look=ChoiceLook::Segments/> }
}
