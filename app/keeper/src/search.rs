//! Finding a document of the caseload by what stands in it. The index is in memory alone and is dropped with the keys.

use crate::{
    Keeper, Transport, Zone,
    book::{Book, Doc, Drafted},
    protocol::{Marked, Problem, Search, SearchHit, SearchView},
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
        let books = self.books(&me).await?;
        let mut searched = me.searched.borrow_mut(); // nothing is awaited from here on
        searched.follow(&books, today);
        Ok(searched.find(&books, &ask, today))
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
    /// A book never changes but for its drafts. Held weakly, as drafts are.
    book: Weak<Book>,
    drafts: Vec<(DocId, Weak<Drafted>)>,
    client: PatientName,
    stamps: HashMap<DocId, Stamp>,
}

impl Followed {
    /// Whether nothing at all can have changed. Far cheaper than looking at each document, and at each key that is typed most
    /// records are so.
    fn is(&self, book: &Rc<Book>, drafts: &[(DocId, Weak<Drafted>)]) -> bool {
        std::ptr::eq(self.book.as_ptr(), Rc::as_ptr(book))
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
    draft: Weak<Drafted>,
}

impl Stamp {
    fn of(book: &Book, id: DocId) -> Self {
        let doc = book.docs.get(&id);
        Self {
            head: doc.map(|doc| doc.head.clone()),
            standing: doc.map_or(0, |doc| doc.standing().count()),
            opened: doc.map_or(0, |doc| doc.lines.iter().filter(|line| line.body.is_ok()).count()),
            draft: book.draft(id).map(|draft| Rc::downgrade(&draft)).unwrap_or_default(),
        }
    }

    fn is(&self, other: &Self) -> bool {
        let said = |stamp: &Self| (stamp.standing, stamp.opened);
        self.head == other.head && said(self) == said(other) && self.draft.ptr_eq(&other.draft)
    }
}

impl Searched {
    /// Brings the index to where the records stand: what is unchanged is left alone.
    fn follow(&mut self, books: &[Rc<Book>], today: NaiveDate) {
        if self.day != Some(today) {
            *self = Self { day: Some(today), ..Self::default() };
        }
        let charts = || books.iter().filter(|book| book.is_chart() && book.row.whereabouts == Whereabouts::Here);
        for book in charts() {
            let drafted = |id: DocId| Some((id, Rc::downgrade(&book.draft(id)?)));
            let drafts: Vec<(DocId, Weak<Drafted>)> = book.drafted().into_iter().filter_map(drafted).collect();
            let before = self.records.remove(&book.record).unwrap_or_default();
            let now = if before.is(book, &drafts) { before } else { self.read_again(book, drafts, before, today) };
            self.records.insert(book.record, now);
        }
        let stays: HashSet<RecordId> = charts().map(|book| book.record).collect();
        let index = &mut self.index;
        self.records.retain(|record, followed| {
            if !stays.contains(record) {
                followed.stamps.keys().for_each(|doc| index.remove(*record, *doc));
            }
            stays.contains(record)
        });
    }

    /// Looks at each document of a record, and reads those that have changed.
    fn read_again(
        &mut self,
        book: &Rc<Book>,
        drafts: Vec<(DocId, Weak<Drafted>)>,
        before: Followed,
        today: NaiveDate,
    ) -> Followed {
        let client = client(book);
        let renamed = before.client != client;
        let mut stamps = HashMap::with_capacity(book.docs.len());
        for id in book.docs.keys().copied().chain(book.drafted()) {
            let stamp = Stamp::of(book, id);
            let known = !renamed && before.stamps.get(&id).is_some_and(|known| known.is(&stamp));
            if stamps.insert(id, stamp).is_some() || known {
                continue;
            }
            match read(book, id, &client, today) {
                Some(read) => self.index.add(&read.document),
                None => self.index.remove(book.record, id),
            }
        }
        for id in before.stamps.keys().filter(|id| !stamps.contains_key(id)) {
            self.index.remove(book.record, *id);
        }
        Followed { book: Rc::downgrade(book), drafts, client, stamps }
    }

    fn find(&self, books: &[Rc<Book>], ask: &Search, today: NaiveDate) -> SearchView {
        let query = Query::new(&ask.words);
        let Found { total, mut hits } = self.index.search(&query, if ask.from.is_some() { usize::MAX } else { MOST });
        let mut total = total;
        if let Some(record) = ask.from {
            hits.retain(|hit| hit.record == record);
            total = hits.len();
            hits.truncate(MOST);
        }
        let shown = |hit: Hit| {
            let book = books.iter().find(|book| book.record == hit.record)?;
            let read = read(book, hit.doc, &client(book), today)?;
            let title = &read.document.title;
            Some(SearchHit {
                record: hit.record,
                client: book.client(),
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

fn marked(snippet: Snippet) -> Marked {
    Marked { text: snippet.text, marks: snippet.marks }
}

fn client(book: &Book) -> PatientName {
    book.profile().map(|(profile, ..)| profile.name.clone()).unwrap_or_default()
}

struct Read {
    kind: Kind,
    draft: bool,
    document: Document,
}

/// A document as it is searched: my draft where I have one to go on with, else the last version, with what was added to it.
/// `None` for what must not be found: what was entered in error, and whatever [`Document::of`] leaves out.
fn read(book: &Book, id: DocId, client: &PatientName, today: NaiveDate) -> Option<Read> {
    let doc = book.docs.get(&id);
    if doc.is_some_and(|doc| doc.head.status == Status::EnteredInError) {
        return None;
    }
    let draft = book.draft(id).filter(|_| doc.is_none_or(may_go_on));
    let body = match &draft {
        Some(draft) => &draft.body,
        None => doc?.written()?.0,
    };
    let mut document = Document::of(book.record, id, body, client, today)?;
    let statements = doc.into_iter().flat_map(Doc::standing).filter(|line| !line.event.is_version());
    statements.filter_map(|line| line.body.as_deref().ok()).for_each(|statement| document.add(statement, today));
    Some(Read { kind: body.kind(), draft: draft.is_some(), document })
}

/// Whether a document may still be written on, so that a draft of it is more than a leftover.
fn may_go_on(doc: &Doc) -> bool {
    doc.head.status.apply(doc.head.class, Event::Sign(Review::NotOwed)).is_ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use crate::{book::Line, protocol::DocSync};
    use clinical::{Addendum, Body, CounselingNote, Note, PatientProfile, Retraction};
    use record::{ClockReading, Digest, OpId, RecordKind, Time, UserId};

    const WREN: RecordId = RecordId::from_u128(1);
    const NOTE: DocId = DocId::from_u128(7);
    const ME: UserId = UserId::from_u128(9);

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 18).unwrap()
    }

    fn note(text: &str) -> Body {
        let mut note = Note::default();
        note.sections.insert(note.format.sections()[0].id.to_owned(), text.to_owned());
        note.into()
    }

    fn profile() -> Body {
        let name = PatientName { given: "Wren".into(), family: "Maplethorn".into(), ..PatientName::default() };
        PatientProfile { name, ..PatientProfile::default() }.into()
    }

    /// A document as these entries leave it.
    fn doc(entries: Vec<(Event, Body)>) -> Doc {
        let class = entries[0].1.class();
        let status = |event| match event {
            Event::Retract => Status::EnteredInError,
            Event::Sign(review) => Status::Final(review),
            Event::Amend => Status::Amended(Review::NotOwed),
            Event::Save | Event::Attest | Event::Return => Status::Preliminary,
        };
        let text = entries.iter().map(|(_, body)| body.to_value().unwrap().to_string()).collect::<String>();
        let head = DocHead {
            class,
            author: ME,
            status: status(entries.last().unwrap().0),
            version: 1,
            latest: OpId(Digest::of("test", text.as_bytes())),
        };
        let line = |(event, body)| Line {
            author: ME,
            event,
            version: 1,
            clock: ClockReading { device: Time::default(), offset: None, uncertain: false },
            received: None,
            sync: DocSync::Received,
            body: Ok(Rc::new(body)),
        };
        Doc { head, lines: entries.into_iter().map(line).collect() }
    }

    fn book(record: RecordId, kind: RecordKind, entries: Vec<(Event, Body)>) -> Rc<Book> {
        let who = (DocId::from_u128(1), doc(vec![(Event::Save, profile())]));
        Rc::new(Book::of(record, kind, [who, (NOTE, doc(entries))].into()))
    }

    const SIGN: Event = Event::Sign(Review::NotOwed);

    /// How many notes are found with `words`, after the books were looked at in turn.
    fn found(turns: &[&[Rc<Book>]], words: &str) -> u64 {
        let mut searched = Searched::default();
        turns.iter().for_each(|books| searched.follow(books, today()));
        let last = turns.last().copied().unwrap_or_default();
        searched.find(last, &Search { words: format!("{words} kind:note"), from: None }, today()).total
    }

    #[test]
    fn a_counseling_note_is_never_found_and_nothing_else_of_a_private_record_is() {
        let own: Body = CounselingNote { text: "What I thought of the quarrel.".into(), ..CounselingNote::new(WREN) }.into();
        let private = |body: Body| book(RecordId::from_u128(2), RecordKind::Private, vec![(SIGN, body)]);
        assert_eq!(found(&[&[private(own.clone())]], "quarrel"), 0);
        assert_eq!(found(&[&[private(note("The quarrel."))]], "quarrel"), 0);
        assert_eq!(found(&[&[book(WREN, RecordKind::Patient, vec![(SIGN, own)])]], "quarrel"), 0);
        assert_eq!(found(&[&[book(WREN, RecordKind::Patient, vec![(SIGN, note("The quarrel."))])]], "quarrel"), 1);
    }

    #[test]
    fn what_was_entered_in_error_is_found_no_longer() {
        let signed = book(WREN, RecordKind::Patient, vec![(SIGN, note("The quarrel."))]);
        let taken_back: Body = Retraction { reason: "Another client’s quarrel.".into() }.into();
        let retracted = book(WREN, RecordKind::Patient, vec![(SIGN, note("The quarrel.")), (Event::Retract, taken_back)]);
        assert_eq!(found(&[std::slice::from_ref(&signed)], "quarrel"), 1);
        assert_eq!(found(&[&[signed], &[retracted]], "quarrel"), 0);
    }

    #[test]
    fn a_changed_draft_is_found_by_its_new_word_and_not_by_the_old_one() {
        let book = book(WREN, RecordKind::Patient, vec![(Event::Save, note("An empty page."))]);
        let draft = |text| Some(Drafted { body: note(text), base: None, updated: Time::default() });
        let mut searched = Searched::default();
        let mut count = |text, words: &str| {
            book.redraft(NOTE, draft(text));
            searched.follow(std::slice::from_ref(&book), today());
            searched.find(std::slice::from_ref(&book), &Search { words: words.into(), from: Some(WREN) }, today()).total
        };
        assert_eq!(count("The quarrel.", "quarrel"), 1);
        assert_eq!((count("The walk.", "quarrel"), count("The walk.", "walk maple")), (0, 1));
    }

    #[test]
    fn an_addendum_is_found_with_its_note_and_a_record_that_is_gone_is_not() {
        let added: Body = Addendum { text: "She called her sister.".into(), reason: "Told later.".into() }.into();
        let with = book(WREN, RecordKind::Patient, vec![(SIGN, note("The quarrel.")), (Event::Amend, added)]);
        assert_eq!(found(&[std::slice::from_ref(&with)], "quarrel sister"), 1);
        let mut searched = Searched::default();
        searched.follow(&[with], today());
        searched.follow(&[], today());
        assert!(searched.index.is_empty() && searched.records.is_empty());
    }

    #[test]
    fn the_snippet_marks_what_was_typed_and_the_other_record_is_left_out() {
        let wren = book(WREN, RecordKind::Patient, vec![(SIGN, note("They spoke of the quarrel."))]);
        let sol = book(RecordId::from_u128(3), RecordKind::Patient, vec![(SIGN, note("No quarrel here."))]);
        let mut searched = Searched::default();
        let books = [wren, sol];
        searched.follow(&books, today());
        let view = searched.find(&books, &Search { words: "quar kind:note".into(), from: Some(WREN) }, today());
        assert_eq!((view.total, view.hits.len()), (1, 1));
        let marked: Vec<&str> = view.hits[0].snippet.marks.iter().map(|mark| &view.hits[0].snippet.text[mark.clone()]).collect();
        assert_eq!((marked, view.hits[0].kind, view.hits[0].draft), (vec!["quarrel"], Kind::Note, false));
        assert_eq!(searched.find(&books, &Search { words: "quarrel".into(), from: None }, today()).total, 2);
    }
}
