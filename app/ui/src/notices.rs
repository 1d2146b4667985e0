//! Short messages at the foot of the page, with a way back where there is one.

use std::time::Duration;

use leptos::{html, prelude::*};

use crate::banner::Tone;
use crate::button::{Button, ButtonKind};
use crate::icon::{Glyph, Icon};

/// How many are shown at once; an older one makes room.
const MOST: usize = 3;

/// How long one without an action stays.
const STAYS: Duration = Duration::from_secs(10);

/// How long one with an action stays. While the pointer or the focus is on it, its time does not run out.
const STAYS_WITH_ACTION: Duration = Duration::from_secs(20);

/// One short message.
#[derive(Clone)]
pub struct Notice {
    number: u64,
    tone: Tone,
    words: String,
    action: Option<(String, Callback<()>)>,
}

/// The messages of one page. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Notices {
    list: RwSignal<Vec<Notice>>,
    next: StoredValue<u64>,
}

/// Makes the messages and puts them in context. Call once, near the root.
pub fn provide_notices() -> Notices {
    let notices = Notices { list: RwSignal::new(Vec::new()), next: StoredValue::new(0) };
    provide_context(notices);
    notices
}

/// The messages from context; without a provider, messages that nobody shows.
pub fn use_notices() -> Notices {
    use_context().unwrap_or_else(|| Notices { list: RwSignal::new(Vec::new()), next: StoredValue::new(0) })
}

impl Notices {
    /// Says `words`; they go away by themselves.
    pub fn say(&self, words: impl Into<String>) {
        self.add(Tone::Plain, words.into(), None);
    }

    /// Says what went wrong; it stays until closed.
    pub fn warn(&self, words: impl Into<String>) {
        self.add(Tone::Danger, words.into(), None);
    }

    /// Says `words` with one action, such as "Undo"; it goes away by itself, later than others.
    pub fn offer(&self, words: impl Into<String>, word: impl Into<String>, action: impl Into<Callback<()>>) -> Offer {
        let number = self.add(Tone::Plain, words.into(), Some((word.into(), action.into())));
        Offer { notices: *self, number }
    }

    /// Takes everything away, as when the page locks.
    pub fn clear(&self) {
        self.list.update(Vec::clear);
    }

    fn add(&self, tone: Tone, words: String, action: Option<(String, Callback<()>)>) -> u64 {
        let number = self
            .next
            .try_update_value(|next| {
                *next += 1;
                *next
            })
            .unwrap_or_default();
        self.list.update(|list| {
            list.push(Notice { number, tone, words, action });
            let over = list.len().saturating_sub(MOST);
            list.drain(..over);
        });
        number
    }

    fn close(self, number: u64) {
        let _gone = self.list.try_update(|list| list.retain(|notice| notice.number != number));
    }
}

/// An action that was offered.
#[derive(Clone, Copy)]
pub struct Offer {
    notices: Notices,
    number: u64,
}

impl Offer {
    /// Takes the offer away: its time is over.
    pub fn withdraw(self) {
        self.notices.close(self.number);
    }
}

/// The place where the messages appear. Always on the page, so that screen readers hear the first one too.
#[component]
pub fn NoticeList() -> impl IntoView {
    let notices = use_notices();
    view! {
        <div class="notices" role="status">
            <For each=move || notices.list.get() key=|notice| notice.number let:notice>
                <NoticeLine notice/>
            </For>
        </div>
    }
}

/// One message.
#[component]
fn NoticeLine(notice: Notice) -> impl IntoView {
    let notices = use_notices();
    let Notice { number, tone, words, action } = notice;
    let node = NodeRef::<html::Div>::new();
    if tone == Tone::Plain {
        let stays = if action.is_some() { STAYS_WITH_ACTION } else { STAYS };
        Effect::new(move |_| close_later(notices, number, stays, node));
    }
    let action = action.map(|(word, action)| {
        let run = Callback::new(move |()| {
            notices.close(number);
            action.run(());
        });
        view! { <Button kind=ButtonKind::Quiet on_press=run>{word}</Button> }
    });
    let shape = (tone != Tone::Plain).then(|| view! { <Icon glyph=tone.glyph()/> });
    view! {
        <div class="notice" data-is=tone.is() node_ref=node>
            {shape}
            <p>{words}</p>
            {action}
            <Button kind=ButtonKind::Quiet on_press=Callback::new(move |()| notices.close(number))>
                <Icon glyph=Glyph::Close/>
                <span class="hidden-visually">"Close"</span>
            </Button>
        </div>
    }
}

/// Closes a message when its time is over and nobody is on it.
fn close_later(notices: Notices, number: u64, stays: Duration, node: NodeRef<html::Div>) {
    let over = move || {
        let held =
            node.try_get_untracked().flatten().is_some_and(|notice| notice.matches(":hover, :focus-within").unwrap_or(false));
        if held {
            close_later(notices, number, stays, node);
        } else {
            notices.close(number);
        }
    };
    set_timeout(over, stays);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(notices: Notices) -> Vec<String> {
        notices.list.with_untracked(|list| list.iter().map(|notice| notice.words.clone()).collect())
    }

    #[test]
    fn a_fourth_message_takes_the_place_of_the_first() {
        Owner::new().with(|| {
            let notices = provide_notices();
            for word in ["one", "two", "three", "four"] {
                notices.say(word);
            }
            assert_eq!(words(notices), ["two", "three", "four"]);
        });
    }

    #[test]
    fn an_offer_whose_time_is_over_is_not_made_any_more() {
        Owner::new().with(|| {
            let notices = provide_notices();
            let offer = notices.offer("one", "Undo", Callback::new(|()| {}));
            notices.say("two");
            offer.withdraw();
            assert_eq!(words(notices), ["two"]);
        });
    }

    #[test]
    fn closing_one_message_leaves_the_others() {
        Owner::new().with(|| {
            let notices = provide_notices();
            notices.say("one");
            notices.warn("two");
            notices.close(1);
            assert_eq!(words(notices), ["two"]);
        });
    }
}
