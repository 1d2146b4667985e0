//! Goals: in the client's own words, and the steps below.

use super::{
    fields::{Day, Kind, Pick, Text, Told},
    objective::Objectives,
    problem::options,
    rows::Shift,
    writing::At,
};
use crate::desk::{fresh, page::focus_field};
use clinical::plan::{Goal, GoalStatus, LineId, Problem};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Glyph};

/// The goals of a problem.
#[component]
pub(super) fn Goals(
    /// The problem.
    at: At<Problem>,
    /// Its id.
    id: LineId,
) -> impl IntoView {
    let ids = Memo::new(move |_| at.part(|problem| problem.goals.iter().map(|goal| goal.id.clone()).collect::<Vec<_>>()).get());
    let add = move |()| {
        let goal = Goal::new(fresh::line(), "");
        let field = format!("goal-{}-words", goal.id);
        at.edit(|problem| problem.goals.push(goal));
        request_animation_frame(move || focus_field(&field));
    };
    let of = at.part(|problem| format!(" to problem {}", problem.number));
    let problem = StoredValue::new(id);
    view! {
        <For each=move || ids.get() key=Clone::clone let(id)><OfGoal above=at problem=problem.get_value() id/></For>
        <div><Button kind=ButtonKind::Quiet glyph=Glyph::Add on_press=add>"Add a goal"<span class="hidden-visually">{of}</span></Button></div>
    }
}

#[component]
fn OfGoal(
    /// The problem.
    above: At<Problem>,
    /// The problem's id.
    problem: LineId,
    /// Which goal.
    id: LineId,
) -> impl IntoView {
    let at: At<Goal> = above.writing.at(id.clone());
    let called = above.part(|problem| format!("Goal of problem {}", problem.number));
    let heading = format!("called-{id}");
    view! {
        <section class="edit" data-line="goal" id=at.here() tabindex="-1" aria-labelledby=heading.clone()>
            <header class="spread"><h5 id=heading.clone()>{called}</h5><Shift writing=above.writing id=id what=called/></header>
            <Told at/>
            <Text at field="words" label="In the client’s words" kind=Kind::Words get=|g| &g.words set=|g| &mut g.words
                hint="What should be different? As the client says it."/>
            <Text at field="outcome" label="Long-term outcome" get=|g| &g.outcome set=|g| &mut g.outcome/>
            <div class="pair">
                <Pick at field="status" label="Status" options=vec![("", options(GoalStatus::ALL, GoalStatus::id, GoalStatus::label))]
                    get=|g| g.status.id().to_owned() set=|g, id| g.status = GoalStatus::from_id(id).unwrap_or_default()/>
                <Day at field="target_date" label="By when" get=|g| g.target_date set=|g, day| g.target_date = day/>
            </div>
            <Objectives above problem at/>
        </section>
    }
}
