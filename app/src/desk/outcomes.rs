//! Outcomes over the charts that one may open: in how many episodes of care measures were taken, improved and worsened, by program, level
//! of care and episode.
//! Counted on this device; nothing leaves it.

use crate::desk::{
    ask::use_asked,
    page::{Heading, when_ready},
};
use clinical::measure::{Instrument, Population, Tally, instruments};
use keeper::protocol::{LoadOutcomes, OutcomeRow};
use leptos::prelude::*;
use std::collections::BTreeMap;
use ui::{Choice, ChoiceLook, EmptyState, Opt, PrintButton};

/// `/outcomes`
#[component]
pub(crate) fn OutcomesPage() -> impl IntoView {
    let asked = use_asked(|| LoadOutcomes {});
    view! {
        <header class="pagehead">
            <div>
                <Heading title="Outcomes"/>
                <p class="soft">"Episodes of care in charts that you may open, counted on this device. A client who came back counts once for each episode. Improved and worsened: from the first result of an episode to the last, by the published reliable change where there is one."</p>
            </div>
            <PrintButton label="Print"/>
        </header>
        {when_ready(asked, |rows| view! { <Groups rows/> }.into_any())}
    }
}

/// What makes a group.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    ProgramAndLevel,
    Program,
    Level,
    Episode,
}

impl By {
    const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::ProgramAndLevel, "both", "Program and level"),
        (Self::Program, "program", "Program"),
        (Self::Level, "level", "Level of care"),
        (Self::Episode, "episode", "Episode"),
    ];

    /// The group of a row, in words.
    fn name(self, row: &OutcomeRow) -> String {
        let or = |text: &str, none: &str| if text.is_empty() { none.to_owned() } else { text.to_owned() };
        match self {
            Self::ProgramAndLevel if row.level.is_empty() => or(&row.program, "No program named"),
            Self::ProgramAndLevel if row.program.is_empty() => row.level.clone(),
            Self::ProgramAndLevel => format!("{}, {}", row.program, row.level),
            Self::Program => or(&row.program, "No program named"),
            Self::Level => or(&row.level, "No level of care decided"),
            Self::Episode => format!("Episode {}", row.episode),
        }
    }
}

/// The groups, by name.
fn grouped(rows: &[OutcomeRow], by: By) -> BTreeMap<String, Population> {
    let mut groups: BTreeMap<String, Population> = BTreeMap::new();
    for row in rows {
        groups.entry(by.name(row)).or_default().join(&row.population);
    }
    groups
}

#[component]
fn Groups(rows: Vec<OutcomeRow>) -> impl IntoView {
    if rows.iter().all(|row| row.population.by_instrument.is_empty()) {
        return view! { <EmptyState title="No results yet" words="Counts appear here when measures are signed in charts that you may open."/> }.into_any();
    }
    let chosen = RwSignal::new(By::ProgramAndLevel);
    let value = Signal::derive(move || {
        let now = chosen.get();
        By::ALL.iter().find(|(by, ..)| *by == now).map(|(_, id, _)| (*id).to_owned()).unwrap_or_default()
    });
    let change = move |id: String| {
        if let Some((by, ..)) = By::ALL.iter().find(|(_, own, _)| *own == id) {
            chosen.set(*by);
        }
    };
    let options = Vec::from(By::ALL.map(|(_, id, label)| Opt::new(id, label)));
    let groups = move || {
        let all = grouped(&rows, chosen.get());
        all.into_iter().map(|(title, population)| view! { <Group title population/> }).collect_view()
    };
    view! {
        <Choice name="outcomes-by" legend="Count by" options value on_change=change look=ChoiceLook::Chips/>
        {groups}
    }
    .into_any()
}

#[component]
fn Group(title: String, population: Population) -> impl IntoView {
    let count = if population.episodes == 1 { "1 episode".to_owned() } else { format!("{} episodes", population.episodes) };
    let row = |one: &'static Instrument| {
        let Tally { episodes, measured, compared, improved, worsened } = *population.by_instrument.get(&one.id)?;
        Some(view! {
            <tr>
                <th scope="row">{one.short.clone()}</th>
                <td class="num">{format!("{measured} of {episodes}")}</td>
                <td class="num">{compared}</td>
                <td class="num">{improved}</td>
                <td class="num">{worsened}</td>
            </tr>
        })
    };
    let rows = instruments().iter().filter_map(row).collect_view();
    let none = population.by_instrument.is_empty().then(|| view! { <p class="soft">"Nothing measured yet."</p> });
    let table = (!population.by_instrument.is_empty()).then(|| {
        view! {
            <div class="table-frame">
                <table class="table">
                    <caption class="hidden-visually">{title.clone()}</caption>
                    <thead><tr>
                        <th scope="col">"Measure"</th><th scope="col" class="num">"Measured"</th><th scope="col" class="num">"Twice or more"</th>
                        <th scope="col" class="num">"Improved"</th><th scope="col" class="num">"Worsened"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    view! { <section class="outcomes"><h2 class="over">{title.clone()}" "<span class="quiet">{count}</span></h2>{none}{table}</section> }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn a_group_counts_everything_that_falls_into_it() {
        let row = |program: &str, level: &str, episode, episodes| OutcomeRow {
            program: program.to_owned(),
            level: level.to_owned(),
            episode,
            population: Population { episodes, by_instrument: BTreeMap::new() },
        };
        let rows = [row("Evening", "2.1", 1, 4), row("Evening", "1.5", 1, 2), row("Evening", "2.1", 2, 1), row("", "", 1, 3)];
        let told = |by| grouped(&rows, by).into_iter().map(|(name, one)| (name, one.episodes)).collect::<Vec<_>>();
        let named = |all: &[(&str, u32)]| all.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect::<Vec<_>>();
        assert_eq!(told(By::ProgramAndLevel), named(&[("Evening, 1.5", 2), ("Evening, 2.1", 5), ("No program named", 3)]));
        assert_eq!(told(By::Program), named(&[("Evening", 7), ("No program named", 3)]));
        assert_eq!(told(By::Level), named(&[("1.5", 2), ("2.1", 5), ("No level of care decided", 3)]));
        assert_eq!(told(By::Episode), named(&[("Episode 1", 9), ("Episode 2", 1)]));
    }
}
