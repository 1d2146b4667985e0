//! Opening a client, the profile, the caseload.

use crate::{
    Keeper, Transport, Zone,
    book::{Book, Doc},
    findings::blocked,
    operation::Draft,
    protocol::{CaseRow, ChartView, DocSync, Problem, SaveProfile, ThreadView},
    rows,
    unlocked::Unlocked,
};
use chrono::NaiveDate;
use clinical::{Body, Kind, Note, PatientProfile};
use crypto::RecordKey;
use record::{Act, Class, Digest, Entry, Event, KeyFor, KeyHolder, RecordHead, RecordId, RecordKind, Refusal, Review, Time};
use std::rc::Rc;
use vault::{Clock, Store};

pub(crate) fn key_for(holder: KeyHolder, epoch: u32, file: &record::Bytes) -> KeyFor {
    KeyFor { holder, epoch, file: Digest::of_file(file) }
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Today where the device is.
    pub(crate) async fn today_here(&self) -> Result<NaiveDate, Problem> {
        let now = self.now().await?;
        Ok(self.local(now).date_naive())
    }

    pub(crate) fn local(&self, at: Time) -> chrono::DateTime<chrono::FixedOffset> {
        let offset = chrono::FixedOffset::east_opt(self.vault.clock().offset_minutes(at) * 60);
        at.to_utc().with_timezone(&offset.unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc)))
    }

    pub(crate) async fn open_patient(&self, profile: PatientProfile) -> Result<RecordId, Problem> {
        let me = self.me()?;
        blocked(profile.check(self.today_here().await?))?;
        let record = crypto::rng::make_record_id();
        let doc = crypto::rng::make_doc_id();
        let key = RecordKey::make();
        let custodian = me.check.directory(|directory| directory.custodian().clone()).ok_or(Problem::DirectoryNotBelieved)?;
        let mine = key.wrap_for(&me.keyring.recipient())?;
        let kept = key.custodian_copy(&custodian)?;
        let keys = vec![key_for(KeyHolder::Member(me.user()), 1, &mine), key_for(KeyHolder::Custodian, 1, &kept)];
        let open = Draft { act: Act::Open { kind: RecordKind::Patient, keys }, files: vec![mine, kept], sealed: None };
        let sealed = me.seal(&key, record, doc, 1, &Body::from(profile))?;
        let (class, event, commitment) = (Class::Profile, Event::Save, sealed.commitment);
        let entry = Entry { doc, class, event, version: 1, base: None, commitment, about: Vec::new() };
        let first = Draft { act: Act::Entry(entry), files: vec![sealed.file], sealed: Some(1) };
        self.write(&me, record, None, None, None, vec![open, first]).await?;
        Ok(record)
    }

    pub(crate) async fn save_profile(&self, ask: SaveProfile) -> Result<ChartView, Problem> {
        let me = self.me()?;
        blocked(ask.profile.check(self.today_here().await?))?;
        let book = self.book(&me, ask.record).await?;
        let (_, version, doc) = book.profile().ok_or(Problem::NotFound)?;
        if version != ask.base {
            return Err(Problem::Refused(Refusal::Stale));
        }
        self.write_entry(&me, &book, doc, Event::Save, &Body::from(ask.profile), Some(doc)).await?;
        self.chart(ask.record).await
    }

    pub(crate) async fn caseload(&self) -> Result<Vec<CaseRow>, Problem> {
        let me = self.me()?;
        let today = self.today_here().await?;
        let books = self.books(&me).await?;
        let mut rows: Vec<(String, CaseRow)> = Vec::new();
        for book in books.iter().filter(|book| book.is_chart()) {
            let thread = self.thread_of(&me, book).await?;
            rows.push(case_row(&me, book, &thread, today));
        }
        rows.sort_by(|one, other| one.0.cmp(&other.0));
        Ok(rows.into_iter().map(|(_, row)| row).collect())
    }
}

fn case_row(me: &Unlocked, book: &Rc<Book>, thread: &ThreadView, today: NaiveDate) -> (String, CaseRow) {
    let profile = book.profile().map(|(profile, ..)| profile);
    let notes = book.docs.values().filter(|doc| doc.is_note());
    let last_contact =
        notes.clone().filter_map(|doc| doc.latest::<Note>()?.0.when.known().map(|time| Time::from(time.end().utc()))).max();
    let syncs = book.docs.values().flat_map(|doc| doc.lines.iter().map(|line| line.sync));
    let sync = syncs.fold(DocSync::Received, |worst, sync| match (worst, sync) {
        (DocSync::Quarantined(refusal), _) | (_, DocSync::Quarantined(refusal)) => DocSync::Quarantined(refusal),
        (DocSync::Waiting, _) | (_, DocSync::Waiting) => DocSync::Waiting,
        (DocSync::Received | DocSync::DraftOnly, DocSync::Received | DocSync::DraftOnly) => DocSync::Received,
    });
    let search = profile.map_or_else(String::new, |p| format!("{} {} {}", p.name.given, p.name.family, p.name.preferred));
    let level = profile.and_then(|p| p.level_of_care.as_ref()).and_then(|level| level.known());
    let plan = thread.in_force();
    let certificate = me.certificate().map(|(certificate, _)| certificate);
    let owes_me = |doc: &Doc| {
        // Few documents owe anything: rights are asked of those alone.
        let owed = doc.head.status.review() == Some(Review::Owed);
        owed && certificate
            .as_ref()
            .is_some_and(|certificate| rows::rights(certificate, Some(doc), doc.kind().unwrap_or(Kind::Note)).review)
    };
    let row = CaseRow {
        record: book.record,
        next_review: plan.and_then(|plan| thread.due(plan).on),
        planned: plan.is_some(),
        name: book.client(),
        search,
        pronouns: profile.map_or_else(String::new, |p| p.pronouns.clone()),
        age: profile.and_then(|p| p.age_on(today)),
        program: profile.map_or_else(String::new, |p| p.program.trim().to_owned()),
        mine: book.docs.values().any(|doc| doc.head.author == me.user()),
        to_attest: book.docs.values().any(owes_me),
        level: level.map_or_else(String::new, |level| format!("{} {}", level.number, level.name)),
        last_contact,
        notes: notes.filter(|doc| doc.head.status != record::Status::Preliminary).count() as u64,
        drafts: book.drafted().len() as u64,
        sync,
        trouble: profile.is_none().then(|| unopened(me, &book.head)),
    };
    (profile.map_or_else(String::new, |p| p.name.sort_key()), row)
}

fn unopened(me: &Unlocked, head: &RecordHead) -> String {
    if head.team.contains(&me.user()) {
        "The key to this record is not on this device. Ask a colleague in the team to admit you again.".to_owned()
    } else {
        "You are no longer in the team of this record.".to_owned()
    }
}
