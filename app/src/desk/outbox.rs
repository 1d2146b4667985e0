//! What waits to be sent, what the server would not take and why, and what could not be believed.

mod acts;
mod rows;

use crate::{
    desk::{
        ask::{use_act, use_asked},
        clock,
        page::{Heading, when_ready},
        sealed_file::{OpenSealed, SaveSealed},
    },
    use_notices_from_keeper,
};
use acts::{Dismissing, Doings, TakingBack};
use keeper::protocol::{BelieveServerTime, LoadOutbox, OutboxView, Strip, SyncNow};
use leptos::prelude::*;
use rows::{Doubts, Ops};
use ui::{Banner, Button, ButtonKind, EmptyState, Mark, Tone};

const MAY_CLEAR: &str = "This browser has not agreed to keep this site’s data. It may remove what waits here and your drafts \
    when the device runs out of room, or when you do not come back for a while. Install or bookmark this page, keep some room \
    free, and connect often.";

const SENDING_AGAIN: &str = "The server was restored from a backup and may lack what you wrote. This device sends it again. Until then \
    it is saved on this device, encrypted.";

/// What this device and the server disagree about. Why nothing is sent stands on every page.
#[component]
fn Told() -> impl IntoView {
    let strip = use_notices_from_keeper().strip;
    let believe = use_act::<BelieveServerTime>(move |now| strip.set(Some(now)));
    move || {
        strip.get().and_then(|now| now.time_apart).map(|apart| {
            view! {
                <Banner tone=Tone::Danger words=clock_words(apart)>
                    <Button busy=believe.busy on_press=move |()| believe.run(BelieveServerTime {})>"Use the server’s time"</Button>
                </Banner>
            }
        })
    }
}

fn clock_words(apart: i64) -> String {
    let way = if apart > 0 { "ahead of" } else { "behind" };
    format!(
        "The server’s clock is {} {way} the time this device has known so far. Entries are signed with the device’s time and marked \
         as uncertain. It is now {} on this device. Compare it with another clock: if the device is wrong, set it right; \
         if the server is right, use its time. An administrator should know of it.",
        clock::length(apart.saturating_abs()),
        clock::full_moment(clock::now())
    )
}

/// The outbox.
#[component]
pub(crate) fn OutboxPage() -> impl IntoView {
    let heard = use_notices_from_keeper();
    let strip = heard.strip;
    let asked = use_asked(move || {
        strip.track();
        LoadOutbox {}
    });
    let sync = use_act::<SyncNow>(move |now| strip.set(Some(now)));
    let last = move || asked.pick(last_contact);
    let doings = Doings::new();
    let wrongs = [sync.wrong_beside(&[]), doings.take_back.wrong_beside(&[]), doings.dismiss.wrong_beside(&[])];
    view! {
        <header class="pagehead">
            <div><Heading title="Outbox"/><p class="soft">{last}</p></div>
            <div class="cluster">
                <SaveSealed/>
                <OpenSealed/>
                <Button kind=ButtonKind::First busy=sync.busy on_press=move |()| sync.run(SyncNow {})>"Send now"</Button>
            </div>
        </header>
        <Told/>
        {move || (heard.persisted.get() == Some(false)).then(|| view! { <Banner tone=Tone::Owed words=MAY_CLEAR/> })}
        {move || {
            let told = wrongs.iter().filter_map(Signal::get);
            told.map(|words| view! { <p class="error" role="alert">{words}</p> }).collect_view()
        }}
        {when_ready(asked, move |outbox| view! { <Board outbox doings/> }.into_any())}
        <p class="tail"><a href="/secret-key">"Show your Secret Key"</a>" "<a href="/passkeys">"Passkeys"</a></p>
        <TakingBack doings/>
        <Dismissing doings/>
    }
}

#[component]
fn Board(
    /// As the keeper says.
    outbox: OutboxView,
    /// What can be done with what was not taken.
    doings: Doings,
) -> impl IntoView {
    let OutboxView { waiting, delivered, quarantined, doubted, last_sync: _ } = outbox;
    let heard = use_notices_from_keeper();
    if waiting.is_empty() && delivered.is_empty() && quarantined.is_empty() && doubted.is_empty() {
        if heard.strip.with(|strip| strip.as_ref().is_some_and(|strip| strip.sending_again)) {
            return view! { <EmptyState title="Sending again" words=SENDING_AGAIN/> }.into_any();
        }
        return view! {
            <EmptyState title="All saved" words="Everything you wrote has reached the server. Drafts stay on this device until you sign them."/>
        }
        .into_any();
    }
    let still = |strip: &Strip| strip.ended || strip.stopped.is_some();
    let stands_still = heard.strip.with(|strip| strip.as_ref().is_some_and(still));
    let ended = heard.strip.with(|strip| strip.as_ref().is_some_and(|strip| strip.ended));
    let waiting_words = if ended {
        "Saved on this device, encrypted. It is delivered for review when the server answers, unless nobody else is on the client’s care team. Save a sealed file, and tell your supervisor what it is."
    } else if stands_still {
        "Saved on this device, encrypted. Not sent until the problem at the top of the page is fixed."
    } else {
        "Saved on this device, encrypted. Sent as soon as the server can be reached. You do not need to do anything."
    };
    view! {
        <Ops
            title="Waiting to send"
            words=waiting_words
            rows=waiting
            doings
        />
        <Ops
            title="Delivered for review"
            words="Your access has ended. The client’s care team decides whether this becomes part of the chart. It also stays here, encrypted."
            rows=delivered
            state=(Mark::Ok, "Delivered for review")
            doings
        />
        <Ops
            title="Could not be sent"
            words="Saved only on this device until you decide. Read the reason. Turn the text back into a draft and sign it again, or remove it once you have read it. If you cannot fix it, ask your supervisor."
            rows=quarantined
            doings
        />
        <Doubts rows=doubted/>
    }
    .into_any()
}

fn last_contact(outbox: &OutboxView) -> String {
    match outbox.last_sync {
        Some(at) => format!("Last synced {}.", words_at(at)),
        None => "Not synced on this device yet.".to_owned(),
    }
}

fn words_at(at: record::Time) -> String {
    let moment = clock::moment(at);
    if clock::here(at).date_naive() == clock::today() { format!("at {moment}") } else { format!("on {moment}") }
}
