//! Outcomes over the charts that I may open.

use crate::{
    Keeper, Transport, Zone,
    protocol::{OutcomeRow, Problem},
};
use clinical::{LevelOfCare, measure::Population};
use std::collections::BTreeMap;
use vault::{Clock, Store};

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Counts of episodes by program, level of care and number, of the charts whose team I am in.
    pub(crate) async fn outcomes(&self) -> Result<Vec<OutcomeRow>, Problem> {
        let me = self.me()?;
        let mut groups: BTreeMap<(String, String, u32), Population> = BTreeMap::new();
        for opened in self.open_records(&me).await? {
            let Some((profile, ..)) = opened.profile().filter(|_| opened.is_chart() && opened.head.team.contains(&me.user()))
            else {
                continue;
            };
            for episode in self.thread_of(&me, &opened).await?.measures_by_episode() {
                let program = episode.program.unwrap_or(&profile.program).trim().to_owned();
                let level = episode.level.or(profile.level_of_care.as_ref()).map(LevelOfCare::text).unwrap_or_default();
                groups.entry((program, level, episode.number)).or_default().add(&episode.results);
            }
        }
        let row = |((program, level, episode), population)| OutcomeRow { program, level, episode, population };
        Ok(groups.into_iter().map(row).collect())
    }
}
