//! One sentence across the page that somebody should not miss.

use leptos::prelude::*;

use crate::icon::{Glyph, Icon};

/// How loud a [`Banner`] is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tone {
    /// Something to know.
    #[default]
    Plain,
    /// Something is owed.
    Owed,
    /// Something is dangerous; read out at once.
    Danger,
}

impl Tone {
    /// What `data-is` says.
    pub const fn is(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Owed => "owed",
            Self::Danger => "danger",
        }
    }

    /// Its shape.
    pub const fn glyph(self) -> Glyph {
        match self {
            Self::Plain => Glyph::Ring,
            Self::Owed => Glyph::Owed,
            Self::Danger => Glyph::Danger,
        }
    }

    const fn role(self) -> Option<&'static str> {
        match self {
            Self::Plain | Self::Owed => None,
            Self::Danger => Some("alert"),
        }
    }
}

/// One sentence. Children are one link or button that helps.
#[component]
pub fn Banner(
    /// How loud.
    #[prop(optional)]
    tone: Tone,
    /// What happened and what to do.
    #[prop(into)]
    words: Signal<String>,
    /// One way out.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="banner" data-is=tone.is() role=tone.role()>
            <Icon glyph=tone.glyph()/>
            <p>{words}</p>
            {children.map(|children| children())}
        </div>
    }
}
