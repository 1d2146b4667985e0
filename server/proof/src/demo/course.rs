//! How objectives go from note to note: which a session worked on, where they stand, and a few words.

use super::{
    assess::themes,
    cast::Client,
    life::Life,
    script::dice,
    theme::{Step, matter},
    words::fill,
};
use clinical::{
    Link, ServiceType,
    plan::{Category, LineId, Objective, ObjectiveStatus, Plan},
};
use record::DocId;
use std::collections::BTreeMap;

use ObjectiveStatus::{Achieved, Discontinued, Improving, InProgress, NoChange, NotAchieved, NotStarted, Revised, Worsening};

/// How someone may go along: what is said each time, and how much of the way is done then, in percent.
static ARCS: [[(ObjectiveStatus, i32); 7]; 3] = [
    [(InProgress, 10), (InProgress, 25), (Improving, 40), (Improving, 55), (Improving, 70), (Improving, 85), (Improving, 90)],
    [(InProgress, 15), (NoChange, 15), (Improving, 45), (Worsening, 25), (InProgress, 40), (Improving, 60), (Improving, 75)],
    [(NotStarted, 0), (InProgress, 10), (NoChange, 10), (NoChange, 15), (InProgress, 25), (Improving, 40), (Improving, 50)],
];

/// What was said so far in a chart.
#[derive(Default)]
pub(super) struct Course {
    said: BTreeMap<LineId, (usize, ObjectiveStatus)>,
    notes: usize,
}

/// Which interventions belong into a service.
const fn belongs(category: Category, service: ServiceType) -> bool {
    match service {
        ServiceType::Group => {
            matches!(category, Category::Group | Category::Breathing | Category::Mindfulness | Category::SeekingSupport)
        }
        ServiceType::Family => matches!(category, Category::Family | Category::Communication | Category::SeekingSupport),
        ServiceType::CaseManagement => matches!(category, Category::CaseManagement | Category::Vocational | Category::Budgeting),
        ServiceType::Medication => matches!(category, Category::Medication),
        ServiceType::Individual => {
            !matches!(category, Category::Group | Category::Family | Category::Medication | Category::MutualHelp)
        }
        ServiceType::Crisis | ServiceType::Intervention | ServiceType::Collateral | ServiceType::NoShow => false,
    }
}

/// The hand-written words of an objective; `None` for one that came with the second version.
fn step(life: &Life, objective: &LineId) -> Option<&'static Step> {
    let mut parts = objective.as_str().rsplit('-').map_while(|part| part.parse::<usize>().ok());
    let (nth, place) = (parts.next()?, parts.next()?);
    let theme = themes(life).get(place.checked_sub(1)?).copied()?;
    matter(theme)?.steps.get(nth.checked_sub(1)?)
}

impl Course {
    /// What a session of `service` worked on: the first objective nearly always, two others in turn.
    pub(super) fn links(&mut self, number: usize, client: &Client, life: &Life, plan: &Plan, service: ServiceType) -> Vec<Link> {
        if !service.serves_plan() {
            return Vec::new();
        }
        let active: Vec<&Objective> = plan.active_objectives().map(|(_, _, objective)| objective).collect();
        let fits = |objective: &&Objective| objective.interventions.iter().any(|one| belongs(one.category, service));
        let fitting: Vec<&Objective> = active.iter().copied().filter(fits).collect();
        let mut chosen: Vec<&Objective> = fitting.first().or(active.first()).copied().into_iter().collect();
        if service == ServiceType::Individual && fitting.len() > 1 {
            for offset in 0..2 {
                let at = 1 + (2 * self.notes + offset) % (fitting.len() - 1);
                chosen.extend(
                    fitting
                        .get(at)
                        .copied()
                        .filter(|other| chosen.iter().all(|one| one.id != other.id))
                        .into_iter()
                        .collect::<Vec<_>>(),
                );
            }
            self.notes += 1;
        }
        chosen.into_iter().map(|objective| self.link(number, client, life, objective, service)).collect()
    }

    fn link(&mut self, number: usize, client: &Client, life: &Life, objective: &Objective, service: ServiceType) -> Link {
        let before = self.said.get(&objective.id).copied();
        let times = before.map_or(0, |(times, _)| times + 1);
        let arc = ARCS.get(dice(number, objective.id.as_str().len() + objective.statement.len(), ARCS.len()));
        let (status, percent) = arc.and_then(|arc| arc.get(times).or(arc.last())).copied().unwrap_or((InProgress, 0));
        self.said.insert(objective.id.clone(), (times, status));
        let mut link = Link::new(objective.id.clone());
        link.interventions =
            objective.interventions.iter().filter(|one| belongs(one.category, service)).map(|one| one.id.clone()).collect();
        link.progress = Some(status);
        let way = objective.baseline.zip(objective.target);
        link.value = way.map(|(from, to)| from + (to - from) * percent / 100).filter(|_| times % 2 == 0);
        if before.is_none_or(|(_, last)| last != status) {
            let words = step(life, &objective.id).map_or(KEPT, |step| step.said);
            let [begun, still, better] = words;
            let said = match status {
                NotStarted | InProgress => begun,
                NoChange | Worsening => still,
                Improving | Achieved | NotAchieved | Revised | Discontinued => better,
            };
            link.remark = fill(said, client);
        }
        link
    }
}

/// Words for what is kept after it was reached.
const KEPT: [&str; 3] = ["Still so", "One slip back to the old way, told at once", "Explained it to someone newer"];

/// The version of the plan that holds, and how its objectives went so far.
#[derive(Default)]
pub(super) struct Held {
    /// The version in force, with its document.
    pub(super) plan: Option<(DocId, Plan)>,
    pub(super) course: Course,
}

/// The prescriber's link to the medicine's objective, at the visit of number `turn`.
pub(super) fn visit(plan: &Plan, turn: u32) -> Option<Link> {
    let takes = |objective: &&Objective| objective.interventions.iter().any(|one| one.category == Category::Medication);
    let objective = plan.active_objectives().map(|(_, _, objective)| objective).find(takes)?;
    let mut link = Link::new(objective.id.clone());
    let visits = objective.interventions.iter().filter(|one| one.category == Category::Medication);
    link.interventions = visits.map(|one| one.id.clone()).collect();
    let (status, value, remark) = match turn {
        0 => (InProgress, 27, "Two days missed, told; taken in the evening from now on."),
        1 => (Improving, 29, "One day missed while traveling."),
        _ => (Improving, 30, "None missed."),
    };
    link.progress = Some(status);
    link.value = Some(value);
    link.remark = remark.to_owned();
    Some(link)
}
