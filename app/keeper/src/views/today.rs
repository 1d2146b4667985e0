//! Today, and the review desk.

use crate::{
    Keeper, Transport, Zone,
    protocol::{DocRow, OwedRow, Problem, ReviewRow, SecondLook, TodayView},
    records::open_record::OpenRecord,
    views::rows::{self, Listed},
};
use clinical::{Kind, Note, ServiceType};
use record::{Review, Role};
use std::cmp::Reverse;
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

/// For so many days a supervisor is shown what was signed late, and versions of plans, though no co-signature is owed.
const SECOND_LOOK_DAYS: i64 = 30;

/// Why something is in the review queue, if it is.
fn second_look(note: &DocRow, audited: bool, looked_at: bool) -> Option<SecondLook> {
    match (note.status.review()?, note.summary.kind) {
        (Review::Owed, _) => Some(SecondLook::CoSignature),
        (Review::Returned, _) => Some(SecondLook::Returned),
        (Review::NotOwed, kind) if audited && kind == Kind::Plan => Some(SecondLook::Plan),
        (Review::NotOwed, _) if audited && !looked_at && note.lateness.is_some() => Some(SecondLook::Late),
        (Review::NotOwed | Review::Attested, _) => None,
    }
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
            plans_due: self.due(&me, &records).await?,
            recent: Vec::new(),
            clients: records.iter().filter(|opened| opened.is_chart()).count() as u64,
        };
        let supervises = me.certificate().is_some_and(|(certificate, _)| certificate.role == Role::Supervisor);
        // Of what I signed the newest are shown: the other rows are never made.
        let mut signed = Vec::new();
        for opened in &records {
            for listed in Listed::all(&me, opened) {
                let mine = listed.author() == me.user();
                let list = match listed.status().review() {
                    Some(Review::Returned) if mine => &mut view.returned,
                    _ if listed.is_draft() && mine => &mut view.drafts,
                    Some(Review::Owed) if supervises && !mine => &mut view.to_attest,
                    Some(review) if mine => {
                        signed.push((listed.by_age(today), opened, listed, review));
                        continue;
                    }
                    Some(_) | None => continue,
                };
                list.extend(listed.row(today).map(|row| owed(opened, row)));
            }
        }
        record::order::sort_by(&mut signed, |(one, ..), (other, ..)| one.cmp(other));
        for (place, (_, opened, listed, review)) in signed.iter().enumerate() {
            let (is_recent, is_owed) = (place < RECENT, *review == Review::Owed);
            if !is_recent && !is_owed {
                continue;
            }
            let row = listed.row(today).map(|row| owed(opened, row));
            view.recent.extend(row.clone().filter(|_| is_recent));
            view.awaiting_others.extend(row.filter(|_| is_owed)); // signed all the same
        }
        for list in [&mut view.drafts, &mut view.returned, &mut view.to_attest, &mut view.awaiting_others] {
            record::order::sort_by_key(list, |row| Reverse(rows::by_age(&row.note)));
        }
        Ok(view)
    }

    pub(crate) async fn reviews(&self) -> Result<Vec<ReviewRow>, Problem> {
        let me = self.me()?;
        let (today, now) = (self.today_here().await?, self.now().await?);
        let supervises = me.certificate().is_some_and(|(certificate, _)| certificate.role == Role::Supervisor);
        let mut found = Vec::new();
        for opened in self.open_records(&me).await?.iter().filter(|opened| opened.is_chart()) {
            let thread = self.thread_of(&me, opened).await?;
            let (unanswered, standing) = (thread.owed_revisions(), thread.standing());
            for note in rows::rows(&me, opened, today) {
                let lately = note.signed.is_some_and(|at| (now.to_utc() - at.to_utc()).num_days() < SECOND_LOOK_DAYS);
                let theirs = note.author != me.user();
                let looked_at = opened.docs.get(&note.doc).is_some_and(rows::is_looked_at);
                let looked = second_look(&note, supervises && lately, looked_at).filter(|_| theirs);
                // A return to use is looked at until the plan answers it, whoever wrote it down.
                let open = unanswered.iter().any(|owed| owed.event == note.doc).then_some(SecondLook::Unanswered);
                if let Some(why) = looked.or(open) {
                    let version = standing.number(note.doc);
                    let episode = note.summary.day.and_then(|day| thread.episodes.named_on(day));
                    found.push(ReviewRow { record: opened.record, client: opened.client(), note, version, episode, why });
                }
            }
        }
        record::order::sort_by_key(&mut found, |row| (row.why, row.note.signed));
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::DocId;

    #[test]
    fn a_second_look_is_for_what_is_owed_for_late_notes_and_for_plans() {
        let row = |kind: Kind, review: Review, late: bool| DocRow {
            doc: DocId::from_u128(1),
            summary: clinical::Summary::of(kind),
            author: record::UserId::from_u128(1),
            author_name: String::new(),
            signed: None,
            status: record::Status::Final(review),
            lateness: late.then_some(record::Lateness::Late { by: 1, uncertain: false }),
            sync: crate::protocol::DocSync::Received,
            draft: false,
            addenda: 0,
            lost: 0,
        };
        let look = |kind, review, late, audited| second_look(&row(kind, review, late), audited, false);
        assert_eq!(look(Kind::Note, Review::Owed, false, false), Some(SecondLook::CoSignature));
        assert_eq!(look(Kind::Assessment, Review::Returned, false, true), Some(SecondLook::Returned));
        assert_eq!(look(Kind::Note, Review::NotOwed, true, true), Some(SecondLook::Late));
        let late = row(Kind::Note, Review::NotOwed, true);
        assert_eq!(second_look(&late, true, true), None, "a supervisor has written under it that it was looked at");
        assert_eq!(look(Kind::Note, Review::NotOwed, false, true), None);
        assert_eq!(look(Kind::Plan, Review::NotOwed, false, true), Some(SecondLook::Plan));
        assert_eq!(look(Kind::Plan, Review::NotOwed, false, false), None, "nobody audits a colleague");
        assert_eq!(look(Kind::Plan, Review::Attested, false, true), None, "somebody has read it");
    }
}
