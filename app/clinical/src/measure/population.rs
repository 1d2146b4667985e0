//! How many clients were measured, improved and worsened, over the charts that somebody may open (Joint Commission: results are
//! aggregated over the population served).

use super::{Change, Series};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How one client's results of one instrument went, from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// One result, or none that can be compared.
    Once,
    /// Better, as far as a published value tells it from chance.
    Improved,
    /// Neither.
    Same,
    /// Worse, as far as a published value tells it from chance.
    Worsened,
}

/// Counts of episodes of care: whoever came back counts once for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Of the group, measured or not.
    pub episodes: u32,
    /// With a result.
    pub measured: u32,
    /// With two results or more.
    pub compared: u32,
    /// Better at last than at first.
    pub improved: u32,
    /// Worse at last than at first.
    pub worsened: u32,
}

impl Series<'_> {
    /// How it went. Of several scores one that got worse decides.
    pub fn course(&self) -> Course {
        let changes: Vec<Change> = self.instrument.scores.iter().filter_map(|rule| self.change_since_first(&rule.id)).collect();
        let better = |change: &Change| change.points != 0 && change.better && change.reliable != Some(false);
        if changes.is_empty() {
            Course::Once
        } else if changes.iter().any(|change| change.worsened()) {
            Course::Worsened
        } else if changes.iter().any(better) {
            Course::Improved
        } else {
            Course::Same
        }
    }
}

/// The counts of one group of episodes, by instrument (its id).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Population {
    /// How many episodes the group has.
    pub episodes: u32,
    /// The counts; only instruments with a result.
    pub by_instrument: BTreeMap<String, Tally>,
}

impl Population {
    /// Counts one more episode.
    pub fn add(&mut self, results: &[Series<'_>]) {
        let mut one = Self { episodes: 1, by_instrument: BTreeMap::new() };
        for series in results {
            let course = series.course();
            let tally = Tally {
                episodes: 1,
                measured: 1,
                compared: (course != Course::Once).into(),
                improved: (course == Course::Improved).into(),
                worsened: (course == Course::Worsened).into(),
            };
            one.by_instrument.insert(series.instrument.id.clone(), tally);
        }
        self.join(&one);
    }

    /// Counts another group as part of this one.
    pub fn join(&mut self, other: &Self) {
        self.episodes += other.episodes;
        for (id, more) in &other.by_instrument {
            let tally = self.by_instrument.entry(id.clone()).or_default();
            tally.measured += more.measured;
            tally.compared += more.compared;
            tally.improved += more.improved;
            tally.worsened += more.worsened;
        }
        for tally in self.by_instrument.values_mut() {
            tally.episodes = self.episodes;
        }
    }
}
