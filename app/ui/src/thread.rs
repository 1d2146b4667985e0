//! The thread: where it holds, and where it is broken.

use leptos::prelude::*;

use crate::icon::Glyph;

/// The shape of a knot. What a shape stands for is the page's business.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ThreadShape {
    /// An open ring.
    Ring,
    /// An open diamond.
    Diamond,
    /// A filled disc.
    Disc,
    /// A short bar.
    Bar,
    /// A dashed diamond: a knot should be here.
    Missing,
}

impl ThreadShape {
    const fn name(self) -> &'static str {
        match self {
            Self::Ring => "ring",
            Self::Diamond => "diamond",
            Self::Disc => "disc",
            Self::Bar => "bar",
            Self::Missing => "missing",
        }
    }
}

/// A knot on the thread, inside an `<li>` of a `.lane` list. Silent: say the tie in words too.
#[component]
pub fn ThreadNode(
    /// Its shape.
    shape: ThreadShape,
) -> impl IntoView {
    view! { <span class="thread-node" data-shape=shape.name() aria-hidden="true"></span> }
}

/// The end of a broken thread.
#[component]
pub fn ThreadBreak() -> impl IntoView {
    let href = Glyph::href(Glyph::Fray);
    view! { <svg class="thread-break" aria-hidden="true"><use_ href=href></use_></svg> }
}
