//! What the desk may ask the keeper, and what it answers. JSON both ways; no secret key is in any of it.

/// Content prints itself as sealed: no word of it can reach a log.
macro_rules! sealed_debug {
    ($($name:ident),*) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), " [sealed]"))
            }
        }
    )*};
}

mod ask;
mod chart;
mod desk;
mod intervention;
mod notice;
mod passkeys;
mod people;
mod problem;
mod reading;
mod search;
mod settings;
mod thread;

pub use ask::{Ask, answer, read_answer};
pub use chart::*;
pub use desk::*;
pub use intervention::*;
pub use notice::{Notice, Work};
pub use passkeys::*;
pub use people::*;
pub use problem::Problem;
pub use record::gate::*;
pub use search::*;
pub use settings::*;
pub use thread::*;

use ask::asks;
use chrono::NaiveDate;
use clinical::{Body, Kind, PatientProfile, Settings, icd10cm::Update};
use record::{Bytes, DocId, OpId, PublicKey, RecordId, Role, UserId, wire::AuditPage};

asks! {
    /// What opens the gate on a device that somebody works with, and what shuts it. See [`crate::Keeper::gate`].
    GateAsk:
    @Unlock => Me;
    /// What the gate should show: nothing founded, nobody enrolled here, locked, or unlocked.
    GateStatus {} => GateState;
    /// Forgets every key until the next unlock. Keeps everything that waits to be sent.
    Lock {} => ();
}

asks! {
    /// Everything else: who comes to this device for the first time, and all that is behind the gate.
    DeskAsk:
    @SignIn => Me;
    @UnlockByPasskey => Me;
    @FoundProgram => FoundedKits;
    @ReadInvitation => OfferView;
    @EnrollHere => SecretKeyKit;
    @WeighPassphrase => PassphraseStrength;
    /// Kits that were shown here and never said to be printed: they are shown again.
    LoadKits {} => Option<UnconfirmedKits>;
    /// The kits are printed and put away: this device forgets the custodian's.
    ConfirmKits {} => ();
    /// The Secret Key of whoever is here, to print it once more.
    ShowSecretKey {
        /// Asked again: a tablet that lies open shows nobody's key.
        passphrase: String,
    } => SecretKeyKit;
    /// What the browser is asked with for a touch of one of this device's passkeys; also while it is locked.
    AskPasskeys {} => String;
    /// The passkeys of this device and of its owner's other ones, and when the passphrase is asked for next.
    LoadPasskeys {} => PasskeysView;
    /// Makes a passkey open this device, as the passphrase does.
    AddPasskey {
        /// What the browser answered, as it did.
        made: String,
        /// What its owner calls it.
        name: String,
        /// Asked again: a tablet that lies open gets no other key.
        passphrase: String,
    } => PasskeysView;
    /// Calls a passkey something else.
    RenamePasskey {
        credential: Bytes,
        name: String,
    } => PasskeysView;
    /// A passkey opens no device any longer; another one of the same person once it has heard of it.
    RemovePasskey {
        credential: Bytes,
    } => PasskeysView;
    /// A passkey was touched to sign: answers a word that stands for the passphrase once, within a minute.
    TouchPasskey {
        /// What the browser answered, as it did.
        answer: String,
    } => String;
    /// The state strip.
    StripStatus {} => Strip;
    /// Signs that the server was restored from a backup and that its administrators know. Needs the server.
    AcknowledgeRestore {} => Strip;
    /// The server's time is right: a person compared it with another clock.
    BelieveServerTime {} => Strip;
    /// Everything that exists on this device alone, as one file sealed to whoever is here: what waits, what was not
    /// accepted, drafts, and the texts that are open on the page. Works also when the device has lost what it kept.
    SaveUnsent {
        /// The texts that are open, as they stand.
        open: Vec<SaveDraft>,
    } => SealedFile;
    /// Takes in such a file that the same person saved on another device: entries are sent from here, drafts go on here.
    BringIn {
        /// The file.
        file: Bytes,
    } => BroughtIn;
    /// Sends what waits, fetches what is new.
    SyncNow {} => Strip;
    /// What is owed and what was written lately.
    LoadToday {} => TodayView;
    /// Everyone I care for.
    LoadCaseload {} => Vec<CaseRow>;
    /// Opens a record of its own with its first document: a client's chart with a profile, or an intervention. I am its first member.
    Open {
        /// The first document.
        body: Body,
    } => RecordId;
    /// A chart.
    LoadChart {
        record: RecordId,
    } => ChartView;
    /// Saves the next version of a living document, such as the profile or a diagnosis.
    Save {
        record: RecordId,
        /// Which; `None` for a new one that was never kept as a draft, and for the profile, of which there is one.
        doc: Option<DocId>,
        /// The version this was made from, 0 for a new one.
        base: u32,
        body: Body,
        /// Asked again for what is signed ([`Kind::is_signed`]).
        passphrase: Option<String>,
    } => Saved;
    /// Takes someone into the team.
    AdmitMember {
        record: RecordId,
        member: UserId,
        /// Asked again: a tablet that lies open changes nobody's access.
        passphrase: String,
    } => ();
    /// Ends someone's membership and rotates the key. Answers whether the chart is still
    /// mine: whoever leaves by themselves has none to come back to, and a colleague's device rotates the key.
    RemoveMember {
        record: RecordId,
        member: UserId,
        /// Asked again: a tablet that lies open changes nobody's access.
        passphrase: String,
    } => bool;
    /// Begins a document of any kind: fills in what is known ([`clinical::Content::begin`]) and keeps it as a draft under a new
    /// id. What may be in no chart begins in a record of my own, which is opened at the first use. A participant's letter that is
    /// there already is gone on with.
    Begin {
        /// The chart.
        record: RecordId,
        /// With what it begins.
        body: Body,
    } => DocId;
    /// A document of any kind with everything said about it; with my draft where I have one.
    Load {
        /// The chart.
        record: RecordId,
        doc: DocId,
    } => DocPage;
    /// The documents of one kind in a chart, or of mine about its client where that kind may be in no chart; the newest first.
    LoadRows {
        /// The chart.
        record: RecordId,
        kind: Kind,
    } => Vec<DocRow>;
    /// Keeps a draft, sealed, on this device: of a document, or of what is said about one.
    SaveDraft {
        record: RecordId,
        doc: DocId,
        body: Body,
    } => DraftSaved;
    /// What I began to say about a document and have not signed.
    LoadBegun {
        record: RecordId,
        doc: DocId,
    } => Vec<Begun>;
    /// What was said about a document and a restored server lost, until it comes back or somebody decides.
    LoadLost {
        /// The chart.
        record: RecordId,
        doc: DocId,
    } => Vec<LostStatement>;
    /// Keeps a page that is no document yet, sealed to me, on this device. What is typed is the page's own JSON.
    SaveForm { /** Which page. */ form: String, /** What is typed. */ json: String } => DraftSaved;
    /// Such a page as I left it.
    LoadForm { /** Which page. */ form: String } => Option<SavedForm>;
    /// Throws such a page away.
    DropForm { /** Which page. */ form: String } => ();
    /// Throws my draft of a document away.
    DropDraft {
        record: RecordId,
        doc: DocId,
    } => ();
    /// Signs and locks a document of any kind.
    Sign {
        record: RecordId,
        doc: DocId,
        body: Body,
        /// Asked again for every signature.
        passphrase: String,
    } => ();
    /// Says something about a signed document and signs that: an addendum, a comment that returns it, a co-signature, that it was
    /// entered in error, a signature under a plan, a review of one, an event.
    Say {
        record: RecordId,
        /// What it is about.
        doc: DocId,
        said: Body,
        /// For a review of a plan: the digest of the version that was on the screen.
        shown: Option<String>,
        /// For a signature under a plan: the code the client chose, where they signed so; it is not kept.
        code: Option<String>,
        /// Asked again for every signature.
        passphrase: String,
    } => ();
    /// What runs through a chart: assessments, diagnoses, the plan.
    LoadThread {
        record: RecordId,
    } => ThreadView;
    /// The codes by which two people see that their devices have the same: of the directory, and of a record.
    LoadCodes {
        /// Which; `None` for the directory alone.
        record: Option<RecordId>,
    } => CodesView;
    /// Who may open a record of any kind.
    LoadTeam {
        record: RecordId,
    } => TeamView;
    /// The interventions whose team I am in.
    LoadInterventions {} => Vec<InterventionRow>;
    /// What runs through an intervention, as [`LoadThread`] says it of a chart: its one document, where it is, the letters that I keep.
    LoadIntervention {
        record: RecordId,
    } => InterventionView;
    /// Admits the person of an intervention: opens a chart or takes one that is there, and links it. Answers the chart.
    AdmitPerson {
        /// The intervention.
        record: RecordId,
        /// A chart that is there; `None` for a new one.
        chart: Option<RecordId>,
        /// With what a new chart begins.
        profile: PatientProfile,
        /// The first day of care.
        admitted_on: Option<NaiveDate>,
        /// Asked again for every signature.
        passphrase: String,
    } => RecordId;
    /// Finds documents of the caseload by what stands in them, see [`clinical::search::Query`].
    Search {
        /// What was typed.
        words: String,
        /// Only in this record.
        from: Option<RecordId>,
    } => SearchView;
    /// Notes that owe me a co-signature, and those I returned.
    LoadReviews {} => Vec<ReviewRow>;
    /// What somebody signed before their access ended and delivered after, in the charts whose team I am in. Needs the server.
    LoadLate {} => LateView;
    /// Takes such a delivery into the chart, or declines it; my signature stands under either.
    DecideLate {
        /// Which.
        operation: OpId,
        /// Into the chart.
        take: bool,
        /// Why it is declined; a comment where it is taken, may be empty.
        reason: String,
        /// Asked again for every signature.
        passphrase: String,
    } => LateView;
    /// How many clients were measured, improved and worsened, over the charts that I may open; by program and level of care.
    LoadOutcomes {} => Vec<OutcomeRow>;
    /// What waits to be sent, and what the server would not take.
    LoadOutbox {} => OutboxView;
    /// Makes my draft again of something signed that the server would not take.
    TakeBack {
        operation: OpId,
    } => OutboxView;
    /// Lets go of something the server would not take, for good: I have read it.
    Dismiss {
        operation: OpId,
    } => OutboxView;

    /// Everyone in the program, and invitations under way.
    LoadPeople {} => PeopleView;
    /// Invites someone.
    InvitePerson {
        /// Their name.
        name: String,
        /// Their credential, may be empty.
        credential: String,
        /// Their role.
        role: Role,
        /// In training.
        trainee: bool,
        /// Asked again: a tablet that lies open changes nobody's access.
        passphrase: String,
    } => InvitationCode;
    /// Signs a new person's keys into the directory.
    ConfirmEnrollment {
        /// The invitation.
        key: PublicKey,
        /// Asked again: a tablet that lies open changes nobody's access.
        passphrase: String,
    } => PeopleView;
    /// Withdraws an invitation.
    WithdrawInvitation {
        /// The invitation.
        key: PublicKey,
    } => PeopleView;
    /// Ends someone's certificate.
    RevokePerson {
        user: UserId,
        /// Asked again: a tablet that lies open changes nobody's access.
        passphrase: String,
    } => PeopleView;
    /// What the program sets: rules of the thread, how often plans are reviewed.
    LoadSettings {} => SettingsView;
    /// Signs the next version of the settings (administrators).
    SaveSettings {
        /// What is set from its day on.
        settings: Settings,
    } => SettingsView;
    /// Signs a later release of the code list (administrators).
    SaveCodes {
        /// What it changes.
        update: Update,
    } => SettingsView;
    /// A stretch of the audit log, newest first.
    LoadAudit {
        /// Rows below this number; the newest when `None`.
        before: Option<u64>,
    } => AuditPage;
}

impl Save {
    /// Saves the profile.
    pub fn profile(record: RecordId, base: u32, profile: PatientProfile) -> Self {
        Self { record, doc: None, base, body: profile.into(), passphrase: None }
    }

    /// Signs a document that lives on.
    pub fn signed(record: RecordId, doc: Option<DocId>, base: u32, body: impl Into<Body>, passphrase: String) -> Self {
        Self { record, doc, base, body: body.into(), passphrase: Some(passphrase) }
    }
}

impl Say {
    /// Says this about a document.
    pub fn about(record: RecordId, doc: DocId, said: impl Into<Body>, passphrase: String) -> Self {
        Self { record, doc, said: said.into(), shown: None, code: None, passphrase }
    }
}
