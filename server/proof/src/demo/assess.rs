//! From a row of lives to the entry assessment and the diagnoses.

use super::{
    calendar::day,
    cast::Client,
    life::{Life, Use, maintenance},
    theme::{Theme, matter},
    words::fill,
};
use chrono::{Days, NaiveDate};
use clinical::{
    AuthorLine, Edition, LevelOfCare, Participant,
    assessment::{
        Answer, Area, Assessment, AssessmentFinding, Deferral, DimensionRating, EarlierTreatment, FindingId, Living,
        SubstanceUse, WithdrawalDecision, WithdrawalRisk,
    },
    diagnosis::{Coded, Condition, ConditionStatus, Criterion, Diagnosed, Diagnosis, Disorder, Met, Substance},
};
use keeper::protocol::ThreadView;
use record::{DocId, Time};

/// The name of a client's finding.
pub(super) fn finding(number: usize, what: &str) -> Option<FindingId> {
    FindingId::new(format!("finding-{number}-{what}")).ok()
}

/// The name under which the finding of a theme goes.
pub(super) fn theme_word(theme: Theme) -> &'static str {
    matter(theme).map_or("other", |matter| matter.area.id())
}

/// The problems of a plan: use first, then what the row names.
pub(super) fn themes(life: &Life) -> Vec<Theme> {
    let first = life.uses.first().map(Theme::of);
    first.into_iter().chain(life.themes.iter().copied()).collect()
}

/// Whether the assessment names what comes before use as a finding of its own: where there is not much else.
pub(super) fn names_triggers(life: &Life) -> bool {
    themes(life).len() < 3
}

fn ago(on: NaiveDate, days: u64) -> NaiveDate {
    on.checked_sub_days(Days::new(days)).unwrap_or(on)
}

/// The assessment, as `by` signs it at `at`.
pub(super) fn assessment(number: usize, client: &Client, life: &Life, by: &AuthorLine, at: Time) -> Assessment {
    let on = day(at);
    let mut assessment = Assessment {
        date: Some(on),
        informants: if number.is_multiple_of(3) {
            vec![Participant { name: fill("{p}", client), relation: "asked with consent".to_owned() }]
        } else {
            Vec::new()
        },
        reason: life.reason.to_owned(),
        referred_by: life.referred.to_owned(),
        substances: life.uses.iter().map(|used| substance(used, on)).collect(),
        earlier_treatments: earlier(number, life),
        withdrawal: withdrawal(client, life, by, on),
        medical: life.medical.into(),
        psychiatric: life.psychiatric.into(),
        trauma: life.trauma.into(),
        family: life.family.into(),
        living: Living {
            housing: life.housing.to_owned(),
            with_whom: life.housing.split_once(", ").map_or("See above", |(_, whom)| whom).to_owned(),
            use_in_home: if number % 4 == 1 {
                Answer::Told("Not by the others; bottles of guests".to_owned())
            } else {
                Answer::Nothing
            },
            safety: if number % 9 == 5 { Answer::Declined } else { Answer::Nothing },
            triggers: Answer::Told(fill("{s}", client)),
            support: fill("{p}", client),
        },
        work: life.work.into(),
        legal: life.legal.into(),
        strengths: vec![fill("{h}", client), fill("{p} stands by", client)],
        goals: vec![fill("“I want to {i}.”", client)],
        edition: Edition::Fourth,
        ratings: ratings(client, life),
        findings: Vec::new(),
        deferrals: Vec::new(),
        ..Assessment::default()
    };
    findings(&mut assessment, number, client, life, on);
    assessment.level = assessment.suggestion().to_decision();
    assessment.level.chosen = LevelOfCare::find(Edition::Fourth, client.level);
    let why = if assessment.level.differs() {
        "{m} is given in the same house; counseling once a week is what {n} asked for and can keep."
    } else if client.level == "2.1" {
        "One hour a week would be too little against {s}; {n} can manage several evenings, and nothing asks for a bed."
    } else {
        "One hour a week is enough while {p} helps; to be looked at again should use come back with {s}."
    };
    assessment.level.reason = fill(why, client);
    assessment
}

fn substance(used: &Use, entry: NaiveDate) -> SubstanceUse {
    let often = match used.days {
        0 => "not in the last month; before that nearly every day",
        1..=12 => "on some days, in runs",
        13..=22 => "every second day or more",
        _ => "nearly every day",
    };
    SubstanceUse {
        substance: Some(used.substance),
        name: used.name.to_owned(),
        routes: vec![used.route],
        amount: used.amount.to_owned(),
        frequency: often.to_owned(),
        days_of_30: Some(used.days),
        last_use: Some(ago(entry, u64::from(used.ago))),
        first_use_age: Some(used.since),
        remarks: String::new(),
    }
}

fn earlier(number: usize, life: &Life) -> Vec<EarlierTreatment> {
    let one = |what: &str, when: &str, outcome: &str, helped: &str| EarlierTreatment {
        what: what.to_owned(),
        place: String::new(),
        when: when.to_owned(),
        outcome: outcome.to_owned(),
        helped: helped.to_owned(),
    };
    match number % 4 {
        _ if life.quiet() => {
            vec![one("Medication", "this year, two months", "Transferred here", "The medicine, and being asked every day")]
        }
        0 => vec![one("Outpatient", "three years ago, four months", "Moved away", "The morning group")],
        2 => vec![one(
            "Withdrawal management",
            "two years ago, six days",
            "Completed; nothing was arranged for after",
            "The night nurse",
        )],
        _ => Vec::new(),
    }
}

fn withdrawal(client: &Client, life: &Life, by: &AuthorLine, on: NaiveDate) -> WithdrawalRisk {
    let named: Vec<&str> = life.uses.iter().map(|used| used.name).collect();
    let last = life.uses.iter().map(|used| used.ago).min().unwrap_or_default();
    let harmful = life.uses.iter().any(|used| used.substance.withdrawal_can_harm());
    let has = |wanted: Substance| life.uses.iter().any(|used| used.substance == wanted);
    let (decision, reason, scale) = match () {
        () if life.quiet() => {
            (WithdrawalDecision::NotNeeded, "No use for more than a month, steady on the medicine.", "no scale")
        }
        () if has(Substance::Sedative) => (
            WithdrawalDecision::MedicalOpinion,
            "Sedatives must not be stopped at once; seen by Dr Marsh the same day.",
            "COWS 9, no tremor",
        ),
        () if has(Substance::Opioid) => {
            (WithdrawalDecision::MedicalOpinion, "Seen by Dr Marsh the same day; medicine begun or continued.", "COWS 7")
        }
        () if has(Substance::Alcohol) => (
            WithdrawalDecision::Watch,
            "No sign of withdrawal today; looked at again at every session of the first week, and told when to call.",
            "CIWA-Ar 4",
        ),
        () => {
            (WithdrawalDecision::NotNeeded, "Nothing whose sudden stop is dangerous; low mood and sleep are watched.", "no scale")
        }
    };
    WithdrawalRisk {
        considered: format!(
            "{}; last use {}; {scale}.",
            capital(&named.join(", ")),
            if last == 1 { "yesterday".to_owned() } else { format!("{last} days ago") }
        ),
        history: if harmful {
            Answer::Told("No seizure, no delirium; sweating and poor sleep before.".to_owned())
        } else {
            Answer::Nothing
        },
        by: if client.medicine.is_empty() { by.text() } else { "Odile Marsh, MD".to_owned() },
        on: Some(on),
        decision: Some(decision),
        reason: reason.to_owned(),
    }
}

fn ratings(client: &Client, life: &Life) -> Vec<DimensionRating> {
    let rating = |dimension: u8, rating: &str, why: &str| DimensionRating {
        dimension,
        rating: rating.to_owned(),
        rationale: fill(why, client),
    };
    let medical = !client.medicine.is_empty();
    let body = life.themes.iter().any(|theme| matches!(theme, Theme::Pain | Theme::Sleep));
    let first = match (medical, life.quiet()) {
        (true, true) => rating(1, "1.7", "Steady on {m}, which continues."),
        (true, false) => rating(
            1,
            if client.level == "2.1" { "1.7" } else { "1.5" },
            "{m} with visits once a month; no withdrawal that needs a bed.",
        ),
        (false, _) => rating(1, "ANY", "No medicine wished or needed at present; no withdrawal."),
    };
    vec![
        first,
        if body {
            rating(2, "1.5", "Asks for care beside counseling, none of it urgent.")
        } else {
            rating(2, "0", "Nothing that changes the level.")
        },
        if life.beside.is_some() {
            rating(3, "1.5", "A condition beside use, treated here; no danger to self or others now.")
        } else {
            rating(3, "ANY", "Shame and strain, no condition of its own.")
        },
        rating(4, client.level, "Risk is highest with {s}; without support on those days use returns."),
        rating(5, if client.level == "2.1" { "2.1" } else { "ANY" }, "{p} helps; {s} remains."),
        rating(6, "", "Wants to {g}; prefers plain words and fixed hours."),
    ]
}

fn findings(assessment: &mut Assessment, number: usize, client: &Client, life: &Life, on: NaiveDate) {
    let mut found = |word: &str, area: Area, text: String| {
        assessment.findings.extend(finding(number, word).map(|id| AssessmentFinding { id, area, text }));
    };
    for theme in themes(life) {
        if let Some(matter) = matter(theme) {
            found(theme_word(theme), matter.area, fill(matter.found, client));
        }
    }
    if let Some((code, rests_on)) = life.beside {
        found(
            "beside",
            Area::Psychiatric,
            format!("{code} to be looked at: {}", rests_on.split([';', ':']).next().unwrap_or(rests_on)),
        );
    }
    if names_triggers(life) {
        found("triggers", Area::Support, fill("Use follows {s}; {p} is the one who is told", client));
    }
    if let Some((text, reason)) = life.later {
        found("later", Area::Other, text.to_owned());
        let until = number.is_multiple_of(2).then(|| on + Days::new(120));
        let deferral = |finding| Deferral { finding, reason: reason.to_owned(), until };
        assessment.deferrals.extend(finding(number, "later").map(deferral));
    }
}

/// In which order criteria come to someone, as the demo has it.
const ORDER: [Criterion; 11] = [
    Criterion::LargerOrLonger,
    Criterion::Craving,
    Criterion::CutDown,
    Criterion::SocialProblems,
    Criterion::RoleFailure,
    Criterion::TimeSpent,
    Criterion::UseDespiteHarm,
    Criterion::Tolerance,
    Criterion::Withdrawal,
    Criterion::ActivitiesGivenUp,
    Criterion::HazardousUse,
];

/// How many criteria come back with a return to use that is more than a slip.
const MET_AGAIN: usize = 4;

/// The diagnoses at entry, provisional, as `by` has them.
pub(super) fn conditions(client: &Client, life: &Life, by: &AuthorLine, at: Time) -> Vec<Condition> {
    let on = day(at);
    let disorder = |used: &Use| {
        let mut disorder = Disorder::new(used.substance);
        disorder.named = used.name.to_owned();
        disorder.last_use = Some(ago(on, u64::from(used.ago) + 1));
        // Told as one looks back: each on its day, the last ones close to the last use.
        disorder.met = (0_u64..)
            .zip(ORDER.iter().take(used.criteria))
            .map(|(nth, criterion)| Met::new(*criterion, ago(on, u64::from(used.ago) + 3 + nth * 17)))
            .collect();
        let mut condition = condition(Diagnosis::SubstanceUse(disorder), by, on);
        condition.evidence = fill(
            &format!("Told in the first interviews: {}, {}, most with {{s}}. Own account, use diary.", used.name, used.amount),
            client,
        );
        condition.onset = Some(ago(on, 300 + 90 * u64::from(used.since % 7)));
        condition
    };
    let mut all: Vec<Condition> = life.uses.iter().map(disorder).collect();
    if let Some((code, rests_on)) = life.beside
        && let Ok(coded) = Coded::new(code, on)
    {
        let mut beside = condition(Diagnosis::Coded(coded), by, on);
        beside.evidence = rests_on.to_owned();
        all.push(beside);
    }
    all
}

fn condition(diagnosis: Diagnosis, by: &AuthorLine, on: NaiveDate) -> Condition {
    let diagnosed = Diagnosed { by: by.name.clone(), credential: by.credential.clone(), on: Some(on) };
    Condition { diagnosed, ..Condition::new(diagnosis) }
}

/// The same confirmed by someone who may; `reason` is empty for whoever diagnosed at once.
pub(super) fn confirmed(client: &Client, condition: &Condition, by: &AuthorLine, at: Time, reason: &str) -> Condition {
    let mut next = condition.clone();
    next.status = ConditionStatus::Confirmed;
    next.diagnosed = Diagnosed { by: by.name.clone(), credential: by.credential.clone(), on: Some(day(at)) };
    next.reason = fill(reason, client);
    if let Diagnosis::SubstanceUse(disorder) = &mut next.diagnosis {
        disorder.maintenance = maintenance(client, disorder.substance);
    }
    next
}

/// The same after days of use that met criteria again, the last time `on`: remission counts from then.
pub(super) fn met_again(condition: &Condition, on: NaiveDate) -> Condition {
    let mut next = condition.clone();
    next.reason = "The days of use met criteria again; remission counts from the last of them.".to_owned();
    if let Diagnosis::SubstanceUse(disorder) = &mut next.diagnosis {
        disorder.met.extend(ORDER.iter().take(MET_AGAIN).map(|criterion| Met::new(*criterion, on)));
    }
    next
}

/// Which version of a diagnosis is the last one.
pub(super) fn version_of(thread: &ThreadView, doc: DocId) -> u32 {
    let view = thread.conditions.iter().find(|view| view.doc == doc);
    view.and_then(|view| view.last()).map_or(0, |last| last.version)
}

/// The same in remission, where three months are full.
pub(super) fn in_remission(client: &Client, condition: &Condition) -> Condition {
    let mut next = condition.clone();
    next.status = ConditionStatus::InRemission;
    next.reason = fill(
        "Three months are full without a criterion but craving, on {m}; single evenings of use that {n} told met none.",
        client,
    );
    next
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
