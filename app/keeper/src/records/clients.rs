//! Opening a record; the local day.

use crate::{
    Keeper, Transport, Zone,
    documents::write::Draft,
    protocol::Problem,
    unlocked::{Unlocked, author_line},
    views::findings::blocked,
};
use chrono::NaiveDate;
use clinical::{Around, Body};
use crypto::RecordKey;
use record::{Act, Digest, DocId, Entry, Event, KeyFor, KeyHolder, RecordId, RecordKind, Refusal, Time};
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

    /// Opens the record that begins with such a document.
    pub(crate) async fn open_with(&self, mut body: Body) -> Result<RecordId, Problem> {
        let me = self.me()?;
        let kind = body.kind().begins().ok_or(Problem::Refused(Refusal::NotAllowed))?;
        let doc = crypto::rng::make_doc_id();
        let around = Around { doc, today: self.today_here().await?, birth_date: None, before: None, others: &[] };
        blocked(body.check(&around))?;
        if body.kind().is_signed() {
            let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
            body.signed_by(author_line(&certificate));
        }
        self.open_new(&me, kind, Some((doc, body))).await
    }

    /// Opens a record of a kind with its first epoch, and signs its first document where it begins with one. I am its first member.
    pub(crate) async fn open_new(
        &self,
        me: &Unlocked,
        kind: RecordKind,
        first: Option<(DocId, Body)>,
    ) -> Result<RecordId, Problem> {
        let (record, key) = (crypto::rng::make_record_id(), RecordKey::make());
        let custodian = me.check.directory(|directory| directory.custodian().clone()).ok_or(Problem::DirectoryNotBelieved)?;
        let (mine, kept) = (key.wrap_for(&me.keyring.recipient())?, key.custodian_copy(&custodian)?);
        let keys = vec![key_for(KeyHolder::Member(me.user()), 1, &mine), key_for(KeyHolder::Custodian, 1, &kept)];
        let mut drafts = vec![Draft { act: Act::Open { kind, keys }, files: vec![mine, kept], sealed: None }];
        if let Some((doc, body)) = first {
            let sealed = me.seal(&key, record, doc, 1, &body)?;
            let (class, event, commitment) = (body.class(), Event::Save, sealed.commitment);
            let entry = Entry { doc, class, event, version: 1, base: None, commitment, about: Vec::new() };
            drafts.push(Draft { act: Act::Entry(entry), files: vec![sealed.file], sealed: Some(1) });
        }
        self.write(me, record, None, None, None, drafts).await?;
        Ok(record)
    }
}
