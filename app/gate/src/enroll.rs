//! The offer behind a code, and choosing a name and a passphrase to accept it with.

use leptos::prelude::*;
use record::Role;
use ui::Glyph;

use crate::choose::{Choose, Chosen};
use crate::sheet::{Finish, Focus, GateForm, Sheet};
use crate::{Errand, GateAnswer, GateField, GateKeeper, Kit, Offer, Trouble};

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
        let made = move |answer| {
            if let GateAnswer::Kit(kit) = answer {
                chosen.forget();
                let _left = on_kit.try_run(kit);
            }
        };
        // What was typed stays: it is needed again with another code.
        sheet.hand_over_or(errand, made, move |troubles| sheet.refuse(said_here(troubles)));
    };
    view! {
        <GateForm title=format!("Welcome to {}", offer.program) sheet focus=Focus::Heading on_submit=submit>
            <OfferView offer/>
            <Choose chosen sheet/>
            <Finish sheet word="Make my keys" glyph=Glyph::Key doing="Making your keys on this device. This takes a moment."/>
        </GateForm>
    }
}

/// The code was typed on the page before: that it has ended is said here for the form as a whole.
fn said_here(troubles: Vec<Trouble>) -> Vec<Trouble> {
    let here = |trouble: Trouble| Trouble { field: trouble.field.filter(|field| *field != GateField::Code), ..trouble };
    troubles.into_iter().map(here).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_that_ends_while_its_form_is_open_says_so_on_the_form() {
        let ended = vec![Trouble::at(GateField::Code, "This invitation has ended."), Trouble::at(GateField::Login, "Taken.")];
        let shown: Vec<_> = said_here(ended).into_iter().map(|trouble| trouble.field).collect();
        assert!(shown == [None, Some(GateField::Login)]);
    }
}
