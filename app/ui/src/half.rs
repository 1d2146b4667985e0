//! What a browser takes for nothing: a number or a day that is typed half.

use leptos::{prelude::*, web_sys::HtmlInputElement};

/// Whether something half typed stands in a field, and what to say of it. The field keeps it; whoever asks for its value is told
/// of nothing. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Half(RwSignal<Option<&'static str>>);

impl Half {
    /// Nothing is typed yet.
    pub fn nothing() -> Self {
        Self(RwSignal::new(None))
    }

    /// Looks at the field. Ask when it is typed into and when it is left: a half day tells nobody that it was typed into.
    pub fn look(self, field: &HtmlInputElement) {
        let half = field.validity().bad_input().then(|| sentence(&field.type_()));
        if self.0.get_untracked() != half {
            self.0.set(half);
        }
    }

    /// What is wrong with the field: that it is half typed, else what `other` says.
    pub fn or(self, other: Signal<Option<String>>) -> Signal<Option<String>> {
        Signal::derive(move || self.0.get().map(str::to_owned).or_else(|| other.get()))
    }

    /// What the field shows: what `value` says, but a half-typed text is never wiped by the nothing that it stands for.
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
        "number" => "This is not a whole number. Until it is, none is kept.",
        "time" => "The time is not complete. Until it is, none is kept.",
        "datetime-local" => "Day and time are not complete. Until they are, neither is kept.",
        _ => "The date is not complete. Until it is, none is kept.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_half_typed_is_told_before_anything_else_and_is_not_wiped() {
        Owner::new().with(|| {
            let (half, value, other) = (Half::nothing(), RwSignal::new("2".to_owned()), RwSignal::new(None::<String>));
            let (shown, told) = (half.kept(value.into()), half.or(other.into()));
            assert_eq!((shown.get(), told.get()), ("2".to_owned(), None));
            other.set(Some("Too small.".to_owned()));
            half.0.set(Some(sentence("number")));
            value.set(String::new());
            assert_eq!(shown.get(), "2", "written back, nothing would wipe what is typed");
            assert!(told.get().is_some_and(|words| words.starts_with("This is not a whole number.")));
            half.0.set(None);
            value.set("23".to_owned());
            assert_eq!((shown.get(), told.get().as_deref()), ("23".to_owned(), Some("Too small.")));
        });
    }

    #[test]
    fn each_kind_of_field_is_told_in_its_own_words() {
        let all = ["number", "date", "time", "datetime-local"].map(sentence);
        assert!(all.iter().all(|words| words.contains("kept")));
        assert!(all.iter().enumerate().all(|(at, words)| all.iter().position(|other| other == words) == Some(at)));
    }
}
