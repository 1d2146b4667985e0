//! From the documents of a record to its chart.

use super::{
    BegunCondition, Chart, ConditionHistory, ConditionVersion, DocOf, DocumentOf, EventOf, Filing, LaterAccountOf, LevelSaved,
    Marked, PlanVersion, ReturnOf, ReviewOf, SignatureOf, StatementOf,
};
use crate::{
    AuthorLine, Body, Kind, Kinded, NoteOutline, PatientProfile, Settings,
    assessment::Assessment,
    diagnosis::Condition,
    episode::{Discharge, EpisodeEvent, Episodes},
    measure::{self, Measure},
    plan::{Plan, PlanEvent, PlanReview, PlanSignature, SignerRole, Signing},
    return_to_use::{ReturnToUse, ReturnToUseCorrection},
};
use chrono::NaiveDate;
use record::{Digest, DocId, Review, Role, Status, Time, UserId};

/// A document as it can be read.
pub struct Document<'a> {
    /// Which.
    pub id: DocId,
    /// Who wrote its first version, or began it.
    pub author: UserId,
    /// Its status.
    pub status: Status,
    /// The draft of whoever looks.
    pub draft: Option<Draft<'a>>,
    /// The last version that can be read, where it is a note.
    pub note: Option<&'a NoteOutline>,
    /// The same where it is anything else: nothing more is asked of a note.
    pub written: Option<&'a Body>,
    /// The entries that stand and can be read, oldest first; nobody asks for those of a note.
    pub entries: Vec<Entry<'a>>,
}

/// A draft.
pub struct Draft<'a> {
    /// As it was typed.
    pub body: &'a Body,
    /// When it was kept.
    pub saved: Time,
    /// Whether it can still be signed, so that it is shown in the place of the last version.
    pub open: bool,
    /// Whether another entry came after it.
    pub overtaken: bool,
}

/// An entry of a document.
pub struct Entry<'a> {
    /// What it says.
    pub body: &'a Body,
    /// The version it brings or speaks about.
    pub version: u32,
    /// Who wrote it.
    pub author: UserId,
    /// When it was written.
    pub written: Time,
    /// Its place among all entries of the document, for [`Reader::mark`].
    pub place: usize,
}

/// Whoever keeps the documents: asked only about what the chart shows.
pub trait Reader {
    /// How a document is filed.
    type Filing: Filing;
    /// How something came into the chart.
    type Mark: Marked;

    /// How a document of this kind is filed. `stated` is its author as the text names them.
    fn file(&self, doc: DocId, kind: Kind, stated: Option<&AuthorLine>) -> Self::Filing;
    /// How an entry came into the chart; `None` only for a place that no entry of it has.
    fn mark(&self, doc: DocId, place: usize) -> Option<Self::Mark>;
    /// The local day of a time.
    fn day(&self, at: Time) -> NaiveDate;
    /// The role of somebody, as the directory has it.
    fn role(&self, user: UserId) -> Option<Role>;
}

/// What is true of a chart besides its documents.
pub struct Facts<'a> {
    /// The client, as far as they can be opened.
    pub profile: Option<&'a PatientProfile>,
    /// The local date.
    pub today: NaiveDate,
    /// What the program has set for today.
    pub settings: Settings,
}

impl<F: Filing, M: Marked> Chart<F, M> {
    /// Folds documents, in the order in which they came, drafts of new ones last, into a chart.
    pub fn fold<R: Reader<Filing = F, Mark = M>>(documents: &[Document<'_>], facts: Facts<'_>, reader: &R) -> Self {
        let mut notes: Vec<(DocId, &NoteOutline)> =
            documents.iter().filter(|one| one.counts()).filter_map(|one| Some((one.id, one.note?))).collect();
        // Of two sessions on one day the later one has the last word on progress.
        record::order::sort_by_key(&mut notes, |(id, note)| (note.time.map(|time| time.start), *id));
        let assessment = |one: &Document<'_>| {
            let content: &Assessment = one.content()?;
            let signed = reader.file(one.id, Kind::Assessment, content.author.as_ref());
            Some(DocOf { signed, content: content.clone() })
        };
        let mut assessments: Vec<DocOf<F, Assessment>> = documents.iter().filter_map(assessment).collect();
        assessments.reverse();
        let mut begun: Vec<BegunCondition> = documents.iter().filter_map(Document::begun).collect();
        record::order::sort_by_key(&mut begun, |begun| (begun.saved, begun.doc));
        let counting = documents.iter().filter(|one| one.counts());
        let measures: Vec<(DocId, &Measure)> =
            counting.clone().filter_map(|one| Some((one.id, Measure::of(one.written?)?))).collect();
        let measured = measure::progress(counting.filter_map(|one| Plan::of(one.written?)), &measures);
        let own = facts.profile.map(|profile| &profile.measures);
        let signed = documents.iter().filter(|one| one.counts());
        let events = signed.clone().filter_map(|one| Some((one.id, EpisodeEvent::of(one.written?)?)));
        let discharges = signed.filter_map(|one| Some((one.id, Discharge::of(one.written?)?)));
        let episodes = Episodes::of(facts.profile.and_then(|profile| profile.opened), events, discharges);
        Self {
            birth_date: facts.profile.and_then(|profile| profile.birth_date),
            opened: episodes.from(),
            episodes,
            levels: levels(documents, reader),
            today: facts.today,
            schedules: facts.settings.measures.with(own),
            settings: facts.settings,
            assessments,
            conditions: documents.iter().filter_map(|one| one.conditions(reader)).collect(),
            begun,
            plans: documents.iter().filter_map(|one| one.plan(reader)).collect(),
            returns: documents.iter().filter_map(|one| one.return_to_use(reader)).collect(),
            progress: notes.iter().flat_map(|(id, note)| note.progress(*id)).chain(measured).collect(),
            notes: notes.iter().filter_map(|(_, note)| note.summary()).collect(),
            documents: documents.iter().rev().filter_map(|one| one.other(reader, facts.today)).collect(),
        }
    }
}

/// The levels of care: in the profile, each as it was first saved, and by readmissions and transfers that count; the earliest first.
fn levels(documents: &[Document<'_>], reader: &impl Reader) -> Vec<LevelSaved> {
    let mut levels: Vec<LevelSaved> = Vec::new();
    for entry in documents.iter().flat_map(|one| &one.entries) {
        let Some(level) = PatientProfile::of(entry.body).and_then(|profile| profile.level_of_care.as_ref()) else { continue };
        if levels.last().is_none_or(|last| last.level != *level) {
            levels.push(LevelSaved { written: entry.written, day: reader.day(entry.written), level: level.clone() });
        }
    }
    let decided = documents.iter().filter(|one| one.counts()).filter_map(|one| {
        let event = EpisodeEvent::of(one.written?)?;
        let written = one.entries.iter().rev().find(|entry| EpisodeEvent::of(entry.body).is_some())?.written;
        Some(LevelSaved { written, day: event.on?, level: event.level.clone()? })
    });
    levels.extend(decided);
    record::order::sort_by_key(&mut levels, |saved| (saved.day, saved.written));
    levels
}

impl<'a> Document<'a> {
    /// Signed, and not entered in error.
    const fn counts(&self) -> bool {
        matches!(self.status, Status::Final(_) | Status::Amended(_))
    }

    /// What the document says for whoever looks: their draft where it can still be signed, else the last version.
    fn content<T: Kinded + 'a>(&self) -> Option<&'a T> {
        match &self.draft {
            Some(draft) if draft.open => T::of(draft.body),
            Some(_) | None => T::of(self.written?),
        }
    }

    /// A draft that says what the last version says is none: it was kept a moment before, or after, that was saved.
    fn begun(&self) -> Option<BegunCondition> {
        let draft = self.draft.as_ref()?;
        let condition = Condition::of(draft.body)?.clone();
        if self.written.and_then(Condition::of) == Some(&condition) {
            return None;
        }
        Some(BegunCondition { doc: self.id, condition, saved: draft.saved, overtaken: draft.overtaken })
    }

    fn conditions<R: Reader>(&self, reader: &R) -> Option<ConditionHistory<R::Mark>> {
        let version = |entry: &Entry<'_>| {
            let condition = Condition::of(entry.body)?.clone();
            Some(ConditionVersion { version: entry.version, condition, mark: reader.mark(self.id, entry.place)? })
        };
        let versions: Vec<ConditionVersion<R::Mark>> = self.entries.iter().filter_map(version).collect();
        (!versions.is_empty()).then_some(ConditionHistory { doc: self.id, versions })
    }

    fn other<R: Reader>(&self, reader: &R, today: NaiveDate) -> Option<DocumentOf<R::Filing, R::Mark>> {
        let body = match &self.draft {
            Some(draft) if draft.open => draft.body,
            Some(_) | None => self.written?,
        };
        let kind = body.kind();
        if is_folded(kind) || kind.is_statement() {
            return None;
        }
        let own = |entry: &&Entry<'_>| entry.body.kind().is_statement() && entry.body.kind().own_class().is_some();
        let said = self.entries.iter().filter(own);
        let said =
            said.filter_map(|entry| Some(StatementOf { body: entry.body.clone(), mark: reader.mark(self.id, entry.place)? }));
        let signed = reader.file(self.id, kind, body.summary(today).author.as_ref());
        Some(DocumentOf { signed, body: body.clone(), said: said.collect() })
    }

    fn return_to_use<R: Reader>(&self, reader: &R) -> Option<ReturnOf<R::Filing, R::Mark>> {
        let event: &ReturnToUse = self.content()?;
        let later = |entry: &Entry<'_>| {
            let account = ReturnToUseCorrection::of(entry.body)?.clone();
            Some(LaterAccountOf { account, mark: reader.mark(self.id, entry.place)? })
        };
        let signed = reader.file(self.id, Kind::ReturnToUse, event.author.as_ref());
        Some(ReturnOf { signed, event: event.clone(), later: self.entries.iter().filter_map(later).collect() })
    }

    fn plan<R: Reader>(&self, reader: &R) -> Option<PlanVersion<R::Filing, R::Mark>> {
        let plan: &Plan = self.content()?;
        let (mut signatures, mut reviews) = (Vec::new(), Vec::new());
        let mut events: Vec<EventOf<R::Mark>> = Vec::new();
        for entry in &self.entries {
            let signature = PlanSignature::of(entry.body).filter(|one| is_theirs(one, reader.role(entry.author))).cloned();
            let (review, event) = (PlanReview::of(entry.body).cloned(), PlanEvent::of(entry.body).cloned());
            if review.is_some() {
                // A review answers what was reported before it.
                events.iter_mut().for_each(|event| event.answered = true);
            }
            let mark = || reader.mark(self.id, entry.place);
            signatures.extend(signature.and_then(|signature| Some(SignatureOf { signature, mark: mark()? })));
            reviews.extend(review.and_then(|review| Some(ReviewOf { review, mark: mark()? })));
            events.extend(event.and_then(|event| Some(EventOf { event, mark: mark()?, answered: false })));
        }
        let (shown, author_role) = (shown(plan), reader.role(self.author));
        let signing = signing(self.status, author_role, &shown, &signatures);
        let signed = reader.file(self.id, Kind::Plan, plan.head.author.as_ref());
        Some(PlanVersion { signed, plan: plan.clone(), shown, signatures, reviews, events, signing, author_role })
    }
}

/// A kind whose documents the fold reads in a way of their own.
const fn is_folded(kind: Kind) -> bool {
    matches!(kind, Kind::Profile | Kind::Note | Kind::Assessment | Kind::Condition | Kind::Plan | Kind::ReturnToUse)
}

/// A signature as supervisor or prescriber is worth what the directory says of whoever wrote it: the claim alone is nothing.
fn is_theirs(signature: &PlanSignature, author: Option<Role>) -> bool {
    match signature.role {
        SignerRole::Client | SignerRole::Guardian => true,
        SignerRole::Supervisor => author == Some(Role::Supervisor),
        SignerRole::Prescriber => author == Some(Role::Prescriber),
    }
}

/// How far a version is signed: a supervisor's own signature, attestation and signature under the plan weigh the same.
/// A signature on another text than the one that stands weighs nothing.
fn signing<M>(status: Status, author: Option<Role>, shown: &str, signatures: &[SignatureOf<M>]) -> Signing {
    let under_it = |one: &SignatureOf<M>| one.signature.role == SignerRole::Supervisor && one.signature.shown == shown;
    let supervisor =
        author == Some(Role::Supervisor) || status.review() == Some(Review::Attested) || signatures.iter().any(under_it);
    match status {
        Status::Preliminary | Status::Final(Review::Returned) | Status::Amended(Review::Returned) => Signing::Unsigned,
        Status::EnteredInError => Signing::Retracted,
        Status::Final(_) | Status::Amended(_) if supervisor => Signing::Supervisor,
        Status::Final(_) | Status::Amended(_) => Signing::Author,
    }
}

/// What signatures under a version are bound to: SHA-256 over its stored text, in hex.
pub fn shown(plan: &Plan) -> String {
    let text = serde_json::to_vec(plan).unwrap_or_default(); // a plan always can be written down
    Digest::of("throughline/plan/shown/v1", &text).to_string()
}

/// What is kept of a client's code: SHA-256 over what was shown and the code together, in hex.
pub fn code_proof(shown: &str, code: &str) -> String {
    Digest::of("throughline/plan/code/v1", format!("{shown}\n{code}").as_bytes()).to_string()
}
