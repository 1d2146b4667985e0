//! What the ratings suggest, and the level of care that a person chooses.

use super::ways::Ways;
use crate::desk::assessment::filling::{Filling, go_soon};
use clinical::{
    LevelOfCare,
    assessment::{Assessment, LevelDecision, Suggestion},
    levels,
};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Check, Opt, Select, TextArea};

/// The section.
#[component]
pub(super) fn Level(filling: Filling) -> impl IntoView {
    let suggestion = Memo::new(move |_| filling.draft.value.with(Assessment::suggestion));
    view! {
        <div class="suggestion" aria-live="polite">{move || view! { <Suggested suggestion=suggestion.get()/> }}</div>
        <Ways filling suggestion/>
        <Chosen filling suggestion/>
    }
}

/// The level, and the rules that fired.
#[component]
fn Suggested(
    /// What the ratings suggest.
    suggestion: Suggestion,
) -> impl IntoView {
    let Suggestion { level, co_occurring_enhanced, rules } = suggestion;
    let words = level.map_or_else(|| "No suggestion yet. It appears with the first rating.".to_owned(), |level| level.text());
    let enhanced = co_occurring_enhanced.then_some(", co-occurring enhanced (COE)");
    view! {
        <p class="label">"Suggested from the ratings"</p>
        <p class="lead">{words}{enhanced}</p>
        <ul class="rules">{rules.iter().map(|rule| view! { <li>{rule.sentence()}</li> }).collect_view()}</ul>
        <p class="label">"This is a suggestion. You decide."</p>
    }
}

/// What a person chose, and why.
#[component]
fn Chosen(
    filling: Filling,
    /// What the ratings suggest.
    suggestion: Memo<Suggestion>,
) -> impl IntoView {
    let [chosen, reason] = ["level-chosen", "level-reason"];
    let part = move |get: fn(&LevelDecision) -> String| filling.draft.part(move |all| get(&all.level));
    let options = move || {
        let edition = filling.draft.value.with(|all| all.edition);
        let offered = levels(edition).iter().filter_map(|row| LevelOfCare::find(edition, row.number));
        std::iter::once(Opt::new("", "Not chosen yet"))
            .chain(offered.map(|level| Opt::new(level.number.clone(), level.text())))
            .collect::<Vec<_>>()
    };
    let differs = Memo::new(move |_| filling.draft.value.with(|all| all.level.differs()));
    let label = Signal::derive(move || {
        if differs.get() { "Reason for choosing a different level" } else { "Reason for this level" }.to_owned()
    });
    let value = part(|level| level.chosen.as_ref().map(|level| level.number.clone()).unwrap_or_default());
    view! {
        <Select name=chosen label="Level of care chosen" options=Signal::derive(options) value
            on_change=move |number: String| filling.draft.edit(|all| choose(all, &number)) error=filling.form.wrong(chosen.to_owned())/>
        <Again filling suggestion/>
        <Check name="level-co-occurring-enhanced" checked=filling.draft.part(|all| all.level.co_occurring_enhanced)
            on_change=move |on| filling.draft.edit(|all| all.level.co_occurring_enhanced = on)>
            "Program must be co-occurring enhanced (COE)"
        </Check>
        <TextArea name=reason label value=part(|level| level.reason.clone())
            on_input=move |text| filling.draft.edit(|all| all.level.reason = text) error=filling.form.wrong(reason.to_owned())>
            "In your own words: what the client prefers, what is available, what is safe."
        </TextArea>
    }
}

/// One press where the suggestion is right, or where it changed since somebody chose.
#[component]
fn Again(
    filling: Filling,
    /// What the ratings suggest.
    suggestion: Memo<Suggestion>,
) -> impl IntoView {
    let chosen = Memo::new(move |_| filling.draft.value.with(|all| all.level.chosen.clone()));
    let stale = Memo::new(move |_| {
        chosen.with(Option::is_some) && filling.draft.value.with(|all| suggestion.with(|now| all.level.is_stale(now)))
    });
    let take = move |level: LevelOfCare| {
        filling.draft.edit(|all| choose(all, &level.number));
        go_soon("level-chosen".to_owned());
    };
    move || {
        let offered = suggestion.with(|now| now.level.clone());
        match chosen.get() {
            None => offered.map(|level| {
                let word = format!("Choose {}", level.text());
                view! { <div><Button on_press=move |()| take(level.clone())>{word}</Button></div> }.into_any()
            }),
            Some(level) => stale.get().then(|| {
                let word = format!("Keep {}", level.text());
                view! {
                    <div class="banner" data-is="owed">
                        <p>"The ratings changed after you chose the level. Review your choice."</p>
                        <Button kind=ButtonKind::Plain on_press=move |()| take(level.clone())>{word}</Button>
                    </div>
                }
                .into_any()
            }),
        }
    }
}

/// Chooses a level of the edition beside what is suggested now.
fn choose(all: &mut Assessment, number: &str) {
    let suggestion = all.suggestion();
    let before = std::mem::take(&mut all.level);
    let enhanced = if before.chosen.is_some() { before.co_occurring_enhanced } else { suggestion.co_occurring_enhanced };
    all.level = LevelDecision {
        chosen: LevelOfCare::find(all.edition, number),
        co_occurring_enhanced: enhanced,
        reason: before.reason,
        ..suggestion.to_decision()
    };
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::assessment::DimensionRating;

    #[test]
    fn a_choice_keeps_the_suggestion_beside_it_and_what_was_said_before() {
        let rated = DimensionRating { dimension: 3, rating: "2.1 COE".into(), rationale: "Low mood.".into() };
        let mut all = Assessment { ratings: vec![rated], ..Assessment::default() };
        all.level.reason = "Near home.".into();
        choose(&mut all, "1.5");
        assert!(all.level.differs() && all.level.co_occurring_enhanced);
        assert_eq!(all.level.suggested.as_ref().map(|level| level.number.as_str()), Some("2.1"));
        assert_eq!(all.level.reason, "Near home.");
        all.level.co_occurring_enhanced = false;
        choose(&mut all, "2.1");
        assert!(!all.level.co_occurring_enhanced, "what somebody took away stays away");
    }
}
