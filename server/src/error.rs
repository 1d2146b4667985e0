//! Errors as answers: a typed code with its sentence, and nothing that the server knows besides.

use ::record::{
    DirectoryError, SignedError,
    wire::{ErrorBody, ErrorCode},
};
use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use store::StoreError;

/// What a handler answers when it does not do what was asked.
#[derive(Debug)]
pub(crate) struct ApiError {
    code: ErrorCode,
    fields: Vec<&'static str>,
}

impl ApiError {
    pub(crate) fn new(code: ErrorCode) -> Self {
        Self { code, fields: Vec::new() }
    }

    /// The request cannot be read.
    pub(crate) fn malformed() -> Self {
        Self::new(ErrorCode::Malformed)
    }

    /// A field of the request is wrong.
    pub(crate) fn field(name: &'static str) -> Self {
        Self { code: ErrorCode::Malformed, fields: vec![name] }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let fields = self.fields.into_iter().map(str::to_owned).collect();
        (status, Json(ErrorBody { fields, ..ErrorBody::from(self.code) })).into_response()
    }
}

impl From<SignedError> for ApiError {
    fn from(_: SignedError) -> Self {
        Self::malformed()
    }
}

impl From<DirectoryError> for ApiError {
    fn from(_: DirectoryError) -> Self {
        Self::field("directory")
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let code = match error {
            StoreError::NotFound => ErrorCode::NotFound,
            StoreError::NotAllowed
            | StoreError::Directory(
                DirectoryError::NotEntitled | DirectoryError::KeysChanged | DirectoryError::LastAdministrator,
            ) => ErrorCode::NotAllowed,
            StoreError::NotFounded => ErrorCode::NotFounded,
            StoreError::Conflict => ErrorCode::Conflict,
            StoreError::Full => ErrorCode::TooLarge,
            StoreError::InvitationEnded => ErrorCode::InvitationEnded,
            StoreError::Mismatch
            | StoreError::Directory(
                DirectoryError::Unsigned | DirectoryError::Broken | DirectoryError::OtherRoot | DirectoryError::Rewound,
            ) => ErrorCode::Malformed,
            StoreError::Busy
            | StoreError::Stopped
            | StoreError::Damaged
            | StoreError::Drift(_)
            | StoreError::Interrupted
            | StoreError::AuditBroken(_)
            | StoreError::Address
            | StoreError::Database(_)
            | StoreError::Moved => {
                tracing::error!(%error, "the store failed");
                ErrorCode::Internal
            }
        };
        Self::new(code)
    }
}
