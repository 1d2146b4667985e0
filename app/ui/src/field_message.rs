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

/// The hint, the error and the suggestion of one field. The error is announced when it appears.
#[component]
pub(crate) fn FieldMessage(
    name: Oco<'static, str>,
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
                view! { <p class="error" id=format!("{name}-error") role="alert">{words}</p> }
            })
        }}
        {move || remark.get().map(|words| view! { <p class="lint" id=format!("{remarked}-remark")>{words}</p> })}
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
    fn a_field_with_nothing_under_it_points_nowhere() {
        assert_eq!(describe("code", Under::default()), None);
    }
}
