//! A record opened: keys, documents, everything said about them, and what could not be believed.

mod lost;
mod reading;

use crate::{
    documents::drafts::place,
    documents::{
        content::{Content, said, unread},
        open::Unread,
    },
    protocol::{Begun, BegunProfile, DocSync, Problem},
    records::keys::Keys,
    records::snapshot::Unsaved,
    unlocked::{OpenedBody, Unlocked},
};
use clinical::{Body, Kind, Kinded, NoteOutline, PatientName, PatientProfile, thread::Prepared};
use crypto::RecordKey;
use lost::Lost;
use record::{Class, ClockReading, DocHead, DocId, Event, OpId, RecordHead, RecordId, RecordKind, Refusal, Status, Time, UserId};
use std::{
    cell::{OnceCell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};
use vault::{Reason, RecordRow, Whereabouts};

/// A record's first epoch is its author's alone to make.
const FIRST_EPOCH: u32 = 1;

/// A record as I can read it.
pub(crate) struct OpenRecord {
    pub(crate) record: RecordId,
    pub(crate) head: RecordHead,
    pub(crate) row: RecordRow,
    pub(crate) keys: Keys,
    pub(crate) docs: BTreeMap<DocId, OpenDocument>,
    /// What was said about its documents and a restored server lost.
    lost: Vec<Lost>,
    /// Whom a refused act of this device would have taken out of the team.
    pub(crate) refused_removal: Vec<UserId>,
    /// A team act of this device was refused, and nothing in the record says why.
    refused_without_reason: bool,
    /// By themselves: they change with every pause in typing, and the rest of a long chart does not.
    drafts: RefCell<BTreeMap<DocId, Rc<DraftDocument>>>,
    /// The document with the profile, once it was looked for: every row names the client.
    profiled: OnceCell<Option<DocId>>,
    /// Made when a note is looked at first: a keystroke then costs one note, not the chart.
    prepared: OnceCell<BTreeMap<DocId, Prepared>>,
    /// What is to be kept for the next unlock, where that is due.
    pub(crate) unsaved: RefCell<Option<Unsaved>>,
}

/// A document with its entries, oldest first; those the server refused stand at the end.
pub(crate) struct OpenDocument {
    pub(crate) head: DocHead,
    pub(crate) lines: Vec<OpenEntry>,
}

/// One entry.
pub(crate) struct OpenEntry {
    pub(crate) author: UserId,
    pub(crate) event: Event,
    pub(crate) version: u32,
    pub(crate) clock: ClockReading,
    pub(crate) received: Option<Time>,
    pub(crate) sync: DocSync,
    pub(crate) body: OpenedBody,
}

impl OpenEntry {
    /// What it says.
    ///
    /// Fails with the reason not to show it.
    pub(crate) fn said(&self) -> Result<&Body, Unread> {
        said(&self.body)
    }

    /// What kind of thing it says, where it could be opened.
    pub(crate) fn kind(&self) -> Option<Kind> {
        self.content().map(Content::kind)
    }

    /// What it says, where it could be opened, not read yet.
    pub(crate) fn content(&self) -> Option<&Content> {
        self.body.as_deref().ok()
    }

    /// Accepted, or on its way; not refused.
    pub(crate) fn stands(&self) -> bool {
        !matches!(self.sync, DocSync::Quarantined(_))
    }
}

/// My draft of a document.
pub(crate) struct DraftDocument {
    pub(crate) body: Body,
    /// What stood there when it was begun.
    pub(crate) base: Option<OpId>,
    pub(crate) updated: Time,
}

impl DraftDocument {
    /// Its content, where it is of this kind.
    pub(crate) fn content<T: Kinded>(&self) -> Option<&T> {
        T::of(&self.body)
    }
}

impl OpenRecord {
    /// One with these documents.
    #[cfg(test)]
    pub(crate) fn of(record: RecordId, kind: RecordKind, docs: BTreeMap<DocId, OpenDocument>) -> Self {
        let head = RecordHead::begin(kind, FIRST_EPOCH, UserId::from_u128(0), OpId(record::Digest::ZERO));
        let (drafts, profiled, prepared, unsaved) = (RefCell::default(), OnceCell::new(), OnceCell::new(), RefCell::default());
        let (refused_removal, refused_without_reason) = (Vec::new(), false);
        let (row, keys) = (RecordRow::default(), Keys::default());
        let lost = Vec::new();
        Self { record, head, row, keys, docs, lost, refused_removal, refused_without_reason, drafts, profiled, prepared, unsaved }
    }

    /// The key new entries are sealed with: of the epoch the server has accepted, never of a rotation that still waits.
    /// Someone else's may come first, and what was sealed with a refused key nobody else could open.
    pub(crate) fn current_key(&self) -> Result<(u32, &RecordKey), Problem> {
        let epoch = self.row.head.as_ref().map_or(FIRST_EPOCH, |head| head.epoch);
        self.keys.get(epoch).map(|key| (epoch, key)).ok_or(Problem::RecordKeyMissing)
    }

    /// The same, for handing it on.
    ///
    /// Fails with [`Refusal::Epoch`] while a rotation of this device waits to be accepted.
    pub(crate) fn settled_key(&self) -> Result<(u32, &RecordKey), Problem> {
        let (epoch, key) = self.current_key()?;
        if epoch == self.head.epoch { Ok((epoch, key)) } else { Err(Problem::Refused(Refusal::Epoch)) }
    }

    /// My draft of a document.
    pub(crate) fn draft(&self, doc: DocId) -> Option<Rc<DraftDocument>> {
        self.drafts.borrow().get(&doc).cloned()
    }

    /// The documents of which I have a draft; the profile, and what is only said about a document, are none that is listed.
    pub(crate) fn drafted(&self) -> Vec<DocId> {
        let listed = |draft: &DraftDocument| !draft.body.kind().is_statement() && draft.body.kind() != Kind::Profile;
        self.drafts.borrow().iter().filter(|(_, draft)| listed(draft)).map(|(id, _)| *id).collect()
    }

    /// What I have begun to say about a document.
    pub(crate) fn begun_about(&self, doc: DocId) -> Vec<Begun> {
        let drafts = self.drafts.borrow();
        let about = drafts.iter().filter(|(id, draft)| draft.body.kind().is_statement() && place(doc, &draft.body) == **id);
        about.map(|(_, draft)| Begun { body: draft.body.clone(), saved: draft.updated }).collect()
    }

    /// Whether a document is here, if only as my draft.
    pub(crate) fn has(&self, doc: DocId) -> bool {
        self.docs.contains_key(&doc) || self.draft(doc).is_some()
    }

    /// Every document, those that are only begun last.
    pub(crate) fn documents(&self) -> Vec<DocId> {
        let begun = self.drafted().into_iter().filter(|id| !self.docs.contains_key(id));
        self.docs.keys().copied().chain(begun).collect()
    }

    /// My draft of the profile, where it says something else than what stands.
    pub(crate) fn begun_profile(&self) -> Option<BegunProfile> {
        let (standing, version, id) = self.profile()?;
        let (draft, doc) = (self.draft(id)?, self.docs.get(&id)?);
        let profile: &PatientProfile = draft.content()?;
        let base = if draft.base == Some(doc.head.latest) { version } else { 0 };
        (profile != standing).then(|| BegunProfile { profile: profile.clone(), base, saved: draft.updated })
    }

    pub(crate) fn redraft(&self, doc: DocId, draft: Option<DraftDocument>) {
        let mut drafts = self.drafts.borrow_mut();
        match draft {
            Some(draft) => drafts.insert(doc, Rc::new(draft)),
            None => drafts.remove(&doc),
        };
    }

    /// The profile with its version; `None` while nothing of it can be opened.
    pub(crate) fn profile(&self) -> Option<(&PatientProfile, u32, DocId)> {
        let is_profile = |(_, doc): &(&DocId, &OpenDocument)| doc.latest::<PatientProfile>().is_some();
        let id = (*self.profiled.get_or_init(|| self.docs.iter().find(is_profile).map(|(id, _)| *id)))?;
        self.docs.get(&id)?.latest().map(|(profile, line)| (profile, line.version, id))
    }

    /// Whether it is a client's chart.
    pub(crate) fn is_chart(&self) -> bool {
        self.head.kind == RecordKind::Patient
    }

    /// The record, where it is a client's chart.
    pub(crate) fn charted(&self) -> Option<RecordId> {
        self.is_chart().then_some(self.record)
    }

    /// Whether I am in its team.
    pub(crate) fn is_mine(&self, me: &Unlocked) -> bool {
        self.row.whereabouts == Whereabouts::Here && self.head.team.contains(&me.user())
    }

    /// What counts: what was entered in error does not.
    pub(crate) fn counting(&self) -> impl Iterator<Item = (DocId, &OpenDocument)> {
        self.docs.iter().filter(|(_, doc)| doc.head.status != Status::EnteredInError).map(|(id, doc)| (*id, doc))
    }

    /// The notes that count, prepared for comparison with one that is being written.
    pub(crate) fn prepared(&self) -> &BTreeMap<DocId, Prepared> {
        self.prepared.get_or_init(|| {
            let notes = self.counting().filter_map(|(id, doc)| doc.latest().map(|(note, _)| (id, Prepared::of(note))));
            notes.collect()
        })
    }

    /// Whom it is about; `None` where that cannot be opened, and where it is about nobody.
    pub(crate) fn person(&self) -> Option<&PatientName> {
        let client = self.profile().map(|(profile, ..)| &profile.name);
        client.or_else(|| self.intervention().map(|(_, all, _)| &all.person))
    }

    /// Name for lists; says so where it cannot be opened.
    pub(crate) fn client(&self) -> String {
        if !self.head.kind.asks_role() {
            return "Your account".to_owned();
        }
        if !self.head.kind.has_team() {
            return "Your own notes".to_owned();
        }
        self.person().map_or_else(|| "Client not opened".to_owned(), PatientName::display)
    }

    /// Why parts of this record cannot be shown, a sentence each.
    pub(crate) fn doubts(&self) -> Vec<String> {
        let mut doubts: Vec<String> = self
            .row
            .refused
            .iter()
            .map(|reason| format!("The server's word about this record is not believed: {reason}."))
            .collect();
        if self.refused_without_reason {
            doubts.push(
                "The server refused a change of this record's team, and nothing in the record says why. Nothing is sent with its old \
                 key. Tell your administrator."
                    .to_owned(),
            );
        }
        if self.row.forked.is_some() {
            doubts.push(
                "A colleague saw other entries in this chart than the server gave this device: it shows different people different \
                 things. Compare the chart’s code with your colleagues, and tell your administrator."
                    .to_owned(),
            );
        }
        let epoch = self.row.head.as_ref().filter(|head| !head.outgrown).map(|head| head.epoch);
        if self.row.whereabouts == Whereabouts::Here && epoch.is_some_and(|epoch| self.keys.get(epoch).is_none()) {
            doubts.push(
                "This chart’s key was changed, and what was handed to you as the new one does not open. Ask a colleague on the care \
                 team to change it again, and tell your administrator who changed it last."
                    .to_owned(),
            );
        }
        let unopened = self.unread().filter(|reason| *reason != Unread::Newer);
        doubts.extend(unopened.map(|reason| format!("An entry cannot be shown: {reason}.")));
        doubts
    }

    /// How many entries a newer version wrote: documents that cannot be read, and acts that this version does not know.
    pub(crate) fn newer(&self) -> u32 {
        self.unread().map(|reason| u32::from(reason == Unread::Newer)).sum::<u32>().saturating_add(self.head.newer)
    }

    fn unread(&self) -> impl Iterator<Item = Unread> {
        self.docs.values().flat_map(|doc| &doc.lines).filter_map(|line| unread(&line.body))
    }
}

impl OpenDocument {
    /// The last entry first; what was refused comes after everything that stands, and counts only where nothing does.
    pub(crate) fn newest_first(&self) -> impl Iterator<Item = &OpenEntry> {
        let refused = self.lines.iter().rev().filter(|line| !line.stands());
        self.lines.iter().rev().filter(|line| line.stands()).chain(refused)
    }

    /// The entries that stand, oldest first.
    pub(crate) fn standing(&self) -> impl Iterator<Item = &OpenEntry> {
        self.lines.iter().filter(|line| line.stands())
    }

    /// Whether a text that I signed was refused, and I have neither taken it back nor let go of it.
    pub(crate) fn undecided(&self) -> bool {
        self.lines.iter().any(|line| matches!(line.event, Event::Sign(_)) && !line.stands())
    }

    /// Whether a version of it is written in a way that this version does not know: what is written over it would lose that.
    pub(crate) fn is_newer(&self) -> bool {
        self.standing().any(|line| line.event.is_version() && line.body.as_ref().is_err_and(|reason| *reason == Unread::Newer))
    }

    /// What kind of document it is, as far as it can be opened.
    pub(crate) fn kind(&self) -> Option<Kind> {
        self.last_version()?.kind()
    }

    /// Whether it may be a note: it is one, or is of their class and cannot be opened.
    pub(crate) fn is_note(&self) -> bool {
        self.kind().map_or(self.head.class == Class::Note, |kind| kind == Kind::Note)
    }

    /// The last version that can be read, whatever it is.
    pub(crate) fn written(&self) -> Option<(&Body, &OpenEntry)> {
        self.versions().find_map(|line| Some((line.said().ok()?, line)))
    }

    /// The last version that could be opened.
    pub(crate) fn last_version(&self) -> Option<&OpenEntry> {
        self.versions().find(|line| line.body.is_ok())
    }

    /// The last version that is a note, in short.
    pub(crate) fn note(&self) -> Option<&NoteOutline> {
        self.versions().find_map(|line| line.content()?.note())
    }

    /// Its versions, the last one first.
    fn versions(&self) -> impl Iterator<Item = &OpenEntry> {
        self.newest_first().filter(|line| line.event.is_version())
    }

    /// The last version of this kind that can be read.
    pub(crate) fn latest<T: Kinded>(&self) -> Option<(&T, &OpenEntry)> {
        let of_kind = self.versions().filter(|line| line.kind() == Some(T::KIND));
        of_kind.filter_map(|line| Some((T::of(line.said().ok()?)?, line))).next()
    }
}

pub(crate) fn refusal_of(reason: Option<Reason>) -> Refusal {
    match reason {
        Some(Reason::Refused(code)) => code.0,
        Some(Reason::Damaged | Reason::Stranded) | None => Refusal::NotAllowed,
    }
}
