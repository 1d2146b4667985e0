//! One hit: whose, what, when, and the words around what was typed.

use crate::desk::{clock, pages};
use clinical::Kind;
use keeper::protocol::{Marked, SearchHit};
use leptos::prelude::*;
use ui::{Mark, StateMark};

/// A row that leads to the page of the document.
#[component]
pub(super) fn HitRow(
    /// The hit.
    hit: SearchHit,
) -> impl IntoView {
    let href = pages::one(hit.record, hit.kind, hit.doc);
    let what = [Some(hit.kind.noun().to_owned()), hit.date.map(clock::day)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let client = (hit.kind != Kind::Profile).then_some(hit.client);
    let draft = hit.draft.then(|| view! { <StateMark is=Mark::Draft word="Draft"/> });
    view! {
        <li>
            <a href=href>
                <b>{client.map(|client| format!("{client} · "))}<Words of=hit.title/></b>
                <small>{what}</small>
                {draft}
                <p><Words of=hit.snippet/></p>
            </a>
        </li>
    }
}

/// A text with what fits in it marked.
#[component]
fn Words(of: Marked) -> impl IntoView {
    pieces(&of)
        .into_iter()
        .map(|(piece, fits)| if fits { view! { <mark>{piece}</mark> }.into_any() } else { piece.into_any() })
        .collect_view()
}

/// The text in pieces, each with whether it is marked. Marks that do not stand in the text are left out.
fn pieces(marked: &Marked) -> Vec<(String, bool)> {
    let (mut pieces, mut from) = (Vec::new(), 0);
    for mark in &marked.marks {
        let (Some(before), Some(fits)) = (marked.text.get(from..mark.start), marked.text.get(mark.clone())) else { continue };
        pieces.push((before.to_owned(), false));
        pieces.push((fits.to_owned(), true));
        from = mark.end;
    }
    pieces.push((marked.text.get(from..).unwrap_or_default().to_owned(), false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// The word that `kind:` knows it by.
pub(super) fn kind_word(kind: Kind) -> String {
    kind.noun().to_lowercase()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn a_text_is_cut_where_the_marks_are_and_nothing_of_it_is_lost() {
        let marked = Marked { text: "…the café card".into(), marks: vec![7..12, 13..17] };
        let cut = pieces(&marked);
        assert_eq!(cut.iter().map(|(piece, _)| piece.as_str()).collect::<String>(), marked.text);
        assert_eq!(cut.iter().filter(|(_, fits)| *fits).map(|(piece, _)| piece.as_str()).collect::<Vec<_>>(), ["café", "card"]);
        let wrong = Marked { text: "short".into(), marks: vec![3..90] };
        assert_eq!(pieces(&wrong), vec![("short".to_owned(), false)]);
    }
}
