//! The one document the server has.

use leptos::prelude::*;

use crate::{GateKeeper, root::Root};

/// The whole page, the same for every address and everybody. No inline script, no inline style.
#[component]
pub fn Document() -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>"Throughline"</title>
                <meta name="theme-color" content="#f9f6f0" media="(prefers-color-scheme: light)"/>
                <meta name="theme-color" content="#1c1814" media="(prefers-color-scheme: dark)"/>
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
                <link rel="stylesheet" href="/pkg/throughline.css"/>
                <link rel="modulepreload" href="/pkg/throughline.js"/>
                <link rel="preload" href="/pkg/throughline_bg.wasm" r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
                <script r#type="module" src="/boot.js"></script>
            </head>
            <body>
                <Root keeper=GateKeeper::nobody() behind=|| ()/>
                <noscript>"Throughline needs JavaScript: your notes are locked and unlocked on this device."</noscript>
            </body>
        </html>
    }
}
