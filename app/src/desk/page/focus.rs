//! Where somebody goes on.

use keeper::protocol::Problem;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Moves the focus to a field of a form, opening what hides it.
pub(crate) fn focus_field(field: &str) {
    let id = field.strip_prefix("section-").unwrap_or(field);
    // As it is first: one section has the name of a field of the header, see `section_field`.
    let element = document().get_element_by_id(field).or_else(|| document().get_element_by_id(id)).or_else(|| {
        // A risk that is not described has no field of its own yet: go to its answers.
        let answers = id.strip_prefix("risk-").map(|item| format!("ask-{item}-not-asked"));
        answers.and_then(|id| document().get_element_by_id(&id))
    });
    let Some(element) = element else { return };
    if let Ok(Some(hiding)) = element.closest("details") {
        let _refused = hiding.set_attribute("open", "");
    }
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        let _refused = element.focus();
    }
}

/// Moves the focus to the first field that is not right, once the page shows it.
pub(crate) fn focus_first_wrong(problem: RwSignal<Option<Problem>>) {
    Effect::new(move |_| {
        if problem.with(|problem| matches!(problem, Some(Problem::Invalid(_)))) {
            request_animation_frame(|| {
                let first = document().query_selector("form [aria-invalid=true]").ok().flatten();
                if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
                    let _refused = first.focus();
                }
            });
        }
    });
}

/// Goes to a field that the next frame draws.
pub(crate) fn go_soon(field: String) {
    request_animation_frame(move || focus_field(&field));
}
