//! Whether the browser may check the spelling of what is typed. Some browsers send the text to their maker for that, so it is off
//! unless the program has turned it on.

use leptos::prelude::*;

/// The program's choice, in context.
#[derive(Clone, Copy)]
struct Spelling(Signal<bool>);

/// Puts the program's choice in context, for every field below.
pub fn provide_spelling(on: impl Into<Signal<bool>>) {
    provide_context(Spelling(on.into()));
}

/// Whether the browser may check spelling; never where nobody has said so.
pub(crate) fn use_spelling() -> Signal<bool> {
    use_context::<Spelling>().map_or_else(|| Signal::stored(false), |spelling| spelling.0)
}
