//! Layouts: text is carried, set aside, offered, and never lost.

use crate::{
    made::{any_format, any_note, any_service, day, full_note, section_ids},
    plan::made::full_plan,
};
use clinical::{
    plan::{LineId, ObjectiveStatus, progress},
    *,
};
use proptest::prelude::*;
use record::DocId;

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
    assert_eq!(layout(ServiceType::NoShow), ["absence", "next_step"]);
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

#[test]
fn only_chosen_text_is_carried_and_only_where_nothing_stands() {
    let mut last = Note::new(ServiceType::Individual, Format::Dap);
    last.set_text("data", "Came on time.");
    last.set_text("assessment", "Steady.");
    last.set_text("plan", "Two sessions a week.");
    let mut note = Note::new(ServiceType::Individual, Format::Soap);
    note.set_text("assessment", "Shaken today.");
    assert_eq!(note.may_carry(&last).iter().map(|section| section.id).collect::<Vec<_>>(), ["plan"]);
    assert_eq!(note.carry(&last, &["data", "assessment", "nowhere"]), 0);
    assert_eq!(note.carry(&last, &["plan", "assessment"]), 1);
    assert_eq!((note.text_of("plan"), note.text_of("assessment")), ("Two sessions a week.", "Shaken today."));
    assert!(note.is_carried("plan") && !note.is_carried("assessment"));
    note.set_text("plan", "Three sessions a week.");
    assert!(!note.is_carried("plan"), "what was edited is the writer's own");
}

#[test]
fn an_objective_is_linked_once_and_can_be_put_back() {
    let mut note = full_note();
    let phone = LineId::new("o-phone").unwrap();
    note.link(phone.clone());
    assert_eq!(note.links.len(), 1);
    note.follow(DocId::from_u128(5));
    assert_eq!(note.linked(&phone).unwrap().progress, Some(ObjectiveStatus::Improving), "a newer version keeps what was said");
    note.linked_mut(&phone).unwrap().value = Some(3);
    let link = note.unlink(&phone).unwrap();
    assert_eq!((link.value, note.links.len(), note.unlink(&phone)), (Some(3), 0, None));
}

#[test]
fn a_note_tells_the_plan_what_was_done_and_how_it_goes() {
    let note = full_note();
    let summary = NoteOutline::from(&note).summary().unwrap();
    assert_eq!((summary.date, summary.minutes), (day("2026-11-18"), 50));
    assert_eq!((summary.objectives[0].as_str(), summary.interventions[0].as_str()), ("o-phone", "i-calls"));
    let plan = full_plan();
    let entries = NoteOutline::from(&note).progress(DocId::from_u128(30));
    assert_eq!(entries[0].sentence(), "Nov 18, 2026, note: improving, 2. Rehearsed twice, in her own words.");
    let histories = progress::histories(&plan, &entries);
    assert_eq!(
        progress::current(DocId::from_u128(31), &plan, &histories, &note.links[0].objective),
        Some(ObjectiveStatus::Improving)
    );
    assert_eq!(note.links[0].text(&plan), "1.2 improving, 2");
    assert_eq!(Link::new(LineId::new("gone").unwrap()).text(&plan), "An objective no longer in the plan:");
    let untimed = Note { when: When::default(), ..full_note() };
    let untimed = NoteOutline::from(&untimed);
    assert!(untimed.summary().is_none() && untimed.progress(DocId::from_u128(30)).is_empty());
}

proptest! {
    #[test]
    fn carrying_loses_nothing_and_marks_what_it_brought(
        note in any_note(), last in any_note(), chosen in prop::collection::btree_set(prop::sample::select(section_ids()), 0..8),
    ) {
        let mut before = note;
        before.carried.clear();
        let mut note = before.clone();
        let chosen: Vec<&str> = chosen.into_iter().collect();
        let carried = note.carry(&last, &chosen);
        prop_assert_eq!(carried, note.carried.len());
        for (id, text) in &note.sections {
            if note.is_carried(id) {
                prop_assert!(chosen.contains(&id.as_str()) && before.text_of(id).trim().is_empty());
                prop_assert_eq!(text.as_str(), last.text_of(id));
                prop_assert!(!text.trim().is_empty());
            } else {
                prop_assert_eq!(text.as_str(), before.text_of(id));
            }
        }
        let back = Note { sections: before.sections.clone(), carried: before.carried.clone(), ..note.clone() };
        prop_assert!(back == before, "nothing but text is carried");
        let mut again = note.clone();
        prop_assert_eq!(again.carry(&last, &chosen), 0, "what was carried is not carried twice");
        prop_assert!(again == note);
    }

    #[test]
    fn the_mark_goes_where_the_text_goes(note in any_note(), format in any_format()) {
        let mut note = note;
        note.switch_format(note.format);
        let marked: Vec<String> = note.carried.iter().filter(|id| note.is_carried(id)).cloned().collect();
        let before = note.format;
        note.switch_format(format);
        for id in note.carried.iter().filter(|id| note.is_carried(id)) {
            prop_assert!(note.sections.contains_key(id));
        }
        note.switch_format(before);
        for id in marked.iter().filter(|id| !note.text_of(id).is_empty()) {
            prop_assert!(note.is_carried(id));
        }
    }
}
