//! The sentences of the demo's notes, written by hand. In braces: what the client's row in the cast says.
//!
//! `{n}` name, `{u}` substance, `{g}` goal, `{i}` the same as the client says it, `{s}` strain, `{p}` person, `{h}` strength, `{m}` medicine.

use super::cast::Client;

/// Where someone is in their twelve weeks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Early,
    Middle,
    Late,
}

impl Stage {
    pub(super) const fn of(week: u32) -> Self {
        match week {
            0..=2 => Self::Early,
            3..=7 => Self::Middle,
            _ => Self::Late,
        }
    }
}

type Pool = &'static [&'static str];

/// How the week was.
pub(super) const fn opening(stage: Stage) -> Pool {
    match stage {
        Stage::Early => &[
            "{n} came ten minutes early and asked what the first weeks usually look like.",
            "{n} described the past week as \"one long afternoon\" and counted four days without {u}.",
            "{n} said mornings are easier than expected and the hours after supper are the hard ones.",
            "{n} reported sleeping about five hours a night and waking with {s} already in mind.",
            "{n} spoke of one evening with {u} since the last visit, before being asked.",
            "{n} brought the use diary, filled in for five of seven days.",
            "{n} said that telling {p} about treatment went better than feared.",
        ],
        Stage::Middle => &[
            "{n} reported eight days without {u}; the hardest hour was Sunday evening.",
            "{n} opened with {s} and how close it came to ending in use on Tuesday.",
            "{n} said the week was \"ordinary, which is new\".",
            "{n} called {p} twice this week, once before the urge was strong.",
            "{n} arrived tired after a night of little sleep and wanted to stay for the whole hour anyway.",
            "{n} described an argument at home and leaving the room as agreed instead of going out.",
            "{n} showed the diary: three strong urges, each with a time, a place and what was done about it.",
            "{n} had not practiced the exercise and said so at the door.",
            "{n} reported that {h} filled two of the evenings that used to be open.",
            "{n} came straight from work, still in work clothes, and spoke quickly at first.",
        ],
        Stage::Late => &[
            "{n} reported twenty-three days without {u} and was careful to say that counting is not the point.",
            "{n} said {s} came up again and for the first time passed without a plan being needed.",
            "{n} spoke about being bored, and that boredom feels safer than before.",
            "{n} brought a letter and read the first paragraph aloud.",
            "{n} described helping someone newer in the evening group find the bus.",
            "{n} reported one return to use on Saturday, short, and calling {p} the same night.",
            "{n} said the goal to {g} now has a date in the calendar.",
        ],
    }
}

/// What it was about.
pub(super) const TOPIC: Pool = &[
    "We worked on {s}: what comes before it, what it feels like in the body, and what was done the last three times.",
    "We looked at the hour before the strongest urge of the week and found two places where a call would have helped.",
    "The session was about the goal to {g}, and which part of it depends on {n} alone.",
    "We talked about {p}, and what may be asked of people who mean well.",
    "{n} compared this week's urges with those of the first week: shorter, and less often about {u} as such.",
    "We went through a usual evening from six to eleven and marked the two gaps.",
    "{n} wanted to speak about shame, and about the difference between hiding and keeping something private.",
    "We spoke about money: what went to {u} in a month, and what that sum would do for the goal to {g}.",
    "The topic was sleep: caffeine after three, the telephone in the bedroom, and lying awake over {s}.",
    "We practiced saying no in two sentences, first with a friend, then with someone who insists.",
    "We reviewed the last three months on one page, with {n} drawing the line and naming the bends.",
    "{n} asked what happens after treatment, and we wrote down what is already there: {h}, and {p}.",
    "We spoke about anger, how quickly it turns into leaving, and what staying would need.",
    "{n} described a celebration coming up where there will be drinking, and we planned arrival, leaving and the way home.",
];

/// What was seen.
pub(super) const SEEN: Pool = &[
    "On time, rested, eye contact throughout; spoke in whole sentences and laughed once.",
    "Restless for the first ten minutes (foot, hands), calmer after naming what happened at home.",
    "Tired, dark rings under the eyes, answers short but considered.",
    "Dressed for work, attentive, took notes on the back of the diary sheet.",
    "Tearful when speaking about {s}; regained calm without prompting and wished to go on.",
    "Alert and oriented; no sign of intoxication or withdrawal.",
    "Spoke quietly at first; posture opened when talking about {h}.",
    "Attended nine of nine group hours this week; arrived late to one with notice.",
    "Breath test 0.00 at arrival. No tremor, no sweating.",
    "Smiled when reporting the week, became serious when reading the diary aloud.",
    "Brought all sheets complete, in order, with two questions written on top.",
];

/// What the counselor did.
pub(super) const DONE: Pool = &[
    "Used reflective listening and a decisional balance; {n} filled in all four squares.",
    "Functional analysis of one situation: trigger, thought, feeling, what was done, what followed.",
    "Taught urge surfing with the breath; practiced four minutes together.",
    "Reviewed the coping card and replaced two lines that {n} never uses.",
    "Role play of the telephone call to {p}, twice, then with roles exchanged.",
    "Motivational interviewing around the goal to {g}: importance 8, confidence 5, and what would make it 6.",
    "Worked through a thought record on {s}; two alternative thoughts in the client's own words.",
    "Explained how sleep, hunger and being alone add up, using this week's diary as the example.",
    "Went over overdose prevention, where the naloxone is kept, and who at home knows how to use it.",
    "Planned the week hour by hour for the two evenings that are open, with one pleasant thing in each.",
    "Affirmed the call made on Tuesday, and asked what made it possible.",
    "Introduced a short grounding exercise for the moments after {s}.",
    "Gave information on mutual-help groups near Harbor Row, secular and not, and left the choice open.",
];

/// How it was taken.
pub(super) const TAKEN: Pool = &[
    "{n} found the exercise odd at first and asked to do it once more.",
    "{n} could name three early signs without help.",
    "{n} was skeptical about the card and agreed to carry it for a week before judging.",
    "{n} said the plan sounds like something a real person could do.",
    "{n} was moved by reading the letter and wanted a minute of quiet, which we took.",
    "{n} corrected one step of the plan so that it fits the bus times.",
    "{n} rated the urge at 6 before the exercise and 3 after.",
    "{n} linked the anger to {s} unprompted.",
    "{n} took up the idea of asking {p} and chose the words.",
    "{n} disagreed about the cause and argued the case well.",
    "{n} left calmer than on arrival and said so.",
    "{n} asked for the sheet to take home and for a second one for {p}.",
];

/// What the counselor makes of it.
pub(super) const SENSE: Pool = &[
    "Urges follow {s} more than reminders of {u}; the order of events is now seen by {n} as well.",
    "Progress toward the goal to {g}: two of three steps of this month are done.",
    "Motivation is steady, confidence lags behind what was already achieved.",
    "Sleep is the weak point; strong urges fell on the two nights with under five hours.",
    "Support is stronger than three weeks ago: {p} is told early, not afterwards.",
    "Risk of return to use is raised for the coming weekend and named as such by {n}.",
    "{n} uses the skills outside sessions now, which is the change that matters.",
    "Mood is low without thoughts of death; to be watched, measure again in two weeks.",
    "The return to use was short, was told at once, and taught something about Saturdays.",
    "{n} takes responsibility without harsh words about the past; this is new.",
    "Attendance and the diary speak for engagement; the level of care fits.",
    "Strength in {h} is becoming part of the week instead of a memory.",
    "Ambivalence about {u} is spoken about openly, which makes it workable.",
];

/// What comes next.
pub(super) const NEXT: Pool = &[
    "Continue weekly; {n} keeps the diary and brings it.",
    "{n} asks {p} before Friday whether Sunday evenings could be spent together.",
    "Practice urge surfing once a day when calm, so that it is there when it is needed.",
    "Coping card goes into the wallet; two calls this week before the urge is strong.",
    "Counselor sends the request for the sleep review to Dr Marsh, as agreed.",
    "Next session: {s} again, with the diary of that day.",
    "{n} writes down one sentence for the next difficult evening and reads it to {p}.",
    "Two mutual-help meetings of {n}'s choosing before the next session; speak about them then.",
    "Review the plan together at the end of the month; {n} marks what no longer fits.",
    "Naloxone kit replaced today; {n} shows {p} where it is kept.",
    "Plan for the celebration: arrive at seven, drive oneself, leave at nine, call {p} on the way.",
    "One evening a week for {h}, entered in the calendar like an appointment.",
];

/// Which goal a note of the form GIRP names.
pub(super) const GOAL: Pool = &[
    "Goal 1, in the client's words: \"{g}\". Objective: thirty days without {u} by the end of the quarter.",
    "Goal 2: handle {s} without {u}; objective: call {p} before leaving the place, two of three times.",
    "Goal 1, objective 2: a week that has something good in it each evening, beginning with {h}.",
];

/// Which problem a note of the form PIRP names.
pub(super) const PROBLEM: Pool = &[
    "Problem 1: use of {u} that goes on although it keeps {n} from the wish to {g}. This week: two strong urges.",
    "Problem 2: {s}, which comes before most urges; it showed on three days of this week.",
    "Problem 3: sleep under six hours on four nights, each followed by a harder day.",
];

/// A sentence of `pool` for `client`. The same client meets the same sentence again only after all the others.
pub(super) fn say(pool: Pool, client: &Client, start: usize, turn: usize) -> String {
    let place = (start + turn) % pool.len().max(1);
    fill(pool.get(place).copied().unwrap_or_default(), client)
}

/// Puts the client's row into a sentence.
pub(super) fn fill(sentence: &str, client: &Client) -> String {
    let medicine = if client.medicine.is_empty() { "no medicine" } else { client.medicine };
    let filled = sentence
        .replace("{n}", client.first())
        .replace("{u}", client.uses)
        .replace("{g}", client.goal)
        .replace("{i}", &own_words(client.goal))
        .replace("{s}", client.strain)
        .replace("{p}", client.person)
        .replace("{h}", client.strength)
        .replace("{m}", medicine);
    let mut letters = filled.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What is told about someone, as they tell it themselves.
fn own_words(goal: &str) -> String {
    goal.replace(" her ", " my ").replace(" his ", " my ").replace(" he runs", " I run")
}
