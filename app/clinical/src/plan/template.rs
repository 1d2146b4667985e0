//! Starting points for a plan: a handful, in our own words, to be edited freely. Data; nothing here is advice for one client.

use super::{Category, Domain, Frequency, Goal, Intervention, LineId, Objective, Period, Priority, Problem};
use crate::assessment::Area;

/// A starting point.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// Its stable id.
    pub id: &'static str,
    /// As shown.
    pub label: &'static str,
    /// Problems to begin with.
    pub problems: &'static [ProblemTemplate],
}

/// A problem to begin with.
#[derive(Clone, Copy, Debug)]
pub struct ProblemTemplate {
    /// What it is.
    pub statement: &'static str,
    /// The part of life.
    pub area: Area,
    /// The client's words are asked for; this stands there until then.
    pub goal_hint: &'static str,
    /// The long-term outcome.
    pub outcome: &'static str,
    /// Steps.
    pub objectives: &'static [ObjectiveTemplate],
}

/// A step to begin with.
#[derive(Clone, Copy, Debug)]
pub struct ObjectiveTemplate {
    /// What the client will do.
    pub statement: &'static str,
    /// How anyone can tell.
    pub criterion: &'static str,
    /// What gets better.
    pub domain: Domain,
    /// What is done for it: kind, what, how often, minutes.
    pub interventions: &'static [(Category, &'static str, Frequency, u16)],
}

const WEEKLY: Frequency = Frequency { times: 1, per: Period::Week };
const TWICE_WEEKLY: Frequency = Frequency { times: 2, per: Period::Week };
const THREE_WEEKLY: Frequency = Frequency { times: 3, per: Period::Week };
const MONTHLY: Frequency = Frequency { times: 1, per: Period::Month };
const ONCE: Frequency = Frequency { times: 1, per: Period::Once };

const fn step(
    statement: &'static str,
    criterion: &'static str,
    domain: Domain,
    interventions: &'static [(Category, &'static str, Frequency, u16)],
) -> ObjectiveTemplate {
    ObjectiveTemplate { statement, criterion, domain, interventions }
}

static TEMPLATES: [Template; 6] = [
    Template {
        id: "alcohol",
        label: "Alcohol",
        problems: &[ProblemTemplate {
            statement: "Drinking puts health and daily life at risk",
            area: Area::Use,
            goal_hint: "What would be better without it?",
            outcome: "Lives without drinking, or with the change the client chose",
            objectives: &[
                step(
                    "Keep a diary of urges and drinks",
                    "Entries on at least five days of every week",
                    Domain::Use,
                    &[(Category::Individual, "Review the diary together; name triggers and what helped", WEEKLY, 50)],
                ),
                step(
                    "Use a coping skill when an urge comes, before acting on it",
                    "Reported or written down for four out of five urges",
                    Domain::Coping,
                    &[
                        (Category::Group, "Skills group: urges and how they pass", WEEKLY, 90),
                        (Category::Breathing, "Practice a breathing exercise for a difficult minute", THREE_WEEKLY, 10),
                    ],
                ),
                step(
                    "Talk with a medical colleague about medicine for alcohol and about safe withdrawal",
                    "Visit kept, decision recorded",
                    Domain::Health,
                    &[(Category::CaseManagement, "Arrange the visit and go over its outcome", ONCE, 30)],
                ),
            ],
        }],
    },
    Template {
        id: "opioid-medication",
        label: "Opioids, with medication",
        problems: &[ProblemTemplate {
            statement: "Opioid use puts life and health at risk",
            area: Area::Use,
            goal_hint: "What should a good day look like?",
            outcome: "Steady on medication, safe, and free for what matters",
            objectives: &[
                step(
                    "Take the medicine as agreed with the prescriber",
                    "Visits kept; missed doses reported and reviewed together",
                    Domain::Use,
                    &[
                        (Category::Medication, "Medication visits with the prescriber", MONTHLY, 30),
                        (Category::Individual, "Counseling along with medication", WEEKLY, 50),
                    ],
                ),
                step(
                    "Have naloxone at hand, with someone who knows how to use it",
                    "Kit at home, one person trained",
                    Domain::Health,
                    &[(Category::HarmReduction, "Naloxone and overdose training, also for someone close", ONCE, 30)],
                ),
            ],
        }],
    },
    Template {
        id: "stimulants",
        label: "Stimulants",
        problems: &[ProblemTemplate {
            statement: "Stimulant use costs sleep, money, and trust",
            area: Area::Use,
            goal_hint: "What do you want back?",
            outcome: "Rested, with a daily routine, without stimulants or with the change the client chose",
            objectives: &[
                step(
                    "Plan something for the hours when use was likely",
                    "A written week, kept on five days of seven",
                    Domain::Coping,
                    &[
                        (Category::Individual, "Plan the week; review what worked", WEEKLY, 50),
                        (Category::Hobbies, "One planned activity the client enjoys", TWICE_WEEKLY, 60),
                    ],
                ),
                step(
                    "Sleep and eat at regular times",
                    "Six hours or more on five nights of seven, two meals a day",
                    Domain::Health,
                    &[
                        (Category::Sleep, "Sleep routine and diary", WEEKLY, 20),
                        (Category::Nutrition, "Meals: plan and shop", WEEKLY, 30),
                    ],
                ),
            ],
        }],
    },
    Template {
        id: "co-occurring",
        label: "Depression or anxiety with substance use",
        problems: &[ProblemTemplate {
            statement: "Low mood or worry makes daily life and recovery harder",
            area: Area::Psychiatric,
            goal_hint: "How would it feel to be better?",
            outcome: "Mood and worry no longer decide the day",
            objectives: &[
                step(
                    "Do one thing a day that lifts the mood, even when it is hard",
                    "Diary on five days of seven",
                    Domain::Health,
                    &[
                        (Category::Individual, "Plan small active steps and review their effect", WEEKLY, 50),
                        (Category::Exercise, "Walk or other movement", THREE_WEEKLY, 30),
                    ],
                ),
                step(
                    "Lower the score on the mood or anxiety scale",
                    "PHQ-9 or GAD-7 five points lower than at the start",
                    Domain::Health,
                    &[
                        (Category::Monitoring, "Complete the scale together", MONTHLY, 15),
                        (Category::Mindfulness, "Mindfulness practice", THREE_WEEKLY, 15),
                    ],
                ),
            ],
        }],
    },
    Template {
        id: "housing-work",
        label: "Housing and work",
        problems: &[
            ProblemTemplate {
                statement: "No safe and steady place to live",
                area: Area::Home,
                goal_hint: "What kind of home?",
                outcome: "Lives somewhere safe, away from use",
                objectives: &[step(
                    "Apply for places to live",
                    "Three applications sent, answers written down",
                    Domain::Function,
                    &[(Category::CaseManagement, "Work on papers, applications, and calls together", WEEKLY, 45)],
                )],
            },
            ProblemTemplate {
                statement: "No work or training, or at risk of losing it",
                area: Area::Work,
                goal_hint: "What kind of work or training?",
                outcome: "Steady work or training, and money that lasts the month",
                objectives: &[
                    step(
                        "Take the next step toward work or training",
                        "One application or interview every week",
                        Domain::Function,
                        &[
                            (Category::Vocational, "Résumé, applications, practice interviews", WEEKLY, 45),
                            (Category::Communication, "Practice difficult conversations with an employer", WEEKLY, 30),
                        ],
                    ),
                    step(
                        "Make and keep a simple budget",
                        "Money in and out written down every week",
                        Domain::Function,
                        &[(Category::Budgeting, "Go over the budget", WEEKLY, 30)],
                    ),
                ],
            },
        ],
    },
    Template {
        id: "family",
        label: "Family",
        problems: &[ProblemTemplate {
            statement: "Strain in the family makes recovery harder",
            area: Area::Family,
            goal_hint: "What should be different between you?",
            outcome: "People close to the client give support and get support",
            objectives: &[
                step(
                    "Talk about a hard subject without a fight",
                    "One such conversation a month, in a session or at home",
                    Domain::Relationships,
                    &[
                        (Category::Family, "Family session", MONTHLY, 60),
                        (Category::Communication, "Rehearse: say what is needed, listen, pause", WEEKLY, 30),
                    ],
                ),
                step(
                    "Know three people to turn to, and turn to one of them each week",
                    "Names written down; contact reported",
                    Domain::Relationships,
                    &[
                        (Category::SeekingSupport, "Make the list; rehearse the first sentence", WEEKLY, 20),
                        (Category::MutualHelp, "Visit a mutual-help group of the client’s choosing", WEEKLY, 60),
                    ],
                ),
            ],
        }],
    },
];

/// The templates.
pub fn templates() -> &'static [Template] {
    &TEMPLATES
}

impl Template {
    /// Its problems as lines of a plan, numbered from `first`. The client's words are left empty: they are asked for.
    /// `make_id` supplies an id for each line.
    pub fn problems(&self, first: u16, mut make_id: impl FnMut() -> LineId) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (number, template) in (first..).zip(self.problems) {
            let mut problem = Problem::new(make_id(), number, template.statement);
            problem.area = template.area;
            problem.priority = Priority::High;
            let mut goal = Goal::new(make_id(), "");
            goal.outcome = template.outcome.to_owned();
            for (number, step) in (1..).zip(template.objectives) {
                let mut objective = Objective::new(make_id(), number, step.statement);
                objective.criterion = step.criterion.to_owned();
                objective.domain = step.domain;
                for (category, description, frequency, minutes) in step.interventions {
                    let mut intervention = Intervention::new(make_id(), *category, *description);
                    intervention.frequency = Some(*frequency);
                    intervention.minutes = Some(*minutes);
                    objective.interventions.push(intervention);
                }
                goal.objectives.push(objective);
            }
            problem.goals.push(goal);
            problems.push(problem);
        }
        problems
    }
}
