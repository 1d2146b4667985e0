//! Many lines of text, growing with what is written.

use leptos::{oco::Oco, prelude::*};

use crate::field_message::{FieldMessage, Under, describe};
use crate::spelling::use_spelling;

/// Where a [`TextArea`] stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Ground {
    /// Among other fields, with an edge.
    #[default]
    Form,
    /// On the sheet one writes on: prose size, no edge, the label is the part's heading.
    Paper,
}

impl Ground {
    const fn classes(self) -> &'static str {
        match self {
            Self::Form => "field",
            Self::Paper => "field prose",
        }
    }
}

/// Rows that `text` needs at about 68 characters a line, for browsers that cannot grow a field by themselves.
fn rows(text: &str) -> usize {
    const LINE: usize = 68;
    const LEAST: usize = 3;
    text.split('\n').map(|line| line.chars().count() / LINE + 1).sum::<usize>().max(LEAST)
}

/// A labeled text area that grows. Children are the hint under it.
#[component]
pub fn TextArea(
    /// Name and id; unique on the page.
    #[prop(into)]
    name: Oco<'static, str>,
    /// The words above it.
    #[prop(into)]
    label: Signal<String>,
    /// Where it stands.
    #[prop(optional)]
    ground: Ground,
    /// What it shows.
    #[prop(into)]
    value: Signal<String>,
    /// Runs with the whole new text on each change.
    #[prop(into)]
    on_input: Callback<String>,
    /// What is wrong with it, in one sentence.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What could be better about it, and stops nothing.
    #[prop(optional, into)]
    remark: Signal<Option<String>>,
    /// The hint under it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let spelling = use_spelling();
    let (hint, described) = (children.is_some(), name.clone());
    let under = move || Under { hint, error: error.with(Option::is_some), remark: remark.with(Option::is_some) };
    view! {
        <div class=ground.classes()>
            <label for=name.clone()>{label}</label>
            <textarea
                class="input"
                id=name.clone()
                name=name.clone()
                autocomplete="off"
                spellcheck=move || spelling.get().to_string()
                rows=move || value.with(|text| rows(text)).to_string()
                prop:value=value
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || describe(&described, under())
                on:input:target=move |event| on_input.run(event.target().value())
            ></textarea>
            <FieldMessage name label hint=children error remark/>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_paragraph_is_given_more_rows_than_a_short_one() {
        assert_eq!(rows("short"), 3);
        assert_eq!(rows(&"word ".repeat(100)), 8);
    }

    #[test]
    fn every_line_break_is_a_row() {
        assert_eq!(rows("a\nb\nc\nd\ne"), 5);
    }
}
