//! What happened in the year, day by day.

use clinical::{
    aftercare::{UseSince, Wellbeing},
    return_to_use::Period,
};

/// What happened on a day.
#[derive(Clone, Copy)]
pub(super) enum Turn {
    /// The family asked for an intervention.
    Asked,
    /// They met, wrote letters, and met again.
    Prepared,
    /// The session: refused for now.
    Refused,
    /// The follow-up: accepted, and the bed is free on a day.
    Accepted,
    /// Care began, with the link from the intervention.
    Admitted,
    /// A session, with its week in care.
    Session(u32),
    Assessed,
    Planned,
    /// A GAD-7 of so many points, and the BAM of the last week without item 7.
    Measured(u8, [u8; 16]),
    /// A return to use that became known.
    Returned(&'static Use),
    /// The revision that answers it, or another one: its occasion.
    Revised(&'static str),
    /// The plan was looked at, and holds for another while.
    Reviewed,
    /// Care at another level, and why.
    Moved(&'static str, &'static str),
    Continuing,
    Discharged,
    /// The check-in of so many days: how the client is, whether there was use, in whose words.
    CheckedIn(u16, Wellbeing, UseSince, &'static str),
    Readmitted,
}

/// A return to use, counted in days back from the day it became known.
pub(super) struct Use {
    pub(super) first: u64,
    pub(super) last: u64,
    pub(super) days: u16,
    /// Whole days without use before it.
    pub(super) free: u64,
    pub(super) period: Period,
    pub(super) account: &'static str,
    pub(super) protective: &'static str,
    pub(super) helped: &'static str,
    pub(super) did_not_help: &'static str,
    /// Why care is at the level it was.
    pub(super) decision: &'static str,
}

static FIRST: Use = Use {
    first: 11,
    last: 6,
    days: 4,
    free: 49,
    period: Period::InCare,
    account: "I went to get my tools from Pier Road and stayed. I told nobody for eleven days because I was sure that it was over for me here.",
    protective: "Threw out the pipe, slept at Kit’s.",
    helped: "Nobody asked why; the first question was whether I am safe.",
    did_not_help: "Going there alone, and waiting for the right moment to say it.",
    decision: "Four days in six, alone, and told late: a bed for four weeks, then the evenings again.",
};
static SECOND: Use = Use {
    first: 6,
    last: 6,
    days: 1,
    free: 97,
    period: Period::InCare,
    account: "One evening after the exam. I called Kit from the bus.",
    protective: "Left when she noticed; called Kit the same night.",
    helped: "The card with two numbers in the phone case.",
    did_not_help: "Celebrating with people who use.",
    decision: "One evening, stopped by herself; contact twice a week gives more than a new place.",
};
static THIRD: Use = Use {
    first: 2,
    last: 0,
    days: 3,
    free: 84,
    period: Period::AfterDischarge,
    account: "The shop closed and I had the days for myself. On the third day I called you before you called me.",
    protective: "Not alone; Kit knew where.",
    helped: "That the way back was written on the paper, with a name.",
    did_not_help: "No group in the week any more.",
    decision: "She asks to come back to the evenings; nothing asks for a bed.",
};
static FOURTH: Use = Use {
    first: 0,
    last: 0,
    days: 1,
    free: 55,
    period: Period::InCare,
    account: "This morning. I came straight here.",
    protective: "Came to the office within two hours.",
    helped: "Saying it the same day. It was smaller once it was said.",
    did_not_help: "Sleeping four hours, three nights on end, without telling.",
    decision: "Told the same day; sleep is what is worked on, at the level as it is.",
};

/// The year: so many days ago.
#[rustfmt::skip]
pub(super) static STORY: &[(u64, Turn)] = {
    use Turn::*;
    &[
        (406, Asked), (399, Prepared), (392, Refused), (378, Accepted),
        (364, Admitted), (363, Session(0)), (362, Assessed), (360, Measured(16, [3, 5, 6, 1, 0, 3, 4, 1, 0, 4, 1, 1, 0, 4, 1, 1])),
        (357, Planned), (349, Session(2)), (336, Measured(13, [3, 4, 5, 0, 0, 0, 3, 2, 1, 3, 1, 2, 0, 3, 2, 2])), (335, Session(4)),
        (330, Reviewed), (308, Measured(12, [2, 4, 4, 0, 0, 0, 2, 2, 1, 3, 1, 3, 1, 2, 3, 2])),
        (301, Returned(&FIRST)), (299, Moved("3.5", "Four days of use in six; a place where nights are not alone.")), (297, Revised("Return to use")),
        (294, Measured(17, [3, 6, 6, 0, 0, 4, 4, 0, 0, 5, 0, 0, 0, 4, 1, 1])), (285, Reviewed),
        (271, Moved("2.1", "Four weeks are done; the evenings again, from Kit’s.")), (270, Session(13)), (266, Measured(11, [2, 4, 4, 0, 0, 0, 2, 2, 2, 2, 1, 3, 1, 2, 4, 2])),
        (257, Reviewed), (238, Measured(9, [2, 3, 3, 0, 0, 0, 2, 2, 2, 2, 1, 4, 1, 2, 4, 3])), (237, Session(18)),
        (228, Revised("Step down")), (225, Moved("1.5", "Three months without use; the course begins again.")), (210, Measured(7, [1, 2, 2, 0, 0, 0, 1, 3, 2, 1, 1, 5, 1, 1, 5, 3])), (209, Session(22)),
        (193, Returned(&SECOND)), (190, Revised("Return to use")), (189, Measured(10, [2, 4, 3, 0, 0, 1, 2, 2, 1, 2, 1, 4, 1, 2, 4, 2])), (178, Reviewed),
        (168, Measured(6, [1, 2, 2, 0, 0, 0, 1, 3, 2, 1, 1, 5, 1, 1, 5, 3])), (167, Session(28)),
        (155, Continuing), (154, Session(30)), (150, Discharged),
        (149, CheckedIn(1, Wellbeing::Well, UseSince::NoUse, "“Strange, and good.”")), (143, CheckedIn(7, Wellbeing::Well, UseSince::NoUse, "“I weld all day.”")),
        (120, CheckedIn(30, Wellbeing::UpAndDown, UseSince::NoUse, "“The shop may close. I sleep badly.”")),
        (108, Returned(&THIRD)), (106, Readmitted), (105, Session(37)), (104, Measured(14, [3, 5, 5, 0, 0, 3, 3, 1, 0, 4, 1, 1, 0, 4, 2, 1])), (103, Revised("Readmission")),
        (90, Reviewed), (76, Measured(11, [2, 4, 4, 0, 0, 0, 2, 2, 2, 2, 1, 3, 1, 2, 4, 2])), (75, Session(41)), (64, Reviewed),
        (51, Returned(&FOURTH)), (50, Revised("Return to use")), (48, Measured(9, [2, 4, 3, 0, 0, 1, 2, 2, 3, 2, 1, 4, 1, 2, 5, 3])), (47, Session(45)), (37, Reviewed),
        (20, Measured(7, [1, 2, 2, 0, 0, 0, 1, 3, 3, 1, 1, 5, 1, 1, 6, 4])), (19, Session(49)), (9, Reviewed),
        (6, Measured(5, [1, 1, 2, 0, 0, 0, 1, 3, 3, 1, 1, 5, 1, 1, 6, 4])), (5, Session(51)),
    ]
};
