//! From a document to what a list or a page shows of it.

use crate::{
    documents::open::Unread,
    protocol::{DocRow, DocSync, LineKind, NoteLine, NoteRights, Signed},
    records::open_record::{DraftDocument, OpenDocument, OpenEntry, OpenRecord},
    unlocked::Unlocked,
};
use chrono::NaiveDate;
use clinical::{Author, AuthorLine, Body, Dated, Kind, Remark};
use record::{Certificate, Class, DocId, Event, Lateness, Relation, Status, Time, UserId, may};
use std::{cmp::Reverse, rc::Rc};

/// Said in the place of what this version cannot read.
pub(crate) const NEWER: &str = "Written with a newer version; update this device to read it.";

/// A document that can be read, before its row is spelled out: enough to say in which list it belongs, and where. Of many thousand
/// documents few are shown.
pub(crate) struct Listed<'a> {
    me: &'a Unlocked,
    opened: &'a OpenRecord,
    id: DocId,
    doc: Option<&'a OpenDocument>,
    draft: Option<Rc<DraftDocument>>,
    /// The last version.
    line: Option<&'a OpenEntry>,
}

impl<'a> Listed<'a> {
    /// Any document; `None` for what cannot be read.
    fn any(me: &'a Unlocked, opened: &'a OpenRecord, id: DocId) -> Option<Self> {
        let doc = opened.docs.get(&id);
        let (draft, line) = (opened.draft(id), doc.and_then(OpenDocument::last_version));
        (draft.is_some() || line.is_some()).then_some(Self { me, opened, id, doc, draft, line })
    }

    /// Those of a record that lists show, in no order.
    pub(crate) fn all(me: &'a Unlocked, opened: &'a OpenRecord) -> impl Iterator<Item = Self> {
        let any = opened.documents().into_iter().filter_map(|id| Self::any(me, opened, id));
        any.filter(|listed| listed.kind().is_some_and(Kind::is_listed))
    }

    /// My draft, else the last version.
    fn body(&self) -> Option<&Body> {
        self.draft.as_ref().map(|draft| &draft.body).or_else(|| Some(self.doc?.written()?.0))
    }

    fn kind(&self) -> Option<Kind> {
        self.draft.as_ref().map(|draft| draft.body.kind()).or_else(|| self.line?.kind())
    }

    /// Who wrote it first.
    pub(crate) fn author(&self) -> UserId {
        self.doc.map_or(self.me.user(), |doc| doc.head.author)
    }

    /// Where it stands.
    pub(crate) fn status(&self) -> Status {
        self.doc.map_or(Status::Preliminary, |doc| doc.head.status)
    }

    /// Whether it is only begun or saved: mine to go on with, or a colleague's.
    pub(crate) fn is_draft(&self) -> bool {
        self.draft.is_some() || self.line.is_some_and(|line| line.event == Event::Save)
    }

    /// The same as [`by_age`] of its row.
    pub(crate) fn by_age(&self, today: NaiveDate) -> impl Ord + use<> {
        let typed = self.draft.as_ref().map(|draft| draft.body.summary(today).dated());
        age(typed.or_else(|| self.line?.content()?.dated(today)), self.signed(), self.id)
    }

    fn signed(&self) -> Option<Time> {
        self.line.map(|line| line.clock.written())
    }

    /// Its row.
    pub(crate) fn row(&self, today: NaiveDate) -> Option<DocRow> {
        let (body, doc, author) = (self.body()?, self.doc, self.author());
        let summary = body.summary(today);
        Some(DocRow {
            doc: self.id,
            author,
            author_name: summary.author.as_ref().map_or_else(|| self.me.name_of(author), AuthorLine::text),
            summary,
            signed: self.signed(),
            status: self.status(),
            lateness: first_signed(doc).and_then(|line| body.lateness(&line.clock)).filter(|late| *late != Lateness::InTime),
            sync: doc.map_or(DocSync::DraftOnly, sync_of),
            draft: self.is_draft(),
            addenda: doc.map_or(0, |doc| doc.standing().filter(|line| is_addendum(line)).count() as u32),
            lost: self.opened.lost_about(self.me, self.id).count() as u32,
        })
    }
}

/// The row of any document, with my draft where there is one; `None` for what cannot be read.
pub(crate) fn any_row(me: &Unlocked, opened: &OpenRecord, id: DocId, today: NaiveDate) -> Option<DocRow> {
    Listed::any(me, opened, id)?.row(today)
}

/// Something added; what is signed under a plan is told apart from that.
fn is_addendum(line: &OpenEntry) -> bool {
    line.event == Event::Amend && line.kind().and_then(Kind::own_class).is_none()
}

/// The signature by which a note is in time or late: its first that stands.
pub(crate) fn first_signed(doc: Option<&OpenDocument>) -> Option<&OpenEntry> {
    doc?.standing().find(|line| matches!(line.event, Event::Sign(_)))
}

/// The version that was returned last, where its author has signed another since.
pub(crate) fn returned_version(doc: &OpenDocument) -> Option<&Body> {
    let back = doc.standing().filter(|line| line.event == Event::Return).last()?.version;
    let signed = |line: &&OpenEntry| matches!(line.event, Event::Sign(_));
    let again = doc.standing().filter(signed).any(|line| line.version > back);
    doc.standing().filter(signed).find(|line| line.version == back)?.said().ok().filter(|_| again)
}

/// Whether somebody else has added to a document since its author signed it last: a late note was looked at then.
pub(crate) fn is_looked_at(doc: &OpenDocument) -> bool {
    let lines: Vec<&OpenEntry> = doc.standing().collect();
    let since = lines.iter().rposition(|line| matches!(line.event, Event::Sign(_))).unwrap_or_default();
    lines.iter().skip(since).any(|line| is_addendum(line) && line.author != doc.head.author)
}

pub(crate) fn sync_of(doc: &OpenDocument) -> DocSync {
    let unsent = doc.lines.iter().map(|line| line.sync).filter(|sync| *sync != DocSync::Received);
    unsent.max_by_key(|sync| matches!(sync, DocSync::Quarantined(_))).unwrap_or(DocSync::Received)
}

/// What was signed about a document, oldest first; what is signed under a plan stands by itself.
pub(crate) fn note_lines(me: &Unlocked, doc: &OpenDocument) -> Vec<NoteLine> {
    let mut lines = Vec::new();
    for line in &doc.lines {
        let kind = match line.event {
            Event::Save => continue,
            Event::Amend if !is_addendum(line) => continue,
            Event::Sign(_) => LineKind::Signed,
            Event::Attest => LineKind::Attested,
            Event::Return => LineKind::Returned,
            Event::Amend => LineKind::Addendum,
            Event::Retract => LineKind::Retracted,
        };
        let Remark { text, reason, places } = match line.said() {
            Ok(body) => body.remark(),
            Err(Unread::Newer) => Remark { text: NEWER.to_owned(), ..Remark::default() },
            Err(reason) => Remark { text: format!("This cannot be shown: {reason}."), ..Remark::default() },
        };
        lines.push(NoteLine {
            kind,
            who: me.name_of(line.author),
            written: line.clock.written(),
            uncertain: line.clock.is_off(),
            received: line.received,
            sync: line.sync,
            text,
            reason,
            places,
            version: line.version,
        });
    }
    lines
}

/// What `certificate`'s owner may do with a document of this kind, which may not exist yet: the same rules the server and the
/// reading devices ask.
///
/// Nothing is written over a text of mine that was refused until I have decided about it: what is written next would hide it.
/// Nor over what a newer version wrote.
pub(crate) fn rights(certificate: &Certificate, doc: Option<&OpenDocument>, kind: Kind) -> NoteRights {
    if doc.is_some_and(|doc| doc.undecided() || doc.is_newer()) { NoteRights::default() } else { ruled(certificate, doc, kind) }
}

/// The same by role, kind and status alone, for a text that is taken back.
pub(crate) fn ruled(certificate: &Certificate, doc: Option<&OpenDocument>, kind: Kind) -> NoteRights {
    let said = |kind: Kind, event: Event| doc.is_some() && allows(certificate, doc, kind, event);
    NoteRights {
        write: allows(certificate, doc, kind, Kind::signing(Author::from(certificate))),
        amend: said(Kind::Addendum, Event::Amend),
        retract: said(Kind::Retraction, Event::Retract),
        review: said(Kind::Attestation, Event::Attest),
    }
}

/// Whether an entry of this kind and event in the document may come from `certificate`'s owner now.
pub(crate) fn allows(certificate: &Certificate, doc: Option<&OpenDocument>, kind: Kind, event: Event) -> bool {
    let author = Author::from(certificate);
    let (relation, status) = match doc {
        Some(doc) if doc.head.author != certificate.user => (Relation::Team, doc.head.status),
        Some(doc) => (Relation::Author, doc.head.status),
        None => (Relation::Author, Status::Preliminary),
    };
    let class = doc.map_or(kind.class_in(Class::Note), |doc| doc.head.class);
    kind.may_author(author, event) && may(author.role, relation, class, event) && status.apply(class, event).is_ok()
}

/// Whether `certificate`'s owner may keep a draft: of what is signed, until it is; of what lives, always; of what is said about a
/// document, while they may say it.
pub(crate) fn may_draft(certificate: &Certificate, doc: Option<&OpenDocument>, body: &Body) -> bool {
    let (kind, author) = (body.kind(), Author::from(certificate));
    if kind.is_statement() {
        let rights = rights(certificate, doc, doc.and_then(OpenDocument::kind).unwrap_or(Kind::Note));
        let events = [(Event::Amend, rights.amend), (Event::Return, rights.review), (Event::Retract, rights.retract)];
        return events.into_iter().any(|(event, may)| may && kind.may_author(author, event));
    }
    if !kind.is_living() {
        return rights(certificate, doc, kind).write;
    }
    let mine = doc.is_none_or(|doc| doc.head.author == certificate.user);
    let relation = if mine { Relation::Author } else { Relation::Team };
    kind.may_author(author, Event::Save) && may(author.role, relation, body.class(), Event::Save)
}

/// By when a note should be signed; `None` once it was: what came back is not late by the way there and back.
pub(crate) fn due(doc: Option<&OpenDocument>, body: &Body) -> Option<Time> {
    if first_signed(doc).is_some() { None } else { body.sign_by() }
}

/// All documents of a record that are listed, the newest first; those without a day first of all.
pub(crate) fn rows(me: &Unlocked, opened: &OpenRecord, today: NaiveDate) -> Vec<DocRow> {
    newest_first(Listed::all(me, opened).filter_map(|listed| listed.row(today)).collect())
}

/// In the order of lists.
pub(crate) fn newest_first(mut rows: Vec<DocRow>) -> Vec<DocRow> {
    record::order::sort_by_key(&mut rows, by_age);
    rows
}

/// What a list is sorted by, the newest first.
pub(crate) fn by_age(row: &DocRow) -> impl Ord + use<> {
    age(Some(row.summary.dated()), row.signed, row.doc)
}

fn age(dated: Option<Dated>, signed: Option<Time>, doc: DocId) -> impl Ord + use<> {
    (dated.map(|dated| dated.newest_first(signed)), Reverse(doc))
}

/// How a document of this kind is filed. `stated` is its author as the text names them.
pub(crate) fn signed(
    me: &Unlocked,
    opened: &OpenRecord,
    certificate: &Certificate,
    id: DocId,
    kind: Kind,
    stated: Option<&AuthorLine>,
) -> Signed {
    let doc = opened.docs.get(&id);
    let author = doc.map_or(me.user(), |doc| doc.head.author);
    let rights = rights(certificate, doc, kind);
    Signed {
        doc: id,
        author,
        author_name: stated.map_or_else(|| me.name_of(author), AuthorLine::text),
        status: doc.map_or(Status::Preliminary, |doc| doc.head.status),
        draft_saved: opened.draft(id).filter(|_| rights.write).map(|draft| draft.updated),
        sync: doc.map_or(DocSync::DraftOnly, sync_of),
        lines: doc.map(|doc| note_lines(me, doc)).unwrap_or_default(),
        rights,
    }
}
