//! A state: a shape and a word, never a color alone.

use leptos::prelude::*;

use crate::icon::{Glyph, Icon};

/// Where something stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// All is well: a tick.
    Ok,
    /// Being written: a pencil.
    Draft,
    /// Signed: a signature.
    Signed,
    /// Something is owed: a half-filled diamond.
    Owed,
    /// Stopped until somebody decides: an octagon with bars.
    Hold,
    /// Dangerous: a filled octagon.
    Danger,
    /// Sent back: an arrow that turns.
    Returned,
    /// Waiting to be sent, or for somebody else: a tray.
    Waiting,
    /// Later than it should be: a clock.
    Late,
    /// Struck out, kept to be seen: a struck line.
    Struck,
    /// Set apart because it could not be verified or taken.
    Quarantined,
    /// Connected: a ring with a point.
    Online,
    /// Not connected: a struck ring.
    Offline,
    /// Work under way: an open ring.
    Busy,
    /// A person.
    Person,
}

impl Mark {
    /// What `data-is` says.
    pub const fn is(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Draft => "draft",
            Self::Signed => "signed",
            Self::Owed => "owed",
            Self::Hold => "hold",
            Self::Danger => "danger",
            Self::Returned => "returned",
            Self::Waiting => "waiting",
            Self::Late => "late",
            Self::Struck => "struck",
            Self::Quarantined => "quarantined",
            Self::Online => "online",
            Self::Offline => "offline",
            Self::Busy => "busy",
            Self::Person => "person",
        }
    }

    /// Its shape.
    pub const fn glyph(self) -> Glyph {
        match self {
            Self::Ok => Glyph::Ok,
            Self::Draft => Glyph::Draft,
            Self::Signed => Glyph::Signed,
            Self::Owed => Glyph::Owed,
            Self::Hold => Glyph::Hold,
            Self::Danger => Glyph::Danger,
            Self::Returned => Glyph::Return,
            Self::Waiting => Glyph::Wait,
            Self::Late => Glyph::Late,
            Self::Struck => Glyph::Drop,
            Self::Quarantined => Glyph::Quarantine,
            Self::Online => Glyph::Online,
            Self::Offline => Glyph::Offline,
            Self::Busy => Glyph::Busy,
            Self::Person => Glyph::Person,
        }
    }
}

/// A shape and a word.
#[component]
pub fn StateMark(
    /// Where it stands.
    #[prop(into)]
    is: Signal<Mark>,
    /// The word, for example "Signed 11:32".
    #[prop(into)]
    word: Signal<String>,
    /// What a phone shows in its place; the word stays readable to a screen reader.
    #[prop(optional, into)]
    short: Option<String>,
) -> impl IntoView {
    // Drawn anew only where it is another: the browser reads the whole sheet of shapes for each one.
    let is = Memo::new(move |_| is.get());
    let shape = move || view! { <Icon glyph=is.get().glyph()/> };
    let words = match short {
        None => view! { <span class="word">{word}</span> }.into_any(),
        Some(short) => view! {
            <span class="full">{word}</span>
            <span class="short" aria-hidden="true">{short}</span>
        }
        .into_any(),
    };
    view! { <span class="state" data-is=move || is.get().is()>{shape}{words}</span> }
}
