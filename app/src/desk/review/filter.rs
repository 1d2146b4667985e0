//! Which rows of the queue are shown: by counselor, kind and age.

use crate::desk::clock;
use clinical::Kind;
use keeper::protocol::ReviewRow;
use leptos::prelude::*;
use record::UserId;
use ui::{Opt, Select};

/// The kinds that owe a second look.
const KINDS: [(&str, Kind, &str); 3] =
    [("notes", Kind::Note, "Notes"), ("plans", Kind::Plan, "Plans"), ("assessments", Kind::Assessment, "Assessments")];

/// Signed at least so many days ago.
const AGES: [(&str, i64, &str); 2] = [("2", 2, "2 days or older"), ("7", 7, "7 days or older")];

/// What is chosen; empty where everything is. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Filter {
    counselor: RwSignal<String>,
    kind: RwSignal<String>,
    age: RwSignal<String>,
}

impl Filter {
    pub(super) fn new() -> Self {
        Self { counselor: RwSignal::default(), kind: RwSignal::default(), age: RwSignal::default() }
    }

    /// The rows that are shown.
    pub(super) fn apply(self, rows: &[ReviewRow]) -> Vec<ReviewRow> {
        let (counselor, kind, age) = (self.counselor.get(), self.kind.get(), self.age.get());
        let counselor: Option<UserId> = counselor.parse().ok();
        let kind = KINDS.iter().find(|(id, ..)| *id == kind).map(|(_, kind, _)| *kind);
        let age = AGES.iter().find(|(id, ..)| *id == age).map(|(_, days, _)| *days);
        let fits = |row: &&ReviewRow| {
            counselor.is_none_or(|one| row.note.author == one)
                && kind.is_none_or(|one| row.note.summary.kind == one)
                && age.is_none_or(|days| days_since(row) >= days)
        };
        rows.iter().filter(fits).cloned().collect()
    }
}

/// Days since its author signed it.
fn days_since(row: &ReviewRow) -> i64 {
    row.note.signed.map_or(0, |at| (clock::today() - clock::here(at).date_naive()).num_days())
}

/// The three lists.
#[component]
pub(super) fn Filters(
    /// Everything that is there.
    rows: Vec<ReviewRow>,
    filter: Filter,
) -> impl IntoView {
    let mut people: Vec<(UserId, String)> = rows.iter().map(|row| (row.note.author, row.note.author_name.clone())).collect();
    record::order::sort_by(&mut people, |one, other| one.1.cmp(&other.1));
    people.dedup_by_key(|one| one.0);
    let people = people.into_iter().map(|(id, name)| Opt::new(id.to_string(), name));
    let people: Vec<Opt> = std::iter::once(Opt::new("", "All counselors")).chain(people).collect();
    let kinds = KINDS.iter().map(|(id, _, label)| Opt::new(*id, *label));
    let kinds: Vec<Opt> = std::iter::once(Opt::new("", "All kinds")).chain(kinds).collect();
    let ages = AGES.iter().map(|(id, _, label)| Opt::new(*id, *label));
    let ages: Vec<Opt> = std::iter::once(Opt::new("", "Any age")).chain(ages).collect();
    view! {
        <div class="queue-filter" role="group" aria-label="Filter">
            <Select name="review-counselor" label="Counselor" options=people value=filter.counselor on_change=move |id| filter.counselor.set(id)/>
            <Select name="review-kind" label="Kind" options=kinds value=filter.kind on_change=move |id| filter.kind.set(id)/>
            <Select name="review-age" label="Age" options=ages value=filter.age on_change=move |id| filter.age.set(id)/>
        </div>
    }
}
