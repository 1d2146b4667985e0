//! Standard instruments. Expected values come from clinical reference 8 to 11, 19 and 20, not from the code.

use chrono::NaiveDate;
use clinical::measure::*;
use proptest::prelude::*;

fn get(id: &str) -> &'static Instrument {
    instrument(id, 1).unwrap()
}

/// A response that answers items in order with the choice that counts so many points (or so many days).
fn answered(id: &str, points: &[u8]) -> Response {
    let instrument = get(id);
    let mut response = Response::new(instrument, Language::En);
    for (item, points) in instrument.items.iter().zip(points) {
        give(instrument, &mut response, &item.id, *points);
    }
    response
}

fn give(instrument: &Instrument, response: &mut Response, item: &str, points: u8) {
    let answer = match instrument.answers_of(item).unwrap() {
        AnswerSet::Days { .. } => Answer::Days(points),
        AnswerSet::Choices(choices) => {
            let choice = choices.iter().position(|choice| choice.points == Some(points)).unwrap();
            Answer::Choice(choice as u8)
        }
    };
    response.answers.insert(item.to_owned(), answer);
}

fn total(id: &str, response: &Response) -> (Option<u8>, Option<String>) {
    let scored = score(get(id), response, None);
    let total = &scored[0];
    (total.points(), total.band.map(|band| band.name.clone()))
}

#[test]
fn the_instruments_are_these_and_no_item_or_answer_is_undefined() {
    let ids: Vec<&str> = instruments().iter().map(|one| one.id.as_str()).collect();
    assert_eq!(
        ids,
        ["phq-9", "phq-2", "gad-7", "gad-2", "bam", "bam-iop", "audit-c", "pc-ptsd-5", "pcl-5", "ssi-sa", "cows", "ciwa-ar"]
    );
    for one in instruments() {
        let items: std::collections::BTreeSet<&str> = one.items.iter().map(|item| item.id.as_str()).collect();
        assert_eq!(items.len(), one.items.len(), "{}: an item's number occurs once", one.id);
        for item in &one.items {
            assert!(one.answers_of(&item.id).is_some(), "{} {}", one.id, item.id);
            assert!(!item.label.is_empty());
        }
        for rule in &one.scores {
            let greatest: u32 = rule
                .items
                .iter()
                .map(|item| match one.answers_of(item).unwrap() {
                    AnswerSet::Choices(choices) => {
                        choices.iter().filter_map(|choice| choice.points).max().map(u32::from).unwrap()
                    }
                    AnswerSet::Days { days } => u32::from(*days),
                })
                .sum();
            assert_eq!(greatest, u32::from(rule.most), "{} {}", one.id, rule.id);
            assert!(rule.bands.is_sorted_by_key(|band| band.from), "{}", one.id);
        }
    }
}

#[test]
fn wording_that_was_not_seen_in_full_is_not_there() {
    let incomplete: Vec<&str> = instruments().iter().filter(|one| !one.is_complete()).map(|one| one.id.as_str()).collect();
    assert_eq!(incomplete, ["ssi-sa"]);
    let missing: Vec<&str> =
        get("ssi-sa").items.iter().filter(|item| item.text.exact(Language::En).is_none()).map(|item| item.id.as_str()).collect();
    assert_eq!(missing, ["4", "5", "9", "10", "11", "12", "13", "14", "15", "16"]);
}

#[test]
fn spanish_is_offered_only_where_the_owner_published_it() {
    let spanish: Vec<&str> =
        instruments().iter().filter(|one| one.languages().contains(&Language::Es)).map(|one| one.id.as_str()).collect();
    assert_eq!(spanish, ["phq-9", "phq-2", "gad-7", "gad-2"]);
    let first = &get("phq-9").items[0].text;
    assert_eq!(first.best(Language::Es), Some(("Poco interés o placer en hacer cosas", Language::Es)));
    assert_eq!(get("bam").items[0].text.best(Language::Es).unwrap().1, Language::En);
}

#[test]
fn cows_allows_these_scores_and_no_others() {
    let allowed: [(&str, &[u8]); 11] = [
        ("1", &[0, 1, 2, 4]),
        ("2", &[0, 1, 2, 3, 4]),
        ("3", &[0, 1, 3, 5]),
        ("4", &[0, 1, 2, 5]),
        ("5", &[0, 1, 2, 4]),
        ("6", &[0, 1, 2, 4]),
        ("7", &[0, 1, 2, 3, 5]),
        ("8", &[0, 1, 2, 4]),
        ("9", &[0, 1, 2, 4]),
        ("10", &[0, 1, 2, 4]),
        ("11", &[0, 3, 5]),
    ];
    for (item, points) in allowed {
        let AnswerSet::Choices(choices) = get("cows").answers_of(item).unwrap() else { panic!("choices") };
        let found: Vec<u8> = choices.iter().filter_map(|choice| choice.points).collect();
        assert_eq!(found, points, "item {item}");
    }
}

#[test]
fn totals_fall_into_their_published_bands() {
    let phq = |points: [u8; 9]| total("phq-9", &answered("phq-9", &points));
    let named = |points: u8, name: &str| (Some(points), Some(name.to_owned()));
    assert_eq!(phq([0; 9]), named(0, "Minimal"));
    assert_eq!(phq([1, 1, 1, 1, 0, 0, 0, 0, 0]), named(4, "Minimal"));
    assert_eq!(phq([1, 1, 1, 1, 1, 0, 0, 0, 0]), named(5, "Mild"));
    assert_eq!(phq([3, 3, 3, 0, 0, 0, 0, 0, 0]), named(9, "Mild"));
    assert_eq!(phq([3, 3, 3, 1, 0, 0, 0, 0, 0]), named(10, "Moderate"));
    assert_eq!(phq([3, 3, 3, 3, 2, 0, 0, 0, 0]), named(14, "Moderate"));
    assert_eq!(phq([3, 3, 3, 3, 3, 0, 0, 0, 0]), named(15, "Moderately severe"));
    assert_eq!(phq([3, 3, 3, 3, 3, 3, 1, 0, 0]), named(19, "Moderately severe"));
    assert_eq!(phq([3, 3, 3, 3, 3, 3, 2, 0, 0]), named(20, "Severe"));
    assert_eq!(phq([3; 9]), named(27, "Severe"));
    let gad = |points: [u8; 7]| total("gad-7", &answered("gad-7", &points));
    assert_eq!(gad([1, 1, 1, 1, 0, 0, 0]), named(4, "Minimal"));
    assert_eq!(gad([3, 2, 0, 0, 0, 0, 0]), named(5, "Mild"));
    assert_eq!(gad([3, 3, 3, 1, 0, 0, 0]), named(10, "Moderate"));
    assert_eq!(gad([3, 3, 3, 3, 3, 0, 0]), named(15, "Severe"));
    let cows = |points: [u8; 11]| total("cows", &answered("cows", &points));
    assert_eq!(cows([4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), named(4, "None"));
    assert_eq!(cows([4, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]), named(5, "Mild"));
    assert_eq!(cows([4, 4, 5, 0, 0, 0, 0, 0, 0, 0, 0]), named(13, "Moderate"));
    assert_eq!(cows([4, 4, 5, 5, 4, 2, 0, 0, 0, 0, 0]), named(24, "Moderate"));
    assert_eq!(cows([4, 4, 5, 5, 4, 4, 5, 4, 1, 0, 0]), named(36, "Moderately severe"));
    assert_eq!(cows([4, 4, 5, 5, 4, 4, 5, 4, 2, 0, 0]), named(37, "Severe"));
    let ssi = |yes: u8| {
        let mut response = Response::new(get("ssi-sa"), Language::En);
        for (at, item) in get("ssi-sa").scores[0].items.iter().enumerate() {
            give(get("ssi-sa"), &mut response, item, u8::from(at < usize::from(yes)));
        }
        total("ssi-sa", &response)
    };
    assert_eq!(
        [ssi(1), ssi(2), ssi(3), ssi(4)].map(|(_, band)| band.unwrap()),
        ["None to low", "Minimal", "Minimal", "Moderate to high"]
    );
}

#[test]
fn one_or_two_missing_answers_of_the_phq_9_are_prorated_half_up_and_three_are_too_many() {
    let outcome = |points: &[u8]| score(get("phq-9"), &answered("phq-9", points), None)[0].outcome.clone();
    // 8 answered with a sum of 4: 4 · 9 / 8 = 4.5, so 5.
    assert!(outcome(&[1, 1, 1, 1, 0, 0, 0, 0]) == Outcome::Points { points: 5, prorated: 1 });
    // 7 answered with a sum of 3: 27 / 7 = 3.857…, so 4.
    assert!(outcome(&[1, 1, 1, 0, 0, 0, 0]) == Outcome::Points { points: 4, prorated: 2 });
    // 7 answered with a sum of 1: 9 / 7 = 1.286…, so 1.
    assert!(outcome(&[1, 0, 0, 0, 0, 0, 0]) == Outcome::Points { points: 1, prorated: 2 });
    assert!(outcome(&[1, 1, 1, 0, 0, 0]) == Outcome::Incomplete { missing: ["7", "8", "9"].map(str::to_owned).to_vec() });
    for (id, points) in [("gad-7", [1, 1, 1, 1, 1, 1].as_slice()), ("phq-2", &[3]), ("gad-2", &[3])] {
        assert_eq!(total(id, &answered(id, points)).0, None, "{id} is not prorated");
    }
}

#[test]
fn thoughts_of_self_harm_ask_for_a_person_and_so_does_a_skipped_question_about_them() {
    let ask = |points: &[u8]| alerts(get("phq-9"), &answered("phq-9", points));
    assert_eq!(ask(&[0; 9]), []);
    assert_eq!(ask(&[0, 0, 0, 0, 0, 0, 0, 0, 1]), [AlertKind::SelfHarm]);
    assert_eq!(ask(&[0; 8]), [AlertKind::SelfHarm]);
}

#[test]
fn a_short_screen_at_its_cut_goes_on_to_the_long_one_with_the_answers_carried() {
    assert!(leads_to(get("phq-2"), &answered("phq-2", &[1, 1])).is_none());
    let (longer, carried) = leads_to(get("phq-2"), &answered("phq-2", &[1, 2])).unwrap();
    assert_eq!(longer.id, "phq-9");
    assert_eq!((carried.points(longer, "1"), carried.points(longer, "2"), carried.points(longer, "3")), (Some(1), Some(2), None));
    assert_eq!(leads_to(get("gad-2"), &answered("gad-2", &[3, 0])).unwrap().0.id, "gad-7");
}

#[test]
fn audit_c_has_its_cut_by_sex_and_never_drinking_answers_the_rest() {
    let four = answered("audit-c", &[2, 1, 0]);
    let positive = |response: &Response, sex| score(get("audit-c"), response, sex)[0].positive;
    assert_eq!(positive(&four, Some(SexAtBirth::Female)), Some(true));
    assert_eq!(positive(&four, Some(SexAtBirth::Male)), Some(false));
    assert_eq!(positive(&answered("audit-c", &[2, 2, 0]), Some(SexAtBirth::Male)), Some(true));
    assert_eq!(positive(&four, None), None, "without it nothing is claimed");
    assert_eq!(total("audit-c", &answered("audit-c", &[0])).0, Some(0));
    assert_eq!(total("audit-c", &answered("audit-c", &[1])).0, None);
}

#[test]
fn bam_has_three_scores_and_no_total_and_a_missing_item_leaves_its_own_open() {
    let bam = get("bam");
    assert_eq!(
        bam.scores.iter().map(|rule| (rule.id.as_str(), rule.most)).collect::<Vec<_>>(),
        [("use", 12), ("risk", 24), ("protective", 24)]
    );
    let mut response = Response::new(bam, Language::En);
    for item in bam.items.iter().filter(|item| item.id != "14") {
        give(bam, &mut response, &item.id, 0);
    }
    give(bam, &mut response, "14", 4);
    let scored = score(bam, &response, None);
    assert_eq!(scored.iter().map(Scored::points).collect::<Vec<_>>(), [Some(0), Some(0), Some(4)]);
    assert_eq!(scored.iter().map(|one| one.flag.is_some()).collect::<Vec<_>>(), [false, false, true]);
    give(bam, &mut response, "6", 1);
    assert!(score(bam, &response, None)[0].flag.is_some(), "any use is flagged");
    response.answers.remove("2");
    let scored = score(bam, &response, None);
    assert_eq!(scored.iter().map(Scored::points).collect::<Vec<_>>(), [Some(1), None, Some(4)]);
}

#[test]
fn the_seven_day_form_shows_days_and_scores_nothing() {
    let form = get("bam-iop");
    assert!(score(form, &answered("bam-iop", &[0, 7, 3]), None).is_empty());
    assert_eq!(answered("bam-iop", &[0, 7, 3]).points(form, "2"), Some(7));
    let mut eight = Response::new(form, Language::En);
    eight.answers.insert("2".to_owned(), Answer::Days(8));
    assert_eq!(MeasureCheck::of(form, &eight).problems, [MeasureProblem::NotAllowed("2".to_owned())]);
}

#[test]
fn more_days_of_heavy_drinking_than_of_drinking_are_refused_and_drugs_without_drug_use_are_asked_about() {
    let bam = get("bam");
    let mut response = Response::new(bam, Language::En);
    give(bam, &mut response, "4", 1);
    give(bam, &mut response, "5", 2);
    assert!(!MeasureCheck::of(bam, &response).may_sign());
    give(bam, &mut response, "5", 1);
    assert_eq!(MeasureCheck::of(bam, &response), MeasureCheck::default());
    give(bam, &mut response, "6", 0);
    give(bam, &mut response, "7C", 1);
    let found = MeasureCheck::of(bam, &response);
    assert!(matches!(found.problems.as_slice(), [MeasureProblem::AskAgain { item, .. }] if item == "6"));
    assert!(found.may_sign());
}

#[test]
fn answers_that_the_form_does_not_have_are_refused() {
    let mut response = answered("phq-9", &[0; 9]);
    response.answers.insert("3".to_owned(), Answer::Choice(4));
    response.answers.insert("10".to_owned(), Answer::Choice(0));
    response.answers.insert("4".to_owned(), Answer::Days(1));
    let found = MeasureCheck::of(get("phq-9"), &response).problems;
    assert_eq!(
        found,
        [
            MeasureProblem::UnknownItem("10".to_owned()),
            MeasureProblem::NotAllowed("3".to_owned()),
            MeasureProblem::NotAllowed("4".to_owned())
        ]
    );
}

#[test]
fn no_traumatic_event_ends_the_ptsd_screen_with_zero() {
    let screen = get("pc-ptsd-5");
    let mut response = Response::new(screen, Language::En);
    response.answers.insert("gate".to_owned(), Answer::Choice(1));
    assert_eq!(total("pc-ptsd-5", &response).0, Some(0));
    response.answers.insert("gate".to_owned(), Answer::Choice(0));
    assert_eq!(total("pc-ptsd-5", &response).0, None);
    for item in ["1", "2", "3", "4"] {
        give(screen, &mut response, item, 1);
    }
    give(screen, &mut response, "5", 0);
    assert_eq!(score(screen, &response, None)[0].positive, Some(true));
    give(screen, &mut response, "4", 0);
    assert_eq!(score(screen, &response, None)[0].positive, Some(false));
}

#[test]
fn the_pcl_5_is_provisional_by_clusters_and_by_its_cut() {
    let met = |counted: &[u8]| {
        let points: Vec<u8> = (1..=20).map(|item| if counted.contains(&item) { 2 } else { 0 }).collect();
        probable_ptsd(get("pcl-5"), &answered("pcl-5", &points))
    };
    assert_eq!(met(&[1, 6, 8, 9, 15, 16]), Some(true));
    assert_eq!(met(&[1, 6, 8, 15, 16]), Some(false), "two of cluster D are needed");
    assert_eq!(met(&[1, 8, 9, 15, 16]), Some(false), "one of cluster C is needed");
    assert_eq!(probable_ptsd(get("pcl-5"), &answered("pcl-5", &[2; 19])), Some(true), "the last item decides nothing");
    assert_eq!(probable_ptsd(get("pcl-5"), &answered("pcl-5", &[2; 15])), None, "cluster E is open");
    assert_eq!(probable_ptsd(get("phq-9"), &answered("phq-9", &[2; 9])), None);
    let cut = |points: &[u8]| score(get("pcl-5"), &answered("pcl-5", points), None)[0].positive;
    let mut points = [0_u8; 20];
    points[..8].fill(4);
    assert_eq!(cut(&points), Some(false), "32");
    points[8] = 1;
    assert_eq!(cut(&points), Some(true), "33");
}

#[test]
fn the_ciwa_ar_has_no_band_for_a_client_who_cannot_answer() {
    let mut response = answered("ciwa-ar", &[1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    assert_eq!(total("ciwa-ar", &response), (Some(10), Some("Moderate".to_owned())));
    response.could_not_answer = true;
    assert_eq!(total("ciwa-ar", &response), (Some(10), None));
    let band = |points: [u8; 10]| total("ciwa-ar", &answered("ciwa-ar", &points)).1.unwrap();
    assert_eq!(band([7, 2, 0, 0, 0, 0, 0, 0, 0, 0]), "Mild");
    assert_eq!(band([7, 7, 4, 0, 0, 0, 0, 0, 0, 0]), "Moderate");
    assert_eq!(band([7, 7, 5, 0, 0, 0, 0, 0, 0, 0]), "Severe");
}

#[test]
fn a_change_is_called_reliable_only_by_a_published_value() {
    let of = |id: &str, earlier: &[u8], later: &[u8]| {
        let (one, other) = (answered(id, earlier), answered(id, later));
        change(&score(get(id), &one, None)[0], &score(get(id), &other, None)[0])
    };
    let four = of("phq-9", &[1, 1, 1, 1, 1, 1, 1, 1, 0], &[1, 1, 1, 1, 0, 0, 0, 0, 0]).unwrap();
    assert_eq!((four.points, four.better, four.reliable), (-4, true, Some(false)));
    let five = of("phq-9", &[1, 1, 1, 1, 0, 0, 0, 0, 0], &[3, 3, 3, 0, 0, 0, 0, 0, 0]).unwrap();
    assert_eq!((five.points, five.better, five.reliable), (5, false, Some(true)));
    assert!(five.worsened() && !four.worsened());
    let alcohol = of("audit-c", &[4, 4, 4], &[1, 0, 0]).unwrap();
    assert_eq!((alcohol.points, alcohol.reliable), (-11, None));
    let bam = get("bam");
    let mut protective = Response::new(bam, Language::En);
    for item in ["9", "10", "12", "13", "14", "16"] {
        give(bam, &mut protective, item, 0);
    }
    let mut later = protective.clone();
    give(bam, &mut later, "13", 3);
    let up = change(&score(bam, &protective, None)[2], &score(bam, &later, None)[2]).unwrap();
    assert!(up.better, "more protection is better");
    assert!(change(&score(bam, &later, None)[0], &score(bam, &later, None)[2]).is_none(), "different scores are not compared");
}

#[test]
fn a_measure_is_due_by_its_schedule() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let taken = |days: &[&str], sessions: &[&str], discharged: Option<&str>| Taken {
        admitted: day("2026-03-02"),
        discharged: discharged.map(day),
        days: days.iter().map(|text| day(text)).collect(),
        sessions: sessions.iter().map(|text| day(text)).collect(),
    };
    let at = |on: &str, occasion| Some(MeasureDue { on: day(on), occasion });
    let schedule = MeasureSchedule {
        at_admission: true,
        every_weeks: Some(4),
        every_sessions: Some(3),
        at_discharge: true,
        ..MeasureSchedule::default()
    };
    let sessions = ["2026-03-03", "2026-03-05", "2026-03-10", "2026-03-12"];
    assert_eq!(measure_due(schedule, &taken(&[], &[], None)), at("2026-03-02", Occasion::Admission));
    assert_eq!(measure_due(schedule, &taken(&["2026-03-02"], &[], None)), at("2026-03-30", Occasion::Weeks));
    assert_eq!(measure_due(schedule, &taken(&["2026-03-02"], &sessions, None)), at("2026-03-10", Occasion::Sessions));
    assert_eq!(measure_due(schedule, &taken(&["2026-03-10"], &sessions, None)), at("2026-04-07", Occasion::Weeks));
    assert_eq!(
        measure_due(schedule, &taken(&["2026-03-10"], &sessions, Some("2026-03-20"))),
        at("2026-03-20", Occasion::Discharge)
    );
    assert_eq!(measure_due(schedule, &taken(&["2026-03-20"], &sessions, Some("2026-03-20"))), None);
    assert_eq!(
        measure_due(schedule, &taken(&["2025-11-01"], &[], None)),
        at("2026-03-02", Occasion::Admission),
        "what was taken in an earlier episode is not this one's"
    );
    assert_eq!(measure_due(MeasureSchedule::default(), &taken(&[], &sessions, None)), None);
}

proptest! {
    #[test]
    fn a_score_stays_within_its_range_and_grows_with_each_answer(seed in prop::collection::vec(0_u8..8, 23), which in 0_usize..12) {
        let one = &instruments()[which];
        let mut response = Response::new(one, Language::En);
        for (item, value) in one.items.iter().zip(&seed) {
            let answer = match one.answers_of(&item.id).unwrap() {
                AnswerSet::Choices(choices) => Answer::Choice(value % choices.len() as u8),
                AnswerSet::Days { days } => Answer::Days(value % (days + 1)),
            };
            response.answers.insert(item.id.clone(), answer);
        }
        prop_assert!(!MeasureCheck::of(one, &response).problems.iter().any(|problem| matches!(problem, MeasureProblem::NotAllowed(_))));
        for scored in score(one, &response, None) {
            if let Some(points) = scored.points() {
                prop_assert!(points <= scored.rule.most);
                prop_assert_eq!(scored.band.is_some(), !scored.rule.bands.is_empty());
            }
        }
    }

    #[test]
    fn a_response_is_kept_and_read_again(values in prop::collection::btree_map("[0-9]{1,2}", 0_u8..5, 0..12)) {
        let mut response = Response::new(get("phq-9"), Language::Es);
        response.answers = values.into_iter().map(|(item, value)| (item, Answer::Choice(value))).collect();
        let text = serde_json::to_string(&response).unwrap();
        prop_assert!(serde_json::from_str::<Response>(&text).unwrap() == response);
    }
}
