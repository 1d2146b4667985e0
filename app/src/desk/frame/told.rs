//! Says on every page what stands between this device and the server, where somebody has to act.

use crate::{
    desk::{ask::use_act, clock},
    use_notices_from_keeper,
};
use keeper::protocol::{AcknowledgeRestore, Problem, Strip};
use leptos::prelude::*;
use record::{Role, Time};
use ui::{Banner, Button, Tone};

const MISSING: &str = "The server was restored from a backup and lacks entries that this device has. They come back when the devices \
    that wrote them connect.";

const RESTORED: &str = "The server was restored from a backup and may lack recent work. Devices send it again. Nothing you saw before is \
    removed until an administrator acknowledges the restore. Ask an administrator to do that.";

const RESTORED_HERE: &str = "The server says that it was restored from a backup. If you know of it, acknowledge it: devices then go by \
    what the server has, and list what is missing. If nobody restored it, do not acknowledge it, and find out why.";

/// Red and yellow sentences above the page; none while all is well.
#[component]
pub(super) fn Told(
    /// The role of whoever is here.
    role: Role,
) -> impl IntoView {
    let strip = use_notices_from_keeper().strip;
    let known = move || strip.get();
    let stopped =
        move || why_stopped(&known()?).map(|problem| view! { <Banner tone=Tone::Danger words=crate::sentence(&problem)/> });
    let away =
        move || days_away(&known()?, clock::now()).map(|days| view! { <Banner tone=Tone::Danger words=away_words(days)/> });
    let missing = move || {
        known().filter(|strip| strip.missing > 0).map(|_| {
            view! { <Banner tone=Tone::Owed words=MISSING><a href="/outbox">"See what is missing"</a></Banner> }
        })
    };
    let restored = move || known().filter(|strip| strip.restored).map(|_| view! { <Restored role/> });
    view! { {stopped} {restored} {missing} {away} }
}

/// A restore that no administrator has acknowledged.
#[component]
fn Restored(
    /// The role of whoever is here.
    role: Role,
) -> impl IntoView {
    let strip = use_notices_from_keeper().strip;
    let acknowledge = use_act::<AcknowledgeRestore>(move |now| strip.set(Some(now)));
    let wrong = acknowledge.wrong_beside(&[]);
    if role == Role::Administrator {
        view! {
            <Banner tone=Tone::Danger words=RESTORED_HERE>
                <Button busy=acknowledge.busy on_press=move |()| acknowledge.run(AcknowledgeRestore {})>"Acknowledge restore"</Button>
                {move || wrong.get().map(|words| view! { <p class="error">{words}</p> })}
            </Banner>
        }
        .into_any()
    } else {
        view! { <Banner tone=Tone::Danger words=RESTORED/> }.into_any()
    }
}

fn away_words(days: i64) -> String {
    format!(
        "This device has not reached the server for {days} days. What you sign is on this device alone, and colleagues do not see \
         it. Connect as soon as you can, or save a sealed file from the outbox."
    )
}

/// Why nothing is sent or fetched, though the server answers.
fn why_stopped(strip: &Strip) -> Option<Problem> {
    if strip.ended { Some(Problem::AccessEnded) } else { strip.stopped.clone() }
}

/// For how many whole days the server was not reached, where it is long enough to warn whoever signs.
fn days_away(strip: &Strip, now: Time) -> Option<i64> {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    let days = now.since(strip.last_sync?) / DAY;
    (!strip.online && days >= 3).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_three_days_without_the_server_whoever_signs_is_told() {
        const HOUR: i64 = 60 * 60 * 1000;
        let strip = |online| Strip {
            online,
            signed_out: false,
            last_sync: Some(Time(0)),
            waiting: 0,
            quarantined: 0,
            doubted: 0,
            stopped: None,
            ended: false,
            time_apart: None,
            restored: false,
            missing: 0,
        };
        assert_eq!(days_away(&strip(false), Time(71 * HOUR)), None);
        assert_eq!(days_away(&strip(false), Time(72 * HOUR)), Some(3));
        assert_eq!(days_away(&strip(true), Time(72 * HOUR)), None, "the server answers");
    }
}
