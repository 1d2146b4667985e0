//! Who signed a version, in which words, and who has not yet.

use super::Shown;
use crate::desk::{clock, plan::labels, quoted::quoted};
use clinical::plan::{Agreement, Proof, SignerRole};
use keeper::protocol::{DocSync, LineKind, NoteLine, SignatureView};
use leptos::prelude::*;
use ui::{Glyph, Icon};

/// The client's words, then a line for each signature.
#[component]
pub(in crate::desk::plan) fn Signs(shown: Shown) -> impl IntoView {
    let spoken = shown.view.signatures.iter().filter(|one| !record::is_blank(&one.signature.words)).map(|one| {
        let label = format!("In {}’s own words", one.signature.name.trim());
        view! { <div class="voice"><p class="label">{label}</p><p class="said">{quoted(&one.signature.words)}</p></div> }
    });
    let signed =
        shown.view.signed.lines.iter().filter(|line| matches!(line.kind, LineKind::Signed | LineKind::Attested)).cloned();
    let given = shown.view.signatures.clone().into_iter().map(|one| {
        let bound = one.signature.shown == shown.view.shown;
        view! { <Given one bound/> }
    });
    let missing = shown.missing.iter().map(|missing| {
        let who = missing.sentence();
        view! { <li class="sign" data-open=""><span class="line">{who}</span><small class="broken">"not yet"</small></li> }
    });
    let reviews = shown.view.reviews.iter().map(|one| {
        let with = if one.review.with_client { ", with the client" } else { "" };
        let next = one.review.next_review.map(|day| format!(" Next review {}.", clock::short_day(day))).unwrap_or_default();
        let day = one.review.on.map(clock::short_day).unwrap_or_default();
        view! { <li>{format!("Reviewed {day}{with}, no change: {}{next} ", one.review.reason.trim())}<span class="quiet">{one.mark.who.clone()}</span></li> }
    });
    let reviews = reviews.collect::<Vec<_>>();
    let events = shown.view.events.iter().map(|one| {
        let day = one.event.on.map(clock::short_day).unwrap_or_default();
        let words = one.event.words.trim();
        let words = if words.is_empty() { String::new() } else { format!(": {words}") };
        let then = if one.answered { "" } else { " Not reviewed since." };
        view! { <li>{format!("{}, {day}{words}{then} ", one.event.kind.label())}<span class="quiet">{one.mark.who.clone()}</span></li> }
    });
    let events = events.collect::<Vec<_>>();
    view! {
        <section class="agree" aria-labelledby="agreement">
            <h3 class="over" id="agreement">"Agreement and signatures"</h3>
            {spoken.collect_view()}
            <ul class="signs">{signed.map(|line| view! { <Author line/> }).collect_view()}{given.collect_view()}{missing.collect_view()}</ul>
            {(!events.is_empty()).then(|| view! { <h3 class="over">"Events"</h3><ul class="reviews">{events}</ul> })}
            {(!reviews.is_empty()).then(|| view! { <h3 class="over">"Reviews"</h3><ul class="reviews">{reviews}</ul> })}
        </section>
    }
}

#[component]
fn Author(
    /// The author's signature, or a co-signature.
    line: NoteLine,
) -> impl IntoView {
    let meaning = match line.kind {
        LineKind::Attested => "Co-signed",
        LineKind::Signed | LineKind::Returned | LineKind::Addendum | LineKind::Retracted => "Author",
    };
    let version = if line.version > 1 { format!(", text {}", line.version) } else { String::new() };
    let refused =
        matches!(line.sync, DocSync::Quarantined(_)).then(|| view! { <small class="broken">"Refused by the server"</small> });
    view! {
        <li class="sign">
            <span class="line"><Icon glyph=Glyph::Signed/>{line.who.clone()}</span>
            <small>{format!("{meaning}{version} · {}", clock::full_moment(line.written))}</small>
            {refused}
        </li>
    }
}

#[component]
fn Given(
    one: SignatureView,
    /// Whether it stands under exactly this text.
    bound: bool,
) -> impl IntoView {
    let SignatureView { signature, mark } = one;
    let drawn = match &signature.proof {
        Proof::Strokes(strokes) => {
            let path = strokes.path().to_owned();
            Some(
                view! { <svg class="drawn" viewBox=labels::DRAWN role="img" aria-label="Drawn signature"><path d=path></path></svg> },
            )
        }
        Proof::None | Proof::Code(_) | Proof::Key => None,
    };
    let how = match &signature.proof {
        Proof::Code(_) => ", with a code",
        Proof::Strokes(_) | Proof::Key | Proof::None => "",
    };
    let theirs = matches!(signature.role, SignerRole::Client | SignerRole::Guardian);
    let taken = if theirs { format!(", recorded by {}", mark.who) } else { String::new() };
    let reason = match &signature.answer {
        Agreement::Disagrees { reason, .. } => Some(format!("{} How to appeal was explained.", reason.trim())),
        Agreement::Unable { reason } | Agreement::Refused { reason } => Some(reason.trim().to_owned()),
        Agreement::Agrees => None,
    };
    let reason = reason.filter(|reason| !reason.is_empty()).map(|reason| view! { <small>{reason}</small> });
    let name = [signature.name.trim(), signature.credential.trim()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    let said = signature.sentence();
    let said = said.rsplit_once(", ").map_or(said.clone(), |(_, said)| capital(said));
    let earlier = (!bound).then(|| view! { <small class="broken">"Signed under an earlier text of this version."</small> });
    view! {
        <li class="sign">
            <span class="line">{drawn.is_none().then(|| view! { <Icon glyph=Glyph::Signed/> })}{drawn}{name}</span>
            <small>{format!("{said}{how} · {}{taken}", clock::full_moment(mark.written))}</small>
            {reason}
            {earlier}
        </li>
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
