//! Confirming a new person: everything that was offered, as it will stand in the directory.

use crate::desk::{ask::Act, role_labels::role_word, sign_dialog::SignDialog};
use keeper::protocol::{ConfirmEnrollment, InvitationRow};
use leptos::prelude::*;

/// Whose enrollment is being confirmed.
#[derive(Clone, Copy)]
pub(super) struct Confirming {
    who: RwSignal<Option<InvitationRow>>,
    open: RwSignal<bool>,
}

impl Confirming {
    /// Nobody's.
    pub(super) fn nobody() -> Self {
        Self { who: RwSignal::new(None), open: RwSignal::new(false) }
    }

    /// Shows what will be signed.
    pub(super) fn ask(self, row: InvitationRow) {
        self.who.set(Some(row));
        self.open.set(true);
    }

    /// It is done.
    pub(super) fn close(self) {
        self.open.set(false);
    }
}

/// The dialog.
#[component]
pub(super) fn ConfirmDialog(confirming: Confirming, act: Act<ConfirmEnrollment>) -> impl IntoView {
    let Confirming { who, open } = confirming;
    let title = move || who.with(|who| who.as_ref().map(|who| format!("Confirm {}?", who.name)).unwrap_or_default());
    let sign = move |passphrase: String| {
        if let Some(key) = who.with_untracked(|who| who.as_ref().map(|who| who.key)) {
            act.run(ConfirmEnrollment { key, passphrase });
        }
    };
    view! {
        <SignDialog open title=Signal::derive(title) word="Confirm" busy=act.busy wrong=act.wrong_beside(&[])
            on_close=move |()| act.forget() on_sign=sign>
            <p class="words">"Check that this is what you offered. From then on colleagues’ devices trust their keys."</p>
            {move || who.get().map(|row| view! { <Offered row/> })}
        </SignDialog>
    }
}

#[component]
fn Offered(row: InvitationRow) -> impl IntoView {
    let InvitationRow { name, credential, role, trainee, login, .. } = row;
    let credential = if credential.is_empty() { "None".to_owned() } else { credential };
    let training = if trainee { "Yes: notes need a supervisor’s co-signature" } else { "No" };
    let training = role.writes().then(|| view! { <dt>"In training"</dt><dd>{training}</dd> });
    view! {
        <dl class="facts">
            <dt>"Name"</dt><dd><bdi>{name}</bdi></dd>
            <dt>"Credential"</dt><dd>{credential}</dd>
            <dt>"Role"</dt><dd>{role_word(role)}</dd>
            {training}
            {login.map(|login| view! { <dt>"Signs in as"</dt><dd>{login}</dd> })}
        </dl>
    }
}
