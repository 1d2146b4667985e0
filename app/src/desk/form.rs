//! One way to fill in: a value that saves itself, its parts, its fields, its lists.
//!
//! A page makes a [`Form`] over what it writes and says what is wrong at a place; [`Form::whole`] and [`Part`] lead to the fields.
//! Each field is a [`Bound`]: how it is read, written and called. Pages draw fields with the components here, which use the kit's.

mod answer;
mod bound;
mod day;
mod fields;
mod list;
mod number;
mod part;
mod refused;
mod several;
mod unfit;

pub(crate) use answer::Ask;
pub(crate) use bound::Bound;
pub(crate) use fields::{Day, Line, Moment, Number, Pick, Remarks, Text, Tick, day_field, number_field};
pub(crate) use list::{Direction, List, Shift};
pub(crate) use part::Part;
pub(crate) use several::Several;

use super::{draft::Autosave, page::focus_field};
use keeper::protocol::Problem;
use leptos::prelude::*;
use refused::Refused;
use unfit::Unfit;

/// A value being filled in. Cheap to copy; belongs to the page that began it.
pub(crate) struct Form<T: Send + Sync + 'static> {
    autosave: Autosave<T>,
    wrong: Callback<(String,), Option<String>>,
    remark: Callback<(String,), Option<String>>,
    unfit: Unfit,
    refused: Option<Refused>,
}

impl<T: Send + Sync + 'static> Clone for Form<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Form<T> {}

impl<T: Clone + Send + Sync + 'static> Form<T> {
    /// A form over what saves itself. `wrong` says what stands in the way at a place, `remark` what could be better there.
    pub(crate) fn new(
        autosave: Autosave<T>,
        wrong: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
        remark: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        Self {
            autosave,
            wrong: Callback::new(move |(place,): (String,)| wrong(&place)),
            remark: Callback::new(move |(place,): (String,)| remark(&place)),
            unfit: Unfit::new(),
            refused: None,
        }
    }

    /// The same where the keeper says what is wrong, with its refusal. A field that is changed is no longer marked.
    pub(crate) fn refused_by(autosave: Autosave<T>, problem: RwSignal<Option<Problem>>) -> Self {
        let refused = Refused::by(problem);
        let wrong = move |place: &str| refused.left().and_then(|problem| crate::sentence_for(&problem, place));
        Self { refused: Some(refused), ..Self::new(autosave, wrong, |_| None) }
    }

    /// What is left of the keeper's refusal: nothing once each field that it names was changed.
    pub(crate) fn refused(self) -> Signal<Option<Problem>> {
        Signal::derive(move || self.refused.and_then(Refused::left))
    }

    /// The same, with something more to remark at a place.
    pub(crate) fn remarked(self, more: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        let before = self.remark;
        let remark = move |(place,): (String,)| match (more(&place), before.run((place.clone(),))) {
            (Some(more), Some(before)) => Some(format!("{more} {before}")),
            (more, before) => more.or(before),
        };
        Self { remark: Callback::new(remark), ..self }
    }

    /// Something of it.
    pub(crate) fn read<U: Send + Sync + 'static>(self, get: impl Fn(&T) -> U + Send + Sync + 'static) -> Signal<U> {
        self.autosave.part(get)
    }

    /// Something of it, now.
    pub(crate) fn peek<U>(self, get: impl FnOnce(&T) -> U) -> U {
        get(&self.autosave.value.read_untracked())
    }

    /// Changes it, and saves it soon.
    pub(crate) fn edit(self, change: impl FnOnce(&mut T)) {
        self.autosave.edit(change);
    }

    /// Offers to undo a change while the page is open.
    pub(crate) fn offer_undo(self, words: impl Into<String>, undo: impl Fn(&mut T) + Send + Sync + 'static) {
        self.autosave.offer_undo(words, undo);
    }

    /// All of it as one part, whose fields are called after `of`.
    pub(crate) fn whole(self, of: &'static str) -> Part<T, T> {
        Part::the(self, of, |all, _| Some(all), |all, _| Some(all))
    }

    /// Something of it, followed where this is asked.
    pub(crate) fn read_now<U>(self, get: impl FnOnce(&T) -> U) -> U {
        get(&self.autosave.value.read())
    }

    /// One field that is no field of a part: its name, how it is read and written.
    pub(crate) fn bind<V: Send + Sync + 'static>(
        self,
        name: String,
        get: impl Fn(&T) -> V + Send + Sync + 'static,
        set: impl Fn(&mut T, V) + Send + Sync + 'static,
    ) -> Bound<V> {
        let field = name.clone();
        let write = move |value| {
            if let Some(refused) = self.refused {
                refused.forget(&field);
            }
            self.edit(|all| set(all, value));
        };
        Bound {
            value: self.read(get),
            write: Callback::new(write),
            wrong: self.wrong(name.clone()),
            remark: self.remark(name.clone()),
            unfit: self.unfit,
            name,
        }
    }

    /// What stands in the way at a place.
    pub(crate) fn wrong(self, place: String) -> Signal<Option<String>> {
        let wrong = self.wrong;
        Signal::derive(move || wrong.run((place.clone(),)))
    }

    /// What could be better at a place, and stops nothing.
    pub(crate) fn remark(self, place: String) -> Signal<Option<String>> {
        let remark = self.remark;
        Signal::derive(move || remark.run((place.clone(),)))
    }

    /// The fields that show something that cannot be saved.
    pub(crate) fn invalid(self) -> Signal<Vec<String>> {
        Signal::derive(move || self.unfit.fields())
    }

    /// What keeps it from being signed or sent: a field that shows something that cannot be saved. The first on the page comes first.
    pub(crate) fn refusal(self) -> Option<Problem> {
        let mut wrong = self.unfit.all();
        let first = first_marked();
        record::order::sort_by_key(&mut wrong, |wrong| Some(&wrong.field) != first.as_ref());
        (!wrong.is_empty()).then_some(Problem::Invalid(wrong))
    }

    /// Whether nothing on the page is unsaved because it cannot be; otherwise goes to the first field of that kind.
    pub(crate) fn is_valid(self) -> bool {
        match self.refusal() {
            Some(Problem::Invalid(wrong)) => {
                if let Some(first) = wrong.first() {
                    focus_field(&first.field);
                }
                false
            }
            Some(_) | None => true,
        }
    }
}

/// The first field on the page that is marked as wrong.
fn first_marked() -> Option<String> {
    Some(document().query_selector("[aria-invalid=true]").ok()??.id())
}
