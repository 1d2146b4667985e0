//! From a row of lives to the plan: its first version, its second, and what is said under them.

use super::{
    assess::{finding, names_triggers, theme_word, themes},
    calendar::day,
    cast::Client,
    life::Life,
    script::{dice, in_group},
    theme::{Done, Matter, Step, Theme, matter},
    words::fill,
};
use chrono::{Datelike, Days, NaiveDate};
use clinical::{
    AuthorLine, Edition, IdError, LevelOfCare, Participant,
    assessment::DimensionRef,
    diagnosis::{Condition, ConditionId},
    plan::{
        Category, CopingStep, EventKind, Frequency, Goal, Intervention, LineId, Objective, ObjectiveStatus, Period, Plan,
        PlanEvent, PlanReview, Priority, Problem, Support, diff,
    },
};
use record::{DocId, Time};
use std::collections::BTreeMap;

/// How long an outpatient plan runs until it is looked at.
const OUTPATIENT_DAYS: u64 = 75;
/// The same for an intensive one.
const INTENSIVE_DAYS: u64 = 30;

fn review_after(client: &Client) -> Days {
    Days::new(if client.level == "2.1" { INTENSIVE_DAYS } else { OUTPATIENT_DAYS })
}

/// The first version, as `by` signs it at `at`.
///
/// Fails never: every id is made here.
pub(super) fn first(
    number: usize,
    client: &Client,
    life: &Life,
    by: &AuthorLine,
    at: Time,
    conditions: &[(ConditionId, Condition)],
) -> Result<Plan, IdError> {
    let on = day(at);
    let mut problems = Vec::new();
    for (place, matter) in (1_u16..).zip(themes(life).into_iter().filter_map(matter)) {
        problems.push(problem(&Lines { number, client, life, by, on }, place, matter, conditions)?);
    }
    let mut plan = Plan {
        problems,
        level: LevelOfCare::find(Edition::Fourth, client.level),
        weekly_hours: Some(if client.level == "2.1" { 9 } else { 1 }),
        level_reason: fill("As assessed: risk is highest with {s}, and {p} is near on the other days.", client),
        strengths: vec![fill("{h}", client), "Says early what does not work".to_owned()],
        barriers: vec![fill("{s}", client)],
        preferences: preferences(number),
        supports: vec![Support {
            name: fill("{p}", client),
            relation: "named by the client".to_owned(),
            part: fill("Is told early; knows the plan for {s}", client),
        }],
        triggers: vec![
            CopingStep { trigger: fill("{s}", client), coping: fill("Call {p} before it is strong", client) },
            CopingStep { trigger: "An evening with nothing in it".to_owned(), coping: fill("{h}, by the clock", client) },
        ],
        harm_reduction: harm_reduction(client, life),
        risk: "No thoughts of death at signing; asked at every session. Crisis line on the card.".to_owned(),
        medication: !client.medicine.is_empty(),
        measures: if life.beside.is_some() {
            "Scale of the condition every month; BAM every month".to_owned()
        } else {
            "BAM every month".to_owned()
        },
        discharge_criteria: vec![
            fill("Two steps of each problem reached, or let go with a reason; a beginning made to {g}", client),
            "A way back is known and written down".to_owned(),
        ],
        aftercare: fill("Check-ins after one, three and six months; {h} stays in the week", client),
        participants: vec![Participant { name: client.first().to_owned(), relation: "client".to_owned() }],
        review_date: Some(on + review_after(client)),
        ..Plan::default()
    };
    plan.head.date = Some(on);
    plan.head.occasion = "First plan".to_owned();
    Ok(plan)
}

/// What the lines of a plan are made from.
struct Lines<'a> {
    number: usize,
    client: &'a Client,
    life: &'a Life,
    by: &'a AuthorLine,
    on: NaiveDate,
}

fn problem(lines: &Lines<'_>, place: u16, matter: &Matter, conditions: &[(ConditionId, Condition)]) -> Result<Problem, IdError> {
    let Lines { number, client, life, .. } = *lines;
    let mut problem = Problem::new(LineId::new(format!("p{number}-{place}"))?, place, fill(matter.problem, client));
    problem.evidence = if place == 1 {
        fill(&format!("{} {{s}} comes before it most times.", life.reason), client)
    } else {
        format!("{}; told at entry and in the first two sessions.", fill(matter.found, client))
    };
    problem.area = matter.area;
    problem.dimension = Some(DimensionRef { edition: Edition::Fourth, number: matter.dimension });
    problem.priority = if place == 1 { Priority::High } else { Priority::Medium };
    // What is of mind or body goes back to the condition beside use, where there is one; everything else to use itself.
    let mind = matter.theme.is_of_mind_or_body();
    let beside = conditions.iter().filter(|(_, condition)| condition.disorder().is_none());
    let of_use = conditions.iter().filter(|(_, condition)| condition.disorder().is_some());
    let goes_back: Vec<ConditionId> = if mind { beside.map(|(id, _)| *id).collect() } else { Vec::new() };
    problem.conditions = if goes_back.is_empty() { of_use.map(|(id, _)| *id).collect() } else { goes_back };
    let first_of_mind = themes(life).iter().position(|theme| theme.is_of_mind_or_body()).map_or(0, |at| at + 1);
    let mut words = vec![theme_word(matter.theme)];
    if place == 1 && names_triggers(life) {
        words.push("triggers");
    }
    if life.beside.is_some() && usize::from(place) == first_of_mind.max(1) {
        words.push("beside");
    }
    problem.findings = words.into_iter().filter_map(|word| finding(number, word)).collect();
    let mut goal = Goal::new(LineId::new(format!("g{number}-{place}"))?, format!("“{}”", fill(matter.goal, client)));
    goal.outcome = fill(matter.outcome, client);
    goal.target_date = Some(lines.on + Days::new(150));
    for (nth, step) in (1_u16..).zip(matter.steps) {
        goal.objectives.push(objective(lines, place, nth, step)?);
    }
    problem.goals = vec![goal];
    Ok(problem)
}

fn objective(lines: &Lines<'_>, place: u16, nth: u16, step: &Step) -> Result<Objective, IdError> {
    let Lines { number, client, .. } = *lines;
    let mut objective = Objective::new(LineId::new(format!("o{number}-{place}-{nth}"))?, nth, fill(step.what, client));
    objective.criterion = step.seen.to_owned();
    objective.unit = step.unit.to_owned();
    objective.baseline = Some(step.from);
    objective.target = Some(step.to);
    objective.target_date = Some(lines.on + Days::new(step.days + 7 * (number as u64 % 3)));
    objective.domain = step.domain;
    objective.status = ObjectiveStatus::NotStarted;
    // Who takes no medicine has no visits.
    let done = step.done.iter().filter(|done| done.0 != Category::Medication || !client.medicine.is_empty());
    for (at, Done(category, what, times, per, minutes)) in (1..).zip(done) {
        let mut given = Intervention::new(LineId::new(format!("i{number}-{place}-{nth}-{at}"))?, *category, fill(what, client));
        let (provider, role) = provider(*category, lines.by);
        given.provider = provider;
        given.role = role.to_owned();
        given.frequency = Some(Frequency { times: *times, per: *per });
        given.minutes = Some(*minutes);
        given.start = Some(lines.on);
        objective.interventions.push(given);
    }
    // Who comes to the evening group works there on ways of coping.
    if nth == 2 && place == 1 && in_group(number) {
        let mut group = Intervention::new(
            LineId::new(format!("i{number}-{place}-group"))?,
            Category::Group,
            "Evening group: skills for hard hours",
        );
        group.provider = lines.by.name.clone();
        group.role = "facilitator".to_owned();
        group.frequency = Some(Frequency { times: 1, per: Period::Month });
        group.minutes = Some(90);
        objective.interventions.push(group);
    }
    Ok(objective)
}

/// Who gives it, and as what.
fn provider(category: Category, by: &AuthorLine) -> (String, &'static str) {
    if category == Category::Medication {
        ("Odile Marsh".to_owned(), "prescriber")
    } else if matches!(category, Category::Yoga | Category::ArtTherapy | Category::Acupuncture) {
        ("House program".to_owned(), "open to everyone")
    } else if category == Category::MutualHelp {
        ("A group of the client’s choosing".to_owned(), "outside")
    } else {
        (by.name.clone(), "counselor")
    }
}

fn preferences(number: usize) -> Vec<String> {
    let texts = [
        "Fixed hours, the same room",
        "Plain words; no forms in the first ten minutes",
        "Mornings",
        "Examples rather than sheets",
        "To be asked before advice is given",
    ];
    texts.get(number % texts.len()).map(|text| (*text).to_owned()).into_iter().collect()
}

fn harm_reduction(client: &Client, life: &Life) -> Vec<String> {
    let opioids = life.uses.iter().any(|used| Theme::of(used) == Theme::Opioids);
    let first = if opioids {
        "Naloxone at home; {p} knows where"
    } else {
        "If use happens: not alone, not before driving, and told at the next session"
    };
    vec![fill(first, client), fill("{p} may be called at any hour", client)]
}

/// The second version: what was reached, what needs more time, what is new; each with the reason.
///
/// Fails never: every id is made here.
pub(super) fn second(number: usize, client: &Client, base: DocId, before: &Plan, at: Time) -> Result<Plan, IdError> {
    let on = day(at);
    let mut plan = before.revise(base);
    plan.head.date = Some(on);
    plan.head.occasion =
        if number.is_multiple_of(2) { "Review after the first weeks" } else { "Review asked for by the client" }.to_owned();
    plan.review_date = Some(on + review_after(client));
    let mut reasons: BTreeMap<LineId, String> = BTreeMap::new();
    for (place, problem) in plan.problems.iter_mut().enumerate() {
        let title = problem.statement.clone();
        for goal in &mut problem.goals {
            change(number, client, on, (place, &title), goal, &mut reasons)?;
        }
    }
    if number % 3 == 1 {
        plan.preferences.push(fill("{p} comes to every fourth session", client));
    }
    if let Ok(diff) = diff(before, &plan) {
        for line in diff.lines() {
            let told = if line.as_str() == "plan.review" {
                "The next look together, as far ahead as the level of care allows."
            } else {
                "As {n} wished."
            };
            reasons.entry(line.clone()).or_insert_with(|| fill(told, client));
        }
    }
    plan.head.reasons = reasons;
    Ok(plan)
}

fn change(
    number: usize,
    client: &Client,
    on: NaiveDate,
    (place, title): (usize, &str),
    goal: &mut Goal,
    reasons: &mut BTreeMap<LineId, String>,
) -> Result<(), IdError> {
    let mut more = None;
    for (nth, objective) in goal.objectives.iter_mut().enumerate() {
        let reached = nth == 1 && (place + number) % 2 == 1;
        let because = if reached {
            objective.status = ObjectiveStatus::Achieved;
            "Reached: {n} does it without being asked; what follows builds on it."
        } else if nth == 0 || objective.target_date.is_none_or(|target| target <= on) {
            objective.status = if nth == 0 { ObjectiveStatus::Improving } else { ObjectiveStatus::InProgress };
            objective.target_date = Some(on + Days::new(49));
            [
                "Half way there; {n} wanted more time rather than a smaller step.",
                "Goes well, slower than hoped; the new date is {n}’s own.",
                "The week of {s} cost time; nothing else needs to change.",
            ]
            .get(dice(number, place, 3))
            .copied()
            .unwrap_or_default()
        } else {
            continue;
        };
        reasons.insert(objective.id.clone(), fill(because, client));
        if reached {
            let mut next = Objective::new(
                LineId::new(format!("o{number}-{}-3", place + 1))?,
                3,
                fill("Keep what was reached, and show someone else how", client),
            );
            next.criterion = fill("Still so at two reviews; {p} could say how", client);
            next.unit = "weeks".to_owned();
            next.baseline = Some(0);
            next.target = Some(8);
            next.target_date = Some(on + Days::new(70));
            next.domain = objective.domain;
            let mut given = Intervention::new(
                LineId::new(format!("i{number}-{}-3-1", place + 1))?,
                Category::Individual,
                "Look back once a month: what holds it",
            );
            given.provider = objective.interventions.first().map(|one| one.provider.clone()).unwrap_or_default();
            given.role = "counselor".to_owned();
            given.frequency = Some(Frequency { times: 1, per: Period::Month });
            given.minutes = Some(20);
            given.start = Some(on);
            for id in [&next.id, &given.id] {
                reasons.insert(id.clone(), format!("Follows what was reached under “{title}”."));
            }
            next.interventions.push(given);
            more = Some(next);
        }
    }
    goal.objectives.extend(more);
    Ok(())
}

/// What some of the cast told at a review, before anything was decided about it.
pub(super) fn happened(number: usize, at: Time) -> Option<PlanEvent> {
    let (kind, days, words) = match number % 8 {
        1 => (EventKind::LossOfSupport, 6, "The cousin who drove to sessions has moved away."),
        4 => (EventKind::Hospital, 9, "Two nights for a kidney infection; medicine was given there without a gap."),
        6 => (EventKind::LossOfJob, 4, "The night shift was closed; papers for benefits are handed in."),
        _ => return None,
    };
    Some(PlanEvent { kind, on: Some(day(at) - Days::new(days)), words: words.to_owned() })
}

/// "Reviewed, no change."
pub(super) fn review(number: usize, client: &Client, at: Time) -> PlanReview {
    let on = day(at);
    let month = on.month() as usize;
    let reasons = [
        "{n} and I went through every line; the steps fit, and the order as well.",
        "Progress is as planned. {n} wants to go on like this until the next look.",
        "A quiet month; nothing to change while {s} is still ahead.",
        "{n} asked to leave it as it is: “it has begun to work.”",
    ];
    PlanReview {
        on: Some(on),
        next_review: Some(on + review_after(client)),
        reason: fill(reasons.get((number + month) % reasons.len()).copied().unwrap_or_default(), client),
        with_client: number % 5 != 4,
        answers: Vec::new(),
    }
}
