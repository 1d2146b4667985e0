//! Who is in the demo. Every name is made up; numbers are from the range kept for fiction, mail from example.org.

use chrono::{Days, NaiveDate};
use clinical::{
    Contact, Edition, EmergencyContact, LevelOfCare, PatientName, PatientProfile, SafeContact, measure::MeasureSchedules,
};
use record::Role;

/// Someone who works there.
pub(super) struct Person {
    pub(super) name: &'static str,
    pub(super) credential: &'static str,
    pub(super) login: &'static str,
    pub(super) passphrase: &'static str,
    pub(super) role: Role,
    pub(super) trainee: bool,
    /// May diagnose; what others write down is confirmed by someone who may.
    pub(super) diagnoses: bool,
}

/// The program.
pub(super) const PROGRAM: &str = "Harbor Row (demo)";

/// Who founds it.
pub(super) const ADMINISTRATOR: Person = Person {
    name: "Ada Fennimore",
    credential: "",
    login: "ada",
    passphrase: "demo only: ferry kettle quiet orchard",
    role: Role::Administrator,
    trainee: false,
    diagnoses: false,
};

/// Who is invited: first the counselors, in the order of their clients, then those who join their teams.
pub(super) const STAFF: [Person; 5] = [
    Person {
        name: "Ines Quill",
        credential: "CADC",
        login: "ines",
        passphrase: "demo only: amber harbor quiet ladder",
        role: Role::Counselor,
        trainee: false,
        diagnoses: false,
    },
    Person {
        name: "Rafe Hollis",
        credential: "LCSW",
        login: "rafe",
        passphrase: "demo only: walnut signal quiet meadow",
        role: Role::Counselor,
        trainee: false,
        diagnoses: true,
    },
    Person {
        name: "Pia Sedgeway",
        credential: "BSW, in training",
        login: "pia",
        passphrase: "demo only: copper window quiet thistle",
        role: Role::Counselor,
        trainee: true,
        diagnoses: false,
    },
    Person {
        name: "Tobias Lantern",
        credential: "LCPC",
        login: "tobias",
        passphrase: "demo only: river compass quiet mitten",
        role: Role::Supervisor,
        trainee: false,
        diagnoses: true,
    },
    Person {
        name: "Odile Marsh",
        credential: "MD",
        login: "odile",
        passphrase: "demo only: granite feather quiet bakery",
        role: Role::Prescriber,
        trainee: false,
        diagnoses: true,
    },
];

/// How many of [`STAFF`] are counselors.
pub(super) const COUNSELORS: usize = 3;
/// Which of [`STAFF`] supervises.
pub(super) const SUPERVISOR: usize = 3;
/// Which of [`STAFF`] prescribes.
pub(super) const PRESCRIBER: usize = 4;
/// How many clients each counselor has.
pub(super) const CLIENTS: usize = 8;
/// Who has been in care for a year, beside the others: the last of [`CAST`].
pub(super) const YEAR: usize = COUNSELORS * CLIENTS;

/// Someone in care, and what their notes keep coming back to.
pub(super) struct Client {
    pub(super) given: &'static str,
    pub(super) family: &'static str,
    pub(super) preferred: &'static str,
    pub(super) pronouns: &'static str,
    pub(super) born: (i32, u32, u32),
    pub(super) level: &'static str,
    /// Substance, as it stands in a sentence.
    pub(super) uses: &'static str,
    /// What they want.
    pub(super) goal: &'static str,
    /// What makes it hard.
    pub(super) strain: &'static str,
    /// Who stands by them.
    pub(super) person: &'static str,
    /// What helps them.
    pub(super) strength: &'static str,
    /// The medicine they take, if any.
    pub(super) medicine: &'static str,
    /// Weeks in care.
    pub(super) weeks: u32,
}

macro_rules! clients {
    ($($given:literal $family:literal ($preferred:literal) $pronouns:literal $year:literal-$month:literal-$day:literal $level:literal
        uses $uses:literal goal $goal:literal strain $strain:literal person $person:literal strength $strength:literal
        medicine $medicine:literal weeks $weeks:literal;)*) => {
        [$(Client {
            given: $given, family: $family, preferred: $preferred, pronouns: $pronouns, born: ($year, $month, $day),
            level: $level, uses: $uses, goal: $goal, strain: $strain, person: $person, strength: $strength,
            medicine: $medicine, weeks: $weeks,
        }),*]
    };
}

#[rustfmt::skip]
pub(super) const CAST: [Client; YEAR + 1] = clients! {
    "Wren" "Maplethorn" ("") "she/her" 1992-4-17 "2.1" uses "alcohol and opioids" goal "keep weekends with her son" strain "calls about the custody schedule" person "her sister Ada" strength "early morning walks" medicine "buprenorphine/naloxone" weeks 12;
    "Solomon" "Pemberwick" ("Sol") "he/him" 1968-9-2 "2.1" uses "alcohol" goal "go back to the boatyard part time" strain "evenings alone in the flat" person "his neighbour Gus" strength "repairing clocks" medicine "acamprosate" weeks 12;
    "Juno" "Ashgrove" ("") "she/her" 1999-1-28 "2.1" uses "methamphetamine" goal "finish the dental assistant course" strain "running into people from before" person "her brother Kit" strength "drawing maps of the city" medicine "" weeks 11;
    "Opal" "Thistleby" ("") "she/her" 1985-11-5 "2.1" uses "opioids" goal "move out of the shelter by spring" strain "the noise and lack of sleep at the shelter" person "her case worker at the shelter" strength "a plain sense of humour" medicine "methadone" weeks 12;
    "Linus" "Reedmoor" ("") "he/him" 1990-6-30 "2.1" uses "opioids" goal "hold the warehouse job through probation" strain "back pain after double shifts" person "his father" strength "keeping lists" medicine "buprenorphine/naloxone" weeks 10;
    "Calla" "Moonwort" ("") "she/her" 1977-3-12 "1.5" uses "alcohol" goal "sing with the choir again" strain "family dinners with wine on the table" person "her choir friend Bea" strength "singing" medicine "" weeks 12;
    "Fen" "Larkspur" ("") "they/them" 2001-8-21 "1.5" uses "cannabis" goal "pass two courses this term" strain "worry before exams" person "their roommate Odd" strength "long bicycle rides" medicine "" weeks 8;
    "Bram" "Oatley" ("") "he/him" 1981-12-9 "2.1" uses "alcohol" goal "be at home when the girls come from school" strain "business trips and hotel bars" person "his wife Noor" strength "cooking for others" medicine "naltrexone" weeks 11;
    "Pax" "Willowmere" ("") "they/them" 1995-2-14 "2.1" uses "cocaine" goal "pay off the two oldest debts" strain "paydays" person "their cousin Rue" strength "playing the bass" medicine "" weeks 12;
    "Teasel" "Brookby" ("") "he/him" 1973-7-7 "1.5" uses "alcohol" goal "get the driving license back" strain "waiting for the court date" person "his daughter Fern" strength "patience with machines" medicine "" weeks 11;
    "Isolde" "Rushlight" ("") "she/her" 1988-10-19 "2.1" uses "opioids" goal "walk two miles without stopping" strain "nerve pain in the left leg" person "her mother" strength "reading aloud to her nieces" medicine "buprenorphine/naloxone" weeks 12;
    "Finch" "Padgett" ("") "he/him" 1979-5-25 "2.1" uses "opioids and benzodiazepines" goal "keep the room at the recovery house" strain "nights when sleep does not come" person "the house manager Abel" strength "gardening" medicine "methadone" weeks 10;
    "Tansy" "Cobblewick" ("") "she/her" 1993-9-9 "1.5" uses "opioids" goal "open the flower stall again" strain "money worries in the slow season" person "her partner Jude" strength "making something out of little" medicine "extended-release buprenorphine" weeks 12;
    "Hazel" "Tinderby" ("") "she/her" 1964-1-3 "1.5" uses "alcohol" goal "look after the grandchildren on Fridays" strain "the anniversary of her husband's death" person "her friend Win" strength "quilting" medicine "" weeks 9;
    "Juniper" "Vale" ("June") "she/they" 1997-6-16 "2.1" uses "methamphetamine" goal "get the apartment on the waiting list" strain "the old building and its stairwell" person "her aunt Marguerite" strength "swimming" medicine "" weeks 12;
    "Cassian" "Rookwood" ("") "he/him" 1986-4-4 "2.1" uses "cocaine and alcohol" goal "rebuild trust at the kitchen he runs" strain "closing time, when the staff drink together" person "his sous-chef Lina" strength "leading a team" medicine "" weeks 10;
    "Marigold" "Stennet" ("Mari") "she/her" 1991-11-30 "1.5" uses "alcohol" goal "sleep without drinking" strain "night shifts at the hospital laundry" person "her sister Lou" strength "keeping promises to others" medicine "naltrexone" weeks 12;
    "Oswin" "Harrowgate" ("") "he/him" 1958-8-8 "1.5" uses "alcohol" goal "travel to see his brother" strain "long empty afternoons" person "his brother Edric" strength "chess" medicine "" weeks 11;
    "Sorrel" "Dunmore" ("") "they/them" 2000-3-3 "2.1" uses "opioids" goal "keep the dog and the lease" strain "a former partner who calls at night" person "their friend Tam" strength "training the dog" medicine "buprenorphine/naloxone" weeks 9;
    "Bellamy" "Cray" ("Bell") "he/him" 1984-12-21 "1.5" uses "cannabis and alcohol" goal "be rested for the early bus route" strain "the first hour after work" person "his shift partner Dot" strength "knowing every street by heart" medicine "" weeks 12;
    "Linnet" "Fairweather" ("") "she/her" 1996-7-27 "2.1" uses "methamphetamine" goal "visit her children under supervision, then without" strain "letters from the agency" person "her foster mother Greta" strength "writing letters" medicine "" weeks 10;
    "Alder" "Quist" ("") "he/him" 1971-2-18 "1.5" uses "alcohol" goal "stay on the night watch roster" strain "pain after the hip operation" person "his union steward Ray" strength "steadiness" medicine "acamprosate" weeks 8;
    "Posy" "Greenhalgh" ("") "she/her" 1989-5-13 "2.1" uses "opioids" goal "start the bakery apprenticeship in January" strain "mornings without a plan" person "her grandmother" strength "baking" medicine "buprenorphine/naloxone" weeks 12;
    "Rowan" "Ketteridge" ("") "he/they" 1994-10-1 "2.1" uses "alcohol and cocaine" goal "play the whole winter season" strain "locker-room parties" person "the team captain Ivo" strength "endurance" medicine "" weeks 11;
    "Briar" "Tollgate" ("") "she/her" 1994-8-6 "2.1" uses "methamphetamine" goal "finish the welding course" strain "weekends at the old house on Pier Road" person "her cousin Kit" strength "fixing things with her hands" medicine "" weeks 52;
};

impl Client {
    /// How their counselor writes them.
    pub(super) fn first(&self) -> &'static str {
        if self.preferred.is_empty() { self.given } else { self.preferred }
    }

    /// Their profile, for care that began on `opened`; `number` makes telephone and street.
    pub(super) fn profile(&self, number: usize, opened: NaiveDate) -> PatientProfile {
        let (year, month, day) = self.born;
        let login = format!("{}.{}", self.given, self.family).to_lowercase();
        let texts = number % 3 != 1;
        let phone = format!("(312) 555-01{:02}", 10 + number);
        let kin = EmergencyContact {
            name: capital(self.person),
            relation: "Chosen by the client".to_owned(),
            phone: format!("(312) 555-01{:02}", 50 + number),
            knows: number % 4 != 3,
        };
        PatientProfile {
            name: PatientName {
                given: self.given.to_owned(),
                family: self.family.to_owned(),
                preferred: self.preferred.to_owned(),
            },
            pronouns: self.pronouns.to_owned(),
            birth_date: NaiveDate::from_ymd_opt(year, month, day),
            contact: Contact {
                phone,
                email: if number.is_multiple_of(2) { format!("{login}@example.org") } else { String::new() },
                address: format!("{} Fennel Street\nHarbor Row", 12 + 7 * number),
            },
            safe_contact: SafeContact {
                call: true,
                voicemail: number.is_multiple_of(5),
                text: texts,
                email: false,
                words_to_use: "Say \"the office on Harbor Row\"; nothing about treatment.".to_owned(),
                not_to_speak_to: if number % 6 == 2 { "The landlord, who sometimes answers.".to_owned() } else { String::new() },
            },
            program: if self.level == "2.1" { "Evening intensive".to_owned() } else { "Outpatient".to_owned() },
            level_of_care: LevelOfCare::find(Edition::Fourth, self.level),
            opened: opened.checked_sub_days(Days::new(u64::from(number % 2 == 1))).or(Some(opened)),
            emergency: (number % 7 != 5).then_some(kin),
            allergies: match number % 4 {
                0 => Some("none known".to_owned()),
                1 => Some("penicillin (rash)".to_owned()),
                2 => Some("sulfonamides".to_owned()),
                _ => None,
            },
            measures: MeasureSchedules::default(),
        }
    }
}

fn capital(text: &str) -> String {
    let text = ["her ", "his ", "their ", "the "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
