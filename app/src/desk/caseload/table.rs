//! The table of the caseload. Of a thousand rows so many are drawn as were scrolled to, and some more.

use super::{
    filter::{Ask, fits},
    person::Person,
};
use crate::desk::clock;
use clinical::search::{Names, Query, narrow};
use keeper::protocol::CaseRow;
use leptos::prelude::*;
use std::{collections::BTreeSet, sync::Arc};
use ui::{Button, EmptyState};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// How many rows are drawn at first, and how many more each time the end comes near.
const STRETCH: usize = 80;

/// How near the end is, in CSS pixels, when more are drawn.
const NEAR: i32 = 1200;

/// A row, and its names prepared for many keystrokes.
#[derive(Clone)]
struct Prepared {
    row: CaseRow,
    names: Arc<Names>,
}

/// The rows that fit what was typed and asked for.
#[component]
pub(super) fn CaseTable(
    rows: Vec<CaseRow>,
    /// What was typed.
    #[prop(into)]
    typed: Signal<String>,
    /// What is asked for.
    narrowed: RwSignal<BTreeSet<Ask>>,
    /// Forgets both.
    on_clear: Callback<()>,
) -> impl IntoView {
    let all = rows.len();
    let rows: Vec<Prepared> = rows.into_iter().map(|row| Prepared { names: Arc::new(names(&row.search)), row }).collect();
    let found = Memo::new_with_compare(
        move |_| {
            let query = typed.with(|typed| Query::new(typed));
            let (asked, today) = (narrowed.get(), clock::today());
            let named = narrow(&query, &rows, |row| &row.names);
            named.into_iter().filter(|row| fits(&asked, &row.row, today)).cloned().collect::<Vec<_>>()
        },
        |_, _| true,
    );
    let shown = RwSignal::new(STRETCH);
    let drawn = move || found.with(|found| found.iter().take(shown.get()).cloned().collect::<Vec<_>>());
    let more = move |event: Event| {
        if at_the_end(&event) && shown.get_untracked() < all {
            shown.update(|shown| *shown += STRETCH);
        }
    };
    let count = Memo::new(move |_| found.with(Vec::len));
    let nobody = Memo::new(move |_| count.get() == 0);
    let tail = move || match count.get() {
        some if some == all => format!("{all} of {all}"),
        some => format!("{some} of {all}"),
    };
    view! {
        <div class="rows" role="region" aria-label="Caseload" tabindex="0" hidden=move || nobody.get() on:scroll=more>
            <table class="table case" aria-rowcount=all + 1>
                <caption class="hidden-visually">"Caseload"</caption>
                <thead><Head/></thead>
                <tbody>
                    <For each=drawn key=|found| (found.row.record, fresh(&found.row)) let(found)>
                        <Person row=found.row/>
                    </For>
                </tbody>
            </table>
        </div>
        <Show when=move || nobody.get()>
            <EmptyState title="No client matches" words="Check the spelling, try another part of the name, or clear the filters.">
                <Button on_press=move |()| on_clear.run(())>"Clear filters"</Button>
            </EmptyState>
        </Show>
        <p class="tail quiet" role="status">{tail}</p>
    }
}

#[component]
fn Head() -> impl IntoView {
    view! {
        <tr>
            <th scope="col">"Name"</th>
            <th scope="col" data-wide="">"Age"</th>
            <th scope="col">"Level"</th>
            <th scope="col">"Last contact"</th>
            <th scope="col">"Next review"</th>
            <th scope="col" class="num" data-wide="">"Notes"</th>
            <th scope="col">"Drafts"</th>
            <th scope="col">"Sync"</th>
        </tr>
    }
}

fn at_the_end(event: &Event) -> bool {
    let frame = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    frame.is_some_and(|frame| frame.scroll_top() + frame.client_height() + NEAR > frame.scroll_height())
}

/// What of a row can change under the same client, so that a changed row is drawn anew.
fn fresh(row: &CaseRow) -> impl Eq + std::hash::Hash + use<> {
    let settled = matches!(row.sync, keeper::protocol::DocSync::Received);
    (row.notes, row.drafts, row.last_contact, row.next_review, row.episode, row.discharged, row.level.clone(), settled)
}

/// The words of a row as names to search in.
fn names(search: &str) -> Names {
    let profile = clinical::PatientProfile {
        name: clinical::PatientName { given: search.to_owned(), ..clinical::PatientName::default() },
        ..clinical::PatientProfile::default()
    };
    Names::of(&profile)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn a_client_is_found_by_any_name_without_accents() {
        let zoe = names("Zoë O’Hara Anaïs");
        for typed in ["zoe", "ohara", "hara z", "ANAIS"] {
            assert!(Query::new(typed).matches(&zoe), "{typed}");
        }
        assert!(!Query::new("ara").matches(&zoe));
    }
}
