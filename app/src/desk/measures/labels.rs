//! Measures in words: dates, answers, change, who filled it in.

use crate::desk::{ask::Asked, clock};
use chrono::NaiveDate;
use clinical::measure::{Answer, AnswerSet, Choice, Instrument, Item, Language, Licensed, Measure};
use keeper::protocol::SettingsView;
use ui::Opt;

/// `Nov 18, 2026`.
pub(super) fn day(on: NaiveDate) -> String {
    clock::date(on)
}

/// `Nov 18`.
pub(super) fn short_day(on: NaiveDate) -> String {
    clock::month_day(on)
}

/// An item's number on the printed form; nothing where it has none there.
pub(super) fn number(item: &Item) -> Option<String> {
    item.id.starts_with(|letter: char| letter.is_ascii_digit()).then(|| item.id.clone())
}

/// An item's published wording, or the one the program is licensed for, or its number and short label, with the language it is in.
pub(super) fn wording(item: &Item, language: Language, own: Option<&Licensed>) -> (String, Language) {
    let licensed = || own.and_then(|own| own.text(item)).map(str::to_owned);
    match item.text.best(language) {
        Some((text, language)) => (text.to_owned(), language),
        None => (licensed().unwrap_or_else(|| format!("{}. {}", item.id, item.label)), Language::En),
    }
}

/// What the program is licensed for of a measure's instrument, on the day of the measure.
pub(super) fn licensed(asked: Asked<SettingsView>, measure: &Measure) -> Option<Licensed> {
    asked.pick(|view| view.licensed_on(measure.on.unwrap_or(view.today), &measure.response.instrument.id))
}

/// A choice as the form prints it; its points where it prints the number alone.
pub(super) fn choice(choice: &Choice, language: Language) -> String {
    let text = choice.text.best(language).map(|(text, _)| text.to_owned());
    text.unwrap_or_else(|| choice.points.map(|points| points.to_string()).unwrap_or_default())
}

/// The choices of an item, each under its number; none for a number of days.
pub(super) fn choices(instrument: &Instrument, item: &Item, language: Language, points: bool) -> Vec<Opt> {
    let Some(AnswerSet::Choices(all)) = instrument.answers_of(&item.id) else { return Vec::new() };
    let words = |one: &Choice| match (one.points, one.text.best(language)) {
        (Some(number), Some((text, _))) if points => format!("{number} {text}"),
        _ => choice(one, language),
    };
    all.iter().enumerate().map(|(at, one)| Opt::new(at.to_string(), words(one))).collect()
}

/// The answer to an item as it is read.
pub(super) fn answer(instrument: &Instrument, measure: &Measure, item: &Item, language: Language) -> String {
    if measure.skipped.contains(&item.id) {
        return "Skipped".to_owned();
    }
    match (measure.filled().answers.get(&item.id), instrument.answers_of(&item.id)) {
        (Some(Answer::Days(days)), _) => days.to_string(),
        (Some(Answer::Choice(at)), Some(AnswerSet::Choices(all))) => {
            all.get(usize::from(*at)).map(|one| choice(one, language)).unwrap_or_default()
        }
        (Some(Answer::Choice(_)) | None, _) => "–".to_owned(),
    }
}

/// `Answered by the client on this device, Nov 18, 2026, 10:04 – 10:07 AM. Spanish. 9 of 10 answered.`
pub(super) fn how(measure: &Measure) -> String {
    let on = measure.on.map(day).unwrap_or_else(|| "no date yet".to_owned());
    let times = measure.started.as_ref().zip(measure.finished.as_ref());
    let times = times.map(|(from, to)| format!(", {}", clock::stretch(&from.local(), &to.local()))).unwrap_or_default();
    let count = measure.instrument().map_or(0, |instrument| instrument.items.len());
    let answered = measure.filled().answers.len();
    let language = match measure.response.language {
        Language::En => "English",
        Language::Es => "Spanish",
    };
    let (by, means) = (measure.by.label(), measure.how.label().to_lowercase());
    format!("{by}, {means}, {on}{times}. {language}. {answered} of {count} answered.")
}

/// The line on which terms an instrument may be used, with its edition and source, and the program's own license.
pub(super) fn license(instrument: &Instrument, own: Option<&Licensed>) -> String {
    let line = instrument
        .permission
        .line
        .clone()
        .unwrap_or_else(|| format!("No license line was seen on the form; rights: {}.", instrument.permission.holder));
    let source = instrument.citation.as_deref().map(|source| format!(" {source}")).unwrap_or_default();
    let own = own.map(|own| own.license.trim()).filter(|line| !line.is_empty());
    let own = own.map(|line| format!(" Wording entered by the program: {line}")).unwrap_or_default();
    format!("{}, version {}: {}. {line}{source}{own}", instrument.short, instrument.version, instrument.edition)
}
