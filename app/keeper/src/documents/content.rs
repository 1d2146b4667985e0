//! What an entry says. Of the thousands that an unlock restores few are looked at: the others are never read.

use crate::{documents::open::Unread, unlocked::OpenedBody};
use chrono::NaiveDate;
use clinical::{Body, Dated, Kind, Kinded, Note, NoteOutline};
use std::cell::OnceCell;

/// The content of an entry: its kind, and a note in short, are at hand; the rest is read when somebody looks at it.
pub(crate) struct Content {
    kind: Kind,
    note: Option<NoteOutline>,
    /// As a snapshot has it; nothing where it was opened from the entry itself.
    kept: Option<String>,
    body: OnceCell<Result<Body, Unread>>,
}

impl From<Body> for Content {
    fn from(body: Body) -> Self {
        let note = Note::of(&body).map(NoteOutline::from);
        Self { kind: body.kind(), note, kept: None, body: OnceCell::from(Ok(body)) }
    }
}

impl Content {
    /// As it was kept: [`Self::text`], with what stands beside it.
    pub(crate) fn kept(kind: Kind, note: Option<NoteOutline>, text: String) -> Self {
        Self { kind, note, kept: Some(text), body: OnceCell::new() }
    }

    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    /// A note in short; `None` for everything else.
    pub(crate) fn note(&self) -> Option<&NoteOutline> {
        self.note.as_ref()
    }

    /// All of it.
    ///
    /// Fails with [`Unread`] where what was kept cannot be read.
    pub(crate) fn body(&self) -> Result<&Body, Unread> {
        let read = || Ok(Body::from_text(self.kind.id(), self.kept.as_deref().unwrap_or_default())?);
        self.body.get_or_init(read).as_ref().map_err(|reason| *reason)
    }

    /// Its day and service. `today` is the local date.
    pub(crate) fn dated(&self, today: NaiveDate) -> Option<Dated> {
        let read = || Some(self.body().ok()?.summary(today).dated());
        self.note.as_ref().map(NoteOutline::dated).or_else(read)
    }

    /// Its text, as [`Body::from_text`] reads it.
    pub(crate) fn text(&self) -> Option<String> {
        self.kept.clone().or_else(|| self.body().ok()?.to_text().ok())
    }

    /// Why it cannot be read, where that was tried.
    fn unread(&self) -> Option<Unread> {
        self.body.get()?.as_ref().err().copied()
    }
}

/// What was opened, read.
pub(crate) fn said(opened: &OpenedBody) -> Result<&Body, Unread> {
    opened.as_ref().map_err(|reason| *reason)?.body()
}

/// Why something is not shown.
pub(crate) fn unread(opened: &OpenedBody) -> Option<Unread> {
    opened.as_ref().map_or_else(|reason| Some(*reason), |content| content.unread())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::{Addendum, ServiceType};
    use crypto::Quarantine;

    #[test]
    fn what_was_kept_says_the_same_and_is_read_when_it_is_looked_at() {
        let note = Note { service: ServiceType::Crisis, ..Note::default() };
        for body in [Body::from(note), Addendum { text: "It was Tuesday.".into(), reason: "Correction".into() }.into()] {
            let opened = Content::from(body.clone());
            let kept = Content::kept(opened.kind(), opened.note().cloned(), opened.text().unwrap());
            assert!(kept.body.get().is_none(), "not read yet");
            assert!(kept.note() == opened.note() && kept.text() == opened.text());
            assert_eq!(kept.body(), Ok(&body));
        }
    }

    #[test]
    fn what_cannot_be_read_is_a_doubt_as_soon_as_somebody_looks() {
        let kept = Ok(std::rc::Rc::new(Content::kept(Kind::Addendum, None, "{}".to_owned())));
        assert_eq!(unread(&kept), None);
        assert_eq!(said(&kept), Err(Quarantine::Damaged.into()));
        assert_eq!(unread(&kept), Some(Quarantine::Damaged.into()));
    }
}
