//! Whom an intervention is about, what kind of record it is, and how far each part is.

use super::{
    labels::{day_or, name_or},
    writing::{Opened, Writing},
};
use crate::desk::{
    chart_frame::DoubtBanners,
    clock,
    draft::{Discard, Kept, Saved},
    page::Heading,
    pages,
};
use clinical::intervention::{Intervention, PRIVACY_AFTER, PRIVACY_BEFORE, Step, StepState};
use keeper::protocol::SignedVersion;
use leptos::prelude::*;
use ui::{Banner, Button, Glyph, Icon, PrintButton, Tone};

/// The head of the page.
#[component]
pub(super) fn Head(writing: Writing) -> impl IntoView {
    let draft = writing.draft;
    let name = writing.read(|all| name_or(&all.person.display(), "Person of concern"));
    let about = writing.read(about);
    let here = pages::list(draft.record, clinical::Kind::Intervention);
    let is_draft = Signal::derive(move || writing.is_draft() && writing.may_write);
    let there = Signal::derive(move || is_draft.get() && draft.kept.get() != Kept::Typed);
    let last = Memo::new(move |_| writing.asked.pick(|view| view.versions.last().cloned()));
    let signed = move || {
        last.get().map(|last: SignedVersion| {
            format!("Signed {} by {}, version {}", clock::moment(last.written), last.who, last.version)
        })
    };
    view! {
        <header class="spread intervention-head">
            <div>
                <p class="label">"Intervention session"</p>
                <Heading title=name tab="Intervention"/>
                <p class="soft">{about}</p>
            </div>
            <div class="cluster">
                <Show when=move || is_draft.get() fallback=move || view! { <p class="label">{signed}</p> }>
                    <Saved kept=draft.kept signed_before=true on_again=move |()| draft.keep_now()/>
                    <Discard draft there list=pages::INTERVENTIONS here=here.clone()/>
                </Show>
                <a class="go-link" href=pages::intervention_team(draft.record)>"Team"</a>
                <PrintButton label="Print session sheet"/>
            </div>
        </header>
        <Privacy writing/>
        <Doubts writing/>
    }
}

/// `Person of concern, 31. Requested by Delphine Thackery, Nov 2. Interventionist: Juniper Vale, LMFT.`
fn about(all: &Intervention) -> String {
    let age = all.birth_date.and_then(|born| clock::today().years_since(born)).map(|age| format!(", {age}")).unwrap_or_default();
    let mut words = format!("Person of concern{age}.");
    if !record::is_blank(&all.requested_by) {
        let on = all.requested_on.map(|day| format!(", {}", clock::short_day(day))).unwrap_or_default();
        words.push_str(&format!(" Requested by {}{on}.", all.requested_by.trim()));
    }
    if !record::is_blank(&all.interventionist) {
        words.push_str(&format!(" Interventionist: {}.", all.interventionist.trim()));
    }
    words
}

/// What kind of record it is, before and after admission.
#[component]
fn Privacy(writing: Writing) -> impl IntoView {
    let link = Memo::new(move |_| writing.asked.pick(|view| view.link.clone()));
    move || match link.get() {
        None => view! {
            <div class="banner" data-is="plain"><Icon glyph=Glyph::Lock/><p><b>"Not a client."</b>" "{PRIVACY_BEFORE}</p></div>
        }
        .into_any(),
        Some(link) => {
            let day = day_or(link.admitted_on, "a day not said");
            let who =
                link.client.as_ref().map_or_else(|| "a chart you cannot open".to_owned(), |name| format!("the chart of {name}"));
            let words = format!("Linked to {who}, admitted {day}, by {}.", link.who);
            let open = link.client.map(|_| view! { <a class="go-link" href=pages::chart(link.chart)>"Open chart"</a> });
            view! { <div class="banner" data-is="plain"><Icon glyph=Glyph::Link/><p><b>{words}</b>" "{PRIVACY_AFTER}</p>{open}</div> }.into_any()
        }
    }
}

/// What could not be believed, and what stands in the way of signing.
#[component]
fn Doubts(writing: Writing) -> impl IntoView {
    let doubts = Memo::new(move |_| writing.asked.pick(|view| Some((view.record, view.doubts.clone()))));
    let overtaken = Memo::new(move |_| writing.asked.pick(|view| view.overtaken) && writing.is_draft() && !writing.over.get());
    let rotation = Memo::new(move |_| writing.asked.pick(|view| view.rotation_owed));
    view! {
        <DoubtBanners doubts/>
        <Show when=move || overtaken.get()>
            <Banner tone=Tone::Owed words="A colleague signed another version after you began. What you typed is kept here. Discard your draft and add to theirs, or sign yours as the next version; theirs stays on record.">
                <Button on_press=move |()| writing.over.set(true)>"Sign mine as the next version"</Button>
            </Banner>
        </Show>
        <Show when=move || rotation.get()>
            <Banner tone=Tone::Owed words="Someone left the team, and access has not been updated yet. What you write stays a draft until a team member’s device syncs."/>
        </Show>
    }
}

/// The parts, and how far each is.
#[component]
pub(super) fn Steps(writing: Writing) -> impl IntoView {
    let steps = Memo::new(move |_| writing.course.get().map(|course| course.steps).unwrap_or_default());
    let row = move |(step, state): (Step, StepState)| {
        let glyph = match state {
            StepState::Ready => Glyph::Ok,
            StepState::Begun => Glyph::Half,
            StepState::Empty => Glyph::Ring,
        };
        let go = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            crate::desk::page::focus_field(step.id());
        };
        let current = move || (writing.open.get() == Some(Opened::At(step))).then_some("step");
        view! {
            <li aria-current=current>
                <a href=format!("#{}", step.id()) on:click=go><Icon glyph/>{step.label()}<span class="hidden-visually">{format!(", {}", state.label().to_lowercase())}</span></a>
            </li>
        }
    };
    view! { <ol class="part-steps noprint" aria-label="Sections">{move || steps.get().into_iter().map(row).collect_view()}</ol> }
}
