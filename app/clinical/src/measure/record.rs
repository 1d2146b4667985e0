//! A filled-in instrument as a kind of document: answers, who gave them, when and how.

use super::{
    AlertKind, Change, Instrument, InstrumentRef, Item, Language, MeasureCheck, MeasureProblem, Occasion, Outcome, Response,
    RiskRecord, Scored, SexAtBirth, alerts, leads_to, score,
};
use crate::{
    AuthorLine, Finding, Place, Severity, Wrong, Zoned,
    contact::SHORT,
    finding::Findings,
    kind::{Around, Content, Kind, Searchable, Summary, excerpt, lines},
    named::named,
    profile::earliest,
    sealed::sealed,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, collections::BTreeSet};

named! {
    /// Who gave the answers.
    FilledInBy {
        Together = "together", "Together with the client";
        Client = "client", "The client";
        Clinician = "clinician", "The clinician, by observation";
    }
}

named! {
    /// How the answers were taken.
    Administration {
        Aloud = "aloud", "Asked aloud";
        Device = "device", "On this device";
        Telephone = "telephone", "By telephone or video";
        Paper = "paper", "Copied from paper";
    }
}

/// A filled-in instrument.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// The instrument in the version that was used, and the answers.
    pub response: Response,
    /// Items that the client chose not to answer.
    pub skipped: BTreeSet<String>,
    /// The day the answers are about, in the program's time zone.
    pub on: Option<NaiveDate>,
    /// When the first answer was given, where it was given on a device.
    pub started: Option<Zoned>,
    /// When the last was.
    pub finished: Option<Zoned>,
    /// Who gave the answers.
    pub by: FilledInBy,
    /// How they were taken.
    pub how: Administration,
    /// The short screen from which it went on, with the answers carried.
    pub screened_by: Option<InstrumentRef>,
    /// Why it was asked, where a schedule asked for it.
    pub occasion: Option<Occasion>,
    /// As the cut points of AUDIT-C distinguish it; asked only where a cut does.
    pub sex: Option<SexAtBirth>,
    /// What was asked and done after an answer that asks for a person.
    pub risk: Option<Box<RiskRecord>>,
    /// It was due and not done: why. Such a document has no answers.
    pub missed: Option<String>,
    /// What the clinician adds; may be empty.
    pub remarks: String,
    /// Who signed.
    pub author: Option<AuthorLine>,
}

sealed!(Measure);

impl Measure {
    /// One without answers, begun on this day.
    pub fn new(instrument: &Instrument, language: Language, on: NaiveDate) -> Self {
        Self::with_answers(Response::new(instrument, language), on)
    }

    /// One with the answers that are there, such as those carried from a short screen.
    pub fn with_answers(response: Response, on: NaiveDate) -> Self {
        Self {
            response,
            skipped: BTreeSet::new(),
            on: Some(on),
            started: None,
            finished: None,
            by: FilledInBy::default(),
            how: Administration::default(),
            screened_by: None,
            occasion: None,
            sex: None,
            risk: None,
            missed: None,
            remarks: String::new(),
            author: None,
        }
    }

    /// Its instrument; `None` for one that this program does not know.
    pub fn instrument(&self) -> Option<&'static Instrument> {
        self.response.instrument.instrument()
    }

    /// The answers with those that follow from them.
    pub fn filled(&self) -> Response {
        let response = self.response.clone();
        self.instrument().map(|instrument| response.clone().filled(instrument)).unwrap_or(response)
    }

    /// The items that still have to be answered or skipped before it can be signed.
    pub fn missing(&self) -> Vec<&'static Item> {
        let Some(instrument) = self.instrument().filter(|_| self.missed.is_none()) else { return Vec::new() };
        let filled = self.filled();
        let open = |item: &&Item| !filled.answers.contains_key(&item.id) && !self.skipped.contains(&item.id);
        instrument.asked(&self.response).into_iter().filter(|item| instrument.counts(item)).filter(open).collect()
    }

    /// Whether it counts as one of this instrument: it is one, or began as one and went on.
    pub fn is_of(&self, id: &str) -> bool {
        self.response.instrument.id == id || self.screened_by.as_ref().is_some_and(|screen| screen.id == id)
    }

    /// Goes on with the longer instrument where a short screen is at its cut; the answers are carried. Says whether it did.
    pub fn go_on(&mut self) -> bool {
        let longer = self.instrument().and_then(|instrument| leads_to(instrument, &self.response));
        let Some((_, carried)) = longer else { return false };
        self.screened_by = Some(self.response.instrument.clone());
        self.response = carried;
        true
    }

    /// Every score, in the instrument's order; none for one that was missed, or where none is validated.
    pub fn scores(&self) -> Vec<Scored<'static>> {
        match self.instrument().filter(|_| self.missed.is_none()) {
            Some(instrument) => score(instrument, &self.response, self.sex),
            None => Vec::new(),
        }
    }

    /// What an answer asks for at once: one that was given, or a question about self-harm that was skipped. An item that is not
    /// reached yet asks for nothing.
    pub fn alert(&self) -> Option<AlertKind> {
        let instrument = self.instrument().filter(|_| self.missed.is_none())?;
        let reached = |item: &String| self.response.answers.contains_key(item) || self.skipped.contains(item);
        let reached = instrument.alerts.iter().all(|rule| reached(&rule.item));
        alerts(instrument, &self.response).into_iter().next().filter(|_| reached)
    }

    /// The item whose answer asks for a person, as clinicians say it: `PHQ-9 item 9`. Empty where there is none.
    pub fn alert_item(&self) -> String {
        let found = self.instrument().and_then(|one| Some(format!("{} item {}", one.short, one.alerts.first()?.item)));
        found.unwrap_or_default()
    }

    /// Whether somebody still has to ask about risk, and record it, before anything else.
    pub fn owes_risk_record(&self) -> bool {
        self.alert().is_some() && !self.risk.as_ref().is_some_and(|risk| risk.is_recorded())
    }

    /// The result in a few words: `14 of 27, moderate`, `Use 2, Risk 7, Protective 15`.
    pub fn result(&self) -> String {
        if let Some(why) = &self.missed {
            return format!("Not done: {}", why.trim());
        }
        let Some(instrument) = self.instrument() else { return String::new() };
        let scores = self.scores();
        if let [only] = scores.as_slice() {
            return only.words();
        }
        if scores.is_empty() {
            let answered = self.response.answers.len();
            return format!("{answered} of {} answered", instrument.items.len());
        }
        let one = |scored: &Scored<'_>| match scored.points() {
            Some(points) => format!("{} {points}", scored.rule.name),
            None => format!("{} incomplete", scored.rule.name),
        };
        scores.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    /// One sentence for a note: `PHQ-9 on Nov 18, 2026: 14 of 27, moderate.`
    pub fn sentence(&self) -> String {
        let name = self.instrument().map_or(self.response.instrument.id.as_str(), |instrument| instrument.short.as_str());
        let on = self.on.map(|on| on.format(" on %b %-d, %Y").to_string()).unwrap_or_default();
        format!("{name}{on}: {}.", self.result())
    }

    /// What keeps it from being signed, then what should be looked at; `today` is the local date, `born` the client's birth date.
    pub fn check(&self, today: NaiveDate, born: Option<NaiveDate>) -> Vec<Finding> {
        let mut findings = Findings::default();
        let the = |field| Place::the("measure", field);
        findings.block(self.on.is_none(), the("on"), Wrong::Missing);
        findings.block(self.on.is_some_and(|on| on > today), the("on"), Wrong::InFuture);
        findings.block(self.on.is_some_and(|on| on < earliest()), the("on"), Wrong::TooEarly);
        findings.block(self.on.zip(born).is_some_and(|(on, born)| on < born), the("on"), Wrong::BeforeBirth);
        let turned = self.started.as_ref().zip(self.finished.as_ref()).is_some_and(|(from, to)| to.utc() < from.utc());
        findings.block(turned, the("finished"), Wrong::EndsBeforeStart);
        findings.length(the("remarks"), &self.remarks, SHORT);
        let Some(instrument) = self.instrument() else {
            findings.block(true, the("instrument"), Wrong::UnknownInstrument);
            return findings.sorted();
        };
        if let Some(why) = &self.missed {
            findings.required(the("missed"), why, SHORT);
            findings.block(!self.response.answers.is_empty(), the("missed"), Wrong::MissedWithAnswers);
            return findings.sorted();
        }
        for item in &self.skipped {
            let known = instrument.item(item).is_some() && !self.response.answers.contains_key(item);
            findings.block(!known, Place::item("item", item), Wrong::AnswerNotAllowed);
        }
        findings.extend(self.answers(instrument));
        for item in self.missing() {
            findings.block(true, Place::item("item", &item.id), Wrong::NotAnswered);
        }
        let counted = |item: &&String| instrument.scores.iter().any(|rule| rule.items.contains(*item));
        for item in self.skipped.iter().filter(counted) {
            findings.warn(true, Place::item("item", item), Wrong::Skipped);
        }
        if self.alert().is_some() {
            match &self.risk {
                Some(risk) => findings.extend(risk.check()),
                None => findings.block(true, Place::whole("asked"), Wrong::RiskNotRecorded),
            }
        }
        findings.sorted()
    }

    fn answers(&self, instrument: &Instrument) -> Vec<Finding> {
        let found = |item: &str, wrong, severity| Finding::new(Place::item("item", item), wrong, severity);
        let told = |item: &str, wrong, severity, sentence: String| Finding {
            sentence: Cow::Owned(sentence),
            ..found(item, wrong, severity)
        };
        let finding = |problem| match problem {
            MeasureProblem::UnknownItem(item) | MeasureProblem::NotAllowed(item) => {
                found(&item, Wrong::AnswerNotAllowed, Severity::Blocks)
            }
            MeasureProblem::Contradiction { item, sentence } => told(&item, Wrong::AnswersContradict, Severity::Blocks, sentence),
            MeasureProblem::AskAgain { item, sentence } => told(&item, Wrong::AskAgain, Severity::Warns, sentence),
        };
        MeasureCheck::of(instrument, &self.response).problems.into_iter().map(finding).collect()
    }
}

impl Scored<'_> {
    /// In a few words: `14 of 27, moderate`, `4 of 6, positive`, `incomplete`.
    pub fn words(&self) -> String {
        let (points, prorated) = match &self.outcome {
            Outcome::Points { points, prorated } => (*points, *prorated),
            Outcome::Incomplete { missing } => {
                let many = if missing.len() == 1 { "answer is" } else { "answers are" };
                return format!("no score: {} {many} missing", missing.len());
            }
        };
        let mut words = format!("{points} of {}", self.rule.most);
        let parts = [
            self.band.map(|band| band.name.to_lowercase()),
            self.positive.map(|positive| if positive { "positive" } else { "negative" }.to_owned()),
            (prorated > 0).then(|| format!("prorated for {prorated} missing")),
        ];
        for part in parts.into_iter().flatten() {
            words.push_str(", ");
            words.push_str(&part);
        }
        words
    }
}

impl Change {
    /// As shown: `up 2`, `down 5`, `no change`.
    pub fn words(self) -> String {
        match self.points {
            0 => "no change".to_owned(),
            points if points > 0 => format!("up {points}"),
            points => format!("down {}", points.unsigned_abs()),
        }
    }
}

impl Content for Measure {
    fn check(&self, around: &Around<'_>) -> Vec<Finding> {
        Self::check(self, around.today, around.birth_date)
    }

    fn summary(&self, _today: NaiveDate) -> Summary {
        let title = self.instrument().map_or_else(|| self.response.instrument.id.clone(), |one| one.short.clone());
        Summary {
            title,
            detail: self.result(),
            day: self.on,
            excerpt: excerpt(&self.remarks),
            author: self.author.clone(),
            ..Summary::of(Kind::Measure)
        }
    }

    fn searchable(&self, _today: NaiveDate) -> Option<Searchable> {
        let name = self.instrument().map(|instrument| instrument.name.as_str()).unwrap_or_default();
        let result = self.result();
        let risk = self.risk.iter().flat_map(|risk| [risk.words.as_str(), &risk.action, risk.not_asked.as_deref().unwrap_or("")]);
        let text = lines([name, &result, &self.remarks].into_iter().chain(risk));
        Some(Searchable { kind: "measure".into(), text, ..Searchable::default() })
    }

    fn signed_by(&mut self, author: AuthorLine) {
        self.author = Some(author);
    }
}
