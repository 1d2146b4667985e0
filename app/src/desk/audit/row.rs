//! One row of the audit log.

use super::{Names, action};
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
    let AuditRow { seq, at, actor, action, object, subject, previous: _, digest: _ } = row;
    let who = move || match actor {
        None => "not signed in".to_owned(),
        Some(user) => name(&names.get(), user),
    };
    let what = match action::words(&action) {
        Some(action::Words { word, meaning }) => view! { {word}<small class="soft">{meaning}</small> }.into_any(),
        None => action.replace(['_', '.'], " ").into_any(),
    };
    let about = move || about(&names.get(), object.as_deref(), subject);
    view! {
        <tr>
            <th scope="row" class="figures">{seq}</th>
            <td class="figures">{clock::full_moment(at)}</td>
            <td>{who}</td>
            <td>{what}</td>
            <td data-words="">{about}</td>
        </tr>
    }
}

fn name(names: &Names, user: UserId) -> String {
    names.get(&user).cloned().unwrap_or_else(|| short(&user.to_string()))
}

/// Whom it concerned, then in which record. A person by name where the directory knows them; a record by the beginning of
/// its id, which says nothing about whose it is.
fn about(names: &Names, object: Option<&str>, subject: Option<UserId>) -> String {
    let object = object.map(|object| object.parse().map_or_else(|_| short(object), |user| name(names, user)));
    let said: Vec<_> = subject.map(|user| name(names, user)).into_iter().chain(object).collect();
    said.join(", ")
}

fn short(id: &str) -> String {
    id.chars().take(8).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_whom_it_concerned_and_in_which_record() {
        let (ada, gone) = (UserId::from_u128(7), UserId::from_u128(0xabcd_ef01 << 96));
        let names = Names::from([(ada, "Ada".to_owned())]);
        let record = "12345678-0000-0000-0000-000000000000";
        assert_eq!(about(&names, Some(record), Some(ada)), "Ada, 12345678");
        assert_eq!(about(&names, Some(record), Some(gone)), "abcdef01, 12345678");
        assert_eq!(about(&names, Some(record), None), "12345678");
        assert_eq!(about(&names, Some(&ada.to_string()), None), "Ada");
        assert_eq!(about(&names, None, None), "");
    }
}
