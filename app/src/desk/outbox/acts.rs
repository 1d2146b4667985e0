//! What can be done with what could not be sent: back to the drafts, or off the list.

use crate::desk::ask::{Act, use_act};
use keeper::protocol::{Dismiss, OutboxRow, TakeBack};
use leptos::prelude::*;
use ui::{ButtonKind, Confirm, use_notices};

/// Both, and what is being asked about.
#[derive(Clone, Copy)]
pub(super) struct Doings {
    /// Makes a draft of it again.
    pub(super) take_back: Act<TakeBack>,
    /// Lets go of it.
    pub(super) dismiss: Act<Dismiss>,
    which: RwSignal<Option<OutboxRow>>,
    asking_back: RwSignal<bool>,
    asking_gone: RwSignal<bool>,
}

impl Doings {
    /// Nothing asked yet.
    pub(super) fn new() -> Self {
        let notices = use_notices();
        Self {
            take_back: use_act(move |_| notices.say("Moved to your drafts. Read it and sign it again.")),
            dismiss: use_act(move |_| notices.say("Removed from this device.")),
            which: RwSignal::new(None),
            asking_back: RwSignal::new(false),
            asking_gone: RwSignal::new(false),
        }
    }

    /// Asks before a draft is made of it.
    pub(super) fn ask_back(self, row: OutboxRow) {
        self.which.set(Some(row));
        self.asking_back.set(true);
    }

    /// Asks before it is removed.
    pub(super) fn ask_gone(self, row: OutboxRow) {
        self.which.set(Some(row));
        self.asking_gone.set(true);
    }

    fn reason(self) -> &'static str {
        self.which.with(|row| row.as_ref().and_then(|row| row.refusal)).map_or("", crate::refused)
    }
}

/// Asks before a draft is made.
#[component]
pub(super) fn TakingBack(
    /// Of what.
    doings: Doings,
) -> impl IntoView {
    let yes = move |()| {
        if let Some(row) = doings.which.get_untracked() {
            doings.take_back.run(TakeBack { operation: row.operation });
        }
    };
    view! {
        <Confirm open=doings.asking_back title="Turn this back into a draft?" word="Move to drafts" on_confirm=yes>
            <p>{move || format!("It could not be sent: {}", doings.reason())}</p>
            <p>"Your text becomes a draft and your signature is removed. Change what is needed and sign it again."</p>
        </Confirm>
    }
}

/// Asks before it is removed.
#[component]
pub(super) fn Dismissing(
    /// What.
    doings: Doings,
) -> impl IntoView {
    let yes = move |()| {
        if let Some(row) = doings.which.get_untracked() {
            doings.dismiss.run(Dismiss { operation: row.operation });
        }
    };
    view! {
        <Confirm open=doings.asking_gone title="Remove this for good?" word="Remove" kind=ButtonKind::Danger on_confirm=yes>
            <p>{move || format!("It could not be sent: {}", doings.reason())}</p>
            <p>"There is no other copy. Read it first, and tell the team what they need to know."</p>
        </Confirm>
    }
}
