//! The session, and what the person answered.

use super::super::{
    labels::{day_or, name_or, options},
    page::part,
    writing::{Opened, Writing},
};
use super::{chips, nothing, sentence};
use crate::desk::{
    clock,
    form::{Day, Line, List, Moment, Part, Several, Text},
    quoted::quoted,
};
use clinical::intervention::{Attendance, EarlierSession, Intervention, Outcome, ParticipantId, ScreenAnswer, Session, Step};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Check, CheckLook, Glyph};

/// The part.
#[component]
pub(crate) fn OutcomePart(writing: Writing) -> impl IntoView {
    let small = writing.read(|all| when(&all.session));
    let session = writing.read(|all| all.session.clone());
    let earlier = writing.read(|all| all.earlier.iter().map(|one| Earlier::of(all, one)).collect::<Vec<_>>());
    let admission = writing.read(|all| {
        let parts = [day_or(all.admit_on, ""), all.admit_time.trim().to_owned(), all.escort.trim().to_owned()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    });
    let read = move || {
        let body = move || {
            answered(&session.get())
                .unwrap_or_else(|| nothing("After the session: what the person answered. Not yet is an answer too."))
        };
        let before = move || earlier.get().into_iter().map(|one| view! { <EarlierRead one/> }).collect_view();
        let admit = move || {
            let words = admission.get();
            (!words.is_empty()).then(|| view! { <p class="label">{format!("Admission: {words}")}</p> })
        };
        view! { {before}{body}{admit} }.into_any()
    };
    part(writing, Opened::At(Step::Outcome), "Outcome", small.into(), read, move || fields(writing))
}

/// What the person answered at a session; nothing before it was held.
fn answered(all: &Session) -> Option<AnyView> {
    let outcome = all.outcome?;
    let until = all.until.map(|day| format!(" until {}", clock::short_day(day)));
    let said = (!record::is_blank(&all.said)).then(|| view! { <p class="said">{quoted(&all.said)}</p> });
    let incident = match all.incident.answer {
        ScreenAnswer::NotAsked => None,
        ScreenAnswer::Clear => Some("No safety incident.".to_owned()),
        ScreenAnswer::Concern => Some(format!("Safety incident: {}", all.incident.words.trim())),
    };
    let shown = view! {
        <p><b>{outcome.label()}</b>{until}</p>
        {said}
        {sentence(&all.words)}
        {incident.map(|words| view! { <p class="label">{words}</p> })}
    };
    Some(shown.into_any())
}

/// A session before the last one, as it is read.
#[derive(Clone, PartialEq)]
struct Earlier {
    session: Session,
    there: String,
}

impl Earlier {
    fn of(all: &Intervention, one: &EarlierSession) -> Self {
        let there = all.participants.iter().filter(|person| one.attended.get(&person.id).is_some_and(|it| it.took_part()));
        let there = there.map(|person| name_or(&person.name, "A participant")).collect::<Vec<_>>().join(", ");
        Self { session: one.session.clone(), there }
    }
}

#[component]
fn EarlierRead(one: Earlier) -> impl IntoView {
    let Earlier { session, there } = one;
    let there = (!there.is_empty()).then(|| view! { <p class="label">{format!("There: {there}")}</p> });
    view! { <section><h3 class="label">{when(&session)}</h3>{answered(&session)}{there}</section> }
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
    let held = writing.read(|all| all.session.is_held());
    let accepted = writing.read(|all| all.answer().is_some_and(|(outcome, _)| outcome.is_accepted()) || all.admit_on.is_some());
    let asked_for_time = writing.read(|all| all.session.outcome == Some(Outcome::AskedForTime) || all.session.until.is_some());
    let incident = writing.read(|all| all.session.incident.answer == ScreenAnswer::Concern);
    let incidents = vec![
        ui::Opt::new(ScreenAnswer::NotAsked.id(), "Not said"),
        ui::Opt::new(ScreenAnswer::Clear.id(), "No safety incident"),
        ui::Opt::new(ScreenAnswer::Concern.id(), "There was one"),
    ];
    let incidents = StoredValue::new(incidents);
    let earlier = List::of(writing.form, "earlier", |all| &all.earlier, |all| &mut all.earlier);
    let some = writing.read(|all| !all.earlier.is_empty());
    let again = move |()| {
        let before = writing.form.peek(Intervention::clone);
        writing.form.edit(Intervention::plan_again);
        writing.form.offer_undo("The session was moved to the earlier sessions.", move |all| all.clone_from(&before));
    };
    view! {
        <Show when=move || some.get()>
            <Several list=earlier name="intervention-earlier".to_owned() legend="Earlier sessions" one="earlier session"
                add="Add an earlier session" first="start" blank=EarlierSession::default draw=earlier_fields/>
        </Show>
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
            <Line at=whole field="escort" label="Who comes along" get=|e: &Intervention| &e.escort set=|e| &mut e.escort/>
        </Show>
        <Show when=move || held.get()>
            <div><Button kind=ButtonKind::Quiet glyph=Glyph::Add on_press=again>"Plan another session"</Button></div>
        </Show>
    }
    .into_any()
}

/// The fields of a session before the last one.
fn earlier_fields(at: Part<Intervention, EarlierSession>, _number: usize) -> AnyView {
    let people = Memo::new(move |_| {
        at.form.read_now(|all| {
            all.participants.iter().map(|one| (one.id.clone(), name_or(&one.name, "A participant"))).collect::<Vec<_>>()
        })
    });
    let check = move |(id, name): (ParticipantId, String)| {
        let (shown, field) = (id.clone(), format!("{}-{id}", at.name("attended")));
        let checked = at.read(move |one| one.attended.get(&shown).is_some_and(|it| it.took_part()));
        let turn = move |on: bool| {
            let id = id.clone();
            at.edit(|one| {
                one.attended.insert(id, if on { Attendance::There } else { Attendance::Absent });
            });
        };
        view! { <Check name=field checked on_change=turn look=CheckLook::Chip>{name}</Check> }
    };
    view! {
        <div class="pair">
            <Moment at field="start" label="Session began" get=|e: &EarlierSession| e.session.start.clone() set=|e, at| e.session.start = at/>
            <Moment at field="end" label="Ended" get=|e: &EarlierSession| e.session.end.clone() set=|e, at| e.session.end = at/>
        </div>
        <Line at field="place" label="Place" get=|e: &EarlierSession| &e.session.place set=|e| &mut e.session.place/>
        {chips(at, "outcome", "What the person answered", options(Outcome::ALL, Outcome::id, Outcome::label),
            |e| e.session.outcome.map_or("", Outcome::id).to_owned(), |e, id| e.session.outcome = Outcome::from_id(id))}
        <fieldset class="field">
            <legend class="legend">"Who was there"</legend>
            <div class="chips">{move || people.get().into_iter().map(check).collect_view()}</div>
        </fieldset>
        <Text at field="said" label="In the person’s words" get=|e: &EarlierSession| &e.session.said set=|e| &mut e.session.said/>
        <Text at field="words" label="What else happened" get=|e: &EarlierSession| &e.session.words set=|e| &mut e.session.words/>
    }
    .into_any()
}
