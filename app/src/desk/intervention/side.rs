//! Where an intervention is: what the person answered, what is due, what is missing, and the way into a chart.

use super::writing::{Opened, Writing};
use crate::desk::{clock, pages};
use clinical::intervention::{Course, DueKind, Step};
use leptos::prelude::*;
use ui::{Glyph, Icon};

/// The column beside the page.
#[component]
pub(super) fn Side(writing: Writing) -> impl IntoView {
    let (course, record) = (writing.course, writing.draft.record);
    let admitted = Memo::new(move |_| course.with(|course| course.as_ref().is_some_and(|course| course.admitted_on.is_some())));
    let held = writing.read(|all| all.is_held());
    let standing = move || course.get().map(|course| standing(&course));
    let due = move || {
        let rows = course.get().map(|course| course.due).unwrap_or_default();
        let row = |due: clinical::intervention::Due| {
            let glyph = match due.kind {
                DueKind::Contact | DueKind::NextContact => Glyph::Phone,
                DueKind::Bed | DueKind::Admission => Glyph::Program,
                DueKind::Session => Glyph::Late,
            };
            view! { <li data-is=due.overdue.then_some("owed")><Icon glyph/><div><b>{due.kind.label()}</b>{due.sentence}</div></li> }
        };
        rows.into_iter().map(row).collect_view()
    };
    let missing = move || {
        let all = course.get().map(|course| course.missing).unwrap_or_default();
        let row = move |(step, words): (Step, String)| {
            let go = move |_| writing.open_part(Opened::At(step));
            view! { <li><Icon glyph=Glyph::Ring/><div><button type="button" class="linkbtn" on:click=go>{words}</button></div></li> }
        };
        (!all.is_empty()).then(|| {
            view! {
                <h2 class="over" id="missing">"Before the session"</h2>
                <ul class="checks" aria-labelledby="missing">{all.into_iter().map(row).collect_view()}</ul>
            }
        })
    };
    view! {
        <aside class="part-side" aria-labelledby="where">
            <h2 class="over" id="where">"Status"</h2>
            <ul class="checks">{standing}{due}</ul>
            <Show when=move || writing.may_write && !admitted.get()>
                <a class="btn noprint" data-kind=move || held.get().then_some("first") href=pages::admit(record)>"Admit and link to chart"</a>
                <p class="label noprint">"On admission this record is linked to the chart. The arranged treatment is offered for the first plan. Letters, and what participants said, stay here."</p>
            </Show>
            {missing}
        </aside>
    }
}

fn standing(course: &Course) -> AnyView {
    let (glyph, words, more) = match (course.admitted_on, course.answer) {
        (Some(day), _) => (Glyph::Ok, "Admitted", clock::short_day(day)),
        (None, Some(answer)) if answer.is_accepted() => (Glyph::Ok, answer.label(), String::new()),
        (None, Some(answer)) => (Glyph::Half, answer.label(), "Nobody is forced. The door stays open.".to_owned()),
        (None, None) => (Glyph::Ring, "In preparation", String::new()),
    };
    view! { <li><Icon glyph/><div><b>{words}</b>{more}</div></li> }.into_any()
}
