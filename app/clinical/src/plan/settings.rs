//! How often plans are reviewed. A program sets it for itself, see [`crate::Settings`].

use super::EventKind;
use crate::{LevelOfCare, Setting};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// How often a plan is reviewed at certain levels of care.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cadence {
    /// Where it holds.
    pub setting: Setting,
    /// Numbers of levels it is limited to, in either edition; empty for all of the setting.
    pub levels: Vec<String>,
    /// Days from the last version or review.
    pub days: u16,
    /// Days once a year of care has passed, where they differ.
    pub days_after_a_year: Option<u16>,
    /// Where sessions count too: not before so many of them, whichever is later.
    pub sessions: Option<u16>,
    /// Where the number comes from.
    pub source: String,
    /// Whether someone should still check it.
    pub to_verify: bool,
}

/// How soon an event asks for a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// Which event.
    pub event: EventKind,
    /// Whether it asks at all.
    pub on: bool,
    /// Days from the event.
    pub days: u16,
    /// Where the number comes from.
    pub source: String,
    /// Whether someone should still check it.
    pub to_verify: bool,
}

/// How often plans are reviewed, and how soon after an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewSettings {
    /// The first that fits is used.
    pub cadences: Vec<Cadence>,
    /// Events.
    pub triggers: Vec<Trigger>,
    /// How many days before it is due a review is announced.
    pub notice_days: u16,
    /// Days from the day care began, day 0, to the first signed plan. Source of the standard: 42 CFR 8.12(f)(4) (to verify).
    pub first_plan_days: u16,
}

/// Source: domain reference, section 3, typical defaults.
const TYPICAL: &str = "Common practice";
/// Source: domain reference, section 12.
const REVISION: &str = "Common practice";
const CHOICE: &str = "Throughline default";

fn cadence(setting: Setting, levels: &[&str], days: u16, later: Option<u16>, source: &str) -> Cadence {
    let levels = levels.iter().map(|level| (*level).to_owned()).collect();
    Cadence { setting, levels, days, days_after_a_year: later, sessions: None, source: source.to_owned(), to_verify: true }
}

impl ReviewSettings {
    /// The settings a program starts with.
    pub fn standard() -> Self {
        let event_days = |event: EventKind| match event {
            EventKind::Overdose => (1, CHOICE),
            EventKind::LevelChange => (3, REVISION),
            EventKind::ReturnToUse => (7, REVISION),
            EventKind::Pregnancy | EventKind::Hospital | EventKind::Jail => (7, CHOICE),
            EventKind::NewDiagnosis
            | EventKind::LossOfHousing
            | EventKind::LossOfJob
            | EventKind::LossOfSupport
            | EventKind::ObjectiveOverdue
            | EventKind::MeasuresWorse => (14, CHOICE),
        };
        let trigger = |event: &EventKind| {
            let (days, source) = event_days(*event);
            Trigger { event: *event, on: true, days, source: source.to_owned(), to_verify: true }
        };
        Self {
            cadences: vec![
                cadence(Setting::Outpatient, &["OTP", "1.7"], 90, Some(180), TYPICAL),
                cadence(Setting::Outpatient, &[], 90, None, TYPICAL),
                cadence(Setting::IntensiveOutpatient, &[], 30, None, TYPICAL),
                cadence(Setting::PartialHospitalization, &[], 14, None, TYPICAL),
                cadence(Setting::Residential, &[], 14, None, TYPICAL),
                cadence(Setting::Inpatient, &[], 7, None, CHOICE),
                cadence(Setting::WithdrawalManagement, &[], 7, None, CHOICE),
            ],
            triggers: EventKind::ALL.iter().map(trigger).collect(),
            notice_days: 7,
            first_plan_days: 14,
        }
    }

    /// The standard with every four sessions or four weeks, whichever is later, outside of hospital. Source: New Hampshire, He-W 513.10.
    pub fn new_hampshire() -> Self {
        let mut settings = Self::standard();
        for cadence in &mut settings.cadences {
            match cadence.setting {
                Setting::Outpatient | Setting::IntensiveOutpatient | Setting::PartialHospitalization | Setting::Residential => {
                    cadence.days = 28;
                    cadence.days_after_a_year = None;
                    cadence.sessions = Some(4);
                    cadence.source = "New Hampshire, He-W 513.10".into();
                }
                Setting::Inpatient | Setting::WithdrawalManagement => {}
            }
        }
        settings
    }

    /// The standard with one review a year besides events, announced thirty days before. Source: AHCCCS (to verify).
    pub fn ahcccs() -> Self {
        let mut settings = Self { notice_days: 30, ..Self::standard() };
        for cadence in &mut settings.cadences {
            cadence.days = 365;
            cadence.days_after_a_year = None;
            cadence.source = "AHCCCS".into();
        }
        settings
    }

    /// The last day for the first signed plan.
    pub fn first_plan_due(&self, opened: NaiveDate) -> Option<NaiveDate> {
        opened.checked_add_days(Days::new(u64::from(self.first_plan_days)))
    }

    /// The cadence for a level; `None` for a level that no table knows.
    pub fn cadence(&self, level: &LevelOfCare) -> Option<&Cadence> {
        let setting = level.known()?.setting;
        let fits = |cadence: &&Cadence| {
            cadence.setting == setting && (cadence.levels.is_empty() || cadence.levels.contains(&level.number))
        };
        self.cadences.iter().find(fits)
    }

    /// How soon an event asks for a review; `None` where it does not.
    pub fn trigger(&self, event: EventKind) -> Option<&Trigger> {
        self.triggers.iter().find(|trigger| trigger.event == event && trigger.on)
    }
}
