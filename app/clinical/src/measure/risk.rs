//! What is asked at once when somebody answers that they think of death or of hurting themselves, and what is done then.
//!
//! The questions are worded here, in the order in which they get more serious; they are no instrument and have no score. A person
//! judges, and says what was done.

use crate::{Finding, Place, Wrong, contact::SHORT, finding::Findings, named::named, sealed::sealed};
use record::is_blank;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

named! {
    /// What is asked.
    RiskQuestion {
        WishDead = "wish-dead", "Do you wish you were dead, or that you could go to sleep and not wake up?";
        Thoughts = "thoughts", "Have you had thoughts of killing yourself?";
        How = "how", "Have you thought about how?";
        Intent = "intent", "Do you intend to act on these thoughts?";
        Means = "means", "Do you have access to what you would use?";
        Attempt = "attempt", "Have you ever tried to end your life?";
    }
}

named! {
    /// What came of asking.
    RiskAnswer {
        No = "no", "No";
        Yes = "yes", "Yes";
        Declined = "declined", "Declined";
    }
}

named! {
    /// How the person who asked judges the risk, with the least that follows from it.
    RiskJudgment {
        Low = "low", "Low: safety plan and follow-up within 24 hours";
        Moderate = "moderate", "Moderate: prescriber informed today";
        High = "high", "High: emergency care now";
    }
}

named! {
    /// What was done.
    SafetyStep {
        SafetyPlan = "safety-plan", "Safety plan made or updated with the client";
        Means = "means", "Means: asked about, made safe";
        Naloxone = "naloxone", "Naloxone at home";
        Informed = "informed", "Supervisor or prescriber informed";
        Emergency = "emergency", "Emergency care called";
    }
}

/// What was asked and done after an answer that asks for a person.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskRecord {
    /// The answers. A question that is not there was not asked.
    pub answers: BTreeMap<RiskQuestion, RiskAnswer>,
    /// In the client's words; may be empty.
    pub words: String,
    /// How whoever asked judges it.
    pub judgment: Option<RiskJudgment>,
    /// What was done.
    pub done: BTreeSet<SafetyStep>,
    /// What else was done, or why no more was needed.
    pub action: String,
    /// The client left before anybody could ask: what was done to reach them. `None` where somebody asked.
    pub not_asked: Option<String>,
}

sealed!(RiskRecord);

impl RiskRecord {
    /// How many questions have no answer yet; none where nobody could ask.
    pub fn open(&self) -> usize {
        if self.not_asked.is_some() { 0 } else { RiskQuestion::ALL.len().saturating_sub(self.answers.len()) }
    }

    /// Whether somebody answered yes.
    pub fn any_yes(&self) -> bool {
        self.answers.values().any(|answer| *answer == RiskAnswer::Yes)
    }

    /// Whether it says what was asked and done, so that the page may close.
    pub fn is_recorded(&self) -> bool {
        self.check().is_empty()
    }

    /// What keeps it from being recorded.
    pub fn check(&self) -> Vec<Finding> {
        let mut findings = Findings::default();
        let the = |field| Place::the("asked", field);
        if let Some(reached) = &self.not_asked {
            findings.required(the("not-asked"), reached, SHORT);
            return findings.into_vec();
        }
        for question in RiskQuestion::ALL {
            findings.block(!self.answers.contains_key(question), Place::item("asked", question.id()), Wrong::NotAnswered);
        }
        findings.length(the("words"), &self.words, SHORT);
        findings.block(self.judgment.is_none(), the("judgment"), Wrong::Missing);
        // Low without a yes needs no more words; everything else says what was done.
        let plain = self.judgment == Some(RiskJudgment::Low) && !self.any_yes();
        let silent = self.done.is_empty() && is_blank(&self.action);
        findings.block(self.judgment.is_some() && !plain && silent, the("action"), Wrong::RiskWithoutAction);
        findings.length(the("action"), &self.action, SHORT);
        findings.into_vec()
    }
}
