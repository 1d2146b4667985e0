//! Program, accounts, invitations, sessions: JSON, but for what is signed.

use crate::{
    Bytes, Digest, Directory, DirectoryEntry, OrgId, PublicKey, Recipient, Role, Signable, Signature, Signed, SignedError, Time,
    UserId,
};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// What anyone may know about this server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramView {
    /// With what it signs receipts; goes into the founding entry.
    pub server: PublicKey,
    /// The program's id and name, once it was founded.
    pub org: Option<OrgId>,
    /// The program's name.
    pub name: Option<String>,
}

/// Founds the program and its first administrator's account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The founding, and the first administrator's certificate, both signed by the root.
    pub directory: Vec<Signed<DirectoryEntry>>,
    /// The root's seed as an age file for the custodian.
    pub root_sealed: Bytes,
    /// The first administrator's account.
    pub account: NewAccount,
}

/// What the server keeps of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAccount {
    /// Whose.
    pub user: UserId,
    /// The name to sign in with, lower case.
    pub login: String,
    /// With what sign-in proofs are checked.
    pub login_key: PublicKey,
    /// Tells a wrong Secret Key from a wrong passphrase; says nothing about the key.
    pub secret_key_id: Digest,
    /// The keyring as an age file.
    pub keyring: Bytes,
}

/// A person's account, brought back by their device to a server that was restored from before they joined. Signed with the key
/// of their certificate.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct AccountAgain {
    /// The program.
    #[n(0)]
    pub org: OrgId,
    /// The server's receipt key: what is signed for one server is nothing for another.
    #[n(1)]
    pub server: PublicKey,
    /// Whose.
    #[n(2)]
    pub user: UserId,
    /// The name to sign in with, lower case.
    #[n(3)]
    pub login: String,
    /// With what sign-in proofs are checked.
    #[n(4)]
    pub login_key: PublicKey,
    /// Tells a wrong Secret Key from a wrong passphrase; says nothing about the key.
    #[n(5)]
    pub secret_key_id: Digest,
    /// The keyring as an age file.
    #[n(6)]
    pub keyring: Bytes,
}

impl Signable for AccountAgain {
    const DOMAIN: &'static str = "throughline/account/v1";
}

/// An account as its own device needs it to unlock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountBundle {
    /// The program it belongs to.
    pub org: OrgId,
    /// Whose.
    pub user: UserId,
    /// The name to sign in with.
    pub login: String,
    /// Which Secret Key opens it.
    pub secret_key_id: Digest,
    /// The keyring as an age file.
    pub keyring: Bytes,
}

/// Asks to sign in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChallengeRequest {
    /// The name to sign in with.
    pub login: String,
}

/// What to sign. An unknown name gets one too, always the same way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// Random, good for [`crate::limits::CHALLENGE`], once.
    pub challenge: Digest,
    /// Which Secret Key this account has.
    pub secret_key_id: Digest,
}

/// What the login key signs.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct LoginProof {
    /// The server's challenge.
    #[n(0)]
    pub challenge: Digest,
    /// The name to sign in with.
    #[n(1)]
    pub login: String,
    /// The server's receipt key: a proof for one server is none for another.
    #[n(2)]
    pub server: PublicKey,
}

impl Signable for LoginProof {
    const DOMAIN: &'static str = "throughline/login/v1";
}

/// Signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
pub struct SignIn {
    /// The name to sign in with.
    #[n(0)]
    pub login: String,
    /// The challenge that was signed.
    #[n(1)]
    pub challenge: Digest,
    /// Over the [`LoginProof`].
    #[n(2)]
    pub signature: Signature,
}

/// Asks, with the keys of an account whose owner's access ended, for the directory that says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// The proof that would sign in.
    pub sign_in: SignIn,
    /// The last directory entry that is known.
    pub after: u64,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// Whose session.
    pub user: UserId,
    /// When it ends at the latest.
    pub ends: Time,
}

/// What an administrator's device offers a person, signed with the invitation's own key.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Offer {
    /// The program.
    #[n(0)]
    pub org: OrgId,
    /// Its root key: from here the new device knows whom to believe.
    #[n(1)]
    pub root: PublicKey,
    /// The program's name.
    #[n(2)]
    pub program: String,
    /// The person's name, as colleagues will see it.
    #[n(3)]
    pub name: String,
    /// Their credential.
    #[n(4)]
    pub credential: String,
    /// Their role.
    #[n(5)]
    pub role: Role,
    /// In training.
    #[n(6)]
    pub trainee: bool,
    /// When the invitation ends.
    #[n(7)]
    pub expires: Time,
}

impl Signable for Offer {
    const DOMAIN: &'static str = "throughline/offer/v1";
}

/// An administrator's signature under an offer. The invitation's own key signs it too; whoever was given the code has that key and
/// could, with the server's help, offer themselves something else.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct OfferApproval {
    /// The invitation's public key.
    #[n(0)]
    pub key: PublicKey,
    /// Digest of the offer's bytes, see [`OfferApproval::digest`].
    #[n(1)]
    pub offer: Digest,
    /// The administrator.
    #[n(2)]
    pub by: UserId,
}

impl Signable for OfferApproval {
    const DOMAIN: &'static str = "throughline/offer-approval/v1";
}

impl OfferApproval {
    /// What an approval names of an offer.
    pub fn digest(offer: &Signed<Offer>) -> Digest {
        Digest::of("throughline/offer/digest/v1", &offer.bytes)
    }

    /// The offer that an invitation makes, where one of these administrators signed just this one for just this key.
    ///
    /// Fails with [`SignedError::Malformed`] where the approval is of another offer or by somebody who is no administrator now, and
    /// with [`SignedError::Mismatch`] where a signature is not theirs.
    pub fn check(
        approval: &Signed<Self>,
        key: &PublicKey,
        offer: &Signed<Offer>,
        directory: &Directory,
    ) -> Result<Offer, SignedError> {
        let says = approval.peek()?;
        let by = directory.certificate(says.by).filter(|by| by.role == Role::Administrator).ok_or(SignedError::Malformed)?;
        let says = approval.verify(&by.signing)?;
        if says.key != *key || says.offer != Self::digest(offer) {
            return Err(SignedError::Malformed);
        }
        offer.verify(key)
    }
}

/// Makes an invitation. The code itself never leaves the two devices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// The invitation's public key; the code is its seed.
    pub key: PublicKey,
    /// The offer, signed with it.
    pub offer: Signed<Offer>,
    /// The same, signed by the administrator who makes it.
    pub approval: Signed<OfferApproval>,
}

/// Names an invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteKey {
    /// Its public key.
    pub key: PublicKey,
}

/// The offer an invitation makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferReply {
    /// To be verified with the key from the code.
    pub offer: Signed<Offer>,
    /// The server's receipt key.
    pub server: PublicKey,
}

/// The new person's public keys, signed with the invitation's key: the server cannot put others in their place.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Enrollment {
    /// Their id, made on their device.
    #[n(0)]
    pub user: UserId,
    /// Their age recipient.
    #[n(1)]
    pub recipient: Recipient,
    /// Their Ed25519 key.
    #[n(2)]
    pub signing: PublicKey,
    /// Their login key.
    #[n(3)]
    pub login_key: PublicKey,
    /// The name they sign in with.
    #[n(4)]
    pub login: String,
}

impl Signable for Enrollment {
    const DOMAIN: &'static str = "throughline/enrollment/v1";
}

/// Uses an invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrollRequest {
    /// The invitation's public key.
    pub key: PublicKey,
    /// Signed with it.
    pub enrollment: Signed<Enrollment>,
    /// What the server will keep.
    pub account: NewAccount,
}

/// How far an invitation is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnrollmentState {
    /// Nobody used the code yet.
    Open,
    /// Keys were made; an administrator's device has to sign them.
    Waiting(Signed<Enrollment>),
    /// In the directory.
    Active,
    /// Withdrawn, or 48 hours are over.
    Ended,
}

/// An invitation as an administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationView {
    /// Its public key.
    pub key: PublicKey,
    /// The offer.
    pub offer: Signed<Offer>,
    /// Who made it.
    pub approval: Signed<OfferApproval>,
    /// How far it is.
    pub state: EnrollmentState,
}

/// Signs an enrollment into the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activate {
    /// The invitation's public key.
    pub key: PublicKey,
    /// The certificate.
    pub entry: Signed<DirectoryEntry>,
}
