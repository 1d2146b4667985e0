//! What the keeper said is wrong with a form, for as long as it stands in the fields.

use keeper::protocol::Problem;
use leptos::prelude::*;

/// A refusal, and the fields that were changed since.
#[derive(Clone, Copy)]
pub(super) struct Refused {
    problem: RwSignal<Option<Problem>>,
    changed: RwSignal<Vec<String>>,
}

impl Refused {
    /// Follows the refusals of an act; each one is about all fields again.
    pub(super) fn by(problem: RwSignal<Option<Problem>>) -> Self {
        let changed = RwSignal::new(Vec::new());
        Effect::new(move |_| {
            problem.track();
            changed.update(Vec::clear);
        });
        Self { problem, changed }
    }

    /// Somebody changed this field: what was wrong with it was said of another text.
    pub(super) fn forget(self, field: &str) {
        let is_wrong = self.problem.with_untracked(
            |problem| matches!(problem, Some(Problem::Invalid(wrong)) if wrong.iter().any(|wrong| wrong.field == field)),
        );
        if is_wrong {
            self.changed.update(|changed| changed.push(field.to_owned()));
        }
    }

    /// What is left of it; nothing once each field that it names was changed.
    pub(super) fn left(self) -> Option<Problem> {
        let problem = self.problem.get();
        self.changed.with(|changed| still(problem, changed))
    }
}

fn still(problem: Option<Problem>, changed: &[String]) -> Option<Problem> {
    match problem {
        Some(Problem::Invalid(mut wrong)) if !changed.is_empty() => {
            wrong.retain(|wrong| !changed.contains(&wrong.field));
            (!wrong.is_empty()).then_some(Problem::Invalid(wrong))
        }
        problem => problem,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use keeper::protocol::FieldProblem;

    #[test]
    fn a_refusal_is_over_once_each_field_it_names_was_changed() {
        let wrong = |field: &str| FieldProblem::at(field, "Enter the reason.");
        let all = Some(Problem::Invalid(vec![wrong("name"), wrong("reason"), wrong("reason")]));
        let changed = |fields: &[&str]| fields.iter().map(|field| (*field).to_owned()).collect::<Vec<_>>();
        assert_eq!(still(all.clone(), &[]), all);
        assert_eq!(still(all.clone(), &changed(&["reason"])), Some(Problem::Invalid(vec![wrong("name")])));
        assert_eq!(still(all, &changed(&["reason", "name"])), None);
        assert_eq!(still(Some(Problem::Locked), &changed(&["name"])), Some(Problem::Locked));
    }
}
