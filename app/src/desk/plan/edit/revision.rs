//! What a revision after a return to use answers, in a part of its own: what worked, ways of coping, the level of care, medication,
//! safety, people and groups, what is measured, when it is looked at again, and why lines stay.

use super::{
    rest::{level_id, level_of, level_options},
    writing::Writing,
};
use crate::desk::{
    form::{Day, Form, Line, List, Part, Pick, Several, Text},
    pages,
};
use clinical::{
    Kind,
    plan::{CopingStep, LineId, Plan, REVISION_REVIEW_DAYS, Revision, kept_lines},
};
use leptos::prelude::*;
use ui::{Field, TextArea};

/// The part; nothing in a version that answers no event.
#[component]
pub(super) fn RevisionAnswers(writing: Writing) -> impl IntoView {
    let event = Memo::new(move |_| writing.plan.with(|plan| plan.head.revision.as_ref().map(|revision| revision.event)));
    let href = move || event.get().map(|doc| pages::one(writing.draft.record, Kind::ReturnToUse, doc));
    move || {
        event.get().is_some().then(|| {
            view! {
                <section class="edit" data-line="revision" aria-labelledby="after-event">
                    <header class="spread">
                        <h4 id="after-event">"After the return to use"</h4>
                        <a class="go-link" href=href>"Read the event"</a>
                    </header>
                    <p class="soft">"What do you know now that the plan did not? Keep what worked, and give the reason for each line. The client reads all of this."</p>
                    <Learned form=writing.form/>
                    <Coping form=writing.form/>
                    <LevelAndSafety form=writing.form/>
                    <People form=writing.form/>
                    <Kept writing/>
                </section>
            }
        })
    }
}

fn answers(form: Form<Plan>) -> Part<Plan, Revision> {
    Part::the(form, "revision", |plan, _| plan.head.revision.as_ref(), |plan, _| plan.head.revision.as_mut())
}

#[component]
fn Learned(form: Form<Plan>) -> impl IntoView {
    let at = answers(form);
    view! {
        <Text at field="helped" label="What worked in the plan so far" get=|r| &r.helped set=|r| &mut r.helped/>
        <Text at field="fell_short" label="What was not enough" get=|r| &r.fell_short set=|r| &mut r.fell_short/>
    }
}

/// The plan's triggers, the event's among them, each with a way of coping.
#[component]
fn Coping(form: Form<Plan>) -> impl IntoView {
    let steps = List::of(form, "coping", |plan| &plan.triggers, |plan| &mut plan.triggers);
    view! {
        <Several list=steps name="revision-coping".to_owned() legend="Triggers, each with a coping plan" one="trigger" add="Add a trigger" first="trigger"
            blank=CopingStep::default draw=step/>
    }
}

fn step(at: Part<Plan, CopingStep>, number: usize) -> AnyView {
    view! {
        <div class="pair">
            <Line at field="trigger" label=format!("Trigger {number}") get=|one| &one.trigger set=|one| &mut one.trigger/>
            <Line at field="coping" label=format!("When it comes again {number}") get=|one| &one.coping set=|one| &mut one.coping/>
        </div>
    }
    .into_any()
}

#[component]
fn LevelAndSafety(form: Form<Plan>) -> impl IntoView {
    let (at, of) = (form.whole("revision"), answers(form));
    // One line of the plan for each line that is typed.
    let safety = form.bind(
        "revision-harm-reduction".to_owned(),
        |plan: &Plan| plan.harm_reduction.join("\n"),
        |plan, text: String| plan.harm_reduction = text.split('\n').map(str::to_owned).collect(),
    );
    view! {
        <Pick at field="level" label="Level of care decided" options=level_options()
            get=|p: &Plan| p.level.as_ref().map(level_id).unwrap_or_default() set=|p, id| p.level = level_of(id)/>
        <Text at field="level_reason" label="Why this level of care" get=|p: &Plan| &p.level_reason set=|p| &mut p.level_reason/>
        <Text at=of field="medication_considered" label="Medication: what was considered" get=|r| &r.medication_considered
            set=|r| &mut r.medication_considered hint="Enter this even if nothing changes, and why."/>
        <TextArea name=safety.name label="Safety and naloxone" value=safety.value on_input=safety.write error=safety.wrong>
            "One line for each: naloxone at home and who knows, tolerance is lower now, testing, not alone."
        </TextArea>
    }
}

#[component]
fn People(form: Form<Plan>) -> impl IntoView {
    let (at, of) = (form.whole("revision"), answers(form));
    view! {
        <Text at=of field="groups" label="Supports and community groups" get=|r| &r.groups set=|r| &mut r.groups
            hint="Which, when, and who comes along the first time; or why none."/>
        <Text at=of field="family" label="Family" get=|r| &r.family set=|r| &mut r.family
            hint="Who takes part and how, or why nobody does."/>
        <Text at field="measures" label="What is measured, and when" get=|p: &Plan| &p.measures set=|p| &mut p.measures/>
        <Day at field="review_date" label="Review date" get=|p: &Plan| p.review_date set=|p, day| p.review_date = day
            hint=format!("Within {REVISION_REVIEW_DAYS} days.")/>
    }
}

/// Lines that stay as they were: each is kept for a reason.
#[component]
fn Kept(writing: Writing) -> impl IntoView {
    let ids = Memo::new(move |_| {
        let kept = |plan: &Plan| writing.thread(|thread| thread.base(plan).map(|base| kept_lines(base, plan)));
        writing.plan.with(kept).unwrap_or_default()
    });
    view! {
        <Show when=move || !ids.with(Vec::is_empty)>
            <h5>"Objectives that stay, and why"</h5>
            <For each=move || ids.get() key=Clone::clone let(id)><Why writing id/></For>
        </Show>
    }
}

#[component]
fn Why(writing: Writing, id: LineId) -> impl IntoView {
    let (field, own) = (format!("line-{id}-reason"), StoredValue::new(id));
    let label = Signal::derive(move || {
        let named = |plan: &Plan, id: &LineId| {
            let number = plan.objective_number(id).unwrap_or_default();
            plan.objective(id).map(|(_, _, objective)| format!("Why {number} stays: {}", objective.statement.trim()))
        };
        own.with_value(|id| writing.plan.with(|plan| named(plan, id))).unwrap_or_default()
    });
    let value = Signal::derive(move || {
        writing.plan.with(|plan| own.with_value(|id| plan.head.reasons.get(id).cloned().unwrap_or_default()))
    });
    let typed = move |text: String| {
        let id = own.get_value();
        writing.edit(|plan| {
            if text.is_empty() {
                plan.head.reasons.remove(&id)
            } else {
                plan.head.reasons.insert(id, text)
            };
        });
    };
    view! { <Field name=field.clone() label value on_input=typed error=writing.form.wrong(field)/> }
}
