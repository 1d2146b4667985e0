//! Request and answer bodies: JSON and CBOR, each with its content type, and every rejection typed.

use crate::error::ApiError;
use ::record::{
    limits,
    wire::{CBOR, ErrorCode},
};
use axum::{
    body::to_bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, HeaderValue, header, request::Parts},
    response::{IntoResponse, Response},
};
use minicbor::{Decode, Encode};
use serde::{Serialize, de::DeserializeOwned};

/// The largest JSON body: those carry keys and signatures, never documents.
const MAX_JSON: usize = 512 * 1024;

/// A JSON body.
pub(crate) struct Json<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let bytes = read(request, "application/json", MAX_JSON).await?;
        serde_json::from_slice(&bytes).map(Self).map_err(|_| ApiError::malformed())
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

/// A CBOR body.
pub(crate) struct Cbor<T>(pub(crate) T);

impl<S: Send + Sync, T: for<'b> Decode<'b, ()>> FromRequest<S> for Cbor<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let bytes = read(request, CBOR, limits::MAX_BODY).await?;
        let mut decoder = minicbor::Decoder::new(&bytes);
        let value = decoder.decode().map_err(|_| ApiError::malformed())?;
        if decoder.position() != bytes.len() {
            return Err(ApiError::malformed());
        }
        Ok(Self(value))
    }
}

impl<T: Encode<()>> IntoResponse for Cbor<T> {
    fn into_response(self) -> Response {
        let mut bytes = Vec::new();
        let _ = minicbor::encode(self.0, &mut bytes); // a Vec takes everything
        ([(header::CONTENT_TYPE, HeaderValue::from_static(CBOR))], bytes).into_response()
    }
}

async fn read(request: Request, kind: &str, most: usize) -> Result<axum::body::Bytes, ApiError> {
    if !is(request.headers(), kind) {
        return Err(ApiError::malformed());
    }
    let said = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if said.is_some_and(|length| length > most) {
        return Err(ApiError::new(ErrorCode::TooLarge));
    }
    to_bytes(request.into_body(), most).await.map_err(|error| {
        let long = std::error::Error::source(&error).is_some_and(|source| source.is::<http_body_util::LengthLimitError>());
        ApiError::new(if long { ErrorCode::TooLarge } else { ErrorCode::Malformed })
    })
}

fn is(headers: &HeaderMap, kind: &str) -> bool {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    said.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(kind)
}

/// A query string.
pub(crate) struct Query<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let query = axum::extract::Query::try_from_uri(&parts.uri).map_err(|_| ApiError::malformed())?;
        Ok(Self(query.0))
    }
}
