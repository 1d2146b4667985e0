//! A list in an assessment that grows and shrinks under somebody's hands.

use super::{At, Filling, go_soon};
use crate::desk::draft::offer_undo;
use clinical::assessment::{Assessment, Place};
use leptos::prelude::*;

/// The list. Cheap to copy.
pub(in crate::desk::assessment) struct Rows<T: 'static> {
    filling: Filling,
    /// What one of them is called in the names of fields.
    of: &'static str,
    list: fn(&Assessment) -> &Vec<T>,
    list_mut: fn(&mut Assessment) -> &mut Vec<T>,
    /// Counts what was taken out or put back: rows behind that place are drawn anew, under their new numbers.
    moved: RwSignal<usize>,
}

impl<T> Clone for Rows<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Rows<T> {}

impl<T: Clone + Send + Sync + 'static> Rows<T> {
    /// A list whose entries are called `of`.
    pub(in crate::desk::assessment) fn new(
        filling: Filling,
        of: &'static str,
        list: fn(&Assessment) -> &Vec<T>,
        list_mut: fn(&mut Assessment) -> &mut Vec<T>,
    ) -> Self {
        Self { filling, of, list, list_mut, moved: RwSignal::new(0) }
    }

    /// How often rows moved, and the places there are: what rows are drawn by.
    pub(in crate::desk::assessment) fn keys(self) -> Memo<Vec<(usize, usize)>> {
        let count = Memo::new(move |_| self.filling.draft.value.with(|all| (self.list)(all).len()));
        Memo::new(move |_| (0..count.get()).map(|place| (self.moved.get(), place)).collect())
    }

    /// One of them, by its place from 0.
    pub(in crate::desk::assessment) fn at(self, place: usize) -> At<T> {
        At::listed(self.filling, self.of, place, self.list, self.list_mut)
    }

    /// Puts one more at the end, and goes to its `field`.
    pub(in crate::desk::assessment) fn add(self, one: T, field: &'static str) {
        self.filling.draft.edit(|all| (self.list_mut)(all).push(one));
        let count = self.filling.draft.value.with_untracked(|all| (self.list)(all).len());
        go_soon(Place::one(self.of, count, field).name());
    }

    /// Puts some more at the end.
    pub(in crate::desk::assessment) fn extend(self, more: Vec<T>) {
        self.filling.draft.edit(|all| (self.list_mut)(all).extend(more));
    }

    /// Takes one out, offers it back, and goes to `next`.
    pub(in crate::desk::assessment) fn take_out(self, place: usize, next: String) {
        let Self { filling, list, list_mut, moved, .. } = self;
        let Some(out) = filling.draft.value.with_untracked(|all| list(all).get(place).cloned()) else { return };
        filling.draft.edit(|all| {
            list_mut(all).remove(place);
        });
        moved.update(|moved| *moved += 1);
        go_soon(next);
        let back = move || {
            let out = out.clone();
            filling.take_back(|all| {
                let list = list_mut(all);
                list.insert(place.min(list.len()), out);
            });
            let _gone = moved.try_update(|moved| *moved += 1);
        };
        offer_undo("Taken out.", back);
    }
}
