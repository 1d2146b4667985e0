//! Where an intervention is: what is due, what is missing, how far each part is. Expected values come from the clinical reference,
//! section 14.

use crate::{
    interventions::{blocking, full_intervention, full_link, held, id, prepared, warned},
    made::day,
};
use clinical::intervention::*;
use std::collections::BTreeMap;

fn due(all: &Intervention, today: &str) -> Vec<(DueKind, String, bool)> {
    let course = Course::of(all, None, day(today), 7);
    course.due.iter().map(|one| (one.kind, one.on.to_string(), one.overdue)).collect()
}

#[test]
fn refusing_is_an_outcome_with_its_next_contact_and_stops_nothing() {
    for outcome in Outcome::ALL {
        let all = held(*outcome);
        assert!(blocking(&all, "2026-11-14").is_empty(), "{outcome:?}");
        let open = due(&all, "2026-11-14").contains(&(DueKind::NextContact, "2026-11-14".to_owned(), false));
        let yes = matches!(outcome, Outcome::AcceptedNow | Outcome::AcceptedLater);
        assert_eq!(open, !yes, "{outcome:?} asks for the next contact");
        assert_eq!(warned(&all, "2026-11-14").contains(&("intervention-follow-ups".to_owned(), "no-next-contact")), !yes);
        let admission = due(&all, "2026-11-14").iter().any(|(kind, ..)| *kind == DueKind::Admission);
        assert_eq!(admission, yes, "{outcome:?} asks for the admission");
    }
}

#[test]
fn the_course_of_a_refusal_that_became_a_yes() {
    let mut all = held(Outcome::RefusedForNow);
    all.treatment.held_until = None;
    assert_eq!(due(&all, "2026-11-15"), [(DueKind::NextContact, "2026-11-14".to_owned(), true)]);
    all.follow_ups.push(FollowUp { on: Some(day("2026-11-20")), with: "Alder".into(), ..FollowUp::default() });
    assert_eq!(due(&all, "2026-11-18"), [(DueKind::Contact, "2026-11-20".to_owned(), false)]);
    assert_eq!(due(&all, "2026-11-21"), [(DueKind::Contact, "2026-11-20".to_owned(), true)]);
    let contact = all.follow_ups.last_mut().unwrap();
    (contact.done, contact.result, contact.outcome) = (true, "Yes.".into(), Some(Outcome::AcceptedLater));
    assert_eq!(all.answer(), Some((Outcome::AcceptedLater, Some(day("2026-11-20")))));
    assert_eq!(all.session.outcome, Some(Outcome::RefusedForNow), "what was answered first is not overwritten");
    assert_eq!(due(&all, "2026-11-20"), [(DueKind::Admission, "2026-11-20".to_owned(), false)]);
    all.admit_on = Some(day("2026-11-22"));
    assert_eq!(due(&all, "2026-11-20"), [(DueKind::Admission, "2026-11-22".to_owned(), false)]);
    assert!(blocking(&all, "2026-11-20").is_empty());
    let link = AdmissionLink { admitted_on: Some(day("2026-11-22")), ..full_link() };
    let course = Course::of(&all, Some(&link), day("2026-11-22"), 7);
    assert!(course.due.is_empty() && course.admitted_on == Some(day("2026-11-22")));
}

#[test]
fn a_follow_up_with_the_family_is_due_also_after_admission() {
    let mut all = held(Outcome::AcceptedNow);
    all.follow_ups = vec![FollowUp { on: Some(day("2026-11-28")), with: "Delphine".into(), ..FollowUp::default() }];
    let due = Course::of(&all, Some(&full_link()), day("2026-11-27"), 7).due;
    assert_eq!(due.len(), 1);
    assert_eq!(due[0].sentence, "Follow-up with Delphine due Sat, Nov 28, 2026.");
}

#[test]
fn time_that_was_asked_for_is_given_until_its_day() {
    let mut all = held(Outcome::AskedForTime);
    all.treatment.held_until = None;
    all.session.until = Some(day("2026-11-20"));
    assert_eq!(due(&all, "2026-11-18"), [(DueKind::NextContact, "2026-11-20".to_owned(), false)]);
}

#[test]
fn what_is_missing_before_the_session_follows_from_the_model() {
    let course = |all: &Intervention| Course::of(all, None, day("2026-11-12"), 7);
    assert!(course(&prepared()).missing.is_empty());
    assert_eq!(course(&prepared()).due[0].sentence, "Session on Sat, Nov 14, 2026. Everything is prepared.");
    let steps = |all: &Intervention| course(all).missing.into_iter().map(|(step, _)| step).collect::<Vec<_>>();
    let mut all = Intervention { invited_on: None, ..prepared() };
    assert_eq!(steps(&all), [Step::Model], "an invitational intervention invites");
    all.model = Some(Model::Johnson);
    assert!(steps(&all).is_empty(), "a surprise does not");
    all.consequences.clear();
    all.participants[0].letter = LetterState::default();
    assert_eq!(steps(&all), [Step::Letters, Step::Consequences], "and it has letters and consequences");
    all.model = Some(Model::SystemicFamily);
    assert!(steps(&all).is_empty());
    all.meetings.pop();
    all.meetings.pop();
    assert_eq!(steps(&all), [Step::Participants, Step::Participants], "who does not take part need not be prepared");
    let nothing = steps(&Intervention::default());
    for step in [Step::Model, Step::Safety, Step::Participants, Step::Treatment, Step::Outcome] {
        assert!(nothing.contains(&step), "{step:?}");
    }
}

#[test]
fn the_steps_show_how_far_each_part_is() {
    let state = |all: &Intervention| Course::of(all, None, day("2026-11-18"), 7).steps;
    assert!(state(&Intervention::default()).iter().all(|(_, state)| *state == StepState::Empty));
    let states: BTreeMap<Step, StepState> = state(&full_intervention()).into_iter().collect();
    let open = [Step::Outcome, Step::FollowUp];
    for step in Step::ALL {
        let want = if open.contains(step) { StepState::Begun } else { StepState::Ready };
        assert_eq!(states[step], want, "{step:?}");
    }
}

#[test]
fn speaking_goes_by_the_order_of_the_list_and_preparation_by_the_meetings() {
    let all = prepared();
    let order = |name: &str| all.order(&id(name));
    assert_eq!((order("delphine"), order("otis"), order("fitch")), (Some(1), Some(2), None));
    assert_eq!(all.prepared_on(&id("delphine")), [day("2026-11-05"), day("2026-11-10")]);
    assert!(all.prepared_on(&id("fitch")).is_empty());
}
