//! Which episode of care something belongs to.

use super::{Chart, Filing, Marked, PlanVersion};
use crate::{
    Discharge, Episode, EpisodeEvent, LevelOfCare,
    episode::{EpisodeOfCare, Episodes},
};
use chrono::NaiveDate;
use record::DocId;

impl<F: Filing, M: Marked> Chart<F, M> {
    /// Whether a day is in the last episode, or after it.
    pub(super) fn is_in_last_episode(&self, day: NaiveDate) -> bool {
        !self.episodes.are_several() || self.episodes.from().is_none_or(|from| from <= day)
    }

    /// Whether a version is a plan of the care that goes on: written in the last episode, which was not ended by a discharge. A plan of
    /// an earlier episode is no plan of this one.
    pub fn is_of_this_episode(&self, view: &PlanVersion<F, M>) -> bool {
        self.episodes.ended().is_none() && view.plan.head.date.is_none_or(|date| self.is_in_last_episode(date))
    }

    /// The episodes as they are without one document: what that is held against while it is written.
    pub fn episodes_without(&self, doc: DocId) -> Episodes {
        let events = self.counting_of::<EpisodeEvent>().map(|(signed, event)| (signed.doc(), event));
        let discharges = self.counting_of::<Discharge>().map(|(signed, one)| (signed.doc(), one));
        let first = self.episodes.iter().next().and_then(|first| first.from);
        Episodes::of(first, events.filter(|(other, _)| *other != doc), discharges.filter(|(other, _)| *other != doc))
    }

    /// The day of the last session that counts.
    pub fn last_session(&self) -> Option<NaiveDate> {
        self.notes.iter().filter(|note| note.session).map(|note| note.date).max()
    }

    /// The program that the last episode is in, where a readmission or transfer names one.
    pub fn program_now(&self) -> Option<&str> {
        let steps = self.episodes.last().into_iter().flat_map(EpisodeOfCare::named_programs);
        steps.last()
    }

    /// The level of care on a day; the first that is known, for an earlier day.
    pub fn level_on(&self, day: NaiveDate) -> Option<&LevelOfCare> {
        let then = self.levels.iter().rev().find(|saved| saved.day <= day);
        then.or_else(|| self.levels.first()).map(|saved| &saved.level)
    }

    /// The header of a note of this day: `profile` is what the profile says now. Readmissions and transfers win over it.
    pub fn header_on(&self, day: NaiveDate, profile: Episode) -> Episode {
        let Some(episode) = self.episodes.nearest(day) else { return profile };
        let step = episode.step_on(day);
        let program = step.map(|step| step.program.clone()).filter(|program| !program.is_empty());
        Episode {
            program: program.unwrap_or(profile.program),
            level_of_care: step.and_then(|step| step.level.clone()).or(profile.level_of_care),
            opened: episode.from.or(profile.opened),
        }
    }
}
