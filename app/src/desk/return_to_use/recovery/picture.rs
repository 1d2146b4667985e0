//! The picture: a drawing of ours, in units of its own. What it shows is told in words by the table beside it.

use crate::desk::clock;
use chrono::{Datelike, Months, NaiveDate};
use clinical::{
    LevelOfCare,
    chart::{MeasureLine, Recovery},
    levels,
};
use leptos::prelude::*;

/// Where time begins and ends in the drawing, in its units.
const LEFT: f64 = 130.0;
const RIGHT: f64 = 980.0;
/// How much room the name of a month needs.
const EDGE: f64 = 20.0;
/// From one line of words to the next.
const LINE: f64 = 17.0;
/// The most letters of a name in one line, left of the drawing.
const LETTERS: usize = 18;
/// Where the rows stand, from the top.
const LEVELS: f64 = 74.0;
const USE: f64 = 138.0;
const KNOWN: f64 = 186.0;
/// The measures follow, each with so much room; its line takes a part of it.
const MEASURES: f64 = 206.0;
const ROOM: f64 = 62.0;
const HEIGHT: f64 = 38.0;
/// The most months that have room for a name each.
const NAMED: usize = 16;

/// Days to units, and where the last rows are: the more measures, the lower.
#[derive(Clone, Copy)]
struct Scale {
    from: NaiveDate,
    days: f64,
    /// The row of plan versions.
    plans: f64,
    bottom: f64,
}

impl Scale {
    fn of(line: &Recovery) -> Self {
        let plans = MEASURES + ROOM * u32::try_from(line.measured.len()).map_or(0.0, f64::from) + 28.0;
        Self { from: line.from, days: count(line.from, line.to).max(1.0), plans, bottom: plans + 28.0 }
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
        // A name at the right edge stands before its line, or it would be cut.
        let before = (scale.x(month) > RIGHT - EDGE).then_some("end");
        let name = (at % step == 0).then(|| view! { <text x={scale.x(month)} y="18" text-anchor=before>{name}</text> });
        view! { <line class="grid" x1={scale.x(month)} x2={scale.x(month)} y1="26" y2={scale.bottom}/>{name} }
    });
    let names = [
        ("Level of care", "ASAM", LEVELS),
        ("Use days", "each time", USE),
        ("Known", "and other events", KNOWN),
        ("Plan", "versions", scale.plans),
    ];
    let names =
        names.map(|(name, more, y)| view! { <text class="name" x="0" y={y}>{name}</text><text x="0" y={y + 17.0}>{more}</text> });
    let days = [line.from, line.to].map(clock::date).join(" to ");
    let measures: String = line.measured.iter().map(|one| format!("{}, ", one.name)).collect();
    let label = format!(
        "Level of care, days of use, when they became known and other events, {measures}and versions of the plan, from {days}. The table has the same."
    );
    let view_box = format!("0 0 1000 {}", scale.bottom + 8.0);
    view! {
        <div class="line-frame" tabindex="0" role="region" aria-label="Recovery line as a picture">
            <svg class="line-picture" viewBox=view_box role="img" aria-label=label>
                {grid.collect_view()}
                {names.collect_view()}
                {level_steps(&line, scale)}
                {uses(&line, scale)}
                {events(&line, scale)}
                {measures_of(&line, scale)}
                {plans(&line, scale)}
            </svg>
        </div>
        <p class="line-key" aria-hidden="true">
            <span><svg viewBox="0 0 16 16"><rect class="use" x="3" y="2" width="10" height="12"/></svg>" days with use"</span>
            <span><svg viewBox="0 0 16 16"><line class="began" x1="8" x2="8" y1="0" y2="16"/></svg>" return to use began"</span>
            <span><svg viewBox="0 0 16 16"><circle class="ring" cx="8" cy="8" r="4"/></svg>" became known, or happened"</span>
            <span><svg viewBox="0 0 16 16"><circle class="version" cx="8" cy="8" r="5"/></svg>" plan version"</span>
        </p>
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
            <line class="began" x1={x} x2={x} y1="30" y2={scale.bottom}/>
            <rect class="use" x={x} y={USE - 22.0} width=width height="22"/>
            <text class="value" x={x} y={USE - 27.0}>{span.days}</text>
            {known}
        }
    });
    view! { <line class="axis" x1={LEFT} x2={RIGHT} y1={USE} y2={USE}/>{span.collect_view()} }.into_any()
}

/// What happened besides: discharges, readmissions, and what was reported under the plan. Words that would run into the next are left
/// to the table.
fn events(line: &Recovery, scale: Scale) -> AnyView {
    let stays = line.stays.iter().map(|(day, _, back)| (*day, if *back { "Readmission" } else { "Discharge" }));
    let mut all: Vec<(NaiveDate, &str)> = stays.chain(line.events.iter().map(|(day, kind)| (*day, kind.label()))).collect();
    record::order::sort_by_key(&mut all, |(day, _)| *day);
    let taken: Vec<f64> = line.uses.iter().filter_map(|span| span.known).map(|day| scale.x(day)).collect();
    let mut free = LEFT;
    let drawn = all.into_iter().map(|(day, words)| {
        let x = scale.x(day);
        let end = x + 16.0 + 7.0 * u32::try_from(words.chars().count()).map_or(0.0, f64::from);
        let fits = x >= free && end <= 1000.0 && !taken.iter().any(|at| (x - 70.0..end).contains(at));
        free = free.max(if fits { end } else { x + 10.0 });
        let words = fits.then(|| view! { <text x={x + 8.0} y={KNOWN + 16.0}>{words}</text> });
        view! { <circle class="ring" cx={x} cy={KNOWN + 12.0} r="3"/>{words} }
    });
    drawn.collect_view().into_any()
}

/// The place of a value between the axis of its row and the top of its line.
fn height_of(value: u8, most: u8) -> f64 {
    HEIGHT * f64::from(value.min(most)) / f64::from(most.max(1))
}

fn measures_of(line: &Recovery, scale: Scale) -> AnyView {
    let rows =
        line.measured.iter().zip(1_u32..).map(|(one, number)| measure_row(one, MEASURES + ROOM * f64::from(number), scale));
    rows.collect_view().into_any()
}

/// One measure: its values, the first and the last in numbers, and where it should get.
fn measure_row(one: &MeasureLine, axis: f64, scale: Scale) -> AnyView {
    let at = |(day, value): &(NaiveDate, u8)| (scale.x(*day), axis - height_of(*value, one.most));
    let path: Vec<String> = one.points.iter().map(at).map(|(x, y)| format!("{x} {y:.1}")).collect();
    let last = one.points.len().saturating_sub(1);
    let dots = one.points.iter().enumerate().map(|(place, point)| {
        let (x, y) = at(point);
        let named = place == 0 || place == last;
        let words = named.then(|| view! { <text class="value" x={x - 3.0} y=format!("{:.1}", y - 7.0)>{point.1}</text> });
        view! { <circle class="dot" cx=x cy=format!("{y:.1}") r="2.4"/>{words} }
    });
    let target = one.target.map(|target| {
        let y = format!("{:.1}", axis - height_of(target, one.most));
        view! {
            <line class="target" x1={LEFT} x2={RIGHT} y1=y.clone() y2=y.clone()/>
            <text class="target-words" x={LEFT + 6.0} y=format!("{:.1}", axis - height_of(target, one.most) + 14.0)>{format!("target {target}")}</text>
        }
    });
    let (first, rest) = in_two(&one.name);
    let down = if rest.is_empty() { 0.0 } else { LINE };
    view! {
        <text class="name" x="0" y={axis - HEIGHT + 12.0 - down / 2.0}>{first}</text>
        <text class="name" x="0" y={axis - HEIGHT + 12.0 + down / 2.0}>{rest}</text>
        <text x="0" y={axis - HEIGHT + 12.0 + LINE + down / 2.0}>{one.unit.clone()}</text>
        <line class="axis" x1={LEFT} x2={RIGHT} y1={axis} y2={axis}/>
        {target}
        <path class="ink" d=format!("M{}", path.join("L"))/>
        {dots.collect_view()}
    }
    .into_any()
}

/// A name in two lines where one would run into the drawing.
fn in_two(name: &str) -> (String, String) {
    let spaces = name.match_indices(' ').map(|(at, _)| at);
    let last = spaces.take_while(|at| *at <= LETTERS).last().filter(|_| name.len() > LETTERS);
    let (first, rest) = last.map_or((name, ""), |at| name.split_at(at));
    (first.to_owned(), rest.trim().to_owned())
}

fn plans(line: &Recovery, scale: Scale) -> AnyView {
    let from = line.plans.first().map_or(RIGHT, |(day, _)| scale.x(*day));
    let version = line.plans.iter().map(|(day, number)| {
        let x = scale.x(*day);
        view! { <circle class="version" cx={x} cy={scale.plans - 4.0} r="5"/><text class="value" x={x - 3.0} y={scale.plans + 18.0}>{*number}</text> }
    });
    let y = scale.plans - 4.0;
    view! { <line class="thread" x1={from} x2={RIGHT} y1=y y2=y/>{version.collect_view()} }.into_any()
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
            events: Vec::new(),
            measured: Vec::new(),
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
    fn each_measure_has_a_row_of_its_own_above_the_plan() {
        let one = MeasureLine { name: "GAD-7".into(), unit: "0 to 21".into(), most: 21, points: Vec::new(), target: Some(7) };
        let none = line("2026-01-05", "2026-11-18");
        let two = Recovery { measured: vec![one.clone(), one], ..none.clone() };
        assert!((Scale::of(&two).plans - Scale::of(&none).plans - 2.0 * ROOM).abs() < 0.5);
        assert!(height_of(21, 21) <= HEIGHT && height_of(200, 21) <= HEIGHT && height_of(0, 21).abs() < 0.1);
    }

    #[test]
    fn a_long_name_stands_in_two_lines_beside_the_drawing() {
        for (name, first, rest) in
            [("Days with supportive people", "Days with", "supportive people"), ("BAM protective", "BAM protective", "")]
        {
            assert_eq!(in_two(name), (first.to_owned(), rest.to_owned()));
        }
    }

    #[test]
    fn more_care_stands_higher() {
        let level = |number| LevelOfCare::find(Edition::Fourth, number).unwrap();
        let all = [level("2.1"), level("3.5"), level("1.0")];
        assert!(height(&all[1], &all) < height(&all[0], &all) && height(&all[0], &all) < height(&all[2], &all));
    }
}
