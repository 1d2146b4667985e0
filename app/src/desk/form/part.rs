//! One part of what is filled in: how its fields are called, read and written.

use super::{Bound, Form};
use clinical::Place;
use leptos::prelude::*;
use std::fmt;

pub(super) type Get<T, P> = for<'a> fn(&'a T, &str) -> Option<&'a P>;
pub(super) type GetMut<T, P> = for<'a> fn(&'a mut T, &str) -> Option<&'a mut P>;

/// How the part is found in the whole.
enum Lens<T: 'static, P: 'static> {
    /// By itself, or by what is in the names of its fields: a dimension's number, a line's id.
    By(Get<T, P>, GetMut<T, P>),
    /// By its place in a list, from 0.
    In(fn(&T) -> &Vec<P>, fn(&mut T) -> &mut Vec<P>, usize),
}

impl<T, P> Clone for Lens<T, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, P> Copy for Lens<T, P> {}

/// A part. Cheap to copy.
pub(crate) struct Part<T: Send + Sync + 'static, P: 'static> {
    pub(crate) form: Form<T>,
    of: &'static str,
    which: StoredValue<Option<String>>,
    lens: Lens<T, P>,
}

impl<T: Send + Sync + 'static, P> Clone for Part<T, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static, P> Copy for Part<T, P> {}

impl<T: Clone + Send + Sync + 'static, P: 'static> Part<T, P> {
    /// What there is only one of.
    pub(crate) fn the(form: Form<T>, of: &'static str, get: Get<T, P>, get_mut: GetMut<T, P>) -> Self {
        Self { form, of, which: StoredValue::new(None), lens: Lens::By(get, get_mut) }
    }

    /// One of several: `which` is in the names of its fields, and finds it.
    pub(crate) fn which(
        form: Form<T>,
        of: &'static str,
        which: impl fmt::Display,
        get: Get<T, P>,
        get_mut: GetMut<T, P>,
    ) -> Self {
        Self { form, of, which: StoredValue::new(Some(which.to_string())), lens: Lens::By(get, get_mut) }
    }

    /// One of a list, by its place from 0; fields are numbered from 1.
    pub(super) fn listed(
        form: Form<T>,
        of: &'static str,
        at: usize,
        list: fn(&T) -> &Vec<P>,
        list_mut: fn(&mut T) -> &mut Vec<P>,
    ) -> Self {
        Self { form, of, which: StoredValue::new(Some((at + 1).to_string())), lens: Lens::In(list, list_mut, at) }
    }

    /// The name and id of a field, as checks name it. Fields of a part without a name are called by their own alone.
    pub(crate) fn name(self, field: &'static str) -> String {
        if self.of.is_empty() {
            return field.replace('_', "-");
        }
        Place { of: self.of.into(), which: self.which.get_value(), field: field.into() }.name()
    }

    /// The id of the part as a whole, as checks name it.
    pub(crate) fn id(self) -> String {
        self.which.with_value(|which| which.as_ref().map_or_else(|| self.of.to_owned(), |which| format!("{}-{which}", self.of)))
    }

    /// What stands in the way at a field.
    pub(crate) fn wrong(self, field: &'static str) -> Signal<Option<String>> {
        self.form.wrong(self.name(field))
    }

    /// Something of it; the default while it is not there.
    pub(crate) fn read<U: Default + Send + Sync + 'static>(self, get: impl Fn(&P) -> U + Send + Sync + 'static) -> Signal<U> {
        self.form.read(move |all| self.find(all).map(&get).unwrap_or_default())
    }

    /// Something of it, followed where this is asked; the default while it is not there.
    pub(crate) fn read_now<U: Default>(self, get: impl FnOnce(&P) -> U) -> U {
        self.form.read_now(|all| self.find(all).map(get).unwrap_or_default())
    }

    /// Something of it, now; the default while it is not there.
    pub(crate) fn peek<U: Default>(self, get: impl FnOnce(&P) -> U) -> U {
        self.form.peek(|all| self.find(all).map(get).unwrap_or_default())
    }

    /// Changes it, and saves it soon. Nothing happens where it is not there.
    pub(crate) fn edit(self, change: impl FnOnce(&mut P)) {
        self.form.edit(|all| self.change(all, change));
    }

    /// Changes it in a whole that is at hand.
    pub(super) fn change(self, all: &mut T, change: impl FnOnce(&mut P)) {
        if let Some(part) = self.find_mut(all) {
            change(part);
        }
    }

    /// One field of it: how it is read and how it is written.
    pub(crate) fn bind<V: Default + Send + Sync + 'static>(
        self,
        field: &'static str,
        get: impl Fn(&P) -> V + Send + Sync + 'static,
        set: impl Fn(&mut P, V) + Send + Sync + 'static,
    ) -> Bound<V> {
        let get = move |all: &T| self.find(all).map(&get).unwrap_or_default();
        self.form.bind(self.name(field), get, move |all, value| self.change(all, |part| set(part, value)))
    }

    fn find(self, all: &T) -> Option<&P> {
        match self.lens {
            Lens::By(find, _) => self.which.with_value(|which| find(all, which.as_deref().unwrap_or_default())),
            Lens::In(list, _, at) => list(all).get(at),
        }
    }

    fn find_mut(self, all: &mut T) -> Option<&mut P> {
        match self.lens {
            Lens::By(_, find) => self.which.with_value(|which| find(all, which.as_deref().unwrap_or_default())),
            Lens::In(_, list, at) => list(all).get_mut(at),
        }
    }
}
