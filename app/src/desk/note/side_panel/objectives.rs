//! The plan beside the sheet: its active objectives, each linked with one click.

use super::{plan_of, progress::Progress};
use crate::desk::{clock, note::writing::Writing, pages};
use clinical::{
    Kind,
    plan::{
        LineId, Objective, Plan,
        progress::{History, current, histories},
    },
};
use keeper::protocol::PlanBeside;
use leptos::prelude::*;
use record::{DocId, RecordId};
use ui::{Button, ButtonKind};

/// An objective as it is offered.
#[derive(Clone, PartialEq)]
pub(super) struct Offer {
    pub(super) objective: Objective,
    pub(super) number: String,
    /// Its status, its current value, its date.
    how: String,
    /// The value before this note.
    pub(super) before: Option<i32>,
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
        <h2 class="over">"Objectives"</h2>
        <p class="last soft">"No plan in effect. "<a href=pages::list(record, Kind::Plan)>"Open plan"</a></p>
    }
}

#[component]
fn Beside(
    writing: Writing,
    /// The version its links name.
    beside: PlanBeside,
) -> impl IntoView {
    let PlanBeside { doc, number, plan } = beside;
    let newer = Memo::new(move |_| {
        writing.beside(|view| view.in_force.as_ref().filter(|force| force.doc != doc).map(|force| (force.doc, force.number)))
    });
    let offers = Memo::new(move |_| offers(doc, &plan, writing));
    let remarks = writing.suggestions(|found| found.place.of == "links");
    let follow = move || {
        newer.get().map(|(doc, number)| {
            let words = format!("Use plan version {number}");
            view! { <Button kind=ButtonKind::Plain on_press=move |()| writing.edit(|note| note.follow(doc))>{words}</Button> }
        })
    };
    view! {
        <h2 class="over">"Objectives "<span class="quiet">{format!("Plan {number}")}</span></h2>
        {follow}
        <Show when=move || offers.with(Vec::is_empty)><p class="last soft">"No open objective in this version."</p></Show>
        <ol class="objs" id="links" tabindex="-1">
            <For each=move || offers.get() key=|offer| (offer.objective.id.clone(), offer.how.clone()) let(offer)>
                <Line writing offer/>
            </For>
        </ol>
        // Below the list: what comes and goes with each save must not move a choice away under the pointer.
        {move || remarks.get().into_iter().map(|words| view! { <p class="lint" data-is="owed">{words}</p> }).collect_view()}
    }
}

#[component]
fn Line(writing: Writing, offer: Offer) -> impl IntoView {
    let id = offer.objective.id.clone();
    let is = {
        let id = id.clone();
        Memo::new(move |_| {
            (writing.note.with(|note| note.linked(&id).is_some()), writing.open.with(|open| open.as_ref() == Some(&id)))
        })
    };
    let press = {
        let id = id.clone();
        move |_| match is.get_untracked() {
            (false, _) => {
                let first = || writing.note.with_untracked(|note| note.layout().first().map(|section| section.id));
                writing.link(&id, writing.section.get_untracked().or_else(first));
            }
            (true, opened) => writing.open.set((!opened).then(|| id.clone())),
        }
    };
    let (number, statement, how) = (offer.number.clone(), offer.objective.statement.clone(), offer.how.clone());
    let offer = StoredValue::new(offer);
    view! {
        <li class="obj" data-linked=move || is.get().0.then_some("") data-objective=id.to_string()>
            <span class="tie" aria-hidden="true"></span>
            <button type="button" aria-pressed=move || is.get().0.to_string() on:click=press>
                <span class="line-number">{number}</span>
                <span class="statement">{statement}<small>{how}</small></span>
            </button>
            <Show when=move || is.get() == (true, true)><Progress writing offer=offer.get_value()/></Show>
        </li>
    }
}

/// The objectives that are worked on, and those that are linked whatever they are.
fn offers(doc: DocId, plan: &Plan, writing: Writing) -> Vec<Offer> {
    let histories = writing.beside(|view| histories(plan, &view.progress));
    let linked = writing.note.with(|note| note.links.iter().map(|link| link.objective.clone()).collect::<Vec<LineId>>());
    let active: Vec<_> = plan.active_objectives().map(|(_, _, objective)| objective.id.clone()).collect();
    let offered = plan.objectives().filter(|(_, _, objective)| active.contains(&objective.id) || linked.contains(&objective.id));
    let offer = |objective: &Objective| {
        let status = current(doc, plan, &histories, &objective.id).unwrap_or(objective.status).label().to_owned();
        let before = histories.get(&objective.id).and_then(History::value);
        let value = before.and_then(|value| value_text(objective, value));
        let by = objective.target_date.map(|day| format!("by {}", clock::short_day(day)));
        let how = [Some(status), value, by].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        Offer { objective: objective.clone(), number: plan.objective_number(&objective.id).unwrap_or_default(), how, before }
    };
    offered.map(|(_, _, objective)| offer(objective)).collect()
}

/// `2 of 5 evenings`; where it should fall, `3, target 0 drinks`. Nothing without a target.
fn value_text(objective: &Objective, value: i32) -> Option<String> {
    let target = objective.target?;
    let falls = objective.baseline.is_some_and(|baseline| baseline > target);
    let between = if falls { ", target" } else { " of" };
    Some(format!("{value}{between} {target} {}", objective.unit.trim()).trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_current_value_is_shown_with_its_target() {
        let mut objective = Objective::new(LineId::new("o1").unwrap(), 1, "Cooks at home");
        assert_eq!(value_text(&objective, 2), None);
        objective.target = Some(5);
        assert_eq!(value_text(&objective, 2).as_deref(), Some("2 of 5"));
        objective.unit = "evenings".into();
        assert_eq!(value_text(&objective, 2).as_deref(), Some("2 of 5 evenings"));
        (objective.baseline, objective.target) = (Some(7), Some(0));
        assert_eq!(value_text(&objective, 3).as_deref(), Some("3, target 0 evenings"));
    }
}
