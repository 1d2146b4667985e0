//! A table that keeps its shape on a narrow screen by scrolling inside its own frame.

use leptos::prelude::*;

/// A table. Children are the `<tr>` rows; the first cell of each is `<th scope="row">`.
#[component]
pub fn Table(
    /// What the table holds; read, not shown.
    #[prop(into)]
    caption: String,
    /// The headings of the columns.
    head: Vec<&'static str>,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let head = head.into_iter().map(|word| view! { <th scope="col">{word}</th> }).collect_view();
    view! {
        <div class="table-frame" role="region" aria-label=caption.clone() tabindex="0">
            <table class="table">
                <caption class="hidden-visually">{caption.clone()}</caption>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}
