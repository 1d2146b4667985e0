//! When the service took place.

use super::offers;
use crate::desk::{clock, note::writing::Writing};
use chrono::{Days, NaiveDate};
use clinical::{ServiceType, TypedTime, offset_text};
use leptos::prelude::*;
use ui::{Button, Check, Entry, Field, Opt, Select};

/// Day, start, end, and the next day where the clock passed midnight. `drawn` counts what was filled in from elsewhere.
#[component]
pub(super) fn Times(writing: Writing, drawn: RwSignal<u32>) -> impl IntoView {
    let typed = writing.memo(|note| note.when.typed());
    let met = writing.memo(|note| note.service.spec().met);
    let over_midnight = move || typed.with(|typed| !typed.end_date.is_empty());
    let asks_midnight = move || met.get() && typed.with(|typed| !typed.end_date.is_empty() || ends_first(typed));
    let ends = move || {
        let minutes = untrack(|| writing.beside(|view| view.last.as_deref().map(|last| offers::usual(Some(last)))));
        let minutes = minutes.unwrap_or_else(|| offers::usual(None));
        typed.with(|typed| offers::end_after(&typed.start, minutes).filter(|_| typed.end.is_empty() && met.get())).map(|end| {
            let put = move |()| {
                writing.edit_time(|time| time.end = end.clone());
                drawn.update(|count| *count += 1);
            };
            view! { <div><Button on_press=put>{format!("Ended after {minutes} minutes")}</Button></div> }
        })
    };
    view! {
        {move || {
            drawn.track();
            view! { <Fields writing met=met.get()/> }
        }}
        {ends}
        <Twice writing typed name="start-twice" label="Which time it started" get=|typed| Some((typed.start_twice()?, typed.start_offset))
            set=|typed, offset| typed.start_offset = offset/>
        <Twice writing typed name="end-twice" label="Which time it ended" get=|typed| Some((typed.end_twice()?, typed.end_offset))
            set=|typed, offset| typed.end_offset = offset/>
        <Show when=asks_midnight>
            <Check name="over-midnight" checked=Signal::derive(over_midnight)
                on_change=move |on| writing.edit_time(|time| set_midnight(time, on))>
                "It ended on the next day"
            </Check>
        </Show>
    }
}

/// The fields keep their own half-typed state: written back, that would be wiped. They are drawn anew when a time is filled in.
#[component]
fn Fields(writing: Writing, met: bool) -> impl IntoView {
    let first = writing.note.with_untracked(|note| note.when.typed());
    let start = if met { "Start" } else { "Scheduled for" };
    view! {
        <div class="pair">
            <Field name="date" label="Date of service" kind=Entry::Date.required() value=first.date
                on_input=move |text: String| writing.edit_time(|time| set_date(time, text)) error=writing.wrong("date")/>
            <Field name="start" label=start kind=Entry::Time.required() value=first.start
                on_input=move |text: String| writing.edit_time(|time| set_start(time, text, met)) error=writing.wrong("start")/>
            {met.then(|| view! {
                <Field name="end" label="End" kind=Entry::Time.required() value=first.end
                    on_input=move |text: String| writing.edit_time(|time| time.end = text) error=writing.wrong("end")/>
            })}
        </div>
    }
}

/// The time of the fields as one reads it; `None` until it is one.
pub(super) fn summary(note: &clinical::Note) -> Option<String> {
    let time = note.when.known()?;
    let (from, to) = (time.start().local(), time.end().local());
    let day = clock::short_day(from.date_naive());
    let hours = if note.service == ServiceType::NoShow {
        clock::clock(&from)
    } else if from.date_naive() == to.date_naive() {
        clock::stretch(&from, &to)
    } else {
        format!("{} to {}, {}", clock::clock(&from), clock::short_day(to.date_naive()), clock::clock(&to))
    };
    Some(format!("{day}, {hours}"))
}

/// Where nobody met there is no end: the note is about a moment, and a time needs both of its ends.
fn set_start(time: &mut TypedTime, start: String, met: bool) {
    time.start = start;
    if !met {
        (time.end, time.end_date) = (offers::end_after(&time.start, 1).unwrap_or_else(|| "23:59".to_owned()), String::new());
    }
}

/// Both offsets of a time that came twice, and the one chosen; minutes east of UTC.
type Offsets = ([i32; 2], i32);

/// Asks which of the two is meant, in the hour that clocks show twice when they go back.
#[component]
fn Twice(
    writing: Writing,
    typed: Memo<TypedTime>,
    name: &'static str,
    label: &'static str,
    /// Nothing where the time came once.
    get: fn(&TypedTime) -> Option<Offsets>,
    set: fn(&mut TypedTime, i32),
) -> impl IntoView {
    let twice = Memo::new(move |_| typed.with(get));
    let both = Memo::new(move |_| twice.get().map(|(both, _)| both));
    let value = Signal::derive(move || twice.get().map(|(_, chosen)| chosen.to_string()).unwrap_or_default());
    let choose = move |text: String| {
        if let Ok(offset) = text.parse() {
            writing.edit_time(|time| set(time, offset));
        }
    };
    move || {
        both.get().map(|[first, second]| {
            let options = vec![
                Opt::new(first.to_string(), format!("The first time, {}", offset_text(first))),
                Opt::new(second.to_string(), format!("After clocks went back, {}", offset_text(second))),
            ];
            view! { <Select name label options value on_change=choose/> }
        })
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
