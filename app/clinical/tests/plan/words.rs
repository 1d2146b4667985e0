//! The stored words of every closed vocabulary, frozen: a changed id would orphan what is stored under it.

use clinical::{Absence, OutreachMethod, assessment::*, diagnosis::Substance, plan::*, thread};
use std::fmt::Write;

#[test]
fn the_stored_words_are_these() {
    let mut table = String::new();
    macro_rules! write_all {
        ($($name:ty),+ $(,)?) => {$(
            let words: Vec<&str> = <$name>::ALL.iter().map(|word| word.id()).collect();
            writeln!(table, "{}: {}", stringify!($name), words.join(", ")).unwrap();
            for word in <$name>::ALL {
                assert_eq!(serde_json::to_value(word).unwrap(), word.id());
                assert_eq!(<$name>::from_id(word.id()), Some(*word));
                assert!(!word.label().is_empty());
            }
        )+};
    }
    write_all!(
        Area,
        Substance,
        Route,
        WithdrawalDecision,
        ProblemStatus,
        Priority,
        GoalStatus,
        ObjectiveStatus,
        Domain,
        Category,
        CategoryGroup,
        Period,
        LineKind,
        Ending,
        Status,
        SignerRole,
        EventKind,
        progress::SourceKind,
        thread::Rule,
        Absence,
        OutreachMethod,
    );
    insta::assert_snapshot!(table);
}
