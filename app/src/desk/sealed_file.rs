//! Saving what exists on this device alone as a file that only its owner can open.

use crate::desk::{ask::use_act, draft::OpenDrafts};
use js_sys::{Array, Uint8Array};
use keeper::protocol::{BringIn, BroughtIn, SaveUnsent, SealedFile};
use leptos::{prelude::*, task::spawn_local};
use ui::{Button, use_notices};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlInputElement, Url};

/// Hands a file to the browser's downloads.
fn download(file: &SealedFile) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("application/octet-stream");
    let bytes: JsValue = Uint8Array::from(file.bytes.0.as_slice()).into();
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&bytes), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(&file.name);
    link.click();
    Url::revoke_object_url(&url)
}

fn said(file: &SealedFile) -> String {
    format!(
        "{} contains {} and {}. Only you can open it.",
        file.name,
        count(file.entries, "signed entry", "signed entries"),
        count(file.drafts, "draft", "drafts")
    )
}

/// Saves everything that is on this device alone, the open texts included.
#[component]
pub(crate) fn SaveSealed() -> impl IntoView {
    let (notices, open) = (use_notices(), use_context::<OpenDrafts>());
    let save = use_act::<SaveUnsent>(move |file| match download(&file) {
        Ok(()) => notices.say(said(&file)),
        Err(_) => notices.warn("The browser did not save the file. Copy your text instead."),
    });
    let texts = move || open.map(OpenDrafts::texts).unwrap_or_default();
    let wrong = save.wrong_beside(&[]);
    view! {
        <Button busy=save.busy on_press=move |()| save.run(SaveUnsent { open: texts() })>"Save sealed file"</Button>
        {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
    }
}

/// Takes in a file that the same person saved on another device.
#[component]
pub(crate) fn OpenSealed() -> impl IntoView {
    let notices = use_notices();
    let bring = use_act::<BringIn>(move |brought| notices.say(brought_words(brought)));
    let chosen = move |event| {
        let input: HtmlInputElement = event_target(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        // The same file may be chosen once more.
        input.set_value("");
        spawn_local(async move {
            let read = JsFuture::from(file.array_buffer()).await;
            let bytes = read.map(|buffer| Uint8Array::new(&buffer).to_vec()).unwrap_or_default();
            bring.run(BringIn { file: bytes.into() });
        });
    };
    let wrong = Signal::derive(move || bring.problem.with(|problem| problem.as_ref().map(crate::sentence)));
    view! {
        <label class="btn">
            "Open sealed file"
            <input class="hidden-visually" type="file" accept=".age" on:change=chosen/>
        </label>
        {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
    }
}

fn brought_words(brought: BroughtIn) -> String {
    let BroughtIn { entries, drafts, left_out } = brought;
    let left = if left_out == 0 {
        String::new()
    } else {
        format!(" {left_out} skipped: already here, or the chart is not on this device.")
    };
    format!("{}; {}.{left}", count(entries, "signed entry to send", "signed entries to send"), count(drafts, "draft", "drafts"))
}

fn count(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_the_file_is_counted() {
        let file = SealedFile { name: "a.age".to_owned(), bytes: Vec::new().into(), entries: 1, drafts: 2 };
        assert_eq!(said(&file), "a.age contains 1 signed entry and 2 drafts. Only you can open it.");
    }

    #[test]
    fn what_was_left_out_is_told() {
        let words = |left_out| brought_words(BroughtIn { entries: 2, drafts: 1, left_out });
        assert_eq!(words(0), "2 signed entries to send; 1 draft.");
        assert!(words(1).ends_with(" 1 skipped: already here, or the chart is not on this device."));
    }
}
