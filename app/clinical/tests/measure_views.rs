//! What results say together: beyond abstinence for one client, and over the clients of a program.

use crate::{made::day, measure_records::filled, plan::made::doc};
use clinical::{measure::*, plan::Domain};

fn monitor(on: &str, points: &[(&str, u8)]) -> Measure {
    let instrument = instrument_called("bam-iop").unwrap();
    let mut measure = Measure::new(instrument, Language::En, day(on));
    for (item, value) in points {
        let answer = match instrument.answers_of(item).unwrap() {
            AnswerSet::Days { .. } => Answer::Days(*value),
            AnswerSet::Choices(_) => Answer::Choice(*value),
        };
        measure.response.answers.insert((*item).to_owned(), answer);
    }
    measure
}

fn phq(on: &str, choice: u8) -> Measure {
    let mut measure = filled("phq-9", &[choice; 9]);
    measure.on = Some(day(on));
    measure
}

fn numbered(all: &[Measure]) -> Vec<(record::DocId, &Measure)> {
    all.iter().enumerate().map(|(at, measure)| (doc(at as u128 + 1), measure)).collect()
}

#[test]
fn each_part_of_life_besides_use_shows_single_answers_and_no_total() {
    let all = [
        monitor("2026-10-05", &[("1", 3), ("2", 6), ("4", 2), ("14", 0), ("16", 1), ("8", 4)]),
        monitor("2026-11-02", &[("1", 1), ("2", 6), ("4", 0), ("14", 1), ("16", 5), ("8", 4)]),
        phq("2026-10-05", 2),
    ];
    let sessions = ["2026-10-05", "2026-10-07", "2026-10-19"].map(day);
    let found = beyond(&series(numbered(&all)), &sessions);
    let domains: Vec<Domain> = found.iter().map(|(domain, _)| *domain).collect();
    assert_eq!(domains, [Domain::Health, Domain::Function, Domain::Relationships, Domain::Coping], "use is not among them");
    let told = |at: usize| {
        let one = |one: &Multiple| (one.title, one.points.iter().map(|(_, value)| *value).collect::<Vec<_>>(), one.course());
        found[at].1.iter().map(one).collect::<Vec<_>>()
    };
    assert_eq!(
        told(0),
        [
            ("Physical health", vec![3, 1], "Better than at the start."),
            ("Nights with trouble sleeping", vec![6, 6], "Same as at the start."),
            ("Mood, PHQ-9", vec![18], ""),
        ]
    );
    assert_eq!(
        told(1),
        [
            ("Enough income for necessities", vec![0, 4], "Better than at the start."),
            ("Sessions", vec![2, 0, 1], "Harder than at the start."),
        ]
    );
    assert_eq!((found[0].1[1].unit.as_str(), found[0].1[1].most), ("days of 7", 7));
    assert_eq!((found[1].1[0].unit.as_str(), found[1].1[0].most), ("no or yes", 4));
    assert!(beyond(&[], &[]).iter().all(|(_, all)| all.is_empty()));
}

#[test]
fn clients_are_counted_once_for_each_instrument_and_a_small_change_is_none() {
    let mut population = Population::default();
    for results in [
        vec![phq("2026-10-05", 2), phq("2026-11-02", 1)],
        vec![phq("2026-10-05", 1), phq("2026-11-02", 2)],
        vec![phq("2026-10-05", 1), phq("2026-11-02", 1)],
        vec![phq("2026-10-05", 1), monitor("2026-10-05", &[("1", 1)])],
        Vec::new(),
    ] {
        population.add(&series(numbered(&results)));
    }
    assert_eq!(population.episodes, 5);
    let mood = Tally { episodes: 5, measured: 4, compared: 3, improved: 1, worsened: 1 };
    assert_eq!(population.by_instrument["phq-9"], mood);
    assert_eq!(population.by_instrument["bam-iop"], Tally { episodes: 5, measured: 1, ..Tally::default() });
    let mut both = Population::default();
    both.add(&series(numbered(&[phq("2026-10-05", 2), phq("2026-11-02", 1)])));
    both.join(&population);
    let mood = Tally { episodes: 6, measured: 5, compared: 4, improved: 2, worsened: 1 };
    assert_eq!((both.episodes, both.by_instrument["phq-9"], both.by_instrument["bam-iop"].episodes), (6, mood, 6));
}

#[test]
fn the_last_result_reads_as_one_sentence_with_its_change() {
    let all = [phq("2026-10-05", 2), phq("2026-11-02", 1)];
    let words = series(numbered(&all))[0].last_words();
    assert!(
        words.starts_with("PHQ-9 on Nov 2, 2026: 9 of 27, mild. Down 9 since Oct 5, 2026, better: a reliable change (Löwe"),
        "{words}"
    );
    let one = series(numbered(&all[..1]))[0].last_words();
    assert_eq!(one, "PHQ-9 on Oct 5, 2026: 18 of 27, moderately severe.");
}
