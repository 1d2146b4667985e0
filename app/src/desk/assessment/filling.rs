//! An assessment under somebody's hands, with what its check finds.

mod labels;
mod section;

pub(super) use labels::label;
pub(super) use section::Section;

use crate::desk::{
    ask::Asked,
    clock,
    doc_form::{DocForm, Manner},
    form::Part,
    page::focus_field,
};
use clinical::assessment::{Assessment, AssessmentFinding, Deferral, DimensionRating, FindingId, WithdrawalRisk};
use keeper::protocol::{DocView, ThreadView};
use leptos::prelude::*;
use record::RecordId;
use std::ops::Deref;

/// An assessment being written. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Filling {
    doc: DocForm<Assessment>,
    /// What runs through the chart: earlier assessments, the plan.
    pub(super) asked: Asked<ThreadView>,
}

impl Deref for Filling {
    type Target = DocForm<Assessment>;

    fn deref(&self) -> &Self::Target {
        &self.doc
    }
}

impl Filling {
    /// Begins with the keeper's view; saves what is typed until the owner is gone.
    pub(super) fn begin(record: RecordId, one: DocView<Assessment>, asked: Asked<ThreadView>) -> Self {
        let manner = Manner { signed: "The assessment was signed.", said: |finding, tried| tried && finding.blocks() };
        let today = Memo::new(move |_| asked.pick(|view| Some(view.today)).unwrap_or_else(clock::today));
        let born = Memo::new(move |_| asked.pick(|view| view.birth_date));
        let check = move |assessment: &Assessment| assessment.check_for(today.get(), born.get());
        Self { doc: DocForm::begin(record, one, manner, check, || {}), asked }
    }

    /// Its own fields.
    pub(super) fn whole(self) -> Part<Assessment, Assessment> {
        self.form.whole("assessment")
    }

    /// What was considered about withdrawal.
    pub(super) fn withdrawal(self) -> Part<Assessment, WithdrawalRisk> {
        Part::the(self.form, "withdrawal", |all, _| Some(&all.withdrawal), |all, _| Some(&mut all.withdrawal))
    }

    /// The rating of a dimension; it comes into being when something is written there.
    pub(super) fn dimension(self, number: u8) -> Part<Assessment, DimensionRating> {
        Part::which(self.form, "dimension", number, |all, number| rating(all, number.parse().ok()?), rating_mut)
    }

    /// A finding.
    pub(super) fn finding(self, id: &FindingId) -> Part<Assessment, AssessmentFinding> {
        Part::which(
            self.form,
            "finding",
            id,
            |all, id| all.findings.iter().find(|one| one.id.as_str() == id),
            |all, id| all.findings.iter_mut().find(|one| one.id.as_str() == id),
        )
    }

    /// The deferral of a finding.
    pub(super) fn deferral(self, id: &FindingId) -> Part<Assessment, Deferral> {
        Part::which(
            self.form,
            "deferral",
            id,
            |all, id| all.deferrals.iter().find(|one| one.finding.as_str() == id),
            |all, id| all.deferrals.iter_mut().find(|one| one.finding.as_str() == id),
        )
    }
}

fn rating(all: &Assessment, number: u8) -> Option<&DimensionRating> {
    all.ratings.iter().find(|rating| rating.dimension == number)
}

fn rating_mut<'a>(all: &'a mut Assessment, number: &str) -> Option<&'a mut DimensionRating> {
    let dimension = number.parse().ok()?;
    if rating(all, dimension).is_none() {
        all.ratings.push(DimensionRating { dimension, ..DimensionRating::default() });
    }
    all.ratings.iter_mut().find(|rating| rating.dimension == dimension)
}

/// Moves the focus to a field; to its answers, where nothing is described there yet.
pub(super) fn go(name: &str) {
    let there = document().get_element_by_id(name).is_some();
    focus_field(&if there { name.to_owned() } else { format!("{name}-not-asked") });
}

/// The same, once what was just changed is drawn.
pub(super) fn go_soon(name: String) {
    request_animation_frame(move || go(&name));
}
