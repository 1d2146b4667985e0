//! The through-line of a chart, read from its documents.

use crate::{
    Keeper, Transport, Zone,
    book::{Book, Doc, Line},
    protocol::{
        AssessmentView, BegunCondition, ConditionVersion, ConditionView, DueRow, EventView, LevelSaved, Mark, PlanView, Problem,
        ReviewView, SignatureView, Signed, ThreadView,
    },
    rows,
    unlocked::{Unlocked, author_line},
};
use chrono::NaiveDate;
use clinical::{
    Kind, Kinded, PatientProfile,
    assessment::Assessment,
    diagnosis::Condition,
    plan::{self, Plan, PlanEvent, PlanReview, PlanSignature, SignerRole, Signing, Urgency},
};
use record::{Certificate, Digest, DocId, RecordId, Review, Role, Status, Time};
use std::rc::Rc;
use vault::{Clock, Store};

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Everything that runs through a chart.
    pub(crate) async fn thread(&self, record: RecordId) -> Result<ThreadView, Problem> {
        let me = self.me()?;
        let book = self.book(&me, record).await?;
        self.thread_of(&me, &book).await
    }

    pub(crate) async fn thread_of(&self, me: &Rc<Unlocked>, book: &Book) -> Result<ThreadView, Problem> {
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        let today = self.today_here().await?;
        let profile = book.profile().map(|(profile, ..)| profile);
        let day = |at: Time| self.local(at).date_naive();
        let reader = Reader { me, book, certificate: &certificate, day: &day };
        let mut notes: Vec<_> = book.notes().filter(|(_, doc, _)| doc.head.status != Status::Preliminary).collect();
        // Of two sessions on one day the later one has the last word on progress.
        notes.sort_by_key(|(id, _, note)| (note.when.known().map(|time| time.start().utc()), *id));
        Ok(ThreadView {
            record: book.record,
            client: book.client(),
            birth_date: profile.and_then(|profile| profile.birth_date),
            opened: profile.and_then(|profile| profile.opened),
            levels: reader.levels(),
            today,
            settings: me.settings(today),
            me: me.user(),
            my_line: author_line(&certificate),
            role: certificate.role,
            trainee: certificate.trainee,
            may_write: book.is_chart() && book.head.team.contains(&me.user()) && certificate.role.writes(),
            assessments: reader.assessments(),
            conditions: reader.conditions(),
            begun: reader.begun(),
            plans: reader.plans(),
            progress: notes.iter().flat_map(|(id, _, note)| note.progress(*id)).collect(),
            notes: notes.iter().filter_map(|(_, _, note)| note.summary()).collect(),
        })
    }

    /// Plans that are owed, versions that wait for my signature, reviews that are due or soon will be; the earliest first.
    pub(crate) async fn plans_due(&self, me: &Rc<Unlocked>, books: &[Rc<Book>]) -> Result<Vec<DueRow>, Problem> {
        let mut rows = Vec::new();
        for book in books.iter().filter(|book| book.is_chart() && book.head.team.contains(&me.user())) {
            let thread = self.thread_of(me, book).await?;
            rows.extend(due_row(&thread).filter(|_| thread.may_write));
            rows.extend(unsigned_row(&thread));
        }
        rows.sort_by_key(|row| row.on);
        Ok(rows)
    }
}

fn due_row(thread: &ThreadView) -> Option<DueRow> {
    let row = |plan, sentence, on, overdue| DueRow {
        record: thread.record,
        client: thread.client.clone(),
        plan,
        sentence,
        on,
        overdue,
    };
    let standing = thread.standing();
    if let Some(view) = thread.in_force() {
        let due = thread.due(view);
        return match due.urgency {
            Urgency::Later => None,
            Urgency::Soon | Urgency::Today | Urgency::Overdue => {
                Some(row(Some(view.signed.doc), due.sentence(), due.on?, due.is_overdue()))
            }
        };
    }
    if standing.is_fork() {
        let words = "Two versions of the plan stand side by side. Join them.".to_owned();
        return Some(row(standing.heads().last().copied(), words, thread.today, true));
    }
    if !standing.heads().is_empty() {
        return None; // the plan has ended
    }
    let settings = &thread.settings.review;
    let on = settings.first_plan_due(thread.opened?)?;
    let overdue = on < thread.today;
    let near = (on - thread.today).num_days() <= i64::from(settings.notice_days);
    let day = on.format("%a %-d %b %Y");
    let words = if overdue { format!("First plan was due {day}.") } else { format!("First plan due {day}.") };
    near.then(|| row(None, words, on, overdue))
}

/// The newest version that waits for my own signature.
fn unsigned_row(thread: &ThreadView) -> Option<DueRow> {
    let standing = thread.standing();
    let open = |view: &&PlanView| {
        let status = standing.status(view.signed.doc);
        view.signing != Signing::Unsigned && matches!(status, Some(plan::Status::Active | plan::Status::Draft))
    };
    let (view, role) = thread.plans.iter().rev().filter(open).find_map(|view| Some((view, thread.owed_of_me(view)?)))?;
    let number = standing.number(view.signed.doc).unwrap_or(1);
    Some(DueRow {
        record: thread.record,
        client: thread.client.clone(),
        plan: Some(view.signed.doc),
        sentence: format!("Version {number} waits for your signature as {}.", role.label().to_lowercase()),
        on: view.plan.head.date.unwrap_or(thread.today),
        overdue: false,
    })
}

/// What of a record is read, and for whom.
struct Reader<'a> {
    me: &'a Unlocked,
    book: &'a Book,
    certificate: &'a Certificate,
    /// The local day of a time.
    day: &'a dyn Fn(Time) -> NaiveDate,
}

impl Reader<'_> {
    /// The documents in the order in which they came; my drafts of new ones last.
    fn docs(&self) -> Vec<(DocId, Option<&Doc>)> {
        let mut docs: Vec<(DocId, Option<&Doc>)> = self.book.docs.iter().map(|(id, doc)| (*id, Some(doc))).collect();
        docs.sort_by_key(|(id, doc)| (doc.and_then(came), *id));
        let begun = self.book.drafted().into_iter().filter(|id| !self.book.docs.contains_key(id));
        docs.extend(begun.map(|id| (id, None)));
        docs
    }

    fn mark(&self, line: &Line) -> Mark {
        let who = self.me.name_of(line.author);
        let written = line.clock.written();
        Mark { who, written, day: (self.day)(written), received: line.received, sync: line.sync }
    }

    /// The levels of care in the profile, each as it was first saved; the earliest first.
    fn levels(&self) -> Vec<LevelSaved> {
        let mut levels: Vec<LevelSaved> = Vec::new();
        for line in self.book.docs.values().flat_map(Doc::standing) {
            let Some(profile) = content::<PatientProfile>(line) else { continue };
            let Some(level) = &profile.level_of_care else { continue };
            if levels.last().is_none_or(|last| last.level != *level) {
                let written = line.clock.written();
                levels.push(LevelSaved { written, day: (self.day)(written), level: level.clone() });
            }
        }
        levels
    }

    fn signed(&self, id: DocId, doc: Option<&Doc>, kind: Kind, stated: Option<String>) -> Signed {
        let author = doc.map_or(self.me.user(), |doc| doc.head.author);
        let rights = rows::rights(self.certificate, doc, kind);
        Signed {
            doc: id,
            author,
            author_name: stated.unwrap_or_else(|| self.me.name_of(author)),
            status: doc.map_or(Status::Preliminary, |doc| doc.head.status),
            draft_saved: self.book.draft(id).filter(|_| rights.write).map(|draft| draft.updated),
            sync: doc.map_or(crate::protocol::DocSync::DraftOnly, rows::sync_of),
            lines: doc.map(|doc| rows::note_lines(self.me, doc)).unwrap_or_default(),
            rights,
        }
    }

    /// What stands in a document for me: my draft where I may write, else the last version.
    fn content<T: Kinded + Clone>(&self, id: DocId, doc: Option<&Doc>) -> Option<T> {
        match self.book.draft(id).filter(|_| rows::rights(self.certificate, doc, T::KIND).write) {
            Some(draft) => draft.content().cloned(),
            None => T::of(doc?.written()?.0).cloned(),
        }
    }

    fn assessments(&self) -> Vec<AssessmentView> {
        let view = |(id, doc): (DocId, Option<&Doc>)| {
            let assessment: Assessment = self.content(id, doc)?;
            let signed = self.signed(id, doc, Kind::Assessment, assessment.author.as_ref().map(clinical::AuthorLine::text));
            Some(AssessmentView { signed, assessment })
        };
        let mut all: Vec<AssessmentView> = self.docs().into_iter().filter_map(view).collect();
        all.reverse();
        all
    }

    fn conditions(&self) -> Vec<ConditionView> {
        let version = |line: &Line| {
            let condition = content::<Condition>(line)?.clone();
            Some(ConditionVersion { version: line.version, condition, mark: self.mark(line) })
        };
        let view = |(doc, found): (DocId, Option<&Doc>)| {
            let versions: Vec<ConditionVersion> = found?.standing().filter_map(version).collect();
            (!versions.is_empty()).then_some(ConditionView { doc, versions })
        };
        self.docs().into_iter().filter_map(view).collect()
    }

    fn begun(&self) -> Vec<BegunCondition> {
        let view = |doc: DocId| {
            let draft = self.book.draft(doc)?;
            let condition: &Condition = draft.content()?;
            let last = self.book.docs.get(&doc).and_then(|found| found.standing().last());
            let overtaken = last.is_some_and(|line| line.clock.written() > draft.updated);
            Some(BegunCondition { doc, condition: condition.clone(), saved: draft.updated, overtaken })
        };
        let mut all: Vec<BegunCondition> = self.book.drafted().into_iter().filter_map(view).collect();
        all.sort_by_key(|begun| (begun.saved, begun.doc));
        all
    }

    fn plans(&self) -> Vec<PlanView> {
        let view = |(id, doc): (DocId, Option<&Doc>)| Some(self.plan(id, doc, self.content(id, doc)?));
        self.docs().into_iter().filter_map(view).collect()
    }

    fn plan(&self, id: DocId, doc: Option<&Doc>, plan: Plan) -> PlanView {
        let (mut signatures, mut reviews, mut events) = (Vec::new(), Vec::new(), Vec::new());
        for line in doc.into_iter().flat_map(Doc::standing) {
            if let Some(signature) = content::<PlanSignature>(line).filter(|signature| self.may_say(line, signature)) {
                signatures.push(SignatureView { signature: signature.clone(), mark: self.mark(line) });
            }
            if let Some(review) = content::<PlanReview>(line) {
                // A review answers what was told before it.
                events.iter_mut().for_each(|event: &mut EventView| event.answered = true);
                reviews.push(ReviewView { review: review.clone(), mark: self.mark(line) });
            }
            if let Some(event) = content::<PlanEvent>(line) {
                events.push(EventView { event: event.clone(), mark: self.mark(line), answered: false });
            }
        }
        let signed = self.signed(id, doc, Kind::Plan, plan.head.author.as_ref().map(clinical::AuthorLine::text));
        let author_role = self.role_of(signed.author);
        let shown = shown(&plan);
        let signing = signing(signed.status, author_role, &shown, &signatures);
        PlanView { shown, signed, plan, signatures, reviews, events, signing, author_role }
    }

    fn role_of(&self, user: record::UserId) -> Option<Role> {
        self.me.check.person(user).map(|certificate| certificate.role)
    }

    /// A signature as supervisor or prescriber is worth what the directory says of whoever wrote it: the claim alone is nothing.
    fn may_say(&self, line: &Line, signature: &PlanSignature) -> bool {
        match signature.role {
            SignerRole::Client | SignerRole::Guardian => true,
            SignerRole::Supervisor => self.role_of(line.author) == Some(Role::Supervisor),
            SignerRole::Prescriber => self.role_of(line.author) == Some(Role::Prescriber),
        }
    }
}

/// The content of an entry, where it is of this kind.
fn content<T: Kinded>(line: &Line) -> Option<&T> {
    T::of(line.body.as_deref().ok()?)
}

/// When a document came: what waits to be sent comes last.
fn came(doc: &Doc) -> Option<(bool, Option<Time>, Time)> {
    let first = doc.lines.iter().find(|line| line.event.is_version())?;
    Some((first.received.is_none(), first.received, first.clock.written()))
}

/// How far a version is signed: a supervisor's own signature, attestation and signature under the plan weigh the same.
/// A signature on another text than the one that stands weighs nothing.
fn signing(status: Status, author: Option<Role>, shown: &str, signatures: &[SignatureView]) -> Signing {
    let under_it = |one: &SignatureView| one.signature.role == SignerRole::Supervisor && one.signature.shown == shown;
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
pub(crate) fn shown(plan: &Plan) -> String {
    let text = serde_json::to_vec(plan).unwrap_or_default(); // a plan always can be written down
    Digest::of("throughline/plan/shown/v1", &text).to_string()
}

/// What is kept of a client's code: SHA-256 over what was shown and the code together, in hex.
pub(crate) fn code_proof(shown: &str, code: &str) -> String {
    Digest::of("throughline/plan/code/v1", format!("{shown}\n{code}").as_bytes()).to_string()
}
