//! What was delivered late and waits for a decision.

use super::read::Said;
use crate::desk::{
    ask::{Act, use_act, use_asked},
    clock,
    page::{BackLink, Heading, when_ready},
    pages,
    sign_dialog::SignDialog,
};
use keeper::protocol::{DecideLate, LateRow, LateView, LoadLate};
use leptos::prelude::*;
use ui::{Banner, Button, ButtonKind, EmptyState, TextArea, Tone, use_notices};

/// A decision that is being made.
#[derive(Clone, Copy)]
struct Deciding {
    open: RwSignal<bool>,
    row: RwSignal<Option<LateRow>>,
    take: RwSignal<bool>,
    reason: RwSignal<String>,
    act: Act<DecideLate>,
}

impl Deciding {
    fn begin(self, row: LateRow, take: bool) {
        self.row.set(Some(row));
        self.take.set(take);
        self.reason.set(String::new());
        self.open.set(true);
    }
}

/// `/late`
#[component]
pub(crate) fn LatePage() -> impl IntoView {
    let (asked, notices) = (use_asked(|| LoadLate {}), use_notices());
    let (open, take) = (RwSignal::new(false), RwSignal::new(false));
    let act = use_act::<DecideLate>(move |_| {
        open.set(false);
        notices.say(if take.get_untracked() { "Added to the chart." } else { "Declined. The chart says so." });
        asked.again();
    });
    let deciding = Deciding { open, row: RwSignal::new(None), take, reason: RwSignal::new(String::new()), act };
    view! {
        <header class="pagehead">
            <div>
                <Heading title="Delivered late"/>
                <p class="soft">"Signed by people whose access has ended, and delivered after. Nothing here is part of a chart until you add it."</p>
            </div>
            <div class="cluster"><BackLink href=pages::REVIEW.to_owned() words="Back to the review queue"/></div>
        </header>
        <div class="body">{when_ready(asked, move |view| view! { <All view deciding/> }.into_any())}</div>
        <Decide deciding/>
    }
}

#[component]
fn All(
    /// As the keeper says.
    view: LateView,
    deciding: Deciding,
) -> impl IntoView {
    let LateView { rows, doubts, online } = view;
    let offline = (!online).then(|| {
        view! { <Banner tone=Tone::Owed words="The server does not answer. What was delivered late appears when it does."/> }
    });
    let doubts = doubts.into_iter().map(|words| view! { <Banner tone=Tone::Danger words/> }).collect_view();
    let none = (online && rows.is_empty()).then(|| {
        view! { <EmptyState title="Nothing to decide" words="What someone signed before their access ended, and could not send, appears here."/> }
    });
    let rows = rows.into_iter().map(|row| view! { <One row deciding/> }).collect_view();
    view! { {offline}{doubts}{none}{rows} }
}

#[component]
fn One(row: LateRow, deciding: Deciding) -> impl IntoView {
    let of = row.day.map(|day| format!(", {}", clock::day(day))).unwrap_or_default();
    let title = format!("{}{of}: {}", row.title, row.client);
    let label = title.clone();
    let (add, decline) = (row.clone(), row.clone());
    let buttons = row.may_decide.then(|| {
        view! {
            <div class="cluster">
                <Button kind=ButtonKind::First on_press=move |()| deciding.begin(add.clone(), true)>"Add to chart"</Button>
                <Button on_press=move |()| deciding.begin(decline.clone(), false)>"Decline"</Button>
            </div>
        }
    });
    let waits = (!row.may_decide).then(|| {
        view! { <p class="soft">"A supervisor or another licensed member of the care team decides, once the chart’s key was changed."</p> }
    });
    view! {
        <article class="paper late" aria-label=label>
            <h2>{title}</h2>
            <dl class="told-answers">
                <div><dt>"Written by"</dt><dd>{row.writer}</dd></div>
                <div><dt>"What"</dt><dd>{row.what}</dd></div>
                <div><dt>"Date on their device"</dt><dd>{clock::full_moment(row.written)}", cannot be proved"</dd></div>
                <div><dt>"Delivered"</dt><dd>{clock::full_moment(row.delivered)}</dd></div>
            </dl>
            <Said text=row.text fields=row.fields/>
            {buttons}
            {waits}
        </article>
    }
}

/// Asks for a reason and the passphrase.
#[component]
fn Decide(deciding: Deciding) -> impl IntoView {
    let Deciding { open, row, take, reason, act } = deciding;
    let title = move || if take.get() { "Add to the chart?" } else { "Decline?" }.to_owned();
    let sign = move |passphrase: String| {
        if let Some(operation) = row.with_untracked(|row| row.as_ref().map(|row| row.operation)) {
            act.run(DecideLate { operation, take: take.get_untracked(), reason: reason.get_untracked(), passphrase });
        }
    };
    let words = move || {
        row.with(|row| row.as_ref().map(|row| row.writer.clone())).map(|writer| {
            if take.get() {
                format!("It becomes a document of the chart, marked as delivered late. It names {writer} as the writer, and you as the one who added it.")
            } else {
                format!("Its text does not become part of the chart. The chart says that you declined something by {writer}, and why.")
            }
        })
    };
    let label = Signal::derive(move || if take.get() { "Comment (optional)" } else { "Reason" }.to_owned());
    view! {
        <SignDialog open title=Signal::derive(title) word="Sign" busy=act.busy wrong=act.wrong_beside(&["reason"])
            on_close=move |()| act.forget() on_sign=sign>
            <p class="words">{words}</p>
            <TextArea name="late-reason" label value=reason on_input=move |text| reason.set(text) error=act.wrong("reason")/>
        </SignDialog>
    }
}
