//! The desk is a file of its own: the gate opens before the desk is on the device.

use leptos::{prelude::*, task::spawn_local};
use ui::{Banner, Button, ButtonKind, Tone};
use wasm_bindgen_futures::JsFuture;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::{
    fetched::{self, Draw},
    idle, use_notices_from_keeper,
};

#[wasm_split(desk, fallible)]
fn desk() -> Result<Draw, SplitLoaderError> {
    Ok(|| view! { <Dressed/> }.into_any())
}

/// The desk in its own sheet, which the gate does without. Nothing is drawn before the sheet is there; without it, plainly.
#[component]
fn Dressed() -> impl IntoView {
    let dressed = RwSignal::new(false);
    let come = move |_| dressed.set(true);
    view! {
        <link rel="stylesheet" href="/pkg/desk.css" on:load=come on:error=move |_| dressed.set(true)/>
        <Show when=move || dressed.get()><idle::Watched/></Show>
    }
}

/// Asks the browser not to clear away what is kept here when room gets short. It may say no: the desk says so then.
fn keep_storage() {
    let persisted = use_notices_from_keeper().persisted;
    let asked = window().navigator().storage().persist();
    spawn_local(async move {
        let granted = match asked {
            Ok(asked) => JsFuture::from(asked).await.is_ok_and(|granted| granted.is_truthy()),
            Err(_) => false,
        };
        let _gone = persisted.try_set(Some(granted));
    });
}

/// The desk, once it is on the device. After the first visit it always is: the service worker keeps it.
#[component]
pub(crate) fn Behind() -> impl IntoView {
    keep_storage();
    fetched::drawn(
        || Box::pin(desk()),
        || view! { <main class="gate"><p class="words" role="status">"Opening the desk…"</p></main> }.into_any(),
        |again| {
            view! {
                <main class="gate">
                    <Banner tone=Tone::Owed words="The desk is not on this device yet, and the server cannot be reached. Your work here is safe."/>
                    <Button kind=ButtonKind::First on_press=again>"Try again"</Button>
                </main>
            }
            .into_any()
        },
    )
}
