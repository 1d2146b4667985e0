//! Parts of the page, each a file of its own, which comes when it is first drawn. After the first visit all of them are on the
//! device: the service worker keeps them.

use leptos::{prelude::*, task::spawn_local};
use std::{
    pin::Pin,
    task::{Context, Poll, Waker},
};
use wasm_split_helpers::SplitLoaderError;

/// Draws what a part is for.
pub(crate) type Draw = fn() -> AnyView;

/// What the call of a split function is, until its file is here.
pub(crate) type Fetching = Pin<Box<dyn Future<Output = Result<Draw, SplitLoaderError>>>>;

/// How far a part has come.
#[derive(Clone, Copy)]
enum Phase {
    Coming,
    Here(Draw),
    /// It is not on this device and could not be fetched.
    Missing,
}

impl From<Result<Draw, SplitLoaderError>> for Phase {
    fn from(came: Result<Draw, SplitLoaderError>) -> Self {
        came.map_or(Self::Missing, Self::Here)
    }
}

/// Draws a part: at once when it is here, `waiting` until it has come, and `missing`, with a way to try again, when it could not.
/// Whoever goes elsewhere meanwhile waits for nothing.
pub(crate) fn drawn(fetch: fn() -> Fetching, waiting: fn() -> AnyView, missing: fn(Callback<()>) -> AnyView) -> AnyView {
    let phase = RwSignal::new(Phase::Coming);
    let load = move || {
        phase.set(Phase::Coming);
        let mut fetching = fetch();
        match fetching.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(came) => phase.set(came.into()),
            Poll::Pending => spawn_local(async move {
                let came = fetching.await;
                let _gone = phase.try_set(came.into());
            }),
        }
    };
    load();
    let again = Callback::new(move |()| load());
    let draw = move || match phase.get() {
        Phase::Coming => waiting(),
        Phase::Here(draw) => untrack(draw),
        Phase::Missing => missing(again),
    };
    draw.into_any()
}
