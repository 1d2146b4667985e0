//! Who is here, whether the server answers, whether my work is safe, and the lock.

use crate::{
    desk::{
        clock,
        draft::OpenDrafts,
        me::{initials, name_line},
    },
    use_notices_from_keeper, use_session,
};
use keeper::protocol::{Me, Strip};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Glyph, Icon, Mark, StateMark};

/// The strip, on every page.
#[component]
pub(super) fn StatusBar(me: Me) -> impl IntoView {
    let session = use_session();
    let heard = use_notices_from_keeper();
    let open = use_context::<OpenDrafts>();
    let lock = move |()| {
        if open.is_none_or(OpenDrafts::may_leave) {
            session.lock();
        }
    };
    let marks = move || match (heard.lost.get(), heard.strip.get()) {
        (true, _) => Some(view! { <li><StateMark is=Mark::Danger word="Not saved: storage lost" short="Lost"/></li> }.into_any()),
        (false, Some(strip)) => Some(view! { <Marks strip/> }.into_any()),
        (false, None) => None,
    };
    view! {
        <header class="strip">
            <a class="wordmark" href="/"><Icon glyph=Glyph::Mark/><span class="word">"Throughline"</span></a>
            <ul aria-label="State of your work" aria-live="polite">
                <li><StateMark is=Mark::Person word=full_name(&me) short=initials(&me.name)/></li>
                {marks}
            </ul>
            <Button kind=ButtonKind::Quiet glyph=Glyph::Lock on_press=lock>"Lock"</Button>
        </header>
    }
}

/// Connection, what waits, and what needs somebody.
#[component]
fn Marks(
    /// As the keeper says.
    strip: Strip,
) -> impl IntoView {
    let (connection, word, short) = connected(&strip);
    let saved = saved(&strip).map(|(mark, word)| {
        let short = match strip.waiting {
            0 if strip.sending_again => "Sending".to_owned(),
            0 => "Saved".to_owned(),
            waiting => format!("{waiting} to send"),
        };
        view! { <li><a href="/outbox"><StateMark is=mark word short/></a></li> }
    });
    let stopped = strip.stopped.is_some().then(|| {
        view! { <li><a href="/outbox"><StateMark is=Mark::Danger word="Sync stopped" short="Stopped"/></a></li> }
    });
    let quarantined = (strip.quarantined > 0).then(|| format!("{} could not be sent", strip.quarantined));
    let doubted = (strip.doubted > 0).then(|| format!("{} in doubt", strip.doubted));
    let mark = |word: String| {
        let short = word.split(' ').next().unwrap_or_default().to_owned();
        view! { <li><a href="/outbox"><StateMark is=Mark::Quarantined word short/></a></li> }
    };
    view! {
        <li><StateMark is=connection word short/></li>
        {stopped}
        {strip.time_apart.map(|_| mark("Clock in doubt".to_owned()))}
        {saved}
        {quarantined.map(&mark)}
        {doubted.map(mark)}
    }
}

fn connected(strip: &Strip) -> (Mark, String, &'static str) {
    if strip.ended {
        return (Mark::Danger, "Access ended".to_owned(), "Ended");
    }
    if strip.signed_out {
        return (Mark::Offline, "Signed out. Lock and unlock to sign in.".to_owned(), "Out");
    }
    match (strip.online, strip.last_sync) {
        (true, _) => (Mark::Online, "Online".to_owned(), ""),
        (false, Some(last)) => (Mark::Offline, format!("Offline since {}", clock::moment(last)), "Offline"),
        (false, None) => (Mark::Offline, "Offline".to_owned(), ""),
    }
}

/// Whether all is saved. Said only where nothing speaks against it: what could not be sent is not saved, and while the sync
/// stands still, or a restored server was not offered everything again, nobody knows.
fn saved(strip: &Strip) -> Option<(Mark, String)> {
    match strip.waiting {
        0 if strip.quarantined > 0 || strip.stopped.is_some() || strip.ended => None,
        0 if strip.sending_again => Some((Mark::Waiting, "Sending again".to_owned())),
        0 => Some((Mark::Ok, "All saved".to_owned())),
        waiting => Some((Mark::Waiting, format!("{waiting} waiting to send"))),
    }
}

fn full_name(me: &Me) -> String {
    let name = name_line(&me.name, &me.credential);
    // Some write it as their credential.
    if me.trainee && !name.to_lowercase().contains("in training") { format!("{name}, in training") } else { name }
}

/// A device on which all is well.
#[cfg(test)]
pub(crate) const NOW: Strip = Strip {
    online: true,
    signed_out: false,
    last_sync: None,
    waiting: 0,
    quarantined: 0,
    doubted: 0,
    stopped: None,
    ended: false,
    delivered: 0,
    time_apart: None,
    restored: false,
    missing: 0,
    sending_again: false,
};

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use keeper::protocol::Problem;

    #[test]
    fn all_saved_is_said_only_when_nothing_waits() {
        let word = |strip: &Strip| saved(strip).map(|(_, word)| word);
        assert_eq!(word(&NOW).as_deref(), Some("All saved"));
        assert_eq!(word(&Strip { waiting: 3, ..NOW }).as_deref(), Some("3 waiting to send"));
        let again = word(&Strip { sending_again: true, ..NOW });
        assert_eq!(again.as_deref(), Some("Sending again"), "a restored server may lack what it had answered for");
        assert_eq!(word(&Strip { quarantined: 1, ..NOW }), None, "never beside what could not be sent");
        assert_eq!(word(&Strip { stopped: Some(Problem::ServerBehind), ..NOW }), None, "never while the sync stands still");
    }

    #[test]
    fn an_ended_session_is_told_even_while_the_server_answers() {
        assert_eq!(connected(&Strip { signed_out: true, ..NOW }).0, Mark::Offline);
        let ended = Strip { signed_out: true, ended: true, ..NOW };
        assert_eq!(connected(&ended).1, "Access ended", "unlocking again would sign nobody in");
        assert_eq!(saved(&ended), None);
    }
}
