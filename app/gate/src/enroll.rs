//! The offer behind a code, and choosing a name and a passphrase to accept it with.

use js_sys::{Array, Date, Intl, Object, Reflect};
use leptos::prelude::*;
use record::{Role, Time};
use ui::Glyph;

use crate::choose::{Choose, Chosen};
use crate::form_state::{Finish, Focus, FormState, GateForm, Way};
use crate::{GateAnswer, GateKeeper, GateRequest, field};
use record::gate::{self, EnrollHere, FieldProblem, SecretKeyKit};

/// Shows the offer and makes the keys.
#[component]
pub(crate) fn Accept(
    keeper: GateKeeper,
    code: String,
    offer: gate::OfferView,
    chosen: Chosen,
    #[prop(into)] on_kit: Callback<SecretKeyKit>,
    #[prop(into)] on_back: Callback<()>,
) -> impl IntoView {
    let form_state = FormState::new(keeper);
    let submit = move |()| {
        let troubles = chosen.troubles();
        if !troubles.is_empty() {
            return form_state.refuse(troubles);
        }
        let request = GateRequest::Enroll(EnrollHere {
            code: code.clone(),
            login: chosen.login.get_untracked().trim().to_owned(),
            passphrase: chosen.passphrase.get_untracked(),
        });
        let made = move |answer| {
            if let GateAnswer::Kit(kit) = answer {
                chosen.forget();
                let _left = on_kit.try_run(kit);
            }
        };
        // What was typed stays: it is needed again with another code.
        form_state.hand_over_or(request, made, move |troubles| form_state.refuse(said_here(troubles)));
    };
    view! {
        <GateForm title=format!("Welcome to {}", offer.program) form_state focus=Focus::Heading on_submit=submit>
            <OfferView offer/>
            <Choose chosen form_state/>
            <Finish form_state word="Make my keys" glyph=Glyph::Key doing="Making your keys on this device. This takes a moment."/>
            <div class="other">
                <Way on_press=on_back words="Use another code"/>
            </div>
        </GateForm>
    }
}

/// The code was typed on the page before: that it has ended is said here for the form as a whole.
fn said_here(troubles: Vec<FieldProblem>) -> Vec<FieldProblem> {
    let here = |trouble: FieldProblem| if trouble.is_at(field::CODE) { FieldProblem::at("", trouble.sentence) } else { trouble };
    troubles.into_iter().map(here).collect()
}

/// What is offered.
#[component]
fn OfferView(offer: gate::OfferView) -> impl IntoView {
    let name = if offer.credential.is_empty() { offer.name } else { format!("{}, {}", offer.name, offer.credential) };
    let role = if offer.trainee { format!("{}, in training", role_word(offer.role)) } else { role_word(offer.role).to_owned() };
    view! {
        <dl class="pairs">
            <div><dt>"Name colleagues will see"</dt><dd>{name}</dd></div>
            <div><dt>"Role"</dt><dd>{role}</dd></div>
            <div><dt>"Valid until"</dt><dd>{local_words(offer.expires)}</dd></div>
        </dl>
        <p class="soft">"If something is wrong, ask your administrator for a new invitation."</p>
    }
}

/// `Tue, Nov 24, 9:05 AM`, as this browser shows days and times to its reader.
fn local_words(at: Time) -> String {
    let options = Object::new();
    for (name, value) in
        [("weekday", "short"), ("month", "short"), ("day", "numeric"), ("hour", "numeric"), ("minute", "2-digit")]
    {
        let _set = Reflect::set(&options, &name.into(), &value.into());
    }
    #[expect(clippy::cast_precision_loss, reason = "JavaScript's own clock is a double")]
    let at = Date::new(&(at.0 as f64).into());
    let said = Intl::DateTimeFormat::new(&Array::new(), &options).format().call1(&options, &at);
    said.ok().and_then(|said| said.as_string()).unwrap_or_default()
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
        let ended = vec![FieldProblem::at(field::CODE, "This invitation has ended."), FieldProblem::at(field::LOGIN, "Taken.")];
        let shown: Vec<_> = said_here(ended).into_iter().map(|trouble| trouble.field).collect();
        assert_eq!(shown, ["", field::LOGIN]);
    }
}
