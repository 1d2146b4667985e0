//! What waits to be sent, what the server would not take and why, and what could not be believed.

mod acts;
mod rows;

use crate::{
    desk::{
        ask::{use_act, use_asked},
        clock,
        page::{Heading, when_ready},
    },
    use_notices_from_keeper,
};
use acts::{Dismissing, Doings, TakingBack};
use keeper::protocol::{LoadOutbox, OutboxView, SyncNow};
use leptos::prelude::*;
use rows::{Doubts, Ops};
use ui::{Button, ButtonKind, EmptyState};

/// The outbox.
#[component]
pub(crate) fn OutboxPage() -> impl IntoView {
    let strip = use_notices_from_keeper().strip;
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
                <Button kind=ButtonKind::First busy=sync.busy on_press=move |()| sync.run(SyncNow {})>"Send now"</Button>
            </div>
        </header>
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
            title="Not taken by the server"
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
