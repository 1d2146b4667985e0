//! Opening a client, the profile, the caseload.

use crate::{
    Keeper, Transport, Zone,
    documents::write::Draft,
    protocol::{ChartView, Problem, SaveProfile},
    views::findings::blocked,
};
use chrono::NaiveDate;
use clinical::{Body, PatientProfile};
use crypto::RecordKey;
use record::{Act, Class, Digest, Entry, Event, KeyFor, KeyHolder, RecordId, RecordKind, Refusal, Time};
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
        let opened = self.open_record(&me, ask.record).await?;
        let (_, version, doc) = opened.profile().ok_or(Problem::NotFound)?;
        if version != ask.base {
            return Err(Problem::Refused(Refusal::Stale));
        }
        self.write_entry(&me, &opened, doc, Event::Save, &Body::from(ask.profile), Some(doc)).await?;
        self.chart(ask.record).await
    }
}
