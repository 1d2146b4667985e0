//! Outcomes over the charts that I may open.

use crate::{
    Keeper, Transport, Zone,
    protocol::{OutcomeRow, Problem},
};
use clinical::{LevelOfCare, measure::Population};
use std::collections::BTreeMap;
use vault::{Clock, Store};

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Counts by program and level of care, of the charts whose team I am in.
    pub(crate) async fn outcomes(&self) -> Result<Vec<OutcomeRow>, Problem> {
        let me = self.me()?;
        let mut groups: BTreeMap<(String, String), Population> = BTreeMap::new();
        for opened in self.open_records(&me).await? {
            let Some((profile, ..)) = opened.profile().filter(|_| opened.is_chart() && opened.head.team.contains(&me.user()))
            else {
                continue;
            };
            let level = profile.level_of_care.as_ref().map(LevelOfCare::text).unwrap_or_default();
            let group = groups.entry((profile.program.trim().to_owned(), level)).or_default();
            group.add(&self.thread_of(&me, &opened).await?.measures());
        }
        Ok(groups.into_iter().map(|((program, level), population)| OutcomeRow { program, level, population }).collect())
    }
}
