//! From a session to the note about it.

use super::{
    cast::{CAST, COUNSELORS, Client},
    script::{Session, Visit, dice},
    words::{self, Stage, fill, say},
};
use crate::{ZONE, offset_minutes};
use chrono::{DateTime, Duration, Utc};
use clinical::{
    Absence, Attempt, Format, Modality, Note, OutreachMethod, Participant, RiskItem, Screen, ServiceTime, ServiceType, When,
    Zoned,
};
use record::Time;

fn zoned(at: DateTime<Utc>) -> Option<Zoned> {
    Zoned::new(at, ZONE.name(), offset_minutes(Time::from(at))).ok()
}

/// The time of a service, as the note keeps it.
pub(super) fn service_time(start: DateTime<Utc>, end: DateTime<Utc>) -> When {
    let known = zoned(start).zip(zoned(end)).and_then(|(start, end)| ServiceTime::new(start, end).ok());
    known.map_or_else(When::default, When::Known)
}

const fn format(counselor: usize, week: u32) -> Format {
    match (counselor, week % 3) {
        (0, 0) => Format::Soap,
        (0, _) => Format::Dap,
        (1, _) => Format::Birp,
        (_, 0) => Format::Girp,
        (_, 1) => Format::Pirp,
        _ => Format::Soap,
    }
}

/// The note about `session` with `client`, the counselor's own of number `number`.
pub(super) fn compose(counselor: usize, number: usize, client: &Client, session: &Session) -> Note {
    let mut note = Note::new(session.service, format(counselor, session.week));
    note.when = service_time(session.start, session.end);
    let turn = session.week as usize;
    if session.service.spec().met {
        note.modality = Some(match dice(number, turn, 9) {
            0 => Modality::Video,
            1 if session.service == ServiceType::Individual => Modality::Phone,
            _ => Modality::InPerson,
        });
        note.location = match note.modality {
            Some(Modality::InPerson) | None => format!("Harbor Row, room {}", 2 + counselor),
            Some(Modality::Video | Modality::Phone) => "Client at home, alone in the room".to_owned(),
        };
        screen(&mut note, number, client, session.week);
        let next = session.start + Duration::days(7);
        note.next_session = (session.service == ServiceType::Individual).then(|| zoned(next)).flatten();
    }
    if turn % 4 == 2 && session.service == ServiceType::Individual {
        note.toxicology =
            format!("Urine sample given {}; result not back yet.", if turn % 8 == 2 { "today" } else { "on Monday" });
    }
    note.late_reason = session.late.to_owned();
    match session.service {
        ServiceType::CaseManagement => case_management(&mut note, client),
        ServiceType::NoShow => no_show(&mut note, client, session),
        ServiceType::Collateral => collateral(&mut note, client),
        ServiceType::Crisis => crisis(&mut note, client),
        ServiceType::Individual | ServiceType::Intervention | ServiceType::Medication => {
            formatted(&mut note, number, client, session.week)
        }
        ServiceType::Group => {
            note.set_text("topic", GROUP.get(turn % GROUP.len()).copied().unwrap_or_default());
            note.set_text("participation", say(words::TAKEN, client, number * 5 + 3, turn));
            formatted(&mut note, number + 9, client, session.week);
        }
        ServiceType::Family => {
            note.set_text("family_present", fill("{p}, for the whole session; consent of the client on file.", client));
            note.participants =
                vec![Participant { name: capitalized(client.person), relation: "Invited by the client".to_owned() }];
            formatted(&mut note, number + 11, client, session.week);
        }
    }
    note
}

const GROUP: [&str; 4] =
    ["Riding out a craving", "Asking for help early", "Sleep, food and the rest of the day", "What to say when someone insists"];

fn formatted(note: &mut Note, number: usize, client: &Client, week: u32) {
    let (start, turn) = (number * 5, week as usize);
    let one = |pool, salt: usize| say(pool, client, start + salt, turn);
    let opening = one(words::opening(Stage::of(week)), 0);
    let two = |first: String, second: String| format!("{first} {second}");
    for section in note.format.sections() {
        let text = match section.id {
            "subjective" => two(opening.clone(), one(words::TOPIC, 1)),
            "objective" => two(one(words::SEEN, 2), one(words::DONE, 3)),
            "data" => [opening.clone(), one(words::TOPIC, 1), one(words::DONE, 3), one(words::TAKEN, 4)].join(" "),
            "behavior" => two(opening.clone(), one(words::SEEN, 2)),
            "goal" => two(one(words::GOAL, 6), one(words::TOPIC, 1)),
            "problem" => two(one(words::PROBLEM, 6), opening.clone()),
            "intervention" => two(one(words::TOPIC, 8), one(words::DONE, 3)),
            "response" => two(one(words::TAKEN, 4), one(words::SENSE, 5)),
            "assessment" => two(one(words::SENSE, 5), one(words::TAKEN, 9)),
            _ => two(one(words::NEXT, 7), one(words::NEXT, 12)),
        };
        note.set_text(section.id, text);
    }
}

fn screen(note: &mut Note, number: usize, client: &Client, week: u32) {
    for item in RiskItem::ALL {
        note.risk.set(item, Screen::Denied);
    }
    let opioids = client.uses.contains("opioids");
    if opioids && week % 5 == 1 {
        let text = "Tolerance is lower after two weeks without use; spoken about, naloxone at home and with the support person.";
        note.risk.set(RiskItem::Overdose, Screen::Present(text.to_owned()));
    }
    if week == 0 && !client.medicine.is_empty() {
        let text = "Mild: yawning and poor sleep; told to the prescriber the same day.";
        note.risk.set(RiskItem::Withdrawal, Screen::Present(text.to_owned()));
    }
    if number % 11 == 4 && week == 6 {
        let text = "Passive thoughts on two nights, no plan, no intent; safety plan reviewed, supervisor told, call agreed for tomorrow.";
        note.risk.set(RiskItem::Suicide, Screen::Present(text.to_owned()));
    }
    if number % 9 == 7 && week == 2 {
        note.risk.set(RiskItem::Homicide, Screen::NotAsked);
    }
}

fn case_management(note: &mut Note, client: &Client) {
    note.set_text("need", fill("{n} needs a letter about attendance, and bus fare until the end of the month, to {g}.", client));
    note.set_text(
        "action",
        fill("Wrote the letter with {n}, signed consent for this letter only; called the county transport desk.", client),
    );
    note.set_text("result", "Letter handed over in person. Twenty fares granted, to be collected on Thursday.");
    note.set_text("next_step", fill("{n} collects the fares; we look at housing forms together next week.", client));
}

fn no_show(note: &mut Note, client: &Client, session: &Session) {
    note.absence = Some(Absence::NoShow);
    note.attempts = vec![Attempt {
        method: OutreachMethod::Call,
        at: zoned(session.end),
        result: "No answer; nothing left on the line.".to_owned(),
    }];
    note.set_text(
        "absence",
        fill("{n} did not come and had not cancelled. No message left and no text sent: {n} has agreed to calls alone.", client),
    );
    note.set_text(
        "next_step",
        fill(
            "Call again tomorrow at the hour {n} prefers; if there is no answer by Friday, a letter in a plain envelope.",
            client,
        ),
    );
}

fn collateral(note: &mut Note, client: &Client) {
    note.set_text("contact", fill("{p}, by telephone, eight minutes.", client));
    note.set_text(
        "authority",
        "Written consent of the client for attendance and general progress, valid to the end of the quarter.",
    );
    note.set_text(
        "content",
        fill("Asked whether the evenings are calmer; they are. Said nothing beyond attendance, which was good.", client),
    );
    note.set_text("next_step", fill("Tell {n} about the call at the next session.", client));
}

fn crisis(note: &mut Note, client: &Client) {
    note.set_text(
        "presenting_risk",
        fill(
            "{n} called at noon after a night without sleep, with thoughts of not wanting to wake up; no plan, no means at hand.",
            client,
        ),
    );
    note.set_text(
        "actions",
        fill(
            "12:04 stayed on the line. 12:10 went through the safety plan aloud. 12:25 {p} joined by telephone, with consent.",
            client,
        ),
    );
    note.set_text("notifications", "Supervisor told at 12:40. No one else: there was no immediate danger.");
    note.set_text(
        "disposition",
        fill("{n} at home with {p} until the evening; seen in person at five, calmer, had eaten.", client),
    );
    note.set_text(
        "safety_plan",
        "Call agreed for eight in the evening and eight in the morning; crisis line 988 on the card; review in two days.",
    );
    note.risk.set(RiskItem::Suicide, Screen::Present("Thoughts without plan or intent, see above.".to_owned()));
}

/// A note as one of the cast would get it, about a session that ended at `end`: for whoever needs many.
pub(super) fn sample(number: usize, turn: usize, end: DateTime<Utc>) -> Note {
    let (counselor, client) = (number % COUNSELORS, CAST.get(number % CAST.len()));
    let week = u32::try_from(turn % 12).unwrap_or(0);
    let start = end - Duration::minutes(50);
    let session = Session {
        client: number,
        week,
        service: ServiceType::Individual,
        start,
        end,
        written: Time::from(end + Duration::minutes(12)),
        late: "",
    };
    client.map_or_else(Note::default, |client| compose(counselor, number + turn / 12, client, &session))
}

/// The prescriber's note about a visit.
pub(super) fn visit(client: &Client, visit: &Visit) -> Note {
    let mut note = Note::new(ServiceType::Medication, Format::Soap);
    note.when = service_time(visit.start, visit.end);
    note.modality = Some(Modality::InPerson);
    note.location = "Harbor Row, medical room".to_owned();
    for item in RiskItem::ALL {
        note.risk.set(item, Screen::Denied);
    }
    let pick = |texts: [&'static str; 3]| texts.get((visit.turn as usize + visit.number) % 3).copied().unwrap_or_default();
    note.set_text(
        "subjective",
        fill(
            pick([
                "{n} takes {m} as agreed and missed no day since the last visit. Sleep six hours. Appetite back.",
                "{n} missed one day of {m} while traveling and took it the next morning. No craving on waking.",
                "{n} reports constipation and dry mouth with {m}, tolerable. Asks how long it will be needed.",
            ]),
            client,
        ),
    );
    note.set_text(
        "objective",
        pick([
            "Pulse 72, blood pressure 124/78. No sign of withdrawal or sedation.",
            "Pulse 80, blood pressure 131/82. Alert, skin dry, pupils normal.",
            "Pulse 68, blood pressure 118/74. Weight up by two kilograms.",
        ]),
    );
    note.set_text(
        "assessment",
        fill(
            pick([
                "Stable on {m}. Benefit is felt by {n} and seen by the team.",
                "Good response to {m}; one missed day without consequence.",
                "Side effects mild. The wish to know the end is fair and was answered honestly: not now, and decided together.",
            ]),
            client,
        ),
    );
    note.set_text(
        "plan",
        pick([
            "Continue unchanged. Naloxone at home confirmed. Next visit in four weeks.",
            "Continue unchanged; reminder on the telephone for days away. Laboratory before the next visit.",
            "Fluids and fibre; continue. Review together with the counselor in four weeks.",
        ]),
    );
    note
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
