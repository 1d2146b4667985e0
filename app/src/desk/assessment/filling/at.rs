//! One part of an assessment under somebody's hands: how its fields are called, read and written.

use super::Filling;
use clinical::assessment::{Assessment, Place};
use leptos::prelude::*;
use std::fmt;

type Get<T> = for<'a> fn(&'a Assessment, &str) -> Option<&'a T>;
type GetMut<T> = for<'a> fn(&'a mut Assessment, &str) -> Option<&'a mut T>;

/// How the part is found in the whole.
enum Way<T: 'static> {
    /// By itself, or by what stands in the names of its fields: a dimension's number, a finding's id.
    By(Get<T>, GetMut<T>),
    /// By its place in a list, from 0.
    In(fn(&Assessment) -> &Vec<T>, fn(&mut Assessment) -> &mut Vec<T>),
}

impl<T> Clone for Way<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Way<T> {}

/// A part. Cheap to copy.
pub(in crate::desk::assessment) struct At<T: 'static> {
    filling: Filling,
    of: &'static str,
    which: StoredValue<Option<String>>,
    /// Its place in a list, from 0.
    place: usize,
    way: Way<T>,
}

impl<T> Clone for At<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for At<T> {}

impl<T: 'static> At<T> {
    /// What there is only one of.
    pub(in crate::desk::assessment) fn the(filling: Filling, of: &'static str, get: Get<T>, get_mut: GetMut<T>) -> Self {
        Self { filling, of, which: StoredValue::new(None), place: 0, way: Way::By(get, get_mut) }
    }

    /// One of several: `which` stands in the names of its fields, and finds it.
    pub(in crate::desk::assessment) fn which(
        filling: Filling,
        of: &'static str,
        which: impl fmt::Display,
        get: Get<T>,
        get_mut: GetMut<T>,
    ) -> Self {
        Self { filling, of, which: StoredValue::new(Some(which.to_string())), place: 0, way: Way::By(get, get_mut) }
    }

    /// One of a list; fields are numbered from 1.
    pub(super) fn listed(
        filling: Filling,
        of: &'static str,
        place: usize,
        list: fn(&Assessment) -> &Vec<T>,
        list_mut: fn(&mut Assessment) -> &mut Vec<T>,
    ) -> Self {
        let which = StoredValue::new(Some((place + 1).to_string()));
        Self { filling, of, which, place, way: Way::In(list, list_mut) }
    }

    /// Its place in the list it stands in.
    pub(in crate::desk::assessment) const fn place(self) -> usize {
        self.place
    }

    /// The name and id of a field, as the check names it.
    pub(in crate::desk::assessment) fn name(self, field: &'static str) -> String {
        Place { of: self.of, which: self.which.get_value(), field }.name()
    }

    /// What stands in the way at a field, once somebody tried to sign.
    pub(in crate::desk::assessment) fn wrong(self, field: &'static str) -> Signal<Option<String>> {
        self.filling.wrong(self.name(field))
    }

    /// Something of it; the default while it is not there.
    pub(in crate::desk::assessment) fn read<U: Default + Send + Sync + 'static>(
        self,
        get: impl Fn(&T) -> U + Send + Sync + 'static,
    ) -> Signal<U> {
        self.filling.draft.part(move |all| self.find(all, &get))
    }

    /// What a field begins with that keeps its own half-typed state: written back, that would be wiped.
    pub(in crate::desk::assessment) fn first(self, get: fn(&T) -> String) -> Signal<String> {
        self.filling.draft.first(|all| self.find(all, get))
    }

    /// Takes what is typed in one field.
    pub(in crate::desk::assessment) fn write<V: 'static>(self, set: fn(&mut T, V)) -> Callback<V> {
        Callback::new(move |value| self.edit(|part| set(part, value)))
    }

    /// Changes it, and keeps it soon.
    pub(in crate::desk::assessment) fn edit(self, change: impl FnOnce(&mut T)) {
        self.filling.draft.edit(|all| {
            let part = match self.way {
                Way::By(_, get_mut) => self.which.with_value(|which| get_mut(all, which.as_deref().unwrap_or_default())),
                Way::In(_, list_mut) => list_mut(all).get_mut(self.place),
            };
            if let Some(part) = part {
                change(part);
            }
        });
    }

    fn find<U: Default>(self, all: &Assessment, get: impl Fn(&T) -> U) -> U {
        let part = match self.way {
            Way::By(find, _) => self.which.with_value(|which| find(all, which.as_deref().unwrap_or_default())),
            Way::In(list, _) => list(all).get(self.place),
        };
        part.map(get).unwrap_or_default()
    }
}
