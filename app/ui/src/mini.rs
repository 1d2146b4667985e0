//! The thread in small: four knots in a row and one word.

use leptos::prelude::*;

/// Where the small thread is broken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Gap {
    /// Nowhere.
    #[default]
    Nowhere,
    /// Between ring and diamond.
    First,
    /// Between diamond and disc.
    Second,
    /// Between disc and bar.
    Third,
}

impl Gap {
    const fn paths(self) -> [&'static str; 3] {
        const WHOLE: [&str; 3] = ["M11 7h18", "M39 7h18", "M67 7h16"];
        const FRAYED: [&str; 3] = [
            "M11 7h3m0 0c2.5 0 3-3 6-3.800m-6 3.8 6.5.3m-6.5-.3c2 0 2.5 2.8 4.5 3.8",
            "M39 7h3m0 0c2.5 0 3-3 6-3.800m-6 3.8 6.5.3m-6.5-.3c2 0 2.5 2.8 4.5 3.8",
            "M67 7h3m0 0c2.5 0 3-3 6-3.800m-6 3.8 6.5.3m-6.5-.3c2 0 2.5 2.8 4.5 3.8",
        ];
        let [one, two, three] = WHOLE;
        let [torn_one, torn_two, torn_three] = FRAYED;
        match self {
            Self::Nowhere => [one, two, three],
            Self::First => [torn_one, two, three],
            Self::Second => [one, torn_two, three],
            Self::Third => [one, two, torn_three],
        }
    }
}

/// Four knots and one word, for lists. The word carries the meaning.
#[component]
pub fn Mini(
    /// Where it is broken.
    #[prop(optional)]
    gap: Gap,
    /// The word beside it, for example "whole".
    #[prop(into)]
    word: String,
) -> impl IntoView {
    let class = if gap == Gap::Nowhere { "soft" } else { "broken" };
    let line = |d: &'static str| view! { <path d=d fill="none"></path> };
    view! {
        <span class="mini">
            <svg viewBox="0 0 94 14" aria-hidden="true">
                <circle cx="6" cy="7" r="3.8"></circle>
                <path d="M34 2.5 38.5 7 34 11.5 29.5 7Z"></path>
                <circle class="full" cx="62" cy="7" r="4"></circle>
                <rect class="full" x="87" y="2.5" width="2.5" height="9" stroke-width="1"></rect>
                {gap.paths().map(line).collect_view()}
            </svg>
            <span class=class>{word}</span>
        </span>
    }
}
