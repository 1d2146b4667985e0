//! Inviting someone: who they are, then their one-time code.

use super::code::CodeShown;
use crate::desk::{
    ask::{Act, use_act},
    draft::{PageDraft, PageName, with_page},
    form::{Form, Line, Part, Tick},
    role_labels::{role_hint, role_id, role_word},
};
use keeper::protocol::{InvitationCode, InvitePerson, SavedForm};
use leptos::{ev::SubmitEvent, prelude::*};
use record::Role;
use serde::{Deserialize, Serialize};
use ui::{Button, ButtonKind, Choice, Dialog, Entry, Field, Opt};

/// What is typed about the one invited.
#[derive(Clone, Serialize, Deserialize)]
struct Invited {
    name: String,
    credential: String,
    role: Role,
    trainee: bool,
}

impl Invited {
    const fn blank() -> Self {
        Self { name: String::new(), credential: String::new(), role: Role::Counselor, trainee: false }
    }

    fn ask(self, passphrase: String) -> InvitePerson {
        let Self { name, credential, role, trainee } = self;
        InvitePerson {
            name: name.trim().to_owned(),
            credential: credential.trim().to_owned(),
            role,
            trainee: trainee && role.writes(),
            passphrase,
        }
    }
}

/// The dialog. The code is in it until it is closed, and nowhere afterwards.
#[component]
pub(super) fn InviteDialog(open: RwSignal<bool>) -> impl IntoView {
    let code = RwSignal::new(None::<InvitationCode>);
    let typed = StoredValue::new(None::<PageDraft<Invited>>);
    let invite = use_act::<InvitePerson>(move |made| {
        // What was typed is used up, whether its form is still open or not.
        if let Some(draft) = typed.get_value() {
            draft.close();
        }
        code.set(Some(made));
    });
    let closed = move |()| {
        code.set(None);
        invite.forget();
    };
    let title = move || if code.with(Option::is_some) { "Give this code" } else { "Invite someone" }.to_owned();
    view! {
        <Dialog open title=Signal::derive(title) on_close=Callback::new(closed)>
            {move || match code.get() {
                Some(code) => view! { <CodeShown code open/> }.into_any(),
                None => {
                    let form = with_page(PageName::Invitation, move |loaded| view! { <InviteForm loaded typed invite open/> });
                    view! { {form} }.into_any()
                }
            }}
        </Dialog>
    }
}

#[component]
fn InviteForm(
    /// What was typed before, if anything.
    loaded: Option<SavedForm>,
    /// Told what is being typed.
    typed: StoredValue<Option<PageDraft<Invited>>>,
    invite: Act<InvitePerson>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let draft = PageDraft::begin(PageName::Invitation, loaded, Invited::blank());
    let form = Form::refused_by(draft.autosave(), invite.problem);
    typed.set_value(Some(draft));
    let pass = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        draft.keep_now();
        invite.run(form.peek(Invited::clone).ask(pass.get_untracked()));
    };
    let roles =
        Role::ALL.into_iter().map(|role| Opt::new(role_id(role), role_word(role)).hint(role_hint(role))).collect::<Vec<_>>();
    let choose = move |id: String| {
        if let Some(role) = Role::ALL.into_iter().find(|role| role_id(*role) == id) {
            form.edit(|invited| invited.role = role);
        }
    };
    let at: Part<Invited, Invited> = form.whole("");
    let writes = form.read(|invited| invited.role.writes());
    let wrong = invite.wrong_beside(&["name", "credential"]);
    view! {
        <form on:submit=submit on:focusout=move |_| draft.keep_now()>
            <Line at field="name" label="Name, as colleagues will see it" kind=Entry::Text.required() get=|one| &one.name set=|one| &mut one.name/>
            <Line at field="credential" label="Credential" get=|one| &one.credential set=|one| &mut one.credential
                hint="For example LCSW or CADC. Optional."/>
            <Choice name="role" legend="Role" options=roles value=form.read(|one| role_id(one.role).to_owned()) on_change=choose/>
            <Show when=move || writes.get()>
                <Tick at field="trainee" get=|one| one.trainee set=|one, on| one.trainee = on>
                    "In training: each note needs a supervisor’s co-signature"
                </Tick>
            </Show>
            <Field name="act-passphrase" label="Passphrase to sign" kind=Entry::Password.required() value=pass
                on_input=move |text| pass.set(text) error=wrong/>
            <footer>
                <Button kind=ButtonKind::Quiet on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button kind=ButtonKind::Submit busy=invite.busy>"Create invitation"</Button>
            </footer>
        </form>
    }
}
