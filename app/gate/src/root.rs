//! The gate until somebody has unlocked; then what is behind it.

use leptos::prelude::*;

use crate::beside::Beside;
use crate::intent::Intent;
use crate::invitation::Invitation;
use crate::set_up::SetUp;
use crate::shut::{AnotherTab, Stuck};
use crate::sign_in::{SignIn, Start};
use crate::unlock::Unlock;
use crate::{GateKeeper, Shut};
use record::gate::GateState;

/// The gate, or what is `behind` it. Nothing of `behind` is on the page while the gate is shown.
#[component]
pub fn Root(
    /// Who does what the gate asks for.
    keeper: GateKeeper,
    /// What is behind the gate.
    #[prop(into)]
    behind: ViewFn,
) -> impl IntoView {
    let open = Memo::new(move |_| keeper.state.with(|state| matches!(state, Some(Ok(GateState::Unlocked(_))))));
    view! {
        <Show when=move || open.get() fallback=move || view! { <Gate keeper/> }>
            {behind.run()}
        </Show>
    }
}

/// The form that is shown.
#[derive(Clone, PartialEq, Eq)]
enum Form {
    Looking,
    SignIn(Start),
    Unlock(String),
    Invitation,
    SetUp,
    AnotherTab,
    Stuck(String),
}

fn form(state: Option<Result<GateState, Shut>>, intent: Option<Intent>) -> Form {
    match (state, intent) {
        (None | Some(Ok(GateState::Unlocked(_))), _) => Form::Looking,
        (Some(Err(Shut::AnotherTab)), _) => Form::AnotherTab,
        (Some(Err(Shut::Stuck(sentence))), _) => Form::Stuck(sentence),
        (Some(Ok(_)), Some(Intent::Kit { login, why })) => Form::SignIn(Start::Kit { login, why }),
        (Some(Ok(_)), Some(Intent::SignIn)) => Form::SignIn(Start::Plain),
        (Some(Ok(_)), Some(Intent::Invitation)) => Form::Invitation,
        (Some(Ok(GateState::NotFounded)), None) => Form::SetUp,
        (Some(Ok(GateState::NobodyHere { .. })), None) => Form::SignIn(Start::Plain),
        (Some(Ok(GateState::Locked { login, .. })), None) => Form::Unlock(login),
    }
}

/// The page of the gate.
#[component]
fn Gate(keeper: GateKeeper) -> impl IntoView {
    let intent = RwSignal::new(None);
    let shown = Memo::new(move |_| form(keeper.state.get(), intent.get()));
    view! {
        <main class="gate">
            <Beside state=keeper.state/>
            <div class="gate-right">
                {move || match shown.get() {
                    Form::Looking => view! { <SignIn keeper intent start=Start::Looking/> }.into_any(),
                    Form::SignIn(start) => view! { <SignIn keeper intent start/> }.into_any(),
                    Form::Unlock(login) => view! { <Unlock keeper intent login/> }.into_any(),
                    Form::Invitation => view! { <Invitation keeper intent/> }.into_any(),
                    Form::SetUp => view! { <SetUp keeper intent/> }.into_any(),
                    Form::AnotherTab => view! { <AnotherTab keeper/> }.into_any(),
                    Form::Stuck(sentence) => view! { <Stuck keeper sentence/> }.into_any(),
                }}
            </div>
        </main>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_anything_is_known_only_the_neutral_form_is_shown() {
        assert!(form(None, None) == Form::Looking);
        assert!(form(None, Some(Intent::Invitation)) == Form::Looking);
    }

    #[test]
    fn another_tab_comes_before_every_intent() {
        assert!(form(Some(Err(Shut::AnotherTab)), Some(Intent::Invitation)) == Form::AnotherTab);
    }

    #[test]
    fn a_server_without_a_program_offers_the_first_set_up() {
        assert!(form(Some(Ok(GateState::NotFounded)), None) == Form::SetUp);
    }
}
