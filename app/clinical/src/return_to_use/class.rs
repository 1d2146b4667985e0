//! The class of a return to use, the level of care it suggests and by when what is due, with the rules that fired.
//!
//! The rules are data with a version: what an old event was given stays what it was. Source: clinical reference, sections 12
//! and 19 (definitions from the articles, numbers a choice of this product). A person decides; the suggestion never acts.

use super::{EarlierCourse, ReturnToUse, SuicideRisk};
use crate::{Setting, assessment::Answer, diagnosis::Substance, named::named};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

named! {
    /// How grave it is, the least first.
    ReturnClass {
        Slip = "slip", "Slip";
        Short = "short", "Short return to use";
        Prolonged = "prolonged", "Prolonged return to use";
        Danger = "danger", "Overdose or danger";
    }
}

named! {
    /// What raises the suggestion by one level, together still by one.
    Override {
        WithdrawalRisk = "withdrawal-risk", "Risk of withdrawal";
        Pregnancy = "pregnancy", "Pregnancy";
        SuicidalThoughts = "suicidal-thoughts", "Suicidal thoughts without a plan";
        UnsafeHome = "unsafe-home", "Home is not safe";
        LowerLevelDidNotHold = "lower-level-did-not-hold", "A lower level of care did not work before";
        Under90Days = "under-90-days", "Fewer than 90 days in care";
    }
}

named! {
    /// Something to do after it.
    Task {
        EmergencySteps = "emergency-steps", "Emergency steps: call 911, naloxone, stay with the client, medical clearance";
        SuicideScreen = "suicide-screen", "Suicide screen";
        WithdrawalAssessment = "withdrawal-assessment", "Withdrawal assessment (COWS or CIWA-Ar)";
        LevelReassessment = "level-reassessment", "Reassess the level of care";
        MedicationReview = "medication-review", "Review medication";
        DrugTest = "drug-test", "Drug test";
        Naloxone = "naloxone", "Offer naloxone, talk about lost tolerance";
        TwiceWeeklyContact = "twice-weekly-contact", "Contact twice a week";
        PlanRevision = "plan-revision", "Revise the plan with the client";
    }
}

/// The limits of one version of the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleSet {
    /// Its id and version, kept with what it suggested.
    pub id: &'static str,
    /// A slip has at most so many days of use.
    pub slip_use_days: u16,
    /// Within so many days.
    pub slip_within_days: u64,
    /// A slip meets fewer criteria than this.
    pub slip_criteria_below: u8,
    /// Use for more than so many days on end is prolonged.
    pub prolonged_over_days: u64,
    /// Early in care: fewer days than this.
    pub early_days: u64,
    /// Days to the plan's revision.
    pub revision_days: u16,
    /// The same after an overdose or danger.
    pub revision_days_after_danger: u16,
    /// Hours to the reassessment of the level of care.
    pub reassessment_hours: u16,
    /// The revised plan is reviewed after at most so many days.
    pub review_within_days: u16,
}

impl RuleSet {
    /// The rules in force.
    pub const CURRENT: Self = Self {
        id: "return-to-use/1",
        slip_use_days: 3,
        slip_within_days: 7,
        slip_criteria_below: 2,
        prolonged_over_days: 14,
        early_days: 90,
        revision_days: 7,
        revision_days_after_danger: 1,
        reassessment_hours: 72,
        review_within_days: 14,
    };
}

/// What the pattern of use alone says, without danger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The class.
    pub class: ReturnClass,
    /// Why, in a sentence.
    pub because: Fired,
}

/// A rule that fired, as a sentence for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fired {
    /// Few days of use, stopped, no withdrawal, few criteria.
    FewDaysAndStopped,
    /// More than a slip, less than prolonged.
    BetweenSlipAndProlonged,
    /// More than two weeks on end.
    MoreThanTwoWeeks,
    /// The criteria of the disorder are met again.
    FullCriteriaAgain,
    /// Danger to life.
    Danger,
    /// Something that raises the suggestion.
    Raised(Override),
}

impl Fired {
    /// As shown.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::FewDaysAndStopped => "At most 3 days of use within 7 days, stopped, no withdrawal, fewer than two criteria.",
            Self::BetweenSlipAndProlonged => "More than a slip, and not more than 14 days on end.",
            Self::MoreThanTwoWeeks => "Use for more than 14 days on end.",
            Self::FullCriteriaAgain => "The criteria of the disorder are met again.",
            Self::Danger => "Overdose, a plan or intent of suicide, violence or a medical emergency.",
            Self::Raised(reason) => reason.label(),
        }
    }
}

/// By when something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deadline {
    /// Now, before anything else.
    Now,
    /// So many hours after it became known.
    Hours(u16),
    /// At the end of this local day.
    Day(NaiveDate),
}

/// What the rules suggest. A person decides. Kept with the decision as it was then, whatever the rules say later.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suggestion {
    /// The rules' id and version.
    pub rules: String,
    /// The class.
    pub class: ReturnClass,
    /// The class by the pattern of use alone: what care follows once the danger is over.
    pub pattern: ReturnClass,
    /// Every rule that fired, the class first.
    pub fired: Vec<Fired>,
    /// The level of care that fits.
    pub offer: LevelOffer,
    /// What is due, the most urgent first.
    pub tasks: Vec<(Task, Deadline)>,
}

/// A setting of care that is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelOffer {
    /// By the class.
    pub by_class: Setting,
    /// After what raises it.
    pub setting: Setting,
}

crate::sealed::sealed!(Suggestion);

impl Suggestion {
    /// Whether this rule fired.
    pub fn fired(&self, rule: Fired) -> bool {
        self.fired.contains(&rule)
    }

    /// By when the plan has to be revised.
    pub fn revise_by(&self) -> Option<NaiveDate> {
        self.tasks.iter().find_map(|(task, deadline)| match (task, deadline) {
            (Task::PlanRevision, Deadline::Day(day)) => Some(*day),
            _ => None,
        })
    }
}

/// Settings of care by their intensity. Withdrawal management is an addition to one of them, not a step between.
const LADDER: [Setting; 5] = [
    Setting::Outpatient,
    Setting::IntensiveOutpatient,
    Setting::PartialHospitalization,
    Setting::Residential,
    Setting::Inpatient,
];

fn step(setting: Setting) -> usize {
    // Somebody in withdrawal management is in a bed already.
    LADDER.iter().position(|one| *one == setting).unwrap_or(3)
}

fn raised(setting: Setting) -> Setting {
    LADDER.get(step(setting) + 1).copied().unwrap_or(Setting::Inpatient)
}

fn at_least(one: Setting, other: Setting) -> Setting {
    if step(one) < step(other) { other } else { one }
}

/// What an event calls for. `None` until the first day of use and the day it became known are there; `today` is the local date.
pub fn suggest(event: &ReturnToUse, earlier: &EarlierCourse, today: NaiveDate) -> Option<Suggestion> {
    let rules = RuleSet::CURRENT;
    let found = event.found_on?;
    let pattern = pattern(event, earlier, today, &rules)?;
    let class = if event.is_danger() { ReturnClass::Danger } else { pattern.class };
    let mut fired = Vec::new();
    if class == ReturnClass::Danger {
        fired.push(Fired::Danger);
    }
    fired.push(pattern.because);
    let overrides = overrides(event, earlier, found, &rules);
    fired.extend(overrides.iter().copied().map(Fired::Raised));

    let by_class = match pattern.class {
        ReturnClass::Slip | ReturnClass::Danger => at_least(earlier.setting, Setting::Outpatient),
        ReturnClass::Short => at_least(earlier.setting, Setting::IntensiveOutpatient),
        ReturnClass::Prolonged => at_least(earlier.setting, Setting::Residential),
    };
    let setting = if overrides.is_empty() { by_class } else { raised(by_class) };
    let tasks = tasks(class, pattern.class, event, &overrides, found, &rules);
    Some(Suggestion {
        rules: rules.id.to_owned(),
        class,
        pattern: pattern.class,
        fired,
        offer: LevelOffer { by_class, setting },
        tasks,
    })
}

/// The class by the pattern of use alone.
fn pattern(event: &ReturnToUse, earlier: &EarlierCourse, today: NaiveDate, rules: &RuleSet) -> Option<Pattern> {
    let span = event.span_days(today)?;
    let use_days = event.use_days.map_or(span, u64::from);
    if span > rules.prolonged_over_days {
        return Some(Pattern { class: ReturnClass::Prolonged, because: Fired::MoreThanTwoWeeks });
    }
    if earlier.full_criteria {
        return Some(Pattern { class: ReturnClass::Prolonged, because: Fired::FullCriteriaAgain });
    }
    let slip = use_days <= u64::from(rules.slip_use_days)
        && span <= rules.slip_within_days
        && event.stopped
        && !matches!(event.withdrawal, Answer::Told(_))
        && earlier.criteria_met < rules.slip_criteria_below;
    Some(if slip {
        Pattern { class: ReturnClass::Slip, because: Fired::FewDaysAndStopped }
    } else {
        Pattern { class: ReturnClass::Short, because: Fired::BetweenSlipAndProlonged }
    })
}

fn overrides(event: &ReturnToUse, earlier: &EarlierCourse, found: NaiveDate, rules: &RuleSet) -> Vec<Override> {
    let opioid = event.substances.iter().any(|used| used.substance == Substance::Opioid);
    let withdrawal = earlier.dependent_on_alcohol_or_sedatives || (opioid && matches!(event.withdrawal, Answer::Told(_)));
    let in_care = earlier.admitted.and_then(|day| u64::try_from(found.signed_duration_since(day).num_days()).ok());
    let all = [
        (Override::WithdrawalRisk, withdrawal),
        (Override::Pregnancy, event.pregnant),
        (Override::SuicidalThoughts, event.suicide == SuicideRisk::ThoughtsWithoutPlan),
        (Override::UnsafeHome, event.unsafe_home),
        (Override::LowerLevelDidNotHold, event.lower_level_did_not_hold),
        (Override::Under90Days, in_care.is_some_and(|days| days < rules.early_days)),
    ];
    all.into_iter().filter_map(|(reason, holds)| holds.then_some(reason)).collect()
}

fn tasks(
    class: ReturnClass,
    pattern: ReturnClass,
    event: &ReturnToUse,
    overrides: &[Override],
    found: NaiveDate,
    rules: &RuleSet,
) -> Vec<(Task, Deadline)> {
    let mut tasks = Vec::new();
    if class == ReturnClass::Danger {
        tasks.extend([Task::EmergencySteps, Task::SuicideScreen].map(|task| (task, Deadline::Now)));
    }
    // Withdrawal risk always adds it, whatever the class.
    if pattern == ReturnClass::Prolonged || overrides.contains(&Override::WithdrawalRisk) {
        tasks.push((Task::WithdrawalAssessment, Deadline::Now));
    }
    let opioid = event.substances.iter().any(|used| used.substance == Substance::Opioid);
    if class == ReturnClass::Danger || opioid {
        tasks.push((Task::Naloxone, Deadline::Now));
    }
    match pattern {
        ReturnClass::Slip | ReturnClass::Danger => {}
        ReturnClass::Short | ReturnClass::Prolonged => {
            tasks.push((Task::LevelReassessment, Deadline::Hours(rules.reassessment_hours)));
            tasks.push((Task::MedicationReview, Deadline::Hours(rules.reassessment_hours)));
        }
    }
    let days = if class == ReturnClass::Danger { rules.revision_days_after_danger } else { rules.revision_days };
    let revision = found.checked_add_days(Days::new(u64::from(days)));
    let day = revision.map_or(Deadline::Now, Deadline::Day);
    if pattern == ReturnClass::Slip {
        tasks.extend([Task::DrugTest, Task::TwiceWeeklyContact].map(|task| (task, day)));
    }
    tasks.push((Task::PlanRevision, day));
    tasks
}
