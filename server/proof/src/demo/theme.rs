//! What the plans of the demo are made of: problems with their goal and steps, written by hand. Braces as in `words`.

use super::life::Use;
use clinical::{
    assessment::Area,
    diagnosis::Substance,
    plan::{Category, Domain, Period},
};

/// What a problem is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Theme {
    Drinking,
    Opioids,
    Stimulants,
    Cannabis,
    Family,
    Mood,
    Worry,
    Trauma,
    Sleep,
    Pain,
    Home,
    Work,
    Study,
    Money,
    Legal,
    Support,
}

impl Theme {
    /// The problem that use of this is.
    pub(super) const fn of(used: &Use) -> Self {
        match used.substance {
            Substance::Opioid => Self::Opioids,
            Substance::Stimulant | Substance::Cocaine => Self::Stimulants,
            Substance::Cannabis => Self::Cannabis,
            Substance::Alcohol
            | Substance::Sedative
            | Substance::Caffeine
            | Substance::Phencyclidine
            | Substance::Hallucinogen
            | Substance::Tobacco
            | Substance::Inhalant
            | Substance::Other => Self::Drinking,
        }
    }

    /// Whether a co-occurring condition is what it answers to.
    pub(super) const fn is_of_mind_or_body(self) -> bool {
        matches!(self, Self::Mood | Self::Worry | Self::Trauma | Self::Sleep | Self::Pain)
    }
}

/// What is done for a step: kind, what, how often, minutes.
pub(super) struct Done(pub(super) Category, pub(super) &'static str, pub(super) u16, pub(super) Period, pub(super) u16);

/// A step: what, how anyone can tell, in what, from how many to how many, until how many days after signing.
pub(super) struct Step {
    pub(super) what: &'static str,
    pub(super) seen: &'static str,
    pub(super) unit: &'static str,
    pub(super) from: i32,
    pub(super) to: i32,
    pub(super) days: u64,
    pub(super) domain: Domain,
    pub(super) done: &'static [Done],
    /// Said of it in notes: begun, at a standstill, better.
    pub(super) said: [&'static str; 3],
}

/// A problem.
pub(super) struct Matter {
    pub(super) theme: Theme,
    pub(super) area: Area,
    pub(super) dimension: u8,
    pub(super) found: &'static str,
    pub(super) problem: &'static str,
    pub(super) goal: &'static str,
    pub(super) outcome: &'static str,
    pub(super) steps: &'static [Step],
}

/// The problem of a theme.
pub(super) fn matter(theme: Theme) -> Option<&'static Matter> {
    MATTERS.iter().find(|matter| matter.theme == theme)
}

macro_rules! matters {
    ($($theme:ident $area:ident $dimension:literal found $found:literal problem $problem:literal goal $goal:literal outcome $outcome:literal {
        $($what:literal seen $seen:literal $unit:literal $from:literal to $to:literal days $days:literal $domain:ident
            [$($kind:ident $text:literal $times:literal $per:ident $minutes:literal),+]
            said $begun:literal, $still:literal, $better:literal;)+
    })*) => {
        [$(Matter {
            theme: Theme::$theme, area: Area::$area, dimension: $dimension, found: $found, problem: $problem, goal: $goal, outcome: $outcome,
            steps: &[$(Step {
                what: $what, seen: $seen, unit: $unit, from: $from, to: $to, days: $days, domain: Domain::$domain,
                done: &[$(Done(Category::$kind, $text, $times, Period::$per, $minutes)),+],
                said: [$begun, $still, $better],
            }),+],
        }),*]
    };
}

#[rustfmt::skip]
static MATTERS: [Matter; 16] = matters! {
    Drinking Use 4 found "Drinking on most days, with {s} as the usual beginning" problem "Drinking keeps {n} from the wish to {g}"
    goal "I want to {i}, and remember it the next day." outcome "Days without drinking are the rule, with room to {g}" {
        "Keep the diary of urges and drinks" seen "Entries on at least five days of every week" "days a week" 0 to 5 days 63 Use
            [Individual "Go through the diary; name what came before and what helped" 1 Week 50, Breathing "Breathing for a difficult minute, practiced together" 1 Month 10]
            said "Diary begun, three lines a day", "Diary left at home; told from memory", "Diary whole; {n} sees the pattern without help";
        "Have an answer ready for the hour that is hardest" seen "Used on four of five hard evenings, told or written down" "evenings of five" 1 to 4 days 77 Coping
            [SeekingSupport "Rehearse the call to {p}; who else may be called" 1 TwoWeeks 15, Mindfulness "Urge surfing, practiced together" 1 Month 15]
            said "First answer chosen: a call to {p}", "The answer came to mind too late, on {s}", "The answer was used before the urge was strong";
    }
    Opioids Use 1 found "Opioid use with loss of control; on {m} now" problem "Opioid use put life and health at risk; the medicine has to carry far enough to {g}"
    goal "I want to be steady enough to {i}." outcome "Steady on {m}, safe, and free for what matters" {
        "Take {m} as agreed, and tell missed days the same day" seen "Missed days told; visits kept" "days a month" 20 to 30 days 70 Use
            [Medication "Visit with the prescriber" 1 Month 20, Individual "Counseling beside the medicine: what it does, what it cannot" 1 Week 50]
            said "Takes it in the morning, with a reminder", "A missed day, told late", "No day missed; the reminder is hardly needed";
        "Know what to do in an overdose, and let {p} know" seen "Kit at home, two people shown" "people" 0 to 2 days 42 Health
            [HarmReduction "Naloxone: kit, training, where it is kept" 1 Month 20]
            said "Kit handed over and shown", "Kit in a bag in the hall; place to be found", "{p} was shown and could repeat it";
    }
    Stimulants Use 4 found "Use in runs, mostly after {s}" problem "Runs of {u} take sleep, money and trust from the wish to {g}"
    goal "I want my head back, so that I can {i}." outcome "Rested weeks with a rhythm, and room to {g}" {
        "Plan the hours in which use was likely" seen "A written week, kept on five days of seven" "days a week" 1 to 5 days 63 Coping
            [Individual "Plan the week together; look at what held" 1 Week 50, Hobbies "{h}: one fixed time a week" 1 TwoWeeks 30]
            said "Week written down for the first time", "Plan kept until Thursday, then {s}", "Five days kept; the gaps are known and small";
        "Leave early, or do not go, where {u} is offered" seen "Told each week: where it was, what was done" "times of five" 1 to 4 days 77 Use
            [Communication "Saying no in two sentences; leaving without a reason" 1 TwoWeeks 20]
            said "Two places crossed out by {n}", "Stayed too long once; no use, but close", "Left twice, early, and was glad on the way home";
    }
    Cannabis Use 4 found "Cannabis daily, also before what matters" problem "Daily cannabis stands between {n} and the wish to {g}"
    goal "I want to {i} with a clear head." outcome "Clear mornings, and a way to {g}" {
        "Begin each day without cannabis" seen "First use not before six in the evening, written down" "days a week" 0 to 6 days 63 Use
            [Individual "Diary and decisional balance; one change a week" 1 Week 50, Exercise "{h} before the first hour that tempts" 1 TwoWeeks 30]
            said "Two mornings tried, one worked", "Back to mornings in the week of {s}", "Mornings are clear; evenings are next, says {n}";
        "Have something else for the hour of winding down" seen "Two other ways tried, one kept" "evenings a week" 0 to 4 days 70 Coping
            [Meditation "Ten minutes of quiet, practiced together" 1 Month 10, SelfCare "A list of what rests, made by {n}" 1 Month 15]
            said "List of six things made, two underlined", "Too tired for the list, says {n}", "Four evenings, without much effort";
    }
    Family Family 5 found "Strain with those who matter most; trust is thin" problem "Old quarrels and broken promises at home feed the urge"
    goal "I want them to believe me again." outcome "Small promises kept, and noticed" {
        "Make one small promise a week and keep it" seen "Promise and outcome written down" "weeks of four" 0 to 4 days 56 Relationships
            [Communication "Rehearse: say what is needed, listen, pause" 1 TwoWeeks 20, Family "Family session, with consent" 1 Month 50]
            said "First promise: be there at six", "Promise too large, made smaller", "Kept, and {p} noticed aloud";
        "Leave the room before a quarrel turns loud" seen "Told in sessions; three of four times" "times of four" 1 to 3 days 70 Coping
            [Breathing "Four breaths at the door, practiced together" 1 Month 10]
            said "Words for leaving agreed on at home", "Stayed and shouted once; made up the same evening", "Left, came back, finished the talk";
    }
    Mood Psychiatric 3 found "Low mood most days, with little that gives joy" problem "Low mood makes every day longer and use nearer"
    goal "I want to look forward to something again." outcome "Mood no longer decides the day" {
        "Do one thing a day that lifts the mood, even when it is hard" seen "Diary on five days of seven" "days a week" 1 to 5 days 63 Health
            [Exercise "Walk planned and done, first together" 1 TwoWeeks 30, ArtTherapy "Open studio, once, to try" 1 Month 60]
            said "Begun with {h}", "A heavy week; two things done all the same", "Something nearly every day, and some of it for its own sake";
        "Bring the PHQ-9 down by five points" seen "Filled in together every month" "points" 15 to 9 days 77 Health
            [Monitoring "PHQ-9 together, and what it says" 1 Month 10]
            said "Filled in for the first time", "About the same as last month", "Lower; sleep and appetite first";
    }
    Worry Psychiatric 3 found "Worry on most days, with tension and poor rest" problem "Worry keeps the body on guard and makes use look like rest"
    goal "I want to be calm without taking something." outcome "Worry has its hour and not the whole night" {
        "Keep worry to a fixed half hour" seen "Kept on five days of seven" "days a week" 0 to 5 days 63 Coping
            [Mindfulness "Noticing and putting off, practiced together" 1 TwoWeeks 15, Yoga "Gentle class in the house, to try" 1 Month 60]
            said "Half hour set for five in the afternoon", "{s} did not keep to the half hour", "Worry was put off, and half of it was gone by then";
        "Bring the GAD-7 below eight" seen "Filled in together every month" "points" 13 to 7 days 77 Health
            [Monitoring "GAD-7 together, and what it says" 1 Month 10]
            said "First sheet done", "Unchanged; a hard month", "Lower, mostly in the evening items";
    }
    Trauma Trauma 3 found "Nights and sudden sounds bring back what happened" problem "What happened comes back, and use was the way to turn it off"
    goal "I want to be in my own body and not be afraid." outcome "Ways to come back to the present, without use" {
        "Use grounding when memory comes" seen "Used on three of five occasions" "times of five" 0 to 3 days 63 Coping
            [Mindfulness "Grounding by the five senses, practiced together" 1 TwoWeeks 15, Acupuncture "Ear points, if wished" 1 Month 30]
            said "Learned; a smooth stone is carried now", "Forgot it in the moment, did it afterwards", "Came back within minutes, alone";
        "Decide about treatment for trauma, without hurry" seen "Decision written down with the reasons" "talks" 0 to 2 days 77 Health
            [Education "What treatments there are, and what they ask" 1 Month 20]
            said "First talk; questions on a card", "Not this month, says {n}, and that is an answer", "Leaning toward yes, after the move of the seasons";
    }
    Sleep Medical 2 found "Under five hours of sleep on most nights" problem "Bad nights come before hard days"
    goal "I want to sleep through till morning." outcome "Six hours or more on most nights" {
        "Keep the same hours for bed and rising" seen "Sleep log, five nights of seven" "nights a week" 1 to 5 days 63 Health
            [Sleep "Sleep routine and log" 1 TwoWeeks 20, Nutrition "Coffee, supper, sugar: one change at a time" 1 Month 15]
            said "Log begun; bed at eleven, up at seven", "Nights of four hours again, with {s}", "Five nights in a row, the first since childhood";
        "Have a way through waking at night" seen "Used, and written down in the morning" "nights of five" 0 to 4 days 70 Coping
            [Meditation "Body scan, on a card, practiced together" 1 Month 15]
            said "Card by the bed", "Read on the telephone instead", "Back asleep within half an hour, three times";
    }
    Pain Medical 2 found "Pain on most days that calls for something quick" problem "Pain and the fear of it lead toward use"
    goal "I want to move, and have the pain be only pain." outcome "Active days at a level of pain that can be lived with" {
        "Move every day within the agreed limit" seen "Minutes written down, ten more every second week" "minutes a day" 5 to 30 days 70 Health
            [Exercise "Plan of movement, agreed with the physiotherapist" 1 TwoWeeks 20, Yoga "Chair class, to try" 1 Month 45]
            said "Ten minutes, flat ground", "A flare; half the minutes, and not none", "Longer than planned, without paying for it";
        "Rate pain and urge apart, twice a day" seen "Two numbers on the sheet" "days a week" 0 to 5 days 63 Coping
            [Education "What pain is, and what urge is" 1 Month 20]
            said "Sheet explained and taken home", "Both numbers the same all week", "Pain six, urge two: they have come apart";
    }
    Home Home 5 found "No place that is safe and quiet" problem "Where {n} sleeps makes staying well harder"
    goal "I want my own key." outcome "A place that is safe, and away from use" {
        "Apply for places to live" seen "Applications sent, answers written down" "applications" 0 to 4 days 70 Function
            [CaseManagement "Papers, forms and calls together" 1 TwoWeeks 45]
            said "List of papers made; two are missing", "No answer from anyone", "On two waiting lists, with a number";
        "Have a safe place for the worst evenings until then" seen "Place agreed with {p}, used when needed" "evenings of four" 0 to 3 days 49 Coping
            [SeekingSupport "Who may be asked, in which words" 1 Month 15]
            said "{p} was asked and said yes", "Did not want to be a burden, and stayed out late", "Went before it became bad";
    }
    Work Work 5 found "Work is at risk, or wished for and out of reach" problem "Work brings both pride and occasions to use"
    goal "I want to {i}." outcome "Steady work with a way through its hard hours" {
        "Take the next step at work, one a week" seen "Step and outcome written down" "steps" 0 to 6 days 77 Function
            [Vocational "Papers, applications, hard talks rehearsed" 1 TwoWeeks 30]
            said "First step: a talk with the chief", "No step this week; shifts were changed", "Step done without being asked";
        "Have a plan for the hour after work" seen "Kept on four of five days" "days of five" 1 to 4 days 63 Coping
            [Hobbies "{h} instead of what the others do" 1 Month 20, Budgeting "Money of the week in three envelopes" 1 Month 20]
            said "Plan on a card in the jacket", "Stayed with the others twice", "Home by the planned hour all week";
    }
    Study Work 5 found "Courses are at risk" problem "Learning suffers, and fear of it leads back to use"
    goal "I want to {i}." outcome "Courses passed in a way that can be kept up" {
        "Study at fixed hours, in one place" seen "Hours written down" "hours a week" 3 to 12 days 63 Function
            [Vocational "Plan of the term; talk with the school" 1 TwoWeeks 30]
            said "Library, ten to twelve, four days", "Half the hours, with {s}", "More hours than planned, and rested";
        "Go into a test with something to hold on to" seen "Two tests taken with it" "tests" 0 to 2 days 77 Coping
            [Breathing "Breathing for the first minute, practiced together" 1 Month 10]
            said "Chosen and tried at the desk", "Left the room once, and came back", "Used it; the first page went well";
    }
    Money Money 5 found "Debts and money that is gone by the weekend" problem "Money worries lead to use, and use to money worries"
    goal "I want to open letters again." outcome "Bills known, a plan for them, and a little left" {
        "Write down what comes in and what goes out" seen "Every week, in one book" "weeks of four" 0 to 4 days 56 Function
            [Budgeting "Go over the book; name one thing to change" 1 TwoWeeks 30]
            said "Book bought, first page filled", "A week without entries, after payday", "Four weeks whole, and no surprise in them";
        "Answer the two oldest letters" seen "Answers sent, agreements on file" "letters" 0 to 2 days 49 Function
            [CaseManagement "Letters and calls together" 1 Month 30]
            said "Opened together, sorted by date", "Not answered; too late in the day for it", "First agreement signed, ten dollars a week";
    }
    Legal Legal 5 found "A court matter is open" problem "Waiting for the court keeps {n} on edge"
    goal "I want to {i}." outcome "The matter is closed, and every condition was met" {
        "Meet each condition on time" seen "Conditions and dates on one sheet" "conditions" 1 to 4 days 70 Function
            [CaseManagement "Letters of attendance, with consent; dates" 1 TwoWeeks 30]
            said "Sheet made; two dates entered", "Date moved again by the court", "Third condition met and stamped";
        "Have something to do with the waiting" seen "Told each week" "days a week" 1 to 5 days 63 Coping
            [Hobbies "{h}: a time for it on each day of waiting" 1 Month 20]
            said "Begun with half an hour", "Waited at the window, he says", "The afternoon went by itself";
    }
    Support Support 5 found "Few people left who know and may be asked" problem "Being alone with it makes use the nearest company"
    goal "I want company that does not come in a bottle or a bag." outcome "Three people who know, and are asked in time" {
        "Turn to one of three people every week" seen "Names written down; contact reported" "contacts a week" 0 to 3 days 63 Relationships
            [SeekingSupport "Make the list; rehearse the first sentence" 1 TwoWeeks 20, MutualHelp "Visit a group of the client’s choosing" 1 Month 60]
            said "List has two names, {p} first", "Called nobody, and said so", "Three calls, one of them just to talk";
        "Have one fixed thing a week among people" seen "Went, three weeks of four" "weeks of four" 0 to 3 days 70 Function
            [Hobbies "{h}, where others do it too" 1 Month 30]
            said "Place found, opening hours written down", "Went as far as the door", "Stayed for the whole evening";
    }
};
