//! Unlock this device. Works without the server.

use leptos::prelude::*;
use ui::{Banner, Button, Glyph, Tone};

use crate::form_state::{Finish, FormState, GateForm, Way};
use crate::intent::Intent;
use crate::typed::{Typed, TypedField, take};
use crate::waiting::Waiting;
use crate::{GateAnswer, GateKeeper, GateRequest, field};
use record::gate::{self, FieldProblem, GateState, PasskeyWay};

/// The unlock form, or the page that waits for the administrator when the keys are right but not confirmed.
#[component]
pub(crate) fn Unlock(keeper: GateKeeper, intent: RwSignal<Option<Intent>>, login: String) -> impl IntoView {
    let waiting = RwSignal::new(false);
    let login = StoredValue::new(login);
    move || {
        if waiting.get() {
            view! { <Waiting keeper/> }.into_any()
        } else {
            view! { <UnlockForm keeper intent login=login.get_value() waiting/> }.into_any()
        }
    }
}

/// The form itself.
#[component]
fn UnlockForm(keeper: GateKeeper, intent: RwSignal<Option<Intent>>, login: String, waiting: RwSignal<bool>) -> impl IntoView {
    let form_state = FormState::new(keeper);
    let passphrase = RwSignal::new(String::new());
    let name = StoredValue::new(login.clone());
    let opened = move |answer| {
        if answer == GateAnswer::Waiting {
            let _left = waiting.try_set(true);
        }
    };
    let submit = move |()| {
        if passphrase.with_untracked(String::is_empty) {
            return form_state.refuse(vec![FieldProblem::at(field::PASSPHRASE, "Enter your passphrase.")]);
        }
        let request = GateRequest::Unlock(gate::Unlock { passphrase: take(passphrase) });
        form_state.hand_over_or(request, opened, move |troubles| {
            let key = troubles.iter().find(|trouble| trouble.is_at(field::SECRET_KEY));
            if let Some(trouble) = key {
                let why = trouble.sentence.clone();
                let _left = intent.try_set(Some(Intent::Kit { login: name.get_value(), why }));
            } else {
                form_state.refuse(troubles);
            }
        });
    };
    view! {
        <GateForm title="Welcome back" form_state on_submit=submit>
            <Offline keeper/>
            <Person login=login.clone()/>
            // For password managers: the account this passphrase belongs to.
            <input class="hidden-visually" type="text" name="username" autocomplete="username" value=login readonly tabindex="-1" aria-hidden="true"/>
            <TypedField name="passphrase" label="Passphrase" kind=Typed::Passphrase value=passphrase error=form_state.error(field::PASSPHRASE)>
                "You will return to where you were. Nothing was lost."
            </TypedField>
            <Finish form_state word="Unlock" glyph=Glyph::Lock doing="Opening what this device keeps. This takes a moment."/>
            <ByPasskey keeper on_press=move |()| form_state.hand_over(GateRequest::UnlockByPasskey, opened)/>
            <Kept keeper/>
        </GateForm>
    }
}

/// The other way in, on a device that has passkeys; unless the passphrase is due.
#[component]
fn ByPasskey(keeper: GateKeeper, #[prop(into)] on_press: Callback<()>) -> impl IntoView {
    let way = Memo::new(move |_| passkeys(keeper));
    move || {
        match way.get() {
        PasskeyWay::None => ().into_any(),
        PasskeyWay::Open => view! { <Button glyph=Glyph::Key on_press>"Unlock with passkey"</Button> }.into_any(),
        PasskeyWay::PassphraseDue => {
            view! { <p class="soft">"Type your passphrase this time, so that you do not forget it. Your passkey works again after."</p> }.into_any()
        }
    }
    }
}

fn passkeys(keeper: GateKeeper) -> PasskeyWay {
    keeper.state.with(|state| match state {
        Some(Ok(GateState::Locked { passkeys, .. })) => *passkeys,
        Some(Ok(GateState::NotFounded | GateState::NobodyHere { .. } | GateState::Unlocked(_)) | Err(_)) | None => {
            PasskeyWay::None
        }
    })
}

/// Says that the server does not answer, and that it does not matter.
#[component]
fn Offline(keeper: GateKeeper) -> impl IntoView {
    let offline = move || keeper.state.with(|state| matches!(state, Some(Ok(GateState::Locked { online: false, .. }))));
    let words = "The server cannot be reached. You can unlock and work. Everything is saved on this device until it can be sent.";
    move || offline().then(|| view! { <Banner tone=Tone::Owed words/> })
}

/// Whose device this is, and what somebody else can do.
#[component]
fn Person(login: String) -> impl IntoView {
    let initials = login.chars().take(2).collect::<String>();
    let other = RwSignal::new(false);
    view! {
        <div class="person">
            <span class="mono" aria-hidden="true">{initials}</span>
            <div>
                <b>{login}</b>
                <small>"locked"</small>
            </div>
            <Way on_press=move |()| other.update(|shown| *shown = !*shown) words="Not you?"/>
        </div>
        <Show when=move || other.get()>
            <p class="soft" role="status">
                "This browser keeps sealed work and opens only for the person above. Use another device or browser profile: \
                 there you sign in with your printed kit, or with an invitation code."
            </p>
        </Show>
    }
}

/// What waits on this device.
#[component]
fn Kept(keeper: GateKeeper) -> impl IntoView {
    let waiting = Memo::new(move |_| match keeper.state.get() {
        Some(Ok(GateState::Locked { waiting, .. })) => waiting,
        Some(Ok(GateState::NotFounded | GateState::NobodyHere { .. } | GateState::Unlocked(_)) | Err(_)) | None => 0,
    });
    view! {
        <ul class="kept">
            <li>
                <span>"Waiting to send"</span>
                <b>{move || entries(waiting.get())}</b>
            </li>
        </ul>
    }
}

fn entries(count: u64) -> String {
    match count {
        0 => "nothing".to_owned(),
        1 => "1 entry".to_owned(),
        many => format!("{many} entries"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_counted_in_words() {
        assert_eq!([entries(0), entries(1), entries(3)], ["nothing", "1 entry", "3 entries"]);
    }
}
