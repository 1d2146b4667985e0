//! What the gate asks for and is answered, in the types that the keeper uses too ([`record::gate`]).

use leptos::prelude::*;
use record::gate::{
    EnrollHere, FieldProblem, FoundProgram, FoundedKits, GateState, OfferView, PassphraseStrength, ReadInvitation, SecretKeyKit,
    SignIn, Unlock, WeighPassphrase,
};

/// Why the gate cannot say in which state it is.
#[derive(Clone, PartialEq, Eq)]
pub enum Shut {
    /// Another tab has the vault.
    AnotherTab,
    /// Something is wrong; what, in a sentence.
    Stuck(String),
}

/// Something to be done behind the gate.
pub enum GateRequest {
    /// Look again which state the gate is in.
    Look,
    /// Take the vault from the other tab.
    TakeOver,
    /// Sign in.
    SignIn(SignIn),
    /// Unlock what this device keeps.
    Unlock(Unlock),
    /// Unlock it with a touch of one of its passkeys.
    UnlockByPasskey,
    /// Weigh a passphrase that is being chosen.
    Weigh(WeighPassphrase),
    /// Read the offer behind a code.
    ReadInvitation(ReadInvitation),
    /// Make keys for an invitation.
    Enroll(EnrollHere),
    /// Set up the program.
    Found(FoundProgram),
    /// The kits are printed and put away.
    Kept,
}

/// What came of a request.
#[derive(Clone, PartialEq, Eq)]
pub enum GateAnswer {
    /// It was done; the state says the rest.
    Done,
    /// The keys are right, but no administrator has confirmed them yet.
    Waiting,
    /// How hard a passphrase is to guess.
    Strength(PassphraseStrength),
    /// The offer behind a code.
    Offer(OfferView),
    /// Keys were made: a kit to print.
    Kit(SecretKeyKit),
    /// The program was set up: two kits to print.
    Founded(FoundedKits),
}

/// Runs once, with what came of a request. The form that asked may be gone by then.
pub type Reply = Box<dyn FnOnce(Result<GateAnswer, Vec<FieldProblem>>)>;

/// Who does what the gate asks for. On the server: nobody.
#[derive(Clone, Copy)]
pub struct GateKeeper {
    /// The state, once it is known. `None` in the first paint, on both sides.
    pub state: Signal<Option<Result<GateState, Shut>>>,
    /// The long work under way, in words.
    pub doing: Signal<Option<String>>,
    /// Does what is asked.
    pub carry: Callback<(GateRequest, Reply)>,
}

impl GateKeeper {
    /// Knows nothing and does nothing: for the server's rendering.
    pub fn nobody() -> Self {
        Self { state: Signal::stored(None), doing: Signal::stored(None), carry: Callback::new(|_| {}) }
    }
}

/// The names of fields, as requests have them; the last two are the page's own.
pub(crate) mod field {
    pub(crate) const LOGIN: &str = "login";
    pub(crate) const PASSPHRASE: &str = "passphrase";
    pub(crate) const SECRET_KEY: &str = "secret_key";
    pub(crate) const CODE: &str = "code";
    pub(crate) const PROGRAM: &str = "program";
    pub(crate) const NAME: &str = "name";
    pub(crate) const CREDENTIAL: &str = "credential";
    /// The passphrase, again.
    pub(crate) const AGAIN: &str = "again";
    /// "I have put it away".
    pub(crate) const KEPT: &str = "kept";

    /// All of them: what is said about another field is said for the form as a whole.
    pub(crate) const ALL: [&str; 9] = [LOGIN, PASSPHRASE, SECRET_KEY, CODE, PROGRAM, NAME, CREDENTIAL, AGAIN, KEPT];
}
