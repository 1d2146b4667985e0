//! What the words of a note say: against the risk screen, in words that blame, with other pronouns than the client's.
//!
//! Words are matched, nothing is understood. A clause that denies, asks, looks back or speaks of somebody else tells nothing, and
//! no finding here ever stops a signature.

mod pattern;
mod pronoun;
mod risk;
mod stigma;

pub(super) use pronoun::other_pronouns;
pub(super) use risk::against_risk;
pub(super) use stigma::stigmatizing;

use super::prepared::Word;

/// The clauses of a text, a slice of its words each.
fn clauses(words: &[Word]) -> impl Iterator<Item = &[Word]> {
    words.chunk_by(|_, next| !next.first)
}
