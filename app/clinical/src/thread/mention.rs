//! Numbers of the plan that a text speaks of: `objective 1.2`, `goals 1 and 3`, `problem 2`.

use crate::fold::Token;

/// A number of the plan as mentioned.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mention {
    /// Problem and objective: `1.2`.
    Objective(u16, u16),
    /// A problem, or its goals, by its number alone.
    Problem(u16),
}

/// Finds mentions while the words of a text pass by.
#[derive(Default)]
pub(super) struct Reader {
    about: About,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum About {
    #[default]
    Other,
    Objectives,
    Problems,
}

impl Reader {
    /// The next word, as it stands and folded. A bare number means something only after its word: `2.1` may be a level of care.
    pub(super) fn next(&mut self, token: Token<'_>, folded: &str) -> Option<Mention> {
        let said = self.about;
        match folded {
            "objective" | "objectives" | "obj" => self.about = About::Objectives,
            "goal" | "goals" | "problem" | "problems" => self.about = About::Problems,
            "and" | "or" | "no" | "number" | "to" => {}
            _ if token.text.starts_with(|c: char| c.is_ascii_digit()) && said != About::Other => {
                return match folded.split_once('.') {
                    Some((problem, objective)) => Some(Mention::Objective(problem.parse().ok()?, objective.parse().ok()?)),
                    None if said == About::Problems => folded.parse().ok().map(Mention::Problem),
                    None => None,
                };
            }
            _ => self.about = About::Other,
        }
        None
    }
}
