//! Each page's code travels in a part of the desk, which is a file of its own and comes when a page in it is first opened.

use super::page::{Waiting, focus_heading};
use crate::fetched::{self, Fetching};
use leptos::prelude::*;
use ui::{Banner, Button, Tone};

/// A page in its part, as a route takes it: `part!(note::NoteRoute)` travels in the part `note`, and
/// `part!(people::PeoplePage in office)` in the part `office`. Pages in the same part are in the same file.
macro_rules! part {
    ($module:ident :: $page:ident) => {
        $crate::desk::part::part!($module::$page in $module)
    };
    ($module:ident :: $page:ident in $part:ident) => {{
        #[wasm_split_helpers::wasm_split($part, fallible)]
        #[allow(non_snake_case, reason = "called as its page is")]
        fn $page() -> Result<$crate::fetched::Draw, wasm_split_helpers::SplitLoaderError> {
            Ok(|| leptos::prelude::IntoAny::into_any($module::$page()))
        }
        || $crate::desk::part::page(|| Box::pin($page()))
    }};
}
pub(crate) use part;

/// Draws a page once its part is here.
pub(crate) fn page(fetch: fn() -> Fetching) -> AnyView {
    fetched::drawn(fetch, || view! { <Waiting/> }.into_any(), |again| view! { <Missing again/> }.into_any())
}

/// The part could not be fetched. The page's own heading takes the focus once it has come.
#[component]
fn Missing(again: Callback<()>) -> impl IntoView {
    request_animation_frame(focus_heading);
    view! {
        <header class="pagehead"><div><h1 tabindex="-1">"This page is not on this device yet"</h1></div></header>
        <Banner tone=Tone::Owed words="The server cannot be reached. Your work here is safe. Connect to the network, then try again.">
            <Button on_press=again>"Try again"</Button>
        </Banner>
    }
}
