//! What of the plan a note worked on: how each linked objective goes, and what was done for it.

use super::writing::Writing;
use crate::desk::{
    draft::offer_undo,
    note::words,
    whole::{NOT_WHOLE, whole},
};
use clinical::{
    Link,
    plan::{LineId, ObjectiveStatus, Plan},
};
use keeper::protocol::{NoteView, PlanBeside};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Check, CheckLook, Entry, Field, Glyph, Opt, Select};

/// The version of the plan whose lines the note's links name: the one it says, or the one in force.
pub(super) fn plan_of(writing: Writing) -> Memo<Option<PlanBeside>> {
    Memo::new(move |_| {
        let named = writing.note.with(|note| note.plan);
        writing.asked.pick(|view| {
            let both = [view.linked.as_ref(), view.in_force.as_ref()];
            let said = both.into_iter().flatten().find(|plan| Some(plan.doc) == named);
            said.or(view.in_force.as_ref()).cloned()
        })
    })
}

/// The part of the sheet with one block for each linked objective.
#[component]
pub(super) fn Served(
    /// The note.
    writing: Writing,
) -> impl IntoView {
    let plan = plan_of(writing);
    let linked =
        Memo::new(move |_| writing.note.with(|note| note.links.iter().map(|link| link.objective.clone()).collect::<Vec<_>>()));
    let owes =
        Memo::new(move |_| writing.findings().into_iter().find(|lint| lint.place == "links").map(|lint| words::told(&lint)));
    let shown = move || plan.with(Option::is_some) && (!linked.with(Vec::is_empty) || owes.with(Option::is_some));
    view! {
        <Show when=shown>
            <section class="part" id="links" tabindex="-1">
                <div class="write form">
                    <h3>"What this worked on"</h3>
                    <For each=move || linked.get() key=|id| id.clone() let(id)>
                        {move || plan.get().map(|beside| view! { <Block writing plan=beside.plan id=id.clone()/> })}
                    </For>
                    <Show when=move || linked.with(Vec::is_empty)>
                        <p class="soft">"Nothing is tied to the plan yet: tap an objective beside the sheet."</p>
                    </Show>
                </div>
                <div class="margin">{move || owes.get().map(|words| view! { <div class="lint">{words}</div> })}</div>
            </section>
        </Show>
    }
}

#[component]
fn Block(
    /// The note.
    writing: Writing,
    /// The version of the plan.
    plan: Plan,
    /// Which objective.
    id: LineId,
) -> impl IntoView {
    let place = format!("link-{id}");
    let number = plan.objective_number(&id).unwrap_or_default();
    let (statement, unit, interventions) = plan.objective(&id).map_or_else(
        || ("An objective no longer in the plan".to_owned(), String::new(), Vec::new()),
        |(_, _, objective)| (objective.statement.clone(), objective.unit.clone(), objective.interventions.clone()),
    );
    let mut options = vec![Opt::new("", "Not said")];
    options.extend(ObjectiveStatus::ALL.iter().map(|status| Opt::new(status.id(), status.label())));
    let one = StoredValue::new(id.clone());
    let part = move |get: fn(&Link) -> String| {
        writing.part(move |note| one.with_value(|id| note.linked(id).map(get)).unwrap_or_default())
    };
    let edit = move |change: Box<dyn FnOnce(&mut Link)>| {
        let id = one.get_value();
        writing.edit(|note| {
            if let Some(link) = note.linked_mut(&id) {
                change(link);
            }
        });
    };
    let given = interventions.into_iter().map(|intervention| {
        let line = StoredValue::new(intervention.id.clone());
        let is = writing.part(move |note| {
            one.with_value(|id| note.linked(id).is_some_and(|link| line.with_value(|line| link.interventions.contains(line))))
        });
        let turn = move |on: bool| {
            edit(Box::new(move |link| {
                let line = line.get_value();
                link.interventions.retain(|other| *other != line);
                if on {
                    link.interventions.push(line);
                }
            }));
        };
        let words = if intervention.description.trim().is_empty() { intervention.category.label().to_owned() } else { intervention.description };
        view! { <Check name=format!("given-{}-{}", id, intervention.id) look=CheckLook::Chip checked=is on_change=turn>{words}</Check> }
    });
    let given: Vec<_> = given.collect();
    let has_given = !given.is_empty();
    let untie = move |()| {
        let mut taken = None;
        writing.edit(|note| taken = one.with_value(|id| note.unlink(id)));
        let Some(taken) = taken else { return };
        offer_undo("The objective is untied.", move || {
            writing.edit(|note| {
                if note.linked(&taken.objective).is_none() {
                    note.links.push(taken.clone());
                }
            });
        });
    };
    let wrong = writing.wrong(place.clone());
    let value_label = if unit.trim().is_empty() { "Number read".to_owned() } else { format!("Number read, {}", unit.trim()) };
    let remark = part(|link| link.remark.clone());
    // The field keeps its own half-typed state: written back, that would be wiped.
    let value = part(|link| link.value.map(|value| value.to_string()).unwrap_or_default()).get_untracked();
    let odd = RwSignal::new(false);
    let read = move |text: String| {
        let number = whole(&text);
        odd.set(number.is_err());
        let number = number.unwrap_or_default().and_then(|number| i32::try_from(number).ok());
        edit(Box::new(move |link| link.value = number));
    };
    view! {
        <fieldset class="served" id=place.clone() tabindex="-1">
            <legend><span class="no">{number}</span>" "{statement}</legend>
            <div class="pair">
                <Select name=format!("{place}-progress") label="How it goes" options value=part(|link| link.progress.map(|status| status.id().to_owned()).unwrap_or_default())
                    on_change=move |id: String| edit(Box::new(move |link| link.progress = ObjectiveStatus::from_id(&id))) error=wrong/>
                <Field name=format!("{place}-value") label=value_label kind=Entry::Number value=Signal::stored(value)
                    on_input=read error=Signal::derive(move || odd.get().then(|| NOT_WHOLE.to_owned()))/>
            </div>
            {has_given.then(|| view! { <div class="field"><span class="legend">"What was done for it"</span><div class="chips">{given}</div></div> })}
            <Field name=format!("{place}-remark") label="In a few words" value=remark
                on_input=move |text: String| edit(Box::new(move |link| link.remark = text))/>
            <div><Button kind=ButtonKind::Quiet glyph=Glyph::Close on_press=untie>"Untie"<span class="hidden-visually">" this objective"</span></Button></div>
        </fieldset>
    }
}

/// What a note says about objectives, one line each; empty where it is linked to none.
pub(crate) fn worked_on(view: &NoteView) -> String {
    let Some(beside) = view.plan() else { return String::new() };
    let line = |link: &Link| {
        let statement =
            beside.plan.objective(&link.objective).map_or(String::new(), |(_, _, objective)| objective.statement.clone());
        let remark = link.remark.trim();
        let done: Vec<&str> = beside
            .plan
            .objective(&link.objective)
            .map(|(_, _, objective)| {
                objective
                    .interventions
                    .iter()
                    .filter(|one| link.interventions.contains(&one.id))
                    .map(|one| one.description.trim())
                    .collect()
            })
            .unwrap_or_default();
        let parts = [link.text(&beside.plan), statement, done.join(", "), remark.to_owned()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    view.note.links.iter().map(line).collect::<Vec<_>>().join("\n")
}
