//! The episodes of a chart, the last first, each with its discharge, continuing-care plan and check-ins.

use super::begin::Begin;
use crate::desk::{clock, pages};
use chrono::NaiveDate;
use clinical::{
    Author, Body, Discharge, EpisodeEvent, Kind, Kinded, LevelOfCare,
    aftercare::{CheckIn, CheckInDue, CheckInState, ContinuingCare},
    episode::{EpisodeEventKind, EpisodeOfCare},
};
use keeper::protocol::{Signed, ThreadView};
use leptos::prelude::*;
use record::{DocId, Event, Status};
use ui::{Banner, ButtonKind, Glyph, Icon, Mark, StateMark, Tone};

/// The overview.
#[component]
pub(super) fn Overview(thread: ThreadView) -> impl IntoView {
    let thread = StoredValue::new(thread);
    let doubts = thread.with_value(|thread| !thread.episodes.unplaced.is_empty());
    let doubts = doubts.then(|| {
        view! { <Banner tone=Tone::Owed words="A discharge, readmission or transfer does not fit the others. Look at the list, and mark the one that is wrong as entered in error."/> }
    });
    let episodes = thread.with_value(|thread| thread.episodes.iter().rev().cloned().collect::<Vec<_>>());
    let unplaced = thread.with_value(unplaced);
    let last = episodes.first().map(|episode| episode.number);
    let each = episodes.into_iter().map(|episode| {
        let is_last = Some(episode.number) == last;
        thread.with_value(|thread| drawn(thread, &episode, is_last))
    });
    view! { {doubts}{unplaced}{each.collect_view()} }
}

/// Whether I may write one of this kind.
fn may(thread: &ThreadView, kind: Kind) -> bool {
    thread.may_write && kind.may_author(Author { role: thread.role, trainee: thread.trainee }, Event::Save)
}

/// My draft of a kind.
fn draft<T: Kinded>(thread: &ThreadView, fits: impl Fn(&T) -> bool) -> Option<DocId> {
    thread.of::<T>().find(|(signed, one)| signed.is_draft() && fits(one)).map(|(signed, _)| signed.doc)
}

fn make<T: Into<Body> + Clone + Send + Sync + 'static>(one: T) -> Callback<(), Body> {
    Callback::new(move |()| one.clone().into())
}

/// `Oct 5, 2026 to Nov 20, 2026`.
fn span(episode: &EpisodeOfCare) -> String {
    let from = episode.from.map_or_else(|| "Day not known".to_owned(), clock::day);
    match episode.to {
        Some(to) => format!("{from} to {}", clock::day(to)),
        None => format!("Since {from}"),
    }
}

fn drawn(thread: &ThreadView, episode: &EpisodeOfCare, last: bool) -> AnyView {
    let several = thread.episodes.are_several();
    let title = if several { episode.name() } else { "This episode of care".to_owned() };
    let how = episode.ending.map(|ending| format!(" · {}", ending.label())).unwrap_or_default();
    let (id, of) = (format!("episode-{}", episode.number), format!("episode-{}", episode.number));
    view! {
        <section class="care-episode" aria-labelledby=of>
            <header class="spread">
                <div><h2 id=id>{title}</h2><p class="soft">{span(episode)}{how}</p></div>
                <div class="cluster">{last.then(|| acts(thread, episode))}</div>
            </header>
            <ul class="list">{course(thread, episode)}</ul>
            {check_ins(thread, episode, last)}
        </section>
    }
    .into_any()
}

/// What can be begun now.
fn acts(thread: &ThreadView, episode: &EpisodeOfCare) -> AnyView {
    let record = thread.record;
    let open = episode.is_open();
    let event = may(thread, Kind::EpisodeEvent).then(|| {
        let kind = if open { EpisodeEventKind::Transfer } else { EpisodeEventKind::Readmission };
        let draft = draft::<EpisodeEvent>(thread, |_| true);
        let word = if open { "Record a transfer" } else { "Readmit" };
        let weight = if open { ButtonKind::Quiet } else { ButtonKind::First };
        let event = EpisodeEvent { kind, ..thread.begin_episode_event() };
        view! { <Begin record kind=Kind::EpisodeEvent draft word=word.to_owned() weight make=make(event)/> }
    });
    let plan = may(thread, Kind::ContinuingCare).then(|| {
        let draft = draft::<ContinuingCare>(thread, |_| true);
        let there = thread.continuing_care(episode).is_some();
        let word = if there { "Revise continuing-care plan" } else { "Write continuing-care plan" };
        let weight = if open && !there { ButtonKind::First } else { ButtonKind::Plain };
        let begun = thread.begin_continuing_care();
        view! { <Begin record kind=Kind::ContinuingCare draft word=word.to_owned() weight make=make(begun)/> }
    });
    let discharge = (open && may(thread, Kind::Discharge)).then(|| {
        let draft = draft::<Discharge>(thread, |_| true);
        view! { <Begin record kind=Kind::Discharge draft word="Discharge".to_owned() make=make(thread.begin_discharge())/> }
    });
    let contact = (!open && may(thread, Kind::CheckIn)).then(|| {
        let draft = draft::<CheckIn>(thread, |one| one.due.is_none());
        view! { <Begin record kind=Kind::CheckIn draft word="Record a contact".to_owned() weight=ButtonKind::Quiet make=make(thread.begin_check_in(None))/> }
    });
    view! { {plan}{discharge}{event}{contact} }.into_any()
}

/// Readmission, transfers, continuing-care plan and discharge, in the order in which they came.
fn course(thread: &ThreadView, episode: &EpisodeOfCare) -> AnyView {
    let record = thread.record;
    let mut rows: Vec<(NaiveDate, AnyView)> = Vec::new();
    if let Some(from) = episode.from.filter(|_| episode.opened_by.is_none()) {
        let href = pages::list(record, Kind::Profile);
        rows.push((from, line(href, "Admission".to_owned(), clock::day(from), Mark::Ok, "In the profile")));
    }
    for step in &episode.steps {
        let title = if Some(step.doc) == episode.opened_by { "Readmission" } else { "Transfer" };
        let level = step.level.as_ref().map(LevelOfCare::text).unwrap_or_default();
        let small = [clock::day(step.on), level, step.program.clone()];
        let small = small.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let href = pages::one(record, Kind::EpisodeEvent, step.doc);
        rows.push((step.on, line(href, title.to_owned(), small, Mark::Signed, "Signed")));
    }
    if let Some((signed, plan)) = thread.continuing_care(episode) {
        let href = pages::one(record, Kind::ContinuingCare, signed.doc);
        let small = plan.on.map(clock::day).unwrap_or_default();
        let row = line(
            href,
            "Continuing-care plan".to_owned(),
            small,
            Mark::Signed,
            format!("Copy: {}", plan.copy.label().to_lowercase()),
        );
        rows.push((plan.on.unwrap_or_default(), row));
    }
    if let Some((doc, to)) = episode.discharge.zip(episode.to) {
        let small = [Some(clock::day(to)), episode.ending.map(|ending| ending.label().to_owned())];
        let small = small.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let href = pages::one(record, Kind::Discharge, doc);
        rows.push((to, line(href, "Discharge".to_owned(), small, Mark::Signed, "Signed")));
    }
    record::order::sort_by_key(&mut rows, |(on, _)| *on);
    rows.into_iter().map(|(_, row)| row).collect_view().into_any()
}

fn line(href: String, title: String, small: String, mark: Mark, word: impl Into<String>) -> AnyView {
    let word = word.into();
    view! { <li><a href=href><b>{title}</b><small>{small}</small><StateMark is=mark word/></a></li> }.into_any()
}

/// The check-ins of an episode that ended.
fn check_ins(thread: &ThreadView, episode: &EpisodeOfCare, last: bool) -> AnyView {
    if episode.discharge.is_none() {
        return ().into_any();
    }
    let all = thread.check_ins(episode);
    let between = thread.counting_of::<CheckIn>().filter(|(_, one)| one.discharge == episode.discharge && one.due.is_none());
    let between: Vec<AnyView> = between.map(|(signed, one)| contact(thread, signed, one)).collect();
    let none = (all.is_empty() && between.is_empty())
        .then(|| view! { <p class="soft">"No check-ins: the client does not want them."</p> });
    let rows = all.into_iter().map(|due| check_in(thread, due, last)).collect_view();
    view! {
        <h3 class="over">"Check-ins"</h3>
        {none}
        <ul class="list care-checks">{rows}{between}</ul>
    }
    .into_any()
}

fn contact(thread: &ThreadView, signed: &Signed, one: &CheckIn) -> AnyView {
    let href = pages::one(thread.record, Kind::CheckIn, signed.doc);
    let day = one.on.map(clock::day).unwrap_or_default();
    line(href, one.name(), day, Mark::Signed, one.outcome.label())
}

fn check_in(thread: &ThreadView, due: CheckInDue, last: bool) -> AnyView {
    let record = thread.record;
    let title = if due.days == 1 { "1 day".to_owned() } else { format!("{} days", due.days) };
    let day = clock::day(due.on);
    let word = |doc: DocId| {
        let found = thread.of::<CheckIn>().find(|(signed, _)| signed.doc == doc);
        found.map(|(_, one)| one.outcome.label()).unwrap_or_default()
    };
    match due.state {
        CheckInState::Made(doc) => line(pages::one(record, Kind::CheckIn, doc), title, day, Mark::Ok, word(doc)),
        CheckInState::Missed(doc) => line(pages::one(record, Kind::CheckIn, doc), title, day, Mark::Returned, word(doc)),
        CheckInState::Coming => {
            view! { <li><div><b>{title}</b><small>{day}</small><span class="quiet">"Coming"</span></div></li> }.into_any()
        }
        CheckInState::Due => {
            let is = if due.is_overdue(thread.today) { "Overdue" } else { "Due today" };
            let begin = (last && may(thread, Kind::CheckIn)).then(|| {
                let draft = draft::<CheckIn>(thread, |one| one.due == Some(due.days));
                let begun = thread.begin_check_in(Some(due.days));
                view! { <Begin record kind=Kind::CheckIn draft word="Check in".to_owned() make=make(begun)/> }
            });
            view! { <li><div><b>{title}</b><small>{day}</small><StateMark is=Mark::Owed word=is/>{begin}</div></li> }.into_any()
        }
    }
}

/// What fits into no episode, and what was entered in error: each leads to its page.
fn unplaced(thread: &ThreadView) -> AnyView {
    let record = thread.record;
    let kind = |doc: DocId| {
        let found = thread.documents.iter().find(|one| one.signed.doc == doc)?;
        Some((found.body.kind(), found.signed.status))
    };
    let rows = thread.episodes.unplaced.iter().filter_map(|doc| {
        let (kind, status) = kind(*doc)?;
        (!matches!(status, Status::EnteredInError)).then(|| {
            view! { <li><a href=pages::one(record, kind, *doc)><Icon glyph=Glyph::Danger/><b>{kind.noun()}</b></a></li> }
        })
    });
    view! { <ul class="plain">{rows.collect_view()}</ul> }.into_any()
}
