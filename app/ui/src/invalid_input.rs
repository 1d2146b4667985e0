//! A number, day or time that is typed half: the browser shows it, and gives its value as an empty text.

use leptos::{prelude::*, web_sys::HtmlInputElement};

/// Whether a field shows something that the browser gives as an empty value, and what to say about it. Cheap to copy.
#[derive(Clone, Copy)]
pub struct InvalidInput(RwSignal<Option<&'static str>>);

impl Default for InvalidInput {
    fn default() -> Self {
        Self::nothing()
    }
}

impl InvalidInput {
    /// Nothing is typed yet.
    pub fn nothing() -> Self {
        Self(RwSignal::new(None))
    }

    /// Looks at the field. Ask on input and on blur: half a day causes no input event.
    pub fn look(self, field: &HtmlInputElement) {
        let invalid = field.validity().bad_input().then(|| sentence(&field.type_()));
        if self.0.try_get_untracked().is_some_and(|before| before != invalid) {
            self.0.set(invalid);
        }
    }

    /// What to say about it, while it is there.
    pub fn message(self) -> Signal<Option<String>> {
        self.or(Signal::stored(None))
    }

    /// What is wrong with the field: that it is half typed, else what `other` says.
    pub fn or(self, other: Signal<Option<String>>) -> Signal<Option<String>> {
        Signal::derive(move || self.0.get().map(str::to_owned).or_else(|| other.get()))
    }

    /// What the field shows: `value`, but a half-typed text is never cleared by the empty value that the browser gives for it.
    pub fn kept(self, value: Signal<String>) -> Signal<String> {
        Memo::new(move |before: Option<&String>| {
            let now = value.get();
            match before {
                Some(before) if now.is_empty() && self.0.get_untracked().is_some() => before.clone(),
                Some(_) | None => now,
            }
        })
        .into()
    }
}

/// In the words of what the field asks for.
fn sentence(kind: &str) -> &'static str {
    match kind {
        "number" => "Enter a whole number. Not saved until you fix this.",
        "time" => "The time is not complete. Not saved until you fix this.",
        "datetime-local" => "The date and time are not complete. Not saved until you fix this.",
        _ => "The date is not complete. Not saved until you fix this.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_typed_input_is_reported_first_and_never_cleared() {
        Owner::new().with(|| {
            let (half, value, other) = (InvalidInput::nothing(), RwSignal::new("2".to_owned()), RwSignal::new(None::<String>));
            let (shown, told) = (half.kept(value.into()), half.or(other.into()));
            assert_eq!((shown.get(), told.get()), ("2".to_owned(), None));
            other.set(Some("Too small.".to_owned()));
            half.0.set(Some(sentence("number")));
            value.set(String::new());
            assert_eq!(shown.get(), "2", "an empty value written back would clear what is typed");
            assert!(told.get().is_some_and(|words| words.starts_with("Enter a whole number.")));
            half.0.set(None);
            value.set("23".to_owned());
            assert_eq!((shown.get(), told.get().as_deref()), ("23".to_owned(), Some("Too small.")));
        });
    }

    #[test]
    fn each_kind_of_field_has_its_own_sentence() {
        let all = ["number", "date", "time", "datetime-local"].map(sentence);
        assert!(all.iter().all(|words| words.contains("Not saved")));
        assert!(all.iter().enumerate().all(|(at, words)| all.iter().position(|other| other == words) == Some(at)));
    }
}
