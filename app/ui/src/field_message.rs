//! What is written under a field: its hint, its error, a suggestion; and how the field points to them.

use leptos::{oco::Oco, prelude::*};

/// What is under a field now.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Under {
    pub(crate) hint: bool,
    pub(crate) error: bool,
    pub(crate) remark: bool,
}

/// The value of `aria-describedby` of the field called `name`: what is wrong before what helps.
pub(crate) fn describe(name: &str, under: Under) -> Option<String> {
    let parts = [(under.error, "error"), (under.remark, "remark"), (under.hint, "hint")];
    let ids: Vec<String> = parts.into_iter().filter(|(there, _)| *there).map(|(_, part)| format!("{name}-{part}")).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// What is said of an empty field by whoever does not know its label. The field says which it is instead.
pub const FILL_IN: &str = "Please fill this in.";

/// The same words, with the field's label in the place of "this": of an error that it has to be there, of a suggestion that it is not.
fn named(label: &str, words: &str, required: bool) -> String {
    let label = label.trim();
    let own = match (required, label.ends_with('?')) {
        (true, false) => format!("{label} is required."),
        (true, true) => format!("“{label}” has no answer yet."),
        (false, _) => "Not filled in.".to_owned(),
    };
    words.replacen(FILL_IN, &own, 1)
}

/// The hint, the error and the suggestion of one field. The error is announced when it appears.
#[component]
pub(crate) fn FieldMessage(
    name: Oco<'static, str>,
    label: Signal<String>,
    hint: Option<Children>,
    error: Signal<Option<String>>,
    remark: Signal<Option<String>>,
) -> impl IntoView {
    let hint = hint.map(|hint| {
        view! { <div class="hint" id=format!("{name}-hint")>{hint()}</div> }
    });
    let remarked = name.clone();
    view! {
        {hint}
        {move || {
            error.get().map(|words| {
                view! { <p class="error" id=format!("{name}-error") role="alert">{label.with(|label| named(label, &words, true))}</p> }
            })
        }}
        {move || remark.get().map(|words| view! { <p class="lint" id=format!("{remarked}-remark")>{label.with(|label| named(label, &words, false))}</p> })}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_points_to_its_error_before_its_suggestion_and_its_hint() {
        let all = Under { hint: true, error: true, remark: true };
        assert_eq!(describe("code", all).as_deref(), Some("code-error code-remark code-hint"));
    }

    #[test]
    fn an_empty_field_is_called_by_its_label() {
        assert_eq!(named("Measurable by", FILL_IN, true), "Measurable by is required.");
        assert_eq!(named("What happened?", FILL_IN, true), "“What happened?” has no answer yet.");
        assert_eq!(named("Baseline", FILL_IN, false), "Not filled in.", "a suggestion asks for nothing");
        assert_eq!(named("Last use", "This date has not come yet.", true), "This date has not come yet.");
        assert_eq!(named("Amount", &format!("{FILL_IN} Keep it short."), true), "Amount is required. Keep it short.");
    }

    #[test]
    fn a_field_with_nothing_under_it_points_nowhere() {
        assert_eq!(describe("code", Under::default()), None);
    }
}
