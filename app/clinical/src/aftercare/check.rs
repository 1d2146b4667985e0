//! What stands between a continuing-care plan or a check-in and its signature.

use super::{
    Appointment, CheckIn, CheckInOutcome, Consent, ContinuingCare, Naloxone, Wellbeing, check_in::check_in_name, treatment_words,
};
use crate::{
    Discharge, Finding, Note, OutreachMethod, PatientProfile, Place, Wrong,
    assessment::check_past_day,
    contact::{LINE, SHORT},
    finding::Findings,
};
use chrono::{Days, NaiveDate};
use record::{DocId, is_blank};

const TEXT: u32 = Note::SECTION_MAX;
const MANY: u32 = 50;
/// An appointment is made within so many days of the last day. Source: clinical reference, section 13.
const FIRST_APPOINTMENT_DAYS: u64 = 7;

/// The words of a profile that a message must not have.
fn names(profile: Option<&PatientProfile>) -> Vec<&str> {
    profile.map(|profile| profile.program.trim()).filter(|name| !name.is_empty()).into_iter().collect()
}

impl ContinuingCare {
    /// What keeps it from being signed, beside its fields, then what should be looked at; `today` is the local date.
    pub fn check_in(&self, profile: Option<&PatientProfile>, today: NaiveDate) -> Vec<Finding> {
        let mut findings = Findings::default();
        let the = |field| Place::the("continuing", field);
        findings.block(self.on.is_none(), the("on"), Wrong::Missing);
        check_past_day(&mut findings, the("on"), self.on, today);
        let early = self.last_day.zip(self.on).is_some_and(|(last, on)| last < on);
        findings.warn(early, the("last_day"), Wrong::LastDayPassed);
        self.check_texts(&mut findings);
        self.check_lists(&mut findings);
        let tells = !treatment_words(&self.message, &names(profile)).is_empty();
        findings.block(tells, the("message"), Wrong::TellsOfTreatment);
        let not_agreed = profile.is_some_and(|profile| !self.way.is_agreed(&profile.safe_contact));
        findings.warn(self.consent == Consent::Agrees && not_agreed, the("way"), Wrong::WayNotAgreed);
        findings.warn(self.consent == Consent::NotAsked, the("consent"), Wrong::NotAsked);
        findings.warn(self.naloxone == Naloxone::NotAsked, the("naloxone"), Wrong::NotAsked);
        let signs = self.early_signs.iter().chain(&self.strong_signs).all(|sign| is_blank(sign));
        findings.warn(signs, the("early_signs"), Wrong::Missing);
        findings.warn(self.coping.iter().all(|step| is_blank(step)), the("coping"), Wrong::Missing);
        findings.warn(!self.has_early_appointment(), the("appointments"), Wrong::NoEarlyAppointment);
        let size = serde_json::to_string(self).map_or(usize::MAX, |text| text.len());
        findings.block(size > Note::TEXT_MAX as usize, the("why"), Wrong::TooLarge);
        findings.sorted()
    }

    fn check_texts(&self, findings: &mut Findings) {
        for (field, text) in [
            ("why", &self.why),
            ("if_use", &self.if_use),
            ("housing", &self.housing),
            ("daily_life", &self.daily_life),
            ("strengths", &self.strengths),
            ("naloxone_words", &self.naloxone_words),
            ("message", &self.message),
            ("come_back", &self.come_back),
        ] {
            findings.length(Place::the("continuing", field), text, SHORT);
        }
    }

    fn check_lists(&self, findings: &mut Findings) {
        for (of, list) in [("early-sign", &self.early_signs), ("strong-sign", &self.strong_signs), ("coping", &self.coping)] {
            findings.count(Place::whole(of), list.len(), MANY);
            for (number, line) in (1..).zip(list) {
                findings.length(Place::one(of, number, "text"), line, SHORT);
            }
        }
        for (of, list) in [("person", &self.people), ("group", &self.groups)] {
            findings.count(Place::whole(of), list.len(), MANY);
            for (number, one) in (1..).zip(list) {
                findings.required(Place::one(of, number, "name"), &one.name, LINE);
                findings.length(Place::one(of, number, "about"), &one.about, SHORT);
                findings.length(Place::one(of, number, "reach"), &one.reach, LINE);
            }
        }
        findings.count(Place::whole("appointment"), self.appointments.len(), MANY);
        for (number, one) in (1..).zip(&self.appointments) {
            let at = |field| Place::one("appointment", number, field);
            findings.block(one.on.is_none(), at("on"), Wrong::Missing);
            findings.length(at("time"), &one.time, LINE);
            findings.required(at("with"), &one.with, LINE);
            findings.length(at("place"), &one.place, SHORT);
        }
        findings.count(Place::whole("medication"), self.medications.len(), MANY);
        for (number, one) in (1..).zip(&self.medications) {
            let at = |field| Place::one("medication", number, field);
            findings.required(at("name"), &one.name, LINE);
            findings.length(at("how"), &one.how, SHORT);
            findings.length(at("prescriber"), &one.prescriber, LINE);
            findings.warn(is_blank(&one.prescriber), at("prescriber"), Wrong::Missing);
            findings.length(at("note"), &one.note, SHORT);
        }
    }

    /// Whether one of its appointments is within a week of the last day; of any day while that is open.
    fn has_early_appointment(&self) -> bool {
        let Some(from) = self.last_day.or(self.on) else { return true };
        let by = from.checked_add_days(Days::new(FIRST_APPOINTMENT_DAYS));
        let early = |one: &Appointment| one.on.zip(by).is_some_and(|(on, by)| (from..=by).contains(&on));
        self.appointments.iter().any(early)
    }
}

impl CheckIn {
    /// What it is called.
    pub fn name(&self) -> String {
        check_in_name(self.due)
    }

    /// What keeps it from being signed, beside its fields, then what should be looked at. `discharges` are those that count; a
    /// check-in that was missed says why. What happened is not refused: a message that told of treatment is marked.
    pub fn check_in(
        &self,
        discharges: &[(DocId, &Discharge)],
        profile: Option<&PatientProfile>,
        today: NaiveDate,
    ) -> Vec<Finding> {
        let mut findings = Findings::default();
        let the = |field| Place::the("check-in", field);
        findings.block(self.on.is_none(), the("on"), Wrong::Missing);
        check_past_day(&mut findings, the("on"), self.on, today);
        let discharge = discharges.iter().find(|(doc, _)| Some(*doc) == self.discharge).and_then(|(_, one)| one.on);
        findings.block(discharge.is_none(), the("on"), Wrong::NotAfterDischarge);
        let before = self.on.zip(discharge).is_some_and(|(on, discharged)| on < discharged);
        findings.block(before, the("on"), Wrong::NotAfterDischarge);
        let missed = self.outcome.is_missed();
        findings.block(missed && is_blank(&self.missed_reason), the("missed_reason"), Wrong::MissedWithoutReason);
        let contradicts = missed && (self.wellbeing != Wellbeing::NotAsked || !is_blank(&self.words));
        findings.block(contradicts, the("outcome"), Wrong::MissedWithWords);
        if self.outcome == CheckInOutcome::Reached {
            findings.warn(self.wellbeing == Wellbeing::NotAsked, the("wellbeing"), Wrong::NotAsked);
            let danger = self.wellbeing == Wellbeing::Danger;
            findings.block(danger && is_blank(&self.next), the("next"), Wrong::RiskWithoutAction);
        }
        let tells = !treatment_words(&self.message, &names(profile)).is_empty();
        findings.warn(tells, the("message"), Wrong::ToldOfTreatment);
        let tried = self.outcome != CheckInOutcome::NotMade;
        let not_agreed = profile.is_some_and(|profile| !self.way.is_agreed(&profile.safe_contact));
        findings.warn(tried && not_agreed, the("way"), Wrong::WayNotAgreed);
        let silent = matches!(self.way, OutreachMethod::Voicemail | OutreachMethod::Text | OutreachMethod::Email);
        findings.warn(tried && silent && is_blank(&self.message), the("message"), Wrong::Missing);
        for (field, text) in [
            ("missed_reason", &self.missed_reason),
            ("message", &self.message),
            ("words", &self.words),
            ("needs", &self.needs),
            ("next", &self.next),
        ] {
            findings.length(the(field), text, TEXT);
        }
        findings.sorted()
    }
}
