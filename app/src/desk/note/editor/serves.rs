//! Which objectives of the plan a section served, and the menu that links one.

use crate::desk::{
    note::{
        side_panel::plan_of,
        writing::{Writing, section_field},
    },
    page::go_soon,
};
use clinical::{
    Section,
    plan::{LineId, Objective},
};
use leptos::{ev, html, prelude::*};
use ui::{Glyph, Icon};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// An objective in the menu: its id, its number, its words, whether the section serves it.
type Row = (LineId, String, String, bool);

/// `Serves 1.1`, and a menu of the plan's objectives.
#[component]
pub(super) fn Serves(writing: Writing, section: Section) -> impl IntoView {
    let Section { id, label, .. } = section;
    let (plan, menu) = (plan_of(writing), NodeRef::<html::Details>::new());
    let met = writing.memo(|note| note.service.spec().met);
    let rows = Memo::new(move |_| {
        plan.with(|plan| {
            let Some(beside) = plan else { return Vec::new() };
            writing.note.with(|note| {
                let row = |objective: &Objective| -> Row {
                    let link = note.linked(&objective.id);
                    let serves = link.is_some_and(|link| link.sections.iter().any(|one| one == id));
                    let number = beside.plan.objective_number(&objective.id).unwrap_or_default();
                    (objective.id.clone(), number, objective.statement.clone(), serves)
                };
                let open = |objective: &Objective| objective.status.is_open() || note.linked(&objective.id).is_some();
                beside.plan.objectives().map(|(_, _, objective)| objective).filter(|one| open(one)).map(row).collect()
            })
        })
    });
    let chips = move || {
        let serving = rows.get().into_iter().filter(|(.., serves)| *serves);
        serving.map(|(_, number, ..)| view! { <li class="servechip">{format!("Serves {number}")}</li> }).collect_view()
    };
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
        go_soon(section_field(id).to_owned());
    };
    let item = move |(objective, number, words, serves): Row| {
        let press = move |_| {
            if serves {
                writing.unlink_from(&objective, id)
            } else {
                writing.link(&objective, Some(id))
            }
            close();
        };
        view! {
            <li><button type="button" aria-pressed=serves.to_string() on:click=press>
                <span class="line-number">{number}</span><span>{words}</span>
            </button></li>
        }
    };
    let opened = move |_| {
        let Some(menu) = menu.get_untracked().filter(|menu| menu.open()) else { return };
        if let Some(first) = menu.query_selector("button").ok().flatten().and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
            let _refused = first.focus();
        }
    };
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    view! {
        <Show when=move || met.get() && !rows.with(Vec::is_empty)>
            <div class="serves">
                <ul aria-label=format!("Objectives that {label} serves")>{chips}</ul>
                <details node_ref=menu on:toggle=opened on:keydown=escape>
                    <summary aria-label=format!("Link an objective to {label}")><Icon glyph=Glyph::Add/></summary>
                    <ul>{move || rows.get().into_iter().map(item).collect_view()}</ul>
                </details>
            </div>
        </Show>
    }
}
