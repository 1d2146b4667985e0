//! From a document to what a list or a page shows of it.

use crate::{
    book::{Book, Doc, Line},
    protocol::{DocRow, DocSync, LineKind, NoteLine, NoteRights, RowKind},
    unlocked::Unlocked,
};
use clinical::{AuthorLine, Body, Note};
use record::{Certificate, Class, DocId, Event, Lateness, Relation, Review, Status, Time, may};

const EXCERPT: usize = 120;

/// The row of one document, with my draft where there is one; `None` for what is not listed among them.
pub(crate) fn row(me: &Unlocked, book: &Book, id: DocId) -> Option<DocRow> {
    let doc = book.docs.get(&id);
    let draft = book.draft(id);
    let written = doc.and_then(Doc::written);
    let (body, line) = match &draft {
        Some(draft) => (&draft.body, written.map(|(_, line)| line)),
        None => written.map(|(body, line)| (body, Some(line)))?,
    };
    let author = doc.map_or(me.user(), |doc| doc.head.author);
    let blank = DocRow {
        doc: id,
        kind: RowKind::Note,
        author,
        author_name: me.name_of(author),
        service: String::new(),
        format: String::new(),
        date: None,
        start: None,
        end: None,
        offset_minutes: 0,
        status: doc.map_or(Status::Preliminary, |doc| doc.head.status),
        lateness: None,
        sync: doc.map_or(DocSync::DraftOnly, sync_of),
        draft: draft.is_some() || line.is_some_and(|line| line.event == Event::Save),
        addenda: doc.map_or(0, |doc| doc.standing().filter(|line| is_addendum(line)).count() as u32),
        excerpt: String::new(),
    };
    let by = |author: &Option<AuthorLine>| author.as_ref().map_or_else(|| blank.author_name.clone(), AuthorLine::text);
    match body {
        Body::Note(note) => {
            let time = note.when.known();
            Some(DocRow {
                author_name: by(&note.author),
                service: note.service.label().to_owned(),
                format: if note.service.spec().formatted { note.format.label().to_owned() } else { String::new() },
                date: time.map(|time| time.date()),
                start: time.map(|time| Time::from(time.start().utc())),
                end: time.map(|time| Time::from(time.end().utc())),
                offset_minutes: time.map_or(0, |time| time.start().offset_minutes()),
                lateness: first_signed(doc).and_then(|line| note.lateness(&line.clock)).filter(|late| *late != Lateness::InTime),
                excerpt: excerpt(&note.plain_text()),
                ..blank
            })
        }
        Body::Assessment(assessment) => Some(DocRow {
            kind: RowKind::Assessment,
            author_name: by(&assessment.author),
            service: "Assessment".to_owned(),
            date: assessment.date,
            excerpt: excerpt(&assessment.reason),
            ..blank
        }),
        Body::Plan(plan) => {
            let problems: Vec<&str> = plan.problems.iter().map(|problem| problem.statement.trim()).collect();
            Some(DocRow {
                kind: RowKind::Plan,
                author_name: by(&plan.head.author),
                service: "Treatment plan".to_owned(),
                date: plan.head.date,
                excerpt: excerpt(&problems.join(" · ")),
                ..blank
            })
        }
        Body::Profile(_)
        | Body::Addendum(_)
        | Body::Return(_)
        | Body::Attestation(_)
        | Body::Retraction(_)
        | Body::PlanSignature(_)
        | Body::PlanReview(_)
        | Body::PlanEvent(_)
        | Body::Condition(_)
        | Body::CounselingNote(_) => None,
    }
}

/// Something added; what is signed under a plan is told apart from that.
fn is_addendum(line: &Line) -> bool {
    let under_plan = matches!(line.body.as_deref(), Ok(Body::PlanSignature(_) | Body::PlanReview(_) | Body::PlanEvent(_)));
    line.event == Event::Amend && !under_plan
}

/// The signature by which a note is in time or late: its first that stands.
pub(crate) fn first_signed(doc: Option<&Doc>) -> Option<&Line> {
    doc?.standing().find(|line| matches!(line.event, Event::Sign(_)))
}

pub(crate) fn sync_of(doc: &Doc) -> DocSync {
    let unsent = doc.lines.iter().map(|line| line.sync).filter(|sync| *sync != DocSync::Received);
    unsent.max_by_key(|sync| matches!(sync, DocSync::Quarantined(_))).unwrap_or(DocSync::Received)
}

fn excerpt(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}

/// What was signed about a document, oldest first; what is signed under a plan stands by itself.
pub(crate) fn note_lines(me: &Unlocked, doc: &Doc) -> Vec<NoteLine> {
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
                | Body::PlanEvent(_)
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
            sync: line.sync,
            text,
            reason,
            version: line.version,
        });
    }
    lines
}

/// What `certificate`'s owner may do with a document: the same rule the server asks. What does not exist yet is of one of
/// the classes that are signed, for which the rule is the same.
///
/// Nothing is written over a text of mine that was refused until I have decided about it: what is written next would hide it.
pub(crate) fn rights(certificate: &Certificate, doc: Option<&Doc>) -> NoteRights {
    if doc.is_some_and(Doc::undecided) { NoteRights::default() } else { ruled(certificate, doc) }
}

/// The same by role and status alone, for a text that is taken back.
pub(crate) fn ruled(certificate: &Certificate, doc: Option<&Doc>) -> NoteRights {
    let sign = Event::Sign(owed_by(certificate));
    let (relation, status) = match doc {
        Some(doc) if doc.head.author != certificate.user => (Relation::Team, doc.head.status),
        Some(doc) => (Relation::Author, doc.head.status),
        None => (Relation::Author, Status::Preliminary),
    };
    let class = doc.map_or(Class::Note, |doc| doc.head.class);
    let allowed = |event: Event| may(certificate.role, relation, class, event) && status.apply(class, event).is_ok();
    NoteRights {
        write: allowed(sign),
        amend: doc.is_some() && allowed(Event::Amend),
        retract: doc.is_some() && allowed(Event::Retract),
        review: doc.is_some() && allowed(Event::Attest),
    }
}

/// Whether `certificate`'s owner may keep a draft: of what is signed, until it is; of what lives, always; of what is said about a
/// document, while they may say it.
pub(crate) fn may_draft(certificate: &Certificate, doc: Option<&Doc>, body: &Body) -> bool {
    if body.is_statement() {
        let rights = rights(certificate, doc);
        let events = [(Event::Amend, rights.amend), (Event::Return, rights.review), (Event::Retract, rights.retract)];
        return events.into_iter().any(|(event, may)| may && body.fits(event));
    }
    let author = doc.is_none_or(|doc| doc.head.author == certificate.user);
    let relation = if author { Relation::Author } else { Relation::Team };
    match doc.map_or(body.class(), |doc| doc.head.class) {
        Class::Note | Class::Plan => rights(certificate, doc).write,
        Class::Profile => may(certificate.role, relation, Class::Profile, Event::Save),
    }
}

/// Whether what this person signs owes a supervisor's signature.
pub(crate) fn owed_by(certificate: &Certificate) -> Review {
    if certificate.trainee { Review::Owed } else { Review::NotOwed }
}

/// By when a note should be signed; `None` once it was: what came back is not late by the way there and back.
pub(crate) fn due(doc: Option<&Doc>, note: &Note) -> Option<Time> {
    if first_signed(doc).is_some() {
        return None;
    }
    let end = note.when.known()?.end().local();
    Some(Time::from(note.service.limit().deadline(&end)))
}

/// All documents of a record that are listed, the newest first; those without a day first of all.
pub(crate) fn rows(me: &Unlocked, book: &Book) -> Vec<DocRow> {
    let begun = book.drafted().into_iter().filter(|id| !book.docs.contains_key(id));
    let mut rows: Vec<DocRow> = book.docs.keys().copied().chain(begun).filter_map(|id| row(me, book, id)).collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.date.is_none(), row.date, row.start, row.doc)));
    rows
}

/// The notes among them.
pub(crate) fn note_rows(me: &Unlocked, book: &Book) -> Vec<DocRow> {
    rows(me, book).into_iter().filter(|row| row.kind == RowKind::Note).collect()
}
