//! A long list, drawn a stretch a frame: its beginning can be read at once, and all of it is there soon after, to be searched by
//! the browser and printed.

use leptos::prelude::*;

/// How much of a list is drawn. Made once for a page, a list that is drawn anew is not shorter than it was.
#[derive(Clone, Copy)]
pub(crate) struct Stretch {
    step: usize,
    drawn: RwSignal<usize>,
}

impl Stretch {
    /// The first `step` rows; in each frame so many more.
    pub(crate) fn by(step: usize) -> Self {
        Self { step, drawn: RwSignal::new(step) }
    }

    /// Draws on, frame after frame, until `all` rows are there.
    pub(crate) fn go_on(self, all: usize) {
        if self.drawn.try_get_untracked().is_some_and(|drawn| drawn < all) {
            request_animation_frame(move || {
                let _gone = self.drawn.try_update(|drawn| *drawn += self.step);
                self.go_on(all);
            });
        }
    }

    /// Of `rows`, before which stand `before` others, those that are drawn.
    pub(crate) fn of<T: Clone>(self, rows: &[T], before: usize) -> Vec<T> {
        self.drawn.with(|drawn| rows.iter().take(drawn.saturating_sub(before)).cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_follow_one_another_are_one_long_list() {
        Owner::new().with(|| {
            let (stretch, rows) = (Stretch::by(4), [0, 1, 2, 3, 4, 5]);
            assert_eq!(stretch.of(&rows, 0), [0, 1, 2, 3]);
            assert_eq!(stretch.of(&rows, 3), [0]);
            assert!(stretch.of(&rows, 4).is_empty() && stretch.of(&rows, 5).is_empty());
            stretch.drawn.set(8);
            assert_eq!((stretch.of(&rows, 0).len(), stretch.of(&rows, 6)), (6, vec![0, 1]));
        });
    }
}
