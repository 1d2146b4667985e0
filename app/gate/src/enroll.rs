//! The offer behind a code, and choosing a name and a passphrase to accept it with.

use leptos::prelude::*;
use record::Role;
use ui::Glyph;

use crate::choose::{Choose, Chosen};
use crate::sheet::{Finish, Focus, GateForm, Sheet};
use crate::{Errand, GateAnswer, GateKeeper, Kit, Offer};

/// Shows the offer and makes the keys.
#[component]
pub(crate) fn Accept(keeper: GateKeeper, code: String, offer: Offer, #[prop(into)] on_kit: Callback<Kit>) -> impl IntoView {
    let sheet = Sheet::new(keeper);
    let chosen = Chosen::new();
    let submit = move |()| {
        let troubles = chosen.troubles();
        if !troubles.is_empty() {
            return sheet.refuse(troubles);
        }
        let errand = Errand::Enroll {
            code: code.clone(),
            login: chosen.login.get_untracked().trim().to_owned(),
            passphrase: chosen.passphrase.get_untracked(),
        };
        chosen.forget();
        sheet.hand_over(errand, move |answer| {
            if let GateAnswer::Kit(kit) = answer {
                let _left = on_kit.try_run(kit);
            }
        });
    };
    view! {
        <GateForm title=format!("Welcome to {}", offer.program) sheet focus=Focus::Heading on_submit=submit>
            <OfferView offer/>
            <Choose chosen sheet/>
            <Finish sheet word="Make my keys" glyph=Glyph::Key doing="Making your keys on this device. This takes a moment."/>
        </GateForm>
    }
}

/// What is offered.
#[component]
fn OfferView(offer: Offer) -> impl IntoView {
    let name = if offer.credential.is_empty() { offer.name } else { format!("{}, {}", offer.name, offer.credential) };
    let role = if offer.trainee { format!("{}, in training", role_word(offer.role)) } else { role_word(offer.role).to_owned() };
    view! {
        <dl class="pairs">
            <div><dt>"Name colleagues will see"</dt><dd>{name}</dd></div>
            <div><dt>"Role"</dt><dd>{role}</dd></div>
            <div><dt>"Can be used until"</dt><dd>{offer.expires}</dd></div>
        </dl>
        <p class="soft">"Is something wrong? Ask your administrator for a new invitation."</p>
    }
}

/// The role as it is shown.
pub(crate) const fn role_word(role: Role) -> &'static str {
    match role {
        Role::Administrator => "Administrator",
        Role::Supervisor => "Supervisor",
        Role::Counselor => "Counselor",
        Role::Prescriber => "Prescriber",
        Role::Nurse => "Nurse",
        Role::Auditor => "Auditor",
    }
}
