//! What kind of note it is, in which format, and whether it is kept.

use crate::desk::{
    clock,
    note::{
        begin::LastFormat,
        discard::Discards,
        writing::{Kept, Writing},
    },
};
use clinical::Format;
use leptos::prelude::*;
use record::Status;
use ui::{Button, ButtonKind, Choice, ChoiceLook, Mark, Opt, StateMark};

/// The head of the editor.
#[component]
pub(super) fn Head(
    /// The note.
    writing: Writing,
) -> impl IntoView {
    let service = writing.part(|note| note.service.label());
    let when = writing.part(|note| {
        note.when.known().map_or_else(
            || "Say when it took place, below.".to_owned(),
            |time| format!("{} · {} min", time.text(), time.minutes()),
        )
    });
    let formatted = Memo::new(move |_| writing.note.with(|note| note.service.spec().formatted));
    view! {
        <header class="notehead">
            <div><h2>{service}</h2><p class="soft">{when}</p></div>
            <div class="cluster">
                <Show when=move || formatted.get()><Formats writing/></Show>
                <Saved writing/>
                <Discard writing/>
            </div>
        </header>
    }
}

#[component]
fn Formats(
    /// The note.
    writing: Writing,
) -> impl IntoView {
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

/// Whether what was typed is kept, as it is.
#[component]
fn Saved(
    /// The note.
    writing: Writing,
) -> impl IntoView {
    let signed_before = Memo::new(move |_| writing.asked.pick(|view| view.row.status != Status::Preliminary));
    let kept = move || match writing.kept.get() {
        Kept::Untouched(None) if signed_before.get() => (Mark::Returned, "Not changed yet".to_owned()),
        Kept::Untouched(None) => (Mark::Draft, "Draft".to_owned()),
        Kept::Untouched(Some(at)) | Kept::Saved(at) => (Mark::Draft, format!("Draft, saved {}", clock::moment(at))),
        Kept::Typed | Kept::Saving => (Mark::Busy, "Saving…".to_owned()),
        Kept::Failed(why) => (Mark::Danger, format!("Not saved: {why}")),
    };
    let failed = move || matches!(writing.kept.get(), Kept::Failed(_));
    view! {
        <span role="status"><StateMark is=Signal::derive(move || kept().0) word=Signal::derive(move || kept().1)/></span>
        <Show when=failed><Button on_press=move |()| writing.keep_now()>"Save again"</Button></Show>
    }
}

#[component]
fn Discard(
    /// The note.
    writing: Writing,
) -> impl IntoView {
    // A note that was signed before and returned has no draft of its own to throw away until it is typed on.
    let draft = Memo::new(move |_| writing.asked.pick(|view| view.row.draft));
    let discards = use_context::<Discards>();
    let discard = move |()| {
        writing.keep_now();
        writing.end();
        if let Some(discards) = &discards {
            discards.discard(writing.record, writing.doc);
        }
    };
    let discard = Callback::new(discard);
    view! {
        <Show when=move || draft.get()><Button kind=ButtonKind::Quiet on_press=discard>"Discard draft"</Button></Show>
    }
}
