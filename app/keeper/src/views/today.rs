//! Today, and the review desk.

use crate::{
    Keeper, Transport, Zone,
    protocol::{DocRow, OwedRow, Problem, ReviewRow, TodayView},
    records::open_record::OpenRecord,
    views::rows,
};
use chrono::NaiveDate;
use clinical::{Note, ServiceType};
use record::{Review, Role, Time};
use vault::{Clock, Store};

const RECENT: usize = 10;

fn owed(opened: &OpenRecord, note: DocRow) -> OwedRow {
    let draft = opened.draft(note.doc);
    let due = draft.as_ref().and_then(|draft| rows::due(opened.docs.get(&note.doc), &draft.body));
    let signed = || opened.docs.get(&note.doc)?.latest::<Note>().map(|(note, _)| note);
    let body = draft.as_ref().and_then(|draft| draft.content::<Note>()).or_else(signed);
    let danger = body.is_some_and(|note| note.service == ServiceType::Crisis || note.risk.present().next().is_some());
    OwedRow { record: opened.record, client: opened.client(), due, danger, note }
}

/// When it was, for sorting.
fn served(row: &OwedRow) -> (Option<NaiveDate>, Option<Time>) {
    let summary = &row.note.summary;
    (summary.day, summary.time.map(|time| time.end))
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn today(&self) -> Result<TodayView, Problem> {
        let me = self.me()?;
        let today = self.today_here().await?;
        let records = self.open_records(&me).await?;
        let mut view = TodayView {
            drafts: Vec::new(),
            returned: Vec::new(),
            to_attest: Vec::new(),
            awaiting_others: Vec::new(),
            plans_due: self.plans_due(&me, &records).await?,
            recent: Vec::new(),
            clients: records.iter().filter(|opened| opened.is_chart()).count() as u64,
        };
        let supervises = me.certificate().is_some_and(|(certificate, _)| certificate.role == Role::Supervisor);
        for opened in &records {
            for note in rows::rows(&me, opened, today) {
                let mine = note.author == me.user();
                let review = note.status.review();
                let row = owed(opened, note);
                match review {
                    Some(Review::Returned) if mine => view.returned.push(row),
                    _ if row.note.draft && mine => view.drafts.push(row),
                    Some(Review::Owed) if mine => {
                        view.awaiting_others.push(row.clone());
                        view.recent.push(row); // signed all the same
                    }
                    Some(Review::Owed) if supervises => view.to_attest.push(row),
                    Some(_) if mine => view.recent.push(row),
                    Some(_) | None => {}
                }
            }
        }
        for list in [&mut view.drafts, &mut view.returned, &mut view.to_attest, &mut view.awaiting_others] {
            list.sort_by_key(served);
        }
        view.recent.sort_by_key(|row| std::cmp::Reverse(served(row)));
        view.recent.truncate(RECENT);
        Ok(view)
    }

    pub(crate) async fn reviews(&self) -> Result<Vec<ReviewRow>, Problem> {
        let me = self.me()?;
        let today = self.today_here().await?;
        let mut found = Vec::new();
        for opened in self.open_records(&me).await? {
            let unanswered = if opened.is_chart() { self.thread_of(&me, &opened).await?.owed_revisions() } else { Vec::new() };
            let open = |note: &DocRow| {
                let theirs = note.author != me.user();
                let review = theirs && matches!(note.status.review(), Some(Review::Owed | Review::Returned));
                // A return to use is looked at until the plan answers it, whoever wrote it down.
                review || unanswered.iter().any(|owed| owed.event == note.doc)
            };
            found.extend(rows::rows(&me, &opened, today).into_iter().filter(open).map(|note| owed(&opened, note)));
        }
        found.sort_by_key(|row| (row.note.status.review() != Some(Review::Owed), served(row)));
        Ok(found)
    }
}
