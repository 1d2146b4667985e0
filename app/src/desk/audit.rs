//! The audit log: who did what when, and nothing clinical.

mod row;

use crate::desk::{
    ask::{use_act, use_asked},
    page::{Heading, Waiting},
};
use keeper::protocol::{LoadAudit, LoadPeople, PeopleView};
use leptos::prelude::*;
use record::{UserId, wire::AuditRow};
use row::Row;
use std::collections::BTreeMap;
use ui::{Banner, Button, EmptyState, Mark, StateMark, Table, Tone};

/// Names by id, as the directory on this device knows them.
type Names = BTreeMap<UserId, String>;

/// The log, in stretches.
#[component]
pub(crate) fn AuditPage() -> impl IntoView {
    let people = use_asked(|| LoadPeople {});
    let rows = RwSignal::new(Vec::<AuditRow>::new());
    let all = RwSignal::new(None::<bool>);
    let load = use_act::<LoadAudit>(move |page| {
        rows.update(|rows| rows.extend(page.rows));
        all.set(Some(rows.with_untracked(|rows| rows.last().is_none_or(|row| row.seq == 1))));
    });
    let more = move || load.run(LoadAudit { before: rows.with_untracked(|rows| rows.last().map(|row| row.seq)) });
    more();
    let names = Signal::derive(move || people.pick(names));
    let wrong = load.wrong_beside(&[]);
    let body = move || match (all.get(), rows.with(Vec::is_empty)) {
        (None, _) => wrong.with(Option::is_none).then(|| view! { <Waiting words="Fetching…"/> }).into_any(),
        (Some(_), true) => {
            view! { <EmptyState title="Nothing yet" words="Sign-ins, fetches and changes of teams will be here."/> }.into_any()
        }
        (Some(_), false) => view! { <Log rows names/> }.into_any(),
    };
    view! {
        <header class="pagehead">
            <div>
                <Heading title="Audit log"/>
                <p class="soft">"Who did what, when. Each row covers the one before it; nothing clinical is in it."</p>
            </div>
            <div class="cluster">{move || chain(&rows.get()).map(|(mark, word)| view! { <StateMark is=mark word/> })}</div>
        </header>
        {move || wrong.get().map(|words| view! { <Banner tone=Tone::Danger words/> })}
        {body}
        <Show when=move || all.get() != Some(true)>
            <p class="tail"><Button busy=load.busy on_press=move |()| more()>"Show more"</Button></p>
        </Show>
    }
}

#[component]
fn Log(
    /// The rows so far.
    rows: RwSignal<Vec<AuditRow>>,
    /// Who is who.
    names: Signal<Names>,
) -> impl IntoView {
    view! {
        <div class="log">
            <Table caption="Audit log" head=vec!["Number", "When", "Who", "What", "About"]>
                <For each=move || rows.get() key=|row| row.seq let(row)>
                    <Row row names/>
                </For>
            </Table>
        </div>
    }
}

/// Whether each row shown names the digest of the row before it, which stands below.
fn chain(rows: &[AuditRow]) -> Option<(Mark, &'static str)> {
    let (_, below) = rows.split_first()?;
    let whole = rows.iter().zip(below).all(|(row, before)| row.previous == before.digest && row.seq == before.seq + 1);
    Some(if whole { (Mark::Ok, "Unbroken as far as shown") } else { (Mark::Danger, "The chain is broken") })
}

fn names(people: &PeopleView) -> Names {
    people.people.iter().map(|person| (person.user, person.name.clone())).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    fn rows(last: u64) -> Vec<AuditRow> {
        let digest = |seq: u64| record::Digest::of("row", &seq.to_be_bytes());
        let row = |seq| AuditRow {
            seq,
            at: record::Time(0),
            actor: None,
            action: "pull".to_owned(),
            object: None,
            previous: digest(seq - 1),
            digest: digest(seq),
        };
        (1..=last).rev().map(row).collect()
    }

    #[test]
    fn a_row_taken_out_breaks_the_chain() {
        let mut log = rows(5);
        assert_eq!(chain(&log).map(|(mark, _)| mark), Some(Mark::Ok));
        log.remove(2);
        assert_eq!(chain(&log).map(|(mark, _)| mark), Some(Mark::Danger));
    }
}
