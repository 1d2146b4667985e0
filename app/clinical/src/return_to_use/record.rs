//! What is recorded about a return to use.

use super::{EarlierCourse, Factor, RuleSet, StageSign, Suggestion, suggest};
use crate::{
    AuthorLine, LevelOfCare,
    assessment::{Answer, Route},
    diagnosis::Substance,
    named::named,
    sealed::sealed,
};
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
    /// In which part of the client's story it was.
    Period {
        InCare = "in-care", "While in care here";
        BeforeAdmission = "before-admission", "Before care began here";
        AfterDischarge = "after-discharge", "After discharge";
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
    /// How it was taken; `None` where it was not said.
    pub route: Option<Route>,
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
    /// What the client plans to do next time; may be empty.
    pub coping: String,
}

/// The level of care that a person decided on.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelDecision {
    /// The level; `None` until somebody decided.
    pub level: Option<LevelOfCare>,
    /// Why; asked for where it is not what was suggested.
    pub reason: String,
    /// What the rules suggested when it was decided, with the rules that fired.
    pub suggestion: Option<Suggestion>,
}

/// A return to use.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnToUse {
    /// Who wrote it, filled in at signing.
    pub author: Option<AuthorLine>,
    /// In which part of the client's story it was.
    pub period: Period,
    /// The day it became known.
    pub found_on: Option<NaiveDate>,
    /// How.
    pub found_by: FoundBy,
    /// The same in more words; may be empty.
    pub found_words: String,
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
    /// With whom; may be empty.
    pub with_whom: String,
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
    /// What followed: at home, at work, in court; may be empty.
    pub consequences: String,
    /// The client's account, in the client's words.
    pub account: String,
    /// The day from which feelings had changed, as far as is known.
    pub emotional_since: Option<NaiveDate>,
    /// The day from which thoughts of use had come, as far as is known.
    pub mental_since: Option<NaiveDate>,
    /// Signs of the stages before it.
    pub signs: BTreeSet<StageSign>,
    /// What played a part.
    pub factors: BTreeSet<Factor>,
    /// The client's own triggers.
    pub triggers: Vec<Trigger>,
    /// What helped them stop, or tell somebody.
    pub helped_stop: String,
    /// What had helped earlier.
    pub helped: String,
    /// What did not help, or no longer helps.
    pub did_not_help: String,
    /// The client is pregnant, as known.
    pub pregnant: bool,
    /// The place the client goes home to is not safe.
    pub unsafe_home: bool,
    /// A lower level of care did not work before.
    pub lower_level_did_not_hold: bool,
    /// The care and the diagnoses as the chart had them: what the rules look at besides the event.
    pub earlier: EarlierCourse,
    /// What a person decided.
    pub decision: LevelDecision,
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

    /// The last day on which use is known: until it became known, where the last day was not told; `None` where no day is known.
    pub fn last_known_day(&self) -> Option<NaiveDate> {
        self.end.or(self.found_on).max(self.start)
    }

    /// The days without use before it: between the last use before and the first day of this one, neither counted.
    pub fn days_without_use_before(&self) -> Option<u64> {
        let (before, start) = (self.last_use_before?, self.start?);
        let first_free = before.checked_add_days(Days::new(1))?;
        u64::try_from(start.signed_duration_since(first_free).num_days()).ok()
    }

    /// What the rules suggest for it; `today` is the local date. `None` until it is known when.
    pub fn suggestion(&self, today: NaiveDate) -> Option<Suggestion> {
        suggest(self, &self.earlier, today)
    }

    /// By when the plan has to be revised; `None` for what was outside of care here, and while it is not said when it became known.
    pub fn revise_by(&self) -> Option<NaiveDate> {
        if self.period != Period::InCare {
            return None;
        }
        let rules = RuleSet::CURRENT;
        let days = if self.is_danger() { rules.revision_days_after_danger } else { rules.revision_days };
        let decided = self.decision.suggestion.as_ref().and_then(Suggestion::revise_by);
        decided.or_else(|| self.found_on?.checked_add_days(Days::new(u64::from(days))))
    }

    /// Whether something about it is danger to life: an overdose, a plan or intent of suicide, violence, a medical emergency.
    pub fn is_danger(&self) -> bool {
        let told = |answer: &Answer| matches!(answer, Answer::Told(_));
        told(&self.overdose) || told(&self.medical_emergency) || told(&self.violence) || self.suicide == SuicideRisk::PlanOrIntent
    }
}

impl LevelDecision {
    /// Whether a person decided otherwise than the rules suggest.
    pub fn differs(&self) -> bool {
        let chosen = self.level.as_ref().and_then(LevelOfCare::known).map(|level| level.setting);
        let suggested = self.suggestion.as_ref().map(|suggestion| suggestion.offer.setting);
        chosen.zip(suggested).is_some_and(|(chosen, suggested)| chosen != suggested)
    }
}
