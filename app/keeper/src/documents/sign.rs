//! Signing a document of any kind.

use crate::{
    Keeper, Transport, Zone,
    protocol::{Problem, Sign},
    records::open_record::{OpenDocument, OpenRecord},
    unlocked::{Unlocked, author_line},
    views::findings::blocked,
};
use clinical::{Around, Body, Episode, Finding, Kind, Kinded, Note, plan::Plan};
use record::DocId;
use std::rc::Rc;
use vault::{Clock, Store};

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Checks a document, asks for the passphrase, signs and locks it.
    pub(crate) async fn sign_document(&self, ask: Sign) -> Result<(), Problem> {
        let me = self.me()?;
        let opened = self.open_record(&me, ask.record).await?;
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        blocked(self.check_before_signing(&me, &opened, ask.doc, &ask.body).await?)?;
        self.ask_again(&me, &ask.passphrase)?;
        let mut body = match Note::of(&ask.body) {
            Some(note) => self.with_episode(&me, &opened, note.clone()).await?,
            None => ask.body,
        };
        body.signed_by(author_line(&certificate));
        self.write_entry(&me, &opened, ask.doc, Kind::signing((&certificate).into()), &body, Some(ask.doc)).await?;
        Ok(())
    }

    /// Everything found about a document that is to be signed.
    async fn check_before_signing(
        &self,
        me: &Rc<Unlocked>,
        opened: &OpenRecord,
        doc: DocId,
        body: &Body,
    ) -> Result<Vec<Finding>, Problem> {
        if let Some(note) = Note::of(body) {
            let (thread, clock) = (self.thread_of(me, opened).await?, self.vault.read_clock().await?);
            Ok(self.findings(me, opened, &thread, doc, note, &clock).await)
        } else if let Some(plan) = Plan::of(body) {
            let thread = self.thread_of(me, opened).await?;
            thread.plan(doc).ok_or(Problem::NotFound)?; // the thread is looked at in a version that was begun
            Ok(thread.check_plan(doc, plan))
        } else {
            self.check_alone(opened, doc, body).await
        }
    }

    /// What a body says about itself, held against the other documents of its record.
    pub(crate) async fn check_alone(&self, opened: &OpenRecord, doc: DocId, body: &Body) -> Result<Vec<Finding>, Problem> {
        let others: Vec<(DocId, &Body)> = opened.written().filter(|(id, _)| *id != doc).collect();
        let birth_date = opened.profile().and_then(|(profile, ..)| profile.birth_date);
        let before = opened.docs.get(&doc).and_then(OpenDocument::written).map(|(body, _)| body);
        Ok(body.check(&Around { doc, today: self.today_here().await?, birth_date, before, others: &others }))
    }

    /// A note names the episode, program and level of care its client was in on its day.
    async fn with_episode(&self, me: &Rc<Unlocked>, opened: &OpenRecord, mut note: Note) -> Result<Body, Problem> {
        if let Some((profile, ..)) = opened.profile() {
            let thread = self.thread_of(me, opened).await?;
            let day = note.when.day().unwrap_or(thread.today);
            note.episode = Some(Box::new(thread.header_on(day, Episode::from(profile))));
        }
        Ok(note.into())
    }
}

impl OpenRecord {
    /// The documents that count, as they stand: signed or saved, and not entered in error.
    fn written(&self) -> impl Iterator<Item = (DocId, &Body)> {
        self.counting().filter_map(|(id, doc)| Some((id, doc.written()?.0)))
    }
}
