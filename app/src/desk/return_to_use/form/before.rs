//! The days before it: signs of the three stages, and since when.

use super::{super::writing::Writing, step};
use crate::desk::form::Day;
use clinical::return_to_use::{ReturnToUse, Stage, StageSign};
use leptos::prelude::*;
use std::collections::BTreeSet;
use ui::{Check, CheckLook};

/// The part.
#[component]
pub(super) fn Before(writing: Writing) -> impl IntoView {
    let at = writing.whole();
    let stages = Stage::ALL.iter().map(|stage| {
        let signs: Vec<StageSign> = StageSign::ALL.iter().copied().filter(|sign| sign.stage() == *stage).collect();
        let title = match stage {
            Stage::Emotional => "Feelings",
            Stage::Mental => "Thoughts",
            Stage::Physical => "Use",
        };
        chips(writing, "sign", title, signs, StageSign::id, StageSign::label, |e| &e.signs, |e| &mut e.signs)
    });
    let stages = stages.collect_view();
    step(
        "before",
        "The days before",
        "three stages",
        view! {
            {stages}
            <div class="pair">
                <Day at field="emotional_since" label="Feelings had changed since" get=|e: &ReturnToUse| e.emotional_since
                    set=|e, day| e.emotional_since = day/>
                <Day at field="mental_since" label="Thoughts of use since" get=|e: &ReturnToUse| e.mental_since
                    set=|e, day| e.mental_since = day/>
            </div>
        },
    )
}

/// Words to tick, kept as a set.
#[expect(clippy::too_many_arguments)]
pub(super) fn chips<W: Copy + Ord + Send + Sync + 'static>(
    writing: Writing,
    of: &'static str,
    title: &'static str,
    words: Vec<W>,
    id: fn(W) -> &'static str,
    label: fn(W) -> &'static str,
    get: fn(&ReturnToUse) -> &BTreeSet<W>,
    get_mut: fn(&mut ReturnToUse) -> &mut BTreeSet<W>,
) -> AnyView {
    let chip = |word: W| {
        let checked = writing.draft.part(move |event| get(event).contains(&word));
        let change = move |on: bool| {
            writing.draft.edit(|event| {
                if on {
                    get_mut(event).insert(word)
                } else {
                    get_mut(event).remove(&word)
                };
            });
        };
        view! { <Check name=format!("{of}-{}", id(word)) checked on_change=change look=CheckLook::Chip>{label(word)}</Check> }
    };
    let chips = words.into_iter().map(chip).collect_view();
    view! { <fieldset class="field"><legend class="legend">{title}</legend><div class="chips">{chips}</div></fieldset> }
        .into_any()
}
