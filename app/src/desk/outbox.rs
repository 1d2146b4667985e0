//! What waits to be sent, what the server would not take and why, and what could not be believed.

mod rows;

use crate::{
    desk::{
        ask::{use_act, use_asked},
        clock,
        page::{Heading, when_ready},
    },
    use_notices_from_keeper,
};
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
    let wrong = sync.wrong_beside(&[]);
    view! {
        <header class="pagehead">
            <div><Heading title="What waits"/><p class="soft">{last}</p></div>
            <div class="cluster">
                <Button kind=ButtonKind::First busy=sync.busy on_press=move |()| sync.run(SyncNow {})>"Send now"</Button>
            </div>
        </header>
        {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
        {when_ready(asked, |outbox| view! { <Board outbox/> }.into_any())}
    }
}

#[component]
fn Board(
    /// As the keeper says.
    outbox: OutboxView,
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
        />
        <Ops
            title="Not taken by the server"
            words="Kept on this device. Nothing is thrown away; look at the reason, and ask your supervisor where it is not yours to mend."
            rows=quarantined
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
