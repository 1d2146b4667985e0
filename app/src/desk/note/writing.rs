//! A note being written, with what the keeper found about it.

use crate::desk::{
    ask::Asked,
    clock,
    doc_form::{DocForm, Manner},
    form::Part,
    page::{focus_field, go_soon},
};
use clinical::{
    Finding, Link, Note, TypedTime, When, Wrong,
    plan::{
        LineId,
        progress::{History, histories},
    },
};
use keeper::protocol::{DocPage, DocView, NoteBeside};
use leptos::prelude::*;
use record::RecordId;
use std::ops::Deref;

/// A note being written. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    doc: DocForm<Note>,
    /// The note as it is now.
    pub(super) note: RwSignal<Note>,
    /// The keeper's page, asked again after each save: findings, lateness, the note before.
    pub(super) asked: Asked<DocPage>,
    /// The objective whose progress is open beside the note.
    pub(super) open: RwSignal<Option<LineId>>,
    /// The section that was written in last: what is linked from beside the note is linked to it.
    pub(super) section: RwSignal<Option<&'static str>>,
}

impl Deref for Writing {
    type Target = DocForm<Note>;

    fn deref(&self) -> &Self::Target {
        &self.doc
    }
}

impl Writing {
    /// Begins with the keeper's view; saves what is typed until the owner is gone.
    pub(super) fn begin(record: RecordId, one: DocView<Note>, asked: Asked<DocPage>) -> Self {
        let said =
            |finding: &Finding, tried: bool| if finding.blocks() { tried } else { finding.wrong() != Some(Wrong::Missing) };
        let manner = Manner { signed: "The note was signed.", said };
        let found = move |_: &Note| asked.pick(|page| page.findings.clone());
        let doc = DocForm::begin(record, one, manner, found, move || asked.again());
        Self { doc, note: doc.draft.value, asked, open: RwSignal::new(None), section: RwSignal::new(None) }
    }

    /// Its fields that belong to the note as a whole.
    pub(super) fn whole(self) -> Part<Note, Note> {
        self.form.whole("")
    }

    /// Something of the note.
    pub(super) fn part<T: Send + Sync + 'static>(self, get: impl Fn(&Note) -> T + Send + Sync + 'static) -> Signal<T> {
        self.draft.part(get)
    }

    /// The same, which changes only where its value does.
    pub(super) fn memo<T: PartialEq + Send + Sync + 'static>(self, get: impl Fn(&Note) -> T + Send + Sync + 'static) -> Memo<T> {
        Memo::new(move |_| self.note.with(&get))
    }

    /// Changes the note, and saves it soon.
    pub(super) fn edit(self, change: impl FnOnce(&mut Note)) {
        self.draft.edit(change);
    }

    /// Changes the time of the service; offsets are looked up where the note's zone is this device's.
    pub(super) fn edit_time(self, change: impl FnOnce(&mut TypedTime)) {
        self.edit(|note| {
            let mut typed = note.when.typed();
            let (start, end) = (typed.start_text(), typed.end_text());
            change(&mut typed);
            let here = clock::zone();
            if typed.zone.is_empty() || typed.zone == here {
                typed.zone = here;
                // Of the hour that comes twice the one that was chosen stays, as long as the time does.
                if typed.start_twice().is_none() || typed.start_text() != start {
                    typed.start_offset = clock::offset_when(&typed.start_text());
                }
                if typed.end_twice().is_none() || typed.end_text() != end {
                    typed.end_offset = clock::offset_when(&typed.end_text());
                }
            }
            note.when = When::from_typed(typed);
        });
    }

    /// Something of what stands beside the note.
    pub(super) fn beside<T: Default>(self, part: impl FnOnce(&NoteBeside) -> T) -> T {
        self.asked.pick(|page| page.beside.as_ref().map(part).unwrap_or_default())
    }

    /// What is worth a look in a place, and stops nothing.
    pub(super) fn suggestions(self, of: impl Fn(&Finding) -> bool + Send + Sync + 'static) -> Memo<Vec<String>> {
        Memo::new(move |_| {
            let about = self.findings.get().into_iter().filter(|finding| !finding.blocks() && of(finding));
            about.map(|finding| finding.text()).collect()
        })
    }

    /// What is wrong with a field, once somebody tried to sign.
    pub(super) fn wrong(self, field: impl Into<String>) -> Signal<Option<String>> {
        self.form.wrong(field.into())
    }

    /// Goes to the place of a finding, opening what hides it.
    pub(super) fn go(self, place: &str) {
        if let Some(id) = place.strip_prefix("link-").and_then(|id| LineId::new(id).ok()) {
            self.open.set(Some(id));
            return go_soon(place.to_owned());
        }
        let untimed = self.note.with_untracked(|note| note.when.known().is_none() && note.when.typed().start.is_empty());
        let offer = match place {
            "date" | "start" | "end" if untimed => "offer-start",
            "modality" => "offer-modality",
            _ => place,
        };
        focus_field(if document().get_element_by_id(offer).is_some() { offer } else { place });
    }

    /// Goes on where one was writing, once what had the focus is done and gone: what is still offered about the session comes first.
    pub(super) fn resume(self) {
        let section = self.section.get_untracked().or_else(|| self.note.with_untracked(|note| Some(note.layout().first()?.id)));
        request_animation_frame(move || {
            let offered = document().get_element_by_id("offer-modality").is_some();
            let next = if offered { Some("offer-modality") } else { section.map(section_field) };
            if let Some(next) = next {
                focus_field(next);
            }
        });
    }

    /// Links an objective to a section, and opens how it goes; what the last note said of it is filled in.
    pub(super) fn link(self, objective: &LineId, section: Option<&'static str>) {
        let (plan, link) = untrack(|| {
            self.beside(|view| {
                let beside = view.plan();
                let history = beside.and_then(|beside| histories(&beside.plan, &view.progress).remove(objective));
                let said = view.last.as_deref().and_then(|last| last.linked(objective));
                (beside.map(|beside| beside.doc), Some(following(objective, said, history.as_ref())))
            })
        });
        self.edit(|note| {
            note.plan = note.plan.or(plan);
            if note.linked(objective).is_none() {
                note.links.extend(link);
            }
            if let (Some(link), Some(section)) = (note.linked_mut(objective), section)
                && !link.sections.iter().any(|id| id == section)
            {
                link.sections.push(section.to_owned());
            }
        });
        self.open.set(Some(objective.clone()));
    }

    /// Takes an objective out of a section; out of the note where it was the last.
    pub(super) fn unlink_from(self, objective: &LineId, section: &str) {
        let only = |link: &Link| link.sections.iter().all(|id| id == section);
        if self.note.with_untracked(|note| note.linked(objective).is_none_or(only)) {
            return self.unlink(objective);
        }
        self.edit(|note| {
            if let Some(link) = note.linked_mut(objective) {
                link.sections.retain(|id| id != section);
            }
        });
    }

    /// Takes an objective out of the note, and offers it back.
    pub(super) fn unlink(self, objective: &LineId) {
        let mut taken = None;
        self.edit(|note| taken = note.unlink(objective));
        let Some(taken) = taken else { return };
        self.form.offer_undo("Unlinked the objective.", move |note| {
            if note.linked(&taken.objective).is_none() {
                note.links.push(taken.clone());
            }
        });
    }
}

/// The id of a section's field: the section's own, unless a field of the header has it.
pub(super) fn section_field(id: &'static str) -> &'static str {
    if id == "absence" { "section-absence" } else { id }
}

/// A link that goes on from what was said of the objective before: status, value, what was provided. What wants a reason of its own
/// is not carried on.
fn following(objective: &LineId, last: Option<&Link>, history: Option<&History>) -> Link {
    let status = history.and_then(|history| history.current().map(|(status, _)| status));
    Link {
        progress: status.filter(|status| !status.wants_reason()),
        value: history.and_then(History::value),
        interventions: last.map(|last| last.interventions.clone()).unwrap_or_default(),
        ..Link::new(objective.clone())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::plan::{
        ObjectiveStatus,
        progress::{ProgressEntry, SourceKind},
    };

    fn said(status: ObjectiveStatus, value: i32) -> History {
        let entry = ProgressEntry {
            objective: LineId::new("o1").unwrap(),
            date: chrono::NaiveDate::from_ymd_opt(2026, 11, 18).unwrap(),
            from: SourceKind::Note,
            source: record::DocId::from_u128(1),
            version: None,
            status: Some(status),
            value: Some(value),
            remark: "She called Ada.".into(),
        };
        History { entries: vec![entry], in_plan: true }
    }

    #[test]
    fn an_objective_goes_on_from_what_was_said_last_without_its_comment() {
        let id = LineId::new("o1").unwrap();
        let mut last = Link::new(id.clone());
        last.interventions.push(LineId::new("i1").unwrap());
        last.sections.push("data".into());
        let link = following(&id, Some(&last), Some(&said(ObjectiveStatus::Improving, 3)));
        assert_eq!((link.progress, link.value), (Some(ObjectiveStatus::Improving), Some(3)));
        assert_eq!(link.interventions, last.interventions);
        assert!(link.remark.is_empty() && link.sections.is_empty());
    }

    #[test]
    fn what_wants_a_reason_is_said_anew() {
        let id = LineId::new("o1").unwrap();
        assert_eq!(following(&id, None, Some(&said(ObjectiveStatus::Discontinued, 3))).progress, None);
        assert!(following(&id, None, None) == Link::new(id.clone()));
    }
}
