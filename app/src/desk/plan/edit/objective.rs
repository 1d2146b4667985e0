//! Objectives: steps that can be seen or counted, and what is done for them.

use super::{
    fields::{Day, Kind, Number, Pick, Text, Told},
    intervention::Interventions,
    problem::options,
    rows::Shift,
    writing::{At, all_versions},
};
use crate::desk::{fresh, page::focus_field};
use clinical::plan::{Domain, Goal, LineId, Objective, ObjectiveStatus, Problem, next_objective_number};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Glyph};

/// The objectives of a goal.
#[component]
pub(super) fn Objectives(
    /// The problem.
    above: At<Problem>,
    /// The problem's id.
    problem: LineId,
    /// The goal.
    at: At<Goal>,
) -> impl IntoView {
    let ids = Memo::new(move |_| at.part(|goal| goal.objectives.iter().map(|line| line.id.clone()).collect::<Vec<_>>()).get());
    let problem = StoredValue::new(problem);
    let add = move |()| {
        let number =
            all_versions(at.writing, |all| problem.with_value(|problem| next_objective_number(all.iter().copied(), problem)));
        let objective = Objective::new(fresh::line(), number, "");
        let field = format!("objective-{}-statement", objective.id);
        at.edit(|goal| goal.objectives.push(objective));
        request_animation_frame(move || focus_field(&field));
    };
    let of = above.part(|problem| format!(" to problem {}", problem.number));
    view! {
        <For each=move || ids.get() key=Clone::clone let(id)><OfObjective above id/></For>
        <div><Button kind=ButtonKind::Quiet glyph=Glyph::Add on_press=add>"Add an objective"<span class="hidden-visually">{of}</span></Button></div>
    }
}

#[component]
fn OfObjective(
    /// The problem.
    above: At<Problem>,
    /// Which objective.
    id: LineId,
) -> impl IntoView {
    let at: At<Objective> = above.writing.at(id.clone());
    let number = at.part(|line| line.number);
    let called = above.part(|problem| problem.number);
    let called = Signal::derive(move || format!("Objective {}.{}", called.get(), number.get()));
    let heading = format!("called-{id}");
    view! {
        <section class="edit" data-line="objective" id=at.here() tabindex="-1" aria-labelledby=heading.clone()>
            <header class="spread"><h6 id=heading.clone()>{called}</h6><Shift writing=above.writing id=id what=called/></header>
            <Told at/>
            <Text at field="statement" label="What the client will do" kind=Kind::Words get=|o| &o.statement set=|o| &mut o.statement/>
            <Text at field="criterion" label="How anyone can tell" get=|o| &o.criterion set=|o| &mut o.criterion/>
            <Measured at/>
            <Stands at/>
            <Interventions at called/>
        </section>
    }
}

/// By when, and where it can be counted: from where, to where.
#[component]
fn Measured(
    /// The objective.
    at: At<Objective>,
) -> impl IntoView {
    view! {
        <div class="pair">
            <Day at field="target_date" label="By when" get=|o| o.target_date set=|o, day| o.target_date = day/>
            <Number at field="baseline" label="Where it began" get=|o| o.baseline.map(i64::from) set=|o, number| o.baseline = whole(number)/>
            <Number at field="target" label="Where it should get" get=|o| o.target.map(i64::from) set=|o, number| o.target = whole(number)/>
        </div>
        <div class="pair">
            <Text at field="unit" label="What is counted" get=|o| &o.unit set=|o| &mut o.unit/>
            <Text at field="instrument" label="Measured with" get=|o| &o.instrument set=|o| &mut o.instrument/>
            <Pick at field="domain" label="What gets better" options=vec![("", options(Domain::ALL, Domain::id, Domain::label))]
                get=|o| o.domain.id().to_owned() set=|o, id| o.domain = Domain::from_id(id).unwrap_or_default()/>
        </div>
    }
}

/// What does not fit is beyond every bound: the check tells.
fn whole(number: Option<i64>) -> Option<i32> {
    number.map(|number| i32::try_from(number).unwrap_or(if number < 0 { i32::MIN } else { i32::MAX }))
}

#[component]
fn Stands(
    /// The objective.
    at: At<Objective>,
) -> impl IntoView {
    let reasoned = Memo::new(move |_| at.part(|line| line.status.wants_reason() || !line.status_reason.is_empty()).get());
    view! {
        <div class="pair">
            <Pick at field="status" label="Where it stands" options=vec![("", options(ObjectiveStatus::ALL, ObjectiveStatus::id, ObjectiveStatus::label))]
                get=|o| o.status.id().to_owned() set=|o, id| o.status = ObjectiveStatus::from_id(id).unwrap_or_default()/>
            <Show when=move || reasoned.get()>
                <Text at field="status_reason" label="Why it was changed or ended" get=|o| &o.status_reason set=|o| &mut o.status_reason/>
            </Show>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_does_not_fit_is_out_of_bounds_and_not_another_number() {
        assert_eq!(whole(Some(30)), Some(30));
        assert_eq!(whole(Some(i64::from(i32::MAX) + 1)), Some(i32::MAX));
        assert_eq!(whole(None), None);
    }
}
