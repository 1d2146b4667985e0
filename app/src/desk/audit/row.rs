//! One row of the audit log.

use super::Names;
use crate::desk::clock;
use leptos::prelude::*;
use record::{UserId, wire::AuditRow};

/// A row.
#[component]
pub(super) fn Row(
    /// What the server logged.
    row: AuditRow,
    /// Who is who.
    names: Signal<Names>,
) -> impl IntoView {
    let AuditRow { seq, at, actor, action, object, previous: _, digest: _ } = row;
    let who = move || match actor {
        None => "nobody signed in".to_owned(),
        Some(user) => name(&names.get(), user),
    };
    let about = move || object.as_deref().map(|object| about(&names.get(), object));
    view! {
        <tr>
            <th scope="row" class="figures">{seq}</th>
            <td class="figures">{clock::full_moment(at)}</td>
            <td>{who}</td>
            <td>{words(&action)}</td>
            <td data-words="">{about}</td>
        </tr>
    }
}

fn name(names: &Names, user: UserId) -> String {
    names.get(&user).cloned().unwrap_or_else(|| short(&user.to_string()))
}

/// A person by name where the directory knows them; a record by the beginning of its id, which says nothing about whose it is.
fn about(names: &Names, object: &str) -> String {
    object.parse::<UserId>().ok().and_then(|user| names.get(&user).cloned()).unwrap_or_else(|| short(object))
}

fn short(id: &str) -> String {
    id.chars().take(8).collect()
}

/// `sign_in_refused` as `sign in refused`.
fn words(action: &str) -> String {
    action.replace(['_', '.'], " ")
}
