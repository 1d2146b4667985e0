//! An assessment under somebody's hands, with what its check finds.

mod labels;
mod section;

pub(super) use labels::label;
pub(super) use section::Section;

use crate::desk::{
    ask::{Act, Asked, use_act},
    clock,
    draft::Draft,
    form::{Form, Part},
    page::{focus_field, focus_heading},
    sign::sign_draft,
};
use clinical::{
    Finding,
    assessment::{Assessment, AssessmentFinding, Deferral, DimensionRating, FindingId, WithdrawalRisk},
};
use keeper::protocol::{DocView, Problem, Sign, ThreadView};
use leptos::prelude::*;
use record::RecordId;
use std::collections::BTreeMap;
use ui::use_notices;

/// An assessment being written. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Filling {
    /// What is typed, and whether it is kept.
    pub(super) draft: Draft<Assessment>,
    /// What runs through the chart: earlier assessments, the plan.
    pub(super) asked: Asked<ThreadView>,
    /// Signs it. Once that was refused, what stands in the way is told beside its field.
    pub(super) sign: Act<Sign>,
    /// What the check finds, live.
    pub(super) issues: Memo<Vec<Finding>>,
    /// The same, field by field.
    pub(super) form: Form<Assessment>,
}

impl Filling {
    /// Begins with the keeper's view; keeps what is typed until the owner is gone.
    pub(super) fn begin(record: RecordId, one: DocView<Assessment>, asked: Asked<ThreadView>) -> Self {
        let notices = use_notices();
        let draft = Draft::begin(record, one.signed.doc, one.content, one.signed.draft_saved, || {});
        let sign = use_act::<Sign>(move |_| {
            draft.end();
            notices.say("Signed and locked.");
            // The field that had the focus is gone: go on at the head of the page.
            request_animation_frame(focus_heading);
        });
        let today = Memo::new(move |_| asked.pick(|view| Some(view.today)).unwrap_or_else(clock::today));
        let born = Memo::new(move |_| asked.pick(|view| view.birth_date));
        let issues = Memo::new(move |_| draft.value.with(|assessment| assessment.check_for(today.get(), born.get())));
        let refused: Memo<BTreeMap<String, String>> = Memo::new(move |_| {
            let tried = sign.problem.with(|problem| matches!(problem, Some(Problem::Invalid(_))));
            let told = |issue: &Finding| (issue.place.name(), issue.sentence.to_string());
            issues.with(|issues| issues.iter().filter(|issue| tried && issue.blocks()).map(told).collect())
        });
        let form = Form::new(draft.autosave(), move |place| refused.with(|refused| refused.get(place).cloned()), |_| None);
        Self { draft, asked, sign, issues, form }
    }

    /// Signs what stands there.
    pub(super) fn sign_now(self, passphrase: String) {
        sign_draft(self.draft, self.form, self.sign, passphrase);
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
