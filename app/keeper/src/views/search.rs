//! Finding a document of the caseload by what stands in it. The index is in memory alone and is dropped with the keys.

use crate::{
    Keeper, Transport, Zone,
    protocol::{Marked, Problem, Search, SearchHit, SearchView},
    records::open_record::{DraftDocument, OpenDocument, OpenRecord},
    unlocked::Unlocked,
};
use chrono::NaiveDate;
use clinical::{
    Kind, PatientName,
    search::{Document, Found, Hit, Index, Query, Snippet},
};
use record::{DocHead, DocId, Event, RecordId, Review, Status};
use std::{
    collections::{HashMap, HashSet},
    rc::{Rc, Weak},
};
use vault::{Clock, Store, Whereabouts};

/// The most hits that are shown; the total counts the others.
const MOST: usize = 60;
/// About how many bytes of a document's text are shown.
const WIDTH: usize = 180;

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn search(&self, ask: Search) -> Result<SearchView, Problem> {
        let me = self.me()?;
        let today = self.today_here().await?;
        let records = self.open_records(&me).await?;
        let mut searched = me.caches.searched.borrow_mut(); // nothing is awaited from here on
        searched.follow(&records, today);
        Ok(searched.find(&records, &ask, today))
    }
}

/// How many documents are indexed before whoever asks for something else is let in.
const AT_ONCE: usize = 100;

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Whether an ask has read records that the index has not seen: whoever runs the keeper then calls [`Keeper::index_ahead`],
    /// without making the person who asked wait for it.
    pub fn take_unindexed(&self) -> bool {
        self.me().is_ok_and(|me| me.caches.shelf.borrow().is_some() && me.caches.unindexed.take())
    }

    /// Indexes what is opened already, a little at a time, so that the first search need not wait for it. What cannot be indexed
    /// now is at the first search.
    pub async fn index_ahead(&self) {
        if let Ok(me) = self.me() {
            let _indexed = self.warm_search(&me).await;
        }
    }

    async fn warm_search(&self, me: &Rc<Unlocked>) -> Result<(), Problem> {
        let Some(shelf) = me.caches.shelf.borrow().clone() else { return Ok(()) };
        // Waiting for the store first lets the answer go out that was just given.
        let (today, mut read) = (self.today_here().await?, 0);
        for record in shelf {
            let Some(opened) = me.caches.records.borrow().get(&record).cloned() else { return Ok(()) };
            read += me.caches.searched.borrow_mut().follow_one(&opened, today);
            if read >= AT_ONCE {
                read = 0;
                self.vault.device().await?; // waiting for the store lets others go first
                if me.ended.get() {
                    return Ok(()); // its keys are not held on to
                }
            }
        }
        Ok(())
    }
}

/// The index, and what of each document is in it.
///
/// Invariant: what is in `index` is in `records` too.
#[derive(Default)]
pub(crate) struct Searched {
    index: Index,
    /// A disorder's name and code depend on the day.
    day: Option<NaiveDate>,
    records: HashMap<RecordId, Followed>,
}

/// A record as it was read last.
#[derive(Default)]
struct Followed {
    /// An open record never changes but for its drafts. Held weakly, as drafts are.
    opened: Weak<OpenRecord>,
    drafts: Vec<(DocId, Weak<DraftDocument>)>,
    client: PatientName,
    stamps: HashMap<DocId, Stamp>,
}

impl Followed {
    /// Whether nothing at all can have changed. Far cheaper than looking at each document, and at each key that is typed most
    /// records are so.
    fn is(&self, opened: &Rc<OpenRecord>, drafts: &[(DocId, Weak<DraftDocument>)]) -> bool {
        std::ptr::eq(self.opened.as_ptr(), Rc::as_ptr(opened))
            && self.drafts.len() == drafts.len()
            && self.drafts.iter().zip(drafts).all(|(one, other)| one.0 == other.0 && one.1.ptr_eq(&other.1))
    }
}

/// What tells whether a document has changed since it was indexed, without reading its text.
struct Stamp {
    head: Option<DocHead>,
    standing: usize,
    opened: usize,
    /// A draft is replaced whole. Holding on weakly, no later one can stand at the same place in memory.
    draft: Weak<DraftDocument>,
}

impl Stamp {
    fn of(opened: &OpenRecord, id: DocId) -> Self {
        let doc = opened.docs.get(&id);
        Self {
            head: doc.map(|doc| doc.head.clone()),
            standing: doc.map_or(0, |doc| doc.standing().count()),
            opened: doc.map_or(0, |doc| doc.lines.iter().filter(|line| line.body.is_ok()).count()),
            draft: opened.draft(id).map(|draft| Rc::downgrade(&draft)).unwrap_or_default(),
        }
    }

    fn is(&self, other: &Self) -> bool {
        let said = |stamp: &Self| (stamp.standing, stamp.opened);
        self.head == other.head && said(self) == said(other) && self.draft.ptr_eq(&other.draft)
    }
}

impl Searched {
    /// Brings the index to where the records stand: what is unchanged is left alone.
    fn follow(&mut self, records: &[Rc<OpenRecord>], today: NaiveDate) {
        self.on(today);
        for opened in records {
            self.follow_one(opened, today);
        }
        let stays: HashSet<RecordId> = records.iter().filter(|opened| is_searched(opened)).map(|opened| opened.record).collect();
        let index = &mut self.index;
        self.records.retain(|record, followed| {
            if !stays.contains(record) {
                followed.stamps.keys().for_each(|doc| index.remove(*record, *doc));
            }
            stays.contains(record)
        });
    }

    /// Begins anew on another day.
    fn on(&mut self, today: NaiveDate) {
        if self.day != Some(today) {
            *self = Self { day: Some(today), ..Self::default() };
        }
    }

    /// Brings the index to where one record stands. Says how many of its documents had to be looked at.
    fn follow_one(&mut self, opened: &Rc<OpenRecord>, today: NaiveDate) -> usize {
        self.on(today);
        if !is_searched(opened) {
            return 0;
        }
        let drafted = |id: DocId| Some((id, Rc::downgrade(&opened.draft(id)?)));
        let drafts: Vec<(DocId, Weak<DraftDocument>)> = opened.drafted().into_iter().filter_map(drafted).collect();
        let before = self.records.remove(&opened.record).unwrap_or_default();
        let is_known = before.is(opened, &drafts);
        let now = if is_known { before } else { self.read_again(opened, drafts, before, today) };
        let looked = if is_known { 0 } else { now.stamps.len() };
        self.records.insert(opened.record, now);
        looked
    }

    /// Looks at each document of a record, and reads those that have changed.
    fn read_again(
        &mut self,
        opened: &Rc<OpenRecord>,
        drafts: Vec<(DocId, Weak<DraftDocument>)>,
        before: Followed,
        today: NaiveDate,
    ) -> Followed {
        let client = client(opened);
        let renamed = before.client != client;
        let mut stamps = HashMap::with_capacity(opened.docs.len());
        for id in opened.docs.keys().copied().chain(opened.drafted()) {
            let stamp = Stamp::of(opened, id);
            let known = !renamed && before.stamps.get(&id).is_some_and(|known| known.is(&stamp));
            if stamps.insert(id, stamp).is_some() || known {
                continue;
            }
            match read(opened, id, &client, today) {
                Some(read) => self.index.add(&read.document),
                None => self.index.remove(opened.record, id),
            }
        }
        for id in before.stamps.keys().filter(|id| !stamps.contains_key(id)) {
            self.index.remove(opened.record, *id);
        }
        Followed { opened: Rc::downgrade(opened), drafts, client, stamps }
    }

    fn find(&self, records: &[Rc<OpenRecord>], ask: &Search, today: NaiveDate) -> SearchView {
        let query = Query::new(&ask.words);
        let Found { total, mut hits } = self.index.search(&query, if ask.from.is_some() { usize::MAX } else { MOST });
        let mut total = total;
        if let Some(record) = ask.from {
            hits.retain(|hit| hit.record == record);
            total = hits.len();
            hits.truncate(MOST);
        }
        let shown = |hit: Hit| {
            let opened = records.iter().find(|opened| opened.record == hit.record)?;
            let read = read(opened, hit.doc, &client(opened), today)?;
            let title = &read.document.title;
            Some(SearchHit {
                record: hit.record,
                client: opened.client(),
                doc: hit.doc,
                kind: read.kind,
                date: hit.date,
                draft: read.draft,
                // four times its length leaves room for all of it, wherever the mark is
                title: marked(query.snippet(title, title.len() * 4)),
                snippet: marked(query.snippet(&read.document.text, WIDTH)),
            })
        };
        SearchView { total: total as u64, hits: hits.into_iter().filter_map(shown).collect() }
    }
}

/// Whether a record is searched at all: what has a team is, as long as I am in it.
fn is_searched(opened: &OpenRecord) -> bool {
    opened.head.kind.has_team() && opened.row.whereabouts == Whereabouts::Here
}

fn marked(snippet: Snippet) -> Marked {
    Marked { text: snippet.text, marks: snippet.marks }
}

fn client(opened: &OpenRecord) -> PatientName {
    opened.person().cloned().unwrap_or_default()
}

struct Read {
    kind: Kind,
    draft: bool,
    document: Document,
}

/// A document as it is searched: my draft where I have one to go on with, else the last version, with what was added to it.
/// `None` for what must not be found: what was entered in error, and whatever [`Document::of`] leaves out.
fn read(opened: &OpenRecord, id: DocId, client: &PatientName, today: NaiveDate) -> Option<Read> {
    let doc = opened.docs.get(&id);
    if doc.is_some_and(|doc| doc.head.status == Status::EnteredInError) {
        return None;
    }
    let draft = opened.draft(id).filter(|_| doc.is_none_or(may_go_on));
    let body = match &draft {
        Some(draft) => &draft.body,
        None => doc?.written()?.0,
    };
    let mut document = Document::of(opened.record, id, body, client, today)?;
    let statements = doc.into_iter().flat_map(OpenDocument::standing).filter(|line| !line.event.is_version());
    statements.filter_map(|line| line.said().ok()).for_each(|statement| document.add(statement, today));
    Some(Read { kind: body.kind(), draft: draft.is_some(), document })
}

/// Whether a document may still be written on, so that a draft of it is more than a leftover.
fn may_go_on(doc: &OpenDocument) -> bool {
    doc.head.status.apply(doc.head.class, Event::Sign(Review::NotOwed)).is_ok()
}

#[cfg(test)]
mod tests;
