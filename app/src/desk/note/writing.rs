//! A note under somebody's hands, with what the keeper found about it.

use crate::desk::{
    ask::{Act, Asked, use_act},
    clock,
    draft::Draft,
    form::Form,
    page::focus_heading,
};
use clinical::{Finding, Note, TypedTime, When};
use keeper::protocol::{NoteView, Problem, SignDocument};
use leptos::prelude::*;
use ui::use_notices;

/// A note being written. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    /// What is typed, and whether it is kept.
    pub(super) draft: Draft<Note>,
    /// The same, field by field.
    pub(super) form: Form<Note>,
    /// The note as it stands.
    pub(super) note: RwSignal<Note>,
    /// The keeper's view, asked again after each save: findings, lateness, the note before.
    pub(super) asked: Asked<NoteView>,
    /// Signs it. Once that was refused, what is missing is told beside its field.
    pub(super) sign: Act<SignDocument>,
}

impl Writing {
    /// Begins with the keeper's view; keeps what is typed until the owner is gone.
    pub(super) fn begin(view: &NoteView, asked: Asked<NoteView>) -> Self {
        let notices = use_notices();
        let draft = Draft::begin(view.record, view.row.doc, view.note.clone(), view.draft_saved, move || asked.again());
        let sign = use_act::<SignDocument>(move |_| {
            draft.end();
            notices.say("Signed and locked.");
            // The field that had the focus is gone: go on at the head of the page.
            request_animation_frame(focus_heading);
        });
        let tried = Memo::new(move |_| sign.problem.with(|problem| matches!(problem, Some(Problem::Invalid(_)))));
        let wrong = move |place: &str| {
            let found = |lint: &&Finding| lint.blocks() && lint.place.name() == place;
            let sentence = || asked.pick(|view| view.findings.iter().find(found).map(Finding::text));
            tried.get().then(sentence).flatten()
        };
        let form = Form::new(draft.autosave(), wrong, |_| None);
        Self { draft, form, note: draft.value, asked, sign }
    }

    /// Something of the note.
    pub(super) fn part<T: Send + Sync + 'static>(self, get: impl Fn(&Note) -> T + Send + Sync + 'static) -> Signal<T> {
        self.draft.part(get)
    }

    /// Changes the note, and keeps it soon.
    pub(super) fn edit(self, change: impl FnOnce(&mut Note)) {
        self.draft.edit(change);
    }

    /// Changes the time of the service; offsets are looked up where the note's zone is this device's.
    pub(super) fn edit_time(self, change: impl FnOnce(&mut TypedTime)) {
        self.edit(|note| {
            let mut typed = note.when.typed();
            change(&mut typed);
            let here = clock::zone();
            if typed.zone.is_empty() || typed.zone == here {
                typed.zone = here;
                let end_date = if typed.end_date.is_empty() { &typed.date } else { &typed.end_date };
                typed.end_offset = clock::offset_when(&format!("{end_date}T{}", typed.end));
                typed.start_offset = clock::offset_when(&format!("{}T{}", typed.date, typed.start));
            }
            note.when = When::from_typed(typed);
        });
    }

    /// What the keeper found, live for the draft kept last.
    pub(super) fn findings(self) -> Vec<Finding> {
        self.asked.pick(|view| view.findings.clone())
    }

    /// Signs what stands there.
    pub(super) fn sign_now(self, passphrase: String) {
        self.draft.keep_now();
        if let Some(refusal) = self.form.refusal() {
            return self.sign.problem.set(Some(refusal));
        }
        let Draft { record, doc, .. } = self.draft;
        self.sign.run(SignDocument { record, doc, body: self.note.get_untracked().into(), passphrase });
    }

    /// What is wrong with a field, once somebody tried to sign.
    pub(super) fn wrong(self, field: impl Into<String>) -> Signal<Option<String>> {
        self.form.wrong(field.into())
    }
}
