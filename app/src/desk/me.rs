//! Who is at the desk and what is owed there, asked once for the rail and for Today; how people are named.

use crate::desk::ask::{Asked, use_asked};
use keeper::protocol::{LoadToday, Me, TodayView};
use leptos::prelude::*;
use record::Role;

#[derive(Clone)]
struct Mine {
    me: Me,
    today: Asked<TodayView>,
}

/// Asks, and puts it in context. An administrator opens no chart and is owed nothing; the keeper says so.
pub(crate) fn provide_mine(me: Me) {
    let today = use_asked(|| LoadToday {});
    provide_context(Mine { me, today });
}

/// What is owed to me; `None` outside of the frame.
pub(crate) fn use_mine() -> Option<Asked<TodayView>> {
    use_context::<Mine>().map(|mine| mine.today)
}

/// My role; without a frame, the one that may least.
pub(crate) fn role() -> Role {
    use_context::<Mine>().map_or(Role::Auditor, |mine| mine.me.role)
}

/// My user id, to tell my own rows.
pub(crate) fn my_id() -> Option<record::UserId> {
    use_context::<Mine>().map(|mine| mine.me.user)
}

/// `Ines Quill, CADC`.
pub(crate) fn name_line(name: &str, credential: &str) -> String {
    if credential.is_empty() { name.to_owned() } else { format!("{name}, {credential}") }
}

/// `IQ`.
pub(crate) fn initials(name: &str) -> String {
    let mut letters = name.split_whitespace().filter_map(|word| word.chars().next());
    let (first, last) = (letters.next(), letters.next_back());
    first.into_iter().chain(last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_first_and_the_last_name() {
        assert_eq!((initials("Ines Maria Quill"), initials("Ines")), ("IQ".to_owned(), "I".to_owned()));
    }
}
