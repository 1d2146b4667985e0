//! A year of one client's measures: copied from the paper of the clinic before, then asked every third week in care, with ups and downs.

use super::calendar::day;
use chrono::{Days, NaiveDate};
use clinical::measure::{
    Administration, Answer, AnswerSet, FilledInBy, Instrument, Language, Measure, Occasion, instrument_called,
};
use record::Time;

/// Whose.
pub(super) const MEASURED: usize = 0;

/// Totals of the PHQ-9 from the clinic before, every fifth week up to the first session.
const BEFORE: [u8; 8] = [9, 8, 11, 14, 19, 21, 18, 17];
/// By the week in care: total of the PHQ-9, then the answers to the BAM of the last week, question 7 left out.
const IN_CARE: [(u32, u8, [u8; 16]); 4] = [
    (0, 17, [3, 6, 6, 2, 1, 2, 3, 1, 0, 4, 1, 2, 0, 4, 1, 1]),
    (3, 12, [2, 5, 4, 0, 0, 0, 2, 2, 1, 2, 1, 3, 1, 3, 3, 2]),
    (6, 15, [2, 5, 5, 1, 0, 0, 3, 2, 0, 3, 1, 3, 1, 3, 3, 2]),
    (9, 8, [1, 4, 2, 0, 0, 0, 1, 3, 2, 1, 2, 5, 1, 2, 6, 3]),
];

/// What the clinic before had on paper, known when the client is assessed.
pub(super) fn on_paper(number: usize, at: Time) -> Vec<Measure> {
    let all = BEFORE.iter().rev().zip(1_u64..).map(|(total, weeks)| {
        let on = day(at).checked_sub_days(Days::new(35 * weeks)).unwrap_or_default();
        let mut measure = mood(*total, on)?;
        measure.how = Administration::Paper;
        Some(measure)
    });
    if number == MEASURED { all.flatten().collect() } else { Vec::new() }
}

/// What is asked with the session of a week.
pub(super) fn of_week(number: usize, week: u32, on: NaiveDate) -> Vec<Measure> {
    let Some((_, total, answers)) = IN_CARE.iter().find(|(of, ..)| *of == week).filter(|_| number == MEASURED) else {
        return Vec::new();
    };
    let all = [mood(*total, on), monitor(answers, "7E", on)].into_iter().flatten();
    all.map(|measure| Measure { occasion: Some(Occasion::Weeks), ..measure }).collect()
}

/// A PHQ-9 of so many points, none of them for the ninth item.
fn mood(total: u8, on: NaiveDate) -> Option<Measure> {
    spread("phq-9", 8, total, on)
}

/// A GAD-7 of so many points.
pub(super) fn worry(total: u8, on: NaiveDate) -> Option<Measure> {
    spread("gad-7", 7, total, on)
}

/// So many points over the first so many items; none for the others.
fn spread(id: &str, items: u8, total: u8, on: NaiveDate) -> Option<Measure> {
    let instrument = instrument_called(id)?;
    let mut measure = blank(instrument, on);
    for (at, item) in (0_u8..).zip(&instrument.items) {
        let counts = instrument.scores.iter().any(|rule| rule.items.contains(&item.id));
        let share = if at < items && counts { total / items + u8::from(at < total % items) } else { 0 };
        measure.response.answers.insert(item.id.clone(), Answer::Choice(share.min(3)));
    }
    Some(measure)
}

/// A BAM of the last week. Where drugs were used, they were those of item `drug`.
pub(super) fn monitor(answers: &[u8; 16], drug: &str, on: NaiveDate) -> Option<Measure> {
    let instrument = instrument_called("bam-iop")?;
    let mut measure = blank(instrument, on);
    let numbers = (1_u8..).filter(|number| *number != 7).zip(answers);
    let drugs = answers.get(5).copied().unwrap_or_default();
    let parts = ["7A", "7B", "7C", "7D", "7E", "7F", "7G"].map(|id| (id.to_owned(), if id == drug { drugs } else { 0 }));
    let parts = parts.into_iter().filter(|_| drugs > 0);
    for (id, value) in numbers.map(|(number, value)| (number.to_string(), *value)).chain(parts) {
        let answer = match instrument.answers_of(&id)? {
            AnswerSet::Days { .. } => Answer::Days(value),
            AnswerSet::Choices(_) => Answer::Choice(value),
        };
        measure.response.answers.insert(id, answer);
    }
    Some(measure)
}

fn blank(instrument: &Instrument, on: NaiveDate) -> Measure {
    let mut measure = Measure::new(instrument, Language::En, on);
    measure.by = FilledInBy::Client;
    measure
}
