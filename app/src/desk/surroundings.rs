//! What is drawn around a page: usually all of the frame. Where a client holds the tablet nothing else is in the document at all, so
//! that no name of another chart can be reached, read aloud or found on the page.

use leptos::prelude::*;

/// What is around the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Around {
    /// Everything.
    #[default]
    Frame,
    /// Nothing that leads away from the page; the desk can be locked.
    NoWayOut,
    /// Nothing.
    Nothing,
}

#[derive(Clone, Copy)]
struct Surroundings(RwSignal<Around>);

/// Puts it in context. Call once, in the frame.
pub(crate) fn provide_surroundings() -> Signal<Around> {
    let around = RwSignal::new(Around::Frame);
    provide_context(Surroundings(around));
    around.into()
}

/// Sets what is around the page; everything again once the owner is gone.
pub(crate) fn set_around(around: Around) {
    let Some(Surroundings(signal)) = use_context() else { return };
    signal.set(around);
    on_cleanup(move || {
        let _gone = signal.try_set(Around::Frame);
    });
}

/// What is around the page now.
pub(crate) fn use_around() -> Signal<Around> {
    use_context::<Surroundings>().map_or_else(|| Signal::stored(Around::Frame), |Surroundings(signal)| signal.into())
}
