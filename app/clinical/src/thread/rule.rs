//! The rules of the thread, and how a program has set them: one settings value for all of them.

use crate::{Severity, likeness::CLONE_PERCENT, named::named};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

named! {
    /// A rule of the thread.
    Rule {
        FindingUnanswered = "finding-unanswered", "Finding not addressed";
        ProblemWithoutDiagnosis = "problem-without-diagnosis", "Problem without a diagnosis";
        ProblemWithoutDimension = "problem-without-dimension", "Problem without an ASAM dimension";
        GoalMissing = "goal-missing", "Problem without a goal";
        GoalWithoutObjective = "goal-without-objective", "Goal without an objective";
        ObjectiveWithoutIntervention = "objective-without-intervention", "Objective without an intervention";
        ObjectiveWithoutNote = "objective-without-note", "Objective not addressed in notes";
        PromisedNotGiven = "promised-not-given", "Fewer services than planned";
        TargetOverdue = "target-overdue", "Target date has passed";
        ReviewExpired = "review-expired", "Plan review overdue";
        UnsignedByClient = "unsigned-by-client", "Client has not signed";
        EmptySection = "empty-section", "Section left blank";
        NoteWithoutObjective = "note-without-objective", "Note not linked to an objective";
        ProgressNotSaid = "progress-not-said", "Progress not rated";
        ClosedLine = "closed-line", "Linked to a closed objective";
        EarlierPlan = "earlier-plan", "Linked to an earlier plan";
        TextCarried = "text-carried", "Text carried forward unchanged";
        LikeAnEarlierNote = "like-an-earlier-note", "Too similar to an earlier note";
        OtherClientNamed = "other-client-named", "Another client’s name";
        Overlap = "overlap", "Overlapping sessions";
        LengthOff = "length-off", "Session length differs from plan";
        AfterDischarge = "after-discharge", "Service after discharge";
        OutreachNotAgreed = "outreach-not-agreed", "Contact the client has not agreed to";
        BeforeCare = "before-care", "Service before care began";
        TextAgainstRisk = "text-against-risk", "Text contradicts the risk screen";
        StigmatizingWord = "stigmatizing-word", "Stigmatizing language";
        OtherPronouns = "other-pronouns", "Pronouns differ from the profile";
    }
}

impl Rule {
    /// How it can be mended.
    pub const fn fix(self) -> &'static str {
        match self {
            Self::FindingUnanswered => "Make it a problem, or defer it with a reason.",
            Self::ProblemWithoutDiagnosis => "Link a diagnosis of the problem list, or add one.",
            Self::ProblemWithoutDimension => "Choose the dimension it belongs to.",
            Self::GoalMissing => "Ask the client what should be different, and write it in their words.",
            Self::GoalWithoutObjective => "Add a step that can be seen or counted.",
            Self::ObjectiveWithoutIntervention => "Add what will be done, by whom, and how often.",
            Self::ObjectiveWithoutNote => "Work on it in the next session, or put the objective on hold.",
            Self::PromisedNotGiven => "Provide what is missing, or agree on another frequency.",
            Self::TargetOverdue => "Update its status, then set a new date or close it.",
            Self::ReviewExpired => "Review the plan with the client: sign that nothing changes, or revise it.",
            Self::UnsignedByClient => "Go through the plan together and ask for the client’s agreement.",
            Self::EmptySection => "Write what belongs here.",
            Self::NoteWithoutObjective => "Tap the objective of the plan that this session worked on.",
            Self::ProgressNotSaid => "Rate the progress after this session.",
            Self::ClosedLine => "Link a current objective, or reopen this one in the plan.",
            Self::EarlierPlan => "Check the objectives of the active version and move the note to it.",
            Self::TextCarried => "Read it again and change what was different this time.",
            Self::LikeAnEarlierNote => "Say what was different this time.",
            Self::OtherClientNamed => "Remove the name. Write their relationship to the client instead.",
            Self::Overlap => "Check the times of both.",
            Self::LengthOff => "Check start and end, or explain the difference in the note.",
            Self::AfterDischarge => "Check the date; after discharge write a follow-up contact.",
            Self::OutreachNotAgreed => "Use a way the client agreed to, or ask and change the profile.",
            Self::BeforeCare => "Check the date, and in the profile when care began.",
            Self::TextAgainstRisk => "Change the answer in the risk screen, or the text.",
            Self::StigmatizingWord => "Change it, or put the client’s own words in quotation marks.",
            Self::OtherPronouns => "Check that this is about this client, and the pronouns in the profile.",
        }
    }

    /// Whether it looks at a note; the others look at the plan.
    pub const fn is_of_note(self) -> bool {
        match self {
            Self::EmptySection
            | Self::NoteWithoutObjective
            | Self::ProgressNotSaid
            | Self::ClosedLine
            | Self::EarlierPlan
            | Self::TextCarried
            | Self::LikeAnEarlierNote
            | Self::OtherClientNamed
            | Self::Overlap
            | Self::LengthOff
            | Self::AfterDischarge
            | Self::OutreachNotAgreed
            | Self::BeforeCare
            | Self::TextAgainstRisk
            | Self::StigmatizingWord
            | Self::OtherPronouns => true,
            Self::FindingUnanswered
            | Self::ProblemWithoutDiagnosis
            | Self::ProblemWithoutDimension
            | Self::GoalMissing
            | Self::GoalWithoutObjective
            | Self::ObjectiveWithoutIntervention
            | Self::ObjectiveWithoutNote
            | Self::PromisedNotGiven
            | Self::TargetOverdue
            | Self::ReviewExpired
            | Self::UnsignedByClient => false,
        }
    }

    /// Whether a program may let it stop a signature. A rule about what has happened, or about what time alone brings, never
    /// does: no writing could mend it, and the truth must stay signable. Nor does one that guesses at what a text means.
    pub const fn may_block(self) -> bool {
        match self {
            Self::FindingUnanswered
            | Self::ProblemWithoutDiagnosis
            | Self::ProblemWithoutDimension
            | Self::GoalMissing
            | Self::GoalWithoutObjective
            | Self::ObjectiveWithoutIntervention
            | Self::EmptySection
            | Self::NoteWithoutObjective
            | Self::ProgressNotSaid
            | Self::ClosedLine
            | Self::EarlierPlan
            | Self::TextCarried
            | Self::LikeAnEarlierNote
            | Self::OtherClientNamed => true,
            Self::ObjectiveWithoutNote
            | Self::PromisedNotGiven
            | Self::TargetOverdue
            | Self::ReviewExpired
            | Self::UnsignedByClient
            | Self::Overlap
            | Self::LengthOff
            | Self::AfterDischarge
            | Self::OutreachNotAgreed
            | Self::BeforeCare
            | Self::TextAgainstRisk
            | Self::StigmatizingWord
            | Self::OtherPronouns => false,
        }
    }

    /// Whether it looks at what happened, or did not, since a version of the plan was signed: it says nothing about one that is
    /// still written.
    pub const fn is_over_time(self) -> bool {
        matches!(self, Self::ObjectiveWithoutNote | Self::PromisedNotGiven | Self::ReviewExpired | Self::UnsignedByClient)
    }

    /// The numbers it is set with, and what each of them says.
    pub const fn numbers(self) -> &'static [(RuleNumber, &'static str)] {
        match self {
            Self::ObjectiveWithoutNote => &[(RuleNumber::Days, "Days without a note")],
            Self::PromisedNotGiven => {
                &[(RuleNumber::Days, "Days to look back"), (RuleNumber::Percent, "Provided at least, in percent")]
            }
            Self::UnsignedByClient => &[(RuleNumber::Days, "Days to sign")],
            Self::LikeAnEarlierNote => &[(RuleNumber::Percent, "Similarity at most, in percent")],
            Self::LengthOff => &[(RuleNumber::Minutes, "Minutes of difference")],
            Self::FindingUnanswered
            | Self::ProblemWithoutDiagnosis
            | Self::ProblemWithoutDimension
            | Self::GoalMissing
            | Self::GoalWithoutObjective
            | Self::ObjectiveWithoutIntervention
            | Self::TargetOverdue
            | Self::ReviewExpired
            | Self::EmptySection
            | Self::NoteWithoutObjective
            | Self::ProgressNotSaid
            | Self::ClosedLine
            | Self::EarlierPlan
            | Self::TextCarried
            | Self::OtherClientNamed
            | Self::Overlap
            | Self::AfterDischarge
            | Self::OutreachNotAgreed
            | Self::BeforeCare
            | Self::TextAgainstRisk
            | Self::StigmatizingWord
            | Self::OtherPronouns => &[],
        }
    }

    /// Where it comes from.
    pub const fn source(self) -> &'static str {
        if matches!(self, Self::OutreachNotAgreed) {
            "42 CFR Part 2"
        } else if matches!(self, Self::StigmatizingWord) {
            "National Institute on Drug Abuse, “Words Matter”"
        } else {
            // Domain reference, sections 1 and 3, and our own choice.
            "Throughline default"
        }
    }
}

/// How one rule is set. A number is 0 where the rule has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSetting {
    /// Whether it is checked at all.
    pub on: bool,
    /// Whether it stops a signature. It never stops saving.
    pub severity: Severity,
    /// Days it waits, or looks back.
    pub days: u16,
    /// Of what was promised at least, or of a text at most, so many percent.
    pub percent: u16,
    /// Minutes it allows.
    pub minutes: u16,
}

/// A number that a rule is set with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleNumber {
    /// Days, up to a year.
    Days,
    /// Percent.
    Percent,
    /// Minutes, up to four hours.
    Minutes,
}

impl RuleNumber {
    /// The most it may be; the least is 1.
    pub const fn most(self) -> u16 {
        match self {
            Self::Days => 366,
            Self::Percent => 100,
            Self::Minutes => 240,
        }
    }

    /// Its stored name.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Percent => "percent",
            Self::Minutes => "minutes",
        }
    }

    /// As it is set.
    pub const fn of(self, setting: &RuleSetting) -> u16 {
        match self {
            Self::Days => setting.days,
            Self::Percent => setting.percent,
            Self::Minutes => setting.minutes,
        }
    }

    /// Sets it.
    pub const fn set(self, setting: &mut RuleSetting, value: u16) {
        match self {
            Self::Days => setting.days = value,
            Self::Percent => setting.percent = value,
            Self::Minutes => setting.minutes = value,
        }
    }
}

/// How a program has set the rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThreadRules {
    /// Rule to setting; a rule that is not there is as in [`ThreadRules::standard`].
    pub rules: BTreeMap<Rule, RuleSetting>,
}

impl ThreadRules {
    /// What a program starts with: our choice, after the domain reference, sections 1 and 3.
    pub fn standard() -> Self {
        Self { rules: Rule::ALL.iter().map(|rule| (*rule, standard(*rule))).collect() }
    }

    /// How a rule is set. One that must not stop a signature warns, whatever was written down.
    pub fn setting(&self, rule: Rule) -> RuleSetting {
        let setting = self.rules.get(&rule).copied().unwrap_or_else(|| standard(rule));
        let stops = setting.severity == Severity::Blocks && !rule.may_block();
        RuleSetting { severity: if stops { Severity::Warns } else { setting.severity }, ..setting }
    }
}

/// Of the plan, what lies in the author's hand when writing stops the signature, and what time does only warns.
/// Of a note nothing stops it: a note signed late is worse than one with a loose end.
const fn standard(rule: Rule) -> RuleSetting {
    let (severity, days, percent, minutes) = match rule {
        Rule::GoalWithoutObjective | Rule::ObjectiveWithoutIntervention => (Severity::Blocks, 0, 0, 0),
        Rule::FindingUnanswered
        | Rule::ProblemWithoutDiagnosis
        | Rule::ProblemWithoutDimension
        | Rule::GoalMissing
        | Rule::TargetOverdue
        | Rule::ReviewExpired
        | Rule::NoteWithoutObjective
        | Rule::ClosedLine
        | Rule::EarlierPlan
        | Rule::OtherClientNamed
        | Rule::Overlap
        | Rule::AfterDischarge
        | Rule::OutreachNotAgreed
        | Rule::BeforeCare
        | Rule::TextAgainstRisk
        | Rule::StigmatizingWord
        | Rule::OtherPronouns
        | Rule::EmptySection => (Severity::Warns, 0, 0, 0),
        Rule::ProgressNotSaid | Rule::TextCarried => (Severity::Notes, 0, 0, 0),
        Rule::ObjectiveWithoutNote => (Severity::Warns, 21, 0, 0),
        Rule::PromisedNotGiven => (Severity::Warns, 28, 75, 0),
        Rule::UnsignedByClient => (Severity::Warns, 7, 0, 0),
        Rule::LikeAnEarlierNote => (Severity::Warns, 0, CLONE_PERCENT as u16, 0),
        Rule::LengthOff => (Severity::Notes, 0, 0, 15),
    };
    RuleSetting { on: true, severity, days, percent, minutes }
}
