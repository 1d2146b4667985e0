//! What goes over HTTP: paths, bodies, error codes. Bulk bodies are CBOR, small ones JSON.

mod account;
mod audit;
mod error;
mod late;
mod sync;

pub use account::{
    AccountAgain, AccountBundle, Activate, Challenge, ChallengeRequest, Ended, EnrollRequest, Enrollment, EnrollmentState, Found,
    InvitationView, Invite, InviteKey, LoginProof, NewAccount, Offer, OfferApproval, OfferReply, ProgramView, SessionView,
    SignIn,
};
pub use audit::{AuditPage, AuditRow};
pub use error::{ErrorBody, ErrorCode};
pub use late::{Deliver, Delivered, Late, LatePage, LateWant};
pub use sync::{Changed, Changes, DirectoryPage, Outcome, OutcomeCode, Pull, PullPage, Pulled, Push, PushReply, Want};

/// CBOR bodies say so.
pub const CBOR: &str = "application/cbor";

/// Where things are. Ids of people and records never stand in a path or a query.
pub mod path {
    /// GET → [`super::ProgramView`]; POST [`super::Found`]: the founding, once (no session).
    pub const PROGRAM: &str = "/api/v1/program";
    /// POST [`super::ChallengeRequest`] → [`super::Challenge`] (no session).
    pub const CHALLENGE: &str = "/api/v1/session/challenge";
    /// POST [`super::SignIn`] → [`super::AccountBundle`] and the cookie; GET → [`super::SessionView`]; DELETE ends it.
    pub const SESSION: &str = "/api/v1/session";
    /// POST [`super::Ended`] → CBOR [`super::DirectoryPage`]: for someone whose access ended, who is told by whom (no session).
    pub const SESSION_ENDED: &str = "/api/v1/session/ended";
    /// POST CBOR [`super::Deliver`] → CBOR [`super::Delivered`]: what someone whose access ended had signed and not sent (no session).
    pub const DELIVER: &str = "/api/v1/session/ended/deliver";
    /// GET `?after=N` → CBOR [`super::DirectoryPage`]; POST signed [`crate::DirectoryEntry`]: appends (administrators).
    pub const DIRECTORY: &str = "/api/v1/directory";
    /// POST CBOR [`super::DirectoryPage`]: entries that a restored backup does not have (anyone who is signed in).
    pub const DIRECTORY_AGAIN: &str = "/api/v1/directory/again";
    /// POST signed [`super::AccountAgain`]: an account that a restored backup does not have (no session).
    pub const ACCOUNT_AGAIN: &str = "/api/v1/account/again";
    /// POST [`super::Invite`]; GET → list of [`super::InvitationView`] (administrators).
    pub const INVITATIONS: &str = "/api/v1/invitations";
    /// POST [`super::InviteKey`] → nothing: withdraws (administrators).
    pub const INVITATION_WITHDRAW: &str = "/api/v1/invitations/withdraw";
    /// POST [`super::Activate`]: the certificate that makes an enrollment an account (administrators).
    pub const INVITATION_ACTIVATE: &str = "/api/v1/invitations/activate";
    /// POST [`super::InviteKey`] → [`super::OfferReply`] (no session).
    pub const INVITATION_OFFER: &str = "/api/v1/invitations/offer";
    /// POST [`super::EnrollRequest`] (no session).
    pub const ENROLL: &str = "/api/v1/invitations/enroll";
    /// GET `?since=N` → CBOR [`super::Changes`].
    pub const CHANGES: &str = "/api/v1/changes";
    /// POST CBOR [`super::Pull`] → CBOR [`super::PullPage`].
    pub const PULL: &str = "/api/v1/pull";
    /// POST CBOR [`super::Want`] → CBOR [`super::PullPage`]: the team acts of a record after a number, up to the one by which the
    /// caller left its team. Their device forgets no record without it.
    pub const DEPARTURE: &str = "/api/v1/departure";
    /// POST CBOR [`super::Push`] → CBOR [`super::PushReply`].
    pub const PUSH: &str = "/api/v1/push";
    /// POST CBOR [`super::LateWant`] → CBOR [`super::LatePage`]: what was delivered that way, for those who read the record now.
    pub const LATE: &str = "/api/v1/late";
    /// GET, `?before=N` for older rows → [`super::AuditPage`] (administrators and auditors).
    pub const AUDIT: &str = "/api/v1/audit";
    /// GET: 200 when the database answers.
    pub const HEALTH: &str = "/healthz";
}
