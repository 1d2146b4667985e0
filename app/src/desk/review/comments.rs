//! Comments on one section of a note, or one line of a plan: those of before, and the one that is being written.

use super::decide::Decision;
use crate::desk::clock;
use keeper::protocol::{LineKind, NoteLine};
use leptos::prelude::*;
use ui::{Button, ButtonKind, TextArea};

/// What is said at a place.
#[component]
pub(super) fn CommentAt(
    /// As checks name it.
    place: String,
    /// How the place is called on the page.
    label: String,
    /// Everything said about the document.
    lines: Vec<NoteLine>,
    /// What is being written; nothing for who only reads.
    decision: Option<Decision>,
) -> impl IntoView {
    let before = earlier(&lines, &place).collect_view();
    let write = decision.map(|decision| view! { <Writing place label decision/> });
    view! { {before}{write} }
}

/// The comments that were given there when it was returned.
fn earlier(lines: &[NoteLine], place: &str) -> impl Iterator<Item = AnyView> {
    let said = lines.iter().filter(|line| matches!(line.kind, LineKind::Returned)).flat_map(|line| {
        let here = line.places.iter().filter(|one| one.place == place);
        here.map(|one| (line.who.clone(), clock::moment(line.written), one.text.clone()))
    });
    let said: Vec<_> = said.collect();
    said.into_iter().map(|(who, at, text)| {
        view! { <div class="comment" role="note" data-is="settled"><b>{format!("{who}, {at}: ")}</b>{text}</div> }.into_any()
    })
}

#[component]
fn Writing(place: String, label: String, decision: Decision) -> impl IntoView {
    let (own, name) = (StoredValue::new(place.clone()), StoredValue::new(format!("comment-{place}")));
    let comment = decision.comment;
    let text = comment.part(move |said| own.with_value(|place| said.at(place).to_owned()));
    let asked = RwSignal::new(false);
    let open = Memo::new(move |_| asked.get() || !text.with(String::is_empty));
    let called = StoredValue::new(label);
    let begin = move |()| {
        asked.set(true);
        crate::desk::page::go_soon(name.get_value());
    };
    move || {
        match open.get() {
        true => view! {
            <div class="newcomment noprint">
                <TextArea name=name.get_value() label=format!("Comment on {}", called.get_value()) value=text
                    on_input=move |text| comment.edit(|said| own.with_value(|place| said.set_at(place, text)))>
                    "The author sees it at this place."
                </TextArea>
            </div>
        }
        .into_any(),
        false => view! {
            <div class="noprint"><Button kind=ButtonKind::Quiet on_press=begin>"Comment"<span class="hidden-visually">{format!(" on {}", called.get_value())}</span></Button></div>
        }
        .into_any(),
    }
    }
}
