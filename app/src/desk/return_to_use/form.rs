//! Writing down a return to use, on one page: the story first, what came before it and what helped, then how serious it is.

mod before;
mod decide;
mod happened;
mod helped;
mod safety;
mod serious;

use super::{EventView, decided::due, list_of, writing::Writing};
use crate::desk::{
    ask::Asked,
    draft::{Discard, Draft, Kept, Saved},
    sign::{SignBar, blocking},
};
use clinical::return_to_use::ReturnToUse;
use keeper::protocol::{Signed, ThreadView};
use leptos::prelude::*;
use record::{RecordId, Status};
use ui::{Glyph, Icon};

/// The form. Two direct children of `<main>`: the body and the sign bar.
#[component]
pub(super) fn EventForm(
    record: RecordId,
    /// As it was when the page was opened.
    one: EventView,
    /// What runs through the chart.
    asked: Asked<ThreadView>,
) -> impl IntoView {
    let before = one.signed.clone();
    let writing = Writing::begin(record, one, asked);
    let found = blocking(writing.findings.into(), writing.form.invalid());
    let danger = Memo::new(move |_| writing.draft.value.with(ReturnToUse::is_danger));
    view! {
        <div class="body" inert=move || writing.sign.busy.get() on:focusout=move |_| writing.draft.keep_now()>
            <Head writing before/>
            <div aria-live="assertive"><Show when=move || danger.get()><Emergency/></Show></div>
            <div class="event">
                <div class="event-steps">
                    <happened::Happened writing/>
                    <before::Before writing/>
                    <helped::PlayedPart writing/>
                    <helped::Helped writing/>
                    <safety::Safety writing/>
                    <serious::Serious writing/>
                    <decide::Decide writing/>
                </div>
                <Aside writing/>
            </div>
        </div>
        <SignBar busy=writing.sign.busy problem=writing.sign.problem found more=Signal::derive(move || open(writing))
            on_sign=move |passphrase| writing.sign_now(passphrase)/>
    }
}

/// What may stay open.
fn open(writing: Writing) -> Option<String> {
    match writing.findings.with(|all| all.iter().filter(|one| !one.blocks()).count()) {
        0 => None,
        _ => Some("Any other part can stay empty.".to_owned()),
    }
}

#[component]
fn Head(
    writing: Writing,
    /// How it stood when the page was opened.
    before: Signed,
) -> impl IntoView {
    let (Draft { record, doc, .. }, kept) = (writing.draft, writing.draft.kept);
    let list = list_of(record);
    let here = format!("{list}/{doc}");
    let (signed_before, drafted) = (before.status != Status::Preliminary, before.is_draft());
    let is_draft = Signal::derive(move || drafted || kept.with(|kept| matches!(kept, Kept::Saved(_))));
    view! {
        <header class="notehead">
            <div>
                <h2>"What happened, and what we can learn from it"</h2>
                <p class="soft">"Go at the client’s pace. Nothing here is a test, and any part can stay empty. A return to use is information the plan did not have before."</p>
            </div>
            <div class="cluster">
                <Saved kept signed_before on_again=move |()| writing.draft.keep_now()/>
                <Discard draft=writing.draft there=is_draft list here/>
            </div>
        </header>
    }
}

/// What to do before anything else is written down.
#[component]
pub(super) fn Emergency() -> impl IntoView {
    view! {
        <section class="banner emergency" data-is="danger" aria-labelledby="emergency">
            <Icon glyph=Glyph::Danger/>
            <div>
                <h3 id="emergency">"If there is danger now"</h3>
                <ol>
                    <li>"Call 911. For thoughts of suicide, 988 as well."</li>
                    <li>"Give naloxone if an opioid may be involved; give it again after 2 to 3 minutes if there is no response."</li>
                    <li>"Stay with the client. Do not leave them alone, and do not let them leave alone."</li>
                    <li>"Get medical clearance first. Finish this record later; your draft is saved."</li>
                </ol>
            </div>
        </section>
    }
}

/// A part of the page: what it is called, and its fields.
fn step(id: &'static str, title: &'static str, small: &'static str, inside: impl IntoView + 'static) -> AnyView {
    view! {
        <section class="step" aria-labelledby=id>
            <h3 id=id tabindex="-1">{title}<small>{small}</small></h3>
            <div class="form">{inside}</div>
        </section>
    }
    .into_any()
}

/// What follows from it.
#[component]
fn Aside(writing: Writing) -> impl IntoView {
    let tasks = move || writing.suggestion.with(|now| now.as_ref().map(due));
    view! {
        <aside class="event-side" aria-labelledby="event-due">
            <h3 class="over" id="event-due">"What follows"</h3>
            {move || tasks().unwrap_or_else(|| view! { <p class="soft">"Enter the dates and what was used to see what is due, and by when."</p> }.into_any())}
            <p class="soft">"Nothing ends or is taken away. The program sobriety date becomes the day after the last use; remission by DSM-5 criteria is "
                "changed only under Diagnoses."</p>
        </aside>
    }
}
