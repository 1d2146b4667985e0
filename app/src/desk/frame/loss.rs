//! Says on every page that this device has lost what it kept, or may lose it.

use crate::{desk::sealed_file::SaveSealed, loss, use_notices_from_keeper};
use keeper::protocol::Me;
use leptos::prelude::*;
use ui::{Banner, Tone, use_notices};

const LOST: &str = "What this device kept is gone: the browser’s site data was cleared, the database was deleted, or the disk \
    is full. Nothing you write now is saved. What is on the screen can be copied. Save it as a sealed file, together with what \
    had not been sent, before you lock or close this page.";

const MAY_CLEAR: &str = "This browser has not agreed to keep this site’s data: it may clear drafts and unsent work when room \
    runs out. The outbox says what helps.";

/// A loss under the open page, in red, at once; and what remembers this device for the case that it happens later.
#[component]
pub(super) fn Loss(
    /// Who is here.
    me: Me,
) -> impl IntoView {
    let (heard, notices) = (use_notices_from_keeper(), use_notices());
    let here = me.clone();
    Effect::new(move |_| {
        if heard.persisted.get() == Some(false) && loss::warn_once(&here) {
            notices.say(MAY_CLEAR);
        }
    });
    Effect::new(move |_| {
        heard.lost.track(); // with the site's data this memory may have gone as well
        heard.strip.with(|strip| {
            if let Some(strip) = strip {
                loss::remember(&me, strip);
            }
        });
    });
    // Told again with every save that fails: what is drawn stays, or the answer to its button would find nobody.
    let lost = Memo::new(move |_| heard.lost.get());
    move || lost.get().then(|| view! { <Banner tone=Tone::Danger words=LOST><SaveSealed/></Banner> })
}
