//! What was told or rated, and no finding takes up: nothing found may silently vanish. It is only told, and once for each part
//! of life: what was told may need nothing.
//!
//! Family and work are not looked at by themselves: everybody tells something there. What is hard in them shows in the
//! dimension of the recovery environment.

use super::{Answer, Area, Assessment, WithdrawalDecision, dimensions, suggest::asks_for_care};
use crate::{Edition, Place, Wrong, finding::Findings};
use record::is_blank;
use std::collections::BTreeSet;

/// Answers that tell of trouble where they tell anything, by the name of their field.
static TROUBLE: [(&str, Area); 7] = [
    ("medical", Area::Medical),
    ("psychiatric", Area::Psychiatric),
    ("trauma", Area::Trauma),
    ("use_in_home", Area::Home),
    ("safety", Area::Home),
    ("triggers", Area::Home),
    ("legal", Area::Legal),
];

static SURROUNDINGS: [Area; 6] = [Area::Home, Area::Family, Area::Support, Area::Work, Area::Money, Area::Legal];

/// The parts of life a dimension speaks of, see [`super::dimensions`]; `None` where that cannot be known: readiness to change is
/// in none of them. Source: our choice, to verify.
fn areas(edition: Edition, dimension: u8) -> Option<&'static [Area]> {
    match (edition, dimension) {
        (_, 1) => Some(&[Area::Withdrawal, Area::Use]),
        (_, 2) => Some(&[Area::Medical]),
        (_, 3) => Some(&[Area::Psychiatric, Area::Trauma]),
        (Edition::Fourth, 4) | (Edition::Third, 5) => Some(&[Area::Use]),
        (Edition::Fourth, 5) | (Edition::Third, 6) => Some(&SURROUNDINGS),
        (_, _) => None,
    }
}

fn told(answer: &Answer) -> bool {
    !is_blank(answer.text())
}

impl Assessment {
    /// Silent while no finding is listed at all: that is told as [`Wrong::NothingFound`].
    pub(super) fn check_gaps(&self, findings: &mut Findings) {
        if self.findings.is_empty() {
            return;
        }
        let mut answered: BTreeSet<Area> = record::order::gather(self.findings.iter().map(|finding| finding.area));
        for (area, place) in self.troubles() {
            findings.warn(answered.insert(area), place, Wrong::ToldWithoutFinding);
        }
        let silent = |areas: &'static [Area]| areas.iter().all(|area| !answered.contains(area));
        for row in dimensions(self.edition) {
            let asks = self
                .ratings
                .iter()
                .find(|rating| rating.dimension == row.number)
                .is_some_and(|rating| asks_for_care(self.edition, rating));
            let place = Place::one("dimension", row.number, "rating");
            findings.warn(asks && areas(self.edition, row.number).is_some_and(silent), place, Wrong::RatedWithoutFinding);
        }
    }

    /// Where trouble was told, in the order of the form.
    fn troubles(&self) -> Vec<(Area, Place)> {
        let mut all = Vec::new();
        let mut add = |told: bool, area: Area, place: Place| all.extend(told.then_some((area, place)));
        add(!self.substances.is_empty(), Area::Use, Place::the("assessment", "substances"));
        add(told(&self.withdrawal.history), Area::Withdrawal, Place::the("withdrawal", "history"));
        let managed = self.withdrawal.decision.is_some_and(|decision| decision != WithdrawalDecision::NotNeeded);
        add(managed, Area::Withdrawal, Place::the("withdrawal", "decision"));
        for (field, _, answer) in self.answers() {
            for (_, area) in TROUBLE.iter().filter(|(name, _)| *name == field) {
                add(told(answer), *area, Place::the("assessment", field));
            }
        }
        all
    }
}
