//! Invitations under way.

use super::Doings;
use crate::desk::clock;
use crate::desk::role_labels::role_word;
use keeper::protocol::{InvitationRow, InvitationState, WithdrawInvitation};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Mark, StateMark};

/// Those that still need something, and those that ended lately. Draws nothing without any.
#[component]
pub(super) fn UnderWay(
    /// The invitations.
    rows: Vec<InvitationRow>,
    /// What can be done.
    doings: Doings,
) -> impl IntoView {
    let open: Vec<InvitationRow> =
        rows.into_iter().filter(|row| !matches!(row.state, InvitationState::Active | InvitationState::Ended)).collect();
    (!open.is_empty()).then(|| {
        let count = open.len();
        let lines = open.into_iter().map(|row| view! { <Line row doings/> }).collect_view();
        view! {
            <h2 id="under-way" class="over">"Pending invitations "<span class="quiet">{count}</span></h2>
            <ul class="people" aria-labelledby="under-way">{lines}</ul>
        }
    })
}

#[component]
fn Line(
    /// The invitation.
    row: InvitationRow,
    /// What can be done.
    doings: Doings,
) -> impl IntoView {
    let (mark, word) = words(&row);
    let (key, name) = (row.key, row.name.clone());
    let confirm = matches!(row.state, InvitationState::Waiting).then(|| {
        let (name, shown) = (name.clone(), row.clone());
        view! {
            <Button kind=ButtonKind::First busy=doings.confirm.busy on_press=move |()| doings.confirming.ask(shown.clone())>
                "Confirm"<span class="hidden-visually">" "{name}</span>
            </Button>
        }
    });
    view! {
        <li>
            <div><b>{row.name}</b><small>{role_word(row.role)}</small></div>
            <StateMark is=mark word/>
            {confirm}
            <Button busy=doings.withdraw.busy on_press=move |()| doings.withdraw.run(WithdrawInvitation { key })>
                "Withdraw"<span class="hidden-visually">" the invitation of "{name}</span>
            </Button>
        </li>
    }
}

fn words(row: &InvitationRow) -> (Mark, String) {
    match row.state {
        InvitationState::Open => (Mark::Waiting, format!("Not used yet, expires {}", clock::moment(row.expires))),
        InvitationState::Waiting => (Mark::Owed, "Ready for you to confirm".to_owned()),
        InvitationState::NotGenuine => (Mark::Danger, "Not what an administrator offered: withdraw and invite again".to_owned()),
        InvitationState::Active => (Mark::Ok, "Confirmed".to_owned()),
        InvitationState::Ended => (Mark::Struck, "Ended".to_owned()),
    }
}
