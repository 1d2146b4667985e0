//! Objectives: steps that can be seen or counted, and what is done for them.

use super::{
    intervention::Interventions,
    line::{LineFindings, LineShift},
    options::options,
    writing::{Writing, all_versions},
};
use crate::desk::{
    form::{Day, Line, List, Number, Part, Pick, Text},
    new_id,
    page::go_soon,
};
use clinical::plan::{Domain, Goal, LineId, Objective, ObjectiveStatus, Plan, next_objective_number};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Glyph};

/// The objectives of a goal.
#[component]
pub(super) fn Objectives(
    writing: Writing,
    /// The problem's id.
    problem: LineId,
    /// The goal's id.
    id: LineId,
) -> impl IntoView {
    let above = writing.problem(&problem);
    let list = List::new(writing.goal(&id), "objective", |goal: &Goal| &goal.objectives, |goal| &mut goal.objectives);
    let ids = list.each(|line| line.id.clone());
    let problem = StoredValue::new(problem);
    let add = move |()| {
        let number =
            all_versions(writing, |all| problem.with_value(|problem| next_objective_number(all.iter().copied(), problem)));
        let objective = Objective::new(new_id::line(), number, "");
        let field = format!("objective-{}-statement", objective.id);
        list.push(objective);
        go_soon(field);
    };
    let of = above.read(|problem| format!(" to problem {}", problem.number));
    let number = above.read(|problem| problem.number);
    view! {
        <For each=move || ids.get() key=Clone::clone let(id)><OneObjective writing list problem=number id/></For>
        <div><Button kind=ButtonKind::Quiet glyph=Glyph::Add on_press=add>"Add an objective"<span class="hidden-visually">{of}</span></Button></div>
    }
}

#[component]
fn OneObjective(
    writing: Writing,
    list: List<Plan, Goal, Objective>,
    /// The problem's number.
    problem: Signal<u16>,
    id: LineId,
) -> impl IntoView {
    let at = writing.objective(&id);
    let number = at.read(|line| line.number);
    let called = Signal::derive(move || format!("Objective {}.{}", problem.get(), number.get()));
    let heading = format!("called-{id}");
    view! {
        <section class="edit" data-line="objective" id=at.id() tabindex="-1" aria-labelledby=heading.clone()>
            <header class="spread"><h6 id=heading.clone()>{called}</h6><LineShift list id=id.clone() own=|line| &line.id what=called/></header>
            <LineFindings writing id=at.id()/>
            <Text at field="statement" label="What the client will do" get=|o| &o.statement set=|o| &mut o.statement/>
            <Line at field="criterion" label="How anyone can tell" get=|o| &o.criterion set=|o| &mut o.criterion/>
            <Measured at/>
            <Stands at/>
            <Interventions writing id called/>
        </section>
    }
}

/// By when, and where it can be counted: from where, to where.
#[component]
fn Measured(at: Part<Plan, Objective>) -> impl IntoView {
    view! {
        <div class="pair">
            <Day at field="target_date" label="By when" get=|o| o.target_date set=|o, day| o.target_date = day/>
            <Number at field="baseline" label="Where it began" get=|o| o.baseline set=|o, number| o.baseline = number/>
            <Number at field="target" label="Where it should get" get=|o| o.target set=|o, number| o.target = number/>
        </div>
        <div class="pair">
            <Line at field="unit" label="What is counted" get=|o| &o.unit set=|o| &mut o.unit/>
            <Line at field="instrument" label="Measured with" get=|o| &o.instrument set=|o| &mut o.instrument/>
            <Pick at field="domain" label="What gets better" options=options(Domain::ALL, Domain::id, Domain::label)
                get=|o| o.domain.id().to_owned() set=|o, id| o.domain = Domain::from_id(id).unwrap_or_default()/>
        </div>
    }
}

#[component]
fn Stands(at: Part<Plan, Objective>) -> impl IntoView {
    let reasoned = at.read(|line| line.status.wants_reason() || !line.status_reason.is_empty());
    let reasoned = Memo::new(move |_| reasoned.get());
    view! {
        <div class="pair">
            <Pick at field="status" label="Where it stands" options=options(ObjectiveStatus::ALL, ObjectiveStatus::id, ObjectiveStatus::label)
                get=|o| o.status.id().to_owned() set=|o, id| o.status = ObjectiveStatus::from_id(id).unwrap_or_default()/>
            <Show when=move || reasoned.get()>
                <Line at field="status_reason" label="Why it was changed or ended" get=|o| &o.status_reason set=|o| &mut o.status_reason/>
            </Show>
        </div>
    }
}
