//! From a document to what a list or a page shows of it.

use crate::{
    book::{Book, Doc, Line},
    protocol::{DocSync, LineKind, NoteLine, NoteRights, NoteRow},
    unlocked::Unlocked,
};
use clinical::{AuthorLine, Body, Note};
use record::{Certificate, Class, DocId, Event, Lateness, Relation, Review, Status, Time, may};

const EXCERPT: usize = 120;

/// The row of one note, with my draft where there is one.
pub(crate) fn note_row(me: &Unlocked, book: &Book, id: DocId) -> Option<NoteRow> {
    let doc = book.docs.get(&id);
    let draft = book.draft(id);
    let (note, line) = match (&draft, doc.and_then(Doc::note)) {
        (Some(draft), written) => (&draft.note, written.map(|(_, line)| line)),
        (None, Some((note, line))) => (note, Some(line)),
        (None, None) => return None,
    };
    let time = note.when.known();
    let author = doc.map_or(me.user(), |doc| doc.head.author);
    let stated = note.author.as_ref().map(AuthorLine::text);
    Some(NoteRow {
        doc: id,
        author,
        author_name: stated.unwrap_or_else(|| me.name_of(author)),
        service: note.service.label().to_owned(),
        format: note.format.label().to_owned(),
        start: time.map(|time| Time::from(time.start().utc())),
        end: time.map(|time| Time::from(time.end().utc())),
        offset_minutes: time.map_or(0, |time| time.start().offset_minutes()),
        status: doc.map_or(Status::Preliminary, |doc| doc.head.status),
        lateness: signed_line(doc).and_then(|line| note.lateness(&line.clock)).filter(|late| *late != Lateness::InTime),
        sync: doc.map_or(DocSync::DraftOnly, sync_of),
        draft: draft.is_some() || line.is_some_and(|line| line.event == Event::Save),
        addenda: doc.map_or(0, |doc| doc.standing().filter(|line| line.event == Event::Amend).count() as u32),
        excerpt: excerpt(note),
    })
}

fn signed_line(doc: Option<&Doc>) -> Option<&Line> {
    doc?.newest_first().find(|line| matches!(line.event, Event::Sign(_)))
}

fn sync_of(doc: &Doc) -> DocSync {
    let unsent = doc.lines.iter().map(|line| line.sync).filter(|sync| *sync != DocSync::Received);
    unsent.max_by_key(|sync| matches!(sync, DocSync::Quarantined(_))).unwrap_or(DocSync::Received)
}

fn excerpt(note: &Note) -> String {
    let text = note.plain_text();
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}

/// What was signed about a note, oldest first.
pub(crate) fn note_lines(me: &Unlocked, doc: &Doc) -> Vec<NoteLine> {
    let mut lines = Vec::new();
    for line in &doc.lines {
        let kind = match line.event {
            Event::Save => continue,
            Event::Sign(_) => LineKind::Signed,
            Event::Attest => LineKind::Attested,
            Event::Return => LineKind::Returned,
            Event::Amend => LineKind::Addendum,
            Event::Retract => LineKind::Retracted,
        };
        let (text, reason) = match line.body.as_deref() {
            Ok(Body::Addendum(addendum)) => (addendum.text.clone(), addendum.reason.clone()),
            Ok(Body::Return(comment)) => (comment.comment.clone(), String::new()),
            Ok(Body::Retraction(retraction)) => (String::new(), retraction.reason.clone()),
            Ok(
                Body::Note(_)
                | Body::Attestation(_)
                | Body::Profile(_)
                | Body::Assessment(_)
                | Body::Plan(_)
                | Body::PlanSignature(_)
                | Body::PlanReview(_)
                | Body::Condition(_)
                | Body::CounselingNote(_),
            ) => (String::new(), String::new()),
            Err(reason) => (format!("This cannot be shown: {reason}."), String::new()),
        };
        lines.push(NoteLine {
            kind,
            who: me.name_of(line.author),
            written: line.clock.written(),
            uncertain: line.clock.uncertain,
            received: line.received,
            text,
            reason,
            version: line.version,
        });
    }
    lines
}

/// What `certificate`'s owner may do with a note: the same rule the server asks.
pub(crate) fn rights(certificate: &Certificate, doc: Option<&Doc>) -> NoteRights {
    let sign = Event::Sign(owed_by(certificate));
    let (relation, status) = match doc {
        Some(doc) if doc.head.author != certificate.user => (Relation::Team, doc.head.status),
        Some(doc) => (Relation::Author, doc.head.status),
        None => (Relation::Author, Status::Preliminary),
    };
    let allowed = |event: Event| may(certificate.role, relation, Class::Note, event) && status.apply(Class::Note, event).is_ok();
    NoteRights {
        write: allowed(sign),
        amend: doc.is_some() && allowed(Event::Amend),
        retract: doc.is_some() && allowed(Event::Retract),
        review: doc.is_some() && allowed(Event::Attest),
    }
}

/// Whether what this person signs owes a supervisor's signature.
pub(crate) fn owed_by(certificate: &Certificate) -> Review {
    if certificate.trainee { Review::Owed } else { Review::NotOwed }
}

/// By when a note should be signed.
pub(crate) fn due(note: &Note) -> Option<Time> {
    let end = note.when.known()?.end().local();
    Some(Time::from(note.service.limit().deadline(&end)))
}

/// All notes of a record, newest service first; those without a time first of all.
pub(crate) fn note_rows(me: &Unlocked, book: &Book) -> Vec<NoteRow> {
    let written = book.docs.iter().filter(|(_, doc)| doc.head.class == Class::Note).map(|(id, _)| *id);
    let begun = book.drafted().into_iter().filter(|id| !book.docs.contains_key(id));
    let mut rows: Vec<NoteRow> = written.chain(begun).filter_map(|id| note_row(me, book, id)).collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.start.is_none(), row.start, row.doc)));
    rows
}
