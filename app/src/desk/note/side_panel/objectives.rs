//! The plan beside the sheet: its active objectives, each linked with one click.

use crate::desk::{
    clock,
    note::{plan_links::plan_of, writing::Writing},
    pages,
};
use clinical::{
    Kind,
    plan::{
        Objective, Plan,
        progress::{History, current, histories},
    },
};
use keeper::protocol::PlanBeside;
use leptos::prelude::*;
use record::{DocId, RecordId};
use ui::{Button, ButtonKind};

/// An objective as it is offered.
#[derive(Clone, PartialEq)]
struct Offer {
    objective: Objective,
    number: String,
    how: String,
}

/// The objectives of the version in force.
#[component]
pub(super) fn Objectives(writing: Writing) -> impl IntoView {
    let record = writing.draft.record;
    let plan = plan_of(writing);
    move || match plan.get() {
        None => view! { <NoPlan record/> }.into_any(),
        Some(beside) => view! { <Beside writing beside/> }.into_any(),
    }
}

#[component]
fn NoPlan(record: RecordId) -> impl IntoView {
    view! {
        <h3 class="over">"Plan"</h3>
        <p class="last soft">"No plan is in force yet. "<a href=pages::list(record, Kind::Plan)>"To the plan"</a></p>
    }
}

#[component]
fn Beside(
    writing: Writing,
    /// The version its links name.
    beside: PlanBeside,
) -> impl IntoView {
    let newer = Memo::new({
        let doc = beside.doc;
        move |_| {
            writing
                .asked
                .pick(|view| view.in_force.as_ref().filter(|force| force.doc != doc).map(|force| (force.doc, force.number)))
        }
    });
    let offers = Memo::new({
        let (doc, plan) = (beside.doc, beside.plan.clone());
        move |_| offers(doc, &plan, writing)
    });
    let follow = move || {
        newer.get().map(|(doc, number)| {
            let words = format!("Move to version {number}");
            view! { <Button kind=ButtonKind::Plain on_press=move |()| writing.edit(|note| note.follow(doc))>{words}</Button> }
        })
    };
    view! {
        <h3 class="over">{format!("Plan, version {}", beside.number)}</h3>
        {follow}
        {move || if offers.with(Vec::is_empty) {
            view! { <p class="last soft">"No objective of this version is open."</p> }.into_any()
        } else {
            view! { <p class="label">"Tap an objective to tie it to this note."</p> }.into_any()
        }}
        <ol class="objs">
            <For each=move || offers.get() key=|offer| (offer.objective.id.clone(), offer.how.clone()) let(offer)>
                <Line writing offer/>
            </For>
        </ol>
    }
}

#[component]
fn Line(writing: Writing, offer: Offer) -> impl IntoView {
    let Offer { objective, number, how } = offer;
    let id = objective.id.clone();
    let linked = Memo::new({
        let id = id.clone();
        move |_| writing.note.with(|note| note.linked(&id).is_some())
    });
    let turn = move |_| {
        let named = untrack(|| writing.asked.pick(|view| view.plan().map(|plan| plan.doc)));
        writing.edit(|note| {
            if note.unlink(&id).is_none() {
                note.plan = note.plan.or(named);
                note.link(id.clone());
            }
        });
    };
    view! {
        <li class="obj" data-linked=move || linked.get().then_some("")>
            <span class="tie" aria-hidden="true"></span>
            <button type="button" aria-pressed=move || linked.get().to_string() on:click=turn>
                <span class="line-number">{number}</span>
                <span class="statement">{objective.statement}<small>{how}</small></span>
            </button>
        </li>
    }
}

/// The objectives that are worked on, and those that are linked whatever they are.
fn offers(doc: DocId, plan: &Plan, writing: Writing) -> Vec<Offer> {
    let histories = writing.asked.pick(|view| histories(plan, &view.progress));
    let linked = writing.note.with(|note| note.links.iter().map(|link| link.objective.clone()).collect::<Vec<_>>());
    let active: Vec<_> = plan.active_objectives().map(|(_, _, objective)| objective.id.clone()).collect();
    let offered = plan.objectives().filter(|(_, _, objective)| active.contains(&objective.id) || linked.contains(&objective.id));
    let offer = |objective: &Objective| {
        let stands = current(doc, plan, &histories, &objective.id).unwrap_or(objective.status).label().to_lowercase();
        let now = histories.get(&objective.id).and_then(History::value).and_then(|value| read_last(objective, value));
        let by = objective.target_date.map(|day| format!("by {}", clock::short_day(day)));
        let how = [Some(stands), now, by].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        Offer { objective: objective.clone(), number: plan.objective_number(&objective.id).unwrap_or_default(), how }
    };
    offered.map(|(_, _, objective)| offer(objective)).collect()
}

/// `now 2 of 5 evenings`; where it should fall, `now 3, should be 0 drinks`. Nothing without a target.
fn read_last(objective: &Objective, value: i32) -> Option<String> {
    let target = objective.target?;
    let falls = objective.baseline.is_some_and(|baseline| baseline > target);
    let between = if falls { ", should be" } else { " of" };
    Some(format!("now {value}{between} {target} {}", objective.unit.trim()).trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use clinical::plan::LineId;

    #[test]
    fn a_number_read_last_stands_beside_its_target() {
        let mut objective = Objective::new(LineId::new("o1").unwrap(), 1, "Cooks at home");
        assert_eq!(read_last(&objective, 2), None);
        objective.target = Some(5);
        assert_eq!(read_last(&objective, 2).as_deref(), Some("now 2 of 5"));
        objective.unit = "evenings".into();
        assert_eq!(read_last(&objective, 2).as_deref(), Some("now 2 of 5 evenings"));
        (objective.baseline, objective.target) = (Some(7), Some(0));
        assert_eq!(read_last(&objective, 3).as_deref(), Some("now 3, should be 0 evenings"));
    }
}
