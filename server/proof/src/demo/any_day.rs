//! The demo is filled on any day: what the tables make must hold together on each.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::{
    assess,
    calendar::{Calendar, Step, day},
    cast::{CAST, CLIENTS, COUNSELORS},
    life::LIVES,
    note, plan,
    script::{Act, acts},
};
use chrono::{DateTime, TimeZone, Utc};
use clinical::{
    AuthorLine,
    diagnosis::{Around, Condition, ConditionStatus},
    likeness::{CLONE_PERCENT, Shingles},
    plan::{Care, Plan, PlanReview, ReviewSettings, Urgency, diff, due, without_reason},
};
use record::{DocId, Time};

/// Every day of two weeks, early and late.
fn moments() -> impl Iterator<Item = DateTime<Utc>> {
    (14..28).flat_map(|day| [7, 23].map(|hour| Utc.with_ymd_and_hms(2026, 11, day, hour, 10, 0).unwrap()))
}

fn line() -> AuthorLine {
    AuthorLine { name: "Ines Quill".to_owned(), credential: "CADC".to_owned() }
}

/// Nothing keeps these from being saved, one beside the other.
fn stand(all: &[Condition], before: &[Condition], at: Time, number: usize) {
    for (place, one) in all.iter().enumerate() {
        let others: Vec<&Condition> = all.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, one)| one).collect();
        let around = Around { today: day(at), birth_date: None, others: &others, before: before.get(place) };
        assert!(one.check(&around).is_empty(), "client {number}, diagnosis {place}");
    }
}

/// The versions and reviews of one client; each may be signed on its day.
fn course(number: usize, calendar: &Calendar) -> (Plan, Vec<PlanReview>) {
    let (client, life) = (&CAST[number], &LIVES[number]);
    let at = calendar.assessed().unwrap();
    let assessment = assess::assessment(number, client, life, &line(), at);
    assert!(assessment.is_ready(day(at)) && (3..=5).contains(&assessment.findings.len()), "client {number}");
    let conditions = assess::conditions(client, life, &line(), at);
    stand(&conditions, &[], at, number);
    let confirmed_at = calendar.confirmed().unwrap();
    let confirm = |one: &Condition| assess::confirmed(client, one, &line(), confirmed_at, "Seen.");
    let confirmed: Vec<Condition> = conditions.iter().map(confirm).collect();
    stand(&confirmed, &conditions, confirmed_at, number);
    if life.quiet() {
        let at = calendar.remitted().unwrap();
        let quiet = assess::in_remission(client, &confirmed[0]);
        assert_eq!(quiet.status, ConditionStatus::InRemission);
        stand(&[quiet], &confirmed[..1], at, number);
    }
    let named: Vec<(DocId, Condition)> = (1..).map(DocId::from_u128).zip(conditions).collect();
    let planned = calendar.planned().unwrap();
    assert!(at < planned && confirmed_at < planned, "client {number}");
    let mut force = plan::first(number, client, life, &line(), planned, &named).unwrap();
    assert!(force.is_ready(day(planned)), "client {number}");
    let mut reviews = Vec::new();
    for (at, step) in calendar.steps() {
        match step {
            Step::Reviewed => {
                let review = plan::review(number, client, at);
                assert!(review.check(day(at)).is_empty());
                reviews.push(review);
            }
            Step::Revised | Step::Returned => {
                let next = plan::second(number, client, DocId::from_u128(9), &force, at).unwrap();
                assert!(next.is_ready(day(at)), "client {number}");
                assert!(without_reason(&diff(&force, &next).unwrap()).is_empty(), "client {number}");
                if step == Step::Revised {
                    (force, reviews) = (next, Vec::new());
                }
            }
        }
    }
    (force, reviews)
}

#[test]
fn on_any_day_all_can_be_signed_and_some_reviews_are_due() {
    for now in moments() {
        let (mut overdue, mut soon, mut steps) = (0, 0, 0);
        for number in 0..COUNSELORS * CLIENTS {
            let calendar = Calendar::of(number, now).unwrap();
            let (force, reviews) = course(number, &calendar);
            let care = Care { opened: None, sessions: &[] };
            match due(&force, &reviews, &[], day(Time::from(now)), care, &ReviewSettings::standard()).urgency {
                Urgency::Overdue => overdue += 1,
                Urgency::Soon | Urgency::Today => soon += 1,
                Urgency::Later => {}
            }
            steps += calendar.steps().len();
        }
        assert!((1..=5).contains(&overdue) && (2..=8).contains(&soon), "{now}: {overdue} overdue, {soon} soon");
        assert_eq!(steps, 31, "{now}: every look at a plan falls between the first plan and now");
    }
}

#[test]
fn on_any_day_no_note_is_much_like_an_earlier_one_of_its_chart() {
    for now in moments().step_by(5) {
        let mut written: Vec<(usize, Shingles)> = Vec::new();
        for counselor in 0..COUNSELORS {
            for (_, act) in acts(counselor, now) {
                let Act::Sign(session) = act else { continue };
                let number = counselor * CLIENTS + session.client;
                let note = note::compose(counselor, number, &CAST[number], &session);
                if note.service.spec().met {
                    let text = Shingles::of(&note.plain_text());
                    for (_, other) in written.iter().filter(|(whose, _)| *whose == number) {
                        assert_eq!(text.more_alike_than(other, CLONE_PERCENT), None, "client {number}, week {}", session.week);
                    }
                    written.push((number, text));
                }
            }
        }
        assert!(written.len() > 200, "twelve weeks of notes");
    }
}
