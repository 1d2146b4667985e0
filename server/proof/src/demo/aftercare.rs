//! One client of the demo leaves, is called at the check-ins, and comes back into a new episode of the same chart.

use super::{calendar::day, cast::Client, words::fill};
use chrono::Days;
use clinical::{
    Body, Discharge, Edition, EpisodeEvent, LevelOfCare, OutreachMethod,
    aftercare::{
        Appointment, CheckIn, CheckInOutcome, Consent, ContinuingCare, CopyGiven, MedicationHandOver, Naloxone, Support,
        UseSince, Wellbeing, Wish,
    },
    episode::{DischargeKind, EpisodeEventKind},
};
use keeper::protocol::ThreadView;
use record::Time;

/// Which of the cast.
pub(super) const LEFT: usize = 7;

/// What happened.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stay {
    /// The continuing-care plan is written.
    Planned,
    /// Discharged, a day later.
    Discharged,
    /// The check-in of so many days after it.
    CheckIn(u16),
    /// Back in care.
    Readmitted,
}

/// So many days ago.
pub(super) const STAYS: [(u64, Stay); 5] =
    [(31, Stay::Planned), (30, Stay::Discharged), (29, Stay::CheckIn(1)), (23, Stay::CheckIn(7)), (10, Stay::Readmitted)];

/// What is signed then.
pub(super) fn body(stay: Stay, client: &Client, thread: &ThreadView, at: Time) -> Body {
    match stay {
        Stay::Planned => continuing(client, thread, at).into(),
        Stay::Discharged => discharge(client, thread, at).into(),
        Stay::CheckIn(days) => check_in(client, thread, days).into(),
        Stay::Readmitted => EpisodeEvent {
            kind: EpisodeEventKind::Readmission,
            level: LevelOfCare::find(Edition::Fourth, "1.5"),
            reason: fill("{n} asked to come back before it gets hard: {s}.", client),
            words: "“I did not want to wait until I need it.”".to_owned(),
            ..thread.begin_episode_event()
        }
        .into(),
    }
}

fn continuing(client: &Client, thread: &ThreadView, at: Time) -> ContinuingCare {
    let begun = thread.begin_continuing_care();
    ContinuingCare {
        last_day: Some(day(at) + Days::new(1)),
        why: fill("“To {i}.”", client),
        early_signs: vec![
            "I sleep less than five hours, two nights in a row.".into(),
            "I say “I’m fine” and let calls go.".into(),
        ],
        strong_signs: vec![fill("I notice {s} and tell nobody.", client), "I think “just one, I earned it.”".into()],
        coping: vec![
            fill("Call {p} before I do anything else.", client),
            "Wait 20 minutes and move. A craving rises, peaks, and goes down.".into(),
            "Say it out loud the same day.".into(),
        ],
        if_use: fill("It is one time, not the end of the plan. I stop where I am and call {p} the same day.", client),
        people: vec![Support { name: fill("{p}", client), about: "any time".into(), reach: "555-0117".into() }],
        groups: vec![Support {
            name: "Thursday group".into(),
            about: "7:00 PM, St. Brendan’s hall".into(),
            reach: "just show up".into(),
        }],
        appointments: vec![Appointment {
            on: Some(day(at) + Days::new(5)),
            time: "3:00 PM".into(),
            with: "Dr. Wim Castellane, regular doctor".into(),
            place: "Mill Street Health Center".into(),
        }],
        medications: vec![MedicationHandOver {
            name: client.medicine.to_owned(),
            how: "as before".into(),
            next_on: Some(day(at) + Days::new(9)),
            prescriber: "Dr. Odile Marsh".into(),
            note: "I tell every doctor, dentist and ER that I take it.".into(),
        }],
        naloxone: Naloxone::Given,
        naloxone_words: "One in the kitchen drawer, one in the truck.".into(),
        consent: Consent::Agrees,
        way: OutreachMethod::Call,
        message: "Hi, this is Ines. Please call me at 555-0100.".into(),
        copy: CopyGiven::Paper,
        ..begun
    }
}

fn discharge(client: &Client, thread: &ThreadView, at: Time) -> Discharge {
    let begun = thread.begin_discharge();
    let goals = begun.goals.iter().cloned().map(|mut goal| {
        goal.words = "Most weeks, and said so when it was not.".to_owned();
        goal
    });
    Discharge {
        on: Some(day(at)),
        kind: Some(DischargeKind::Completed),
        reason: fill("The evening program is done. {n} goes on with the Thursday group.", client),
        summary: fill("{n} came to almost every session, spoke early about {s}, and used {h} on the hard evenings.", client),
        needs: "A dentist; the referral was sent.".to_owned(),
        words: "“It was shorter than I thought, and longer.”".to_owned(),
        goals: goals.collect(),
        ..begun
    }
}

fn check_in(client: &Client, thread: &ThreadView, days: u16) -> CheckIn {
    let begun = thread.begin_check_in(Some(days));
    if days == 1 {
        return CheckIn {
            outcome: CheckInOutcome::Reached,
            wellbeing: Wellbeing::Well,
            used: UseSince::NoUse,
            words: "“Quiet. It is strange to have the evenings.”".to_owned(),
            wish: Wish::Nothing,
            next: "Next call in a week, as agreed.".to_owned(),
            ..begun
        };
    }
    CheckIn {
        outcome: CheckInOutcome::Reached,
        wellbeing: Wellbeing::UpAndDown,
        used: UseSince::NoUse,
        words: fill("{n} spoke of {s}, and of wanting more than a group for a while.", client),
        wish: Wish::Talk,
        next: "Offered to come by; said how to come back at any time.".to_owned(),
        ..begun
    }
}
