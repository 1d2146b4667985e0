//! "I have an invitation code": the code, the offer, the kit, and waiting for the administrator.

use leptos::prelude::*;
use ui::Glyph;

use crate::enroll::Accept;
use crate::intent::Intent;
use crate::kit::SecretKeyPage;
use crate::sheet::{Finish, GateForm, Sheet, Way};
use crate::typed::{Typed, TypedField};
use crate::waiting::Waiting;
use crate::{Errand, GateAnswer, GateField, GateKeeper, Kit, Offer, Trouble};

/// How far somebody has come.
#[derive(Clone)]
enum Stage {
    Code,
    Accept(String, Offer),
    Kit(Kit),
    Waiting,
}

/// The whole way from a code to the desk.
#[component]
pub(crate) fn Invitation(keeper: GateKeeper, intent: RwSignal<Option<Intent>>) -> impl IntoView {
    let stage = RwSignal::new(Stage::Code);
    let go = move |next| {
        let _left = stage.try_set(next);
    };
    move || match stage.get() {
        Stage::Code => {
            let on_offer = move |(code, offer)| go(Stage::Accept(code, offer));
            view! { <Code keeper intent on_offer/> }.into_any()
        }
        Stage::Accept(code, offer) => view! { <Accept keeper code offer on_kit=move |kit| go(Stage::Kit(kit))/> }.into_any(),
        Stage::Kit(kit) => {
            let kept = move |()| {
                keeper.carry.run((Errand::Kept, Box::new(|_| {})));
                go(Stage::Waiting);
            };
            view! { <SecretKeyPage keeper kit on_done=kept/> }.into_any()
        }
        Stage::Waiting => view! { <Waiting keeper/> }.into_any(),
    }
}

/// The code itself.
#[component]
fn Code(
    keeper: GateKeeper,
    intent: RwSignal<Option<Intent>>,
    #[prop(into)] on_offer: Callback<(String, Offer)>,
) -> impl IntoView {
    let sheet = Sheet::new(keeper);
    let code = RwSignal::new(String::new());
    let submit = move |()| {
        let typed = code.get_untracked().trim().to_owned();
        if typed.is_empty() {
            return sheet
                .refuse(vec![Trouble::at(GateField::Code, "Enter the code your administrator gave you. It begins with TLI.")]);
        }
        let errand = Errand::ReadInvitation { code: typed.clone() };
        sheet.hand_over(errand, move |answer| {
            if let GateAnswer::Offer(offer) = answer {
                let _left = on_offer.try_run((typed, offer));
            }
        });
    };
    view! {
        <GateForm title="Your invitation" sheet on_submit=submit>
            <TypedField name="code" label="Invitation code" kind=Typed::Paper value=code error=sheet.error(GateField::Code)>
                "Your administrator gives it to you in person or by phone. It begins with TLI and works once."
            </TypedField>
            <Finish sheet word="Read the invitation" glyph=Glyph::Go doing="Asking the server for the invitation."/>
            <div class="other">
                <Way on_press=move |()| intent.set(None) words="Back"/>
            </div>
        </GateForm>
    }
}
