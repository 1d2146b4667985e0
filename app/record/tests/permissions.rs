//! The permission table, written out. A change of policy is a diff of `permissions.txt`.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use record::{Class, Event, RecordKind, Relation, Role, may, may_keep, may_manage, may_open, may_read, may_read_in};
use std::fmt::Write;

fn table() -> String {
    let yes = |allowed: bool| if allowed { "yes" } else { "-" };
    let mut out = String::new();
    writeln!(out, "{:<14} {:>5} {:>7}", "role", "open", "manage").unwrap();
    for role in Role::ALL {
        writeln!(out, "{:<14} {:>5} {:>7}", format!("{role:?}"), yes(may_open(role)), yes(may_manage(role))).unwrap();
    }
    writeln!(out, "\nin a record that asks for no role, in every role: what its owner keeps there").unwrap();
    for class in Class::ALL {
        let kept = Event::ALL.into_iter().filter(|event| may_keep(Relation::Author, class, *event));
        writeln!(out, "  {class:?}: {:?}", kept.collect::<Vec<_>>()).unwrap();
    }
    for class in Class::ALL {
        for relation in Relation::ALL {
            write!(out, "\n{:<22} {:>5}", format!("{class:?} as {relation:?}"), "read").unwrap();
            for event in Event::ALL {
                let name = format!("{event:?}");
                write!(out, " {:>8}", name.split('(').next().unwrap()).unwrap();
            }
            out.push('\n');
            for role in Role::ALL {
                write!(out, "{:<22} {:>5}", format!("  {role:?}"), yes(may_read(role, relation))).unwrap();
                for event in Event::ALL {
                    write!(out, " {:>8}", yes(may(role, relation, class, event))).unwrap();
                }
                out.push('\n');
            }
        }
    }
    out
}

#[test]
fn the_permission_table_is_the_golden_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/permissions.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, table()).unwrap();
    }
    assert_eq!(table(), std::fs::read_to_string(path).unwrap());
}

#[test]
fn a_stranger_may_nothing_and_those_who_do_not_write_write_nothing() {
    for role in Role::ALL {
        assert!(!may_read(role, Relation::Stranger));
        for class in Class::ALL {
            for event in Event::ALL {
                assert!(!may(role, Relation::Stranger, class, event));
                for relation in Relation::ALL {
                    assert!(role.writes() || !may(role, relation, class, event));
                }
            }
        }
    }
}

#[test]
fn a_record_that_asks_for_no_role_has_no_team_and_nothing_in_it_comes_from_another() {
    for kind in RecordKind::ALL {
        for role in Role::ALL {
            let by_role = may_read(role, Relation::Team);
            assert_eq!(may_read_in(*kind, role), by_role || !kind.asks_role(), "{kind:?}, {role:?}");
        }
        assert!(kind.asks_role() || !kind.has_team(), "{kind:?}");
    }
    assert!(!may_read_in(RecordKind::Patient, Role::Administrator) && !may_read_in(RecordKind::Private, Role::Administrator));
    assert!(may_read_in(RecordKind::Own, Role::Administrator) && !may_read_in(RecordKind::Newer(9), Role::Administrator));
    for class in Class::ALL {
        for event in Event::ALL {
            assert!(!may_keep(Relation::Team, class, event) && !may_keep(Relation::Stranger, class, event));
        }
    }
}

#[test]
fn nobody_co_signs_their_own_work() {
    for role in Role::ALL {
        for class in Class::ALL {
            assert!(!may(role, Relation::Author, class, Event::Attest));
            assert!(!may(role, Relation::Author, class, Event::Return));
        }
    }
}
