//! The next version while it is typed.

use clinical::Settings;
use keeper::protocol::Problem;
use leptos::prelude::*;

/// Cheap to copy; nothing typed is lost when saving fails.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    settings: RwSignal<Settings>,
    problem: RwSignal<Option<Problem>>,
}

impl Typed {
    pub(super) fn new(settings: Settings, problem: RwSignal<Option<Problem>>) -> Self {
        Self { settings: RwSignal::new(settings), problem }
    }

    /// As it stands.
    pub(super) fn settings(self) -> Settings {
        self.settings.get_untracked()
    }

    /// Changes it; nothing where the form is gone, as when something is taken back later.
    pub(super) fn edit(self, change: impl FnOnce(&mut Settings)) {
        let _gone = self.settings.try_update(change);
    }

    pub(super) fn part<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        get: impl Fn(&Settings) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        Memo::new(move |_| self.settings.with(&get)).into()
    }

    /// What is wrong with a field.
    pub(super) fn wrong(self, field: String) -> Signal<Option<String>> {
        let told = move || self.problem.with(|problem| problem.as_ref().and_then(|problem| crate::sentence_for(problem, &field)));
        Signal::derive(told)
    }
}

/// A number as it stands in its field: nothing while nothing that counts is typed.
pub(super) fn number_text(number: u16) -> String {
    if number == 0 { String::new() } else { number.to_string() }
}

/// A number as it is typed; what is none is 0, which every check refuses.
pub(super) fn number_of(text: &str) -> u16 {
    text.trim().parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_is_refused_later_and_stays_empty() {
        assert_eq!([number_of(" 21 "), number_of("-1"), number_of("99999"), number_of("")], [21, 0, 0, 0]);
        assert_eq!([number_text(21), number_text(0)], ["21", ""]);
    }
}
