//! The one document the server has, as bytes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use leptos::prelude::*;

fn document() -> String {
    Owner::new().with(|| gate::Document().into_view().to_html())
}

#[test]
fn the_document_is_the_same_each_time() {
    assert_eq!(document(), document());
}

#[test]
fn the_document_has_no_inline_script_and_no_inline_style() {
    let html = document();
    let scripts: Vec<_> = html.match_indices("<script").collect();
    assert_eq!(scripts.len(), 1);
    assert!(html.contains(r#"<script type="module" src="/boot.js"></script>"#), "{html}");
    assert!(!html.contains(" style=") && !html.contains("<style"));
}

#[test]
fn nothing_can_be_typed_or_sent_before_the_page_is_alive() {
    let html = document();
    let inputs: Vec<_> = html.split("<input").skip(1).map(|part| part.split('>').next().unwrap()).collect();
    assert_eq!(inputs.len(), 2);
    assert!(inputs.iter().all(|input| input.contains("disabled")), "{inputs:?}");
    let buttons: Vec<_> = html.split("<button").skip(1).map(|part| part.split('>').next().unwrap()).collect();
    assert!(!buttons.is_empty() && buttons.iter().all(|button| button.contains("disabled")), "{buttons:?}");
}

#[test]
fn the_document_begins_with_its_type_and_says_its_language() {
    assert!(document().starts_with(r#"<!DOCTYPE html><html lang="en">"#), "{}", document());
}
