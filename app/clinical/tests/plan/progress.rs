//! Progress: nothing said about an objective is lost.

use super::made::*;
use crate::made::day;
use clinical::plan::{progress::*, *};
use proptest::prelude::*;

fn entry(objective: &str, date: &str, source: u128, status: Option<ObjectiveStatus>, value: Option<i32>) -> ProgressEntry {
    let (objective, date, source) = (id(objective), day(date), doc(source));
    ProgressEntry { objective, date, from: SourceKind::Note, source, version: None, status, value, remark: String::new() }
}

#[test]
fn the_last_word_counts_and_the_history_reads() {
    use ObjectiveStatus::{Achieved, Improving, InProgress};
    let plan = full_plan(); // of 16 November
    let mut called = entry("o-phone", "2026-11-18", 2, Some(Improving), Some(2));
    called.remark = "Called Ada before leaving.".into();
    let entries = [
        called,
        entry("o-phone", "2026-11-12", 1, Some(InProgress), None),
        entry("o-phone", "2026-11-20", 3, None, Some(3)),
        entry("o-days", "2026-11-10", 4, Some(Achieved), None),
        entry("o-yoga", "2026-11-01", 5, Some(InProgress), None),
    ];
    let all = histories(&plan, &entries);
    let phone = &all[&id("o-phone")];
    assert_eq!(phone.current().unwrap().0, Improving);
    assert_eq!((phone.value(), phone.last()), (Some(3), Some(day("2026-11-20"))));
    assert_eq!(
        phone.sentences(),
        [
            "Nov 12, 2026, note: in progress.",
            "Nov 18, 2026, note: improving, 2. Called Ada before leaving.",
            "Nov 20, 2026, note: 3."
        ]
    );
    assert_eq!(phone.sources().collect::<Vec<_>>(), [doc(1), doc(2), doc(3)]);
    assert_eq!(current(doc(50), &plan, &all, &id("o-phone")), Some(Improving));
    assert_eq!(current(doc(50), &plan, &all, &id("o-days")), Some(InProgress), "the version is newer than that note");
    assert!(!all[&id("o-yoga")].in_plan && all[&id("o-yoga")].entries.len() == 1, "it left the plan, its history did not");
    assert_eq!(current(doc(50), &plan, &all, &id("o-yoga")), None);
    let late = ProgressEntry { version: Some(doc(50)), ..entry("o-days", "2026-11-15", 6, Some(Improving), None) };
    let with_it = histories(&plan, &[late]);
    assert_eq!(
        current(doc(50), &plan, &with_it, &id("o-days")),
        Some(Improving),
        "said of the evening before, with this version at hand"
    );
    assert_eq!(current(doc(51), &plan, &with_it, &id("o-days")), Some(InProgress), "a later version has the last word");
    let domains = by_domain(doc(50), &plan, &all);
    assert_eq!(domains[&Domain::Coping][&Improving], 1);
    assert_eq!(domains[&Domain::Use][&InProgress], 1);
}

proptest! {
    #[test]
    fn no_entry_is_ever_lost(plan in any_plan(), said in prop::collection::vec((0usize..20, 0u64..50, 0usize..10), 0..30)) {
        let entries: Vec<ProgressEntry> = said
            .iter()
            .enumerate()
            .map(|(number, (line, days, status))| ProgressEntry {
                objective: id(&format!("l{line}")),
                date: day("2026-10-01") + chrono::Days::new(*days),
                from: SourceKind::Note,
                source: doc(number as u128),
                version: None,
                status: ObjectiveStatus::ALL.get(*status).copied(),
                value: None,
                remark: String::new(),
            })
            .collect();
        let all = histories(&plan, &entries);
        prop_assert_eq!(all.values().map(|history| history.entries.len()).sum::<usize>(), entries.len());
        for entry in &entries {
            prop_assert!(all[&entry.objective].entries.contains(entry));
        }
        for history in all.values() {
            prop_assert!(history.entries.is_sorted_by_key(|entry| entry.date));
        }
        prop_assert!(plan.objectives().all(|(_, _, objective)| all[&objective.id].in_plan));
    }
}
