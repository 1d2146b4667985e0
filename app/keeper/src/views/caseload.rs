//! The caseload: everybody whose chart is here.

use crate::{
    Keeper, Transport, Zone,
    protocol::{CaseRow, DocSync, Problem, ThreadView},
    records::open_record::{OpenDocument, OpenRecord},
    unlocked::Unlocked,
    views::rows,
};
use chrono::NaiveDate;
use clinical::Kind;
use record::{RecordHead, Review};
use std::rc::Rc;
use vault::{Clock, Store};

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn caseload(&self) -> Result<Vec<CaseRow>, Problem> {
        let me = self.me()?;
        let today = self.today_here().await?;
        let records = self.open_records(&me).await?;
        let mut rows: Vec<(String, CaseRow)> = Vec::new();
        for opened in records.iter().filter(|opened| opened.is_chart()) {
            let thread = self.thread_of(&me, opened).await?;
            rows.push(case_row(&me, opened, &thread, today));
        }
        record::order::sort_by(&mut rows, |one, other| one.0.cmp(&other.0));
        Ok(rows.into_iter().map(|(_, row)| row).collect())
    }
}

fn case_row(me: &Unlocked, opened: &Rc<OpenRecord>, thread: &ThreadView, today: NaiveDate) -> (String, CaseRow) {
    let profile = opened.profile().map(|(profile, ..)| profile);
    let notes = opened.docs.values().filter(|doc| doc.is_note());
    let last_contact = notes.clone().filter_map(|doc| Some(doc.note()?.time?.end)).max();
    let syncs = opened.docs.values().flat_map(|doc| doc.lines.iter().map(|line| line.sync));
    let sync = syncs.fold(DocSync::Received, |worst, sync| match (worst, sync) {
        (DocSync::Quarantined(refusal), _) | (_, DocSync::Quarantined(refusal)) => DocSync::Quarantined(refusal),
        (DocSync::Waiting, _) | (_, DocSync::Waiting) => DocSync::Waiting,
        (DocSync::Received | DocSync::DraftOnly, DocSync::Received | DocSync::DraftOnly) => DocSync::Received,
    });
    let search = profile.map_or_else(String::new, |p| format!("{} {} {}", p.name.given, p.name.family, p.name.preferred));
    let level = thread.level_now().and_then(|level| level.known());
    let discharged = thread.episodes.ended();
    let plan = thread.in_force().filter(|plan| thread.is_of_this_episode(plan));
    let certificate = me.certificate().map(|(certificate, _)| certificate);
    let owes_me = |doc: &OpenDocument| {
        // Few documents owe anything: rights are asked of those alone.
        let owed = doc.head.status.review() == Some(Review::Owed);
        owed && certificate
            .as_ref()
            .is_some_and(|certificate| rows::rights(certificate, Some(doc), doc.kind().unwrap_or(Kind::Note)).review)
    };
    let row = CaseRow {
        record: opened.record,
        next_review: plan.and_then(|plan| thread.due(plan).on),
        planned: plan.is_some(),
        name: opened.client(),
        search,
        pronouns: profile.map_or_else(String::new, |p| p.pronouns.clone()),
        age: profile.and_then(|p| p.age_on(today)),
        program: thread.program_now().map(str::to_owned).or(profile.map(|p| p.program.trim().to_owned())).unwrap_or_default(),
        episode: thread.episodes.last().map_or(1, |last| last.number),
        discharged,
        mine: opened.docs.values().any(|doc| doc.head.author == me.user()),
        to_attest: opened.docs.values().any(owes_me),
        level: level.map_or_else(String::new, |level| format!("{} {}", level.number, level.name)),
        last_contact,
        notes: notes.filter(|doc| doc.head.status != record::Status::Preliminary).count() as u64,
        drafts: opened.drafted().len() as u64,
        sync,
        trouble: profile.is_none().then(|| unopened(me, &opened.head)),
    };
    (profile.map_or_else(String::new, |p| p.name.sort_key()), row)
}

fn unopened(me: &Unlocked, head: &RecordHead) -> String {
    if head.team.contains(&me.user()) {
        "The key to this record is not on this device. Ask a colleague on the care team to add you again.".to_owned()
    } else {
        "You are no longer on this client’s care team.".to_owned()
    }
}
