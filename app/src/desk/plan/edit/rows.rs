//! Lines moved up and down, taken out and put back.

use super::writing::Writing;
use crate::desk::page::focus_field;
use clinical::plan::{Goal, Intervention, LineId, Objective, Plan, Problem};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Glyph};

/// Which way a line moves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Toward the top.
    Up,
    /// Toward the end.
    Down,
}

/// A line with everything below it, and where it stood.
#[derive(Clone)]
pub(super) enum Taken {
    Problem(usize, Problem),
    Goal(LineId, usize, Goal),
    Objective(LineId, usize, Objective),
    Intervention(LineId, usize, Intervention),
}

trait Line {
    fn id(&self) -> &LineId;
}

macro_rules! lines {
    ($($name:ident),*) => {$(impl Line for $name { fn id(&self) -> &LineId { &self.id } })*};
}
lines!(Problem, Goal, Objective, Intervention);

fn swap<T: Line>(row: &mut [T], id: &LineId, way: Way) -> bool {
    let Some(at) = row.iter().position(|line| line.id() == id) else { return false };
    let other = match way {
        Way::Up => at.checked_sub(1),
        Way::Down => Some(at + 1).filter(|other| *other < row.len()),
    };
    if let Some(other) = other {
        row.swap(at, other);
    }
    true
}

fn pull<T: Line>(row: &mut Vec<T>, id: &LineId) -> Option<(usize, T)> {
    let at = row.iter().position(|line| line.id() == id)?;
    Some((at, row.remove(at)))
}

fn push<T>(row: &mut Vec<T>, at: usize, line: T) {
    row.insert(at.min(row.len()), line);
}

/// Moves a line one place within its row.
pub(super) fn shift(plan: &mut Plan, id: &LineId, way: Way) {
    if swap(&mut plan.problems, id, way) {
        return;
    }
    for goals in plan.problems.iter_mut().map(|problem| &mut problem.goals) {
        if swap(goals, id, way) {
            return;
        }
        for objectives in goals.iter_mut().map(|goal| &mut goal.objectives) {
            if swap(objectives, id, way) || objectives.iter_mut().any(|objective| swap(&mut objective.interventions, id, way)) {
                return;
            }
        }
    }
}

/// Takes a line out, with everything below it.
pub(super) fn take_out(plan: &mut Plan, id: &LineId) -> Option<Taken> {
    if let Some((at, line)) = pull(&mut plan.problems, id) {
        return Some(Taken::Problem(at, line));
    }
    for problem in &mut plan.problems {
        if let Some((at, line)) = pull(&mut problem.goals, id) {
            return Some(Taken::Goal(problem.id.clone(), at, line));
        }
        for goal in &mut problem.goals {
            if let Some((at, line)) = pull(&mut goal.objectives, id) {
                return Some(Taken::Objective(goal.id.clone(), at, line));
            }
            for objective in &mut goal.objectives {
                if let Some((at, line)) = pull(&mut objective.interventions, id) {
                    return Some(Taken::Intervention(objective.id.clone(), at, line));
                }
            }
        }
    }
    None
}

/// Puts a line back where it stood; without the line above it there is no place, and it stays out.
pub(super) fn put_back(plan: &mut Plan, taken: Taken) {
    use super::writing::Part;
    match taken {
        Taken::Problem(at, line) => push(&mut plan.problems, at, line),
        Taken::Goal(above, at, line) => {
            if let Some(above) = Problem::find_mut(plan, Some(&above)) {
                push(&mut above.goals, at, line);
            }
        }
        Taken::Objective(above, at, line) => {
            if let Some(above) = Goal::find_mut(plan, Some(&above)) {
                push(&mut above.objectives, at, line);
            }
        }
        Taken::Intervention(above, at, line) => {
            if let Some(above) = Objective::find_mut(plan, Some(&above)) {
                push(&mut above.interventions, at, line);
            }
        }
    }
}

/// The buttons of a line.
#[component]
pub(super) fn Shift(
    /// The version.
    writing: Writing,
    /// Which line.
    id: LineId,
    /// How it is called.
    #[prop(into)]
    what: Signal<String>,
) -> impl IntoView {
    let id = StoredValue::new(id);
    let step = move |way: Way, button: &'static str| {
        writing.edit(|plan| id.with_value(|id| shift(plan, id, way)));
        // Moved on the page, the button loses the focus: it is given back.
        let button = id.with_value(|id| format!("{button}-{id}"));
        request_animation_frame(move || focus_field(&button));
    };
    let remove = move |()| {
        let mut taken = None;
        let words = format!("{} is taken out.", what.get_untracked());
        writing.edit(|plan| taken = id.with_value(|id| take_out(plan, id)));
        if let Some(taken) = taken {
            writing.offer_back(words, move |plan| put_back(plan, taken.clone()));
        }
    };
    let (up, down) = id.with_value(|id| (format!("up-{id}"), format!("down-{id}")));
    let of = move || format!(" {}", what.get());
    view! {
        <span class="shift">
            <button type="button" class="btn" data-kind="quiet" id=up on:click=move |_| step(Way::Up, "up")>
                <span aria-hidden="true">"↑"</span><span class="hidden-visually">"Move up"{of}</span>
            </button>
            <button type="button" class="btn" data-kind="quiet" id=down on:click=move |_| step(Way::Down, "down")>
                <span aria-hidden="true">"↓"</span><span class="hidden-visually">"Move down"{of}</span>
            </button>
            <Button kind=ButtonKind::Quiet glyph=Glyph::Close on_press=remove>"Take out"<span class="hidden-visually">{of}</span></Button>
        </span>
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::plan::Category;

    fn id(text: &str) -> LineId {
        LineId::new(text).unwrap()
    }

    fn plan() -> Plan {
        let mut problem = Problem::new(id("p1"), 1, "one");
        let mut goal = Goal::new(id("g1"), "words");
        let mut objective = Objective::new(id("o1"), 1, "step");
        objective.interventions = vec![
            Intervention::new(id("i1"), Category::Individual, "first"),
            Intervention::new(id("i2"), Category::Group, "second"),
        ];
        goal.objectives = vec![objective, Objective::new(id("o2"), 2, "next")];
        problem.goals = vec![goal];
        Plan { problems: vec![problem, Problem::new(id("p2"), 2, "two")], ..Plan::default() }
    }

    #[test]
    fn whatever_is_taken_out_comes_back_where_it_stood() {
        for line in ["p1", "p2", "g1", "o1", "o2", "i1", "i2"] {
            let mut changed = plan();
            let taken = take_out(&mut changed, &id(line)).unwrap();
            assert!(changed != plan(), "{line} is gone");
            put_back(&mut changed, taken);
            assert!(changed == plan(), "{line} is back");
        }
    }

    #[test]
    fn a_line_moves_within_its_row_and_not_out_of_it() {
        for line in ["p1", "o1", "i1"] {
            let mut changed = plan();
            shift(&mut changed, &id(line), Way::Up);
            assert!(changed == plan(), "{line} is first already");
            shift(&mut changed, &id(line), Way::Down);
            assert!(changed != plan(), "{line} moved");
            shift(&mut changed, &id(line), Way::Up);
            assert!(changed == plan(), "{line} moved back");
        }
    }

    #[test]
    fn without_the_line_above_nothing_is_put_back() {
        let mut changed = plan();
        let taken = take_out(&mut changed, &id("i1")).unwrap();
        take_out(&mut changed, &id("o1"));
        let without = changed.clone();
        put_back(&mut changed, taken);
        assert!(changed == without);
    }
}
