//! What waits to be sent, what the server would not take and why, and what could not be believed.

mod acts;
mod rows;

use crate::{
    desk::{
        ask::{use_act, use_asked},
        clock,
        page::{Heading, when_ready},
        sealed_file::SaveSealed,
    },
    use_notices_from_keeper,
};
use acts::{Dismissing, Doings, TakingBack};
use keeper::protocol::{LoadOutbox, OutboxView, Problem, SyncNow};
use leptos::prelude::*;
use rows::{Doubts, Ops};
use ui::{Banner, Button, ButtonKind, EmptyState, Tone};

const MAY_CLEAR: &str = "This browser has not agreed to keep this site’s data. It may remove what waits here and your drafts \
    when the device runs out of room, or when you do not come back for a while. Install or bookmark this page, keep some room \
    free, and connect often.";

/// Why nothing is sent or fetched, though the server answers.
#[component]
fn Stopped(
    /// Why.
    problem: Problem,
) -> impl IntoView {
    view! { <Banner tone=Tone::Danger words=crate::sentence(&problem)/> }
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
            <div><Heading title="What waits"/><p class="soft">{last}</p></div>
            <div class="cluster">
                <SaveSealed/>
                <Button kind=ButtonKind::First busy=sync.busy on_press=move |()| sync.run(SyncNow {})>"Send now"</Button>
            </div>
        </header>
        {move || strip.with(|strip| strip.as_ref().and_then(|strip| strip.stopped.clone())).map(|problem| view! { <Stopped problem/> })}
        {move || (heard.persisted.get() == Some(false)).then(|| view! { <Banner tone=Tone::Owed words=MAY_CLEAR/> })}
        {move || {
            let told = wrongs.iter().filter_map(Signal::get);
            told.map(|words| view! { <p class="error" role="alert">{words}</p> }).collect_view()
        }}
        {when_ready(asked, move |outbox| view! { <Board outbox doings/> }.into_any())}
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
    let OutboxView { waiting, quarantined, doubted, last_sync: _ } = outbox;
    if waiting.is_empty() && quarantined.is_empty() && doubted.is_empty() {
        return view! {
            <EmptyState title="All saved" words="Everything you wrote has reached the server. Drafts stay on this device until you sign them."/>
        }
        .into_any();
    }
    view! {
        <Ops
            title="Waiting to be sent"
            words="Kept on this device, sealed. Sent as soon as the server answers; nothing has to be done."
            rows=waiting
            doings
        />
        <Ops
            title="Could not be sent"
            words="Kept on this device alone until you decide. Read the reason. Take a text back to sign it again, or remove the entry once you have read it. Ask your supervisor where it is not yours to mend."
            rows=quarantined
            doings
        />
        <Doubts rows=doubted/>
    }
    .into_any()
}

fn last_contact(outbox: &OutboxView) -> String {
    match outbox.last_sync {
        Some(at) => format!("The server answered last {}.", words_at(at)),
        None => "The server has not answered on this device yet.".to_owned(),
    }
}

fn words_at(at: record::Time) -> String {
    let moment = clock::moment(at);
    if moment.len() == 5 { format!("at {moment}") } else { format!("on {moment}") }
}
