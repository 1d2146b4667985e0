//! The first page of those who write: what is owed, each line leading to where it is done, and what was written lately.

mod first_day;
mod lately;
mod owed;
mod row;

use crate::desk::{
    ask::Asked,
    clock::{self, Owed},
    me::use_mine,
    page::{Heading, Trouble, Waiting},
};
use first_day::FirstDay;
use keeper::protocol::TodayView;
use lately::Lately;
use leptos::prelude::*;
use owed::OwedList;

/// Today.
#[component]
pub(crate) fn TodayPage() -> impl IntoView {
    let title = clock::today().format("%A, %-d %B").to_string();
    let asked = use_mine();
    if let Some(asked) = asked {
        asked.renew();
    }
    let counted = move || asked.map(|asked| asked.pick(summary)).unwrap_or_default();
    view! {
        <header class="day">
            <Heading title/>
            <p>{counted}</p>
        </header>
        {asked.map(|asked| view! { <Board asked/> })}
    }
}

#[component]
fn Board(
    /// What is owed.
    asked: Asked<TodayView>,
) -> impl IntoView {
    move || match asked.get() {
        None => view! { <Waiting/> }.into_any(),
        Some(Err(problem)) => view! { <Trouble problem on_again=move |()| asked.again()/> }.into_any(),
        Some(Ok(today)) if today.clients == 0 => view! { <FirstDay/> }.into_any(),
        Some(Ok(today)) => view! {
            <div class="split today">
                <Lately rows=today.recent.clone()/>
                <OwedList today/>
            </div>
        }
        .into_any(),
    }
}

/// `Eight things are owed; one is over its time.`
fn summary(today: &TodayView) -> String {
    let owed = today.drafts.len() + today.returned.len() + today.to_attest.len() + today.plans_due.len();
    let plans = today.plans_due.iter().filter(|row| row.overdue).count();
    let over =
        plans + today.drafts.iter().filter(|row| row.due.is_some_and(|due| matches!(clock::owed(due), Owed::Over(_)))).count();
    let first = match owed {
        0 if today.clients == 0 => return String::new(),
        0 => return "Nothing is owed.".to_owned(),
        1 => "One thing is owed".to_owned(),
        many => format!("{} things are owed", clock::number(many)),
    };
    match over {
        0 => format!("{first}, nothing is over its time."),
        1 => format!("{first}; one is over its time."),
        many => format!("{first}; {} are over their time.", clock::number(many).to_lowercase()),
    }
}
