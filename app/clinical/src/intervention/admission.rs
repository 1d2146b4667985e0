//! When the person is admitted: what goes along into their chart, and what never does.
//!
//! Source: clinical reference, section 14. Before admission the record is about the participants; on admission it becomes a Part 2
//! record. What participants said is not the client's consent and stays here, as letters do. Along go the person's name and birth
//! date, and the treatment that was arranged: program, level of care, whether withdrawal management comes first.

use super::{DetoxNeed, Intervention};
use crate::{
    AuthorLine, Finding, PatientProfile, Place, Wrong,
    finding::Findings,
    kind::{Around, Content, Kind, Summary},
    plan::Plan,
    sealed::sealed,
};
use chrono::NaiveDate;
use record::{RecordId, is_blank};
use serde::{Deserialize, Serialize};

/// Said while the person is not a client.
pub const PRIVACY_BEFORE: &str = "This record is about the participants and is kept apart from client charts. What participants say is \
    not the person’s consent.";
/// Said once they are.
pub const PRIVACY_AFTER: &str = "This record is now protected like the chart (42 CFR Part 2). What participants said, and their letters, \
    stay here. They are not the client’s consent.";

/// The person of concern was admitted: which chart is theirs. It stands in the record of the intervention; the chart does not point
/// back, so that its team learns nothing that it was not told.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdmissionLink {
    /// The chart.
    pub chart: RecordId,
    /// The first day of the episode that began with it.
    pub admitted_on: Option<NaiveDate>,
    /// Who signed, filled in at signing.
    pub author: Option<AuthorLine>,
}

sealed!(AdmissionLink);

/// Never searched: it says nothing that the two records do not.
impl Content for AdmissionLink {
    fn check(&self, around: &Around<'_>) -> Vec<Finding> {
        let mut findings = Findings::default();
        let day = Place::the("link", "admitted_on");
        findings.block(self.admitted_on.is_none(), day.clone(), Wrong::Missing);
        findings.block(self.admitted_on.is_some_and(|on| on > around.today), day, Wrong::InFuture);
        findings.into_vec()
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        Summary { day: self.admitted_on, author: self.author.clone(), ..Summary::of(Kind::AdmissionLink) }
    }

    fn signed_by(&mut self, author: AuthorLine) {
        self.author = Some(author);
    }
}

/// The profile with which the person's chart begins. `today` is the local date: care begins then unless another day was agreed on
/// that has come.
pub fn profile_of(intervention: &Intervention, today: NaiveDate) -> PatientProfile {
    PatientProfile {
        name: intervention.person.clone(),
        birth_date: intervention.birth_date,
        program: intervention.treatment.program.trim().to_owned(),
        level_of_care: intervention.treatment.level.clone(),
        opened: Some(intervention.admit_on.filter(|day| *day <= today).unwrap_or(today)),
        ..PatientProfile::default()
    }
}

/// What the arranged treatment says for a first plan of `today`; `None` where nothing was arranged that a plan could begin with.
pub fn arranged_plan(intervention: &Intervention, today: NaiveDate) -> Option<Plan> {
    let arranged = &intervention.treatment;
    let mut plan = Plan { level: arranged.level.clone(), ..Plan::default() };
    if !is_blank(&arranged.program) {
        plan.level_reason = format!("Arranged before admission: {}.", arranged.program.trim().trim_end_matches('.'));
    }
    if arranged.detox == DetoxNeed::Needed {
        let more = arranged.detox_words.trim();
        plan.risk = format!("Withdrawal management first.{}{more}", if more.is_empty() { "" } else { " " });
    }
    if plan == Plan::default() {
        return None;
    }
    plan.head.date = Some(today);
    Some(plan)
}
