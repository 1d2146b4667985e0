//! The sheet: a part for each section of the format, and the risk screen.

use super::{more_details::MoreDetails, outreach::Outreach, risk::Risk, serves::Serves};
use crate::desk::{
    note::writing::{Writing, section_field},
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
    let met = writing.memo(|note| note.service.spec().met);
    let outreach = Memo::new(move |_| writing.note.with(row_labels::has_outreach));
    view! {
        <Show when=move || outreach.get()><Outreach writing/></Show>
        <For each=move || layout.get() key=|section| section.id let(section)>
            <Part writing section/>
        </For>
        <Show when=move || met.get()><Risk writing/></Show>
        <MoreDetails writing/>
    }
}

#[component]
fn Part(writing: Writing, section: Section) -> impl IntoView {
    let Section { id, label, hint } = section;
    let blank = writing.memo(move |note| is_blank(note.text_of(id)));
    let linked = writing.memo(move |note| note.links.iter().any(|link| link.sections.iter().any(|one| one == id)));
    let typed = move |text: String| writing.edit(|note| note.set_text(id, text));
    let field = format!("section-{id}");
    let remarks = writing.suggestions({
        let field = field.clone();
        move |finding| finding.place.name() == field
    });
    view! {
        <section class="part" data-linked=move || linked.get().then_some("") data-section=id on:focusin=move |_| writing.section.set(Some(id))>
            <div class="write">
                <Serves writing section/>
                <TextArea name=section_field(id) label=label ground=Ground::Paper value=writing.part(move |note| note.text_of(id).to_owned())
                    on_input=typed error=writing.wrong(field)/>
                <Show when=move || blank.get()><p class="label">{hint}</p></Show>
            </div>
            <Margin remarks/>
        </section>
    }
}

/// What is worth a look in one part, beside it.
#[component]
pub(super) fn Margin(remarks: Memo<Vec<String>>) -> impl IntoView {
    view! {
        <div class="margin">
            {move || remarks.get().into_iter().map(|words| view! { <div class="lint" data-is="owed">{words}</div> }).collect_view()}
        </div>
    }
}
