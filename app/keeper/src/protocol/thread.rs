//! What runs through a chart: assessments, diagnoses, the versions of the plan, and what was said about them.

use super::{DocSync, NoteLine, NoteRights};
use chrono::NaiveDate;
use clinical::{
    AuthorLine, CounselingNote, Settings,
    assessment::{Assessment, AssessmentFinding, Deferral, Issue},
    diagnosis::{Condition, ConditionId},
    plan::{
        Asked, Care, Due, MissingSignature, NoteSummary, Plan, PlanReview, PlanSignature, SignerRole, Signing, Standing, Version,
        diff, due, missing_signatures, progress::ProgressEntry, standing, without_reason,
    },
    thread::{Lint, PlanSide, join},
};
use record::{DocId, RecordId, Role, Status, Time, UserId};
use serde::{Deserialize, Serialize};

/// The through-line of a chart, whole: the rules that read it are in `clinical`.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ThreadView {
    /// The record.
    pub record: RecordId,
    /// The client's name, as lists show it.
    pub client: String,
    /// The client's birth date, as far as it is known.
    pub birth_date: Option<NaiveDate>,
    /// When care began.
    pub opened: Option<NaiveDate>,
    /// The local date.
    pub today: NaiveDate,
    /// What the programme has set for today.
    pub settings: Settings,
    /// Who looks at it.
    pub me: UserId,
    /// My name and credential, as they stand under what I sign.
    pub my_line: AuthorLine,
    /// My role.
    pub role: Role,
    /// May I write here?
    pub may_write: bool,
    /// Assessments, the newest first; my drafts first of all.
    pub assessments: Vec<AssessmentView>,
    /// Conditions, in the order in which they came.
    pub conditions: Vec<ConditionView>,
    /// Conditions that I have typed and not saved, the oldest first.
    pub begun: Vec<BegunCondition>,
    /// Versions of the plan in the order in which they came; my drafts last.
    pub plans: Vec<PlanView>,
    /// What notes that count said about objectives.
    pub progress: Vec<ProgressEntry>,
    /// What notes that count worked on.
    pub notes: Vec<NoteSummary>,
}

/// Who brought something, and whether it has reached the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Name and credential.
    pub who: String,
    /// When it was written: the device's clock, corrected.
    pub written: Time,
    /// When the server received it.
    pub received: Option<Time>,
    /// Whether it is at the server.
    pub sync: DocSync,
}

/// A signed document, or my draft of one.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Signed {
    /// Which.
    pub doc: DocId,
    /// Who wrote it.
    pub author: UserId,
    /// Their name and credential.
    pub author_name: String,
    /// Its status, with what waits here already applied.
    pub status: Status,
    /// When my draft was kept, where this is one.
    pub draft_saved: Option<Time>,
    /// Whether it is at the server.
    pub sync: DocSync,
    /// Signatures and statements, oldest first.
    pub lines: Vec<NoteLine>,
    /// What I may do with it.
    pub rights: NoteRights,
}

/// An assessment.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct AssessmentView {
    /// The document.
    pub signed: Signed,
    /// The last version, or my draft.
    pub assessment: Assessment,
}

/// A condition with its history.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ConditionView {
    /// Which.
    pub doc: ConditionId,
    /// Its versions, oldest first; never empty.
    pub versions: Vec<ConditionVersion>,
}

/// A version of a condition.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ConditionVersion {
    /// Its number, from 1.
    pub version: u32,
    /// As it was saved.
    pub condition: Condition,
    /// By whom and when.
    pub mark: Mark,
}

/// A condition that is typed and not saved: a new one, or a change of one.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct BegunCondition {
    /// Which; that of a saved one where this is a change.
    pub doc: ConditionId,
    /// As it stands.
    pub condition: Condition,
    /// When it was kept.
    pub saved: Time,
    /// Whether a version of it came after that.
    pub overtaken: bool,
}

/// A version of the plan.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanView {
    /// The document.
    pub signed: Signed,
    /// The text, or my draft of it.
    pub plan: Plan,
    /// SHA-256 of exactly this text, 64 lower-case hex digits: what signatures under it are bound to.
    pub shown: String,
    /// Signatures besides the author's, oldest first.
    pub signatures: Vec<SignatureView>,
    /// Reviews, oldest first.
    pub reviews: Vec<ReviewView>,
    /// How far it is signed.
    pub signing: Signing,
    /// The role of its author, as the directory has it.
    pub author_role: Option<Role>,
}

/// A signature under a version.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct SignatureView {
    /// What was signed.
    pub signature: PlanSignature,
    /// By whom it was taken down, and when.
    pub mark: Mark,
}

/// "Reviewed, no change."
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ReviewView {
    /// What was said.
    pub review: PlanReview,
    /// By whom and when.
    pub mark: Mark,
}

/// A review that is due, or a plan that is owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueRow {
    /// In which record.
    pub record: RecordId,
    /// The client's name.
    pub client: String,
    /// The version that is due for review; `None` where there is no plan yet.
    pub plan: Option<DocId>,
    /// What is due, when and why, in a sentence.
    pub sentence: String,
    /// The day.
    pub on: NaiveDate,
    /// Its day has passed.
    pub overdue: bool,
}

/// My counseling notes about one client.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct PrivateView {
    /// The client's name.
    pub client: String,
    /// May I write?
    pub may_write: bool,
    /// The notes, newest first; drafts without a day first of all.
    pub notes: Vec<PrivateNote>,
}

/// A SUD counseling note (42 CFR 2.11).
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct PrivateNote {
    /// In which of my private records.
    pub record: RecordId,
    /// Which.
    pub doc: DocId,
    /// The text, or my draft of it.
    pub note: CounselingNote,
    /// When my draft was kept, where this is one.
    pub draft_saved: Option<Time>,
    /// When it was signed.
    pub signed: Option<Time>,
    /// Whether it is at the server, sealed.
    pub sync: DocSync,
}

impl ConditionView {
    /// The last version; `None` never for what the keeper answers.
    pub fn last(&self) -> Option<&ConditionVersion> {
        self.versions.last()
    }
}

impl Signed {
    /// Whether it is a draft of mine, never signed or signed and returned.
    pub const fn is_draft(&self) -> bool {
        self.draft_saved.is_some()
    }
}

impl PlanView {
    /// What [`standing`] looks at.
    pub fn version(&self) -> Version {
        Version { id: self.signed.doc, bases: self.plan.head.bases.clone(), signing: self.signing, ending: self.plan.head.ending }
    }
}

impl ThreadView {
    /// Where every version of the plan stands.
    pub fn standing(&self) -> Standing {
        standing(&self.plans.iter().map(PlanView::version).collect::<Vec<_>>())
    }

    /// A version of the plan.
    pub fn plan(&self, doc: DocId) -> Option<&PlanView> {
        self.plans.iter().find(|plan| plan.signed.doc == doc)
    }

    /// Signatures that a version still owes. Who wrote it has signed it in their own role.
    pub fn missing(&self, view: &PlanView) -> Vec<MissingSignature> {
        let held = match view.signing {
            Signing::Supervisor => Some(SignerRole::Supervisor),
            Signing::Unsigned | Signing::Author | Signing::Retracted => None,
        };
        let signatures: Vec<PlanSignature> = view.signatures.iter().map(|one| one.signature.clone()).collect();
        let asked = Asked { guardian: self.is_minor(), supervisor: false, held };
        let mut missing = missing_signatures(&view.plan, &view.shown, &signatures, asked);
        if view.author_role == Some(Role::Prescriber) {
            missing.retain(|one| *one != MissingSignature::Of(SignerRole::Prescriber));
        }
        missing
    }

    /// The role in which a signed version waits for my own signature. One that I can co-sign waits for that instead.
    pub fn owed_of_me(&self, view: &PlanView) -> Option<SignerRole> {
        let role = match self.role {
            Role::Supervisor => SignerRole::Supervisor,
            Role::Prescriber => SignerRole::Prescriber,
            Role::Administrator | Role::Counselor | Role::Nurse | Role::Auditor => return None,
        };
        let rights = view.signed.rights;
        let mine = !view.signed.is_draft() && rights.amend && !rights.review;
        (mine && self.missing(view).contains(&MissingSignature::Of(role))).then_some(role)
    }

    /// Whether a guardian signs with the client.
    pub fn is_minor(&self) -> bool {
        self.birth_date.and_then(|born| self.today.years_since(born)).is_some_and(|age| age < 18)
    }

    /// The version in force, where there is exactly one.
    pub fn in_force(&self) -> Option<&PlanView> {
        self.plan(self.standing().active()?)
    }

    /// New conditions that I began.
    pub fn begun_new(&self) -> impl Iterator<Item = &BegunCondition> {
        self.begun.iter().filter(|begun| self.conditions.iter().all(|view| view.doc != begun.doc))
    }

    /// The conditions as they stand, in the order in which they came.
    pub fn current(&self) -> impl Iterator<Item = (ConditionId, &Condition)> {
        self.conditions.iter().filter_map(|view| Some((view.doc, &view.last()?.condition)))
    }

    /// What assessments found that count: signed ones, and my drafts.
    pub fn findings(&self) -> Vec<AssessmentFinding> {
        self.counting().flat_map(|view| view.assessment.findings.iter().cloned()).collect()
    }

    /// What was put off in assessments.
    pub fn deferrals(&self) -> Vec<Deferral> {
        self.counting().flat_map(|view| view.assessment.deferrals.iter().cloned()).collect()
    }

    fn counting(&self) -> impl Iterator<Item = &AssessmentView> {
        self.assessments.iter().filter(|view| view.signed.status != Status::EnteredInError)
    }

    /// When a version is due for review.
    pub fn due(&self, view: &PlanView) -> Due {
        let reviews: Vec<PlanReview> = view.reviews.iter().map(|one| one.review.clone()).collect();
        let sessions: Vec<NaiveDate> = self.notes.iter().map(|note| note.date).collect();
        let care = Care { opened: self.opened, sessions: &sessions };
        due(&view.plan, &reviews, &[], self.today, care, &self.settings.review)
    }

    /// The version a draft follows, where it is exactly one.
    pub fn base(&self, plan: &Plan) -> Option<&Plan> {
        match plan.head.bases.as_slice() {
            [base] => self.plan(*base).map(|view| &view.plan),
            _ => None,
        }
    }

    /// What stands in the way of signing a version as it is being typed, then what should be looked at: the form, changed
    /// lines without a reason, the thread. The keeper asks this when it is signed.
    pub fn check_plan(&self, doc: DocId, plan: &Plan) -> Vec<Lint> {
        let told = |issues: Vec<Issue>| issues.iter().map(Lint::from).collect::<Vec<_>>();
        let changed = self.base(plan).and_then(|base| diff(base, plan).ok()).map(|diff| told(without_reason(&diff)));
        let found = self.plan(doc).map(|view| self.lint(view, plan));
        join([told(plan.check(self.today)), changed.unwrap_or_default(), found.unwrap_or_default()])
    }

    /// Where the thread is broken in a version of the plan, as it stands now or is being typed (`plan`).
    pub fn lint(&self, view: &PlanView, plan: &Plan) -> Vec<Lint> {
        let (findings, deferrals) = (self.findings(), self.deferrals());
        let conditions: Vec<ConditionId> =
            self.current().filter(|(_, condition)| condition.status.is_current()).map(|(id, _)| id).collect();
        let signatures: Vec<PlanSignature> = view.signatures.iter().map(|one| one.signature.clone()).collect();
        let side = PlanSide {
            findings: &findings,
            deferrals: &deferrals,
            conditions: &conditions,
            plan,
            shown: &view.shown,
            signatures: &signatures,
            notes: &self.notes,
            due: &self.due(view),
            today: self.today,
        };
        side.lint(&self.settings.rules)
    }
}

sealed_debug!(
    ThreadView,
    Signed,
    AssessmentView,
    ConditionView,
    ConditionVersion,
    BegunCondition,
    PlanView,
    SignatureView,
    ReviewView,
    PrivateView,
    PrivateNote
);
