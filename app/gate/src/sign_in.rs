//! Sign in with a name and a passphrase, and on a new device with the Secret Key from the printed kit.

use leptos::prelude::*;
use record::is_blank;
use ui::{Glyph, Mark, StateMark};

use crate::form_state::{Finish, Focus, FormState, GateForm, Way};
use crate::intent::Intent;
use crate::typed::{Typed, TypedField, take};
use crate::{GateKeeper, GateRequest, field};
use record::gate::{self, FieldProblem, GateState};

/// How the form begins.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Start {
    /// Nothing is known yet: the neutral form of the first paint, not usable.
    Looking,
    /// Name and passphrase.
    Plain,
    /// With the Secret Key; the reason, where the device asked for it.
    Kit { login: String, why: String },
}

/// What is typed. Cheap to copy.
#[derive(Clone, Copy)]
struct Entered {
    login: RwSignal<String>,
    passphrase: RwSignal<String>,
    secret_key: RwSignal<String>,
    /// The Secret Key is asked for.
    with_kit: RwSignal<bool>,
}

/// The sign-in form.
#[component]
pub(crate) fn SignIn(keeper: GateKeeper, intent: RwSignal<Option<Intent>>, start: Start) -> impl IntoView {
    let form_state = FormState::new(keeper);
    let looking = start == Start::Looking;
    let (login, why) = match start {
        Start::Looking | Start::Plain => (String::new(), None),
        Start::Kit { login, why } => (login, Some(why)),
    };
    let empty = || RwSignal::new(String::new());
    let with_kit = RwSignal::new(why.is_some());
    let entered = Entered { login: RwSignal::new(login), passphrase: empty(), secret_key: empty(), with_kit };
    if let Some(why) = why {
        form_state.refuse(vec![FieldProblem::at(field::SECRET_KEY, why)]);
    }
    let submit = move |()| send(keeper, form_state, entered);
    let hint = "It never leaves this device, and nobody can reset it. If you lose it, you are invited again as a new person; drafts and unsent \
        notes on your devices stay closed.";
    view! {
        <GateForm title="Sign in" form_state focus=if looking { Focus::Stay } else { Focus::Field } on_submit=submit>
            <TypedField name="login" label="Sign-in name" kind=Typed::Login value=entered.login error=form_state.error(field::LOGIN) disabled=looking/>
            <TypedField
                name="passphrase"
                label="Passphrase"
                kind=Typed::Passphrase
                value=entered.passphrase
                error=form_state.error(field::PASSPHRASE)
                disabled=looking
            >
                {hint}
            </TypedField>
            <Show when=move || with_kit.get()>
                <SecretKeyField value=entered.secret_key error=form_state.error(field::SECRET_KEY)/>
            </Show>
            <Finish form_state word="Sign in" glyph=Glyph::Key doing="Making your keys from the passphrase. This takes a moment." disabled=looking/>
            {(!looking).then(|| view! { <Connection keeper/> })}
            <Others keeper intent with_kit looking/>
        </GateForm>
    }
}

fn send(keeper: GateKeeper, form_state: FormState, entered: Entered) {
    let Entered { login, passphrase, secret_key, with_kit } = entered;
    // Nobody is enrolled here, so the Secret Key is needed whatever was believed. Asked for before anything typed is lost.
    let new_here = keeper.state.with_untracked(|state| matches!(state, Some(Ok(GateState::NobodyHere { .. }))));
    let key = (with_kit.get_untracked() || new_here).then(|| secret_key.get_untracked().trim().to_owned());
    let troubles = missing(&login.get_untracked(), &passphrase.read_untracked(), key.as_deref());
    if !troubles.is_empty() {
        let only_the_key = troubles.iter().all(|trouble| trouble.is_at(field::SECRET_KEY));
        with_kit.update(|shown| *shown |= only_the_key);
        return form_state.refuse(troubles);
    }
    let login = login.get_untracked().trim().to_owned();
    let request = GateRequest::SignIn(gate::SignIn { login, passphrase: take(passphrase), secret_key: key });
    form_state.hand_over_or(
        request,
        |_| {},
        move |troubles| {
            if troubles.iter().any(|trouble| trouble.is_at(field::SECRET_KEY)) {
                let _left = with_kit.try_set(true);
            }
            form_state.refuse(troubles);
        },
    );
}

fn missing(login: &str, passphrase: &str, secret_key: Option<&str>) -> Vec<FieldProblem> {
    let mut troubles = Vec::new();
    if is_blank(login) {
        troubles.push(FieldProblem::at(field::LOGIN, "Enter the name you sign in with. It is on your kit."));
    }
    if passphrase.is_empty() {
        troubles.push(FieldProblem::at(field::PASSPHRASE, "Enter your passphrase."));
    }
    if secret_key.is_some_and(is_blank) {
        troubles.push(FieldProblem::at(
            field::SECRET_KEY,
            "This device is new: copy the Secret Key from your kit. It begins with TL1.",
        ));
    }
    troubles
}

/// The Secret Key from the kit.
#[component]
fn SecretKeyField(value: RwSignal<String>, error: Signal<Option<String>>) -> impl IntoView {
    view! {
        <TypedField name="secret-key" label="Secret Key" kind=Typed::Paper value error>
            "From your printed kit, once for each new device. It begins with TL1."
        </TypedField>
    }
}

/// Whether the server answers.
#[component]
fn Connection(keeper: GateKeeper) -> impl IntoView {
    let said = move || match keeper.state.get() {
        Some(Ok(GateState::NobodyHere { program, online: true })) => {
            Some((Mark::Online, program.map_or_else(|| "Connected".to_owned(), |name| format!("Connected to {name}"))))
        }
        Some(Ok(GateState::NobodyHere { online: false, .. })) => {
            Some((Mark::Offline, "The server cannot be reached. You need it to sign in on a new device.".to_owned()))
        }
        Some(Ok(GateState::NotFounded | GateState::Locked { .. } | GateState::Unlocked(_)) | Err(_)) | None => None,
    };
    move || said().map(|(is, word)| view! { <p><StateMark is word/></p> })
}

/// The other ways in.
#[component]
fn Others(keeper: GateKeeper, intent: RwSignal<Option<Intent>>, with_kit: RwSignal<bool>, looking: bool) -> impl IntoView {
    let unlock = move || keeper.state.with(|state| matches!(state, Some(Ok(GateState::Locked { .. }))));
    let unfounded = move || keeper.state.with(|state| matches!(state, Some(Ok(GateState::NotFounded))));
    view! {
        <div class="other">
            <Way disabled=looking on_press=move |()| intent.set(Some(Intent::Invitation)) words="I have an invitation code"/>
            <Show when=move || !with_kit.get()>
                <Way disabled=looking on_press=move |()| with_kit.set(true) words="This device is new: use my printed kit"/>
            </Show>
            <Show when=unlock>
                <Way on_press=move |()| intent.set(None) words="Back to unlocking"/>
            </Show>
            <Show when=unfounded>
                <Way on_press=move |()| intent.set(None) words="Set up a program"/>
            </Show>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_form_says_which_fields_are_missing() {
        let fields: Vec<_> = missing("", "", Some("")).into_iter().map(|trouble| trouble.field).collect();
        assert_eq!(fields, [field::LOGIN, field::PASSPHRASE, field::SECRET_KEY]);
    }

    #[test]
    fn a_device_that_is_known_is_not_asked_for_the_secret_key() {
        assert!(missing("ines", "words", None).is_empty());
    }
}
