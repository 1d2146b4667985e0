//! The dimensions of the edition, each with its rating and why.

use crate::desk::{
    assessment::filling::Filling,
    form::{Pick, Text},
};
use clinical::{
    Edition,
    assessment::{ASAM_SOURCE, Assessment, Dimension, LevelDecision, dimensions, edition_for, rating_text},
};
use leptos::prelude::*;
use ui::{Choice, ChoiceLook, Opt};

/// The section.
#[component]
pub(super) fn Dimensions(filling: Filling) -> impl IntoView {
    let edition = Memo::new(move |_| filling.draft.value.with(|all| all.edition));
    let rows = move || {
        let edition = edition.get();
        dimensions(edition).iter().map(|row| view! { <Rated filling edition row=*row/> }).collect_view()
    };
    view! {
        <Editions filling/>
        {rows}
        <p class="label">{move || format!("{ASAM_SOURCE}, {}", edition.get().label())}</p>
    }
}

/// Which edition, and which one the client's age asks for.
#[component]
fn Editions(filling: Filling) -> impl IntoView {
    let options = [Edition::Fourth, Edition::Third].map(|edition| Opt::new(id(edition), edition.label())).to_vec();
    let value = filling.draft.part(|all| id(all.edition).to_owned());
    let choose = move |chosen: String| {
        let edition = if chosen == id(Edition::Third) { Edition::Third } else { Edition::Fourth };
        let (former, ratings, level) =
            filling.draft.value.with_untracked(|all| (all.edition, all.ratings.clone(), all.level.clone()));
        filling.draft.edit(|all| switch(all, edition));
        let words = "These ratings are from another edition. Rate the dimensions again.";
        filling.form.offer_undo(words, move |all| {
            all.edition = former;
            all.ratings.clone_from(&ratings);
            all.level.clone_from(&level);
        });
    };
    let fits = move || {
        let age = filling.asked.pick(|view| view.birth_date.and_then(|born| view.today.years_since(born)));
        match age.map(edition_for) {
            Some(edition) => format!("For the client’s age: {}.", edition.label()),
            None => "Birth date unknown. Use the 4th edition for adults and the 3rd for adolescents.".to_owned(),
        }
    };
    view! {
        <div class="stack">
            <Choice name="assessment-edition" legend="ASAM edition" options value on_change=choose look=ChoiceLook::Segments/>
            <p class="label">{fits}</p>
        </div>
    }
}

/// Another edition: ratings mean something else there, the words stay.
fn switch(all: &mut Assessment, edition: Edition) {
    all.edition = edition;
    for rating in &mut all.ratings {
        rating.rating.clear();
    }
    all.level = LevelDecision { reason: std::mem::take(&mut all.level.reason), ..LevelDecision::default() };
}

#[component]
fn Rated(filling: Filling, edition: Edition, row: Dimension) -> impl IntoView {
    let at = filling.dimension(row.number);
    let title = format!("{} {}", row.number, row.name);
    let mut options = vec![Opt::new("", "Not rated yet")];
    options.extend(row.ratings.iter().map(|rating| Opt::new(*rating, rating_text(edition, rating))));
    let rating = (!row.ratings.is_empty()).then(|| {
        view! {
            <Pick at=at field="rating" label="Rating" options=options get=|one| one.rating.clone() set=|one, rating| one.rating = rating.to_owned()/>
        }
    });
    let why = if row.ratings.is_empty() { "What matters here (this dimension is not rated)" } else { "Why" };
    view! {
        <fieldset class="rated">
            <legend>{title}</legend>
            {rating}
            <Text at=at field="rationale" label=why get=|o| &o.rationale set=|o| &mut o.rationale/>
        </fieldset>
    }
}

const fn id(edition: Edition) -> &'static str {
    match edition {
        Edition::Third => "third",
        Edition::Fourth => "fourth",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::assessment::DimensionRating;

    #[test]
    fn another_edition_keeps_the_words_and_no_rating_of_the_former() {
        let rated = DimensionRating { dimension: 3, rating: "2.1 COE".into(), rationale: "Low mood.".into() };
        let mut all = Assessment { ratings: vec![rated], ..Assessment::default() };
        all.level = LevelDecision {
            chosen: clinical::LevelOfCare::find(Edition::Fourth, "2.1"),
            reason: "Near home.".into(),
            ..all.suggestion().to_decision()
        };
        switch(&mut all, Edition::Third);
        assert!(all.edition == Edition::Third && all.ratings[0].rating.is_empty() && all.level.chosen.is_none());
        assert_eq!((all.ratings[0].rationale.as_str(), all.level.reason.as_str()), ("Low mood.", "Near home."));
    }
}
