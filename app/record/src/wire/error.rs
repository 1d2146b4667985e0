//! Errors on the wire: a code to act on, a sentence to read, nothing else.

use serde::{Deserialize, Serialize};

/// What went wrong, as a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The request is not what this path takes.
    Malformed,
    /// Larger than allowed.
    TooLarge,
    /// No session, or it has ended.
    SignedOut,
    /// Name, passphrase or Secret Key do not fit an account. Nobody learns which.
    SignInRefused,
    /// Does not exist, or not for you.
    NotFound,
    /// Signed in, but this role may not.
    NotAllowed,
    /// The path is right, the method is none it takes.
    MethodNotAllowed,
    /// The program exists already, or the name is taken, or the chain went on meanwhile.
    Conflict,
    /// The invitation is used, withdrawn, or older than 48 hours.
    InvitationEnded,
    /// Too many tries; wait.
    TooMany,
    /// The request came from another site.
    CrossSite,
    /// There is no program on this server yet.
    NotFounded,
    /// Took too long.
    Timeout,
    /// The server's own trouble; nothing was changed.
    Internal,
}

impl ErrorCode {
    /// Every code.
    pub const ALL: [Self; 14] = [
        Self::Malformed,
        Self::TooLarge,
        Self::SignedOut,
        Self::SignInRefused,
        Self::NotFound,
        Self::NotAllowed,
        Self::MethodNotAllowed,
        Self::Conflict,
        Self::InvitationEnded,
        Self::TooMany,
        Self::CrossSite,
        Self::NotFounded,
        Self::Timeout,
        Self::Internal,
    ];

    /// The HTTP status (RFC 9110) it travels with.
    pub const fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::SignedOut | Self::SignInRefused => 401,
            Self::NotAllowed | Self::CrossSite => 403,
            Self::NotFound | Self::NotFounded => 404,
            Self::MethodNotAllowed => 405,
            Self::Timeout => 408,
            Self::Conflict => 409,
            Self::InvitationEnded => 410,
            Self::TooLarge => 413,
            Self::TooMany => 429,
            Self::Internal => 500,
        }
    }

    /// What happened and what to do, in a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Malformed => "The server could not read this request. Nothing was changed. Reload the page, and try again.",
            Self::TooLarge => "This is larger than the server takes. Nothing was changed.",
            Self::SignedOut => "You are signed out. Sign in again; your work is kept on this device.",
            Self::SignInRefused => "Name, passphrase or Secret Key do not fit an account here.",
            Self::NotFound => "The server has no such record for you. You may no longer be on its care team.",
            Self::NotAllowed => "Your role does not allow this.",
            Self::MethodNotAllowed => "This address takes no such request. Nothing was changed.",
            Self::Conflict => "Someone else changed this first. Look at it again, and repeat your change if it is still needed.",
            Self::InvitationEnded => "This invitation has ended. Ask your administrator for a new code.",
            Self::TooMany => "Too many tries. Wait a minute and try again.",
            Self::CrossSite => "This request came from another site and was refused.",
            Self::NotFounded => "There is no program on this server yet.",
            Self::Timeout => "The server took too long. Try again; nothing is lost.",
            Self::Internal => "The server has a problem. Your work is kept on this device and will be sent again.",
        }
    }
}

/// The body of every error answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// What went wrong.
    pub code: ErrorCode,
    /// The same as a sentence.
    pub message: String,
    /// Fields of the request it is about, if any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
}

impl From<ErrorCode> for ErrorBody {
    fn from(code: ErrorCode) -> Self {
        Self { code, message: code.sentence().to_owned(), fields: Vec::new() }
    }
}
