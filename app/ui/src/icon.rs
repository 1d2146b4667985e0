//! Icons, all drawn from the one sprite at `/icons.svg`.

use leptos::prelude::*;

macro_rules! glyphs {
    ($($(#[$doc:meta])* $name:ident => $symbol:literal,)*) => {
        /// The shapes of the sprite. A new shape is drawn in `public/icons.svg` first.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Glyph { $($(#[$doc])* $name,)* }

        impl Glyph {
            /// Every glyph, for the check that the sprite has them all.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The address of the shape inside the sprite.
            pub const fn href(self) -> &'static str {
                match self { $(Self::$name => concat!("/icons.svg#i-", $symbol),)* }
            }
        }
    };
}

glyphs! {
    /// Half a sun over a line.
    Today => "today",
    /// Two people.
    Caseload => "caseload",
    /// People in a ring.
    Groups => "groups",
    /// A sheet with a tick.
    Audit => "audit",
    /// A house.
    Program => "program",
    /// Two sliders.
    Settings => "settings",
    /// A magnifying glass.
    Search => "search",
    /// A closed lock.
    Lock => "lock",
    /// A key.
    Key => "key",
    /// One person.
    Person => "person",
    /// A ring with a point.
    Online => "online",
    /// A struck ring.
    Offline => "offline",
    /// A tick.
    Ok => "ok",
    /// An arrow leaving a tray.
    Wait => "wait",
    /// A half-filled diamond.
    Owed => "owed",
    /// A filled octagon with an exclamation mark.
    Danger => "danger",
    /// An octagon with two bars.
    Hold => "hold",
    /// A pencil.
    Draft => "draft",
    /// A signature.
    Signed => "signed",
    /// An arrow that turns back.
    Return => "return",
    /// A clock.
    Late => "late",
    /// A plus.
    Add => "add",
    /// A minus.
    Drop => "drop",
    /// A triangle.
    Change => "change",
    /// Two equal lines.
    Keep => "keep",
    /// An arrow to the right.
    Go => "go",
    /// A chevron down.
    More => "more",
    /// A cross.
    Close => "close",
    /// A printer.
    Print => "print",
    /// A telephone.
    Phone => "phone",
    /// A camera.
    Video => "video",
    /// A tablet.
    Tablet => "tablet",
    /// The end of a thread, 40 by 14; drawn by [`crate::Fray`].
    Fray => "fray",
    /// A rising line.
    Up => "up",
    /// A half-filled ring.
    Half => "half",
    /// An empty ring.
    Ring => "none",
    /// A ring being drawn: work under way.
    Busy => "busy",
    /// A barrel with a lid: something set apart.
    Quarantine => "quarantine",
    /// Linked rings.
    Link => "link",
    /// The mark of the house.
    Mark => "mark",
}

/// One shape, hidden from screen readers. Where it alone carries a fact, add a `.hidden-visually` word.
#[component]
pub fn Icon(
    /// Which shape.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use_ href=glyph.href()></use_>
        </svg>
    }
}
