//! Who may author which kind of document, written out. A change of policy is a diff of `authors.txt`.

use clinical::{Author, Kind, Trainee};
use record::{Class, Event, Relation, Review, Role, may, may_keep};
use std::fmt::Write;

/// What a person of this role may do with a document: by the server's rule and by the fact of the kind, together.
fn allowed(kind: Kind, author: Author, relation: Relation, event: Event) -> bool {
    let class = kind.class_in(Class::Note);
    let event = if matches!(event, Event::Sign(_)) { Kind::signing(author) } else { event };
    let by_role = kind.records().iter().all(|record| record.asks_role());
    let may = if by_role { may(author.role, relation, class, event) } else { may_keep(relation, class, event) };
    may && kind.may_author(author, event)
}

fn table() -> String {
    let mut out = String::from("A: of one's own document. T: of a colleague's in the team.\n");
    for kind in Kind::ALL {
        let events: Vec<Event> = Event::ALL.into_iter().filter(|event| kind.fits(*event)).collect();
        let class = kind.own_class().map_or_else(|| "of its document".to_owned(), |class| format!("{class:?}"));
        writeln!(out, "\n{} ({}; class {class}; in {:?})", kind.noun(), kind.id(), kind.records()).unwrap();
        write!(out, "{:<28}", "").unwrap();
        for event in &events {
            let name = format!("{event:?}");
            write!(out, " {:<8}", name.split('(').next().unwrap()).unwrap();
        }
        out = out.trim_end().to_owned() + "\n";
        for role in Role::ALL {
            for trainee in [false, true] {
                let author = Author { role, trainee };
                write!(out, "{:<28}", format!("  {role:?}{}", if trainee { ", in training" } else { "" })).unwrap();
                for event in &events {
                    let own = if allowed(*kind, author, Relation::Author, *event) { "A" } else { "-" };
                    let team = if allowed(*kind, author, Relation::Team, *event) { "T" } else { "-" };
                    write!(out, " {:<8}", format!("{own} {team}")).unwrap();
                }
                out = out.trim_end().to_owned() + "\n";
            }
        }
    }
    out
}

#[test]
fn the_table_of_authors_is_the_golden_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/authors.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, table()).unwrap();
    }
    assert_eq!(table(), std::fs::read_to_string(path).unwrap());
}

#[test]
fn a_nurse_signs_no_plan_and_writes_what_is_said_under_one() {
    let nurse = Author { role: Role::Nurse, trainee: false };
    for event in [Event::Save, Event::Sign(Review::NotOwed)] {
        assert!(!Kind::Plan.may_author(nurse, event) && Kind::Note.may_author(nurse, event));
    }
    assert!(!Kind::PlanReview.may_author(nurse, Event::Amend), "to find that nothing changes is to answer for the plan");
    assert!(Kind::PlanSignature.may_author(nurse, Event::Amend) && Kind::PlanEvent.may_author(nurse, Event::Amend));
}

#[test]
fn nothing_final_comes_from_somebody_in_training_alone() {
    for kind in Kind::ALL {
        for role in Role::ALL {
            let author = Author { role, trainee: true };
            assert!(!kind.may_author(author, Event::Sign(Review::NotOwed)), "{kind:?} by {role:?}");
            assert!(!kind.may_author(author, Event::Attest) && !kind.may_author(author, Event::Return));
        }
        if let Some(authors) = kind.authors(Event::Attest) {
            assert_eq!(authors.trainee, Trainee::Never);
        }
    }
}

#[test]
fn no_kind_gives_a_right_that_the_role_does_not_have() {
    for kind in Kind::ALL.iter().filter(|kind| kind.records().iter().any(|record| record.asks_role())) {
        for event in Event::ALL {
            for role in Role::ALL.into_iter().filter(|role| !role.writes()) {
                assert!(!kind.may_author(Author { role, trainee: false }, event), "{kind:?} by {role:?}");
            }
        }
    }
}

#[test]
fn every_kind_is_named_once_done_and_has_its_own_name_in_store() {
    let mut ids: Vec<&str> = Kind::ALL.iter().map(|kind| kind.id()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), Kind::ALL.len());
    for kind in Kind::ALL {
        for event in Event::ALL {
            assert_eq!(kind.done(event).is_some(), kind.fits(event), "{kind:?}");
            assert!(kind.done(event).is_none_or(|done| !done.is_empty()));
        }
    }
}
