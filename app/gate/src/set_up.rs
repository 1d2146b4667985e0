//! The first set-up of a program: its name, its first administrator, and two kits to print.

use leptos::prelude::*;
use record::is_blank;
use ui::Glyph;

use crate::choose::{Choose, Chosen};
use crate::form_state::{Finish, FormState, GateForm, Way};
use crate::intent::Intent;
use crate::kit::{CustodianPage, SecretKeyPage};
use crate::remembered::{Remembered, forget};
use crate::steps::Steps;
use crate::typed::{Typed, TypedField};
use crate::{GateAnswer, GateKeeper, GateRequest, field};
use record::gate::{FieldProblem, FoundProgram, FoundedKits};

/// How far the set-up is.
#[derive(Clone)]
enum Stage {
    Names,
    Custodian(FoundedKits),
    Kit(FoundedKits),
    Done,
}

/// The whole way from nothing to the desk.
#[component]
pub(crate) fn SetUp(keeper: GateKeeper, intent: RwSignal<Option<Intent>>) -> impl IntoView {
    let stage = RwSignal::new(Stage::Names);
    let go = move |next| {
        let _left = stage.try_set(next);
    };
    let open = move || {
        go(Stage::Done);
        keeper.carry.run((GateRequest::Kept, Box::new(|_| {})));
    };
    move || match stage.get() {
        Stage::Names => view! { <Names keeper intent on_founded=move |founded| go(Stage::Custodian(founded))/> }.into_any(),
        Stage::Custodian(founded) => {
            let FoundedKits { kit, custodian_identity: identity, custodian_recipient: recipient, root } = founded.clone();
            let on_done = move |()| go(Stage::Kit(founded.clone()));
            view! { <CustodianPage keeper program=kit.program identity recipient root on_done/> }.into_any()
        }
        Stage::Kit(founded) => view! { <SecretKeyPage keeper kit=founded.kit step=2 on_done=move |()| open()/> }.into_any(),
        Stage::Done => view! { <p class="gate-form" role="status">"Opening your desk."</p> }.into_any(),
    }
}

/// What is typed once.
#[derive(Clone, Copy)]
struct Entered {
    program: RwSignal<String>,
    name: RwSignal<String>,
    credential: RwSignal<String>,
}

impl Entered {
    fn troubles(self) -> Vec<FieldProblem> {
        let empty = |signal: RwSignal<String>| signal.with_untracked(|text| is_blank(text));
        let program = empty(self.program).then(|| FieldProblem::at(field::PROGRAM, "Enter the program’s name."));
        let name = empty(self.name).then(|| FieldProblem::at(field::NAME, "Enter your name as colleagues should see it."));
        program.into_iter().chain(name).collect()
    }
}

/// Names and passphrase.
#[component]
fn Names(keeper: GateKeeper, intent: RwSignal<Option<Intent>>, #[prop(into)] on_founded: Callback<FoundedKits>) -> impl IntoView {
    let form_state = FormState::new(keeper);
    let chosen = Chosen { login: Remembered::Login.typed(), ..Chosen::new() };
    let typed = Entered {
        program: Remembered::Program.typed(),
        name: Remembered::Name.typed(),
        credential: Remembered::Credential.typed(),
    };
    let submit = move |()| {
        let mut troubles = typed.troubles();
        troubles.extend(chosen.troubles());
        if !troubles.is_empty() {
            return form_state.refuse(troubles);
        }
        let trimmed = |signal: RwSignal<String>| signal.get_untracked().trim().to_owned();
        let request = GateRequest::Found(FoundProgram {
            program: trimmed(typed.program),
            name: trimmed(typed.name),
            credential: trimmed(typed.credential),
            login: trimmed(chosen.login),
            passphrase: chosen.passphrase.get_untracked(),
        });
        chosen.forget();
        form_state.hand_over(request, move |answer| {
            if let GateAnswer::Founded(founded) = answer {
                forget();
                let _left = on_founded.try_run(founded);
            }
        });
    };
    view! {
        <GateForm title="Set up a program" form_state on_submit=submit>
            <Steps at=0/>
            <p>"This server has no program yet. Whoever sets it up becomes its first administrator."</p>
            <NameFields typed form_state/>
            <Choose chosen form_state/>
            <Finish form_state word="Set up" glyph=Glyph::Program doing="Making the program’s keys on this device. This takes a moment."/>
            <div class="other">
                <Way on_press=move |()| intent.set(Some(Intent::SignIn)) words="I already have an account"/>
            </div>
        </GateForm>
    }
}

/// Who and where.
#[component]
fn NameFields(typed: Entered, form_state: FormState) -> impl IntoView {
    let Entered { program, name, credential } = typed;
    view! {
        <TypedField name="program" label="Program" kind=Typed::Title value=program error=form_state.error(field::PROGRAM)>
            "As it should appear on kits and printed notes."
        </TypedField>
        <TypedField name="name" label="Your name" kind=Typed::Name value=name error=form_state.error(field::NAME)/>
        <TypedField name="credential" label="Credential, if you have one" kind=Typed::Extra value=credential
            error=form_state.error(field::CREDENTIAL)>
            "For example LCSW or CADC. It appears next to your signature."
        </TypedField>
    }
}
