//! What was said about documents of a record and a restored server lost: in doubt until it comes back or somebody decides.
//!
//! The device keeps such an entry whole, so its words are here wherever its key is. A lost version is no doubt about a document:
//! the outbox lists it, and the document is not there, or is the one before.

use super::{OpenDocument, OpenRecord};
use crate::{
    documents::{content::said, open::Unread},
    protocol::{LostStatement, Problem},
    records::keys::Keys,
    unlocked::{OpenedBody, Unlocked},
    views::rows,
};
use clinical::{Author, Body, Kind, Kinded, NoLongerApplies};
use record::{Act, Certificate, DocId, Event, OpId, Operation, RecordId, RecordKind, Status, Time, UserId, wire::Pulled};

/// A statement that this device had, and the restored server has no longer.
pub(crate) struct Lost {
    pub(crate) id: OpId,
    doc: DocId,
    author: UserId,
    event: Event,
    version: u32,
    written: Time,
    body: OpenedBody,
}

impl Lost {
    /// What is lost of a record.
    pub(super) fn of(me: &Unlocked, keys: &Keys, record: RecordId, kind: RecordKind, all: &[Pulled]) -> Vec<Self> {
        all.iter().filter_map(|pulled| Self::read(me, keys, record, kind, pulled)).collect()
    }

    fn read(me: &Unlocked, keys: &Keys, record: RecordId, kind: RecordKind, pulled: &Pulled) -> Option<Self> {
        let operation = Operation::from_bytes(&pulled.operation).ok()?;
        let envelope = operation.envelope.peek().ok().filter(|envelope| envelope.record == record)?;
        let Act::Entry(entry) = &envelope.act else { return None };
        let (id, doc, event, version) = (operation.id(), entry.doc, entry.event, entry.version);
        if event.is_version() {
            return None;
        }
        let body = me.open(keys, kind, id, &operation, &envelope);
        let (author, written) = (envelope.author, envelope.clock.written());
        Some(Self { id, doc, author, event, version, written, body })
    }

    /// Of which kind it is; where it cannot be opened, of the one that its event has first.
    fn kind(&self) -> Kind {
        match (self.body.as_deref(), self.event) {
            (Ok(content), _) => content.kind(),
            (Err(_), Event::Attest) => Kind::Attestation,
            (Err(_), Event::Return) => Kind::Return,
            (Err(_), Event::Retract) => Kind::Retraction,
            (Err(_), Event::Save | Event::Sign(_) | Event::Amend) => Kind::Addendum,
        }
    }

    /// Whether the document shows that somebody decided: it was said again, or it says that it no longer applies.
    fn is_settled(&self, me: &Unlocked, doc: &OpenDocument) -> bool {
        if doc.head.status == Status::EnteredInError {
            return true;
        }
        doc.standing().any(|line| {
            let line_says = || line.said().ok();
            let again = match (self.event, line.event) {
                // A supervisor looked at the version again, and says what holds.
                (Event::Attest | Event::Return, Event::Attest | Event::Return) => line.version >= self.version,
                (Event::Amend, Event::Amend) => line_says().is_some() && line_says() == said(&self.body).ok(),
                _ => false,
            };
            let dropped = line_says().and_then(NoLongerApplies::of).is_some_and(|said| said.statement == self.id);
            again || (dropped && me.check.person(line.author).is_some_and(|certificate| self.may_be_dropped_by(&certificate)))
        })
    }

    /// Whether somebody who may add to the document may say that this no longer applies: whoever could have said such a thing.
    fn may_be_dropped_by(&self, certificate: &Certificate) -> bool {
        self.kind().may_author(Author::from(certificate), self.event)
    }

    /// What was done: `Marked as entered in error`.
    pub(crate) fn what(&self) -> &'static str {
        self.kind().done(self.event).unwrap_or("Statement")
    }

    fn sentence(&self, me: &Unlocked) -> String {
        let who = me.name_of(self.author);
        let done = match self.event {
            Event::Retract => format!("{who} marked this as entered in error"),
            Event::Attest => format!("{who} co-signed this"),
            Event::Return => format!("{who} returned this with a comment"),
            Event::Amend if self.kind() == Kind::Addendum => format!("{who} added an addendum to this"),
            Event::Amend | Event::Save | Event::Sign(_) => format!("{who} signed something under this ({})", self.what()),
        };
        format!(
            "{done}. The server lost that when it was restored from a backup. Until it is sent again or decided, this document is in \
             doubt. It comes back when the device of {who} that wrote it connects."
        )
    }

    /// What it said, as far as this device can read it.
    fn words(&self) -> Vec<String> {
        match said(&self.body) {
            Ok(body) => {
                let remark = body.remark();
                let places = remark.places.into_iter().map(|place| place.text);
                let reason = Some(remark.reason).filter(|reason| !record::is_blank(reason));
                let all = std::iter::once(remark.text).chain(places).chain(reason.map(|reason| format!("Reason: {reason}")));
                all.filter(|text| !record::is_blank(text)).collect()
            }
            Err(Unread::Newer) => vec![rows::NEWER.to_owned()],
            Err(reason) => vec![format!("This cannot be shown: {reason}.")],
        }
    }
}

/// Signed against the plan as it was on the screen: signed again on the plan's own page.
const ON_THEIR_PAGE: [Kind; 2] = [Kind::PlanSignature, Kind::PlanReview];

impl OpenRecord {
    /// What was lost about a document and nobody has decided about.
    pub(crate) fn lost_about(&self, me: &Unlocked, id: DocId) -> impl Iterator<Item = &Lost> {
        let doc = self.docs.get(&id);
        self.lost.iter().filter(move |lost| lost.doc == id && doc.is_some_and(|doc| !lost.is_settled(me, doc)))
    }

    /// The same, for its page.
    pub(crate) fn doubted(&self, me: &Unlocked, certificate: &Certificate, id: DocId) -> Vec<LostStatement> {
        let doc = self.docs.get(&id);
        let drop = rows::allows(certificate, doc, Kind::NoLongerApplies, Event::Amend);
        let view = |lost: &Lost| {
            let again = rows::allows(certificate, doc, lost.kind(), lost.event) && !ON_THEIR_PAGE.contains(&lost.kind());
            LostStatement {
                record: self.record,
                statement: lost.id,
                sentence: lost.sentence(me),
                words: lost.words(),
                again: said(&lost.body).ok().filter(|_| again).cloned(),
                may_drop: drop && lost.may_be_dropped_by(certificate),
            }
        };
        self.lost_about(me, id).map(view).collect()
    }

    /// What is signed about a lost statement, whatever the page wrote beside its name and the reason.
    ///
    /// Fails with [`Problem::NotFound`] where nothing of that name is in doubt, and where another has to decide.
    pub(crate) fn dropped(
        &self,
        me: &Unlocked,
        certificate: &Certificate,
        id: DocId,
        said: &NoLongerApplies,
    ) -> Result<Body, Problem> {
        let mut all = self.lost_about(me, id);
        let lost = all.find(|lost| lost.id == said.statement && lost.may_be_dropped_by(certificate)).ok_or(Problem::NotFound)?;
        let what = lost.what().to_owned();
        Ok(NoLongerApplies { what, who: me.name_of(lost.author), written: lost.written, ..said.clone() }.into())
    }
}
