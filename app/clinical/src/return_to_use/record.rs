//! What is recorded about a return to use.

use super::{Factor, StageSign};
use crate::{LevelOfCare, assessment::Answer, diagnosis::Substance, named::named, sealed::sealed};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

named! {
    /// How it became known.
    FoundBy {
        Client = "client", "The client said so";
        DrugTest = "drug-test", "Drug test";
        Family = "family", "Family or friends";
        Colleague = "colleague", "A colleague or another program";
        Hospital = "hospital", "Hospital or emergency services";
        Other = "other", "Other";
    }
}

named! {
    /// Whether the client was with others.
    Company {
        NotSaid = "not-said", "Not said";
        Alone = "alone", "Alone";
        WithOthers = "with-others", "With others";
    }
}

named! {
    /// What was found when suicide was asked about.
    SuicideRisk {
        NotAssessed = "not-assessed", "Not assessed";
        Denied = "denied", "Denied";
        ThoughtsWithoutPlan = "thoughts-without-plan", "Thoughts without a plan";
        PlanOrIntent = "plan-or-intent", "A plan or intent";
    }
}

/// One substance that was used.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubstanceUsed {
    /// Its class.
    pub substance: Substance,
    /// In the client's word; may be empty.
    pub name: String,
    /// How much; may be empty.
    pub amount: String,
}

/// A trigger, in the client's words.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// What it was.
    pub words: String,
    /// From within (mood, pain, stress), not from outside.
    pub internal: bool,
    /// Not known before this return to use.
    pub new: bool,
    /// What the client wants to do when it comes again; may be empty.
    pub coping: String,
}

/// The level of care that a person decided on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelDecision {
    /// The level.
    pub level: LevelOfCare,
    /// Why; asked for where it is not what was suggested.
    pub reason: String,
}

/// A return to use.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnToUse {
    /// The day it became known.
    pub found_on: Option<NaiveDate>,
    /// How.
    pub found_by: FoundBy,
    /// The first day of use.
    pub start: Option<NaiveDate>,
    /// The last day of use; `None` while it goes on or is not known.
    pub end: Option<NaiveDate>,
    /// The client has stopped.
    pub stopped: bool,
    /// On how many days there was use, from 1; `None` where it is not known.
    pub use_days: Option<u16>,
    /// What was used.
    pub substances: Vec<SubstanceUsed>,
    /// The last day of use before this one, from which the time without use counts.
    pub last_use_before: Option<NaiveDate>,
    /// Alone or with others.
    pub company: Company,
    /// An overdose, what happened and what was done.
    pub overdose: Answer,
    /// An injury or another medical emergency.
    pub medical_emergency: Answer,
    /// Violence, by or against the client.
    pub violence: Answer,
    /// Suicide, as asked.
    pub suicide: SuicideRisk,
    /// Signs of withdrawal now.
    pub withdrawal: Answer,
    /// Medication for the disorder: taken as prescribed, missed, stopped.
    pub medication: String,
    /// What the client did that kept them safer: naloxone, not alone, testing, stopping early, coming here.
    pub protective: String,
    /// The client's account, in the client's words.
    pub account: String,
    /// Signs of the stages before it.
    pub signs: BTreeSet<StageSign>,
    /// What played a part.
    pub factors: BTreeSet<Factor>,
    /// The client's own triggers.
    pub triggers: Vec<Trigger>,
    /// What had helped earlier.
    pub helped: String,
    /// What did not help, or not any more.
    pub did_not_help: String,
    /// The client is pregnant, as known.
    pub pregnant: bool,
    /// The place the client goes home to is not safe.
    pub unsafe_home: bool,
    /// An earlier, lower level of care did not hold.
    pub lower_level_did_not_hold: bool,
    /// What a person decided.
    pub decision: Option<LevelDecision>,
}

sealed!(SubstanceUsed, Trigger, LevelDecision, ReturnToUse);

impl ReturnToUse {
    /// From the first to the last day of use, both counted; `None` while either is not known. `today` is the local date: use that
    /// goes on lasts until then.
    pub fn span_days(&self, today: NaiveDate) -> Option<u64> {
        let start = self.start?;
        let end = if self.stopped { self.end.or(self.found_on)? } else { self.end.unwrap_or(today) };
        let days = end.signed_duration_since(start).num_days();
        u64::try_from(days).ok().map(|days| days + 1)
    }

    /// The days without use before it: between the last use before and the first day of this one, neither counted.
    pub fn days_without_use_before(&self) -> Option<u64> {
        let (before, start) = (self.last_use_before?, self.start?);
        let first_free = before.checked_add_days(Days::new(1))?;
        u64::try_from(start.signed_duration_since(first_free).num_days()).ok()
    }

    /// Whether something about it is danger to life: an overdose, a plan or intent of suicide, violence, a medical emergency.
    pub fn is_danger(&self) -> bool {
        let told = |answer: &Answer| matches!(answer, Answer::Told(_));
        told(&self.overdose) || told(&self.medical_emergency) || told(&self.violence) || self.suicide == SuicideRisk::PlanOrIntent
    }
}
