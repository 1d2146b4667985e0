//! Goals: in the client's own words, and the steps below.

use super::{
    line::{LineFindings, LineShift},
    objective::Objectives,
    options::options,
    writing::Writing,
};
use crate::desk::{
    form::{Day, Line, List, Pick, Text},
    new_id,
    page::go_soon,
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
        let field = format!("goal-{}-words", goal.id);
        list.push(goal);
        go_soon(field);
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
    let at = writing.goal(&id);
    let called = list.above.read(|problem| format!("Goal of problem {}", problem.number));
    let heading = format!("called-{id}");
    view! {
        <section class="edit" data-line="goal" id=at.id() tabindex="-1" aria-labelledby=heading.clone()>
            <header class="spread"><h5 id=heading.clone()>{called}</h5><LineShift list id=id.clone() own=|goal| &goal.id what=called/></header>
            <LineFindings writing id=at.id()/>
            <Text at field="words" label="In the client’s words" get=|g| &g.words set=|g| &mut g.words
                hint="What should be different? As the client says it."/>
            <Line at field="outcome" label="Long-term outcome" get=|g| &g.outcome set=|g| &mut g.outcome/>
            <div class="pair">
                <Pick at field="status" label="Status" options=options(GoalStatus::ALL, GoalStatus::id, GoalStatus::label)
                    get=|g| g.status.id().to_owned() set=|g, id| g.status = GoalStatus::from_id(id).unwrap_or_default()/>
                <Day at field="target_date" label="By when" get=|g| g.target_date set=|g, day| g.target_date = day/>
            </div>
            <Objectives writing problem id/>
        </section>
    }
}
