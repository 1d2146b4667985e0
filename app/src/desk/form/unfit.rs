//! What fields show that cannot be saved: a number too large, half a day.

use keeper::protocol::FieldProblem;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// A field, and what to say about what it shows; `None` while it can be saved.
#[derive(Clone)]
struct Watched {
    number: u32,
    field: String,
    message: Signal<Option<String>>,
}

/// The fields of one form. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Unfit {
    watched: RwSignal<Vec<Watched>>,
    next: StoredValue<u32>,
    /// Text that stands for no value, by field: a list that is drawn anew after a move must not lose it.
    texts: StoredValue<BTreeMap<String, String>>,
}

impl Unfit {
    pub(super) fn new() -> Self {
        Self { watched: RwSignal::new(Vec::new()), next: StoredValue::new(0), texts: StoredValue::new(BTreeMap::new()) }
    }

    /// Watches a field as long as it is on the page. Two fields may have one name for a moment, while a list is drawn anew.
    pub(super) fn watch(self, field: String, message: Signal<Option<String>>) {
        let number = self.next.get_value();
        self.next.set_value(number.wrapping_add(1));
        self.watched.update(|all| all.push(Watched { number, field, message }));
        on_cleanup(move || {
            let _gone = self.watched.try_update(|all| all.retain(|one| one.number != number));
        });
    }

    /// The fields that show something that cannot be saved.
    pub(super) fn fields(self) -> Vec<String> {
        self.watched.with(|all| all.iter().filter(|one| one.message.with(Option::is_some)).map(|one| one.field.clone()).collect())
    }

    /// Every such field, with what to say.
    pub(super) fn all(self) -> Vec<FieldProblem> {
        let told =
            |one: &Watched| one.message.get_untracked().map(|sentence| FieldProblem { field: one.field.clone(), sentence });
        self.watched.with_untracked(|all| all.iter().filter_map(told).collect())
    }

    /// The text that a field showed before it was drawn anew.
    pub(super) fn text(self, field: &str) -> Option<String> {
        self.texts.with_value(|texts| texts.get(field).cloned())
    }

    /// Remembers what a field shows that stands for no value; `None` once it does.
    pub(super) fn set_text(self, field: &str, text: Option<String>) {
        self.texts.update_value(|texts| {
            match text {
                Some(text) => texts.insert(field.to_owned(), text),
                None => texts.remove(field),
            };
        });
    }

    /// The entries of a list have new numbers, from 1: what is remembered of one goes with it, or is forgotten with it.
    pub(super) fn renumber(self, of: &str, to: impl Fn(usize) -> Option<usize>) {
        self.texts.update_value(|texts| *texts = renumbered(std::mem::take(texts), of, to));
    }
}

fn renumbered(texts: BTreeMap<String, String>, of: &str, to: impl Fn(usize) -> Option<usize>) -> BTreeMap<String, String> {
    let moved = |(field, text): (String, String)| {
        let rest = field.strip_prefix(of).and_then(|rest| rest.strip_prefix('-'));
        let numbered = rest.and_then(|rest| rest.split_once('-'));
        match numbered.and_then(|(number, name)| Some((number.parse().ok()?, name))) {
            Some((number, name)) => to(number).map(|number| (format!("{of}-{number}-{name}"), text)),
            None => Some((field, text)),
        }
    };
    texts.into_iter().filter_map(moved).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(all: &[(&str, &str)]) -> BTreeMap<String, String> {
        all.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn what_does_not_fit_moves_with_its_entry_and_goes_with_it() {
        let before = texts(&[("substance-1-days", "300"), ("substance-2-days", "-5"), ("plan-weekly-hours", "999")]);
        let swapped = renumbered(before.clone(), "substance", |number| Some(if number == 1 { 2 } else { 1 }));
        assert_eq!(swapped, texts(&[("substance-2-days", "300"), ("substance-1-days", "-5"), ("plan-weekly-hours", "999")]));
        let out = renumbered(before, "substance", |number| (number > 1).then(|| number - 1));
        assert_eq!(out, texts(&[("substance-1-days", "-5"), ("plan-weekly-hours", "999")]));
    }

    #[test]
    fn a_field_that_is_drawn_anew_under_its_name_is_still_watched() {
        let page = Owner::new();
        page.set();
        let unfit = Unfit::new();
        let (first, second) = (page.child(), page.child());
        let watch = |of: &Owner| of.with(|| unfit.watch("days".to_owned(), Signal::stored(Some("Too large.".to_owned()))));
        watch(&first);
        watch(&second);
        first.cleanup();
        assert_eq!((unfit.fields().len(), unfit.all().len()), (1, 1));
        second.cleanup();
        assert_eq!(unfit.fields().len(), 0);
    }
}
