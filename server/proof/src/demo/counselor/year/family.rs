//! The intervention with which the year began: what the family asked, prepared and heard.

use crate::{
    ZONE,
    demo::{calendar::day, cast::Client},
    offset_minutes,
};
use chrono::{Days, NaiveDate};
use clinical::{
    Edition, LevelOfCare, PatientName, Zoned,
    intervention::{
        ArrangedTreatment, Attendance, Consequence, DetoxNeed, FamilySupport, FollowUp, Intervention, LetterStage, Meeting,
        Model, Offer, Outcome, Participant, ParticipantId, ScreenAnswer, ScreenItem, Screened,
    },
};
use keeper::protocol::Problem;
use record::Time;

/// Each participant's letter.
pub(super) const LETTERS: [(&str, &str); 2] = [
    (
        "mother",
        "Briar, you taught me to drive a nail when you were nine. I miss you at the bench. Say yes to the bed on Pine Street; I drive.",
    ),
    ("cousin", "I have a room and you can have it. I am not angry. I am scared on weekends."),
];

pub(super) fn participant(id: &str) -> Result<ParticipantId, Problem> {
    ParticipantId::new(id).map_err(|_| Problem::Damaged)
}

/// As it was first asked for.
pub(super) fn asked(client: &Client, interventionist: String, on: NaiveDate) -> Intervention {
    let (year, month, born) = client.born;
    Intervention {
        person: PatientName { given: client.given.to_owned(), family: client.family.to_owned(), ..PatientName::default() },
        birth_date: NaiveDate::from_ymd_opt(year, month, born),
        requested_by: "Delphine Tollgate, her mother".to_owned(),
        requested_on: Some(on),
        concern: "Gone for whole weekends since spring; the course is interrupted. The family wants to ask her once, together."
            .to_owned(),
        interventionist,
        model: Some(Model::Johnson),
        model_why: "She does not answer when she is asked alone; the family can prepare.".to_owned(),
        model_on: Some(on),
        ..Intervention::default()
    }
}

/// Prepared: who takes part, letters, treatment arranged.
pub(super) fn prepared(mut all: Intervention, on: NaiveDate) -> Intervention {
    let person = |id: &str, name: &str, relation: &str, role: &str| {
        let mut one = Participant::new(ParticipantId::new(id).ok()?);
        (one.name, one.relation, one.role) = (name.to_owned(), relation.to_owned(), role.to_owned());
        (one.letter.state, one.letter.reviewed_on) = (LetterStage::Reviewed, Some(on));
        Some(one)
    };
    let people = [
        person("mother", "Delphine Tollgate", "mother", "Reads first, offers the ride"),
        person("cousin", "Kit Tollgate", "cousin", "Reads second, offers the room"),
    ];
    all.participants = people.into_iter().flatten().collect();
    let clear = || Screened { answer: ScreenAnswer::Clear, words: String::new() };
    all.screen = ScreenItem::ALL.iter().map(|item| (*item, clear())).collect();
    all.screened_on = Some(on);
    let present = || all.participants.iter().map(|one| one.id.clone()).collect();
    all.meetings = [
        (5, "What each wants to say, and what nobody will say."),
        (0, "Letters read aloud and cut to one page; who sits where."),
    ]
    .map(|(ago, words)| Meeting { on: on.checked_sub_days(Days::new(ago)), present: present(), words: words.to_owned() })
    .into();
    all.treatment = ArrangedTreatment {
        program: "Evening intensive".to_owned(),
        level: LevelOfCare::find(Edition::Fourth, "2.1"),
        transport: "Delphine drives, twenty minutes.".to_owned(),
        packing: "A bag is at Kit’s.".to_owned(),
        detox: DetoxNeed::NotNeeded,
        expect: "Three evenings a week; the first two weeks are the fullest.".to_owned(),
        ..ArrangedTreatment::default()
    };
    let by = all.participants.first().map(|one| one.id.clone());
    all.consequences =
        vec![Consequence { by, words: "No money for the phone while nothing is begun.".to_owned(), announced: false }];
    all
}

/// The session, and a no for now.
pub(super) fn refused(mut all: Intervention, at: Time) -> Intervention {
    let zoned = |minutes: i64| {
        let at = at.plus(minutes * 60_000);
        Zoned::new(at.to_utc(), ZONE.name(), offset_minutes(at)).ok()
    };
    (all.session.start, all.session.end) = (zoned(-120), zoned(-65));
    all.session.place = "Delphine’s kitchen".to_owned();
    all.session.outcome = Some(Outcome::RefusedForNow);
    all.session.said = "“Not today. But I heard you.”".to_owned();
    all.session.words = "Both letters were read to the end. She stayed the whole time and took the letters along.".to_owned();
    all.session.incident = Screened { answer: ScreenAnswer::Clear, words: String::new() };
    for one in &mut all.participants {
        (one.attended, one.letter.read) = (Attendance::There, true);
    }
    for one in &mut all.consequences {
        one.announced = true;
    }
    let on = day(at).checked_add_days(Days::new(14));
    all.follow_ups = vec![FollowUp { on, with: "Briar, by phone".to_owned(), time: "9 AM".to_owned(), ..FollowUp::default() }];
    let who = all.participants.first().map(|one| one.id.clone());
    all.supports = vec![FamilySupport { who, what: "Family group on Tuesdays".to_owned(), offer: Offer::default() }];
    all
}

/// The follow-up, and a yes.
pub(super) fn accepted(mut all: Intervention, on: NaiveDate) -> Intervention {
    for contact in &mut all.follow_ups {
        contact.on = Some(on);
        contact.done = true;
        contact.result = "She called before nine, from Kit’s room: “Is the place still free?”".to_owned();
        contact.outcome = Some(Outcome::AcceptedLater);
    }
    all.admit_on = on.checked_add_days(Days::new(14));
    all.escort = "Delphine".to_owned();
    all
}
