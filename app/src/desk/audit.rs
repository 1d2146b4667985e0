//! The audit log: who did what when, and nothing clinical.

mod action;
mod row;

use crate::desk::{
    ask::{use_act, use_asked},
    page::{Heading, Waiting},
    pages,
};
use keeper::protocol::{LoadAudit, LoadPeople, PeopleView};
use leptos::prelude::*;
use record::{Digest, UserId, wire::AuditRow};
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
        (None, _) => wrong.with(Option::is_none).then(|| view! { <Waiting words="Loading…"/> }).into_any(),
        (Some(_), true) => {
            view! { <EmptyState title="Nothing yet" words="Sign-ins, chart access, and care-team changes will appear here."/> }
                .into_any()
        }
        (Some(_), false) => view! { <Log rows names/> }.into_any(),
    };
    view! {
        <header class="pagehead">
            <div>
                <Heading title="Audit log"/>
                <p class="soft">"Who did what, and when. No clinical content."</p>
            </div>
            <div class="cluster">
                <a class="go-link" href=pages::codes(None)>"Compare codes"</a>
                {move || chain(&rows.get()).map(|(mark, word)| view! { <StateMark is=mark word/> })}
            </div>
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

/// Whether each row shown has the digest of what it says, and names the digest of the row before it, which stands below;
/// before the first row of all stands nothing.
fn chain(rows: &[AuditRow]) -> Option<(Mark, &'static str)> {
    let (_, below) = rows.split_first()?;
    let follows = |(row, before): (&AuditRow, &AuditRow)| row.previous == before.digest && row.seq == before.seq + 1;
    let own = |row: &AuditRow| row.digest == row.covered_digest() && (row.seq == 1) == (row.previous == Digest::ZERO);
    let whole = rows.iter().all(own) && rows.iter().zip(below).all(follows);
    Some(if whole { (Mark::Ok, "No gaps in the rows shown") } else { (Mark::Danger, "Rows are missing or changed") })
}

fn names(people: &PeopleView) -> Names {
    people.people.iter().chain(&people.former).map(|person| (person.user, person.name.clone())).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    /// As the server gives them: newest first, each with the digest of what it says.
    fn rows(last: u64) -> Vec<AuditRow> {
        let mut log: Vec<AuditRow> = Vec::new();
        for seq in 1..=last {
            let previous = log.last().map_or(Digest::ZERO, |row| row.digest);
            let (at, action) = (record::Time(0), "pull".to_owned());
            let (actor, object, subject) = (None, None, None);
            let row = AuditRow { seq, at, actor, action, object, subject, previous, digest: Digest::ZERO };
            log.push(AuditRow { digest: row.covered_digest(), ..row });
        }
        log.reverse();
        log
    }

    fn mark(log: &[AuditRow]) -> Option<Mark> {
        chain(log).map(|(mark, _)| mark)
    }

    #[test]
    fn a_row_taken_out_breaks_the_chain() {
        let mut log = rows(5);
        assert_eq!(mark(&log), Some(Mark::Ok));
        assert_eq!(mark(&log[..3]), Some(Mark::Ok), "as far as shown");
        log.remove(2);
        assert_eq!(mark(&log), Some(Mark::Danger));
    }

    #[test]
    fn a_row_that_was_changed_breaks_the_chain() {
        let changes: [fn(&mut AuditRow); 5] = [
            |row| row.action = "open".to_owned(),
            |row| row.at = record::Time(1),
            |row| row.actor = Some(UserId::from_u128(7)),
            |row| row.subject = Some(UserId::from_u128(7)),
            |row| row.object = Some(UserId::from_u128(7).to_string()),
        ];
        for change in changes {
            for place in 0..5 {
                let mut log = rows(5);
                change(&mut log[place]);
                assert_eq!(mark(&log), Some(Mark::Danger), "row {place} from the top");
            }
        }
    }

    #[test]
    fn a_log_whose_first_rows_were_cut_off_and_renumbered_is_broken() {
        let mut log = rows(1);
        log[0].previous = Digest::of("test", b"a row that was");
        log[0].digest = log[0].covered_digest();
        assert_eq!(mark(&log), Some(Mark::Danger));
    }
}
