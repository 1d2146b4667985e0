//! What the gate asks for and is told, in its own small words. Nothing here prints what was typed.

use leptos::prelude::*;
use record::Role;

/// In which state the gate is.
#[derive(Clone, PartialEq, Eq)]
pub enum GateState {
    /// The server has no program yet.
    NotFounded,
    /// Nobody is enrolled on this device.
    NobodyHere {
        /// The program's name, when the server answers.
        program: Option<String>,
        /// Whether the server answers.
        online: bool,
    },
    /// Someone is enrolled here.
    Locked {
        /// The name to sign in with.
        login: String,
        /// The program's name.
        program: Option<String>,
        /// Whether the server answers.
        online: bool,
        /// How many entries wait to be sent.
        waiting: u64,
    },
    /// Another tab has the vault.
    AnotherTab,
    /// It cannot be known; why, in a sentence.
    Stuck(String),
    /// The desk is open.
    Open,
}

/// Something to be done behind the gate.
pub enum Errand {
    /// Look again which state the gate is in.
    Look,
    /// Take the vault from the other tab.
    TakeOver,
    /// Sign in.
    SignIn {
        /// The name to sign in with.
        login: String,
        /// The passphrase.
        passphrase: String,
        /// The Secret Key, where it was typed.
        secret_key: Option<String>,
    },
    /// Unlock what this device keeps.
    Unlock {
        /// The passphrase.
        passphrase: String,
    },
    /// Judge how hard a passphrase that is being chosen is to guess.
    Judge {
        /// As far as it is typed.
        passphrase: String,
        /// The name to sign in with.
        login: String,
    },
    /// Read the offer behind a code.
    ReadInvitation {
        /// The code.
        code: String,
    },
    /// Make keys for an invitation.
    Enroll {
        /// The code.
        code: String,
        /// The name to sign in with.
        login: String,
        /// The passphrase.
        passphrase: String,
    },
    /// Found the program.
    Found(Found),
    /// The kits are printed and put away.
    Kept,
}

/// What it takes to found a program.
pub struct Found {
    /// Its name.
    pub program: String,
    /// The administrator's own name.
    pub name: String,
    /// Their credential, may be empty.
    pub credential: String,
    /// The name to sign in with.
    pub login: String,
    /// The passphrase.
    pub passphrase: String,
}

/// What came of an errand.
#[derive(Clone, PartialEq, Eq)]
pub enum GateAnswer {
    /// It was done; the state says the rest.
    Done,
    /// The keys are right, but no administrator has confirmed them yet.
    Waiting,
    /// How hard a passphrase is to guess, in words.
    Strength(String),
    /// The offer behind a code.
    Offer(Offer),
    /// Keys were made: a kit to print.
    Kit(Kit),
    /// The program was founded: two kits to print.
    Founded(Founded),
}

/// What an invitation offers.
#[derive(Clone, PartialEq, Eq)]
pub struct Offer {
    /// The program's name.
    pub program: String,
    /// The name colleagues will see.
    pub name: String,
    /// The credential, may be empty.
    pub credential: String,
    /// The role.
    pub role: Role,
    /// In training.
    pub trainee: bool,
    /// When it ends, as it is shown.
    pub expires: String,
}

/// A Secret Key to print.
#[derive(Clone, PartialEq, Eq)]
pub struct Kit {
    /// The program's name.
    pub program: String,
    /// Whose.
    pub name: String,
    /// The name to sign in with.
    pub login: String,
    /// The Secret Key.
    pub secret_key: String,
}

/// What founding makes to print.
#[derive(Clone, PartialEq, Eq)]
pub struct Founded {
    /// The administrator's kit.
    pub kit: Kit,
    /// The custodian's age identity: shown once, kept nowhere.
    pub custodian_identity: String,
    /// Its public half.
    pub custodian_recipient: String,
}

/// A field of the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateField {
    /// The name to sign in with.
    Login,
    /// The passphrase.
    Passphrase,
    /// The passphrase, again.
    Again,
    /// The Secret Key.
    SecretKey,
    /// The invitation code.
    Code,
    /// The program's name.
    Program,
    /// A person's own name.
    Name,
    /// Their credential.
    Credential,
    /// "I have put it away".
    Kept,
}

/// What went wrong and what to do, beside a field where it is about one.
#[derive(Clone, PartialEq, Eq)]
pub struct Trouble {
    /// In a sentence.
    pub sentence: String,
    /// The field it is about.
    pub field: Option<GateField>,
}

impl Trouble {
    /// About one field.
    pub fn at(field: GateField, sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), field: Some(field) }
    }

    /// About no field.
    pub fn general(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), field: None }
    }
}

/// Runs once, with what came of an errand. The form that asked may be gone by then.
pub type Reply = Box<dyn FnOnce(Result<GateAnswer, Vec<Trouble>>)>;

/// Who does the gate's errands. On the server: nobody.
#[derive(Clone, Copy)]
pub struct GateKeeper {
    /// The state, once it is known. `None` in the first paint, on both sides.
    pub state: Signal<Option<GateState>>,
    /// The long work under way, in words.
    pub doing: Signal<Option<String>>,
    /// Does an errand.
    pub carry: Callback<(Errand, Reply)>,
}

impl GateKeeper {
    /// Knows nothing and does nothing: for the server's rendering.
    pub fn nobody() -> Self {
        Self { state: Signal::stored(None), doing: Signal::stored(None), carry: Callback::new(|_| {}) }
    }
}
