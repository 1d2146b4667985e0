//! The client's copy of a continuing-care plan: plain words on paper, in the client's language as far as the program wrote it, and
//! only what the client chose to take.

mod leaf;

use super::found;
use crate::desk::{
    ask::use_asked,
    chart_frame::use_chart,
    clock,
    page::{BackLink, Heading, not_found, once_ready},
    pages,
};
use clinical::{
    Kind,
    aftercare::{ContinuingCare, CopyPart},
    measure::Language,
};
use keeper::protocol::{LoadThread, Signed, ThreadView};
use leaf::{Leaf, Reader};
use leptos::prelude::*;
use record::{DocId, RecordId};
use ui::{Button, ButtonKind, Check, CheckLook, PrintButton};

/// The page.
#[component]
pub(super) fn CopyPage(record: RecordId, doc: DocId) -> impl IntoView {
    let chart = use_chart(record);
    let asked = use_asked(move || LoadThread { record });
    let name = Memo::new(move |_| chart.pick(|chart| chart.profile.name.display()));
    let draw = move |thread: ThreadView| match found::<ContinuingCare>(&thread, doc) {
        Some((signed, plan)) => view! { <Copy record signed plan thread name/> }.into_any(),
        None => not_found(asked),
    };
    once_ready(asked, draw)
}

#[component]
fn Copy(
    record: RecordId,
    signed: Signed,
    plan: ContinuingCare,
    thread: ThreadView,
    /// The client's name.
    name: Memo<String>,
) -> impl IntoView {
    let (language, left_out) = (RwSignal::new(plan.language), RwSignal::new(plan.left_out.clone()));
    let choosing = RwSignal::new(false);
    let spanish = thread.settings.copy.has_spanish();
    let back = pages::one(record, Kind::ContinuingCare, signed.doc);
    let given = plan.clone();
    let chip = move |part: CopyPart| {
        let change = move |on: bool| {
            left_out.update(|all| {
                if on {
                    all.remove(&part)
                } else {
                    all.insert(part)
                };
            });
        };
        let checked = Signal::derive(move || left_out.with(|all| !all.contains(&part)));
        view! { <Check name=format!("copy-{}", part.id()) checked on_change=change look=CheckLook::Chip>{part.label()}</Check> }
    };
    let parts: Vec<CopyPart> = CopyPart::ALL.iter().copied().filter(|part| plan.has(*part)).collect();
    let languages = spanish.then(|| {
        let button = move |one: Language| {
            let pressed = move || (language.get() == one).to_string();
            view! { <button type="button" aria-pressed=pressed lang=one.tag() on:click=move |_| language.set(one)>{one.label()}</button> }
        };
        view! { <span class="seg" role="group" aria-label="Language">{Language::ALL.map(button).collect_view()}</span> }
    });
    // The last day is the discharge's, once there is one.
    let episode = plan.on.and_then(|on| thread.episodes.nearest(on)).cloned().unwrap_or_default();
    let discharged = episode.to.or(plan.last_day);
    let days = discharged.map(|day| plan.check_in_days(day)).unwrap_or_default();
    let sentences = thread.settings.copy.clone();
    let author = signed.author_name.clone();
    let leaf = move || {
        let plan = ContinuingCare { left_out: left_out.get(), ..given.clone() };
        let reader = Reader { sentences: sentences.clone(), language: language.get() };
        view! { <Leaf plan reader name=name.get() author=author.clone() discharged days=days.clone()/> }
    };
    view! {
        <div class="copybar noprint">
            <BackLink href=back words="Continuing-care plan"/>
            <Heading title="Client’s copy"/>
            {languages}
            <Button on_press=move |()| choosing.update(|open| *open = !*open)>"Choose what to include"</Button>
            <PrintButton label="Print" kind=ButtonKind::First/>
        </div>
        <Show when=move || choosing.get()>
            <fieldset class="field copychoice noprint">
                <legend class="legend">"Included in the client’s copy"</legend>
                <div class="chips">{parts.iter().map(|part| chip(*part)).collect_view()}</div>
                <p class="soft">"Emergency steps and how to come back are always included."</p>
            </fieldset>
        </Show>
        <div class="leaves">{leaf}</div>
        <p class="soft noprint copynote">{format!("Printed for the client, and for nobody else. Today is {}.", clock::day(thread.today))}</p>
    }
}
