//! People of the program: who is in it, who is on the way, inviting and letting go.

mod code;
mod confirm;
mod invite;
mod person;
mod under_way;

use crate::desk::{
    ask::{Act, Asked, use_act, use_asked},
    me::name_line,
    page::{Heading, when_ready},
    pages,
    role_labels::role_word,
};
use confirm::{ConfirmDialog, Confirming};
use invite::InviteDialog;
use keeper::protocol::{ConfirmEnrollment, LoadPeople, PeopleView, RevokePerson, WithdrawInvitation};
use leptos::{leptos_dom::helpers::set_interval_with_handle, prelude::*};
use person::{Leaving, LetGo, PersonLine};
use std::time::Duration;
use ui::{Banner, Button, ButtonKind, Glyph, Mark, StateMark, Tone, use_notices};
use under_way::UnderWay;

/// How often the page looks for enrollments that wait.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// What an administrator can do with people; each answers with everyone again.
#[derive(Clone, Copy)]
struct Doings {
    confirm: Act<ConfirmEnrollment>,
    confirming: Confirming,
    withdraw: Act<WithdrawInvitation>,
    leaving: Leaving,
}

/// People.
#[component]
pub(crate) fn PeoplePage() -> impl IntoView {
    let asked = use_asked(|| LoadPeople {});
    watch(asked);
    let (inviting, notices) = (RwSignal::new(false), use_notices());
    let (confirming, leaving) = (Confirming::nobody(), Leaving::nobody());
    let confirm = use_act::<ConfirmEnrollment>(move |_| {
        confirming.close();
        notices.say("Confirmed. They can sign in now.");
    });
    let withdraw = use_act::<WithdrawInvitation>(move |_| notices.say("Invitation withdrawn."));
    let revoke = use_act::<RevokePerson>(move |_| {
        leaving.close();
        notices.say("Access ended. They can no longer sign in or join a care team.");
    });
    let doings = Doings { confirm, confirming, withdraw, leaving };
    let wrong = move || withdraw.wrong_beside(&[]).get().map(|words| view! { <Banner tone=Tone::Danger words/> });
    let directory = move || asked.pick(|people| Some(directory(people)));
    view! {
        <header class="pagehead">
            <div><Heading title="People"/>{move || directory().map(|word| view! { <p class="soft"><StateMark is=Mark::Ok word/></p> })}</div>
            <div class="cluster">
                <a class="go-link" href=pages::codes(None)>"Compare codes"</a>
                <Button kind=ButtonKind::First glyph=Glyph::Add on_press=move |()| inviting.set(true)>"Invite someone"</Button>
            </div>
        </header>
        {wrong}
        {when_ready(asked, move |people| view! { <Everyone people doings/> }.into_any())}
        <InviteDialog open=inviting/>
        <ConfirmDialog confirming act=confirm/>
        <LetGo leaving revoke/>
    }
}

/// Looks again while the page is open: nobody tells an administrator that a new device has made its keys.
fn watch(asked: Asked<PeopleView>) {
    if let Ok(timer) = set_interval_with_handle(move || asked.again(), LOOK_AGAIN) {
        on_cleanup(move || timer.clear());
    }
}

/// `7 entries, all verified on this device`.
fn directory(people: &PeopleView) -> String {
    let entries = if people.directory == 1 { "entry" } else { "entries" };
    format!("Directory: {} {entries}, all verified on this device", people.directory)
}

#[component]
fn Everyone(
    /// As the keeper says.
    people: PeopleView,
    /// What can be done.
    doings: Doings,
) -> impl IntoView {
    let PeopleView { people, former, invitations, directory: _, online } = people;
    let count = people.len();
    let former = (!former.is_empty()).then(|| {
        let lines = former
            .iter()
            .map(|person| view! { <li>{name_line(&person.name, &person.credential)}", "{role_word(person.role)}</li> });
        view! {
            <h2 id="former" class="over">"Former members "<span class="quiet">{former.len()}</span></h2>
            <ul aria-labelledby="former">{lines.collect_view()}</ul>
        }
    });
    let lines = people.into_iter().map(|person| view! { <PersonLine person leaving=doings.leaving/> }).collect_view();
    let offline = (!online).then(|| {
        view! { <Banner tone=Tone::Owed words="The server does not answer. Pending invitations appear when it does."/> }
    });
    view! {
        {offline}
        <UnderWay rows=invitations doings/>
        <h2 id="in-program" class="over">"In the program "<span class="quiet">{count}</span></h2>
        <ul class="people" aria-labelledby="in-program">{lines}</ul>
        {former}
    }
}
