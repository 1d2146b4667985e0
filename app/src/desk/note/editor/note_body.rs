//! The sheet: a part for each section of the format, and the risk screen.

use super::{more_details::MoreDetails, outreach::Outreach, risk::Risk};
use crate::desk::{
    note::{plan_links::PlanLinks, writing::Writing},
    row_labels,
};
use clinical::Section;
use leptos::prelude::*;
use record::is_blank;
use ui::{Ground, TextArea};

/// The parts, as the kind of service and the format say.
#[component]
pub(super) fn NoteBody(writing: Writing) -> impl IntoView {
    let layout = Memo::new(move |_| writing.note.with(clinical::Note::layout));
    let met = Memo::new(move |_| writing.note.with(|note| note.service.spec().met));
    let outreach = Memo::new(move |_| writing.note.with(row_labels::has_outreach));
    view! {
        <Show when=move || outreach.get()><Outreach writing/></Show>
        <For each=move || layout.get() key=|section| section.id let(section)>
            <Part writing section/>
        </For>
        <PlanLinks writing/>
        <Show when=move || met.get()><Risk writing/></Show>
        <MoreDetails writing/>
    }
}

#[component]
fn Part(writing: Writing, section: Section) -> impl IntoView {
    let Section { id, label, hint } = section;
    let blank = Memo::new(move |_| writing.note.with(|note| is_blank(note.text_of(id))));
    let typed = move |text: String| writing.edit(|note| note.set_text(id, text));
    view! {
        <section class="part">
            <div class="write">
                <TextArea name=section_field(id) label=label ground=Ground::Paper value=writing.part(move |note| note.text_of(id).to_owned())
                    on_input=typed error=writing.wrong(format!("section-{id}"))/>
                <Show when=move || blank.get()><p class="label">{hint}</p></Show>
            </div>
            <div class="margin"><Remarks writing id/></div>
        </section>
    }
}

/// The id of a section's field: the section's own, unless a field of the header has it.
fn section_field(id: &'static str) -> &'static str {
    if id == "absence" { "section-absence" } else { id }
}

/// What should be looked at in one part, and stops nothing.
#[component]
fn Remarks(
    writing: Writing,
    /// The section's id.
    id: &'static str,
) -> impl IntoView {
    let field = format!("section-{id}");
    let remarks = Memo::new(move |_| {
        let about = writing.findings().into_iter().filter(|lint| !lint.blocks() && lint.place.name() == field);
        about.map(|lint| lint.text()).collect::<Vec<_>>()
    });
    move || remarks.get().into_iter().map(|words| view! { <div class="lint">{words}</div> }).collect_view()
}
