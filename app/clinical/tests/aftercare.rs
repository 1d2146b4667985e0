//! The continuing-care plan and check-ins. What has to hold comes from clinical reference 13.

use crate::{
    chart::{folded, plan_of},
    episodes::{full_discharge, full_event},
    made::{day, full_profile},
    plan::made::doc,
    return_events::full_return,
};
use clinical::{
    AuthorLine, Body, Discharge, EpisodeEvent, Finding, Kind, OutreachMethod, Settings, Wrong, aftercare::*, measure::Language,
};
use record::DocId;
use std::collections::BTreeSet;

/// Something in every field.
pub fn full_continuing_care() -> ContinuingCare {
    let support = |name: &str, about: &str, reach: &str| Support { name: name.into(), about: about.into(), reach: reach.into() };
    ContinuingCare {
        author: Some(AuthorLine { name: "Ines Quill".into(), credential: "CADC".into() }),
        on: Some(day("2026-11-18")),
        last_day: Some(day("2026-11-20")),
        why: "“To be home when the girls come in from school.”".into(),
        early_signs: vec!["I stop cooking and eat standing up.".into()],
        strong_signs: vec!["I drive home the long way.".into()],
        coping: vec!["Call someone before I do anything else.".into(), "Wait 20 minutes and move.".into()],
        if_use: "I stop where I am and call Teo the same day.".into(),
        people: vec![support("Teo", "sponsor, day or night", "555-0117")],
        groups: vec![support("Thursday group", "7:00 PM, St. Brendan’s hall", "just show up")],
        housing: "With her sister until spring.".into(),
        daily_life: "Back at the bakery, four mornings.".into(),
        strengths: "Cooks for five; knows whom to call.".into(),
        appointments: vec![Appointment {
            on: Some(day("2026-11-23")),
            time: "4:30 PM".into(),
            with: "Ines Quill, counselor".into(),
            place: "14 Harbor Row".into(),
        }],
        medications: vec![MedicationHandOver {
            name: "Naltrexone shot".into(),
            how: "once a month".into(),
            next_on: Some(day("2026-12-08")),
            prescriber: "Dr. Odile Marsh".into(),
            note: "Blocks opioid pain medicine: tell every doctor.".into(),
        }],
        naloxone: Naloxone::Given,
        naloxone_words: "One in the kitchen drawer. Use by June 2028.".into(),
        consent: Consent::Agrees,
        check_ins: BTreeSet::from(CHECK_IN_DAYS),
        way: OutreachMethod::Call,
        message: "Hi, this is Ines. Please call me at 555-0100.".into(),
        come_back: "Ask for Ines.".into(),
        left_out: BTreeSet::from([CopyPart::Strengths]),
        copy: CopyGiven::Paper,
        language: Language::Es,
    }
}

/// Something in every field.
pub fn full_check_in() -> CheckIn {
    CheckIn {
        author: Some(AuthorLine { name: "Ines Quill".into(), credential: "CADC".into() }),
        discharge: Some(doc(20)),
        due: Some(7),
        on: Some(day("2026-11-27")),
        outcome: CheckInOutcome::Reached,
        missed_reason: "She called back an hour later.".into(),
        way: OutreachMethod::Call,
        message: "Hi, this is Ines.".into(),
        wellbeing: Wellbeing::UpAndDown,
        used: UseSince::NoUse,
        words: "“The holiday was long.”".into(),
        needs: "A ride on Thursdays.".into(),
        wish: Wish::Talk,
        next: "Ada drives; talk again on Monday.".into(),
    }
}

fn found(findings: &[Finding], blocks: bool) -> Vec<(String, Wrong)> {
    findings.iter().filter(|one| one.blocks() == blocks).map(|one| (one.place.name(), one.wrong().unwrap())).collect()
}

fn one(place: &str, wrong: Wrong) -> Vec<(String, Wrong)> {
    vec![(place.to_owned(), wrong)]
}

/// A field, what is wrong there, whether it stops the signature, and the change that makes it so.
type Row<T> = (&'static str, Wrong, bool, fn(&mut T));

#[test]
fn a_full_plan_can_be_signed_and_an_empty_one_with_its_day_too() {
    let profile = full_profile();
    assert_eq!(full_continuing_care().check_in(Some(&profile), day("2026-11-18")), []);
    let sparse = ContinuingCare { on: Some(day("2026-11-18")), ..ContinuingCare::default() };
    let all = sparse.check_in(Some(&profile), day("2026-11-18"));
    assert_eq!(found(&all, true), []);
    let warned: Vec<String> = found(&all, false).into_iter().map(|(place, _)| place).collect();
    let expected = ["consent", "naloxone", "early-signs", "coping", "appointments"];
    assert_eq!(warned, expected.map(|field| format!("continuing-{field}")));
}

#[test]
fn what_a_plan_lacks_or_says_wrongly_is_told_beside_its_field() {
    let table: Vec<Row<ContinuingCare>> = vec![
        ("continuing-on", Wrong::Missing, true, |plan| plan.on = None),
        ("continuing-on", Wrong::InFuture, true, |plan| {
            plan.on = Some(day("2026-11-19"));
            plan.last_day = None;
        }),
        ("continuing-last-day", Wrong::LastDayPassed, false, |plan| {
            plan.last_day = Some(day("2026-11-17"));
        }),
        ("person-1-name", Wrong::Missing, true, |plan| plan.people[0].name.clear()),
        ("group-1-name", Wrong::Missing, true, |plan| plan.groups[0].name.clear()),
        ("appointment-1-with", Wrong::Missing, true, |plan| plan.appointments[0].with.clear()),
        ("medication-1-name", Wrong::Missing, true, |plan| plan.medications[0].name.clear()),
        ("medication-1-prescriber", Wrong::Missing, false, |plan| plan.medications[0].prescriber.clear()),
        ("continuing-way", Wrong::WayNotAgreed, false, |plan| plan.way = OutreachMethod::Voicemail),
        ("continuing-message", Wrong::TellsOfTreatment, true, |plan| plan.message = "Your counselor called.".into()),
        ("continuing-appointments", Wrong::NoEarlyAppointment, false, |plan| plan.appointments[0].on = Some(day("2026-11-28"))),
        ("continuing-why", Wrong::TooLong { max: 2_000 }, true, |plan| plan.why = "x".repeat(2_001)),
    ];
    for (place, wrong, blocks, damage) in table {
        let mut plan = full_continuing_care();
        damage(&mut plan);
        let all = plan.check_in(Some(&full_profile()), day("2026-11-18"));
        assert_eq!(found(&all, blocks), one(place, wrong));
        assert_eq!(found(&all, !blocks), [], "{place}");
    }
    let on_the_seventh_day = ContinuingCare {
        appointments: vec![Appointment { on: Some(day("2026-11-27")), ..full_continuing_care().appointments[0].clone() }],
        ..full_continuing_care()
    };
    assert_eq!(on_the_seventh_day.check_in(Some(&full_profile()), day("2026-11-18")), []);
}

#[test]
fn no_message_says_a_word_about_treatment() {
    let program = full_profile().program;
    let tells = |message: &str| !treatment_words(message, &[program.as_str()]).is_empty();
    for message in [
        "Please call your counselor.",
        "Calling about your recovery",
        "How is SOBRIETY going?",
        "It is time for your methadone dose",
        "We miss you in IOP",
        "Your discharge papers",
        "Su tratamiento",
        "¿Cómo va su recuperación?",
        "Sobre la recaída de ayer",
        "This is Harbor Row Evening, please call",
        "Detoxification follow-up",
    ] {
        assert!(tells(message), "{message}");
    }
    for message in [
        "",
        "Hi, this is Ines. Please call me at 555-0100.",
        "Hola, soy Inés. Llámeme al 555-0100, por favor.",
        "I am in the suds and will call back", // "sud" is a word of its own, not the beginning of others
        "The harbor at Row Street",
    ] {
        assert!(!tells(message), "{message}: {:?}", treatment_words(message, &[program.as_str()]));
    }
    assert_eq!(treatment_words("Rehab, REHAB and a counselor", &[]), ["Rehab", "counselor"]);
}

/// Days after a discharge on 20 November 2026, by the calendar.
const DAYS: [(u16, &str); 6] =
    [(1, "2026-11-21"), (7, "2026-11-27"), (30, "2026-12-20"), (90, "2027-02-18"), (180, "2027-05-19"), (365, "2027-11-20")];

fn states(plan: Option<&ContinuingCare>, made: &[CheckIn], today: &str) -> String {
    let made: Vec<(DocId, &CheckIn)> = (30..).map(DocId::from_u128).zip(made).collect();
    let all = check_ins(doc(20), day("2026-11-20"), plan, &made, day(today));
    let word = |one: &CheckInDue| match one.state {
        CheckInState::Made(_) => "made",
        CheckInState::Missed(_) => "missed",
        CheckInState::Due if one.is_overdue(day(today)) => "overdue",
        CheckInState::Due => "due",
        CheckInState::Coming => "coming",
    };
    all.iter().map(|one| format!("{} {}", one.days, word(one))).collect::<Vec<_>>().join(", ")
}

#[test]
fn check_ins_are_due_on_the_days_of_the_calendar() {
    let all = check_ins(doc(20), day("2026-11-20"), None, &[], day("2026-11-20"));
    assert_eq!(all.iter().map(|one| (one.days, one.on.to_string())).collect::<Vec<_>>(), DAYS.map(|(n, on)| (n, on.to_owned())));
    assert_eq!(full_continuing_care().check_in_days(day("2026-11-20")), DAYS.map(|(_, on)| day(on)));
    let leap = check_ins(doc(20), day("2028-02-28"), None, &[], day("2028-02-28"));
    assert_eq!(leap[0].on, day("2028-02-29"));
    assert_eq!(leap[5].on, day("2029-02-27"), "365 days, not a year");
}

#[test]
fn where_each_check_in_stands_is_the_golden_table() {
    let made = |due: u16| CheckIn { due: Some(due), ..full_check_in() };
    let missed = |due: u16| CheckIn { outcome: CheckInOutcome::NotReached, ..made(due) };
    let no_more = CheckIn { outcome: CheckInOutcome::Declined, ..made(7) };
    let few = ContinuingCare { check_ins: BTreeSet::from([7, 90]), ..full_continuing_care() };
    let none = ContinuingCare { consent: Consent::Declines, ..full_continuing_care() };
    let unplanned = CheckIn { due: None, ..full_check_in() };
    let of_another = CheckIn { discharge: Some(doc(21)), ..made(1) };
    let rest = "30 coming, 90 coming, 180 coming, 365 coming";
    let table: Vec<(Option<&ContinuingCare>, Vec<CheckIn>, &str, String)> = vec![
        (None, vec![], "2026-11-20", format!("1 coming, 7 coming, {rest}")),
        (None, vec![], "2026-11-21", format!("1 due, 7 coming, {rest}")),
        (None, vec![], "2026-11-22", format!("1 overdue, 7 coming, {rest}")),
        (None, vec![made(1)], "2026-11-27", format!("1 made, 7 due, {rest}")),
        (None, vec![missed(1)], "2026-11-28", format!("1 missed, 7 overdue, {rest}")),
        (None, vec![missed(1), made(1)], "2026-11-22", format!("1 made, 7 coming, {rest}")),
        (None, vec![unplanned, of_another], "2026-11-21", format!("1 due, 7 coming, {rest}")),
        (Some(&few), vec![], "2026-11-27", "7 due, 90 coming".to_owned()),
        (Some(&none), vec![], "2026-11-27", String::new()),
        (Some(&none), vec![made(1)], "2026-11-27", "1 made".to_owned()),
        (None, vec![made(1), no_more], "2026-12-20", "1 made, 7 made".to_owned()),
    ];
    for (plan, made, today, expected) in table {
        assert_eq!(states(plan, &made, today), expected, "{today}");
    }
}

#[test]
fn a_check_in_follows_a_discharge_and_a_missed_one_says_why() {
    let discharge = full_discharge();
    let discharges: Vec<(DocId, &Discharge)> = vec![(doc(20), &discharge)];
    let table: Vec<Row<CheckIn>> = vec![
        ("check-in-on", Wrong::Missing, true, |one| one.on = None),
        ("check-in-on", Wrong::InFuture, true, |one| one.on = Some(day("2026-11-29"))),
        ("check-in-on", Wrong::NotAfterDischarge, true, |one| one.on = Some(day("2026-11-19"))),
        ("check-in-on", Wrong::NotAfterDischarge, true, |one| one.discharge = Some(doc(99))),
        ("check-in-missed-reason", Wrong::MissedWithoutReason, true, |one| {
            (one.outcome, one.wellbeing) = (CheckInOutcome::NotReached, Wellbeing::NotAsked);
            one.words.clear();
            one.missed_reason = " ".into();
        }),
        ("check-in-outcome", Wrong::MissedWithWords, true, |one| one.outcome = CheckInOutcome::NotMade),
        ("check-in-next", Wrong::RiskWithoutAction, true, |one| {
            one.wellbeing = Wellbeing::Danger;
            one.next.clear();
        }),
        ("check-in-wellbeing", Wrong::NotAsked, false, |one| one.wellbeing = Wellbeing::NotAsked),
        ("check-in-way", Wrong::WayNotAgreed, false, |one| one.way = OutreachMethod::Email),
        ("check-in-message", Wrong::ToldOfTreatment, false, |one| one.message = "Your rehab called.".into()),
        ("check-in-message", Wrong::Missing, false, |one| {
            one.way = OutreachMethod::Text;
            one.message.clear();
        }),
    ];
    for (place, wrong, blocks, damage) in table {
        let mut check_in = full_check_in();
        damage(&mut check_in);
        let all = check_in.check_in(&discharges, Some(&full_profile()), day("2026-11-28"));
        assert_eq!(found(&all, blocks), one(place, wrong));
        assert_eq!(found(&all, !blocks), [], "{place}");
    }
    assert_eq!(full_check_in().check_in(&discharges, Some(&full_profile()), day("2026-11-28")), []);
}

#[test]
fn check_ins_are_on_the_list_of_what_is_due_until_the_client_is_back() {
    let discharge = Discharge { on: Some(day("2026-11-20")), ..full_discharge() };
    let mut documents: Vec<(DocId, Body)> = vec![(doc(15), full_continuing_care().into()), (doc(20), discharge.into())];
    let owed = |today: &str, documents: &[(DocId, Body)]| {
        let owed = folded(today, documents.to_vec()).aftercare_owed();
        owed.into_iter().map(|one| (one.kind, one.sentence, one.overdue)).collect::<Vec<_>>()
    };
    assert_eq!(owed("2026-11-20", &documents), []);
    let first = (Kind::CheckIn, "Check-in 1 day after discharge due Sat, Nov 21, 2026.".to_owned(), false);
    assert_eq!(owed("2026-11-21", &documents), [first]);
    documents.push((doc(30), CheckIn { due: Some(1), ..full_check_in() }.into()));
    let second = (Kind::CheckIn, "Check-in 7 days after discharge was due Fri, Nov 27, 2026.".to_owned(), true);
    assert_eq!(owed("2026-11-28", &documents), [second]);
    documents.push((doc(31), EpisodeEvent { on: Some(day("2026-11-28")), ..full_event() }.into()));
    assert_eq!(owed("2026-12-24", &documents), [], "whoever is back is not asked how they are outside");
    let chart = folded("2026-12-24", documents);
    let first = chart.episodes.iter().next().unwrap();
    assert_eq!(chart.check_ins(first).len(), 1, "what was made stays");
}

#[test]
fn a_plan_that_ended_asks_for_its_discharge() {
    let mut plan = plan_of("2026-11-19");
    plan.head.ending = Some(clinical::plan::Ending::Completed);
    let documents: Vec<(DocId, Body)> = vec![(doc(12), plan.into())];
    let owed = folded("2026-11-20", documents.clone()).aftercare_owed();
    assert_eq!(owed.iter().map(|one| (one.kind, one.on)).collect::<Vec<_>>(), [(Kind::Discharge, day("2026-11-19"))]);
    let signed = [documents, vec![(doc(20), full_discharge().into())]].concat();
    assert!(folded("2026-11-20", signed).aftercare_owed().is_empty());
}

#[test]
fn a_new_plan_begins_with_what_the_chart_knows_and_the_next_with_the_last() {
    let documents: Vec<(DocId, Body)> = vec![(doc(12), plan_of("2026-10-06").into()), (doc(16), full_return().into())];
    let begun = folded("2026-11-18", documents.clone()).begin_continuing_care();
    let plan = plan_of("2026-10-06");
    assert_eq!(begun.on, Some(day("2026-11-18")));
    assert_eq!(begun.why, plan.problems[0].goals[0].words.trim());
    assert_eq!(
        begun.people.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(),
        plan.supports.iter().map(|one| one.name.trim()).collect::<Vec<_>>()
    );
    assert!(begun.early_signs.contains(&"Slept or ate poorly".to_owned()), "an emotional sign comes early");
    assert!(begun.strong_signs.contains(&"A call from her mother".to_owned()), "her trigger");
    assert!(begun.coping.contains(&"Call Ada first".to_owned()), "her way of coping with it");
    assert_eq!(begun.consent, Consent::NotAsked, "contact afterwards has to be asked for");
    let again = [documents, vec![(doc(15), full_continuing_care().into())]].concat();
    let next = folded("2026-11-19", again).begin_continuing_care();
    assert!(next == ContinuingCare { author: None, on: Some(day("2026-11-19")), ..full_continuing_care() });
}

#[test]
fn the_clients_copy_leaves_out_what_the_client_chose_and_what_is_empty() {
    let plan = full_continuing_care();
    let shown: Vec<CopyPart> = CopyPart::ALL.iter().copied().filter(|part| plan.shows(*part)).collect();
    assert_eq!(shown.len(), CopyPart::ALL.len() - 1, "she left out what she can build on");
    assert!(!plan.shows(CopyPart::Strengths) && plan.has(CopyPart::Strengths));
    assert!(CopyPart::ALL.iter().all(|part| !ContinuingCare::default().has(*part) || *part == CopyPart::CheckIns));
    let declined = ContinuingCare { consent: Consent::Declines, ..plan };
    assert!(!declined.has(CopyPart::CheckIns));
}

#[test]
fn spanish_is_only_what_the_program_wrote() {
    let mut own = OwnSentences::default();
    assert_eq!(own.text(CopySentence::Title, Language::Es), ("My plan for staying well", Language::En));
    let sentence = |english: &str, spanish: &str| OwnSentence { english: english.into(), spanish: spanish.into() };
    own.set(CopySentence::Title, sentence("", "Mi plan para estar bien"));
    own.set(CopySentence::ComeBack, sentence("Call 555-0100.", " "));
    assert_eq!(own.text(CopySentence::Title, Language::Es), ("Mi plan para estar bien", Language::Es));
    assert_eq!(own.text(CopySentence::Title, Language::En), ("My plan for staying well", Language::En));
    assert_eq!(own.text(CopySentence::ComeBack, Language::Es), ("Call 555-0100.", Language::En));
    assert!(own.has_spanish());
    own.set(CopySentence::Title, sentence(" ", ""));
    assert!(!own.has_spanish() && own.0.len() == 1);
    let (before, mut after) = (Settings::standard(), Settings::standard());
    after.copy = own;
    let told = after.changes(&before);
    assert_eq!(told, ["Client’s copy, “Call or walk in”, English: “Call 555-0100.”; was: “”."]);
    let kept = serde_json::to_value(&after).unwrap();
    assert_eq!(serde_json::from_value::<Settings>(kept).unwrap(), after);
    assert!(serde_json::to_value(Settings::standard()).unwrap().get("copy").is_none(), "as earlier versions wrote it");
}
