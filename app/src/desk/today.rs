//! The first page of those who write: what is to do, most urgent first, each line leading to where it is done.

mod first_day;
mod lists;
mod row;
mod todo;

pub(crate) use lists::{RecentlySignedPage, WaitingPage};

use crate::desk::{
    ask::Asked,
    clock,
    draft::without_discarded,
    me::use_mine,
    page::{Heading, Trouble, Waiting},
    pages,
};
use clinical::Kind;
use first_day::FirstDay;
use keeper::protocol::TodayView;
use leptos::prelude::*;
use record::RecordId;
use row::Row;
use todo::{Todo, Urgency, todos};
use ui::{Glyph, Icon, StateMark};

/// Whether there is nothing yet: no client, and nothing due of what is no chart.
fn is_first_day(today: &TodayView) -> bool {
    today.clients == 0 && today.plans_due.is_empty()
}

/// The most clients for whom a note can be started from here.
const SEEN: usize = 5;

/// Today.
#[component]
pub(crate) fn TodayPage() -> impl IntoView {
    let asked = use_mine();
    if let Some(asked) = asked {
        asked.renew();
    }
    view! {
        <header class="day"><Heading title=clock::long_day(clock::today())/>{asked.map(|asked| view! { <Counted asked/> })}</header>
        {asked.map(|asked| view! { <Board asked/> })}
    }
}

/// `4 to do: 1 safety, 1 overdue.`
#[component]
fn Counted(asked: Asked<TodayView>) -> impl IntoView {
    let all = Memo::new(move |_| asked.pick(|today| (!is_first_day(today)).then(|| todos(today))));
    move || {
        let all = all.get()?;
        let count = |urgency: Urgency| all.iter().filter(|todo| todo.urgency == urgency).count();
        let marks = [Urgency::Safety, Urgency::Overdue].into_iter().filter(|urgency| count(*urgency) > 0);
        let marks: Vec<_> = marks
            .map(|urgency| view! { " "<StateMark is=urgency.mark() word=format!("{} {}", count(urgency), urgency.label().to_lowercase())/> })
            .collect();
        let colon = if marks.is_empty() { "" } else { ":" };
        Some(view! { <p><b>{format!("{} to do", all.len())}</b>{colon}{marks}</p> })
    }
}

#[component]
fn Board(
    /// What is to do.
    asked: Asked<TodayView>,
) -> impl IntoView {
    move || match asked.get() {
        None => view! { <Waiting/> }.into_any(),
        Some(Err(problem)) => view! { <Trouble problem on_again=move |()| asked.again()/> }.into_any(),
        Some(Ok(today)) if is_first_day(&today) => view! { <FirstDay/> }.into_any(),
        Some(Ok(mut today)) => {
            today.drafts = without_discarded(std::mem::take(&mut today.drafts), |row| &row.note);
            view! {
            <div class="split today">
                <TodoList all=todos(&today) recent=today.recent.len() waiting=today.awaiting_others.len()/>
                <StartNote today/>
            </div>
            }
            .into_any()
        }
    }
}

/// Clients seen lately, each with a new note.
#[component]
fn StartNote(today: TodayView) -> impl IntoView {
    let mut seen: Vec<(RecordId, String, String)> = Vec::new();
    for row in today.recent {
        if seen.len() < SEEN && seen.iter().all(|(record, ..)| *record != row.record) {
            let last = row.note.summary.day.map(|day| format!("Last note {}", clock::near_day(day))).unwrap_or_default();
            seen.push((row.record, row.client, last));
        }
    }
    let line = |(record, client, last)| {
        let label = format!("Start note: {client}");
        view! {
            <li>
                <div><a href=pages::chart(record)><bdi>{client}</bdi></a><small>{last}</small></div>
                <a class="btn" href=pages::new(record, Kind::Note) aria-label=label>"Start note"</a>
            </li>
        }
    };
    (!seen.is_empty()).then(|| {
        view! {
            <section class="seen" aria-labelledby="seen">
                <h2 id="seen" class="over">"Recent clients"</h2>
                <ul>{seen.into_iter().map(line).collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn TodoList(
    all: Vec<Todo>,
    /// How many notes were signed lately.
    recent: usize,
    /// How many wait for somebody else.
    waiting: usize,
) -> impl IntoView {
    let nothing =
        all.is_empty().then(|| view! { <p class="soft">"Nothing to do. Notes to sign and plans to review appear here."</p> });
    let groups = all.chunk_by(|one, next| one.urgency == next.urgency).map(|group| {
        let title = group.first().map_or("", |first| first.urgency.label());
        let rows = group.iter().cloned().map(|todo| view! { <Row todo/> }).collect_view();
        view! { <h3>{title}" "<span class="count">{group.len()}</span></h3><ul>{rows}</ul> }
    });
    let groups = groups.collect_view();
    let more = |href: &'static str, glyph, words: &'static str, count: usize| {
        (count > 0).then(|| view! { <li><a href=href><Icon glyph/>{words}" "<span class="count">{count}</span></a></li> })
    };
    view! {
        <section class="todo" id="todo" aria-labelledby="todo-title">
            <h2 id="todo-title" class="over">"To do "<span class="quiet">"most urgent first"</span></h2>
            {nothing}
            {groups}
            <ul class="more">
                {more("/signed", Glyph::Signed, "Recently signed", recent)}
                {more("/waiting", Glyph::Wait, "Waiting for others", waiting)}
            </ul>
        </section>
    }
}
