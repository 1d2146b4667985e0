//! What the vault asks of the network and of the clock. Neither is here.

use record::{
    Time,
    wire::{Changes, DirectoryPage, ErrorCode, Pull, PullPage, Push, PushReply, Want},
};
use std::{rc::Rc, sync::Arc};

/// Why the server gave no answer that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NetError {
    /// Not reached, or it went silent: nobody knows whether it acted.
    #[error("the server was not reached")]
    Offline,
    /// The session has ended.
    #[error("signed out")]
    SignedOut,
    /// It answered with an error.
    #[error("the server refused the request")]
    Refused(ErrorCode),
    /// It answered with something that is no answer.
    #[error("the server's answer cannot be read")]
    Malformed,
}

/// The server, as far as sync needs it. One attempt for each call: the engine asks again.
pub trait Net {
    /// What changed since a change number.
    ///
    /// Fails with [`NetError`].
    async fn changes(&self, since: u64) -> Result<Changes, NetError>;

    /// Entries of records.
    ///
    /// Fails with [`NetError`].
    async fn pull(&self, pull: &Pull) -> Result<PullPage, NetError>;

    /// The team acts of a record after a number, up to the one by which the user left its team.
    ///
    /// Fails with [`NetError::Refused`] where there is none, and with [`NetError`].
    async fn departure(&self, want: &Want) -> Result<PullPage, NetError>;

    /// Offers operations. After a failure nobody knows which of them were taken; offering again is safe.
    ///
    /// Fails with [`NetError`].
    async fn push(&self, push: &Push) -> Result<PushReply, NetError>;

    /// Directory entries after a number.
    ///
    /// Fails with [`NetError`].
    async fn directory(&self, after: u64) -> Result<DirectoryPage, NetError>;

    /// Gives directory entries back to a server that was restored to before them.
    ///
    /// Fails with [`NetError`].
    async fn directory_again(&self, page: &DirectoryPage) -> Result<(), NetError>;
}

/// The device's clocks.
pub trait Clock {
    /// The time the device believes it is.
    fn now(&self) -> Time;

    /// Milliseconds on a clock nobody can set, from any beginning, which may be a new one with each start.
    fn steady(&self) -> i64;
}

macro_rules! through {
    ($($pointer:ty),*) => {$(
        impl<T: Net> Net for $pointer {
            async fn changes(&self, since: u64) -> Result<Changes, NetError> {
                (**self).changes(since).await
            }
            async fn pull(&self, pull: &Pull) -> Result<PullPage, NetError> {
                (**self).pull(pull).await
            }
            async fn departure(&self, want: &Want) -> Result<PullPage, NetError> {
                (**self).departure(want).await
            }
            async fn push(&self, push: &Push) -> Result<PushReply, NetError> {
                (**self).push(push).await
            }
            async fn directory(&self, after: u64) -> Result<DirectoryPage, NetError> {
                (**self).directory(after).await
            }
            async fn directory_again(&self, page: &DirectoryPage) -> Result<(), NetError> {
                (**self).directory_again(page).await
            }
        }
        impl<T: Clock> Clock for $pointer {
            fn now(&self) -> Time {
                (**self).now()
            }
            fn steady(&self) -> i64 {
                (**self).steady()
            }
        }
    )*};
}

through!(&T, Rc<T>, Arc<T>);
