//! A value over time as a picture: our own lines and dots, drawn by attributes and classes alone. A table always stands beside it.

use crate::desk::clock;
use chrono::NaiveDate;
use leptos::prelude::*;

/// What is drawn.
#[derive(Clone, PartialEq)]
pub(crate) struct Plot {
    /// What it says, for whoever cannot see it.
    pub(crate) label: String,
    /// The greatest value of the scale, from 0.
    pub(crate) most: u8,
    /// Where bands begin, with their names, from 0 upward; none without bands.
    pub(crate) bands: Vec<(u8, String)>,
    /// The values, the earliest first.
    pub(crate) points: Vec<(NaiveDate, u8)>,
    /// Where it should get, and its words.
    pub(crate) goal: Option<(u8, String)>,
    /// What happened, and on which day.
    pub(crate) events: Vec<(NaiveDate, String)>,
    /// Small: the first and last value alone are written, and no scale.
    pub(crate) small: bool,
}

/// Where things lie in the drawing, in its own units.
#[derive(Clone, Copy)]
struct Frame {
    width: f32,
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
}

const LARGE: Frame = Frame { width: 760.0, left: 40.0, right: 640.0, top: 20.0, bottom: 200.0 };
/// What a written day needs, `Nov 16`.
const LABEL: f32 = 56.0;
const SMALL: Frame = Frame { width: 300.0, left: 10.0, right: 290.0, top: 24.0, bottom: 80.0 };

impl Frame {
    fn y(self, value: u8, most: u8) -> f32 {
        self.bottom - (self.bottom - self.top) * f32::from(value.min(most)) / f32::from(most.max(1))
    }
}

impl Plot {
    fn frame(&self) -> Frame {
        if self.small { SMALL } else { LARGE }
    }

    /// From the first day to the last.
    fn days(&self) -> Option<(NaiveDate, i64)> {
        let (first, last) = (self.points.first()?.0, self.points.last()?.0);
        Some((first, (last - first).num_days()))
    }

    /// A day's place; one day alone lies in the middle.
    fn x(&self, on: NaiveDate) -> f32 {
        let Frame { left, right, .. } = self.frame();
        let Some((first, days)) = self.days().filter(|(_, days)| *days > 0) else { return (left + right) / 2.0 };
        // Days of one life: exact as f32.
        #[expect(clippy::cast_precision_loss)]
        let share = (on - first).num_days() as f32 / days as f32;
        left + (right - left) * share.clamp(0.0, 1.0)
    }

    /// Which points have their day and value written: the first, the last, and of those between as many as have room.
    fn written(&self) -> Vec<bool> {
        let last = self.points.len().saturating_sub(1);
        let end = self.points.last().map_or(0.0, |(on, _)| self.x(*on));
        let mut before = 0.0;
        let points = self.points.iter().enumerate();
        let written = points.map(|(index, (on, _))| {
            let x = self.x(*on);
            let room = !self.small && x - before >= LABEL && end - x >= LABEL;
            let written = index == 0 || index == last || room;
            if written {
                before = x;
            }
            written
        });
        written.collect()
    }

    fn places(&self) -> Vec<(f32, f32, NaiveDate, u8)> {
        let frame = self.frame();
        self.points.iter().map(|(on, value)| (self.x(*on), frame.y(*value, self.most), *on, *value)).collect()
    }
}

/// The picture.
#[component]
pub(crate) fn Picture(plot: Plot) -> impl IntoView {
    let frame = plot.frame();
    let places = plot.places();
    let line = places.iter().map(|(x, y, ..)| format!("{x:.1} {y:.1}")).collect::<Vec<_>>().join("L");
    let last = places.len().saturating_sub(1);
    let which = plot.written();
    let written = |at: usize| which.get(at).is_some_and(|written| *written);
    let dot = |(at, (x, y, on, value)): (usize, (f32, f32, NaiveDate, u8))| {
        let shape = if at == last { ("ring", "4.5") } else { ("dot", "2.5") };
        let side = if at == last && at > 0 {
            "end"
        } else if at == 0 && last > 0 {
            "start"
        } else {
            "middle"
        };
        let day = (!plot.small && written(at)).then(|| {
            view! { <text x=format!("{x:.1}") y="222" text-anchor=side>{clock::month_day(on)}</text> }
        });
        let number = written(at).then(|| {
            view! { <text class="value" x=format!("{x:.1}") y=format!("{:.1}", y - 9.0) text-anchor=side>{value}</text> }
        });
        view! { <circle class=shape.0 cx=format!("{x:.1}") cy=format!("{y:.1}") r=shape.1></circle>{number}{day} }
    };
    let dots = places.clone().into_iter().enumerate().map(dot).collect_view();
    let events = plot
        .events
        .iter()
        .filter(|(on, _)| plot.days().is_some_and(|(first, days)| (0..=days).contains(&(*on - first).num_days())));
    let events = events.map(|(on, words)| {
        let x = plot.x(*on);
        let words = (!plot.small).then(|| {
            view! { <text x=format!("{:.1}", x - 6.0) y="14" text-anchor="end">{words.clone()}</text> }
        });
        view! { <path class="event" d=format!("M{x:.1} {:.1}V{:.1}", frame.top - 14.0, frame.bottom)></path>{words} }
    });
    let goal = plot.goal.clone().map(|(value, words)| {
        let y = frame.y(value, plot.most);
        let x = if plot.small { (frame.left + frame.right) / 2.0 } else { frame.left + 6.0 };
        let side = if plot.small { "middle" } else { "start" };
        view! {
            <path class="goal" d=format!("M{:.1} {y:.1}H{:.1}", frame.left, frame.right)></path>
            <text class="goal-t" x=format!("{x:.1}") y=format!("{:.1}", y + 15.0) text-anchor=side>{words}</text>
        }
    });
    let height = if plot.small { 88.0 } else { 236.0 };
    let small = plot.small;
    let drawn = view! {
        <svg class="plot" viewBox=format!("0 0 {} {height}", frame.width) role="img" aria-label=plot.label.clone() data-small=plot.small.then_some("")>
            <Scale plot=plot.clone() frame/>
            {goal}
            {events.collect_view()}
            <path class="ink" d=format!("M{line}")></path>
            {dots}
        </svg>
    };
    if small { drawn.into_any() } else { view! { <div class="plot-frame">{drawn}</div> }.into_any() }
}

/// The lines behind the values: bands, or the axis alone.
#[component]
fn Scale(plot: Plot, frame: Frame) -> impl IntoView {
    if plot.small || plot.bands.is_empty() {
        let (left, right) = if plot.small { (0.0, frame.width) } else { (frame.left, frame.right) };
        let ends = (!plot.small).then(|| {
            let text = |value: u8| {
                let y = frame.y(value, plot.most) + 4.0;
                view! { <text x=format!("{}", frame.left - 10.0) y=format!("{y:.1}") text-anchor="end">{value}</text> }
            };
            (text(0), text(plot.most))
        });
        return view! { <path class="axis" d=format!("M{left} {}H{right}", frame.bottom + 4.0)></path>{ends} }.into_any();
    }
    let tops: Vec<u8> = plot.bands.iter().skip(1).map(|(from, _)| *from).chain([plot.most]).collect();
    let bands = plot.bands.iter().zip(tops).map(|((from, name), top)| {
        let (low, high) = (frame.y(*from, plot.most), frame.y(top, plot.most));
        view! {
            <path class="grid" d=format!("M{} {low:.1}H{}", frame.left, frame.right)></path>
            <text x=format!("{}", frame.left - 10.0) y=format!("{:.1}", low + 4.0) text-anchor="end">{*from}</text>
            <text x=format!("{}", frame.right + 10.0) y=format!("{:.1}", f32::midpoint(low, high) + 4.0)>{name.to_lowercase()}</text>
        }
    });
    bands.collect_view().into_any()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn plot(points: &[(&str, u8)]) -> Plot {
        Plot {
            label: String::new(),
            most: 27,
            bands: Vec::new(),
            points: points.iter().map(|(on, value)| (day(on), *value)).collect(),
            goal: None,
            events: Vec::new(),
            small: false,
        }
    }

    #[test]
    fn days_lie_as_far_apart_as_they_are_and_values_between_none_and_the_most() {
        let places = plot(&[("2026-10-05", 0), ("2026-10-15", 27), ("2026-11-04", 200)]).places();
        let across: Vec<f32> = places.iter().map(|place| place.0).collect();
        assert_eq!((across[0], across[2]), (LARGE.left, LARGE.right));
        assert!((across[1] - (LARGE.left + (LARGE.right - LARGE.left) / 3.0)).abs() < 0.1, "a third of the way");
        assert_eq!((places[0].1, places[1].1, places[2].1), (LARGE.bottom, LARGE.top, LARGE.top), "nothing leaves the picture");
    }

    #[test]
    fn written_days_never_lie_on_each_other() {
        let near = plot(&[("2026-01-01", 3), ("2026-06-01", 4), ("2026-06-10", 5), ("2026-10-26", 6), ("2026-11-16", 7)]);
        assert_eq!(near.written(), [true, true, false, false, true], "the last one is written in any case");
        assert_eq!(Plot { small: true, ..near }.written(), [true, false, false, false, true]);
    }

    #[test]
    fn one_day_alone_lies_in_the_middle_and_none_draws_nothing() {
        assert_eq!(plot(&[("2026-10-05", 3)]).places()[0].0, (LARGE.left + LARGE.right) / 2.0);
        assert!(plot(&[]).places().is_empty());
    }
}
