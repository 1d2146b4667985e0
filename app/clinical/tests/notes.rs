//! Layouts: text is carried, set aside, offered, and never lost.

use crate::made::{any_format, any_note, any_service, full_note};
use clinical::*;
use proptest::prelude::*;

/// Every piece of text in a note, however it was moved or joined.
fn pieces(note: &Note) -> Vec<String> {
    let all = note.sections.values().chain(note.set_aside.values());
    let mut pieces: Vec<String> =
        all.flat_map(|text| text.split("\n\n")).filter(|piece| !piece.is_empty()).map(str::to_owned).collect();
    pieces.sort();
    pieces
}

#[test]
fn text_goes_along_where_the_new_format_has_the_section() {
    let mut note = Note::new(ServiceType::Individual, Format::Soap);
    note.set_text("subjective", "said");
    note.set_text("assessment", "thought");
    note.set_text("plan", "next");
    note.switch_format(Format::Birp);
    assert_eq!(note.text_of("plan"), "next");
    assert_eq!(note.offered(), [("Assessment", "thought"), ("Subjective", "said")]);

    note.switch_format(Format::Dap);
    assert_eq!(note.text_of("assessment"), "thought");
    assert_eq!(note.offered(), [("Subjective", "said")]);

    assert!(note.take_aside("subjective", "data"));
    assert_eq!(note.text_of("data"), "said");
    assert!(note.set_aside.is_empty());
}

#[test]
fn text_set_aside_is_put_after_what_is_there() {
    let mut note = full_note();
    assert!(note.take_aside("subjective", "data"));
    assert_eq!(note.text_of("data"), "Wren came on time.\n\n“It was a hard week.”");
}

#[test]
fn text_set_aside_goes_nowhere_the_note_has_no_place_for() {
    let mut note = full_note();
    assert!(!note.take_aside("subjective", "behavior"));
    assert!(!note.take_aside("objective", "data"));
    assert_eq!(note, full_note());
    assert_eq!(note.drop_aside("subjective").as_deref(), Some("“It was a hard week.”"));
    assert_eq!(note.offered(), []);
}

#[test]
fn a_kind_of_service_without_a_format_has_its_own_fields() {
    let layout = |service| Note::new(service, Format::Soap).layout().iter().map(|section| section.id).collect::<Vec<_>>();
    assert_eq!(layout(ServiceType::Individual), ["subjective", "objective", "assessment", "plan"]);
    assert_eq!(layout(ServiceType::NoShow), ["absence", "outreach", "next_step"]);
    assert_eq!(layout(ServiceType::Family)[0], "family_present");
    assert_eq!(Note::new(ServiceType::NoShow, Format::Soap).title(), "No-show or cancelled");
    assert_eq!(Note::new(ServiceType::Individual, Format::Soap).title(), "Individual session, SOAP");
}

#[test]
fn an_emptied_section_leaves_nothing_behind() {
    let mut note = Note::new(ServiceType::Individual, Format::Dap);
    assert!(note.is_blank());
    note.set_text("data", "x");
    assert!(!note.is_blank());
    note.set_text("data", "");
    assert_eq!(note, Note::new(ServiceType::Individual, Format::Dap));
}

#[test]
fn plain_text_follows_the_order_of_the_page() {
    assert_eq!(full_note().plain_text(), "Wren came on time.\n\nCraving follows conflict.\n\nTwo sessions a week.");
}

proptest! {
    #[test]
    fn switching_loses_no_text(note in any_note(), formats in prop::collection::vec((any_format(), prop::option::of(any_service())), 1..8)) {
        let (before, mut note) = (pieces(&note), note);
        for (format, service) in formats {
            note.switch_format(format);
            if let Some(service) = service {
                note.switch_service(service);
            }
            prop_assert_eq!(&pieces(&note), &before);
            let layout = note.layout();
            for id in note.sections.keys() {
                prop_assert!(layout.iter().any(|section| section.id == id), "no page shows what was kept");
            }
            for id in note.set_aside.keys() {
                prop_assert!(!layout.iter().any(|section| section.id == id), "set aside although there is a place");
            }
        }
    }

    #[test]
    fn a_format_and_back_is_as_before(note in any_note(), other in any_format()) {
        let mut note = note;
        note.switch_format(note.format); // as a page would hold it
        note.sections.retain(|_, text| !text.is_empty());
        note.set_aside.retain(|_, text| !text.is_empty());
        let before = note.clone();
        note.switch_format(other);
        note.switch_format(before.format);
        prop_assert_eq!(note, before);
    }
}
