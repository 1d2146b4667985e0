//! Saving what exists on this device alone as a file that only its owner can open.

use crate::desk::{ask::use_act, draft::OpenDrafts};
use js_sys::{Array, Uint8Array};
use keeper::protocol::{SaveUnsent, SealedFile};
use leptos::prelude::*;
use ui::{Button, use_notices};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

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
    let count = |count: u64, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    format!(
        "{} has {} and {}. Only you can open it.",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_the_file_is_counted() {
        let file = SealedFile { name: "a.age".to_owned(), bytes: Vec::new().into(), entries: 1, drafts: 2 };
        assert_eq!(said(&file), "a.age has 1 signed entry and 2 drafts. Only you can open it.");
    }
}
