//! What was opened with the keys, kept until lock or until it changes. No key is in it.

use crate::{
    records::open_record::{DraftDocument, OpenRecord},
    unlocked::OpenedBody,
    views::{findings::Caseload, search::Searched},
};
use clinical::{Settings, icd10cm::Update};
use record::{DocId, OpId, RecordId};
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};

/// Everything that can be opened again.
#[derive(Default)]
pub(crate) struct Caches {
    pub(crate) records: RefCell<HashMap<RecordId, Rc<OpenRecord>>>,
    /// Which records there are, as long as none has changed: asking the store costs more than a search.
    pub(crate) shelf: RefCell<Option<Vec<RecordId>>>,
    /// How often something was forgotten. What was read before the last time is not kept.
    pub(crate) forgotten: Cell<u64>,
    pub(crate) opened: RefCell<HashMap<OpId, OpenedBody>>,
    pub(crate) caseload: RefCell<Option<Rc<Caseload>>>,
    /// What the program has set, in the order in which it was written, as far as it was read.
    pub(crate) settings: RefCell<Vec<Option<Settings>>>,
    /// The releases of the code list that the program loaded, as far as they were read.
    pub(crate) codes: RefCell<Vec<Option<Update>>>,
    /// Records were read that the index has not seen.
    pub(crate) unindexed: Cell<bool>,
    /// What is searched, as it stood at the last search.
    pub(crate) searched: RefCell<Searched>,
}

impl Caches {
    /// Puts my draft in the place of the one before, in what was read of a record; nothing else of it changed.
    pub(crate) fn redraft(&self, record: RecordId, doc: DocId, draft: Option<DraftDocument>) {
        if let Some(opened) = self.records.borrow().get(&record) {
            opened.redraft(doc, draft);
        }
    }

    /// Forgets what was read of a record: it changed.
    pub(crate) fn forget(&self, record: RecordId) {
        self.records.borrow_mut().remove(&record);
        self.forget_together();
    }

    /// Forgets what was read of all records.
    pub(crate) fn forget_all(&self) {
        self.records.borrow_mut().clear();
        self.forget_together();
    }

    fn forget_together(&self) {
        self.caseload.take();
        self.shelf.take();
        self.forgotten.set(self.forgotten.get().wrapping_add(1));
    }
}
