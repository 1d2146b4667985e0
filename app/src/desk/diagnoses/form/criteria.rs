//! The eleven criteria, each with the days on which it was met.

use super::filling::Filling;
use crate::desk::diagnoses::labels;
use chrono::NaiveDate;
use clinical::diagnosis::{ConditionField as Place, Criterion, Disorder, Met, Substance, Taken};
use leptos::prelude::*;
use ui::{Check, Entry, Field, Glyph, Icon};

/// Criteria are ticked for a day; their other days stand beside them and can be taken back.
#[component]
pub(super) fn Criteria(filling: Filling) -> impl IntoView {
    let rows = Criterion::ALL.map(|criterion| view! { <Row filling criterion/> }).collect_view();
    let wrong = filling.wrong(Place::Criteria);
    let legend = move || match filling.met_on.get() {
        Some(day) => format!("Met on {}", labels::day(day)),
        None => "Choose a date first".to_owned(),
    };
    view! {
        <h3 class="over">"Criteria, each with the dates it was met"</h3>
        <Field name="criteria-day" label="Date met" kind=Entry::Date value=Signal::stored(filling.today.to_string())
            on_input=move |text: String| filling.met_on.set(text.parse().ok())>
            "The date it was met, as far as you know. Choose another date to mark criteria for that one."
        </Field>
        <fieldset class="criteria" id=Place::Criteria.name().into_owned() tabindex="-1">
            <legend>{legend}</legend>
            {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            <ol>{rows}</ol>
        </fieldset>
    }
}

#[component]
fn Row(filling: Filling, criterion: Criterion) -> impl IntoView {
    let id = Place::Criterion(criterion).name().into_owned();
    let (input, described) = (id.clone(), format!("{id}-told"));
    let told = described.clone();
    let applies = filling.of(move |disorder| criterion.applies_to(disorder.substance));
    let ticked = Memo::new(move |_| on_day(filling, criterion).is_some());
    let closed = move || !applies.get() || filling.met_on.with(Option::is_none);
    let wrong = filling.wrong(Place::Criterion(criterion));
    let tick = move |on: bool| {
        let Some(day) = filling.met_on.get_untracked() else { return };
        filling.edit(|disorder| {
            disorder.met.retain(|met| (met.criterion, met.on) != (criterion, day));
            if on {
                disorder.met.push(Met::new(criterion, day));
            }
        });
    };
    view! {
        <li data-met=move || ticked.get().then_some("")>
            <label class="choice" for=id.clone()>
                <input type="checkbox" id=input name=id.clone() prop:checked=ticked disabled=closed
                    aria-invalid=move || wrong.with(Option::is_some).then_some("true") aria-describedby=described
                    on:change:target=move |event| tick(event.target().checked())/>
                <span><b>{criterion.label()}</b><small>{criterion.question()}</small></span>
            </label>
            <div class="criterion-said" id=told>
                {move || (!applies.get()).then(|| view! { <p class="quiet">"Not a criterion for this substance."</p> })}
                {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            </div>
            {criterion.may_be_prescribed().then(|| view! { <Prescribed filling criterion ticked/> })}
            <Days filling criterion/>
        </li>
    }
}

/// The criterion on the day that is being ticked.
fn on_day(filling: Filling, criterion: Criterion) -> Option<Met> {
    let day = filling.met_on.get()?;
    let met = |disorder: &Disorder| disorder.met.iter().find(|met| (met.criterion, met.on) == (criterion, day)).cloned();
    filling.form.read_now(|typed| typed.disorder.as_ref().and_then(met))
}

/// Brought about by a medicine taken as prescribed: then it does not count.
#[component]
fn Prescribed(
    filling: Filling,
    criterion: Criterion,
    /// Whether it was met on the day.
    ticked: Memo<bool>,
) -> impl IntoView {
    let judged = filling.of(|disorder| !disorder.substance.is_prescribed());
    let taken = Signal::derive(move || on_day(filling, criterion).is_some_and(|met| met.taken != Taken::Otherwise));
    let mark = move |on: bool| {
        let Some(day) = filling.met_on.get_untracked() else { return };
        filling.edit(|disorder| {
            let how = if on { as_prescribed(disorder.substance) } else { Taken::Otherwise };
            let same = disorder.met.iter_mut().filter(|met| (met.criterion, met.on) == (criterion, day));
            same.for_each(|met| met.taken = how);
        });
    };
    let words = move || {
        if judged.get() {
            "Only from medication taken as prescribed, in my judgment: does not count"
        } else {
            "Only from medication taken as prescribed, under supervision: does not count"
        }
    };
    let name = format!("prescribed-{}", criterion.id());
    view! {
        <Show when=move || ticked.get()>
            <Check name=name.clone() checked=taken on_change=mark>{words}</Check>
        </Show>
    }
}

/// For most substances the diagnosing person has to say so.
pub(super) const fn as_prescribed(substance: Substance) -> Taken {
    if substance.is_prescribed() { Taken::AsPrescribed } else { Taken::AsPrescribedByJudgment }
}

/// The days on which it was met, each with a way to take it back.
#[component]
fn Days(filling: Filling, criterion: Criterion) -> impl IntoView {
    let days =
        Memo::new(move |_| filling.form.read_now(|typed| typed.disorder.as_ref().map(|disorder| days(disorder, criterion))));
    let label = format!("Days of “{}”", criterion.label());
    let chip = move |(day, counts): (NaiveDate, bool)| {
        let of = format!(" of “{}”", criterion.label());
        let take_back = move |_| {
            filling.edit(|disorder| disorder.met.retain(|met| (met.criterion, met.on) != (criterion, day)));
            crate::desk::page::focus_field(&Place::Criterion(criterion).name());
        };
        view! {
            <li>
                <button type="button" class="chip" on:click=take_back>
                    <span class="hidden-visually">"Remove "</span>
                    {labels::day(day)}{(!counts).then_some(", does not count")}<span class="hidden-visually">{of}</span><Icon glyph=Glyph::Close/>
                </button>
            </li>
        }
    };
    move || {
        let days = days.get().unwrap_or_default();
        let label = label.clone();
        (!days.is_empty()).then(|| view! { <ul class="chips" aria-label=label>{days.into_iter().map(chip).collect_view()}</ul> })
    }
}

/// The days, the newest first, and whether each counts.
fn days(disorder: &Disorder, criterion: Criterion) -> Vec<(NaiveDate, bool)> {
    let mine = disorder.met.iter().filter(|met| met.criterion == criterion);
    let mut days: Vec<(NaiveDate, bool)> = mine.map(|met| (met.on, met.counts(disorder.substance))).collect();
    record::order::sort(&mut days);
    days.reverse();
    days
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn days_are_listed_newest_first_and_say_what_does_not_count() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let mut disorder = Disorder::new(Substance::Alcohol);
        disorder.met = vec![
            Met::new(Criterion::Tolerance, day("2026-01-05")),
            Met { taken: as_prescribed(Substance::Alcohol), ..Met::new(Criterion::Tolerance, day("2026-02-05")) },
            Met::new(Criterion::Craving, day("2026-03-05")),
        ];
        assert_eq!(days(&disorder, Criterion::Tolerance), vec![(day("2026-02-05"), false), (day("2026-01-05"), true)]);
        assert_eq!(as_prescribed(Substance::Opioid), Taken::AsPrescribed);
    }
}
