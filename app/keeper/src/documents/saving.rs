//! Drafts on their way to the disk: a lock waits for them, for the worker ends with it.

use std::{
    cell::{Cell, RefCell},
    future::poll_fn,
    task::{Poll, Waker},
};

/// How many are under way, and who waits until none is.
#[derive(Default)]
pub(crate) struct Saving {
    count: Cell<usize>,
    waiting: RefCell<Vec<Waker>>,
}

/// One that is under way, until it is dropped.
pub(crate) struct Under<'a>(&'a Saving);

impl Saving {
    /// One begins.
    pub(crate) fn begin(&self) -> Under<'_> {
        self.count.set(self.count.get() + 1);
        Under(self)
    }

    /// Returns when none is under way.
    pub(crate) async fn settled(&self) {
        poll_fn(|context| {
            if self.count.get() == 0 {
                return Poll::Ready(());
            }
            self.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}

impl Drop for Under<'_> {
    fn drop(&mut self) {
        self.0.count.set(self.0.count.get().saturating_sub(1));
        if self.0.count.get() == 0 {
            self.0.waiting.take().into_iter().for_each(Waker::wake);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    #[test]
    fn whoever_waits_goes_on_when_the_last_is_done() {
        let saving = Saving::default();
        assert_eq!(saving.settled().now_or_never(), Some(()));
        let (first, second) = (saving.begin(), saving.begin());
        let mut settled = Box::pin(saving.settled());
        assert_eq!(settled.as_mut().now_or_never(), None);
        drop(first);
        assert_eq!(settled.as_mut().now_or_never(), None);
        drop(second);
        assert_eq!(settled.as_mut().now_or_never(), Some(()));
    }
}
