//! Check-ins after discharge: when each is due, and what came of it.

use super::ContinuingCare;
use crate::{AuthorLine, OutreachMethod, named::named, sealed::sealed};
use chrono::{Days, NaiveDate};
use record::DocId;
use serde::{Deserialize, Serialize};

named! {
    /// What came of a check-in.
    CheckInOutcome {
        Reached = "reached", "Talked with the client";
        NotReached = "not-reached", "Tried, did not reach the client";
        NotMade = "not-made", "Not attempted";
        Declined = "declined", "The client does not want check-ins any more";
    }
}

impl CheckInOutcome {
    /// Whether the client was not asked how they are: then it says why.
    pub const fn is_missed(self) -> bool {
        match self {
            Self::NotReached | Self::NotMade => true,
            Self::Reached | Self::Declined => false,
        }
    }
}

named! {
    /// What the client says about use since the last time.
    UseSince {
        NotAsked = "not-asked", "Not asked";
        NoUse = "none", "No use";
        SomeUse = "some", "Some use";
        NotSaid = "not-said", "Would rather not say";
    }
}

named! {
    /// How the client is, by the client's own word.
    Wellbeing {
        NotAsked = "not-asked", "Not asked";
        Well = "well", "Well";
        UpAndDown = "up-and-down", "Up and down";
        Hard = "hard", "It is hard right now";
        Danger = "danger", "In danger, or thinking about suicide";
    }
}

named! {
    /// What the client wants from the program.
    Wish {
        Nothing = "nothing", "Nothing for now";
        Talk = "talk", "To talk with somebody";
        ComeBack = "come-back", "To come back into care";
    }
}

/// A check-in after discharge.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckIn {
    /// Who wrote it, filled in at signing.
    pub author: Option<AuthorLine>,
    /// The discharge it follows.
    pub discharge: Option<DocId>,
    /// For which day after discharge, see [`super::CHECK_IN_DAYS`]; `None` for a contact between them.
    pub due: Option<u16>,
    /// The day of the contact, or of the try.
    pub on: Option<NaiveDate>,
    /// What happened as a result.
    pub outcome: CheckInOutcome,
    /// Why it was missed; asked for where it was.
    pub missed_reason: String,
    /// How the client was reached.
    pub way: OutreachMethod,
    /// What was left as a message, word for word; may be empty.
    pub message: String,
    /// How the client is.
    pub wellbeing: Wellbeing,
    /// Use since the last contact.
    pub used: UseSince,
    /// What the client says, in the client's words.
    pub words: String,
    /// Housing, work, groups, medication: what goes on, what is needed.
    pub needs: String,
    /// What the client wants from the program.
    pub wish: Wish,
    /// What was done, and what is next.
    pub next: String,
}

sealed!(CheckIn);

/// Where a check-in stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckInState {
    /// It was made.
    Made(DocId),
    /// It was missed, and says why.
    Missed(DocId),
    /// It is due, since its day.
    Due,
    /// Its day has not come.
    Coming,
}

/// A check-in that is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckInDue {
    /// Days after discharge.
    pub days: u16,
    /// Its day.
    pub on: NaiveDate,
    /// Where it stands.
    pub state: CheckInState,
}

impl CheckInDue {
    /// What it is called: `Check-in 7 days after discharge`.
    pub fn name(&self) -> String {
        check_in_name(Some(self.days))
    }

    /// Whether its day has passed without a word.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.state == CheckInState::Due && self.on < today
    }
}

/// What a check-in is called.
pub(super) fn check_in_name(days: Option<u16>) -> String {
    match days {
        None => "Check-in".to_owned(),
        Some(1) => "Check-in 1 day after discharge".to_owned(),
        Some(days) => format!("Check-in {days} days after discharge"),
    }
}

/// The check-ins after a discharge, the earliest first. `made` are those that count. Without a plan all are asked for; once the client
/// said no, in the plan or in a check-in, those that are not made are none any more.
pub fn check_ins(
    discharge: DocId,
    discharged: NaiveDate,
    plan: Option<&ContinuingCare>,
    made: &[(DocId, &CheckIn)],
    today: NaiveDate,
) -> Vec<CheckInDue> {
    let standard = ContinuingCare::default();
    let plan = plan.unwrap_or(&standard);
    let made: Vec<_> = made.iter().filter(|(_, one)| one.discharge == Some(discharge)).collect();
    let refused = !plan.wants_check_ins() || made.iter().any(|(_, one)| one.outcome == CheckInOutcome::Declined);
    let due = |days: &u16| {
        let on = discharged.checked_add_days(Days::new(u64::from(*days)))?;
        // One that was made counts before one that was missed.
        let of = made.iter().filter(|(_, one)| one.due == Some(*days)).min_by_key(|(_, one)| one.outcome.is_missed());
        let state = match of {
            Some((doc, one)) if one.outcome.is_missed() => CheckInState::Missed(*doc),
            Some((doc, _)) => CheckInState::Made(*doc),
            None if refused => return None,
            None if on <= today => CheckInState::Due,
            None => CheckInState::Coming,
        };
        Some(CheckInDue { days: *days, on, state })
    };
    plan.check_ins.iter().filter_map(due).collect()
}
