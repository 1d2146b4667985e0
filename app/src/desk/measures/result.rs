//! What a measure comes to: its scores with band and change, the picture over time, the answers beside those of the time before.

use super::labels;
use crate::desk::{
    ask::Asked,
    plot::{Picture, Plot},
};
use clinical::measure::{
    Instrument, Item, Language, Licensed, Measure, Outcome, Point, ScoreRule, Scored, Series, reaches, series,
};
use keeper::protocol::ThreadView;
use leptos::prelude::*;
use record::DocId;

/// The results that count, with this one in its place as it stands.
fn with<U>(thread: &ThreadView, doc: DocId, measure: &Measure, read: impl FnOnce(&[Series<'_>]) -> U) -> U {
    let mut all = thread.measures_in_turn();
    match all.iter_mut().find(|(other, _)| *other == doc) {
        Some((_, own)) => *own = measure,
        None => all.push((doc, measure)),
    }
    read(&series(all))
}

/// The picture of one score.
pub(super) fn plot_of(thread: &ThreadView, series: &Series<'_>, rule: &ScoreRule) -> Plot {
    let points = series.line(&rule.id);
    let told: Vec<String> = points.iter().map(|(on, value)| format!("{value} on {}", labels::day(*on))).collect();
    let goal = thread.objective_of(series.instrument, rule).and_then(|(number, target)| {
        let value = u8::try_from(target).ok().filter(|value| *value <= rule.most)?;
        let side = if reaches(rule, 0, target) { "or less" } else { "or more" };
        Some((value, format!("target {value} {side}, objective {number}")))
    });
    let events = thread.plans.iter().flat_map(|plan| &plan.events).filter_map(|one| {
        Some((one.event.on?, format!("{}, {}", one.event.kind.label().to_lowercase(), labels::short_day(one.event.on?))))
    });
    Plot {
        label: format!("{} {}: {}", series.instrument.short, rule.name.to_lowercase(), told.join(", ")),
        most: rule.most,
        bands: rule.bands.iter().map(|band| (band.from, band.name.clone())).collect(),
        points,
        goal,
        events: events.collect(),
        small: false,
    }
}

/// The scores, each with its band and how it changed, and its picture.
#[component]
pub(super) fn ResultHead(
    measure: Measure,
    doc: DocId,
    /// What runs through the chart: earlier results, the plan.
    asked: Asked<ThreadView>,
) -> impl IntoView {
    let none = measure.scores().is_empty();
    let parts = asked.pick(|thread| {
        with(thread, doc, &measure, |all| {
            let own = all.iter().find(|one| one.instrument.id == measure.response.instrument.id)?;
            let at = own.points.iter().position(|point| point.doc == doc)?;
            // What came later belongs to its own page.
            let until = Series { instrument: own.instrument, points: own.points.get(..=at)?.to_vec() };
            let point = until.points.last()?;
            Some(point.scores.iter().map(|scored| part(thread, &until, scored)).collect::<Vec<_>>())
        })
    });
    let unscored = none.then(|| {
        view! { <p class="soft">"No score of this form is validated: its answers are read one by one."</p> }
    });
    view! { <div class="results">{parts.unwrap_or_default().into_iter().map(|part| view! { <ScoreHead part/> }).collect_view()}{unscored}</div> }
}

/// One score as it is shown.
#[derive(Clone, PartialEq)]
struct Part {
    name: String,
    points: Option<u8>,
    most: u8,
    meaning: Vec<String>,
    told: Vec<String>,
    plot: Option<Plot>,
}

fn part(thread: &ThreadView, until: &Series<'_>, scored: &Scored<'_>) -> Part {
    let rule = scored.rule;
    let plot = plot_of(thread, until, rule);
    let mut told = until.changes(&rule.id);
    if let Some((number, target)) = thread.objective_of(until.instrument, rule) {
        told.extend(scored.points().map(|points| {
            let met = if reaches(rule, points, target) { "reached" } else { "not reached yet" };
            format!("Objective {number}: target {target}, {met}.")
        }));
    }
    let mut meaning: Vec<String> = scored.band.map(|band| band.name.clone()).into_iter().collect();
    meaning.extend(scored.positive.map(|positive| if positive { "Positive screen" } else { "Negative screen" }.to_owned()));
    meaning.extend(scored.flag.map(str::to_owned));
    match &scored.outcome {
        Outcome::Points { prorated: 0, .. } => {}
        Outcome::Points { prorated, .. } => meaning.push(format!("Prorated: {prorated} not answered")),
        Outcome::Incomplete { missing } => meaning.push(format!("No score: {} not answered", missing.len())),
    }
    let plot = (plot.points.len() > 1).then_some(plot);
    Part { name: rule.name.clone(), points: scored.points(), most: rule.most, meaning, told, plot }
}

#[component]
fn ScoreHead(part: Part) -> impl IntoView {
    let Part { name, points, most, meaning, told, plot } = part;
    let number = points.map_or_else(|| "–".to_owned(), |points| points.to_string());
    let meaning = meaning.into_iter().map(|words| view! { <br/><strong>{words}</strong> }).collect_view();
    let told = told.into_iter().map(|words| view! { <p class="soft">{words}</p> }).collect_view();
    view! {
        <section class="scorehead">
            <p class="score"><b>{number}</b><span>{format!("of {most}")}<small>{format!(", {}", name.to_lowercase())}</small>{meaning}</span></p>
            <div>{told}</div>
        </section>
        {plot.map(|plot| view! { <Picture plot/> })}
    }
}

/// The answers, beside those of the time before.
#[component]
pub(super) fn Answers(
    measure: Measure,
    instrument: &'static Instrument,
    doc: DocId,
    asked: Asked<ThreadView>,
    /// What the program is licensed for.
    own: Option<Licensed>,
) -> impl IntoView {
    let before = asked.pick(|thread| {
        with(thread, doc, &measure, |all| {
            let own = all.iter().find(|one| one.instrument.id == instrument.id)?;
            let at = own.points.iter().position(|point| point.doc == doc)?;
            let before: &Point<'_> = own.points.get(at.checked_sub(1)?)?;
            let values = instrument.items.iter().map(|item| before.item(&item.id)).collect::<Vec<_>>();
            Some((before.on, values))
        })
    });
    let day = before.as_ref().map(|(on, _)| view! { <th scope="col" class="num">{labels::short_day(*on)}</th> });
    let filled = measure.filled();
    let row = |(at, item): (usize, &'static Item)| {
        let then = before.as_ref().map(|(_, values)| {
            let value = values.get(at).copied().flatten();
            view! { <td class="num quiet">{value.map_or_else(|| "–".to_owned(), |value| value.to_string())}</td> }
        });
        let points = filled.points(instrument, &item.id).map_or_else(|| "–".to_owned(), |points| points.to_string());
        let danger = instrument
            .alerts
            .iter()
            .any(|rule| rule.item == item.id && filled.points(instrument, &item.id).is_none_or(|points| points >= rule.at_least));
        let words =
            own.as_ref().and_then(|own| own.text(item)).map(|text| view! { <small class="soft">{text.to_owned()}</small> });
        view! {
            <tr data-is=danger.then_some("danger")>
                <td class="num">{labels::number(item)}</td>
                <th scope="row">{item.label.clone()}{words}</th>
                <td>{labels::answer(instrument, &measure, item, Language::En)}</td>
                <td class="num"><b>{points}</b></td>
                {then}
            </tr>
        }
    };
    let rows = instrument.items.iter().enumerate().map(row).collect_view();
    view! {
        <div class="table-frame">
            <table class="table items">
                <caption class="hidden-visually">"Answers by item"</caption>
                <thead><tr>
                    <th scope="col" class="num">"Item"</th><th scope="col">"About"</th><th scope="col">"Answer"</th>
                    <th scope="col" class="num">"Points"</th>{day}
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
