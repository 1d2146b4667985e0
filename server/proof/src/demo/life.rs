//! What the entry assessments of the demo tell: a row for each of the cast, in the same order. All made up.

use super::{
    cast::{Client, YEAR},
    theme::Theme,
};
use clinical::{
    assessment::{Answer, Route},
    diagnosis::{MaintenanceAgent, Substance},
};

/// What came of a question.
#[derive(Clone, Copy)]
pub(super) enum Said {
    Told(&'static str),
    Nothing,
    Declined,
    NotAsked,
}

impl From<Said> for Answer {
    fn from(said: Said) -> Self {
        match said {
            Told(text) => Self::Told(text.to_owned()),
            Nothing => Self::Nothing,
            Declined => Self::Declined,
            NotAsked => Self::NotAsked,
        }
    }
}

/// Use of one substance before entry.
pub(super) struct Use {
    pub(super) substance: Substance,
    /// As the client calls it.
    pub(super) name: &'static str,
    pub(super) route: Route,
    pub(super) amount: &'static str,
    /// Days of use in the 30 before entry.
    pub(super) days: u8,
    /// Days from the last use to entry.
    pub(super) ago: u8,
    /// Age at first use.
    pub(super) since: u8,
    /// Criteria met within the year before entry, 2 to 11.
    pub(super) criteria: usize,
}

/// A row.
pub(super) struct Life {
    /// Why now, in the client's words.
    pub(super) reason: &'static str,
    pub(super) referred: &'static str,
    pub(super) uses: &'static [Use],
    pub(super) housing: &'static str,
    pub(super) medical: Said,
    pub(super) psychiatric: Said,
    pub(super) trauma: Said,
    pub(super) family: Said,
    pub(super) work: Said,
    pub(super) legal: Said,
    /// A co-occurring condition: its code, and what it rests on.
    pub(super) beside: Option<(&'static str, &'static str)>,
    /// What the plan is about besides use.
    pub(super) themes: &'static [Theme],
    /// Found and put off, with the reason.
    pub(super) later: Option<(&'static str, &'static str)>,
}

impl Life {
    /// Whether the disorder was quiet already at entry, so that remission is full within the twelve weeks.
    pub(super) fn quiet(&self) -> bool {
        self.uses.iter().all(|one| one.ago >= 30)
    }
}

/// The medicine of the maintenance specifier, where the client's is one for `substance`.
pub(super) fn maintenance(client: &Client, substance: Substance) -> Option<MaintenanceAgent> {
    let agent = match client.medicine {
        "methadone" => MaintenanceAgent::Methadone,
        "buprenorphine/naloxone" | "extended-release buprenorphine" => MaintenanceAgent::Buprenorphine,
        _ => return None,
    };
    (agent.substance() == substance).then_some(agent)
}

macro_rules! lives {
    ($($reason:literal from $referred:literal lives $housing:literal
        uses [$($substance:ident $name:literal $route:ident $amount:literal days $days:literal ago $ago:literal age $since:literal met $met:literal),+]
        body $medical:expr, mind $psychiatric:expr, trauma $trauma:expr, family $family:expr, work $work:expr, legal $legal:expr;
        beside $beside:expr; themes [$($theme:ident),+]; later $later:expr;)*) => {
        [$(Life {
            reason: $reason, referred: $referred, housing: $housing,
            uses: &[$(Use {
                substance: Substance::$substance, name: $name, route: Route::$route, amount: $amount,
                days: $days, ago: $ago, since: $since, criteria: $met,
            }),+],
            medical: $medical, psychiatric: $psychiatric, trauma: $trauma, family: $family, work: $work, legal: $legal,
            beside: $beside, themes: &[$(Theme::$theme),+], later: $later,
        }),*]
    };
}

use Said::{Declined, NotAsked, Nothing, Told};

#[rustfmt::skip]
pub(super) static LIVES: [Life; YEAR + 1] = lives! {
    "“I missed his school play because I was ill from the pills. I do not want to miss the next one.”" from "Family court" lives "Rented flat, with her sister Ada"
        uses [Opioid "pressed pills" Oral "two to four pills" days 24 ago 3 age 24 met 8, Alcohol "wine" Oral "a bottle" days 12 ago 4 age 15 met 4]
        body Told("Asthma, inhaler carried. Liver values asked for."), mind Told("PHQ-9 16. Two earlier depressions, one treated. No thoughts of death."), trauma Declined, family Told("Son of seven, with his father on weekdays."), work Told("Cleaning jobs by the hour."), legal Told("Custody hearing in the spring.");
        beside Some(("F33.1", "PHQ-9 16 at entry; third episode, low since late spring, also in weeks without use.")); themes [Family, Mood]; later Some(("Papers for a housing allowance lie open", "After the hearing: two offices at once are too many, she says."));
    "“The flat is too quiet, and then I pour.”" from "His family doctor" lives "Own flat, alone"
        uses [Alcohol "whiskey" Oral "half a bottle" days 27 ago 5 age 17 met 7]
        body Told("High blood pressure, tablets. Hand tremor in the mornings until last week."), mind Told("PHQ-9 9. Sleeps badly, eats little, no thoughts of death."), trauma Nothing, family Told("Divorced; a daughter in another state, calls on Sundays."), work Told("Boatbuilder, laid off last winter."), legal Nothing;
        beside Some(("F32.0", "PHQ-9 9; low mood and loss of interest for eleven weeks, first time.")); themes [Support, Mood]; later Some(("Teeth have not been seen to for years", "Wants to have a month behind him first."));
    "“I want my hands steady for the exam.”" from "Herself" lives "Shared flat, own room"
        uses [Stimulant "crystal" Smoked "a quarter gram" days 14 ago 9 age 20 met 6]
        body Told("Weight down by six kilograms this year."), mind Told("GAD-7 14. Worry about nearly everything, before use began as well."), trauma Declined, family Told("Close to her brother Kit; parents do not know."), work Told("Second half of the dental assistant course, two absences left."), legal Nothing;
        beside Some(("F41.1", "GAD-7 14; worry on most days since school, tense shoulders, poor sleep.")); themes [Study, Worry]; later None;
    "“I want a door that I can lock from the inside.”" from "Outreach team of the shelter" lives "Shelter, bed in a room of six"
        uses [Opioid "heroin" Injected "two bags" days 0 ago 41 age 19 met 9]
        body Told("Hepatitis C, treated last year. Scars on both arms, healed."), mind Told("Wakes from the same dream three nights in a week. PCL-5 41."), trauma Told("Named in one sentence and left there; more when she wants."), family Told("A sister she writes to."), work Nothing, legal Nothing;
        beside Some(("F43.10", "PCL-5 41; nightmares, startle, avoids one part of town; since four years.")); themes [Home, Sleep]; later Some(("Would like to see her sister again", "Not from the shelter, she says: first the address."));
    "“The job and the probation officer want the same thing. So do I, mostly.”" from "Probation office" lives "With his father"
        uses [Opioid "oxycodone, not prescribed" Nasal "sixty milligrams" days 20 ago 2 age 22 met 7]
        body Told("Lower back, two discs, worse after double shifts."), mind Nothing, trauma NotAsked, family Told("Father, retired; mother died when he was twelve."), work Told("Warehouse, nights and weekends."), legal Told("Probation until next autumn, report every month.");
        beside Some(("G89.29", "Back pain for three years, seven of ten after double shifts; imaging on file.")); themes [Pain, Work]; later None;
    "“I sang the wrong verse and everybody knew why.”" from "Herself" lives "Own house, with her husband"
        uses [Alcohol "wine" Oral "three glasses" days 13 ago 6 age 18 met 3]
        body Told("Nothing but reading glasses."), mind Told("Ashamed, sleeps well. PHQ-9 4."), trauma Nothing, family Told("Dinners every other Sunday, wine on the table since always."), work Told("Bookkeeper, four days."), legal Nothing;
        beside None; themes [Family]; later Some(("Her husband drinks every evening", "His part is his; an invitation to a family session stands."));
    "“I only study when I am not stoned, and that is never.”" from "Student counseling" lives "Student flat, with Odd"
        uses [Cannabis "flower" Smoked "three joints" days 29 ago 1 age 16 met 5]
        body Nothing, mind Told("GAD-7 12. Racing heart before every test."), trauma Nothing, family Told("Parents pay for two terms more."), work Told("Third year, four of six courses open."), legal Nothing;
        beside Some(("F41.1", "GAD-7 12; worry on more days than not for two years, restless, tired.")); themes [Worry, Study]; later None;
    "“My girls can smell it on the telephone, I swear.”" from "His wife" lives "Own house, with Noor and two daughters"
        uses [Alcohol "beer and spirits" Oral "eight drinks" days 16 ago 4 age 19 met 6]
        body Told("Liver values raised at the last check."), mind Nothing, trauma Nothing, family Told("Married fourteen years; Noor said this time or not at all."), work Told("Sales, on the road nine days a month."), legal Nothing;
        beside None; themes [Family]; later Some(("Sleeps four hours on business trips", "The trips stop for a month; then we look again."));
    "“Payday is gone by Saturday and so am I.”" from "A credit counselor" lives "Rented room"
        uses [Cocaine "coke" Nasal "two grams over a weekend" days 10 ago 7 age 23 met 6]
        body Told("Nosebleeds, otherwise well."), mind Told("PHQ-9 14. Flat for days after paydays, and in between."), trauma Declined, family Told("Cousin Rue; the others are owed money."), work Told("Stage technician, paid every two weeks."), legal Told("Two collection letters.");
        beside Some(("F32.1", "PHQ-9 14; low for four months, also in three weeks without use.")); themes [Money, Mood]; later None;
    "“I drive machines all day and may not drive home.”" from "The court" lives "Own house, alone"
        uses [Alcohol "beer" Oral "six cans" days 15 ago 11 age 16 met 4]
        body Told("Shoulder, old."), mind Nothing, trauma Nothing, family Told("Daughter Fern drives him."), work Told("Mechanic in the county garage."), legal Told("License suspended; court date moved twice.");
        beside None; themes [Legal]; later None;
    "“Two miles. I want to walk them and not pay for it all night.”" from "The pain clinic" lives "With her mother"
        uses [Opioid "hydrocodone, more than prescribed" Oral "fourteen tablets" days 26 ago 3 age 31 met 7]
        body Told("Nerve pain, left leg, after an operation. No prescription from elsewhere for months."), mind Told("PHQ-9 13; cries easily, no thoughts of death."), trauma Nothing, family Told("Mother, two nieces who want stories."), work Told("Library, on leave."), legal Nothing;
        beside Some(("F32.1", "PHQ-9 13; since the operation, first time.")); themes [Pain, Mood]; later Some(("Leave from the library ends in spring", "Taken up when walking is easier."));
    "“If I sleep, I can do the rest.”" from "The recovery house" lives "Recovery house, own room"
        uses [Opioid "fentanyl" Smoked "a gram" days 18 ago 6 age 27 met 8, Sedative "alprazolam, from the street" Oral "four bars" days 15 ago 6 age 29 met 6]
        body Told("One overdose last year, brought back with naloxone."), mind Told("GAD-7 15, most of it at night."), trauma Declined, family Told("A brother, no contact."), work Told("Gardener, seasonal."), legal Nothing;
        beside Some(("F41.1", "GAD-7 15; worry and tension long before the tablets.")); themes [Sleep, Worry]; later None;
    "“The stall is my face in this town. I want to open it without shaking.”" from "Transferred from another clinic" lives "Flat above the shop, with Jude"
        uses [Opioid "heroin" Smoked "half a gram" days 0 ago 44 age 22 met 7]
        body Told("Underweight, eats at noon only."), mind Told("GAD-7 11; counts money at night."), trauma NotAsked, family Told("Jude, eight years."), work Told("Own stall, closed since the winter."), legal Nothing;
        beside Some(("F41.1", "GAD-7 11; worry about money and health on most days for a year.")); themes [Money, Worry]; later Some(("The lease of the shop runs out in a year", "Nothing to be done about it before the season."));
    "“Since he died the evenings have no edges.”" from "Her parish nurse" lives "Own house, alone"
        uses [Alcohol "sherry" Oral "half a bottle" days 17 ago 8 age 50 met 4]
        body Told("Thyroid tablets. One fall in the kitchen."), mind Told("PHQ-9 15; earlier depression after the second child. No plan, no wish to die."), trauma Nothing, family Told("Two children near, four grandchildren."), work Told("Retired teacher."), legal Nothing;
        beside Some(("F33.1", "PHQ-9 15; second episode, since the anniversary of her husband’s death.")); themes [Mood, Support]; later None;
    "“That stairwell knows me. I need another one.”" from "Her aunt" lives "Sofa at a cousin’s, old building"
        uses [Stimulant "meth" Injected "half a gram" days 16 ago 10 age 21 met 8]
        body Told("Abscess last summer, healed. Tests asked for."), mind Told("PCL-5 38; startles at steps behind her."), trauma Told("An assault two years ago; reported, case closed."), family Told("Aunt Marguerite, who has a key."), work Nothing, legal Nothing;
        beside Some(("F43.10", "PCL-5 38; since the assault, every week.")); themes [Home, Trauma]; later Some(("Would like to finish school", "After the apartment, in her order."));
    "“They follow me all night in that kitchen. I would like to deserve it.”" from "His employer" lives "Own flat, alone"
        uses [Cocaine "coke" Nasal "a gram" days 12 ago 5 age 25 met 5, Alcohol "after-work drinks" Oral "six drinks" days 20 ago 4 age 17 met 5]
        body Nothing, mind Declined, trauma Nothing, family Told("A marriage that ended over the hours."), work Told("Head of a kitchen of nine."), legal Nothing;
        beside None; themes [Work]; later Some(("Blood pressure high at entry", "Visit with his own doctor is booked; looked at again then."));
    "“I have forgotten how one falls asleep.”" from "Occupational health" lives "Rented flat, with her sister Lou"
        uses [Alcohol "vodka" Oral "four glasses after the shift" days 19 ago 6 age 20 met 5]
        body Told("Migraine twice a month."), mind Told("Tired to tears, PHQ-9 7."), trauma Nothing, family Told("Lou, and two cats."), work Told("Hospital laundry, nights, six years."), legal Nothing;
        beside Some(("G47.00", "Sleep log of two weeks: under five hours on ten of fourteen days, also on days off.")); themes [Sleep]; later None;
    "“I am a grown man and I hide bottles like a boy.”" from "His brother" lives "Own flat, alone"
        uses [Alcohol "wine and brandy" Oral "a bottle and more" days 25 ago 5 age 18 met 6]
        body Told("Knee, blood pressure."), mind Told("PHQ-9 17; thoughts of not waking up, no plan; safety plan made the same day."), trauma Nothing, family Told("Brother Edric, two hours by train."), work Told("Retired surveyor."), legal Nothing;
        beside Some(("F33.1", "PHQ-9 17; third episode, since retirement.")); themes [Mood, Support]; later None;
    "“The dog needs me awake.”" from "A legal aid office" lives "Rented flat, alone with the dog"
        uses [Opioid "fentanyl" Smoked "half a gram" days 17 ago 4 age 18 met 7]
        body Told("Skin on the hands, treated."), mind Told("PCL-5 36; does not answer the telephone at night."), trauma Told("A partner who hit; left a year ago."), family Told("Friend Tam; parents far away."), work Told("Two days in a kennel."), legal Told("Order of protection, valid.");
        beside Some(("F43.10", "PCL-5 36; since the relationship, nearly daily.")); themes [Trauma, Home]; later None;
    "“I drive forty people at five in the morning. Enough said.”" from "His union" lives "Rented flat, with a cat"
        uses [Cannabis "vape" Vaped "all evening" days 26 ago 2 age 17 met 3, Alcohol "beer" Oral "four cans" days 22 ago 2 age 16 met 3]
        body Told("Snores; sleep study suggested."), mind Nothing, trauma NotAsked, family Nothing, work Told("Bus driver, early routes."), legal Nothing;
        beside None; themes [Sleep]; later Some(("Owes the landlord one month", "Paid in two parts by agreement; looked at again when it is done."));
    "“I want them to see their mother, not a visitor.”" from "Child welfare agency" lives "With her foster mother Greta"
        uses [Stimulant "meth" Smoked "a gram in a weekend" days 12 ago 12 age 19 met 7]
        body Told("Two teeth to be pulled."), mind Told("PHQ-9 14; worst after letters."), trauma Declined, family Told("Two children, six and four, in care; visits every second week."), work Told("Looking."), legal Told("Review of the placement after the holidays.");
        beside Some(("F32.1", "PHQ-9 14; since the children left, five months.")); themes [Family, Mood]; later Some(("No work at present", "After the review, so that no visit is missed."));
    "“Somebody has to stay awake at night, and I was good at it.”" from "His union steward" lives "Own house, alone"
        uses [Alcohol "whiskey" Oral "five glasses" days 18 ago 7 age 21 met 5]
        body Told("New hip since spring; tablets for pain, none of them opioids."), mind Nothing, trauma Declined, family Told("Widowed long ago; a son at sea."), work Told("Night watchman, on light duty."), legal Nothing;
        beside None; themes [Pain]; later None;
    "“Flour at four in the morning, that is my plan.”" from "Transferred from another clinic" lives "With her grandmother"
        uses [Opioid "pressed pills" Oral "three pills" days 0 ago 39 age 26 met 6]
        body Told("Nothing but tiredness."), mind Told("GAD-7 10; mornings worst."), trauma Nothing, family Told("Grandmother, who raised her."), work Told("Promised place as an apprentice."), legal Nothing;
        beside Some(("F41.1", "GAD-7 10; worry on most days since she was twenty.")); themes [Work, Worry]; later None;
    "“I can win a game. I cannot win a party.”" from "The team doctor" lives "Shared house, three from the team"
        uses [Alcohol "beer and shots" Oral "ten drinks" days 11 ago 5 age 15 met 5, Cocaine "coke" Nasal "a gram" days 6 ago 6 age 22 met 4]
        body Told("Two concussions; cleared to play."), mind Nothing, trauma Nothing, family Told("Parents at every home game."), work Told("Second league, contract until summer."), legal Nothing;
        beside None; themes [Support]; later None;
    "“They all sat in my kitchen and nobody shouted. I said no that day.”" from "Her family, after an intervention" lives "Rented room, with her cousin Kit"
        uses [Stimulant "crystal" Smoked "half a gram" days 18 ago 4 age 22 met 7]
        body Told("Teeth; weight down by four kilograms."), mind Told("GAD-7 16. Worry long before use, worst at night."), trauma Declined, family Told("Mother Delphine and cousin Kit asked for the intervention."), work Told("Welding course interrupted in the second term."), legal Nothing;
        beside Some(("F41.1", "GAD-7 16; worry on most days since school, also in months without use.")); themes [Worry, Study]; later None;
};
