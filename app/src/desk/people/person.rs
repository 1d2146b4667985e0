//! A person in the program, and letting them go.

use crate::desk::{
    ask::Act,
    me::{initials, my_id, name_line},
    role_labels::role_word,
    sign_dialog::SignDialog,
};
use keeper::protocol::{PersonRow, RevokePerson};
use leptos::prelude::*;
use ui::{Button, ButtonKind};

/// A line.
#[component]
pub(super) fn PersonLine(
    person: PersonRow,
    /// Asks before letting go.
    leaving: Leaving,
) -> impl IntoView {
    let mine = my_id() == Some(person.user);
    let role = role_word(person.role);
    let what = if person.trainee { format!("{role}, in training: notes need a co-signature") } else { role.to_owned() };
    let what = if mine { format!("{what} · you") } else { what };
    let name = name_line(&person.name, &person.credential);
    let (own, letters) = (person.name.clone(), initials(&person.name));
    let ask = move |()| leaving.ask(person.clone());
    let act = (!mine).then(|| {
        view! { <Button kind=ButtonKind::Quiet on_press=ask>"End access"<span class="hidden-visually">" of "{own.clone()}</span></Button> }
    });
    view! {
        <li>
            <span class="mono" aria-hidden="true">{letters}</span>
            <div><b>{name}</b><small>{what}</small></div>
            {act}
        </li>
    }
}

/// Whose access is about to be ended, and whether it is being asked about.
#[derive(Clone, Copy)]
pub(super) struct Leaving {
    who: RwSignal<Option<PersonRow>>,
    open: RwSignal<bool>,
}

impl Leaving {
    /// Nobody.
    pub(super) fn nobody() -> Self {
        Self { who: RwSignal::new(None), open: RwSignal::new(false) }
    }

    /// It is done.
    pub(super) fn close(self) {
        self.open.set(false);
    }

    fn ask(self, person: PersonRow) {
        self.who.set(Some(person));
        self.open.set(true);
    }
}

/// Asks before ending somebody's certificate.
#[component]
pub(super) fn LetGo(
    /// Whom.
    leaving: Leaving,
    /// Ends it.
    revoke: Act<RevokePerson>,
) -> impl IntoView {
    let title =
        move || leaving.who.with(|who| who.as_ref().map(|who| format!("End access for {}?", who.name)).unwrap_or_default());
    let sign = move |passphrase: String| {
        if let Some(user) = leaving.who.with_untracked(|who| who.as_ref().map(|who| who.user)) {
            revoke.run(RevokePerson { user, passphrase });
        }
    };
    view! {
        <SignDialog open=leaving.open title=Signal::derive(title) word="End access" busy=revoke.busy wrong=revoke.wrong_beside(&[])
            on_close=move |()| revoke.forget() on_sign=sign>
            <p>"They can no longer sign in. What they wrote stays under their name."</p>
            <p>
                "They are removed from each care team when a colleague’s device next connects. "
                "Charts where they are the only member stay as they are."
            </p>
        </SignDialog>
    }
}
