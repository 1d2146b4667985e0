//! Writing an assessment: its head, what is still open beside it, its sections, and the bar in which it is signed.

mod coming;
mod dimensions;
mod earlier;
mod findings;
mod head;
mod index;
mod level;
mod life;
mod lines;
mod strengths;
mod substances;
mod ways;
mod withdrawal;

use super::filling::{Filling, Section, go, label};
use crate::desk::{
    ask::Asked,
    sign::{Named, SignBar},
};
use clinical::{Finding, assessment::Assessment};
use head::Head;
use index::Index;
use keeper::protocol::{DocView, ThreadView};
use leptos::prelude::*;
use record::RecordId;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// The form. Two direct children of `<main>`: the body and the sign bar.
#[component]
pub(super) fn Form(
    record: RecordId,
    /// As it was when the page was opened.
    one: DocView<Assessment>,
    /// What runs through the chart.
    asked: Asked<ThreadView>,
) -> impl IntoView {
    let (before, lines) = (one.signed.clone(), one.signed.lines.clone());
    let filling = Filling::begin(record, one, asked);
    let here = RwSignal::new(None::<Section>);
    let arrive = move |event: web_sys::FocusEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let id = target.and_then(|target| target.closest(".sections > section").ok().flatten()).map(|section| section.id());
        if let Some(section) =
            Section::ALL.iter().find(|one| id.as_deref().and_then(|id| id.strip_suffix("-all")) == Some(one.id()))
        {
            here.set(Some(*section));
        }
    };
    let sections = Section::ALL.iter().map(|section| view! { <Drawn section=*section filling/> });
    let invalid = filling.form.invalid();
    let found = Memo::new(move |_| {
        let issues = filling.findings.get().into_iter().filter(Finding::blocks);
        let named = issues.map(|issue| Named::new(issue.place.name(), label(&issue.place), true)).collect::<Vec<_>>();
        named.into_iter().chain(invalid.get().into_iter().map(Named::invalid)).collect::<Vec<_>>()
    });
    view! {
        <div class="body" inert=move || filling.sign.busy.get() on:focusin=arrive on:focusout=move |_| filling.draft.keep_now()>
            <Head filling before/>
            <lines::Returned lines/>
            <div class="assessment">
                <Index filling here/>
                <div class="sections">{sections.collect_view()}</div>
            </div>
        </div>
        <SignBar busy=filling.sign.busy problem=filling.sign.problem found more=Signal::derive(move || open(filling))
            on_go=|place: String| go(&place)
            on_sign=move |passphrase| filling.sign_now(passphrase)/>
    }
}

/// What may stay open.
fn open(filling: Filling) -> Option<String> {
    match filling.findings.with(|issues| issues.iter().filter(|issue| !issue.blocks()).count()) {
        0 => None,
        1 => Some("1 optional item left.".to_owned()),
        many => Some(format!("{many} optional items left.")),
    }
}

#[component]
fn Drawn(section: Section, filling: Filling) -> impl IntoView {
    let inside = match section {
        Section::Coming => view! { <coming::Coming filling/> }.into_any(),
        Section::Use => view! { <substances::Substances filling/> }.into_any(),
        Section::Earlier => view! { <earlier::Earlier filling/> }.into_any(),
        Section::Withdrawal => view! { <withdrawal::Withdrawal filling/> }.into_any(),
        Section::Health => view! { <life::Health filling/> }.into_any(),
        Section::Home => view! { <life::Home filling/> }.into_any(),
        Section::Work => view! { <life::Work filling/> }.into_any(),
        Section::Strengths => view! { <strengths::Strengths filling/> }.into_any(),
        Section::Dimensions => view! { <dimensions::Dimensions filling/> }.into_any(),
        Section::Level => view! { <level::Level filling/> }.into_any(),
        Section::Findings => view! { <findings::Findings filling/> }.into_any(),
    };
    view! {
        <section class="form" id=format!("{}-all", section.id()) aria-labelledby=section.id()>
            <h3 id=section.id() tabindex="-1">{section.title()}</h3>
            {inside}
        </section>
    }
}

/// What the check finds in a section.
fn found_in(filling: Filling, section: Section) -> Vec<Finding> {
    filling.findings.with(|issues| issues.iter().filter(|issue| Section::of(&issue.place) == section).cloned().collect())
}
