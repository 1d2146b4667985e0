//! One client in the caseload.

use crate::desk::{clock, pages};
use keeper::protocol::{CaseRow, DocSync};
use leptos::prelude::*;
use ui::{Mark, StateMark};

/// A row.
#[component]
pub(super) fn Person(row: CaseRow) -> impl IntoView {
    let (mark, word) = sync(&row);
    let contact = row.last_contact.map(|at| clock::near_day(clock::here(at).date_naive()));
    let episode = (row.episode > 1).then(|| view! { <small>{format!("Episode {}", row.episode)}</small> });
    let review = match row.next_review {
        None if row.discharged.is_some() => {
            let day = row.discharged.map(clock::short_day).unwrap_or_default();
            format!("discharged {day}").into_any()
        }
        Some(day) if day < clock::today() => {
            view! { <StateMark is=Mark::Owed word=format!("overdue since {}", clock::near_day(day))/> }.into_any()
        }
        Some(day) => clock::short_day(day).into_any(),
        None if row.planned => ().into_any(),
        None => "no plan yet".into_any(),
    };
    let drafts = match row.drafts {
        0 => None,
        1 => Some("1 draft".to_owned()),
        many => Some(format!("{many} drafts")),
    };
    let name = if row.name.is_empty() { "Cannot be opened on this device".to_owned() } else { row.name };
    let pronouns = (!row.pronouns.is_empty()).then(|| view! { <small>{row.pronouns}</small> });
    view! {
        <tr>
            <th scope="row"><a href=pages::chart(row.record)><bdi>{name}</bdi></a>{pronouns}{episode}</th>
            <td data-wide="">{row.age}</td>
            <td data-label="Level">{row.level}</td>
            <td data-label="Last contact">{contact.unwrap_or_else(|| "none yet".to_owned())}</td>
            <td data-label="Next review">{review}</td>
            <td class="num" data-wide="">{row.notes}</td>
            <td>{drafts.map(|word| view! { <StateMark is=Mark::Draft word/> })}</td>
            <td><StateMark is=mark word/></td>
        </tr>
    }
}

fn sync(row: &CaseRow) -> (Mark, String) {
    if let Some(trouble) = &row.trouble {
        return (Mark::Quarantined, trouble.clone());
    }
    match row.sync {
        DocSync::Received => (Mark::Ok, "Synced".to_owned()),
        DocSync::Waiting => (Mark::Waiting, "waiting".to_owned()),
        DocSync::Quarantined(_) => (Mark::Quarantined, "could not be sent".to_owned()),
        DocSync::DraftOnly => (Mark::Draft, "on this device only".to_owned()),
    }
}
