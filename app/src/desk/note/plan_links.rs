//! What of the plan a note worked on: how each linked objective goes, and what was done for it.

use super::writing::Writing;
use crate::desk::form::{Line, Number, Part};
use clinical::{
    Link, Note,
    plan::{LineId, ObjectiveStatus, Plan},
};
use keeper::protocol::PlanBeside;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Check, CheckLook, Glyph, Opt, Select};

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
pub(super) fn PlanLinks(writing: Writing) -> impl IntoView {
    let plan = plan_of(writing);
    let linked =
        Memo::new(move |_| writing.note.with(|note| note.links.iter().map(|link| link.objective.clone()).collect::<Vec<_>>()));
    let owes = Memo::new(move |_| writing.findings().into_iter().find(|lint| lint.place.of == "links").map(|lint| lint.text()));
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
    let at: Part<Note, Link> = Part::which(
        writing.form,
        "link",
        &id,
        |note, id| note.links.iter().find(|link| link.objective.as_str() == id),
        |note, id| note.links.iter_mut().find(|link| link.objective.as_str() == id),
    );
    let given = interventions.into_iter().map(|intervention| {
        let line = StoredValue::new(intervention.id.clone());
        let is = at.read(move |link| line.with_value(|line| link.interventions.contains(line)));
        let turn = move |on: bool| {
            at.edit(|link| {
                let line = line.get_value();
                link.interventions.retain(|other| *other != line);
                if on {
                    link.interventions.push(line);
                }
            });
        };
        let words = if record::is_blank(&intervention.description) { intervention.category.label().to_owned() } else { intervention.description };
        view! { <Check name=format!("given-{}-{}", id, intervention.id) look=CheckLook::Chip checked=is on_change=turn>{words}</Check> }
    });
    let given: Vec<_> = given.collect();
    let has_given = !given.is_empty();
    let untie = move |()| {
        let mut taken = None;
        writing.edit(|note| taken = one.with_value(|id| note.unlink(id)));
        let Some(taken) = taken else { return };
        writing.form.offer_undo("Unlinked the objective.", move |note| {
            if note.linked(&taken.objective).is_none() {
                note.links.push(taken.clone());
            }
        });
    };
    let wrong = writing.wrong(place.clone());
    let value_label = if record::is_blank(&unit) { "Number read".to_owned() } else { format!("Number read, {}", unit.trim()) };
    let progress = at.read(|link| link.progress.map(|status| status.id().to_owned()).unwrap_or_default());
    let choose = move |id: String| at.edit(|link| link.progress = ObjectiveStatus::from_id(&id));
    view! {
        <fieldset class="served" id=place.clone() tabindex="-1">
            <legend><span class="line-number">{number}</span>" "{statement}</legend>
            <div class="pair">
                <Select name=format!("{place}-progress") label="How it goes" options value=progress on_change=choose error=wrong/>
                <Number at field="value" label=value_label get=|link| link.value set=|link, value| link.value = value/>
            </div>
            {has_given.then(|| view! { <div class="field"><span class="legend">"What was done for it"</span><div class="chips">{given}</div></div> })}
            <Line at field="remark" label="In a few words" get=|link| &link.remark set=|link| &mut link.remark/>
            <div><Button kind=ButtonKind::Quiet glyph=Glyph::Close on_press=untie>"Unlink"<span class="hidden-visually">" this objective"</span></Button></div>
        </fieldset>
    }
}
