//! A list that grows and shrinks under somebody's hands: add, remove, undo, move.

use super::{Form, Part};
use crate::desk::page::{focus_field, go_soon};
use clinical::Place;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Glyph};

/// Which way an entry moves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Up,
    Down,
}

/// The place beside `at` in a list of `count`; `None` at its end.
fn beside(at: usize, count: usize, way: Direction) -> Option<usize> {
    let other = match way {
        Direction::Up => at.checked_sub(1),
        Direction::Down => Some(at + 1),
    };
    other.filter(|other| *other < count && at < count)
}

/// A list of a part. Cheap to copy.
pub(crate) struct List<T: Send + Sync + 'static, P: 'static, R: 'static> {
    pub(crate) above: Part<T, P>,
    /// What one entry is called in the names of fields.
    of: &'static str,
    list: fn(&P) -> &Vec<R>,
    list_mut: fn(&mut P) -> &mut Vec<R>,
    /// Counts what moved: entries are drawn anew under their new numbers.
    moved: RwSignal<usize>,
    /// Whether fields are named by the number of their entry, and not by its id.
    numbered: bool,
}

impl<T: Send + Sync + 'static, P, R> Clone for List<T, P, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static, P, R> Copy for List<T, P, R> {}

impl<T: Clone + Send + Sync + 'static, P: 'static, R: Clone + Send + Sync + 'static> List<T, P, R> {
    /// A list of a part whose entries are called `of`.
    pub(crate) fn new(above: Part<T, P>, of: &'static str, list: fn(&P) -> &Vec<R>, list_mut: fn(&mut P) -> &mut Vec<R>) -> Self {
        Self { above, of, list, list_mut, moved: RwSignal::new(0), numbered: false }
    }

    /// Something of each entry, in order.
    pub(crate) fn each<U: Clone + PartialEq + Send + Sync + 'static>(
        self,
        get: impl Fn(&R) -> U + Send + Sync + 'static,
    ) -> Memo<Vec<U>> {
        let list = self.list;
        let all = self.above.read(move |part| list(part).iter().map(&get).collect::<Vec<_>>());
        Memo::new(move |_| all.get())
    }

    /// How many entries there are, now.
    pub(crate) fn count(self) -> usize {
        self.above.peek(|part| (self.list)(part).len())
    }

    /// Puts one more at the end.
    pub(crate) fn push(self, entry: R) {
        self.above.edit(|part| (self.list_mut)(part).push(entry));
    }

    /// Puts some more at the end.
    pub(crate) fn extend(self, more: Vec<R>) {
        self.above.edit(|part| (self.list_mut)(part).extend(more));
    }

    /// Takes out the first entry that `is` picks, and offers it back to the same place. Where what it was part of is gone by then, it
    /// stays out.
    pub(crate) fn take_out(self, words: impl Into<String>, is: impl Fn(&R) -> bool) {
        let Self { above, list, list_mut, moved, .. } = self;
        let Some((at, out)) = above.peek(|part| {
            let at = list(part).iter().position(&is)?;
            Some((at, list(part).get(at)?.clone()))
        }) else {
            return;
        };
        above.edit(|part| {
            list_mut(part).remove(at);
        });
        let number = at + 1;
        self.renumber(|other| (other != number).then(|| if other > number { other - 1 } else { other }));
        moved.update(|moved| *moved += 1);
        above.form.offer_undo(words, move |all| {
            self.renumber(|other| Some(if other >= number { other + 1 } else { other }));
            above.change(all, |part| {
                let list = list_mut(part);
                list.insert(at.min(list.len()), out.clone());
            });
            let _gone = moved.try_update(|moved| *moved += 1);
        });
    }

    /// Entries have new numbers: what they show that cannot be saved goes with them.
    fn renumber(self, to: impl Fn(usize) -> Option<usize>) {
        if self.numbered {
            self.above.form.unfit.renumber(self.of, to);
        }
    }

    /// Moves the first entry that `is` picks by one place.
    pub(crate) fn shift(self, way: Direction, is: impl Fn(&R) -> bool) {
        let Self { above, list, list_mut, moved, .. } = self;
        let Some((at, count)) = above.peek(|part| Some((list(part).iter().position(is)?, list(part).len()))) else { return };
        let Some(other) = beside(at, count, way) else { return };
        above.edit(|part| list_mut(part).swap(at, other));
        let (here, there) = (at + 1, other + 1);
        self.renumber(|one| {
            Some(if one == here {
                there
            } else if one == there {
                here
            } else {
                one
            })
        });
        moved.update(|moved| *moved += 1);
    }
}

/// Lists of the whole, whose entries are found by their place.
impl<T: Clone + Send + Sync + 'static, R: Clone + Send + Sync + 'static> List<T, T, R> {
    /// A list of the whole form, whose entries are called `of`.
    pub(crate) fn of(form: Form<T>, of: &'static str, list: fn(&T) -> &Vec<R>, list_mut: fn(&mut T) -> &mut Vec<R>) -> Self {
        Self { numbered: true, ..Self::new(form.whole(""), of, list, list_mut) }
    }

    /// What entries are drawn by: how often they moved, and their places.
    pub(crate) fn keys(self) -> Memo<Vec<(usize, usize)>> {
        let list = self.list;
        let count = self.above.read(move |part| list(part).len());
        let count = Memo::new(move |_| count.get());
        Memo::new(move |_| (0..count.get()).map(|at| (self.moved.get(), at)).collect())
    }

    /// An entry, by its place from 0.
    pub(crate) fn at(self, at: usize) -> Part<T, R> {
        Part::listed(self.above.form, self.of, at, self.list, self.list_mut)
    }

    /// Puts one more at the end, and goes to its `field`.
    pub(crate) fn add(self, entry: R, field: &'static str) {
        self.push(entry);
        go_soon(Place::one(self.of, self.count(), field).name());
    }

    /// Takes one out by its place, and goes to `next`.
    pub(crate) fn take_out_at(self, at: usize, words: impl Into<String>, next: String) {
        let seen = std::cell::Cell::new(0_usize);
        self.take_out(words, |_| seen.replace(seen.get() + 1) == at);
        go_soon(next);
    }

    /// Moves one by its place.
    pub(crate) fn shift_at(self, at: usize, way: Direction) {
        let seen = std::cell::Cell::new(0_usize);
        self.shift(way, |_| seen.replace(seen.get() + 1) == at);
    }
}

/// The buttons that move an entry and take it out.
#[component]
pub(crate) fn Shift(
    /// Ends the ids of the buttons; unique on the page.
    id: String,
    /// What the entry is called.
    #[prop(into)]
    what: Signal<String>,
    /// Where the focus goes after a move: the entry may have another number then.
    #[prop(into)]
    on_shift: Callback<Direction>,
    #[prop(into)] on_remove: Callback<()>,
) -> impl IntoView {
    let (up, down) = (format!("up-{id}"), format!("down-{id}"));
    let step = move |way: Direction, button: String| {
        on_shift.run(way);
        // Moved on the page, the button loses the focus: it is given back.
        request_animation_frame(move || focus_field(&button));
    };
    let of = move || format!(" {}", what.get());
    let (to_up, to_down) = (up.clone(), down.clone());
    view! {
        <span class="shift">
            <button type="button" class="btn" data-kind="quiet" id=up on:click=move |_| step(Direction::Up, to_up.clone())>
                <span aria-hidden="true">"↑"</span><span class="hidden-visually">"Move up"{of}</span>
            </button>
            <button type="button" class="btn" data-kind="quiet" id=down on:click=move |_| step(Direction::Down, to_down.clone())>
                <span aria-hidden="true">"↓"</span><span class="hidden-visually">"Move down"{of}</span>
            </button>
            <Button kind=ButtonKind::Quiet glyph=Glyph::Close on_press=on_remove>"Remove"<span class="hidden-visually">{of}</span></Button>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_moves_within_its_list_and_not_out_of_it() {
        assert_eq!(beside(0, 3, Direction::Up), None, "it is first already");
        assert_eq!(beside(0, 3, Direction::Down), Some(1));
        assert_eq!(beside(2, 3, Direction::Down), None, "it is last already");
        assert_eq!(beside(2, 3, Direction::Up), Some(1));
        assert_eq!(beside(7, 3, Direction::Up), None, "it is none");
    }
}
