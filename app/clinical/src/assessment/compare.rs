//! Ways of care side by side, for choosing together and for stepping down (source articles: O4).
//! Own words; no admission criteria.

use crate::{Edition, Level, Setting, levels};

/// One way of care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WayOfCare {
    /// Which one.
    pub setting: Setting,
    /// As shown.
    pub label: &'static str,
    /// How much of it.
    pub hours: &'static str,
    /// Where it takes place and where the client sleeps.
    pub place: &'static str,
    /// What it asks of the client.
    pub asks: &'static str,
    /// What often comes after it.
    pub steps_down_to: &'static str,
    /// Where the hours come from.
    pub source: &'static str,
}

/// Source: domain reference, section 4.
const LEVELS: &str = "The ASAM Criteria";
/// Our choice, to verify.
const CHOICE: &str = "Common practice";

static WAYS: [WayOfCare; 6] = [
    WayOfCare {
        setting: Setting::Outpatient,
        label: Setting::Outpatient.label(),
        hours: "Fewer than 9 hours a week; adolescents fewer than 6",
        place: "Visits, in person or by video; home at night",
        asks: "Keeps up work, school, and family; a home that supports recovery; comes on their own",
        steps_down_to: "Monitoring, community groups",
        source: LEVELS,
    },
    WayOfCare {
        setting: Setting::IntensiveOutpatient,
        label: Setting::IntensiveOutpatient.label(),
        hours: "9 to 19 hours a week; adolescents 6 to 19; often three hours on three to five days, 8 to 12 weeks",
        place: "Several sessions a week; home at night",
        asks: "Fits around work or school; regular attendance; a home that is safe enough",
        steps_down_to: "Outpatient",
        source: LEVELS,
    },
    WayOfCare {
        setting: Setting::PartialHospitalization,
        label: Setting::PartialHospitalization.label(),
        hours: "20 hours a week or more",
        place: "Most of the day, most days; home at night",
        asks: "Leaves little room for work; a way to get there every day; a safe place to sleep",
        steps_down_to: "Intensive outpatient, outpatient",
        source: LEVELS,
    },
    WayOfCare {
        setting: Setting::Residential,
        label: Setting::Residential.label(),
        hours: "Day and night",
        place: "Lives there, away from the usual surroundings",
        asks: "Time away from work and family; house rules; a plan for coming home",
        steps_down_to: "Partial hospitalization, intensive outpatient, sober living home",
        source: CHOICE,
    },
    WayOfCare {
        setting: Setting::Inpatient,
        label: Setting::Inpatient.label(),
        hours: "Day and night, with physicians and nurses at hand",
        place: "In a hospital",
        asks: "A hospital stay, usually short; the next step is arranged before leaving",
        steps_down_to: "Residential, partial hospitalization, intensive outpatient",
        source: CHOICE,
    },
    WayOfCare {
        setting: Setting::WithdrawalManagement,
        label: Setting::WithdrawalManagement.label(),
        hours: "As long as withdrawal lasts",
        place: "Medically monitored: in visits, residential, or in a hospital. In the 4th edition, part of the medically managed levels",
        asks: "Safety first; honesty about last use; treatment afterward, since withdrawal care is only the beginning",
        steps_down_to: "Whatever the assessment then suggests",
        source: CHOICE,
    },
];

/// The ways of care, from visits to a stay; withdrawal management last.
pub fn ways_of_care() -> &'static [WayOfCare] {
    &WAYS
}

impl WayOfCare {
    /// The levels of an edition that are this way of care; none for withdrawal management in the 4th, where it has no level of its own.
    pub fn levels(&self, edition: Edition) -> impl Iterator<Item = &'static Level> {
        let setting = self.setting;
        levels(edition).iter().filter(move |level| level.setting == setting)
    }
}
