//! For how long this device has not reached the server: said on every page, and where somebody signs.

use crate::{desk::clock, use_notices_from_keeper};
use keeper::protocol::Strip;
use leptos::prelude::*;
use record::Time;

/// The sentence, where it is long enough to warn whoever signs.
pub(crate) fn use_away() -> Signal<Option<String>> {
    let strip = use_notices_from_keeper().strip;
    Signal::derive(move || days_away(&strip.get()?, clock::now()).map(away_words))
}

/// The sentence at a signature, where there is one.
#[component]
pub(crate) fn AwayLine() -> impl IntoView {
    let away = use_away();
    move || away.get().map(|words| view! { <p data-error="">{words}</p> })
}

fn away_words(days: i64) -> String {
    format!(
        "This device has not reached the server for {days} days. What you sign is on this device alone, and colleagues do not see \
         it. Connect as soon as you can, or save a sealed file from the outbox."
    )
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
    use crate::desk::frame::NOW;

    #[test]
    fn after_three_days_without_the_server_whoever_signs_is_told() {
        const HOUR: i64 = 60 * 60 * 1000;
        let strip = |online| Strip { online, last_sync: Some(Time(0)), ..NOW };
        assert_eq!(days_away(&strip(false), Time(71 * HOUR)), None);
        assert_eq!(days_away(&strip(false), Time(72 * HOUR)), Some(3));
        assert_eq!(days_away(&strip(true), Time(72 * HOUR)), None, "the server answers");
    }
}
