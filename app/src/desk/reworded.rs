//! A text with the words marked that changed.

use clinical::rewording::Piece;
use leptos::prelude::*;

/// What is gone is struck, what is new is underlined; who listens hears which is which.
#[component]
pub(crate) fn Pieces(pieces: Vec<Piece>) -> impl IntoView {
    let pieces = pieces.into_iter().map(|piece| match piece {
        Piece::Same(text) => text.into_any(),
        Piece::Old(text) => view! { <del><span class="hidden-visually">"removed: "</span>{text}</del>" " }.into_any(),
        Piece::New(text) => view! { <ins><span class="hidden-visually">"added: "</span>{text}</ins> }.into_any(),
    });
    pieces.collect_view()
}
