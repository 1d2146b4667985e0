//! The thread on the note's side: every rule fires, can be set and switched off, and is silent where nothing is wrong.

use crate::{
    made::{chicago, clean_note, clock, day, full_profile, session},
    plan::made::{clean_plan, doc},
};
use clinical::{
    plan::{Category, LineId, ObjectiveStatus, Plan, ProblemStatus},
    thread::*,
    *,
};
use proptest::prelude::*;
use record::{DocId, RecordId};
use std::collections::BTreeMap;

mod table;

use table::TABLE;

const WREN: RecordId = RecordId::from_u128(1);
const LONG: &str = "Wren came on time and chose to begin with last Tuesday, after a call with her mother about the weekend.";

/// A note with everything that is around it.
struct Desk {
    note: Note,
    others: BTreeMap<DocId, Prepared>,
    sessions: Vec<Session>,
    plan: Option<(DocId, Plan)>,
    names: Vec<(RecordId, PatientName)>,
    unsigned: Vec<Session>,
    profile: PatientProfile,
    scheduled: Option<u16>,
    discharged: Option<chrono::NaiveDate>,
}

fn name(given: &str, family: &str, preferred: &str) -> PatientName {
    PatientName { given: given.into(), family: family.into(), preferred: preferred.into() }
}

/// A note about which there is nothing to say.
fn whole() -> Desk {
    let mut note = clean_note();
    note.set_text("data", LONG);
    Desk {
        note,
        others: BTreeMap::new(),
        sessions: Vec::new(),
        plan: Some((doc(4), clean_plan())),
        names: vec![
            (WREN, name("Renée", "Maplethorn", "Wren")),
            (RecordId::from_u128(2), name("Solomon", "Pemberwick", "Sol")),
            (RecordId::from_u128(3), name("Will", "Price", "")),
            (RecordId::from_u128(4), name("Bo", "O’Hara", "")),
            (RecordId::from_u128(5), name("Ada", "Quint", "")),
            (RecordId::from_u128(6), name("Wren", "Dalton", "")),
        ],
        unsigned: Vec::new(),
        profile: PatientProfile { safe_contact: SafeContact { call: true, ..SafeContact::default() }, ..full_profile() },
        scheduled: Some(50),
        discharged: None,
    }
}

impl Desk {
    fn lint(&self, rules: &ThreadRules) -> Vec<Finding> {
        let names = CaseloadNames::new(self.names.iter().map(|(record, name)| (*record, name)));
        NoteSide {
            record: WREN,
            doc: doc(30),
            note: &self.note,
            prepared: &Prepared::of(&self.note),
            of_client: &self.others,
            of_author: &self.sessions,
            unsigned: &self.unsigned,
            plan: self.plan.as_ref().map(|(version, plan)| (*version, plan)),
            names: &names,
            profile: Some(&self.profile),
            scheduled_minutes: self.scheduled,
            discharged: self.discharged,
        }
        .check(rules)
    }

    fn told(&self) -> Vec<String> {
        let lints = self.lint(&ThreadRules::standard());
        lints.into_iter().map(|lint| format!("{} @{}: {}", lint.rule.id(), lint.place.name(), lint.sentence)).collect()
    }

    fn objective(&mut self) -> &mut plan::Objective {
        &mut self.plan.as_mut().unwrap().1.problems[0].goals[0].objectives[1]
    }
}

fn at(from: &str, to: &str) -> ServiceTime {
    ServiceTime::new(chicago(from), chicago(to)).unwrap()
}

fn line(id: &str) -> LineId {
    LineId::new(id).unwrap()
}

type Damage = fn(&mut Desk);

trait Said {
    fn link_said(&mut self, id: &str);
}

impl Said for Note {
    fn link_said(&mut self, id: &str) {
        self.link(line(id));
        self.linked_mut(&line(id)).unwrap().progress = Some(ObjectiveStatus::InProgress);
    }
}

#[test]
fn a_whole_note_is_silent() {
    assert_eq!(whole().told(), [""; 0]);
}

#[test]
fn every_rule_fires_can_be_set_and_can_be_switched_off() {
    for (rule, damage, place, sentence) in TABLE {
        let mut desk = whole();
        damage(&mut desk);
        assert_eq!(desk.told(), [format!("{} @{place}: {sentence}", rule.id())]);
        let mut rules = ThreadRules::standard();
        let lint = &desk.lint(&rules)[0];
        assert!(lint.fix.ends_with('.') && lint.sentence.ends_with('.'));
        assert!(!lint.blocks(), "the standard stops no note");
        for severity in [Severity::Blocks, Severity::Warns, Severity::Notes] {
            rules.rules.get_mut(rule).unwrap().severity = severity;
            let stops = severity == Severity::Blocks && !rule.may_block();
            assert_eq!(desk.lint(&rules)[0].severity, if stops { Severity::Warns } else { severity });
        }
        rules.rules.get_mut(rule).unwrap().on = false;
        assert!(desk.lint(&rules).is_empty(), "{}", rule.id());
    }
    for rule in Rule::ALL.iter().filter(|rule| rule.is_of_note()) {
        assert!(TABLE.iter().any(|(fired, ..)| fired == rule), "{} is never fired", rule.id());
        assert!(!rule.source().is_empty());
    }
}

/// What looks alike and is nothing to tell.
const SILENT: &[(&str, Damage)] = &[
    ("a name of the client’s own", |desk| desk.note.set_text("plan", "Wren, Renée Maplethorn, will come.")),
    ("a common word that is a name", |desk| desk.note.set_text("plan", "She will name the price. Will she?")),
    ("a common word that is a name, at the beginning of a sentence", |desk| {
        desk.note.set_text("plan", "Will came up. Price too.\nWill: see above. “Will it help?” WILL HELP.");
    }),
    ("a month that is a name", |desk| {
        desk.names.push((RecordId::from_u128(7), name("April", "May", "")));
        desk.note.set_text("plan", "She comes again in April or May.");
    }),
    ("the day care began", |desk| desk.profile.opened = Some(day("2026-11-18"))),
    ("the day of birth", |desk| {
        desk.profile.opened = None;
        desk.profile.birth_date = Some(day("2026-11-18"));
    }),
    ("a name of two letters", |desk| desk.note.set_text("plan", "Bo came up twice.")),
    ("the name of someone who took part", |desk| desk.note.set_text("plan", "Ada keeps the card.")),
    ("part of another word", |desk| desk.note.set_text("plan", "A solid resolution, solely hers.")),
    ("a number that is no objective", |desk| {
        desk.objective().status = ObjectiveStatus::Achieved;
        desk.note.links.clear();
        desk.note.link_said("o-days");
        desk.note.set_text("plan", "Stays at level 1.2, 3 sessions; the objective is hers. 1.2 miles.");
    }),
    ("a number that no line has", |desk| desk.note.set_text("plan", "Objective 9.9, problem 9, goal 1.")),
    ("a later note that is the same", |desk| {
        let mut other = desk.note.clone();
        other.when = at("2026-11-19T16:00:00Z", "2026-11-19T16:50:00Z").into();
        desk.others.insert(doc(31), Prepared::of(&other));
    }),
    ("its own earlier state", |desk| drop(desk.others.insert(doc(30), Prepared::of(&desk.note)))),
    ("someone who did not come", |desk| {
        let mut other = clean_note();
        other.switch_service(ServiceType::NoShow);
        desk.others.insert(doc(29), Prepared::of(&other));
    }),
    ("a session that begins when this one ends", |desk| {
        let time = at("2026-11-18T16:50:00Z", "2026-11-18T17:30:00Z");
        desk.sessions.push(Session { span: time.span(), service: ServiceType::Individual });
    }),
    ("the others of one group", |desk| {
        desk.note.switch_service(ServiceType::Group);
        desk.note.set_text("topic", "Hard calls");
        desk.note.set_text("participation", "Spoke early.");
        desk.sessions.push(Session { span: session().span(), service: ServiceType::Group });
    }),
    ("a quarter of an hour", |desk| desk.scheduled = Some(65)),
    ("an exercise of ten minutes within the session", |desk| {
        desk.scheduled = None;
        desk.objective().interventions[0].category = Category::Breathing;
        desk.objective().interventions[0].minutes = Some(10);
    }),
    ("no time planned at all", |desk| {
        desk.scheduled = None;
        desk.plan = None;
    }),
    ("the day of discharge", |desk| desk.discharged = Some(day("2026-11-18"))),
    ("no plan yet", |desk| {
        desk.plan = None;
        desk.note.links.clear();
        desk.note.plan = None;
    }),
    ("a way the client agreed to", |desk| {
        desk.note.attempts = vec![Attempt { method: OutreachMethod::Call, ..Attempt::default() }];
    }),
    ("a required section, which the form tells", crisis),
    ("another version of the plan, with nothing linked", |desk| {
        crisis(desk);
        desk.note.follow(doc(3));
    }),
    ("a note in which nothing stands yet", |desk| {
        desk.note.sections.clear();
    }),
    ("a rule that has no note", |desk| {
        desk.plan.as_mut().unwrap().1.problems[1].status = ProblemStatus::Active;
        desk.note.set_text("plan", "Problem 3 next.");
    }),
];

/// A crisis note without its required actions, linked to nothing.
fn crisis(desk: &mut Desk) {
    desk.note.switch_service(ServiceType::Crisis);
    desk.note.links.clear();
    for id in ["presenting_risk", "notifications", "disposition", "safety_plan"] {
        desk.note.set_text(id, "Told.");
    }
}

#[test]
fn what_only_looks_wrong_is_not_told() {
    for (what, change) in SILENT {
        let mut desk = whole();
        change(&mut desk);
        assert_eq!(desk.told(), [""; 0], "{what}");
    }
}

#[test]
fn the_program_sets_how_much_alike_is_too_much() {
    let mut desk = whole();
    let mut other = desk.note.clone();
    other.set_text("data", LONG.replace("mother about the weekend", "sister about the rent"));
    other.when = at("2026-11-11T16:00:00Z", "2026-11-11T16:50:00Z").into();
    desk.others.insert(doc(29), Prepared::of(&other));
    let mut rules = ThreadRules::standard();
    let lint = |rules: &ThreadRules| desk.lint(rules).len();
    let percent = likeness::percent_like(&desk.note.plain_text(), &other.plain_text());
    rules.rules.get_mut(&Rule::LikeAnEarlierNote).unwrap().percent = u16::from(percent);
    assert_eq!(lint(&rules), 0);
    rules.rules.get_mut(&Rule::LikeAnEarlierNote).unwrap().percent = u16::from(percent) - 1;
    assert_eq!(lint(&rules), 1);
}

#[test]
fn one_list_holds_what_the_form_and_the_thread_found() {
    let mut desk = whole();
    desk.note.set_text("assessment", "");
    desk.note.modality = None;
    let form = desk.note.check_ready(&clock("2026-11-18T18:00:00Z"));
    let all = Finding::join([desk.lint(&ThreadRules::standard()), form]);
    let places: Vec<_> = all.iter().map(|lint| (lint.rule.id(), lint.place.name(), lint.blocks())).collect();
    assert_eq!(places, [("missing", "modality".to_owned(), true), ("empty-section", "section-assessment".to_owned(), false)]);
    let text = serde_json::to_string(&all).unwrap();
    assert!(serde_json::from_str::<Vec<Finding>>(&text).unwrap() == all);
    assert_eq!(format!("{:?}", all[0]), "[sealed]");
}

#[test]
fn a_rule_not_set_is_as_in_the_standard() {
    let none = ThreadRules { rules: BTreeMap::new() };
    for rule in Rule::ALL {
        assert_eq!(none.setting(*rule), ThreadRules::standard().setting(*rule));
    }
}

proptest! {
    #[test]
    fn a_name_is_found_wherever_it_stands(before in "[a-z]{3,8}", after in "[a-z]{3,8}", upper in any::<bool>()) {
        let mut desk = whole();
        let told = if upper { "PEMBERWICK" } else { "pemberwick" };
        desk.note.set_text("plan", format!("{before} {told}, {after}"));
        prop_assert!(desk.told().iter().any(|text| text.ends_with("“Pemberwick” is the name of another client.")));
    }

    #[test]
    fn more_alike_than_says_what_percent_like_says(a in "([a-d]{1,3} ){0,40}", b in "([a-d]{1,3} ){0,40}", percent in 0u8..=100) {
        let (first, second) = (likeness::Shingles::of(&a), likeness::Shingles::of(&b));
        let like = first.percent_like(&second);
        prop_assert_eq!(first.more_alike_than(&second, percent), (like > percent).then_some(like));
        prop_assert_eq!(second.more_alike_than(&first, percent), (like > percent).then_some(like));
    }
}
