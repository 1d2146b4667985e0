//! What stands in the way of signing a note, and what should be looked at: the form's own checks, and the golden thread.

use crate::{
    Keeper, Transport, Zone,
    protocol::{FieldProblem, Problem, ThreadView},
    records::open_record::OpenRecord,
    unlocked::Unlocked,
    views::rows,
};
use clinical::{
    Finding, Note, NoteOutline,
    plan::progress::as_told,
    thread::{CaseloadNames, NoteSide, Prepared, Session},
};
use record::{ClockReading, DocId, RecordId, UserId};
use std::rc::Rc;
use vault::{Clock, Store};

/// What a note is held against outside of its own chart. Built once, until a record changes.
pub(crate) struct Caseload {
    names: CaseloadNames,
    /// When I was with whom.
    sessions: Vec<(RecordId, Session)>,
}

impl Caseload {
    fn of(records: &[Rc<OpenRecord>], me: UserId) -> Self {
        let names = records.iter().filter_map(|opened| Some((opened.record, &opened.profile()?.0.name)));
        let mine = |opened: &Rc<OpenRecord>| {
            let notes = opened.counting().filter(|(_, doc)| doc.head.author == me);
            notes.filter_map(|(_, doc)| Some((opened.record, session(doc.note()?)?))).collect::<Vec<_>>()
        };
        Self { names: CaseloadNames::new(names), sessions: records.iter().flat_map(mine).collect() }
    }

    /// When I was with others than `own`.
    fn elsewhere(&self, own: RecordId) -> Vec<Session> {
        self.sessions.iter().filter(|(record, _)| *record != own).map(|(_, session)| *session).collect()
    }
}

/// As [`Prepared::session`], without looking at the text.
fn session(note: &NoteOutline) -> Option<Session> {
    Some(Session { span: note.met()?, service: note.service })
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Everything found about a note that I write or review, what stops the signature first.
    pub(crate) async fn findings(
        &self,
        me: &Rc<Unlocked>,
        opened: &OpenRecord,
        thread: &ThreadView,
        id: DocId,
        note: &Note,
        clock: &ClockReading,
    ) -> Vec<Finding> {
        let caseload = self.my_caseload(me).await;
        let prepared = Prepared::of(note);
        let day = note.when.day().unwrap_or(thread.today);
        // What this note said itself, before it came back, must not count against it; nor what was said of later days.
        let said: Vec<_> = thread.progress.iter().filter(|entry| entry.source != id && entry.date <= day).cloned().collect();
        let plan = thread.in_force_on(day).map(|view| (view.signed.doc, as_told(view.signed.doc, &view.plan, &said)));
        // Whoever reviews it knows of their own other sessions only, not of the author's.
        let mine = opened.docs.get(&id).is_none_or(|doc| doc.head.author == me.user());
        let of_author = if mine { caseload.elsewhere(opened.record) } else { Vec::new() };
        let begun = opened.drafted().into_iter().filter(|other| *other != id && mine);
        let unsigned: Vec<Session> = begun.filter_map(|other| session(&opened.draft(other)?.content::<Note>()?.into())).collect();
        let side = NoteSide {
            record: opened.record,
            doc: id,
            note,
            prepared: &prepared,
            of_client: opened.prepared(),
            of_author: &of_author,
            unsigned: &unsigned,
            plan: plan.as_ref().map(|(doc, plan)| (*doc, plan)),
            names: &caseload.names,
            profile: opened.profile().map(|(profile, ..)| profile),
            scheduled_minutes: None,
            discharged: thread.left_before(day),
        };
        let first = rows::first_signed(opened.docs.get(&id)).map_or(clock, |line| &line.clock);
        Finding::join([note.check_revised(clock, first), side.check(&thread.settings.rules)])
    }

    /// What cannot be read of another chart must not stop a note in this one: then what is open already has to do.
    async fn my_caseload(&self, me: &Rc<Unlocked>) -> Rc<Caseload> {
        let known = me.caches.caseload.borrow().clone();
        if let Some(caseload) = known {
            return caseload;
        }
        match self.open_records(me).await {
            Ok(records) => {
                let caseload = Rc::new(Caseload::of(&records, me.user()));
                *me.caches.caseload.borrow_mut() = Some(Rc::clone(&caseload));
                caseload
            }
            Err(_) => {
                let open: Vec<Rc<OpenRecord>> = me.caches.records.borrow().values().cloned().collect();
                Rc::new(Caseload::of(&open, me.user()))
            }
        }
    }
}

/// Refuses what stops a signature, each beside its place.
pub(crate) fn blocked(found: Vec<Finding>) -> Result<(), Problem> {
    let told = |finding: Finding| FieldProblem { field: finding.place.name(), sentence: finding.sentence.into_owned() };
    let blocking: Vec<FieldProblem> = found.into_iter().filter(Finding::blocks).map(told).collect();
    if blocking.is_empty() { Ok(()) } else { Err(Problem::Invalid(blocking)) }
}
