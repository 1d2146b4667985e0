//! When the service took place.

use crate::desk::note::writing::Writing;
use chrono::{Days, NaiveDate};
use clinical::TypedTime;
use leptos::prelude::*;
use ui::{Check, Entry, Field};

/// Day, start, end, and the next day where the clock passed midnight.
#[component]
pub(super) fn Times(writing: Writing) -> impl IntoView {
    // The fields keep their own half-typed state: written back, that would be wiped.
    let first = writing.note.with_untracked(|note| note.when.typed());
    let typed = Memo::new(move |_| writing.note.with(|note| note.when.typed()));
    let over_midnight = move || typed.with(|typed| !typed.end_date.is_empty());
    let asks_midnight = move || typed.with(|typed| !typed.end_date.is_empty() || ends_first(typed));
    view! {
        <div class="pair">
            <Field name="date" label="Day of service" kind=Entry::Date.required() value=first.date
                on_input=move |text: String| writing.edit_time(|time| set_date(time, text)) error=writing.wrong("date")/>
            <Field name="start" label="Start" kind=Entry::Time.required() value=first.start
                on_input=move |text: String| writing.edit_time(|time| time.start = text) error=writing.wrong("start")/>
            <Field name="end" label="End" kind=Entry::Time.required() value=first.end
                on_input=move |text: String| writing.edit_time(|time| time.end = text) error=writing.wrong("end")/>
        </div>
        <Show when=asks_midnight>
            <Check name="over-midnight" checked=Signal::derive(over_midnight)
                on_change=move |on| writing.edit_time(|time| set_midnight(time, on))>
                "It ended on the next day"
            </Check>
        </Show>
    }
}

fn ends_first(typed: &TypedTime) -> bool {
    !typed.start.is_empty() && !typed.end.is_empty() && typed.end <= typed.start
}

fn set_date(time: &mut TypedTime, date: String) {
    let over = !time.end_date.is_empty();
    time.date = date;
    set_midnight(time, over);
}

fn set_midnight(time: &mut TypedTime, over: bool) {
    let next = NaiveDate::parse_from_str(&time.date, "%Y-%m-%d").ok().and_then(|date| date.checked_add_days(Days::new(1)));
    time.end_date = match next {
        Some(next) if over => next.format("%Y-%m-%d").to_string(),
        Some(_) | None => String::new(),
    };
}
