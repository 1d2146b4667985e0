//! A note under somebody's hands: what is typed, and whether it is kept.

use super::words;
use crate::{
    Link,
    desk::{
        ask::{Act, Asked, use_act},
        clock,
        page::focus_heading,
    },
    use_link,
};
use clinical::{Note, TypedTime, When, thread::Lint};
use keeper::protocol::{NoteView, Problem, SaveDraft, SignNote};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use record::{DocId, RecordId, Time};
use std::{
    future::Future,
    pin::pin,
    task::{Context, Waker},
    time::Duration,
};
use ui::use_notices;

/// How long a pause in typing is before it is kept.
const PAUSE: Duration = Duration::from_millis(600);

/// How long somebody may type without a pause before it is kept all the same, in milliseconds.
const LONGEST: i64 = 4_000;

/// Whether what is typed is kept.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Kept {
    /// Nothing was typed since the page was opened; kept then, if ever.
    Untouched(Option<Time>),
    /// Typed, not kept yet.
    Typed,
    /// Being kept.
    Saving,
    /// Kept.
    Saved(Time),
    /// Not kept, and why.
    Failed(String),
}

/// A note being written. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    /// In which record.
    pub(super) record: RecordId,
    /// Which.
    pub(super) doc: DocId,
    /// As it stands.
    pub(super) note: RwSignal<Note>,
    /// Whether it is kept.
    pub(super) kept: RwSignal<Kept>,
    /// The keeper's view, asked again after each save: findings, lateness, the note before.
    pub(super) asked: Asked<NoteView>,
    /// Signs it. Once that was refused, what is missing is told beside its field.
    pub(super) sign: Act<SignNote>,
    link: Link,
    pause: StoredValue<Option<TimeoutHandle>>,
    since: StoredValue<Option<Time>>,
    ended: StoredValue<bool>,
    saves: StoredValue<u32>,
}

impl Writing {
    /// Begins with the keeper's view; keeps what is typed until the owner is gone.
    pub(super) fn begin(view: &NoteView, asked: Asked<NoteView>) -> Self {
        let (ended, notices) = (StoredValue::new(false), use_notices());
        let sign = use_act::<SignNote>(move |_| {
            ended.set_value(true);
            notices.say("Signed and locked.");
            // The field that had the focus is gone: go on at the head of the page.
            request_animation_frame(focus_heading);
        });
        let writing = Self {
            record: view.record,
            doc: view.row.doc,
            note: RwSignal::new(view.note.clone()),
            kept: RwSignal::new(Kept::Untouched(view.draft_saved)),
            asked,
            sign,
            link: use_link(),
            pause: StoredValue::new(None),
            since: StoredValue::new(None),
            ended,
            saves: StoredValue::new(0),
        };
        let hidden = window_event_listener_untyped("visibilitychange", move |_| writing.keep_now());
        let leaving = window_event_listener_untyped("pagehide", move |_| writing.keep_now());
        on_cleanup(move || {
            hidden.remove();
            leaving.remove();
            writing.keep_before_it_is_gone();
        });
        writing
    }

    /// Something of the note.
    pub(super) fn part<T: Send + Sync + 'static>(self, get: impl Fn(&Note) -> T + Send + Sync + 'static) -> Signal<T> {
        Signal::derive(move || self.note.with(&get))
    }

    /// Changes the note, and keeps it soon.
    pub(super) fn edit(self, change: impl FnOnce(&mut Note)) {
        self.note.update(change);
        self.kept.set(Kept::Typed);
        let now = clock::now();
        let since = self.since.get_value().unwrap_or(now);
        self.since.set_value(Some(since));
        self.stop_waiting();
        if now.since(since) > LONGEST {
            self.keep_now();
        } else {
            self.pause.set_value(set_timeout_with_handle(move || self.keep_now(), PAUSE).ok());
        }
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

    /// Keeps what was typed, if anything, without waiting for a pause.
    pub(super) fn keep_now(self) {
        if self.ended.try_get_value() != Some(false) {
            return;
        }
        match self.kept.get_untracked() {
            Kept::Typed | Kept::Failed(_) => {}
            // What is typed while saving turns it to `Typed`, and its own pause keeps it.
            Kept::Untouched(_) | Kept::Saving | Kept::Saved(_) => return,
        }
        self.stop_waiting();
        self.since.set_value(None);
        self.kept.set(Kept::Saving);
        let number = self.saves.get_value().wrapping_add(1);
        self.saves.set_value(number);
        spawn_local(async move {
            let answer = self.link.ask(self.draft()).await;
            // An answer about what was typed since, or to a page that is gone, says nothing.
            let still = self.kept.try_get_untracked() == Some(Kept::Saving) && self.saves.try_get_value() == Some(number);
            let now = match answer {
                Ok(saved) => Kept::Saved(saved.at),
                Err(problem) => Kept::Failed(crate::sentence(&problem)),
            };
            if still {
                self.kept.set(now);
                self.asked.again();
            }
        });
    }

    /// Nothing more is kept: it was signed, or is discarded.
    pub(super) fn end(self) {
        self.stop_waiting();
        self.ended.set_value(true);
    }

    /// What the keeper found, live for the draft kept last.
    pub(super) fn findings(self) -> Vec<Lint> {
        self.asked.pick(|view| view.findings.clone())
    }

    /// Signs what stands there.
    pub(super) fn sign_now(self, passphrase: String) {
        self.keep_now();
        let SaveDraft { record, doc, note } = self.draft();
        self.sign.run(SignNote { record, doc, note, passphrase });
    }

    /// What is wrong with a field, once somebody tried to sign.
    pub(super) fn wrong(self, field: impl Into<String>) -> Signal<Option<String>> {
        let field = field.into();
        Signal::derive(move || {
            let told = |lint: &&Lint| lint.blocks() && lint.place == field;
            let sentence = self.asked.pick(|view| view.findings.iter().find(told).map(words::told));
            let tried = self.sign.problem.with(|problem| matches!(problem, Some(Problem::Invalid(_))));
            sentence.filter(|_| tried)
        })
    }

    fn draft(self) -> SaveDraft {
        SaveDraft { record: self.record, doc: self.doc, note: self.note.get_untracked() }
    }

    fn stop_waiting(self) {
        if let Some(pause) = self.pause.try_update_value(Option::take).flatten() {
            pause.clear();
        }
    }

    /// The page goes away, perhaps because it locks: the message must leave before the keeper forgets its keys, so the
    /// future is polled here and now, and nobody is left to hear the answer.
    fn keep_before_it_is_gone(self) {
        let unkept = matches!(self.kept.try_get_untracked(), Some(Kept::Typed | Kept::Saving | Kept::Failed(_)));
        if unkept && self.ended.try_get_value() == Some(false) {
            self.stop_waiting();
            let _sent = pin!(self.link.ask(self.draft())).as_mut().poll(&mut Context::from_waker(Waker::noop()));
        }
    }
}
