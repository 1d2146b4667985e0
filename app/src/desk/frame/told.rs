//! Says on every page what stands between this device and the server, where somebody has to act.

use crate::{
    desk::{ask::use_act, away::use_away},
    use_notices_from_keeper,
};
use keeper::protocol::{AcknowledgeRestore, Problem, Strip};
use leptos::prelude::*;
use record::Role;
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
    let alone = use_away();
    let away = move || alone.get().map(|words| view! { <Banner tone=Tone::Danger words/> });
    let missing = move || {
        known().filter(|strip| strip.missing > 0).map(|_| {
            view! { <Banner tone=Tone::Owed words=MISSING><a href="/outbox">"See what is missing"</a></Banner> }
        })
    };
    let restored = move || known().filter(|strip| strip.restored).map(|_| view! { <Restored role/> });
    let delivered = move || known().map(|strip| strip.delivered).filter(|many| *many > 0).map(delivered_words);
    let delivered = move || delivered().map(|words| view! { <Banner words/> });
    let quiet = move || alone.with(Option::is_none) && known().is_none_or(|strip| is_quiet(&strip));
    view! { <section aria-label="Messages" hidden=quiet>{stopped} {delivered} {restored} {missing} {away}</section> }
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

fn delivered_words(many: u64) -> String {
    let what =
        if many == 1 { "1 entry that you had signed was".to_owned() } else { format!("{many} entries that you had signed were") };
    format!("{what} delivered for review. Each client’s care team decides whether it becomes part of the chart.")
}

/// Whether there is nothing to say.
fn is_quiet(strip: &Strip) -> bool {
    why_stopped(strip).is_none() && strip.delivered == 0 && !strip.restored && strip.missing == 0
}

/// Why nothing is sent or fetched, though the server answers.
fn why_stopped(strip: &Strip) -> Option<Problem> {
    if strip.ended { Some(Problem::AccessEnded) } else { strip.stopped.clone() }
}
