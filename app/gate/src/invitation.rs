//! "I have an invitation code": the code, the offer, the kit, and waiting for the administrator.

use leptos::prelude::*;
use ui::Glyph;

use crate::choose::Chosen;
use crate::enroll::Accept;
use crate::form_state::{Finish, FormState, GateForm, Way};
use crate::intent::Intent;
use crate::kit::SecretKeyPage;
use crate::typed::{Typed, TypedField};
use crate::waiting::Waiting;
use crate::{GateAnswer, GateKeeper, GateRequest, field};
use record::gate::{FieldProblem, OfferView, ReadInvitation, SecretKeyKit};

/// How far somebody has come.
#[derive(Clone)]
enum Stage {
    Code,
    Accept(String, OfferView),
    Kit(SecretKeyKit),
    Waiting,
}

/// The whole way from a code to the desk.
#[component]
pub(crate) fn Invitation(keeper: GateKeeper, intent: RwSignal<Option<Intent>>) -> impl IntoView {
    let stage = RwSignal::new(Stage::Code);
    // Kept while another code is typed in the place of one that has ended.
    let chosen = Chosen::new();
    let go = move |next| {
        let _left = stage.try_set(next);
    };
    move || match stage.get() {
        Stage::Code => {
            let on_offer = move |(code, offer)| go(Stage::Accept(code, offer));
            view! { <Code keeper intent on_offer/> }.into_any()
        }
        Stage::Accept(code, offer) => {
            let (on_kit, on_back) = (move |kit| go(Stage::Kit(kit)), move |()| go(Stage::Code));
            view! { <Accept keeper code offer chosen on_kit on_back/> }.into_any()
        }
        Stage::Kit(kit) => {
            let kept = move |()| {
                keeper.carry.run((GateRequest::Kept, Box::new(|_| {})));
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
    #[prop(into)] on_offer: Callback<(String, OfferView)>,
) -> impl IntoView {
    let form_state = FormState::new(keeper);
    let code = RwSignal::new(String::new());
    let submit = move |()| {
        let typed = code.get_untracked().trim().to_owned();
        if typed.is_empty() {
            return form_state
                .refuse(vec![FieldProblem::at(field::CODE, "Enter the code your administrator gave you. It begins with TLI.")]);
        }
        let request = GateRequest::ReadInvitation(ReadInvitation { code: typed.clone() });
        form_state.hand_over(request, move |answer| {
            if let GateAnswer::Offer(offer) = answer {
                let _left = on_offer.try_run((typed, offer));
            }
        });
    };
    view! {
        <GateForm title="Your invitation" form_state on_submit=submit>
            <TypedField name="code" label="Invitation code" kind=Typed::Paper value=code error=form_state.error(field::CODE)>
                "Your administrator gives it to you in person or by phone. It begins with TLI and works once."
            </TypedField>
            <Finish form_state word="Read the invitation" glyph=Glyph::Go doing="Asking the server for the invitation."/>
            <div class="other">
                <Way on_press=move |()| intent.set(None) words="Back"/>
            </div>
        </GateForm>
    }
}
