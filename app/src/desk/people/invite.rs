//! Inviting someone: who they are, then their one-time code.

use super::{
    code::CodeShown,
    role_word,
    role_words::{role_hint, role_id},
};
use crate::desk::ask::{Act, use_act};
use keeper::protocol::{InvitationCode, InvitePerson};
use leptos::{ev::SubmitEvent, prelude::*};
use record::Role;
use ui::{Button, ButtonKind, Check, Choice, Dialog, Entry, Field, Opt};

/// What is typed about the one invited.
#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    credential: RwSignal<String>,
    role: RwSignal<Role>,
    trainee: RwSignal<bool>,
}

impl Typed {
    fn blank() -> Self {
        Self {
            name: RwSignal::new(String::new()),
            credential: RwSignal::new(String::new()),
            role: RwSignal::new(Role::Counselor),
            trainee: RwSignal::new(false),
        }
    }

    fn clear(self) {
        self.name.set(String::new());
        self.credential.set(String::new());
        self.role.set(Role::Counselor);
        self.trainee.set(false);
    }

    fn ask(self) -> InvitePerson {
        let role = self.role.get_untracked();
        InvitePerson {
            name: self.name.get_untracked().trim().to_owned(),
            credential: self.credential.get_untracked().trim().to_owned(),
            role,
            trainee: self.trainee.get_untracked() && role.writes(),
        }
    }
}

/// The dialog. The code is in it until it is closed, and nowhere afterwards.
#[component]
pub(super) fn InviteDialog(
    /// Open or not.
    open: RwSignal<bool>,
) -> impl IntoView {
    let typed = Typed::blank();
    let code = RwSignal::new(None::<InvitationCode>);
    let invite = use_act::<InvitePerson>(move |made| {
        code.set(Some(made));
        typed.clear();
    });
    let closed = move |()| {
        code.set(None);
        invite.forget();
    };
    let title = move || if code.with(Option::is_some) { "Hand over this code" } else { "Invite someone" }.to_owned();
    view! {
        <Dialog open title=Signal::derive(title) on_close=Callback::new(closed)>
            {move || match code.get() {
                Some(code) => view! { <CodeShown code open/> }.into_any(),
                None => view! { <InviteForm typed invite open/> }.into_any(),
            }}
        </Dialog>
    }
}

#[component]
fn InviteForm(
    /// What is typed.
    typed: Typed,
    /// Invites.
    invite: Act<InvitePerson>,
    /// Closes the dialog.
    open: RwSignal<bool>,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        invite.run(typed.ask());
    };
    let roles =
        Role::ALL.into_iter().map(|role| Opt::new(role_id(role), role_word(role)).hint(role_hint(role))).collect::<Vec<_>>();
    let choose = move |id: String| {
        if let Some(role) = Role::ALL.into_iter().find(|role| role_id(*role) == id) {
            typed.role.set(role);
        }
    };
    let wrong = invite.wrong_beside(&["name", "credential"]);
    view! {
        <form on:submit=submit>
            <Field name="name" label="Name, as colleagues will see it" kind=Entry::Text.required() value=typed.name
                on_input=move |text| typed.name.set(text) error=invite.wrong("name")/>
            <Field name="credential" label="Credential" value=typed.credential
                on_input=move |text| typed.credential.set(text) error=invite.wrong("credential")>
                "For example LCSW or CADC; may be empty."
            </Field>
            <Choice name="role" legend="Role" options=roles value=Signal::derive(move || role_id(typed.role.get()).to_owned()) on_change=choose/>
            <Show when=move || typed.role.get().writes()>
                <Check name="trainee" checked=typed.trainee on_change=move |on| typed.trainee.set(on)>
                    "In training: each note needs a supervisor’s co-signature"
                </Check>
            </Show>
            {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            <footer>
                <Button kind=ButtonKind::Quiet on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button kind=ButtonKind::Submit busy=invite.busy>"Make the code"</Button>
            </footer>
        </form>
    }
}
