//! What every line of the plan has: what is found about it, and the buttons that move it and take it out.

use super::{opening::lower, writing::Writing};
use crate::desk::form::{List, Shift};
use clinical::plan::{LineId, Plan};
use leptos::prelude::*;

/// What is found about a line as a whole.
#[component]
pub(super) fn LineFindings(
    writing: Writing,
    /// The line's place, as checks name it.
    id: String,
) -> impl IntoView {
    let found = writing.about(id.clone());
    let said = move || {
        let here = writing.comments.get().into_iter().filter(|(_, comment)| comment.place == id);
        here.map(|(who, comment)| view! { <div class="comment" role="note"><b>{format!("{who}: ")}</b>{comment.text}</div> })
            .collect_view()
    };
    let found = move || {
        let found = found.get().into_iter().map(|lint| {
            let is = lint.blocks().then_some("owed");
            view! { <p class="lint" data-is=is><b>{lint.sentence.into_owned()}</b>{lint.fix.into_owned()}</p> }
        });
        found.collect_view()
    };
    view! { {found}{said} }
}

/// The buttons of a line.
#[component]
pub(super) fn LineShift<P: 'static, R: Clone + Send + Sync + 'static>(
    list: List<Plan, P, R>,
    id: LineId,
    /// Reads the id of a line.
    own: fn(&R) -> &LineId,
    /// What the line is called.
    #[prop(into)]
    what: Signal<String>,
) -> impl IntoView {
    let (buttons, id) = (id.to_string(), StoredValue::new(id));
    let is = move |line: &R| id.with_value(|id| own(line) == id);
    let remove = move |()| list.take_out(format!("Removed {}.", lower(&what.get_untracked())), is);
    view! { <Shift id=buttons what on_shift=move |way| list.shift(way, is) on_remove=remove/> }
}
