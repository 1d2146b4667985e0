//! What is under a document: who signed, and what was added. Shown with the document everywhere.

use crate::desk::{ask::Asked, clock, note_text, page::focus_field};
use keeper::protocol::{DocPage, DocSync, LineKind, NoteLine};
use leptos::prelude::*;
use record::{Review, Status};
use ui::{Glyph, Icon};

/// Signatures, then addenda, comments and a retraction, oldest first.
#[component]
pub(crate) fn Lines(
    /// Everything said about it.
    lines: Vec<NoteLine>,
) -> impl IntoView {
    let (signs, words): (Vec<NoteLine>, Vec<NoteLine>) =
        lines.into_iter().partition(|line| matches!(line.kind, LineKind::Signed | LineKind::Attested));
    let signs = signs.into_iter().map(|line| view! { <Sign line/> }).collect_view();
    let words = words.into_iter().map(|line| view! { <Said line/> }).collect_view();
    view! {
        <section class="under" aria-label="Signatures and addenda">
            <ul class="signs">{signs}</ul>
            {words}
        </section>
    }
}

#[component]
fn Sign(
    /// A signature.
    line: NoteLine,
) -> impl IntoView {
    let meaning = match line.kind {
        LineKind::Attested => "Co-signed",
        LineKind::Signed | LineKind::Returned | LineKind::Addendum | LineKind::Retracted => "Signed",
    };
    let version = if line.version > 1 { format!(" version {}", line.version) } else { String::new() };
    view! {
        <li class="sign">
            <span class="line"><Icon glyph=Glyph::Signed/>{line.who.clone()}</span>
            <small>{format!("{meaning}{version} {}", times(&line))}</small>
        </li>
    }
}

#[component]
fn Said(
    /// An addendum, a comment, a retraction.
    line: NoteLine,
) -> impl IntoView {
    let (is, title) = match line.kind {
        LineKind::Returned => (Some("return"), "Returned to author"),
        LineKind::Retracted => (Some("retraction"), "Entered in error"),
        LineKind::Addendum | LineKind::Signed | LineKind::Attested => (None, "Addendum"),
    };
    let reason = (!line.reason.is_empty()).then(|| view! { <p class="label">{format!("Reason: {}", line.reason)}</p> });
    let text = (!line.text.is_empty()).then(|| view! { <p>{line.text.clone()}</p> });
    let who = format!("{}, {}", line.who, times(&line));
    let places = line
        .places
        .iter()
        .filter(|one| one.place.starts_with("section-"))
        .map(|one| view! { <p><b>{format!("{}: ", note_text::label(&one.place))}</b>{one.text.clone()}</p> });
    let places = places.collect_view();
    view! {
        <article class="addendum" data-is=is>
            <header><h3>{title}</h3><p class="label">{who}</p></header>
            {reason}
            {text}
            {places}
        </article>
    }
}

/// `Wed, Nov 18, 2026, 11:32 AM, synced 11:33 AM`.
fn times(line: &NoteLine) -> String {
    let uncertain = if line.uncertain { " (clock uncertain)" } else { "" };
    let received = match (line.sync, line.received) {
        (DocSync::Quarantined(_), _) => "could not be sent".to_owned(),
        (_, Some(at)) => format!("synced {}", same_day(line.written, at)),
        (_, None) => "waiting to send".to_owned(),
    };
    format!("{}{uncertain}, {received}", clock::full_moment(line.written))
}

fn same_day(written: record::Time, received: record::Time) -> String {
    let (from, to) = (clock::here(written), clock::here(received));
    if from.date_naive() == to.date_naive() { clock::clock(&to) } else { clock::full_moment(received) }
}

/// The comment with which the note was returned, while it is being revised.
#[component]
pub(super) fn Returned(asked: Asked<DocPage>) -> impl IntoView {
    let comment = Memo::new(move |_| {
        asked.pick(|view| match view.doc.signed.status {
            Status::Final(Review::Returned) | Status::Amended(Review::Returned) => {
                let last = view.doc.signed.lines.iter().rfind(|line| matches!(line.kind, LineKind::Returned));
                last.map(|line| (line.who.clone(), line.text.clone(), clock::full_moment(line.written), line.places.clone()))
            }
            Status::Preliminary | Status::Final(_) | Status::Amended(_) | Status::EnteredInError => None,
        })
    });
    move || {
        comment.get().map(|(who, text, at, places)| {
            let places = places.into_iter().map(|one| {
                let (place, name) = (one.place.clone(), note_text::label(&one.place));
                view! { <li><button type="button" class="go-link" on:click=move |_| focus_field(&place)>{name}</button>": "{one.text}</li> }
            });
            view! {
                <div class="comment" role="note">
                    <b>{format!("{who} returned this on {at}: ")}</b>{text}
                    <ul class="comments">{places.collect_view()}</ul>
                    <p class="label">"Revise the note and sign it again. The version that was returned stays in the history."</p>
                </div>
            }
        })
    }
}
