//! Beyond abstinence: what the client's own answers say about health, everyday abilities, relationships and coping. The client can be
//! shown it: then nothing else is on the screen.

use super::labels;
use crate::desk::{
    plot::{Picture, Plot},
    surroundings::{Around, set_around},
};
use clinical::{
    measure::{Multiple, beyond},
    plan::{
        Domain,
        progress::{by_domain, histories},
    },
};
use keeper::protocol::ThreadView;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Glyph, PrintButton};

/// The small pictures, part of life by part of life; nothing before there are two results of anything.
#[component]
pub(super) fn Beyond(thread: ThreadView) -> impl IntoView {
    let sessions: Vec<_> = thread.notes.iter().filter(|note| note.session).map(|note| note.date).collect();
    let domains = beyond(&thread.measures(), &sessions);
    if domains.iter().flat_map(|(_, all)| all).all(|one| one.points.len() < 2) {
        return ().into_any();
    }
    let shown = RwSignal::new(false);
    let told = |domain: Domain| objectives(&thread, domain);
    let parts = domains.into_iter().map(|(domain, all)| view! { <Part domain told=told(domain) all/> }).collect_view();
    let word = move || if shown.get() { "Close" } else { "Show to the client" };
    view! {
        {move || shown.get().then(|| set_around(Around::Nothing))}
        <section class="beyond" class:handover=shown aria-labelledby="beyond">
            <div class="spread">
                <h3 id="beyond">"Beyond abstinence"</h3>
                <span class="cluster noprint">
                    <PrintButton label="Print"/>
                    <Button kind=ButtonKind::Plain glyph=Glyph::Tablet on_press=move |()| shown.update(|on| *on = !*on)>{word}</Button>
                </span>
            </div>
            <p class="intro">"The client’s own answers, one by one, and sessions held. There is no total. Recovery has ups and downs, and so may these."</p>
            {parts}
        </section>
    }
    .into_any()
}

/// How many objectives of a part of life stand how: `2 improving, 1 achieved`.
fn objectives(thread: &ThreadView, domain: Domain) -> String {
    let Some(view) = thread.in_force() else { return String::new() };
    let counts = by_domain(view.signed.doc, &view.plan, &histories(&view.plan, &thread.progress));
    let counts = counts.get(&domain).into_iter().flatten();
    counts.map(|(status, count)| format!("{count} {}", status.label().to_lowercase())).collect::<Vec<_>>().join(", ")
}

#[component]
fn Part(domain: Domain, told: String, all: Vec<Multiple>) -> impl IntoView {
    let objectives = (!told.is_empty()).then(|| view! { <small>{format!("Objectives: {told}")}</small> });
    let multiples = all.into_iter().map(|one| view! { <OfOne one/> }).collect_view();
    view! { <section class="domain"><h4>{domain.label()}{objectives}</h4><div class="multiples">{multiples}</div></section> }
}

#[component]
fn OfOne(one: Multiple) -> impl IntoView {
    let course = one.course();
    let values = one.points.iter().map(|(on, value)| (labels::day(*on), *value));
    let rows = values.map(|(on, value)| view! { <tr><th scope="row">{on}</th><td class="num">{value}</td></tr> }).collect_view();
    let told: Vec<String> = one.points.iter().map(|(_, value)| value.to_string()).collect();
    let plot = Plot {
        label: format!("{}, {}: {}", one.title, one.unit, told.join(", ")),
        most: one.most,
        bands: Vec::new(),
        points: one.points,
        goal: None,
        events: Vec::new(),
        small: true,
    };
    view! {
        <figure class="mult">
            <figcaption><b>{one.title}</b><span>{one.unit}</span></figcaption>
            <Picture plot/>
            <p class="soft">{course}</p>
            <details class="noprint"><summary>"As a table"</summary><table class="table"><tbody>{rows}</tbody></table></details>
        </figure>
    }
}
