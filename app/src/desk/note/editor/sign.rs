//! Signing a note: what was found, and by when.

use crate::desk::{
    clock::{self, Owed},
    draft::Kept,
    note::writing::Writing,
    note_text, row_labels,
    sign::{Named, SignBar},
};
use clinical::{Finding, RuleId, Wrong, thread::Rule};
use leptos::prelude::*;

/// The bar of the editor.
#[component]
pub(super) fn SignNoteBar(writing: Writing) -> impl IntoView {
    let unsaved = move || matches!(writing.draft.kept.get(), Kept::Failed(_));
    let invalid = writing.form.invalid();
    let found = Memo::new(move |_| {
        let unsaved = unsaved().then(|| Named::new("session".to_owned(), "Not saved".to_owned(), true));
        let found = named(&writing.findings.get()).into_iter().chain(invalid.get().into_iter().map(Named::invalid));
        unsaved.into_iter().chain(found).collect::<Vec<_>>()
    });
    let due = move || {
        writing.asked.pick(|view| {
            row_labels::late_entry(&view.row).or_else(|| {
                view.due.map(|due| match clock::owed(due) {
                    Owed::By(by) => format!("Due {}.", by.trim_start_matches("by ")),
                    Owed::Over(over) => format!("{over}."),
                })
            })
        })
    };
    view! {
        <SignBar busy=writing.sign.busy problem=writing.sign.problem found more=Signal::derive(due)
            on_go=move |place: String| writing.go(&place) on_sign=move |passphrase| writing.sign_now(passphrase)/>
    }
}

/// What was found, each by a short name; risks that nobody asked about are one.
fn named(found: &[Finding]) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    let mut risks = 0;
    for finding in found {
        if finding.wrong() == Some(Wrong::RiskNotAsked) {
            risks += 1;
            continue;
        }
        let place = finding.place.name();
        let words = match finding.rule {
            RuleId::Form(_) => note_text::label(&place),
            RuleId::Thread(Rule::EmptySection) => format!("{} is empty", note_text::label(&place)),
            RuleId::Thread(rule) => rule.label().to_owned(),
        };
        let one = Named::new(place, words, finding.blocks());
        if !all.contains(&one) {
            all.push(one);
        }
    }
    if risks > 0 {
        let words = if risks == 1 { "One risk not assessed".to_owned() } else { format!("{risks} risks not assessed") };
        all.push(Named::new("risk".to_owned(), words, false));
    }
    all
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]

    use super::*;
    use clinical::{Field, RiskItem, Severity};

    #[test]
    fn what_was_found_is_named_once_and_risks_together() {
        let risk = |item| Finding::new(Field::Risk(item), Wrong::RiskNotAsked, Severity::Warns);
        let modality = Finding::blocking(Field::Modality, Wrong::Missing);
        let all = named(&[modality.clone(), modality, risk(RiskItem::Suicide), risk(RiskItem::Overdose)]);
        let one = |place: &str, words: &str, blocks| Named::new(place.to_owned(), words.to_owned(), blocks);
        assert!(all == [one("modality", "Modality", true), one("risk", "2 risks not assessed", false)]);
    }
}
