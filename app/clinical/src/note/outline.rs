//! What lists and the thread need of a note, without its text: of the thousands in a caseload few are looked at.

use super::{Link, Note};
use crate::{
    ServiceType, Span,
    kind::{Dated, ServiceSpan},
    plan::{
        NoteSummary,
        progress::{ProgressEntry, SourceKind},
    },
    sealed::sealed,
};
use record::DocId;

/// A note in short.
#[derive(Clone, PartialEq, Eq)]
pub struct NoteOutline {
    /// What kind of service.
    pub service: ServiceType,
    /// When it took place; `None` until said.
    pub time: Option<ServiceSpan>,
    /// The version of the plan it was written with.
    pub plan: Option<DocId>,
    /// What of the plan it worked on.
    pub links: Vec<Link>,
}

sealed!(NoteOutline);

impl From<&Note> for NoteOutline {
    fn from(note: &Note) -> Self {
        let time = note.when.known().map(ServiceSpan::from);
        Self { service: note.service, time, plan: note.plan, links: note.links.clone() }
    }
}

impl NoteOutline {
    /// The day and the service it is about.
    pub fn dated(&self) -> Dated {
        Dated { day: self.time.map(|time| time.date()), time: self.time }
    }

    /// When people met; `None` while the time is not known, and where nobody came.
    pub fn met(&self) -> Option<Span> {
        let time = self.time.filter(|_| self.service.spec().met)?;
        Span::new(time.start.to_utc(), time.end.to_utc()).ok()
    }

    /// What the plan's side of the thread needs to know; `None` while the time is not known, and where nobody came: nothing was
    /// given then, and nothing worked on.
    pub fn summary(&self) -> Option<NoteSummary> {
        let (date, met) = (self.time?.date(), self.met()?);
        Some(NoteSummary {
            date,
            session: self.service.is_session(),
            objectives: self.links.iter().map(|link| link.objective.clone()).collect(),
            interventions: self.links.iter().flat_map(|link| link.interventions.iter().cloned()).collect(),
            minutes: u16::try_from(met.minutes()).unwrap_or(u16::MAX),
        })
    }

    /// What it says about objectives, for [`crate::plan::progress::histories`]; `source` is its document.
    pub fn progress(&self, source: DocId) -> Vec<ProgressEntry> {
        let Some(time) = self.time else { return Vec::new() };
        let entry = |link: &Link| ProgressEntry {
            objective: link.objective.clone(),
            date: time.date(),
            from: SourceKind::Note,
            source,
            version: self.plan,
            status: link.progress,
            value: link.value,
            remark: link.remark.clone(),
        };
        self.links.iter().map(entry).collect()
    }
}
