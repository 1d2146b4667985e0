//! Contacts after the session: planned, and with their result.

use super::super::{
    labels::{day_or, options_or},
    page::part,
    writing::{Opened, Writing},
};
use super::nothing;
use crate::desk::{
    clock,
    form::{Day, Line, List, Part, Pick, Remarks, Several, Text, Tick},
};
use clinical::intervention::{FollowUp, Intervention, Outcome, Step};
use leptos::prelude::*;
use ui::{Mark, StateMark};

/// The part.
#[component]
pub(crate) fn FollowUps(writing: Writing) -> impl IntoView {
    let rows = writing.read(|all| all.follow_ups.clone());
    let read = move || {
        let body = move || {
            match rows.get() {
            rows if rows.is_empty() => nothing("The next contact, whatever was answered. The door stays open."),
            rows => view! {
                <div class="rows">
                    <table class="table">
                        <thead><tr><th scope="col">"When"</th><th scope="col">"With"</th><th scope="col">"Result"</th></tr></thead>
                        <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            }
            .into_any(),
        }
        };
        view! { {body} }.into_any()
    };
    let small = Signal::stored("also with the family".to_owned());
    part(writing, Opened::At(Step::FollowUp), "Follow-up", small, read, move || {
        let list = List::of(writing.form, "follow-up", |all| &all.follow_ups, |all| &mut all.follow_ups);
        let remark = writing.form.remark("intervention-follow-ups".to_owned());
        view! {
            <Remarks wrong=Signal::stored(None) remark/>
            <Several list name="intervention-follow-ups".to_owned() legend="Contacts" one="follow-up" add="Add follow-up" first="on"
                blank=FollowUp::default draw=one/>
        }
        .into_any()
    })
}

fn row(one: FollowUp) -> AnyView {
    let FollowUp { on, time, with, done, result, outcome } = one;
    let when = [day_or(on, "No day"), time.trim().to_owned()];
    let when = when.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let overdue = !done && on.is_some_and(|on| on < clock::today());
    let result = if done {
        let answer = outcome.map(|outcome| view! { <b>{outcome.label()}</b>". " });
        view! { <span>{answer}{result}</span> }.into_any()
    } else {
        let word = if overdue { "Was planned" } else { "Planned" };
        view! { <StateMark is=Mark::Owed word/> }.into_any()
    };
    view! { <tr><th scope="row">{when}</th><td>{with}</td><td>{result}</td></tr> }.into_any()
}

fn one(at: Part<Intervention, FollowUp>, _number: usize) -> AnyView {
    let done = Memo::new(move |_| at.read_now(|one| one.done));
    let answers = options_or("No new answer", Outcome::ALL, Outcome::id, Outcome::label);
    view! {
        <div class="pair">
            <Day at field="on" label="Day" get=|one: &FollowUp| one.on set=|one, day| one.on = day/>
            <Line at field="time" label="Time" get=|one: &FollowUp| &one.time set=|one| &mut one.time/>
        </div>
        <Line at field="with" label="With whom, and how" get=|one: &FollowUp| &one.with set=|one| &mut one.with/>
        <Tick at field="done" get=|one: &FollowUp| one.done set=|one, on| one.done = on>"It took place, or was tried"</Tick>
        <Show when=move || done.get()>
            <Text at field="result" label="Result" get=|one: &FollowUp| &one.result set=|one| &mut one.result/>
            <Pick at field="outcome" label="What the person answered there" options=answers.clone()
                get=|one: &FollowUp| one.outcome.map_or("", Outcome::id).to_owned() set=|one, id| one.outcome = Outcome::from_id(id)/>
        </Show>
    }
    .into_any()
}
