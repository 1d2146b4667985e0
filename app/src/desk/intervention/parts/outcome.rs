//! The session, and what the person answered.

use super::super::{
    labels::{day_or, options},
    page::part,
    writing::{Opened, Writing},
};
use super::{chips, nothing, sentence};
use crate::desk::{
    clock,
    form::{Day, Line, Moment, Part, Text},
};
use clinical::intervention::{Intervention, Outcome, ScreenAnswer, Session, Step};
use leptos::prelude::*;

/// The part.
#[component]
pub(crate) fn OutcomePart(writing: Writing) -> impl IntoView {
    let small = writing.read(|all| when(&all.session));
    let session = writing.read(|all| all.session.clone());
    let admission = writing.read(|all| {
        let parts = [day_or(all.admit_on, ""), all.admit_time.trim().to_owned(), all.escort.trim().to_owned()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    });
    let read = move || {
        let body = move || {
            let all = session.get();
            let Some(outcome) = all.outcome else {
                return nothing("After the session: what the person answered. Not yet is an answer too.");
            };
            let until = all.until.map(|day| format!(" until {}", clock::short_day(day)));
            let said = (!record::is_blank(&all.said)).then(|| view! { <p class="said"><q>{all.said.trim().to_owned()}</q></p> });
            let incident = match all.incident.answer {
                ScreenAnswer::NotAsked => None,
                ScreenAnswer::Clear => Some("No safety incident.".to_owned()),
                ScreenAnswer::Concern => Some(format!("Safety incident: {}", all.incident.words.trim())),
            };
            view! {
                <p><b>{outcome.label()}</b>{until}</p>
                {said}
                {sentence(&all.words)}
                {incident.map(|words| view! { <p class="label">{words}</p> })}
            }
            .into_any()
        };
        let admit = move || {
            let words = admission.get();
            (!words.is_empty()).then(|| view! { <p class="label">{format!("Admission: {words}")}</p> })
        };
        view! { {body}{admit} }.into_any()
    };
    part(writing, Opened::At(Step::Outcome), "Outcome", small.into(), read, move || fields(writing))
}

/// `Sat, Nov 14, 10:05 – 11:20 AM, Delphine’s home`.
fn when(session: &Session) -> String {
    let Some(start) = &session.start else { return "the session is not planned yet".to_owned() };
    let hours = match &session.end {
        Some(end) => clock::stretch(&start.local(), &end.local()),
        None => clock::clock(&start.local()),
    };
    let parts = [clock::short_day(start.date()), hours, session.place.trim().to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn fields(writing: Writing) -> AnyView {
    let (whole, at): (_, Part<Intervention, Session>) = (
        writing.whole(),
        Part::the(writing.form, "session", |all: &Intervention, _| Some(&all.session), |all, _| Some(&mut all.session)),
    );
    let held = writing.read(|all| all.is_held());
    let accepted = writing.read(|all| all.answer().is_some_and(|(outcome, _)| outcome.is_accepted()) || all.admit_on.is_some());
    let asked_for_time = writing.read(|all| all.session.outcome == Some(Outcome::AskedForTime) || all.session.until.is_some());
    let incident = writing.read(|all| all.session.incident.answer == ScreenAnswer::Concern);
    let incidents = vec![
        ui::Opt::new(ScreenAnswer::NotAsked.id(), "Not said"),
        ui::Opt::new(ScreenAnswer::Clear.id(), "No safety incident"),
        ui::Opt::new(ScreenAnswer::Concern.id(), "There was one"),
    ];
    let incidents = StoredValue::new(incidents);
    view! {
        <div class="pair">
            <Moment at field="start" label="Session begins" get=|s: &Session| s.start.clone() set=|s, at| s.start = at/>
            <Moment at field="end" label="Ended" get=|s: &Session| s.end.clone() set=|s, at| s.end = at/>
        </div>
        <Line at field="place" label="Place" get=|s: &Session| &s.place set=|s| &mut s.place/>
        {chips(at, "outcome", "What the person answered", options(Outcome::ALL, Outcome::id, Outcome::label),
            |s| s.outcome.map_or("", Outcome::id).to_owned(), |s, id| s.outcome = Outcome::from_id(id))}
        <Show when=move || asked_for_time.get()>
            <Day at field="until" label="Asked for time until" get=|s: &Session| s.until set=|s, day| s.until = day/>
        </Show>
        <Show when=move || held.get()>
            <Text at field="said" label="In the person’s words" get=|s: &Session| &s.said set=|s| &mut s.said/>
            <Text at field="words" label="What else happened" get=|s: &Session| &s.words set=|s| &mut s.words/>
            {chips(at, "incident", "Safety", incidents.get_value(), |s| s.incident.answer.id().to_owned(),
                |s, id| s.incident.answer = ScreenAnswer::from_id(id).unwrap_or_default())}
            <Show when=move || incident.get()>
                <Text at field="incident_words" label="What happened, and what was done" get=|s: &Session| &s.incident.words
                    set=|s| &mut s.incident.words/>
            </Show>
        </Show>
        <Show when=move || accepted.get()>
            <div class="pair">
                <Day at=whole field="admit_on" label="Admission on" get=|e: &Intervention| e.admit_on set=|e, day| e.admit_on = day/>
                <Line at=whole field="admit_time" label="Time" get=|e: &Intervention| &e.admit_time set=|e| &mut e.admit_time/>
            </div>
            <Line at=whole field="escort" label="Who goes along" get=|e: &Intervention| &e.escort set=|e| &mut e.escort/>
        </Show>
    }
    .into_any()
}
