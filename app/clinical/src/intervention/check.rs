//! What stands between an intervention and its signature: contradictions beside their fields. What is not prepared yet stops
//! nothing: a record of an intervention is signed many times on its way.

use super::{Intervention, LetterStage, Model, Outcome, ParticipantId, ScreenAnswer, ScreenItem, Session};
use crate::{
    Finding, Place, Span, Wrong,
    assessment::check_past_day,
    contact::{LINE, SHORT},
    finding::Findings,
    profile::earliest,
};
use chrono::NaiveDate;
use record::is_blank;

const TEXT: u32 = crate::Note::SECTION_MAX;
const MANY: u32 = 50;

const fn the(field: &'static str) -> Place {
    Place::the("intervention", field)
}

const fn session(field: &'static str) -> Place {
    Place::the("session", field)
}

impl Intervention {
    /// What a check before signing finds, the blocking first; `today` is the local date.
    pub fn check_on(&self, today: NaiveDate) -> Vec<Finding> {
        let mut findings = Findings::default();
        self.check_person(&mut findings, today);
        self.check_model(&mut findings, today);
        self.check_screen(&mut findings, today);
        self.check_participants(&mut findings, today);
        self.check_treatment(&mut findings);
        self.check_session(&mut findings, today);
        self.check_follow_ups(&mut findings, today);
        let size = serde_json::to_string(self).map_or(usize::MAX, |text| text.len());
        findings.block(size > crate::Note::TEXT_MAX as usize, the("concern"), Wrong::TooLarge);
        findings.sorted()
    }

    fn check_person(&self, findings: &mut Findings, today: NaiveDate) {
        let name = |field| Place::the("person", field);
        findings.block(is_blank(&self.person.display()), name("given"), Wrong::Missing);
        for (field, text) in
            [("given", &self.person.given), ("family", &self.person.family), ("preferred", &self.person.preferred)]
        {
            findings.length(name(field), text, LINE);
        }
        check_past_day(findings, the("birth_date"), self.birth_date, today);
        check_past_day(findings, the("requested_on"), self.requested_on, today);
        findings.length(the("requested_by"), &self.requested_by, LINE);
        findings.length(the("interventionist"), &self.interventionist, LINE);
        findings.length(the("concern"), &self.concern, TEXT);
    }

    fn check_model(&self, findings: &mut Findings, today: NaiveDate) {
        check_past_day(findings, the("model_on"), self.model_on, today);
        check_past_day(findings, the("invited_on"), self.invited_on, today);
        findings.block(self.model.is_some() && is_blank(&self.model_why), the("model_why"), Wrong::ModelWithoutReason);
        let invited = self.model == Some(Model::Johnson) && self.invited_on.is_some();
        findings.warn(invited, the("invited_on"), Wrong::SurpriseAndInvited);
        findings.length(the("model_why"), &self.model_why, TEXT);
    }

    fn check_screen(&self, findings: &mut Findings, today: NaiveDate) {
        for item in ScreenItem::ALL.iter().copied() {
            let found = self.screened(item).cloned().unwrap_or_default();
            let words = Place::one("screen", item.id(), "words");
            let concern = found.answer == ScreenAnswer::Concern;
            findings.block(concern && is_blank(&found.words), words.clone(), Wrong::RiskNotDescribed);
            findings.length(words, &found.words, SHORT);
            let place = Place::item("screen", item.id());
            findings.warn(concern && item.may_stop() && !self.is_held(), place.clone(), Wrong::MayStop);
            findings.warn(found.answer == ScreenAnswer::NotAsked && self.is_held(), place, Wrong::NotAsked);
        }
        check_past_day(findings, the("screened_on"), self.screened_on, today);
        check_past_day(findings, the("screened_again_on"), self.screened_again_on, today);
        let backwards = self.screened_on.zip(self.screened_again_on).is_some_and(|(first, again)| again < first);
        findings.block(backwards, the("screened_again_on"), Wrong::EndsBeforeStart);
    }

    fn check_participants(&self, findings: &mut Findings, today: NaiveDate) {
        findings.count(the("participants"), self.participants.len(), MANY);
        findings.count(the("meetings"), self.meetings.len(), MANY);
        findings.count(the("consequences"), self.consequences.len(), MANY);
        findings.count(the("supports"), self.supports.len(), MANY);
        for (index, one) in self.participants.iter().enumerate() {
            let at = |field| Place::one("participant", index + 1, field);
            findings.required(at("name"), &one.name, LINE);
            findings.length(at("relation"), &one.relation, LINE);
            findings.length(at("role"), &one.role, SHORT);
            findings.length(at("why_not"), &one.why_not, SHORT);
            let there = one.attended.took_part();
            findings.block(one.not_taking_part && there, at("attended"), Wrong::AbsentAndThere);
            findings.block(there && !self.session.is_held(), at("attended"), Wrong::NotHeld);
            let takes_part = !one.not_taking_part && !self.is_held();
            findings.warn(takes_part && self.prepared_on(&one.id).is_empty(), at("role"), Wrong::NotPrepared);
            let letter = &one.letter;
            findings.block(letter.read && letter.state == LetterStage::Without, at("letter_read"), Wrong::NoLetterToRead);
            findings.block(letter.read && !self.is_held(), at("letter_read"), Wrong::NotHeld);
            check_past_day(findings, at("letter_reviewed_on"), letter.reviewed_on, today);
            findings.warn(letter.state == LetterStage::Draft, at("letter"), Wrong::LetterDraft);
        }
        for (index, meeting) in self.meetings.iter().enumerate() {
            let at = |field| Place::one("meeting", index + 1, field);
            findings.block(meeting.on.is_none(), at("on"), Wrong::Missing);
            findings.block(meeting.on.is_some_and(|on| on < earliest()), at("on"), Wrong::TooEarly);
            let late = meeting.on.zip(self.session_day()).is_some_and(|(on, session)| on > session);
            findings.block(late && self.is_held(), at("on"), Wrong::AfterSession);
            findings.block(meeting.present.iter().any(|id| self.is_unknown(id)), at("present"), Wrong::UnknownParticipant);
            findings.length(at("words"), &meeting.words, TEXT);
        }
        for (index, one) in self.consequences.iter().enumerate() {
            let at = |field| Place::one("consequence", index + 1, field);
            findings.block(one.by.is_none(), at("by"), Wrong::Missing);
            findings.block(one.by.as_ref().is_some_and(|id| self.is_unknown(id)), at("by"), Wrong::UnknownParticipant);
            findings.required(at("words"), &one.words, SHORT);
            findings.block(one.announced && !self.is_held(), at("announced"), Wrong::NotHeld);
        }
        for (index, one) in self.supports.iter().enumerate() {
            let at = |field| Place::one("support", index + 1, field);
            findings.required(at("what"), &one.what, SHORT);
            findings.block(one.who.as_ref().is_some_and(|id| self.is_unknown(id)), at("who"), Wrong::UnknownParticipant);
        }
    }

    fn is_unknown(&self, id: &ParticipantId) -> bool {
        self.participant(id).is_none()
    }

    fn check_treatment(&self, findings: &mut Findings) {
        let at = |field| Place::the("treatment", field);
        let arranged = &self.treatment;
        let unknown = arranged.level.as_ref().is_some_and(|level| level.known().is_none());
        findings.block(unknown, at("level"), Wrong::UnknownLevel);
        for (field, text, max) in [
            ("program", &arranged.program, LINE),
            ("bed", &arranged.bed, LINE),
            ("coverage", &arranged.coverage, SHORT),
            ("transport", &arranged.transport, SHORT),
            ("packing", &arranged.packing, SHORT),
            ("detox_words", &arranged.detox_words, SHORT),
            ("expect", &arranged.expect, SHORT),
        ] {
            findings.length(at(field), text, max);
        }
        findings.length(the("admit_time"), &self.admit_time, LINE);
        findings.length(the("escort"), &self.escort, LINE);
    }

    fn check_session(&self, findings: &mut Findings, today: NaiveDate) {
        let held = &self.session;
        findings.block(held.end.is_some() && held.start.is_none(), session("start"), Wrong::Missing);
        held.check(findings, session, today);
        findings.count(the("earlier"), self.earlier.len(), MANY);
        let mut before = None;
        for (number, one) in (1..).zip(&self.earlier) {
            let at = |field| Place::one("earlier", number, field);
            findings.block(!one.session.is_held(), at("outcome"), Wrong::Missing);
            one.session.check(findings, at, today);
            let day = one.session.day();
            let backwards = day.zip(before).is_some_and(|(day, before)| day < before);
            let after = day.zip(self.session_day()).is_some_and(|(day, last)| last < day);
            findings.block(backwards || after, at("start"), Wrong::SessionsOutOfOrder);
            before = day.or(before);
            findings.block(one.attended.keys().any(|id| self.is_unknown(id)), at("attended"), Wrong::UnknownParticipant);
        }
        let answer = self.answer().map(|(outcome, _)| outcome);
        let yes = answer.is_some_and(Outcome::is_accepted);
        findings.warn(yes && self.admit_on.is_none(), the("admit_on"), Wrong::NoAdmissionDay);
        let open = answer.is_some_and(Outcome::asks_for_contact) && self.next_contact().is_none() && !self.is_planned();
        findings.warn(open, the("follow_ups"), Wrong::NoNextContact);
    }

    fn check_follow_ups(&self, findings: &mut Findings, today: NaiveDate) {
        findings.count(the("follow_ups"), self.follow_ups.len(), MANY);
        for (index, one) in self.follow_ups.iter().enumerate() {
            let at = |field| Place::one("follow-up", index + 1, field);
            findings.block(one.on.is_none(), at("on"), Wrong::Missing);
            findings.block(one.done && one.on.is_some_and(|on| on > today), at("on"), Wrong::NotYet);
            let first = self.sessions().next().and_then(Session::day);
            let before = one.on.zip(first).is_some_and(|(on, session)| on < session);
            findings.block(before && self.is_held(), at("on"), Wrong::BeforeSession);
            findings.required(at("with"), &one.with, LINE);
            findings.length(at("time"), &one.time, LINE);
            findings.block(one.done && is_blank(&one.result), at("result"), Wrong::NoResult);
            findings.block(one.outcome.is_some() && !one.done, at("outcome"), Wrong::NotYet);
            findings.length(at("result"), &one.result, TEXT);
        }
    }
}

impl Session {
    /// What is wrong with one session, beside its fields.
    fn check(&self, findings: &mut Findings, at: impl Fn(&'static str) -> Place, today: NaiveDate) {
        let held = self.is_held();
        findings.block(held && self.start.is_none(), at("start"), Wrong::Missing);
        findings.block(held && self.day().is_some_and(|day| day > today), at("start"), Wrong::NotYet);
        if let Some((start, end)) = self.start.as_ref().zip(self.end.as_ref()) {
            findings.block(end.utc() <= start.utc(), at("end"), Wrong::EndNotAfterStart);
            findings.block(end.utc() - start.utc() > Span::LONGEST, at("end"), Wrong::SessionTooLong);
        }
        let concern = self.incident.answer == ScreenAnswer::Concern;
        findings.block(concern && is_blank(&self.incident.words), at("incident_words"), Wrong::RiskNotDescribed);
        let before = self.until.zip(self.day()).is_some_and(|(until, day)| until < day);
        findings.block(before, at("until"), Wrong::BeforeSession);
        findings.length(at("place"), &self.place, LINE);
        findings.length(at("said"), &self.said, TEXT);
        findings.length(at("words"), &self.words, TEXT);
        findings.length(at("incident_words"), &self.incident.words, TEXT);
    }
}
