//! The fold: from what was signed to the episodes of a chart.

use super::{Discharge, DischargeKind, EpisodeEvent, EpisodeEventKind};
use crate::{Around, LevelOfCare, PatientProfile, sealed::sealed};
use chrono::NaiveDate;
use record::DocId;
use serde::{Deserialize, Serialize};

/// An episode of care (FHIR EpisodeOfCare).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EpisodeOfCare {
    /// Its number, from 1.
    pub number: u32,
    /// The readmission that opened it; `None` for the first, which the profile opens.
    pub opened_by: Option<DocId>,
    /// Its first day; `None` where the profile does not say when care began.
    pub from: Option<NaiveDate>,
    /// Its last day; `None` while it is open.
    pub to: Option<NaiveDate>,
    /// The discharge that ended it.
    pub discharge: Option<DocId>,
    /// How it ended.
    pub ending: Option<DischargeKind>,
    /// Where its care was given, from each day on; the earliest first. The first episode begins with what the profile says.
    pub steps: Vec<Step>,
}

/// Level of care and program from a day on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The readmission or transfer.
    pub doc: DocId,
    /// Its day.
    pub on: NaiveDate,
    /// The level of care.
    pub level: Option<LevelOfCare>,
    /// The program; empty where it stayed the same.
    pub program: String,
}

/// The episodes of a chart, the earliest first; never empty.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Episodes {
    all: Vec<EpisodeOfCare>,
    /// What was signed and fits into no episode: the second of two discharges, a readmission while care goes on.
    pub unplaced: Vec<DocId>,
}

sealed!(EpisodeOfCare, Step, Episodes);

impl Default for Episodes {
    /// One that is open, from an unknown day.
    fn default() -> Self {
        Self::of(None, [], [])
    }
}

impl EpisodeOfCare {
    /// Whether a day is in it; its last day is.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether care goes on.
    pub const fn is_open(&self) -> bool {
        self.to.is_none()
    }

    /// Days in care on `date`, the first being day 1; `None` before it and after the discharge.
    pub fn day_in_care(&self, date: NaiveDate) -> Option<u32> {
        let days = u32::try_from((date - self.from?).num_days()).ok()?;
        days.checked_add(1).filter(|_| self.contains(date))
    }

    /// As headings show it: `Episode 2`.
    pub fn name(&self) -> String {
        format!("Episode {}", self.number)
    }

    /// The programs that its readmission and transfers name, in turn.
    pub fn named_programs(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().map(|step| step.program.as_str()).filter(|program| !program.is_empty())
    }

    /// The readmission or transfer that holds on a day.
    pub fn step_on(&self, day: NaiveDate) -> Option<&Step> {
        self.steps.iter().rev().find(|step| step.on <= day)
    }
}

/// What happened to an episode.
enum Happened<'a> {
    Event(&'a EpisodeEvent),
    Discharge(&'a Discharge),
}

impl Episodes {
    /// Folds what was signed into episodes. `opened` is the day care began first, from the profile. Only documents that count are
    /// given: signed, and not entered in error. Their order does not matter: the day of each decides; on one day what ends an
    /// open episode comes before what opens the next.
    pub fn of<'a>(
        opened: Option<NaiveDate>,
        events: impl IntoIterator<Item = (DocId, &'a EpisodeEvent)>,
        discharges: impl IntoIterator<Item = (DocId, &'a Discharge)>,
    ) -> Self {
        let events = events.into_iter().filter_map(|(doc, event)| Some((event.on?, doc, Happened::Event(event))));
        let discharges = discharges.into_iter().filter_map(|(doc, one)| Some((one.on?, doc, Happened::Discharge(one))));
        let mut waiting: Vec<(NaiveDate, DocId, Happened<'a>)> = events.chain(discharges).collect();
        record::order::sort_by_key(&mut waiting, |(on, doc, _)| (*on, *doc));
        let mut all = vec![EpisodeOfCare { number: 1, from: opened, ..EpisodeOfCare::default() }];
        let mut unplaced = Vec::new();
        while let Some((first, ..)) = waiting.first() {
            let first = *first;
            // Of what is left of this day, the one that fits; without one, the first fits nowhere.
            let on_day = waiting.iter().take_while(|(on, ..)| *on == first);
            let ranks = on_day.enumerate().filter_map(|(place, (on, _, what))| Some((rank(all.last()?, *on, what)?, place)));
            let fits = ranks.min();
            let (on, doc, what) = waiting.remove(fits.map_or(0, |(_, place)| place));
            match (fits, what) {
                (Some(_), what) => place(&mut all, on, doc, &what),
                (None, _) => unplaced.push(doc),
            }
        }
        Self { all, unplaced }
    }

    /// The same, from the other documents of the record.
    pub fn around(around: &Around<'_>) -> Self {
        let opened = around.of::<PatientProfile>().find_map(|(_, profile)| profile.opened);
        Self::of(opened, around.of::<EpisodeEvent>(), around.of::<Discharge>())
    }

    /// The episodes, where an open one ends on this day: that of a plan that was ended without a discharge.
    #[must_use]
    pub fn or_ended(mut self, plan_ended: Option<NaiveDate>) -> Self {
        if let Some(last) = self.all.last_mut().filter(|last| last.is_open()) {
            last.to = plan_ended.filter(|ended| last.from.is_none_or(|from| from <= *ended));
        }
        self
    }

    /// Each, the earliest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &EpisodeOfCare> + ExactSizeIterator {
        self.all.iter()
    }

    /// Whether the client was readmitted: only then a page says which episode something belongs to.
    pub const fn are_several(&self) -> bool {
        self.all.len() > 1
    }

    /// The last one; `None` never for what [`Self::of`] makes.
    pub fn last(&self) -> Option<&EpisodeOfCare> {
        self.all.last()
    }

    /// The first day of the last one.
    pub fn from(&self) -> Option<NaiveDate> {
        self.last()?.from
    }

    /// The day care ended; `None` while it goes on.
    pub fn ended(&self) -> Option<NaiveDate> {
        self.last()?.to
    }

    /// The one that a day is in. On a day with a discharge and a readmission, the later one.
    pub fn on(&self, day: NaiveDate) -> Option<&EpisodeOfCare> {
        self.all.iter().rev().find(|one| one.contains(day))
    }

    /// The one whose papers a day belongs to: the one it is in, or else the last that began before it, or else the first. A
    /// check-in belongs to the episode it follows.
    pub fn nearest(&self, day: NaiveDate) -> Option<&EpisodeOfCare> {
        let begun = |one: &&EpisodeOfCare| one.from.is_none_or(|from| from <= day);
        self.on(day).or_else(|| self.all.iter().rev().find(begun)).or_else(|| self.all.first())
    }

    /// What a page calls the episode of a day: `Episode 2`, by [`Self::nearest`]. `None` where there is but one.
    pub fn named_on(&self, day: NaiveDate) -> Option<String> {
        self.nearest(day).filter(|_| self.are_several()).map(EpisodeOfCare::name)
    }

    /// The day the client had last been discharged on, for a day outside of care; `None` inside, and before the first episode.
    pub fn left_before(&self, day: NaiveDate) -> Option<NaiveDate> {
        if self.on(day).is_some() {
            return None;
        }
        self.all.iter().rev().filter_map(|one| one.to).find(|to| *to < day)
    }

    /// Whether a later episode begins after a day.
    pub fn begin_after(&self, day: NaiveDate) -> bool {
        self.all.iter().any(|one| one.from.is_some_and(|from| day < from))
    }
}

/// The order in which an episode takes what happened on one day; `None` where it does not fit now.
fn rank(last: &EpisodeOfCare, on: NaiveDate, what: &Happened<'_>) -> Option<u8> {
    let begun = last.from.is_none_or(|from| from <= on);
    match what {
        Happened::Event(event) if event.kind == EpisodeEventKind::Transfer => (last.is_open() && begun).then_some(0),
        Happened::Discharge(_) => (last.is_open() && begun).then_some(1),
        Happened::Event(_) => last.to.is_some_and(|to| to <= on).then_some(2),
    }
}

fn place(all: &mut Vec<EpisodeOfCare>, on: NaiveDate, doc: DocId, what: &Happened<'_>) {
    let next = u32::try_from(all.len()).unwrap_or(u32::MAX).saturating_add(1);
    if let Happened::Event(event) = what
        && event.kind == EpisodeEventKind::Readmission
    {
        let opened = EpisodeOfCare { number: next, opened_by: Some(doc), from: Some(on), ..EpisodeOfCare::default() };
        all.push(opened);
    }
    let Some(last) = all.last_mut() else { return };
    match what {
        Happened::Event(event) => {
            last.steps.push(Step { doc, on, level: event.level.clone(), program: event.program.trim().to_owned() });
        }
        Happened::Discharge(discharge) => {
            (last.to, last.discharge, last.ending) = (Some(on), Some(doc), discharge.kind);
        }
    }
}
