//! The level of care: where the client is, what the rules suggest, what a person decides.

use super::{super::writing::Writing, step};
use crate::desk::{form::Text, page::go_soon};
use clinical::{Edition, LevelOfCare, Wrong, levels, return_to_use::LevelDecision};
use leptos::prelude::*;
use ui::{Banner, Button, Glyph, Icon, Opt, Select, Tone};

/// The most levels that are offered with one press.
const OFFERED: usize = 3;

/// The part.
#[component]
pub(super) fn Decide(writing: Writing) -> impl IntoView {
    let now = Memo::new(move |_| writing.asked.pick(|thread| thread.level_now().cloned()));
    let edition = Memo::new(move |_| now.with(|now| now.as_ref().map(|level| level.edition).unwrap_or_default()));
    let chosen = writing.draft.part(|event| event.decision.level.as_ref().map(|level| level.number.clone()).unwrap_or_default());
    let options = Signal::derive(move || {
        let offered = every(edition.get()).map(|level| Opt::new(level.number.clone(), level.text()));
        std::iter::once(Opt::new("", "Not decided yet")).chain(offered).collect::<Vec<_>>()
    });
    let choose = move |number: String| writing.decide(LevelOfCare::find(edition.get_untracked(), &number));
    let differs = Memo::new(move |_| writing.draft.value.with(|event| event.decision.differs()));
    let label = Signal::derive(move || {
        if differs.get() { "Reason for choosing a different level" } else { "Reason for this level" }.to_owned()
    });
    let at = writing.decision();
    step(
        "decide",
        "Level of care",
        "you decide",
        view! {
            <Between writing now/>
            <Offers writing now/>
            <Again writing/>
            <Select name="decision-level" label="Level of care decided" options value=chosen on_change=choose
                error=writing.form.wrong("decision-level".to_owned())/>
            <Text at field="reason" label get=|d: &LevelDecision| &d.reason set=|d| &mut d.reason
                hint="What the client wants, what is available, what is safe. You need no permission."/>
        },
    )
}

fn every(edition: Edition) -> impl Iterator<Item = LevelOfCare> {
    levels(edition).iter().filter_map(move |row| LevelOfCare::find(edition, row.number))
}

/// Where the client is, and what the rules suggest.
#[component]
fn Between(
    writing: Writing,
    /// The level of care now.
    now: Memo<Option<LevelOfCare>>,
) -> impl IntoView {
    let here = move || now.with(|now| now.as_ref().map_or_else(|| "Not decided".to_owned(), LevelOfCare::text));
    let there =
        move || writing.suggestion.with(|all| all.as_ref().map_or("Nothing yet", |suggestion| suggestion.offer.setting.label()));
    view! {
        <div class="event-levels">
            <div><small>"Now"</small><b>{here}</b></div>
            <Icon glyph=Glyph::Go/>
            <div><small>"The rules suggest"</small><b>{there}</b></div>
        </div>
    }
}

/// One press for staying, and for what is suggested.
#[component]
fn Offers(
    writing: Writing,
    /// The level of care now.
    now: Memo<Option<LevelOfCare>>,
) -> impl IntoView {
    let open = Memo::new(move |_| writing.draft.value.with(|event| event.decision.level.is_none()));
    let offered = Memo::new(move |_| {
        let now = now.get();
        let setting = writing.suggestion.with(|all| all.as_ref().map(|suggestion| suggestion.offer.setting));
        let edition = now.as_ref().map(|level| level.edition).unwrap_or_default();
        let fits = |level: &LevelOfCare| level.known().map(|known| known.setting) == setting && Some(level) != now.as_ref();
        now.iter().cloned().chain(every(edition).filter(fits).take(OFFERED)).collect::<Vec<_>>()
    });
    let button = move |level: LevelOfCare| {
        let stays = now.with_untracked(|now| now.as_ref() == Some(&level));
        let word = if stays { format!("Stay at {}", level.text()) } else { format!("Choose {}", level.text()) };
        let take = move |()| {
            writing.decide(Some(level.clone()));
            go_soon("decision-reason".to_owned());
        };
        view! { <Button on_press=take>{word}</Button> }
    };
    view! {
        <Show when=move || open.get()>
            <div class="cluster">{move || offered.get().into_iter().map(button).collect_view()}</div>
        </Show>
    }
}

/// The event changed since somebody decided.
#[component]
fn Again(writing: Writing) -> impl IntoView {
    let stale =
        Memo::new(move |_| writing.findings.with(|all| all.iter().any(|finding| finding.wrong() == Some(Wrong::EventChanged))));
    let stay = move |()| writing.decide(writing.draft.value.with_untracked(|event| event.decision.level.clone()));
    view! {
        <Show when=move || stale.get()>
            <Banner tone=Tone::Owed words=Wrong::EventChanged.sentence().into_owned()>
                <Button on_press=stay>"The decision still applies"</Button>
            </Banner>
        </Show>
    }
}
