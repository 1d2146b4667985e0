//! Goals: in the client's own words, and the objectives below.

use super::{
    line::{LineFindings, LineShift},
    objective::Objectives,
    opening::{EditButton, Opening},
    options::options,
    unit::Unit,
    writing::Writing,
};
use crate::desk::{
    clock,
    form::{Day, Line, List, Pick, Text},
    new_id,
    quoted::quoted,
};
use clinical::plan::{Goal, GoalStatus, LineId, Plan, Problem};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Glyph};

/// The goals of a problem.
#[component]
pub(super) fn Goals(
    writing: Writing,
    /// The problem's id.
    id: LineId,
) -> impl IntoView {
    let above = writing.problem(&id);
    let list = List::new(above, "goal", |problem: &Problem| &problem.goals, |problem| &mut problem.goals);
    let ids = list.each(|goal| goal.id.clone());
    let add = move |()| {
        let goal = Goal::new(new_id::line(), "");
        let unit = Unit::Goal(goal.id.clone());
        list.push(goal);
        writing.open(unit);
    };
    let of = above.read(|problem| format!(" to problem {}", problem.number));
    let problem = StoredValue::new(id);
    view! {
        <For each=move || ids.get() key=Clone::clone let(id)><OneGoal writing list problem=problem.get_value() id/></For>
        <div><Button kind=ButtonKind::Quiet glyph=Glyph::Add on_press=add>"Add a goal"<span class="hidden-visually">{of}</span></Button></div>
    }
}

#[component]
fn OneGoal(
    writing: Writing,
    list: List<Plan, Problem, Goal>,
    /// The problem's id.
    problem: LineId,
    id: LineId,
) -> impl IntoView {
    let unit = Unit::Goal(id.clone());
    let own = StoredValue::new(id.clone());
    let (reading, place) = (unit.clone(), writing.goal(&id).id());
    let read = move || view! { <GoalRead writing id=own.get_value() unit=reading.clone()/> };
    let fields = move || view! { <GoalFields writing list id=own.get_value()/> };
    view! {
        <div class="goal-part" id=place tabindex="-1">
            <Opening writing unit read=read fields=fields/>
            <Objectives writing problem id=own.get_value()/>
        </div>
    }
}

/// What it says.
#[component]
fn GoalRead(
    writing: Writing,
    id: LineId,
    /// The same, to be opened.
    unit: Unit,
) -> impl IntoView {
    let at = writing.goal(&id);
    let words = at.read(|goal| quoted(&goal.words));
    let more = at.read(|goal| {
        let by = goal.target_date.map(|day| format!("by {}", clock::short_day(day)));
        let status = (!goal.status.is_open()).then(|| goal.status.label().to_owned());
        let outcome = Some(goal.outcome.trim().to_owned()).filter(|outcome| !outcome.is_empty());
        outcome.into_iter().chain(status).chain(by).collect::<Vec<_>>().join(", ")
    });
    let said = move || match words.get() {
        empty if empty.is_empty() => view! { <span class="quiet">"Not written yet"</span> }.into_any(),
        words => view! { <span class="said">{quoted(&words)}</span> }.into_any(),
    };
    view! {
        <LineFindings writing id=at.id()/>
        <div class="goal-line">
            <dl class="line-facts"><div><dt>"Goal"</dt><dd>{said}<span class="soft">{move || more.get()}</span></dd></div></dl>
            <EditButton writing unit/>
        </div>
    }
}

/// Its fields.
#[component]
fn GoalFields(writing: Writing, list: List<Plan, Problem, Goal>, id: LineId) -> impl IntoView {
    let at = writing.goal(&id);
    let called = list.above.read(|problem| format!("goal of problem {}", problem.number));
    view! {
        <LineFindings writing id=at.id()/>
        <Text at field="words" label="Goal (client’s words)" get=|g| &g.words set=|g| &mut g.words
            hint="What should be different? As the client says it."/>
        <Line at field="outcome" label="Long-term outcome" get=|g| &g.outcome set=|g| &mut g.outcome/>
        <div class="pair">
            <Pick at field="status" label="Status" options=options(GoalStatus::ALL, GoalStatus::id, GoalStatus::label)
                get=|g| g.status.id().to_owned() set=|g, id| g.status = GoalStatus::from_id(id).unwrap_or_default()/>
            <Day at field="target_date" label="Target date" get=|g| g.target_date set=|g, day| g.target_date = day/>
        </div>
        <div class="edit-acts"><LineShift list id own=|goal| &goal.id what=called/></div>
    }
}
