//! A chart as long as they become: notes linked to a plan, some of them with a slip, everything else the rules look at, and a
//! note that is being typed. Every rule finds something in it; `rules.rs` checks that.

use super::{
    Dice,
    plan::{DIAGNOSIS, SHOWN, findings, objective_id, plan, signatures},
};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use clinical::{
    Attempt, Finding, Format, Note, NoteOutline, OutreachMethod, PatientName, PatientProfile, RiskItem, SafeContact, Screen,
    ServiceTime, ServiceType, Span, Zoned,
    assessment::AssessmentFinding,
    plan::{
        Care, LineId, NoteSummary, ObjectiveStatus, Plan, PlanSignature, ReviewSettings, due,
        progress::{ProgressEntry, as_told},
    },
    thread::{CaseloadNames, NoteSide, PlanSide, Prepared, Session, ThreadRules},
};
use record::{DocId, RecordId};
use std::{collections::BTreeMap, iter};

/// Notes of the chart, one for each day.
pub(super) const NOTES: u32 = 500;
/// Clients of the caseload, whose names must not stand in it.
const CLIENTS: u32 = 1_000;
/// The version of the plan in force.
const VERSION: DocId = DocId::from_u128(1 << 65);
/// The version before it.
const BEFORE: DocId = DocId::from_u128(1 << 66);
/// The note that is being typed.
const TYPED: DocId = DocId::from_u128(1 << 67);
/// Objectives that are worked on, as problem and number. No note works on those that are left out.
const WORKED_ON: [(u16, u16); 11] = [(1, 1), (1, 2), (1, 4), (2, 1), (2, 2), (2, 3), (2, 4), (3, 1), (3, 2), (3, 3), (4, 2)];
/// The one that was reached.
const REACHED: (u16, u16) = (1, 3);
/// How objectives go, from note to note.
const PROGRESS: [ObjectiveStatus; 4] =
    [ObjectiveStatus::InProgress, ObjectiveStatus::Improving, ObjectiveStatus::NoChange, ObjectiveStatus::Worsening];
/// Sections and how many words stand in each.
const SECTIONS: [(&str, usize); 3] = [("data", 100), ("assessment", 50), ("plan", 50)];
/// The same in a group.
const OF_GROUP: [(&str, usize); 2] = [("topic", 10), ("participation", 20)];

/// What is wrong with the last notes, one thing each.
const SLIPS: [fn(&mut Note); 9] = [
    |note| note.set_text("assessment", ""),
    |note| note.links.clear(),
    |note| note.links.iter_mut().for_each(|link| link.progress = None),
    |note| note.set_text("plan", "Next time we go back to objective 1.3."),
    |note| note.follow(BEFORE),
    |note| note.carried.extend(["plan".to_owned()]),
    |note| note.set_text("data", "Came with Given7 Family7 and left alone."),
    |note| {
        note.risk.set(RiskItem::Suicide, Screen::Denied);
        note.set_text("data", "The client is suicidal. He is an addict.");
    },
    |note| {
        (note.service, note.links) = (ServiceType::NoShow, Vec::new());
        note.set_text("absence", "Did not come.");
        note.attempts.push(Attempt { method: OutreachMethod::Text, at: None, result: "No answer.".into() });
    },
];

/// Everything that the rules look at.
pub(super) struct Chart {
    /// The notes, each with its document.
    notes: Vec<(DocId, Note)>,
    /// The note being typed, pause by pause.
    pub(super) typed: Vec<Note>,
    plan: Plan,
    findings: Vec<AssessmentFinding>,
    signatures: Vec<PlanSignature>,
    progress: Vec<ProgressEntry>,
    summaries: Vec<NoteSummary>,
    names: CaseloadNames,
    elsewhere: Vec<Session>,
    profile: PatientProfile,
    opened: NaiveDate,
    today: NaiveDate,
    rules: ThreadRules,
}

impl Chart {
    /// `None` never: every id and every time is made here.
    pub(super) fn make() -> Option<Self> {
        let (first, last) = (start(0)?, start(NOTES)?);
        let (opened, today) = (first.date_naive(), last.date_naive());
        let plan = plan(today)?;
        let mut writer = Writer::new(&plan)?;
        let mut notes = (0..NOTES).map(|number| writer.note(number)).collect::<Option<Vec<_>>>()?;
        slip(&mut notes)?;
        let typed = writer.typed()?;
        let name = |n: u32| PatientName { given: format!("Given{n}"), family: format!("Family{n}"), preferred: String::new() };
        let clients: Vec<PatientName> = (0..CLIENTS).map(name).collect();
        let notes: Vec<(DocId, Note)> = (1..).map(DocId::from_u128).zip(notes).collect();
        let outlines = || notes.iter().map(|(doc, note)| (*doc, NoteOutline::from(note)));
        Some(Self {
            typed,
            plan,
            findings: findings()?,
            signatures: signatures(today),
            progress: outlines().flat_map(|(doc, note)| note.progress(doc)).collect(),
            summaries: outlines().filter_map(|(_, note)| note.summary()).collect(),
            names: CaseloadNames::new((0..).map(RecordId::from_u128).zip(&clients)),
            elsewhere: (0..=NOTES).map(elsewhere).collect::<Option<_>>()?,
            profile: PatientProfile {
                safe_contact: SafeContact { call: true, ..SafeContact::default() },
                pronouns: "she/her".to_owned(),
                // The first note is of the day before.
                opened: opened.succ_opt(),
                ..PatientProfile::default()
            },
            opened,
            today,
            rules: ThreadRules::standard(),
            notes,
        })
    }

    /// The notes, ready to be compared with.
    pub(super) fn prepared(&self) -> BTreeMap<DocId, Prepared> {
        self.notes.iter().map(|(doc, note)| (*doc, Prepared::of(note))).collect()
    }

    /// What happens at a pause in typing: the note is prepared and looked at, and so is the plan, as the notes say it stands.
    pub(super) fn pause(&self, note: &Note, of_client: &BTreeMap<DocId, Prepared>) -> (Vec<Finding>, Vec<Finding>) {
        let prepared = Prepared::of(note);
        let stands = self.stands();
        (self.note_lint(TYPED, note, &prepared, of_client, &stands), self.plan_lint(&stands))
    }

    /// Every note against all others, and the plan.
    pub(super) fn lint(&self, of_client: &BTreeMap<DocId, Prepared>) -> (Vec<Finding>, Vec<Finding>) {
        let stands = self.stands();
        let of = |(doc, note): &(DocId, Note)| Some(self.note_lint(*doc, note, of_client.get(doc)?, of_client, &stands));
        (self.notes.iter().filter_map(of).flatten().collect(), self.plan_lint(&stands))
    }

    fn stands(&self) -> Plan {
        as_told(VERSION, &self.plan, &self.progress)
    }

    fn note_lint(
        &self,
        doc: DocId,
        note: &Note,
        prepared: &Prepared,
        of_client: &BTreeMap<DocId, Prepared>,
        plan: &Plan,
    ) -> Vec<Finding> {
        let side = NoteSide {
            record: RecordId::from_u128(0),
            doc,
            note,
            prepared,
            of_client,
            of_author: &self.elsewhere,
            unsigned: &[],
            plan: Some((VERSION, plan)),
            names: &self.names,
            profile: Some(&self.profile),
            scheduled_minutes: None,
            // The last note is of the day after.
            discharged: self.today.pred_opt().and_then(|day| day.pred_opt()),
        };
        side.check(&self.rules)
    }

    fn plan_lint(&self, plan: &Plan) -> Vec<Finding> {
        let sessions: Vec<NaiveDate> = self.summaries.iter().filter(|note| note.session).map(|note| note.date).collect();
        let care = Care { opened: Some(self.opened), sessions: &sessions };
        let side = PlanSide {
            findings: &self.findings,
            deferrals: &[],
            conditions: &[DIAGNOSIS],
            plan,
            shown: SHOWN,
            signatures: &self.signatures,
            notes: &self.summaries,
            due: &due(plan, &[], &[], self.today, care, &ReviewSettings::standard()),
            today: self.today,
        };
        side.check(&self.rules)
    }
}

/// When the session of a day begins.
fn start(number: u32) -> Option<DateTime<Utc>> {
    Some(DateTime::from_timestamp(1_700_000_000, 0)? + Duration::days(i64::from(number)))
}

fn time(start: DateTime<Utc>, minutes: i64) -> Option<ServiceTime> {
    let zoned = |at| Zoned::new(at, "America/Chicago", -360).ok();
    ServiceTime::new(zoned(start)?, zoned(start + Duration::minutes(minutes))?).ok()
}

/// With somebody else: two hours later each day, and every hundredth time at the same hour.
fn elsewhere(number: u32) -> Option<Session> {
    let begin = start(number)? + Duration::hours(if number.is_multiple_of(100) { 0 } else { 2 });
    Some(Session { span: Span::new(begin, begin + Duration::minutes(50)).ok()?, service: ServiceType::Individual })
}

/// The last notes: one slip each, one that took far too long, one copied from another, one that says what was reached.
fn slip(notes: &mut [Note]) -> Option<()> {
    for (note, slip) in notes.iter_mut().rev().zip(SLIPS) {
        slip(note);
    }
    let [copied, .., long, copy, reached] = notes.get_mut(..NOTES as usize - SLIPS.len())? else { return None };
    long.when = time(start(NOTES - 11)?, 100)?.into();
    copy.sections.clone_from(&copied.sections);
    let id = objective_id(REACHED.0, REACHED.1)?;
    reached.link(id.clone());
    reached.linked_mut(&id)?.progress = Some(ObjectiveStatus::Achieved);
    Some(())
}

/// Writes notes of words that look random and are the same each time.
struct Writer {
    dice: Dice,
    /// What is said again and again.
    phrases: Vec<String>,
    /// Objectives that are worked on, with what is done for them.
    worked_on: Vec<(LineId, Vec<LineId>)>,
}

impl Writer {
    fn new(plan: &Plan) -> Option<Self> {
        let worked_on = WORKED_ON.iter().map(|(problem, number)| {
            let (_, _, objective) = plan.objective(&objective_id(*problem, *number)?)?;
            let done = objective.interventions.iter().map(|one| one.id.clone()).collect();
            Some((objective.id.clone(), done))
        });
        let mut dice = Dice(7);
        let phrases = (0..200).map(|_| dice.sentence()).collect();
        Some(Self { worked_on: worked_on.collect::<Option<_>>()?, phrases, dice })
    }

    /// So many words, half of them in sentences that were written before.
    fn text(&mut self, words: usize) -> String {
        let mut sentences = Vec::new();
        for number in 0..words / Dice::SENTENCE {
            let again = usize::try_from(self.dice.next()).unwrap_or_default() % self.phrases.len();
            let phrase = self.phrases.get(again).filter(|_| number % 2 == 0).cloned();
            sentences.push(phrase.unwrap_or_else(|| self.dice.sentence()));
        }
        sentences.join(" ")
    }

    fn note(&mut self, number: u32) -> Option<Note> {
        let service = if number.is_multiple_of(7) { ServiceType::Group } else { ServiceType::Individual };
        let mut note = Note::new(service, Format::Dap);
        note.when = time(start(number)?, 50)?.into();
        note.follow(VERSION);
        let of_group = OF_GROUP.into_iter().filter(|_| service == ServiceType::Group);
        for (section, words) in of_group.chain(SECTIONS) {
            note.set_text(section, self.text(words));
        }
        for at in [number, number * 3 + 1] {
            let at = at as usize;
            let (objective, done) = self.worked_on.get(at % self.worked_on.len())?;
            note.link(objective.clone());
            let link = note.linked_mut(objective)?;
            link.interventions.clone_from(done);
            link.progress = PROGRESS.get(at % PROGRESS.len()).copied();
            link.value = i32::try_from(at % 5).ok();
            link.remark = self.phrases.get(at % self.phrases.len())?.clone();
        }
        Some(note)
    }

    /// A note of today, after each word of its first section.
    fn typed(&mut self) -> Option<Vec<Note>> {
        let whole = self.note(NOTES)?;
        let text = format!("{} Given7 came along.", whole.text_of("data"));
        let ends = text.match_indices(' ').map(|(at, _)| at).chain(iter::once(text.len()));
        let typed = |end| {
            let mut note = whole.clone();
            note.set_text("data", text.get(..end)?);
            Some(note)
        };
        ends.map(typed).collect()
    }
}
