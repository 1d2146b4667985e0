//! Asking the keeper from a page. What is shown is asked again when records change; what is done is done once.

use crate::{Link, use_link, use_notices_from_keeper};
use keeper::protocol::{Ask, Problem};
use leptos::{prelude::*, task::spawn_local};

/// What a page shows: nothing yet, what the keeper answered, or why it did not.
pub(crate) struct Asked<T: Send + Sync + 'static> {
    answer: Memo<Option<Result<T, Problem>>>,
    again: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Asked<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Asked<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Asked<T> {
    /// The last answer; kept while it is asked again.
    pub(crate) fn get(self) -> Option<Result<T, Problem>> {
        self.answer.get()
    }

    /// The last answer, if it was one.
    pub(crate) fn known(self) -> Option<T> {
        self.answer.with(|answer| answer.as_ref().and_then(|answer| answer.as_ref().ok().cloned()))
    }

    /// Something of the last answer; the default while there is none.
    pub(crate) fn pick<U: Default>(self, part: impl FnOnce(&T) -> U) -> U {
        match &*self.answer.read() {
            Some(Ok(value)) => part(value),
            Some(Err(_)) | None => U::default(),
        }
    }

    /// Asks once more what was answered before: what no notice tells of, such as a draft, may have changed.
    pub(crate) fn renew(self) {
        if self.answer.with_untracked(Option::is_some) {
            self.again();
        }
    }

    /// Asks once more.
    pub(crate) fn again(self) {
        let _gone = self.again.try_update(|count| *count = count.wrapping_add(1));
    }
}

/// Asks what `make` says, again whenever a signal in it changes or records do.
pub(crate) fn use_asked<A>(make: impl Fn() -> A + 'static) -> Asked<A::Reply>
where
    A: Ask + 'static,
    A::Reply: Clone + PartialEq + Send + Sync + 'static,
{
    use_asked_then(make, |_| {})
}

/// The same, and tells `then` of each answer.
pub(crate) fn use_asked_then<A>(make: impl Fn() -> A + 'static, then: impl Fn(&A::Reply) + Clone + 'static) -> Asked<A::Reply>
where
    A: Ask + 'static,
    A::Reply: Clone + PartialEq + Send + Sync + 'static,
{
    let (link, heard, again) = (use_link(), use_notices_from_keeper(), RwSignal::new(0));
    let resource = LocalResource::new(move || {
        heard.changed.track();
        again.track();
        let (ask, then) = (make(), then.clone());
        async move {
            let answer = link.ask(ask).await;
            if let Ok(reply) = &answer {
                then(reply);
            }
            answer
        }
    });
    // What a device has lost it cannot answer again: what is on the screen stays there to be copied.
    let answer = Memo::new(move |before: Option<&Option<Result<A::Reply, Problem>>>| {
        let now = resource.get();
        match (&now, before) {
            (Some(Err(Problem::Lost)), Some(before @ Some(Ok(_)))) => before.clone(),
            _ => now,
        }
    });
    Asked { answer, again }
}

/// Something a person does: under way or not, and what went wrong last.
pub(crate) struct Act<A: Ask + 'static> {
    /// It is under way.
    pub(crate) busy: RwSignal<bool>,
    /// Reason it was not done.
    pub(crate) problem: RwSignal<Option<Problem>>,
    link: Link,
    changed: RwSignal<u64>,
    done: Callback<(A::Reply,)>,
}

impl<A: Ask + 'static> Clone for Act<A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<A: Ask + 'static> Copy for Act<A> {}

/// Something a person does; `done` runs with the answer if the page is still there.
pub(crate) fn use_act<A: Ask + 'static>(done: impl Fn(A::Reply) + Send + Sync + 'static) -> Act<A> {
    Act {
        busy: RwSignal::new(false),
        problem: RwSignal::new(None),
        link: use_link(),
        changed: use_notices_from_keeper().changed,
        done: Callback::new(move |(reply,)| done(reply)),
    }
}

impl<A: Ask + 'static> Act<A> {
    /// Does it, unless it is under way.
    pub(crate) fn run(self, ask: A) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let answer = self.link.ask(ask).await;
            // What was drawn may be gone meanwhile, as when the page locks.
            if self.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(reply) => {
                    self.problem.set(None);
                    self.done.run((reply,));
                    let _gone = self.changed.try_update(|count| *count = count.wrapping_add(1));
                }
                Err(problem) => self.problem.set(Some(problem)),
            }
        });
    }

    /// Forgets what went wrong.
    pub(crate) fn forget(self) {
        self.problem.set(None);
    }

    /// What is wrong with one field, in a sentence.
    pub(crate) fn wrong(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.problem.with(|problem| problem.as_ref().and_then(|problem| crate::sentence_for(problem, field)))
        })
    }

    /// What went wrong where it is about none of `fields`, which show it themselves.
    pub(crate) fn wrong_beside(self, fields: &'static [&'static str]) -> Signal<Option<String>> {
        Signal::derive(move || self.problem.with(|problem| problem.as_ref().and_then(|problem| beside(problem, fields))))
    }
}

fn beside(problem: &Problem, fields: &[&str]) -> Option<String> {
    let Problem::Invalid(wrong) = problem else { return Some(crate::sentence(problem)) };
    crate::problem::each_once(wrong.iter().filter(|wrong| !fields.contains(&wrong.field.as_str())))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    use keeper::protocol::FieldProblem;

    #[test]
    fn a_problem_shown_beside_its_field_is_not_told_twice() {
        let field = |field: &str| FieldProblem { field: field.to_owned(), sentence: format!("about {field}") };
        let problem = Problem::Invalid(vec![field("phone"), field("other")]);
        assert_eq!(beside(&problem, &["phone"]).as_deref(), Some("about other"));
        assert_eq!(beside(&problem, &["phone", "other"]), None);
    }
}
