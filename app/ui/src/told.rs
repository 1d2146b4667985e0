//! What stands under a field: its hint and its error, and how the field points to them.

use leptos::{oco::Oco, prelude::*};

/// Whether a field has a hint.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hint {
    Given,
    Absent,
}

impl Hint {
    pub(crate) fn of(children: &Option<Children>) -> Self {
        if children.is_some() { Self::Given } else { Self::Absent }
    }
}

/// The value of `aria-describedby` of the field called `name`.
pub(crate) fn describe(name: &str, hint: Hint, wrong: bool) -> Option<String> {
    match (hint, wrong) {
        (Hint::Absent, false) => None,
        (Hint::Given, false) => Some(format!("{name}-hint")),
        (Hint::Absent, true) => Some(format!("{name}-error")),
        (Hint::Given, true) => Some(format!("{name}-error {name}-hint")),
    }
}

/// The hint and the error of one field. The error is announced when it appears.
#[component]
pub(crate) fn Told(
    /// Name of the field.
    name: Oco<'static, str>,
    /// The hint, if there is one.
    hint: Option<Children>,
    /// The error, if there is one now.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let hint = hint.map(|hint| {
        view! { <div class="hint" id=format!("{name}-hint")>{hint()}</div> }
    });
    view! {
        {hint}
        {move || {
            error.get().map(|words| {
                view! { <p class="error" id=format!("{name}-error") role="alert">{words}</p> }
            })
        }}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_points_to_its_error_before_its_hint() {
        assert_eq!(describe("code", Hint::Given, true).as_deref(), Some("code-error code-hint"));
    }

    #[test]
    fn a_field_with_nothing_under_it_points_nowhere() {
        assert_eq!(describe("code", Hint::Absent, false), None);
    }
}
