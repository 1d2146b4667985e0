//! What stands between an assessment and its signature.

use super::{Answer, Assessment, Deferral, SubstanceUse, WithdrawalDecision, dimension};
use crate::{
    Finding, LevelOfCare, Place, Wrong,
    contact::{LINE, SHORT},
    diagnosis::Substance,
    finding::Findings,
    profile::earliest,
};
use chrono::NaiveDate;
use record::is_blank;
use std::collections::BTreeSet;

/// Use of alcohol, sedatives or opioids this many days back asks for a word on withdrawal.
/// Source: our choice, to verify.
pub const RECENT_USE_DAYS: i64 = 14;

const TEXT: u32 = crate::Note::SECTION_MAX;
const MANY: u32 = 200;

/// The highest age that is believed.
const OLDEST: u8 = 110;

impl Assessment {
    /// What a check before signing finds, the blocking first; `today` is the local date.
    pub fn check(&self, today: NaiveDate) -> Vec<Finding> {
        self.check_for(today, None)
    }

    /// The same for a client whose birth date is known: no use before it, and none at an age not reached yet.
    pub fn check_for(&self, today: NaiveDate, birth_date: Option<NaiveDate>) -> Vec<Finding> {
        let mut findings = Findings::default();
        let the = |field| Place::the("assessment", field);
        check_past_day(&mut findings, the("date"), self.date, today);
        findings.block(self.date.is_none(), the("date"), Wrong::Missing);
        findings.required(the("reason"), &self.reason, TEXT);
        findings.length(the("referred_by"), &self.referred_by, LINE);
        self.check_use(&mut findings, today);
        if let Some(birth_date) = birth_date {
            self.check_life(&mut findings, today, birth_date);
        }
        self.check_withdrawal(&mut findings, today);
        for (field, _, answer) in self.answers() {
            findings.warn(matches!(answer, Answer::NotAsked), the(field), Wrong::NotAsked);
            findings.block(matches!(answer, Answer::Told(text) if is_blank(text)), the(field), Wrong::Missing);
            findings.length(the(field), answer.text(), TEXT);
        }
        findings.warn(is_blank(&self.living.with_whom), the("with_whom"), Wrong::Missing);
        for (field, text) in
            [("with_whom", &self.living.with_whom), ("housing", &self.living.housing), ("support", &self.living.support)]
        {
            findings.length(the(field), text, SHORT);
        }
        findings.warn(self.goals.iter().all(|goal| is_blank(goal)), the("goals"), Wrong::Missing);
        findings.warn(self.strengths.iter().all(|strength| is_blank(strength)), the("strengths"), Wrong::Missing);
        self.check_dimensions(&mut findings);
        self.check_level(&mut findings);
        self.check_findings(&mut findings);
        self.check_gaps(&mut findings);
        for (field, length) in [
            ("informants", self.informants.len()),
            ("earlier_treatments", self.earlier_treatments.len()),
            ("substances", self.substances.len()),
            ("strengths", self.strengths.len()),
            ("goals", self.goals.len()),
            ("findings", self.findings.len()),
        ] {
            findings.count(the(field), length, MANY);
        }
        let size = serde_json::to_string(self).map_or(usize::MAX, |text| text.len());
        findings.block(size > crate::Note::TEXT_MAX as usize, the("reason"), Wrong::TooLarge);
        findings.sorted()
    }

    /// Whether nothing blocks the signature.
    pub fn is_ready(&self, today: NaiveDate) -> bool {
        !self.check(today).iter().any(Finding::blocks)
    }

    fn check_use(&self, findings: &mut Findings, today: NaiveDate) {
        findings.warn(self.substances.is_empty(), Place::the("assessment", "substances"), Wrong::Missing);
        for (index, substance) in self.substances.iter().enumerate() {
            let at = |field| Place::one("substance", index + 1, field);
            let SubstanceUse { substance: class, name, routes, amount, frequency, days_of_30, last_use, first_use_age, remarks } =
                substance;
            findings.block(class.is_none(), at("substance"), Wrong::Missing);
            findings.warn(routes.is_empty(), at("routes"), Wrong::Missing);
            findings.warn(is_blank(amount), at("amount"), Wrong::Missing);
            findings.warn(is_blank(frequency) && days_of_30.is_none(), at("frequency"), Wrong::Missing);
            findings.warn(last_use.is_none(), at("last_use"), Wrong::Missing);
            findings.warn(first_use_age.is_none(), at("first_use_age"), Wrong::Missing);
            let days = days_of_30.is_some_and(|days| days > 30);
            findings.block(days, at("days_of_30"), Wrong::OutOfRange { from: 0, to: 30 });
            let age = first_use_age.is_some_and(|age| age > OLDEST);
            findings.block(age, at("first_use_age"), Wrong::OutOfRange { from: 0, to: i32::from(OLDEST) });
            check_past_day(findings, at("last_use"), *last_use, today);
            findings.length(at("name"), name, LINE);
            findings.length(at("amount"), amount, SHORT);
            findings.length(at("frequency"), frequency, SHORT);
            findings.length(at("remarks"), remarks, TEXT);
        }
    }

    fn check_life(&self, findings: &mut Findings, today: NaiveDate, birth_date: NaiveDate) {
        let early = |day: Option<NaiveDate>| day.is_some_and(|day| day < birth_date && day >= earliest()); // or it is told already
        findings.block(early(self.date), Place::the("assessment", "date"), Wrong::BeforeBirth);
        let age = self.date.unwrap_or(today).years_since(birth_date);
        for (index, substance) in self.substances.iter().enumerate() {
            let at = |field| Place::one("substance", index + 1, field);
            findings.block(early(substance.last_use), at("last_use"), Wrong::BeforeBirth);
            let older = age.zip(substance.first_use_age).is_some_and(|(age, first)| u32::from(first) > age && first <= OLDEST);
            findings.block(older, at("first_use_age"), Wrong::OlderThanClient);
        }
    }

    /// Source articles: R8. An abrupt stop can be dangerous; the record must show that someone thought of it.
    fn check_withdrawal(&self, findings: &mut Findings, today: NaiveDate) {
        let the = |field| Place::the("withdrawal", field);
        let risk = &self.withdrawal;
        findings.block(is_blank(&risk.considered), the("considered"), Wrong::WithdrawalNotConsidered);
        findings.length(the("considered"), &risk.considered, TEXT);
        findings.warn(matches!(risk.history, Answer::NotAsked), the("history"), Wrong::NotAsked);
        findings.length(the("history"), risk.history.text(), TEXT);
        findings.required(the("by"), &risk.by, LINE);
        findings.block(risk.on.is_none(), the("on"), Wrong::Missing);
        check_past_day(findings, the("on"), risk.on, today);
        findings.block(risk.decision.is_none(), the("decision"), Wrong::WithdrawalNotDecided);
        let decided_none = risk.decision == Some(WithdrawalDecision::NotNeeded);
        let recent = self.substances.iter().any(|used| {
            used.substance.is_some_and(Substance::withdrawal_can_harm)
                && used.last_use.is_some_and(|day| (0..=RECENT_USE_DAYS).contains(&(today - day).num_days()))
        });
        let silent = is_blank(&risk.reason);
        findings.block(risk.decision.is_some() && silent && !(decided_none && recent), the("reason"), Wrong::StatusWithoutReason);
        findings.block(decided_none && recent && silent, the("reason"), Wrong::RecentUseNoMedicalLook);
        findings.warn(decided_none && recent && !silent, the("decision"), Wrong::RecentUseNoMedicalLook);
        findings.length(the("reason"), &risk.reason, TEXT);
    }

    fn check_dimensions(&self, findings: &mut Findings) {
        let mut seen = BTreeSet::new();
        for rating in &self.ratings {
            let at = |field| Place::one("dimension", rating.dimension, field);
            findings.block(!seen.insert(rating.dimension), at("rating"), Wrong::SameNumberTwice);
            findings.length(at("rationale"), &rating.rationale, TEXT);
            let Some(row) = dimension(self.edition, rating.dimension) else {
                findings.block(true, at("rating"), Wrong::UnknownDimension);
                continue;
            };
            let given = rating.rating.trim();
            findings.block(!given.is_empty() && !row.ratings.contains(&given), at("rating"), Wrong::UnknownRating);
            let silent = is_blank(&rating.rationale);
            findings.block(!given.is_empty() && silent, at("rationale"), Wrong::RatingWithoutReason);
        }
        for row in super::dimensions(self.edition) {
            let given = self.ratings.iter().any(|rating| rating.dimension == row.number && !is_blank(&rating.rating));
            let place = Place::one("dimension", row.number, "rating");
            findings.block(!row.ratings.is_empty() && !given, place, Wrong::NotRated);
        }
    }

    fn check_level(&self, findings: &mut Findings) {
        let the = |field| Place::the("level", field);
        let unknown = |level: &Option<LevelOfCare>| level.as_ref().is_some_and(|level| level.known().is_none());
        findings.block(self.level.chosen.is_none(), the("chosen"), Wrong::Missing);
        findings.block(unknown(&self.level.chosen), the("chosen"), Wrong::UnknownLevel);
        findings.block(self.level.is_stale(&self.suggestion()), the("chosen"), Wrong::SuggestionChanged);
        let silent = self.level.chosen.is_some() && is_blank(&self.level.reason);
        let wrong = if self.level.differs() { Wrong::DiffersWithoutReason } else { Wrong::ChosenWithoutReason };
        findings.block(silent, the("reason"), wrong);
        findings.length(the("reason"), &self.level.reason, TEXT);
    }

    fn check_findings(&self, findings: &mut Findings) {
        findings.warn(self.findings.is_empty(), Place::the("assessment", "findings"), Wrong::NothingFound);
        let mut seen = BTreeSet::new();
        for finding in &self.findings {
            let at = |field| Place::one("finding", &finding.id, field);
            findings.block(!seen.insert(&finding.id), at("id"), Wrong::SameIdTwice);
            findings.required(at("text"), &finding.text, SHORT);
        }
        let lost = self.deferrals.iter().any(|deferral| !seen.contains(&deferral.finding));
        findings.block(lost, Place::the("assessment", "findings"), Wrong::UnknownFinding);
        check_deferrals(findings, &self.deferrals);
    }
}

/// A deferral wants a reason.
pub(crate) fn check_deferrals(findings: &mut Findings, deferrals: &[Deferral]) {
    for deferral in deferrals {
        let at = |field| Place::one("deferral", &deferral.finding, field);
        findings.block(is_blank(&deferral.reason), at("reason"), Wrong::StatusWithoutReason);
        findings.length(at("reason"), &deferral.reason, SHORT);
    }
}

pub(crate) fn check_past_day(findings: &mut Findings, place: Place, day: Option<NaiveDate>, today: NaiveDate) {
    let Some(day) = day else { return };
    findings.block(day > today, place.clone(), Wrong::InFuture);
    findings.block(day < earliest(), place, Wrong::TooEarly);
}
