//! What is opened as a whole while a version is written: a line of the tree, or a part beside it. One is open at a time; the others are
//! read.

use clinical::plan::{Intervention, LineId, Plan, Problem};

/// What is opened as a whole.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Unit {
    /// When and why it is written, and whether it ends the plan.
    About,
    Problem(LineId),
    Goal(LineId),
    /// With its interventions.
    Objective(LineId),
    /// Level of care.
    Level,
    /// Strengths, barriers, preferences, supports.
    Strengths,
    /// Triggers, harm reduction, risk, medication, measures.
    Safety,
    /// Review, discharge, aftercare, participants.
    Next,
}

/// The parts beside the tree: what each is called, how its fields are called after `plan-`, and the lines that a reason is given for.
type Row = (Unit, &'static str, &'static [&'static str], &'static [&'static str]);

static PARTS: [Row; 5] = [
    (Unit::About, "About this plan", &["date", "occasion", "ending", "ending-reason"], &[]),
    (Unit::Level, "Level of care", &["level", "weekly-hours", "level-reason"], &["plan.level"]),
    (
        Unit::Strengths,
        "Strengths and supports",
        &["strengths", "barriers", "preferences", "supports"],
        &["plan.strengths", "plan.barriers", "plan.preferences", "plan.supports"],
    ),
    (
        Unit::Safety,
        "Safety and coping skills",
        &["triggers", "harm-reduction", "risk", "medication", "measures"],
        &["plan.triggers", "plan.safety", "plan.medication", "plan.measures"],
    ),
    (
        Unit::Next,
        "Review, discharge, and aftercare",
        &["review-date", "discharge-criteria", "aftercare", "participants"],
        &["plan.review", "plan.discharge", "plan.aftercare", "plan.participants"],
    ),
];

/// What entries of lists are called in the names of fields, with the list they are of.
const ENTRIES: [(&str, &str); 8] = [
    ("strength-", "strengths"),
    ("barrier-", "barriers"),
    ("preference-", "preferences"),
    ("support-", "supports"),
    ("trigger-", "triggers"),
    ("harm-", "harm-reduction"),
    ("discharge-", "discharge-criteria"),
    ("participant-", "participants"),
];

impl Unit {
    /// Everything that can be opened, in reading order.
    pub(super) fn all(plan: &Plan) -> Vec<Self> {
        let mut all = vec![Self::About];
        for problem in &plan.problems {
            all.push(Self::Problem(problem.id.clone()));
            for goal in &problem.goals {
                all.push(Self::Goal(goal.id.clone()));
                all.extend(goal.objectives.iter().map(|objective| Self::Objective(objective.id.clone())));
            }
        }
        all.extend([Self::Level, Self::Strengths, Self::Safety, Self::Next]);
        all
    }

    /// Where a place, as checks name it, is edited; `None` where that is always open.
    pub(super) fn of(plan: &Plan, place: &str) -> Option<Self> {
        if let Some(line) = place.strip_prefix("line-") {
            let line = line.strip_suffix("-reason").unwrap_or(line);
            return Self::all(plan).into_iter().find(|unit| unit.explains(plan).iter().any(|id| id.as_str() == line));
        }
        let is = |kind: &str, id: &LineId| {
            let rest = place.strip_prefix(kind).and_then(|rest| rest.strip_prefix(id.as_str()));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        for problem in &plan.problems {
            if is("problem-", &problem.id) {
                return Some(Self::Problem(problem.id.clone()));
            }
            if let Some(goal) = problem.goals.iter().find(|goal| is("goal-", &goal.id)) {
                return Some(Self::Goal(goal.id.clone()));
            }
            let mut objectives = problem.objectives();
            let given = |line: &Intervention| is("intervention-", &line.id);
            if let Some(one) = objectives.find(|one| is("objective-", &one.id) || one.interventions.iter().any(given)) {
                return Some(Self::Objective(one.id.clone()));
            }
        }
        let list = ENTRIES.iter().find(|(entry, _)| place.starts_with(entry)).map(|(_, list)| *list);
        let field = list.or_else(|| place.strip_prefix("plan-"))?;
        PARTS.iter().find(|(_, _, fields, _)| fields.contains(&field)).map(|(unit, ..)| unit.clone())
    }

    /// The lines for whose change a reason is given there.
    pub(super) fn explains(&self, plan: &Plan) -> Vec<LineId> {
        match self {
            Self::Problem(id) | Self::Goal(id) => vec![id.clone()],
            Self::Objective(id) => {
                let lines = plan.problems.iter().flat_map(Problem::objectives).filter(|one| one.id == *id);
                let given = lines.flat_map(|one| one.interventions.iter().map(|line| line.id.clone()));
                std::iter::once(id.clone()).chain(given).collect()
            }
            Self::About | Self::Level | Self::Strengths | Self::Safety | Self::Next => {
                let lines = self.part().map(|(_, _, _, lines)| *lines).unwrap_or_default();
                lines.iter().filter_map(|line| LineId::new(*line).ok()).collect()
            }
        }
    }

    /// The field with which it begins.
    pub(super) fn first_field(&self) -> String {
        match self {
            Self::Problem(id) => format!("problem-{id}-statement"),
            Self::Goal(id) => format!("goal-{id}-words"),
            Self::Objective(id) => format!("objective-{id}-statement"),
            Self::About | Self::Level | Self::Strengths | Self::Safety | Self::Next => {
                format!("plan-{}", self.part().and_then(|(_, _, fields, _)| fields.first()).copied().unwrap_or_default())
            }
        }
    }

    /// The id of the button that opens it.
    pub(super) fn button(&self) -> String {
        format!("edit-{}", self.first_field())
    }

    /// How it is called: `Problem 1`, `Goal of problem 1`, `Objective 1.2`, `Level of care`.
    pub(super) fn name(&self, plan: &Plan) -> String {
        let of = |id: &LineId| plan.problems.iter().find(|one| one.goals.iter().any(|goal| goal.id == *id)).map(|one| one.number);
        match self {
            Self::Problem(id) => {
                let number = plan.problems.iter().find(|one| one.id == *id).map(|one| one.number).unwrap_or_default();
                format!("Problem {number}")
            }
            Self::Goal(id) => format!("Goal of problem {}", of(id).unwrap_or_default()),
            Self::Objective(id) => format!("Objective {}", plan.objective_number(id).unwrap_or_default()),
            Self::About | Self::Level | Self::Strengths | Self::Safety | Self::Next => {
                self.part().map(|(_, name, ..)| (*name).to_owned()).unwrap_or_default()
            }
        }
    }

    fn part(&self) -> Option<&'static Row> {
        PARTS.iter().find(|(unit, ..)| unit == self)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::plan::{Category, Goal, Objective};

    fn plan() -> Plan {
        let id = |text: &str| LineId::new(text).unwrap();
        let mut objective = Objective::new(id("o1"), 3, "");
        objective.interventions.push(Intervention::new(id("i1"), Category::Group, ""));
        let mut goal = Goal::new(id("g1"), "");
        goal.objectives.push(objective);
        let mut problem = Problem::new(id("p1"), 2, "");
        problem.goals.push(goal);
        Plan { problems: vec![problem], ..Plan::default() }
    }

    #[test]
    fn each_place_that_checks_name_is_found_where_it_is_edited() {
        let plan = plan();
        let name = |place: &str| Unit::of(&plan, place).map(|unit| unit.name(&plan));
        for (place, unit) in [
            ("problem-p1-statement", "Problem 2"),
            ("goal-g1", "Goal of problem 2"),
            ("objective-o1-target-date", "Objective 2.3"),
            ("intervention-i1-frequency", "Objective 2.3"),
            ("line-i1-reason", "Objective 2.3"),
            ("line-plan.triggers-reason", "Safety and coping skills"),
            ("line-plan.triggers", "Safety and coping skills"),
            ("plan-review-date", "Review, discharge, and aftercare"),
            ("trigger-1-coping", "Safety and coping skills"),
            ("plan-level", "Level of care"),
        ] {
            assert_eq!(name(place).as_deref(), Some(unit), "{place}");
        }
        for open in ["line-gone-reason", "revision-helped", "finding-f1", "plan-problems"] {
            assert_eq!(name(open), None, "{open}");
        }
    }

    #[test]
    fn each_unit_begins_with_a_field_of_its_own() {
        let plan = plan();
        for unit in Unit::all(&plan) {
            assert!(Unit::of(&plan, &unit.first_field()) == Some(unit.clone()), "{}", unit.name(&plan));
        }
    }
}
