//! The picture: a drawing of ours, in units of its own. What it shows is told in words by the table beside it.

use crate::desk::clock;
use chrono::{Datelike, Months, NaiveDate};
use clinical::{LevelOfCare, chart::Recovery, levels};
use leptos::prelude::*;

/// Where time begins and ends in the drawing, in its units.
const LEFT: f64 = 130.0;
const RIGHT: f64 = 980.0;
/// Where the rows stand, from the top.
const LEVELS: f64 = 74.0;
const USE: f64 = 138.0;
const KNOWN: f64 = 186.0;
const PLANS: f64 = 234.0;
const BOTTOM: f64 = 262.0;
/// The most months that have room for a name each.
const NAMED: usize = 16;

/// Days to units.
#[derive(Clone, Copy)]
struct Scale {
    from: NaiveDate,
    days: f64,
}

impl Scale {
    fn of(line: &Recovery) -> Self {
        Self { from: line.from, days: count(line.from, line.to).max(1.0) }
    }

    fn x(self, day: NaiveDate) -> f64 {
        let at = (count(self.from, day) / self.days).clamp(0.0, 1.0);
        (LEFT + at * (RIGHT - LEFT)).round()
    }
}

fn count(from: NaiveDate, to: NaiveDate) -> f64 {
    i32::try_from((to - from).num_days()).map_or(0.0, f64::from)
}

/// The first of each month after the beginning.
fn months(line: &Recovery) -> Vec<NaiveDate> {
    let first = line.from.with_day(1).unwrap_or(line.from);
    let all = (1..=240).map_while(|months| first.checked_add_months(Months::new(months)));
    all.take_while(|month| *month <= line.to).collect()
}

/// How high a level stands: more care is higher.
fn height(level: &LevelOfCare, all: &[LevelOfCare]) -> f64 {
    let mut places: Vec<usize> = all.iter().map(place).collect();
    record::order::sort(&mut places);
    places.dedup();
    let at = places.iter().position(|other| *other == place(level)).unwrap_or(0);
    i32::try_from(at.min(3)).map_or(LEVELS, |at| LEVELS - f64::from(at) * 12.0)
}

fn place(level: &LevelOfCare) -> usize {
    levels(level.edition).iter().position(|row| row.number == level.number).unwrap_or(0)
}

/// The drawing.
#[component]
pub(super) fn Picture(line: Recovery) -> impl IntoView {
    let scale = Scale::of(&line);
    let months = months(&line);
    let step = months.len().div_ceil(NAMED).max(1);
    let grid = months.into_iter().enumerate().map(|(at, month)| {
        let name = if month.month() == 1 { month.format("%b %Y").to_string() } else { month.format("%b").to_string() };
        let name = (at % step == 0).then(|| view! { <text x={scale.x(month)} y="18">{name}</text> });
        view! { <line class="grid" x1={scale.x(month)} x2={scale.x(month)} y1="26" y2={BOTTOM}/>{name} }
    });
    let names = [("Level of care", LEVELS), ("Use", USE), ("Known", KNOWN), ("Plan", PLANS)];
    let names = names.map(|(name, y)| view! { <text class="name" x="0" y={y}>{name}</text> });
    let days = [line.from, line.to].map(clock::date).join(" to ");
    let label = format!("Level of care, returns to use, when they became known, and versions of the plan, from {days}");
    view! {
        <div class="line-frame" tabindex="0" role="region" aria-label="Recovery line as a picture">
            <svg class="line-picture" viewBox="0 0 1000 270" role="img" aria-label=label>
                {grid.collect_view()}
                {names.collect_view()}
                {level_steps(&line, scale)}
                {uses(&line, scale)}
                {plans(&line, scale)}
            </svg>
        </div>
    }
}

fn level_steps(line: &Recovery, scale: Scale) -> AnyView {
    let all: Vec<LevelOfCare> = line.levels.iter().map(|(_, level)| level.clone()).collect();
    let mut path = String::new();
    for (day, level) in &line.levels {
        let (x, y) = (scale.x(*day), height(level, &all));
        path += &if path.is_empty() { format!("M{x} {y}") } else { format!("H{x}V{y}") };
    }
    if !path.is_empty() {
        path += &format!("H{RIGHT}");
    }
    let names = line.levels.iter().map(|(day, level)| {
        let (x, y) = (scale.x(*day) + 4.0, height(level, &all) - 5.0);
        view! { <text class="value" x=x y=y>{level.number.clone()}</text> }
    });
    view! { <path class="ink" d=path/>{names.collect_view()} }.into_any()
}

fn uses(line: &Recovery, scale: Scale) -> AnyView {
    let span = line.uses.iter().map(|span| {
        let (x, end) = (scale.x(span.first), scale.x(span.last));
        let width = (end - x).max(5.0);
        let known = span.known.map(|day| {
            let word = span.days_until_known().map(super::after).unwrap_or_default();
            view! { <circle class="ring" cx={scale.x(day)} cy={KNOWN - 4.0} r="4"/><text class="value" x={scale.x(day) + 8.0} y={KNOWN}>{word}</text> }
        });
        view! {
            <line class="began" x1={x} x2={x} y1="30" y2={BOTTOM}/>
            <rect class="use" x={x} y={USE - 22.0} width=width height="22"/>
            <text class="value" x={x} y={USE - 27.0}>{span.days}</text>
            {known}
        }
    });
    view! { <line class="axis" x1={LEFT} x2={RIGHT} y1={USE} y2={USE}/>{span.collect_view()} }.into_any()
}

fn plans(line: &Recovery, scale: Scale) -> AnyView {
    let from = line.plans.first().map_or(RIGHT, |(day, _)| scale.x(*day));
    let version = line.plans.iter().map(|(day, number)| {
        let x = scale.x(*day);
        view! { <circle class="version" cx={x} cy={PLANS - 4.0} r="5"/><text class="value" x={x - 3.0} y={PLANS + 18.0}>{*number}</text> }
    });
    view! { <line class="thread" x1={from} x2={RIGHT} y1={PLANS - 4.0} y2={PLANS - 4.0}/>{version.collect_view()} }.into_any()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::Edition;

    fn line(from: &str, to: &str) -> Recovery {
        Recovery {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
            levels: Vec::new(),
            uses: Vec::new(),
            plans: Vec::new(),
            stays: Vec::new(),
        }
    }

    #[test]
    fn time_runs_from_the_left_to_the_right_and_nothing_falls_off() {
        let year = line("2025-09-08", "2026-11-18");
        let scale = Scale::of(&year);
        assert!((scale.x(year.from) - LEFT).abs() < 0.5 && (scale.x(year.to) - RIGHT).abs() < 0.5);
        assert!((scale.x("2027-05-01".parse().unwrap()) - RIGHT).abs() < 0.5);
        let months = months(&year);
        assert_eq!((months.len(), months[0].to_string()), (14, "2025-10-01".to_owned()));
        let first = line("2026-11-18", "2026-11-18");
        assert!((Scale::of(&first).x(first.to) - LEFT).abs() < 0.5, "the first day");
    }

    #[test]
    fn more_care_stands_higher() {
        let level = |number| LevelOfCare::find(Edition::Fourth, number).unwrap();
        let all = [level("2.1"), level("3.5"), level("1.0")];
        assert!(height(&all[1], &all) < height(&all[0], &all) && height(&all[0], &all) < height(&all[2], &all));
    }
}
