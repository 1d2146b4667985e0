//! Where somebody goes on.

use keeper::protocol::Problem;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The element of a field, as checks name it.
fn element_of(field: &str) -> Option<Element> {
    let id = field.strip_prefix("section-").unwrap_or(field);
    // As it is first: one section has the name of a field of the header, see `section_field`.
    document().get_element_by_id(field).or_else(|| document().get_element_by_id(id)).or_else(|| {
        // A risk that is not described has no field of its own yet: go to its answers.
        let answers = id.strip_prefix("risk-").map(|item| format!("ask-{item}-not-asked"));
        // A group of choices has no id of its own: go to the one that is chosen, or the first.
        let of_group = |which: &str| document().query_selector(&format!("[name=\"{id}\"]{which}")).ok().flatten();
        answers.and_then(|id| document().get_element_by_id(&id)).or_else(|| of_group(":checked")).or_else(|| of_group(""))
    })
}

/// What the page calls a field: its legend or label, after the name of the entry it is in. Nothing where it is not on the page.
pub(crate) fn caption(field: &str) -> Option<String> {
    let element = element_of(field)?;
    let text = |element: Element| {
        let text = element.text_content()?.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    };
    let within = |of: &Element, what: &str| of.query_selector(what).ok().flatten().and_then(text);
    let choice = element.matches("[type=radio]").unwrap_or(false);
    let group = element.closest("fieldset").ok().flatten().filter(|_| choice);
    let label = || {
        let label = document().query_selector(&format!("label[for=\"{}\"]", element.id())).ok().flatten()?;
        // What a long label is called stands out in it.
        within(&label, "b").or_else(|| text(label))
    };
    let own = group.and_then(|group| within(&group, "legend")).or_else(label).or_else(|| within(&element, "legend, h3, h4"))?;
    let entry = element.closest("[role=group][aria-label]").ok().flatten().and_then(|entry| entry.get_attribute("aria-label"));
    Some(match entry {
        Some(entry) => format!("{entry}, {own}"),
        None => own,
    })
}

/// Moves the focus to a field of a form, opening what hides it.
pub(crate) fn focus_field(field: &str) {
    let Some(element) = element_of(field) else { return };
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
