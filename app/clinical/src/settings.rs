//! What a program sets for itself: the rules of the thread and how often plans are reviewed, in versions.

use crate::{
    Finding, Place, Severity, Wrong,
    aftercare::{CopySentence, OwnSentences},
    contact::SHORT,
    finding::Findings,
    measure::{LicensedTexts, MeasureSchedules, instruments},
    plan::{Cadence, EventKind, ReviewSettings},
    thread::{Rule, RuleNumber, RuleSetting, ThreadRules},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One version of a program's settings. Stored in the directory, signed by an administrator; nothing in it is about a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// From which local day it holds.
    pub effective: NaiveDate,
    /// Why it was changed.
    pub reason: String,
    /// The rules of the thread.
    pub rules: ThreadRules,
    /// How often plans are reviewed.
    pub review: ReviewSettings,
    /// What a client who does not agree with a plan is told about appealing. Versions from before it was there have [`APPEAL`].
    #[serde(default = "appeal", skip_serializing_if = "is_appeal")]
    pub appeal: String,
    /// Whether the browser may check the spelling of clinical text. Some browsers send the text to their maker for that.
    #[serde(default, skip_serializing_if = "is_off")]
    pub browser_spelling: bool,
    /// After how many days a device that a passkey opens asks for the passphrase all the same, so that nobody forgets it.
    #[serde(default = "fortnight", skip_serializing_if = "is_fortnight")]
    pub passphrase_days: u16,
    /// When which instrument is asked.
    #[serde(default, skip_serializing_if = "MeasureSchedules::is_empty")]
    pub measures: MeasureSchedules,
    /// The program's own sentences on the client's copy of a continuing-care plan.
    #[serde(default, skip_serializing_if = "OwnSentences::is_empty")]
    pub copy: OwnSentences,
    /// The item texts that the program is licensed for.
    #[serde(default, skip_serializing_if = "LicensedTexts::is_empty")]
    pub licensed: LicensedTexts,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_off(on: &bool) -> bool {
    !*on
}

const fn fortnight() -> u16 {
    14
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_fortnight(days: &u16) -> bool {
    *days == fortnight()
}

/// What a program tells about appealing until it has words of its own.
pub const APPEAL: &str = "Ask for your counselor’s supervisor, who will review the plan with you. You can also ask for \
    the program’s complaint procedure in writing. You will not lose any services because you disagree.";

fn appeal() -> String {
    APPEAL.to_owned()
}

fn is_appeal(text: &str) -> bool {
    text == APPEAL
}

impl Settings {
    /// What a program begins with.
    pub fn standard() -> Self {
        Self {
            effective: NaiveDate::default(),
            reason: String::new(),
            rules: ThreadRules::standard(),
            review: ReviewSettings::standard(),
            appeal: appeal(),
            browser_spelling: false,
            passphrase_days: fortnight(),
            measures: MeasureSchedules::default(),
            copy: OwnSentences::default(),
            licensed: LicensedTexts::default(),
        }
    }

    /// Of several versions in the order in which they were written, the one that holds on `day`: the one written last of those
    /// that have begun. `None` while none has.
    pub fn on<'a>(all: impl DoubleEndedIterator<Item = &'a Self>, day: NaiveDate) -> Option<&'a Self> {
        all.rev().find(|settings| settings.effective <= day)
    }

    /// What keeps a version from being written; `today` is the local date. What held on a day that has passed stays as it was.
    pub fn check(&self, today: NaiveDate) -> Vec<Finding> {
        let mut findings = Findings::default();
        findings.block(self.effective < today, Place::the("settings", "effective"), Wrong::AlreadyHeld);
        findings.required(Place::the("settings", "reason"), &self.reason, SHORT);
        for rule in Rule::ALL {
            let (setting, id) = (self.rules.setting(*rule), rule.id());
            let written = self.rules.rules.get(rule).map(|setting| setting.severity);
            let stops = setting.on && written == Some(Severity::Blocks) && !rule.may_block();
            findings.block(stops, Place::one("rule", id, "severity"), Wrong::NeverStops);
            for (number, _) in rule.numbers() {
                range(&mut findings, Place::one("rule", id, number.field()), number.of(&setting), 1, number.most());
            }
        }
        for (number, cadence) in (1..).zip(&self.review.cadences) {
            let place = |field| Place::one("cadence", number, field);
            range(&mut findings, place("days"), cadence.days, 1, 366);
            range(&mut findings, place("later"), cadence.days_after_a_year.unwrap_or(1), 1, 366);
            range(&mut findings, place("sessions"), cadence.sessions.unwrap_or(1), 1, 52);
        }
        for trigger in &self.review.triggers {
            range(&mut findings, Place::one("trigger", trigger.event.id(), "days"), trigger.days, 1, 90);
        }
        range(&mut findings, Place::the("settings", "notice-days"), self.review.notice_days, 1, 90);
        range(&mut findings, Place::the("settings", "first-plan-days"), self.review.first_plan_days, 1, 90);
        findings.required(Place::the("settings", "appeal"), &self.appeal, SHORT);
        range(&mut findings, Place::the("settings", "passphrase-days"), self.passphrase_days, 1, 90);
        self.measures.check(&mut findings);
        self.copy.check(&mut findings);
        self.licensed.check(&mut findings);
        findings.sorted()
    }

    /// What is different from `before`, in words, in the order of the form.
    pub fn changes(&self, before: &Self) -> Vec<String> {
        let mut told = Vec::new();
        for rule in Rule::ALL {
            let (now, then) = (self.rules.setting(*rule), before.rules.setting(*rule));
            tell(&mut told, rule.label(), &rule.words(&then), &rule.words(&now));
        }
        for (place, cadence) in self.review.cadences.iter().enumerate() {
            let then = before.review.cadences.get(place).map(Cadence::words).unwrap_or_default();
            tell(&mut told, &cadence.place(), &then, &cadence.words());
        }
        for event in EventKind::ALL {
            tell(&mut told, event.label(), &before.review.asks(*event), &self.review.asks(*event));
        }
        let (then, now) = (before.review.notice_days, self.review.notice_days);
        tell(&mut told, "Announced", &format!("{} before", days(then)), &format!("{} before", days(now)));
        let (then, now) = (before.review.first_plan_days, self.review.first_plan_days);
        tell(&mut told, "First plan", &format!("within {}", days(then)), &format!("within {}", days(now)));
        for one in instruments() {
            let (then, now) = (before.measures.get(&one.id).words(), self.measures.get(&one.id).words());
            tell(&mut told, &one.short, &then, &now);
        }
        let quoted = |text: &str| format!("“{}”", text.trim());
        for sentence in CopySentence::ALL {
            let own = |settings: &Self| settings.copy.0.get(sentence).cloned().unwrap_or_default();
            let (then, now) = (own(before), own(self));
            let what = format!("Client’s copy, “{}”", sentence.heading());
            tell(&mut told, &format!("{what}, English"), &quoted(&then.english), &quoted(&now.english));
            tell(&mut told, &format!("{what}, Spanish"), &quoted(&then.spanish), &quoted(&now.spanish));
        }
        for (what, then, now) in self.licensed.differences(&before.licensed) {
            tell(&mut told, &what, &quoted(&then), &quoted(&now));
        }
        let spelling = |on: bool| if on { "on" } else { "off" };
        tell(&mut told, "The browser’s spell checking", spelling(before.browser_spelling), spelling(self.browser_spelling));
        let (then, now) = (before.passphrase_days, self.passphrase_days);
        tell(&mut told, "Passphrase beside passkeys", &format!("every {}", days(then)), &format!("every {}", days(now)));
        tell(&mut told, "How to appeal", &quoted(&before.appeal), &quoted(&self.appeal));
        told
    }
}

impl Rule {
    /// How it is set, in words: `warns, after 21 days`.
    pub fn words(self, setting: &RuleSetting) -> String {
        if !setting.on {
            return "off".to_owned();
        }
        let mut words = match setting.severity {
            Severity::Blocks => "stops the signature",
            Severity::Warns => "warns",
            Severity::Notes => "hint",
        }
        .to_owned();
        for (number, _) in self.numbers() {
            words.push_str(&match number {
                RuleNumber::Days => format!(", {}", days(setting.days)),
                RuleNumber::Percent => format!(", {} %", setting.percent),
                RuleNumber::Minutes => format!(", {} minutes", setting.minutes),
            });
        }
        words
    }
}

impl ReviewSettings {
    /// What an event asks for: `a review within 7 days`, `no review`.
    pub fn asks(&self, event: EventKind) -> String {
        match self.trigger(event) {
            Some(trigger) => format!("a review within {}", days(trigger.days)),
            None => "no review".to_owned(),
        }
    }
}

impl Cadence {
    /// Where it holds: `Outpatient, level OTP or 1.7`.
    pub fn place(&self) -> String {
        match self.levels.as_slice() {
            [] => self.setting.label().to_owned(),
            levels => format!("{}, level {}", self.setting.label(), levels.join(" or ")),
        }
    }

    /// How often: `every 90 days, after a year every 180 days`.
    pub fn words(&self) -> String {
        let later = self.days_after_a_year.map(|later| format!(", after a year every {}", days(later)));
        let sessions = self.sessions.map(|count| format!(", not before {count} sessions"));
        format!("every {}{}{}", days(self.days), later.unwrap_or_default(), sessions.unwrap_or_default())
    }
}

fn range(findings: &mut Findings, place: Place, value: u16, from: u16, to: u16) {
    let wrong = Wrong::OutOfRange { from: i32::from(from), to: i32::from(to) };
    findings.block(!(from..=to).contains(&value), place, wrong);
}

fn tell(told: &mut Vec<String>, what: &str, then: &str, now: &str) {
    if then != now {
        told.push(format!("{what}: {now}; was: {then}."));
    }
}

fn days(count: u16) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}
