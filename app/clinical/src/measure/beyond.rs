//! Progress is more than abstinence: health, everyday abilities, relationships and coping, from single answers to the BAM, the PHQ-9
//! and attendance (clinical reference 10 and source articles, F4). Answers are shown one by one; there is no total.

use super::{AnswerSet, HigherIs, Series};
use crate::{plan::Domain, sealed::sealed};
use chrono::{Datelike, Days, NaiveDate};

/// One thing over time.
#[derive(Clone, PartialEq, Eq)]
pub struct Multiple {
    /// What.
    pub title: &'static str,
    /// What the numbers count: `days of 7`, `0 to 4`.
    pub unit: String,
    /// The greatest value.
    pub most: u8,
    /// Which way is better.
    pub higher_is: HigherIs,
    /// The values, the earliest first; never empty.
    pub points: Vec<(NaiveDate, u8)>,
}

sealed!(Multiple);

impl Multiple {
    /// From the first value to the last: `Better than at the start.`; nothing while there is one.
    pub fn course(&self) -> &'static str {
        let (Some((_, first)), Some((_, last))) = (self.points.first(), self.points.last()) else { return "" };
        let up = match self.higher_is {
            HigherIs::Worse => first > last,
            HigherIs::Better => last > first,
        };
        match (self.points.len(), first == last, up) {
            (0 | 1, ..) => "",
            (_, true, _) => "Same as at the start.",
            (_, false, true) => "Better than at the start.",
            (_, false, false) => "Harder than at the start.",
        }
    }
}

/// The items of the BAM that say something directly about a part of life.
const ITEMS: [(Domain, &str, &str, HigherIs); 11] = [
    (Domain::Health, "1", "Physical health", HigherIs::Worse),
    (Domain::Health, "2", "Nights with trouble sleeping", HigherIs::Worse),
    (Domain::Health, "3", "Days depressed, anxious or angry", HigherIs::Worse),
    (Domain::Function, "13", "Days of work, school or volunteering", HigherIs::Better),
    (Domain::Function, "14", "Enough income for necessities", HigherIs::Better),
    (Domain::Relationships, "16", "Days with supportive people", HigherIs::Better),
    (Domain::Relationships, "15", "Bothered by arguments", HigherIs::Worse),
    (Domain::Relationships, "10", "Days with self-help meetings", HigherIs::Better),
    (Domain::Coping, "8", "Bothered by cravings", HigherIs::Worse),
    (Domain::Coping, "9", "Confidence to stay abstinent", HigherIs::Better),
    (Domain::Coping, "17", "Content with progress", HigherIs::Better),
];

/// The parts of life besides use, in order.
pub const BEYOND: [Domain; 4] = [Domain::Health, Domain::Function, Domain::Relationships, Domain::Coping];

/// What results and sessions say about each part of life besides use. Of the two forms of the BAM the one with more results is read.
pub fn beyond(all: &[Series<'_>], sessions: &[NaiveDate]) -> Vec<(Domain, Vec<Multiple>)> {
    let monitor = all.iter().filter(|one| one.instrument.id.starts_with("bam")).max_by_key(|one| one.points.len());
    let item = |(of, id, title, higher_is): (Domain, &str, &'static str, HigherIs)| {
        let series = monitor?;
        let points = series.item_line(id);
        let (most, unit) = match series.instrument.answers_of(id)? {
            AnswerSet::Days { days } => (*days, format!("days of {days}")),
            AnswerSet::Choices(choices) => {
                let most = choices.iter().filter_map(|choice| choice.points).max()?;
                (most, if choices.len() == 2 { "no or yes".to_owned() } else { format!("0 to {most}") })
            }
        };
        (!points.is_empty()).then_some((of, Multiple { title, unit, most, higher_is, points }))
    };
    let mood = all.iter().find(|one| one.instrument.id == "phq-9").and_then(|one| {
        let points = one.line("total");
        let unit = "0 to 27".to_owned();
        let mood = Multiple { title: "Mood, PHQ-9", unit, most: 27, higher_is: HigherIs::Worse, points };
        (!mood.points.is_empty()).then_some((Domain::Health, mood))
    });
    let found: Vec<(Domain, Multiple)> = ITEMS.into_iter().filter_map(item).chain(mood).chain(attendance(sessions)).collect();
    let of = |domain| found.iter().filter(move |(of, _)| *of == domain).map(|(_, one)| one.clone()).collect();
    BEYOND.into_iter().map(|domain| (domain, of(domain))).collect()
}

/// Sessions a week, over the weeks from the first session to the last.
fn attendance(sessions: &[NaiveDate]) -> Option<(Domain, Multiple)> {
    let monday = |day: NaiveDate| day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())));
    let (first, last) = (monday(*sessions.iter().min()?)?, monday(*sessions.iter().max()?)?);
    let mut points = Vec::new();
    let mut week = first;
    while week <= last {
        let held = sessions.iter().filter(|day| monday(**day) == Some(week)).count();
        points.push((week, u8::try_from(held).unwrap_or(u8::MAX)));
        week = week.checked_add_days(Days::new(7))?;
    }
    let most = points.iter().map(|(_, held)| *held).max()?.max(1);
    let unit = "a week".to_owned();
    let multiple = Multiple { title: "Sessions", unit, most, higher_is: HigherIs::Better, points };
    (multiple.points.len() > 1).then_some((Domain::Function, multiple))
}
