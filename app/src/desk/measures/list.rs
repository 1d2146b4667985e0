//! The measures of a chart: what is due, what was begun, and each instrument's results over time.

use super::{
    begin::{blank, missed},
    beyond::Beyond,
    labels, page_of,
    result::plot_of,
};
use crate::desk::{ask::Act, plot::Picture};
use clinical::{
    Kind,
    chart::MeasureOwed,
    measure::{Instrument, Measure, Point, Series},
};
use keeper::protocol::{Begin, ThreadView};
use leptos::prelude::*;
use record::{DocId, Event, RecordId, Review};
use ui::{Button, ButtonKind, EmptyState, Mark, StateMark};

/// May I begin one?
pub(super) fn may_begin(thread: &ThreadView) -> bool {
    [Review::NotOwed, Review::Owed].into_iter().any(|review| thread.may_author(Kind::Measure, Event::Sign(review)))
}

/// The list.
#[component]
pub(super) fn MeasureList(thread: ThreadView, act: Act<Begin>) -> impl IntoView {
    let (record, today, may) = (thread.record, thread.today, may_begin(&thread));
    let all = thread.measures();
    let drafts: Vec<(DocId, String, bool)> = thread
        .of::<Measure>()
        .filter(|(signed, _)| signed.is_draft())
        .map(|(signed, measure)| (signed.doc, draft_words(measure), measure.owes_risk_record()))
        .collect();
    let empty = (all.is_empty() && drafts.is_empty()).then(|| {
        view! { <EmptyState title="No measures yet" words="Standard measures such as the PHQ-9 appear here, with their results over time."/> }
    });
    let sections = all.iter().map(|series| view! { <OfInstrument section=Section::of(&thread, series) record/> }).collect_view();
    view! {
        <Due owed=thread.measures_next() today act record may/>
        <Drafts drafts record/>
        {empty}
        <Beyond thread/>
        {sections}
    }
}

fn draft_words(measure: &Measure) -> String {
    let name = measure.instrument().map(|one| one.short.clone()).unwrap_or_default();
    let left: Vec<&str> = measure.missing().iter().map(|item| item.label.as_str()).collect();
    let on = measure.on.map(|on| format!(", {}", labels::day(on))).unwrap_or_default();
    match (measure.missed.is_some(), left.as_slice()) {
        (true, _) => format!("{name}{on}: not done, reason missing"),
        (false, []) => format!("{name}{on}: all answered, not signed yet"),
        (false, few) if few.len() <= 3 => format!("{name}{on}: not answered yet: {}", few.join(", ")),
        (false, many) => format!("{name}{on}: {} questions left", many.len()),
    }
}

/// What the schedule asks for next.
#[component]
fn Due(owed: Vec<MeasureOwed>, today: chrono::NaiveDate, act: Act<Begin>, record: RecordId, may: bool) -> impl IntoView {
    let row = move |one: MeasureOwed| {
        let now = one.due.on <= today;
        let mark = if one.overdue { Mark::Owed } else { Mark::Waiting };
        let (id, occasion) = (one.instrument.id.as_str(), one.due.occasion);
        let begin = move |()| {
            if let Some(ask) = blank(record, id, today, Some(occasion)) {
                act.run(ask);
            }
        };
        let skip = move |()| {
            if let Some(ask) = missed(record, id, today, occasion) {
                act.run(ask);
            }
        };
        let ways = (now && may && one.draft.is_none()).then(|| {
            view! {
                <Button busy=act.busy on_press=begin>{format!("Start {}", one.instrument.short)}</Button>
                <Button kind=ButtonKind::Quiet busy=act.busy on_press=skip>"Not done"</Button>
            }
        });
        view! { <li><StateMark is=mark word=one.sentence()/><span class="cluster">{ways}</span></li> }
    };
    (!owed.is_empty()).then(|| {
        view! { <section><h3 class="over">"Schedule"</h3><ul class="duelist">{owed.into_iter().map(row).collect_view()}</ul></section> }
    })
}

#[component]
fn Drafts(drafts: Vec<(DocId, String, bool)>, record: RecordId) -> impl IntoView {
    let line = move |(doc, words, danger): (DocId, String, bool)| {
        let mark = if danger { Mark::Danger } else { Mark::Draft };
        let state = if danger { "Ask about suicide now" } else { "Draft" };
        view! { <li><a href=page_of(record, doc)><b>{words}</b><StateMark is=mark word=state/></a></li> }
    };
    (!drafts.is_empty()).then(|| {
        view! { <section><h3 class="over">"Started"</h3><ul class="list">{drafts.into_iter().map(line).collect_view()}</ul></section> }
    })
}

/// One instrument as it is shown.
#[derive(Clone, PartialEq)]
struct Section {
    instrument: &'static Instrument,
    /// The last result in words, and how it changed.
    told: Vec<String>,
    plots: Vec<crate::desk::plot::Plot>,
    /// Day and the episode of care where there are several, document, the scores, the change from the time before; the newest first.
    rows: Vec<(String, DocId, Vec<String>, String)>,
    /// On which terms it is used.
    license: String,
}

impl Section {
    fn of(thread: &ThreadView, series: &Series<'_>) -> Self {
        let instrument = series.instrument;
        let told = instrument.scores.iter().flat_map(|rule| {
            let name = if instrument.scores.len() > 1 { format!("{}: ", rule.name) } else { String::new() };
            series.changes(&rule.id).into_iter().map(move |words| format!("{name}{words}"))
        });
        let scores = |point: &Point<'_>| match point.scores.as_slice() {
            [] => vec![format!("{} answered", point.measure.response.answers.len())],
            all => all.iter().map(|scored| scored.words()).collect(),
        };
        let change = |at: usize| {
            let steps = instrument.scores.iter().filter_map(|rule| series.change_at(at, &rule.id));
            steps.map(|step| step.words()).collect::<Vec<_>>().join(" · ")
        };
        let day =
            |on| [Some(labels::day(on)), thread.episodes.named_on(on)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let row = |(at, point): (usize, &Point<'_>)| (day(point.on), point.doc, scores(point), change(at));
        let plots = instrument.scores.iter().map(|rule| plot_of(thread, series, rule)).filter(|plot| plot.points.len() > 1);
        Self {
            instrument,
            told: told.collect(),
            plots: plots.collect(),
            rows: series.points.iter().enumerate().rev().map(row).collect(),
            license: labels::license(instrument, thread.settings.licensed.of(&instrument.id)),
        }
    }
}

#[component]
fn OfInstrument(section: Section, record: RecordId) -> impl IntoView {
    let Section { instrument, told, plots, rows, license } = section;
    let several = plots.len() > 1;
    let plots = plots.into_iter().zip(&instrument.scores).map(|(plot, rule)| {
        let name = several.then(|| view! { <figcaption>{rule.name.clone()}</figcaption> });
        view! { <figure>{name}<Picture plot/></figure> }
    });
    let heads = if instrument.scores.is_empty() {
        vec!["Answers".to_owned()]
    } else {
        instrument.scores.iter().map(|rule| rule.name.clone()).collect()
    };
    let heads = heads.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view();
    let row = move |(day, doc, scores, change): (String, DocId, Vec<String>, String)| {
        let cells = scores.into_iter().map(|words| view! { <td>{words}</td> }).collect_view();
        view! { <tr><th scope="row"><a href=page_of(record, doc)>{day}</a></th>{cells}<td class="quiet">{change}</td></tr> }
    };
    let none = instrument.scores.is_empty().then(|| {
        view! { <p class="soft">"No score of this form is validated: its answers are read one by one."</p> }
    });
    view! {
        <section class="ofinstrument" aria-labelledby=format!("of-{}", instrument.id)>
            <h3 id=format!("of-{}", instrument.id)>{instrument.short.clone()}" "<small>{format!("{}, {}", instrument.name, instrument.recall)}</small></h3>
            {told.into_iter().map(|words| view! { <p class="soft">{words}</p> }).collect_view()}
            {none}
            <div class="plots">{plots.collect_view()}</div>
            <div class="table-frame">
                <table class="table">
                    <caption class="hidden-visually">{format!("Results of the {}", instrument.short)}</caption>
                    <thead><tr><th scope="col">"Date"</th>{heads}<th scope="col">"Change"</th></tr></thead>
                    <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
            <p class="label license">{license}</p>
        </section>
    }
}
