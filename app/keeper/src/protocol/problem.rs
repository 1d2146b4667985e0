//! What can go wrong, as the desk needs to know it. The words for it are the page's.

use record::{Refusal, gate::FieldProblem, wire::ErrorCode};
use serde::{Deserialize, Serialize};

/// Why an ask was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Problem {
    /// The passphrase does not open this account's keyring.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// The Secret Key belongs to another account.
    #[error("wrong secret key")]
    WrongSecretKey,
    /// What was typed is no Secret Key: a character is off.
    #[error("malformed secret key")]
    MalformedSecretKey,
    /// This device does not keep the Secret Key any more: it must be typed from the kit.
    #[error("secret key missing")]
    SecretKeyMissing,
    /// A record's key is not among those handed to me.
    #[error("record key missing")]
    RecordKeyMissing,
    /// Someone left, and still knows the record's key. Nothing is sealed with it until it was changed.
    #[error("record key owed")]
    RecordKeyOwed,
    /// What this device keeps belongs to another server or program.
    #[error("bundle of another server")]
    OtherServer,
    /// The server's directory does not descend from what this device saw: do not go on.
    #[error("directory not believed")]
    DirectoryNotBelieved,
    /// Another copy of this device has written: the two must not go on as one.
    #[error("another copy of this device has written")]
    DeviceCopied,
    /// The server was restored to before people joined whom this device knows. Nothing is sent until it knows them again.
    #[error("the server is behind this device")]
    ServerBehind,
    /// The account is enrolled, but no administrator's device signed it yet.
    #[error("waiting for an administrator")]
    WaitingForAdministrator,
    /// What was typed is no invitation code.
    #[error("malformed invitation code")]
    MalformedCode,
    /// This needs the server, and it does not answer.
    #[error("offline")]
    Offline,
    /// The vault is locked.
    #[error("locked")]
    Locked,
    /// This device is enrolled for someone else: each person uses their own browser profile.
    #[error("this device belongs to someone else")]
    DeviceTaken,
    /// Another tab has the vault.
    #[error("another tab has the vault")]
    AnotherTab,
    /// Does not exist, or not for me.
    #[error("not found")]
    NotFound,
    /// The rules do not allow it.
    #[error("refused")]
    Refused(Refusal),
    /// A newer version wrote what would be written over: it would be lost.
    #[error("written with a newer version")]
    NewerVersion,
    /// Something typed is not right.
    #[error("invalid")]
    Invalid(Vec<FieldProblem>),
    /// The server answered with this code.
    #[error("server error")]
    Server(ErrorCode),
    /// Stored bytes are not what they should be.
    #[error("damaged")]
    Damaged,
    /// The device's storage failed or is full.
    #[error("storage")]
    Storage,
    /// The server signed this person in, and the browser did not keep the session's cookie.
    #[error("the browser refused the session's cookie")]
    CookieRefused,
    /// An administrator ended this person's access: charts on this device are closed.
    #[error("access ended")]
    AccessEnded,
    /// The server says so to a new device, which has nothing to check it with, and nothing to close.
    #[error("access ended before this device was enrolled")]
    LeftBefore,
    /// The server says that this person's access ended, and shows no administrator's signature under it.
    #[error("an end of access that nobody signed")]
    EndUnsigned,
    /// The server took the sign-in, and sent keys that passphrase and Secret Key do not open.
    #[error("the server sent other keys")]
    NotYourKeys,
    /// The server's receipts contradict what it said before: they are not its own, of another entry, or of another time.
    #[error("receipts are not believed")]
    ReceiptNotBelieved,
    /// The server's count of changes went back, though it says nothing of a restore.
    #[error("the server's count of changes went back")]
    CountWentBack,
    /// What this device kept is gone: its database was deleted, emptied or exchanged.
    #[error("what this device kept is gone")]
    Lost,
}

impl Problem {
    /// One invalid field.
    pub fn field(field: &str, sentence: &str) -> Self {
        Self::Invalid(vec![FieldProblem::at(field, sentence)])
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::NotFound,
            Refusal::Exists
            | Refusal::NotAllowed
            | Refusal::Stale
            | Refusal::Lifecycle(_)
            | Refusal::Keys
            | Refusal::Epoch
            | Refusal::Team
            | Refusal::Review
            | Refusal::OutOfOrder
            | Refusal::Newer => Self::Refused(refusal),
        }
    }
}
