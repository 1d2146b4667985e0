//! One member of a team.

use super::Doings;
use crate::desk::{
    me::{initials, my_id, name_line},
    role_labels::role_word,
};
use keeper::protocol::MemberRow;
use leptos::prelude::*;
use ui::{Button, ButtonKind};

/// A line.
#[component]
pub(super) fn Member(
    member: MemberRow,
    /// Whether they may be taken out by whoever looks.
    may_remove: bool,
    /// What can be done.
    doings: Doings,
) -> impl IntoView {
    let mine = my_id() == Some(member.user);
    let role = role_word(member.role);
    let what = if mine { format!("{role} · you") } else { role.to_owned() };
    let what = if member.ended { format!("{what} · access ended") } else { what };
    let (name, letters) = (name_line(&member.name, &member.credential), initials(&member.name));
    let spoken = member.name.clone();
    let remove = may_remove.then(|| {
        view! {
            <Button kind=ButtonKind::Quiet on_press=move |()| doings.ask_about(member.clone())>
                {if mine { "Leave care team" } else { "Remove from care team" }}<span class="hidden-visually">" "{spoken}</span>
            </Button>
        }
    });
    view! {
        <li>
            <span class="mono" aria-hidden="true">{letters}</span>
            <div><b>{name}</b><small>{what}</small></div>
            {remove}
        </li>
    }
}
