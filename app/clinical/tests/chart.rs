//! The chart as a fold of documents, without any of what keeps them.

use crate::{
    assessments::full_assessment,
    conditions::full_condition,
    made::{day, full_note, full_profile},
    measure_records::{filled, full_measure},
    plan::made::{doc, full_plan},
};
use chrono::NaiveDate;
use clinical::{
    AuthorLine, Body, Kind, Kinded, Note, NoteOutline, Settings,
    chart::{Chart, Document, Draft, Entry, Facts, Filing, Marked, Reader, shown},
    measure::{Measure, MeasureSchedule},
    plan::{
        Agreement, EventKind, LineId, ObjectiveStatus, PlanEvent, PlanReview, PlanSignature, Proof, SignerRole, Signing,
        Status as Standing, Strokes, read,
    },
};
use record::{DocId, Review, Role, Status, Time, UserId};

pub const COUNSELOR: UserId = UserId::from_u128(1);
pub const SUPERVISOR: UserId = UserId::from_u128(2);
pub const SIGNED: Status = Status::Final(Review::NotOwed);

pub struct File {
    doc: DocId,
    status: Status,
    draft: bool,
    signed: Option<Time>,
}

impl Filing for File {
    fn doc(&self) -> DocId {
        self.doc
    }
    fn status(&self) -> Status {
        self.status
    }
    fn is_draft(&self) -> bool {
        self.draft
    }
    fn signed_at(&self) -> Option<Time> {
        self.signed
    }
}

pub struct At(Time);

impl Marked for At {
    fn written(&self) -> Time {
        self.0
    }
    fn day(&self) -> NaiveDate {
        self.0.to_utc().date_naive()
    }
}

/// A document with its status, and its entries by whom and when.
pub type Kept = (DocId, Status, Vec<(UserId, Time, Body)>);

/// A cabinet of documents.
#[derive(Default)]
pub struct Cabinet {
    docs: Vec<Kept>,
    pub draft: Option<(DocId, Body)>,
}

impl Reader for Cabinet {
    type Filing = File;
    type Mark = At;

    fn file(&self, id: DocId, _kind: Kind, _stated: Option<&AuthorLine>) -> File {
        let found = self.docs.iter().find(|(doc, ..)| *doc == id);
        File {
            doc: id,
            status: found.map_or(Status::Preliminary, |(_, status, _)| *status),
            draft: found.is_none(),
            signed: found.map(|(.., entries)| entries[0].1),
        }
    }
    fn mark(&self, id: DocId, place: usize) -> Option<At> {
        Some(At(self.docs.iter().find(|(doc, ..)| *doc == id)?.2.get(place)?.1))
    }
    fn day(&self, at: Time) -> NaiveDate {
        at.to_utc().date_naive()
    }
    fn role(&self, user: UserId) -> Option<Role> {
        Some(if user == SUPERVISOR { Role::Supervisor } else { Role::Counselor })
    }
}

impl Cabinet {
    pub fn docs_mut(&mut self) -> &mut Vec<Kept> {
        &mut self.docs
    }

    pub fn put(mut self, id: DocId, status: Status, entries: Vec<(UserId, &str, Body)>) -> Self {
        let entries = entries.into_iter().map(|(by, on, body)| (by, at(on), body)).collect();
        self.docs.push((id, status, entries));
        self
    }

    pub fn chart(&self, today: &str) -> Chart<File, At> {
        let profile = full_profile();
        let written = |entries: &'_ [(UserId, Time, Body)]| entries.iter().rposition(|(.., body)| !body.kind().is_statement());
        let outlines: Vec<Option<NoteOutline>> =
            self.docs.iter().map(|(_, _, entries)| Note::of(&entries[written(entries)?].2).map(NoteOutline::from)).collect();
        let mut documents: Vec<Document<'_>> = self
            .docs
            .iter()
            .zip(&outlines)
            .map(|((id, status, entries), note)| Document {
                id: *id,
                author: entries[0].0,
                status: *status,
                draft: None,
                note: note.as_ref(),
                written: written(entries).map(|at| &entries[at].2).filter(|_| note.is_none()),
                entries: entries
                    .iter()
                    .enumerate()
                    .map(|(place, (author, written, body))| Entry { body, version: 1, author: *author, written: *written, place })
                    .collect(),
            })
            .collect();
        if let Some((id, body)) = &self.draft {
            let draft = Some(Draft { body, saved: at(today), open: true, overtaken: false });
            documents.push(Document {
                id: *id,
                author: COUNSELOR,
                status: Status::Preliminary,
                draft,
                note: None,
                written: None,
                entries: Vec::new(),
            });
        }
        Chart::fold(&documents, Facts { profile: Some(&profile), today: day(today), settings: Settings::standard() }, self)
    }
}

/// The chart of documents that a counselor signed, each on the day before the last.
pub fn folded(today: &str, documents: Vec<(DocId, Body)>) -> Chart<File, At> {
    let put = |cabinet: Cabinet, (id, body): (DocId, Body)| cabinet.put(id, SIGNED, vec![(COUNSELOR, "2026-11-29", body)]);
    documents.into_iter().fold(Cabinet::default(), put).chart(today)
}

fn at(on: &str) -> Time {
    Time::from(day(on).and_hms_opt(12, 0, 0).unwrap().and_utc())
}

pub fn plan_of(on: &str) -> clinical::plan::Plan {
    let mut plan = full_plan();
    plan.head.date = Some(day(on));
    plan.head.bases.clear();
    plan.head.answers.clear();
    plan.head.ending = None;
    plan
}

fn signature(role: SignerRole, plan: &clinical::plan::Plan) -> Body {
    PlanSignature {
        role,
        name: "Somebody".into(),
        credential: String::new(),
        answer: Agreement::Agrees,
        words: String::new(),
        on: plan.head.date,
        proof: Proof::Strokes(Strokes::new("M10 10L20 20.5").unwrap()),
        shown: shown(plan),
    }
    .into()
}

#[test]
fn a_signed_plan_is_in_force_and_its_draft_successor_is_not() {
    let plan = plan_of("2026-11-02");
    let mut next = plan_of("2026-11-18");
    next.head.bases = vec![doc(12)];
    let mut cabinet = Cabinet::default().put(doc(12), SIGNED, vec![(COUNSELOR, "2026-11-02", plan.clone().into())]);
    cabinet.draft = Some((doc(13), next.into()));
    let chart = cabinet.chart("2026-11-18");
    assert_eq!(chart.standing().active(), Some(doc(12)));
    assert_eq!(chart.plans.iter().map(|one| one.signed.doc).collect::<Vec<_>>(), [doc(12), doc(13)]);
    assert_eq!((chart.plans[0].signing, chart.plans[1].signing), (Signing::Author, Signing::Unsigned));
    assert_eq!(chart.in_force_on(day("2026-11-10")).unwrap().signed.doc, doc(12));
}

#[test]
fn a_signature_as_supervisor_counts_only_from_a_supervisor_and_only_under_the_text_that_was_shown() {
    let plan = plan_of("2026-11-02");
    let other = plan_of("2026-11-03");
    let signing = |by: UserId, signed: &clinical::plan::Plan| {
        let entries =
            vec![(COUNSELOR, "2026-11-02", plan.clone().into()), (by, "2026-11-03", signature(SignerRole::Supervisor, signed))];
        let chart = Cabinet::default().put(doc(12), SIGNED, entries).chart("2026-11-18");
        (chart.plans[0].signing, chart.plans[0].signatures.len())
    };
    assert_eq!(signing(SUPERVISOR, &plan), (Signing::Supervisor, 1));
    assert_eq!(signing(COUNSELOR, &plan), (Signing::Author, 0), "the claim alone is nothing");
    assert_eq!(signing(SUPERVISOR, &other), (Signing::Author, 1), "it stays to be read, and weighs nothing");
}

#[test]
fn a_revision_begins_with_what_notes_said_of_each_objective() {
    let mut note = full_note();
    note.links[0].objective = LineId::new("o-phone").unwrap();
    note.links[0].progress = Some(ObjectiveStatus::Improving);
    let said = note.links[0].clone();
    note.links = vec![said];
    let written = vec![(COUNSELOR, "2026-11-02", plan_of("2026-11-02").into())];
    let chart = Cabinet::default()
        .put(doc(12), SIGNED, written)
        .put(doc(20), SIGNED, vec![(COUNSELOR, "2026-11-18", note.into())])
        .chart("2026-11-20");
    let status = |plan: &clinical::plan::Plan| plan.objective(&LineId::new("o-phone").unwrap()).unwrap().2.status;
    assert_eq!(status(&chart.plans[0].plan), ObjectiveStatus::Revised, "the signed text stays as it is");
    let next = chart.revise(doc(12)).unwrap();
    assert_eq!((status(&next), next.head.date), (ObjectiveStatus::Improving, Some(day("2026-11-20"))));
    let told = read(&chart.plans[0].plan, &next).unwrap().text();
    assert!(told.contains("Objective 1.2, status: from revised to improving."), "{told}");
}

#[test]
fn a_review_date_that_was_replaced_or_has_passed_is_not_carried_on() {
    let mut plan = plan_of("2026-11-02");
    plan.review_date = Some(day("2026-11-30"));
    let mut entries: Vec<(UserId, &str, Body)> = vec![(COUNSELOR, "2026-11-02", plan.into())];
    let named = |entries: &[(UserId, &str, Body)], today: &str| {
        let chart = Cabinet::default().put(doc(12), SIGNED, entries.to_vec()).chart(today);
        (chart.next_review(&chart.plans[0]), chart.revise(doc(12)).unwrap().review_date)
    };
    assert_eq!(named(&entries, "2026-11-18"), (Some(day("2026-11-30")), Some(day("2026-11-30"))));
    assert_eq!(named(&entries, "2026-11-30"), (Some(day("2026-11-30")), None), "a revision names a later day");
    let review = PlanReview {
        on: Some(day("2026-11-20")),
        next_review: Some(day("2026-12-20")),
        reason: "Talked through.".into(),
        ..PlanReview::default()
    };
    entries.push((COUNSELOR, "2026-11-20", review.into()));
    assert_eq!(named(&entries, "2026-11-21"), (Some(day("2026-12-20")), Some(day("2026-12-20"))));
}

#[test]
fn an_event_asks_for_a_review_until_one_is_signed_after_it() {
    let event = PlanEvent { kind: EventKind::ReturnToUse, on: Some(day("2026-11-16")), words: String::new() };
    let review =
        PlanReview { on: Some(day("2026-11-17")), reason: "Talked through.".into(), with_client: true, ..PlanReview::default() };
    let mut entries: Vec<(UserId, &str, Body)> =
        vec![(COUNSELOR, "2026-11-02", plan_of("2026-11-02").into()), (COUNSELOR, "2026-11-16", event.into())];
    let before = Cabinet::default().put(doc(12), SIGNED, entries.clone()).chart("2026-11-18");
    assert!(before.events(&before.plans[0]).iter().any(|event| event.kind == EventKind::ReturnToUse));
    entries.push((COUNSELOR, "2026-11-17", review.into()));
    let after = Cabinet::default().put(doc(12), SIGNED, entries).chart("2026-11-18");
    assert!(after.plans[0].events[0].answered);
    assert!(!after.events(&after.plans[0]).iter().any(|event| event.kind == EventKind::ReturnToUse));
}

#[test]
fn what_was_entered_in_error_counts_for_nothing_and_a_draft_of_an_assessment_shows_its_findings() {
    let note = |status| {
        let cabinet = Cabinet::default().put(doc(20), status, vec![(COUNSELOR, "2026-11-18", full_note().into())]);
        let chart = cabinet.chart("2026-11-18");
        (chart.notes.len(), chart.progress.is_empty())
    };
    assert_eq!(note(SIGNED), (1, NoteOutline::from(&full_note()).progress(doc(20)).is_empty()));
    assert_eq!(note(Status::EnteredInError), (0, true));
    assert_eq!(note(Status::Preliminary), (0, true), "nor does what is not signed");

    let cabinet = Cabinet { draft: Some((doc(21), full_assessment().into())), ..Cabinet::default() };
    let chart = cabinet.chart("2026-11-18");
    assert!(!chart.findings().is_empty() && chart.level_decided().is_none(), "a level is decided by a signature");
}

#[test]
fn every_version_of_a_diagnosis_is_kept_and_the_last_one_gives_the_codes_of_today() {
    let (first, mut second) = (full_condition(), full_condition());
    second.status = clinical::diagnosis::ConditionStatus::Refuted;
    let cabinet = |entries| Cabinet::default().put(doc(30), Status::Preliminary, entries).chart("2026-11-18");
    let one = cabinet(vec![(COUNSELOR, "2026-11-01", first.clone().into())]);
    assert_eq!(one.diagnoses(), [first.text(day("2026-11-18"))]);
    let two = cabinet(vec![(COUNSELOR, "2026-11-01", first.into()), (COUNSELOR, "2026-11-09", second.into())]);
    assert_eq!(two.conditions[0].versions.len(), 2);
    assert!(two.diagnoses().is_empty() && two.courses().is_empty() && two.sobriety().is_none());
}

#[test]
fn a_provisional_diagnosis_moves_no_clock_and_says_that_it_is_provisional() {
    use clinical::diagnosis::{Condition, ConditionStatus, Diagnosis, Disorder, Substance};
    let of = |substance, last_use: &str, status| {
        let mut disorder = Disorder::new(substance);
        disorder.last_use = Some(day(last_use));
        Condition { status, ..Condition::new(Diagnosis::SubstanceUse(disorder)) }
    };
    let sure = of(Substance::Opioid, "2026-03-01", ConditionStatus::Confirmed);
    let maybe = of(Substance::Alcohol, "2026-11-01", ConditionStatus::Provisional);
    let chart = Cabinet::default()
        .put(doc(30), Status::Preliminary, vec![(COUNSELOR, "2026-11-01", sure.into())])
        .put(doc(31), Status::Preliminary, vec![(COUNSELOR, "2026-11-02", maybe.into())])
        .chart("2026-11-18");
    assert_eq!(chart.sobriety(), Some(day("2026-03-02")));
    assert_eq!(chart.courses().len(), 1);
    assert_eq!(chart.diagnoses(), ["Opioid use".to_owned(), "Alcohol use (provisional)".to_owned()]);
}

#[test]
fn a_chart_without_a_plan_owes_the_first_one_and_one_that_forked_owes_the_joining() {
    let nothing = Cabinet::default().chart("2026-11-18");
    let owed = nothing.owed().unwrap();
    assert!(owed.plan.is_none() && owed.overdue, "care began in October: {}", owed.sentence);
    let entries = |on: &'static str| {
        let mut plan = plan_of(on);
        plan.head.bases = vec![doc(12)];
        vec![(COUNSELOR, on, Body::from(plan))]
    };
    let forked = Cabinet::default()
        .put(doc(12), SIGNED, vec![(COUNSELOR, "2026-11-02", plan_of("2026-11-02").into())])
        .put(doc(13), SIGNED, entries("2026-11-05"))
        .put(doc(14), SIGNED, entries("2026-11-06"))
        .chart("2026-11-18");
    assert!(forked.standing().is_fork() && forked.in_force().is_none());
    assert_eq!(forked.standing().status(doc(12)), Some(Standing::Superseded));
    assert!(forked.owed().unwrap().overdue);
}

#[test]
fn a_kind_without_a_place_of_its_own_is_found_by_its_type_the_newest_first_and_drafts_of_mine_before_all() {
    let mut cabinet = Cabinet::default()
        .put(doc(40), SIGNED, vec![(COUNSELOR, "2026-11-04", filled("phq-9", &[1; 9]).into())])
        .put(doc(41), Status::EnteredInError, vec![(COUNSELOR, "2026-11-05", filled("phq-9", &[2; 9]).into())])
        .put(doc(42), SIGNED, vec![(COUNSELOR, "2026-11-06", full_note().into())]);
    cabinet.draft = Some((doc(43), filled("gad-7", &[0; 3]).into()));
    let chart = cabinet.chart("2026-11-18");
    let found: Vec<DocId> = chart.of::<Measure>().map(|(signed, _)| signed.doc).collect();
    assert_eq!(found, [doc(43), doc(41), doc(40)]);
    let counting: Vec<DocId> = chart.counting_of::<Measure>().map(|(signed, _)| signed.doc).collect();
    assert_eq!(counting, [doc(40)], "neither a draft nor what was entered in error is a result");
    assert!(chart.documents.iter().all(|one| one.body.kind() == Kind::Measure), "a note has its own place");
}

#[test]
fn two_measures_worse_since_the_plan_was_signed_ask_for_its_review() {
    let on = |text: &str, choice: u8| {
        let mut measure = filled("phq-9", &[choice; 8]);
        measure.response.answers.insert("9".into(), clinical::measure::Answer::Choice(0));
        measure.on = Some(day(text));
        vec![(COUNSELOR, "2026-11-15", Body::from(measure))]
    };
    let asks = |signed: &'static str, last: u8| {
        let chart = Cabinet::default()
            .put(doc(12), SIGNED, vec![(COUNSELOR, signed, plan_of("2026-11-02").into())])
            .put(doc(40), SIGNED, on("2026-11-03", 0))
            .put(doc(41), SIGNED, on("2026-11-09", 1))
            .put(doc(42), SIGNED, on("2026-11-14", last))
            .chart("2026-11-18");
        let found = chart.events(&chart.plans[0]).into_iter().find(|event| event.kind == EventKind::MeasuresWorse);
        found.map(|event| (event.on, event.document))
    };
    assert_eq!(asks("2026-11-02", 2), Some((day("2026-11-14"), Some(doc(42)))));
    assert_eq!(asks("2026-11-02", 1), None, "the last was no worse");
    assert_eq!(asks("2026-11-16", 2), None, "the version was signed after them");
}

#[test]
fn an_instrument_is_due_by_the_programs_schedule_until_it_is_filled_in_or_missed_with_a_reason() {
    let schedule = MeasureSchedule { at_admission: true, ..MeasureSchedule::default() };
    let due = |cabinet: &Cabinet| {
        let mut chart = cabinet.chart("2026-11-18");
        chart.schedules.0.insert("phq-9".into(), schedule);
        chart.measures_due().into_iter().map(|owed| (owed.sentence(), owed.overdue, owed.draft)).collect::<Vec<_>>()
    };
    let mut cabinet = Cabinet::default();
    let owed = due(&cabinet);
    assert_eq!((owed.len(), owed[0].1, owed[0].2), (1, true, None));
    assert!(owed[0].0.starts_with("PHQ-9 was due Oct") && owed[0].0.ends_with(", 2026, at admission."), "{}", owed[0].0);
    cabinet.draft = Some((doc(43), filled("phq-9", &[0; 3]).into()));
    assert_eq!(due(&cabinet)[0].2, Some(doc(43)), "it leads to what was begun");
    let mut missed = filled("phq-9", &[]);
    missed.missed = Some("In the hospital.".into());
    let done = Cabinet::default().put(doc(40), SIGNED, vec![(COUNSELOR, "2026-11-04", missed.into())]);
    assert!(due(&done).is_empty());
}

#[test]
fn a_draft_that_asks_for_a_person_is_told_until_it_is_recorded() {
    let mut cabinet =
        Cabinet { draft: Some((doc(43), filled("phq-9", &[0, 0, 0, 0, 0, 0, 0, 0, 1]).into())), ..Cabinet::default() };
    assert_eq!(cabinet.chart("2026-11-18").risk_owed().count(), 1);
    cabinet.draft = Some((doc(43), full_measure().into()));
    assert_eq!(cabinet.chart("2026-11-18").risk_owed().count(), 0);
}
