//! Refuses what another site makes a browser send. Programs that are no browser send neither header.

use crate::error::ApiError;
use ::record::wire::ErrorCode;
use axum::{
    extract::Request,
    http::{HeaderMap, Method, Uri, header},
    middleware::Next,
    response::Response,
};

/// Lets a request through that reads, or that comes from this site.
pub(crate) async fn refuse(request: Request, next: Next) -> Result<Response, ApiError> {
    let reads = [Method::GET, Method::HEAD, Method::OPTIONS].contains(request.method());
    if reads || is_ours(request.headers(), request.uri()) {
        return Ok(next.run(request).await);
    }
    Err(ApiError::new(ErrorCode::CrossSite))
}

fn is_ours(headers: &HeaderMap, uri: &Uri) -> bool {
    let foreign = headers
        .get_all("sec-fetch-site")
        .iter()
        .any(|value| !["same-origin", "none"].iter().any(|ours| value.as_bytes() == ours.as_bytes()));
    if foreign {
        return false;
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    let host = host.or_else(|| uri.authority().map(axum::http::uri::Authority::as_str));
    let origin = origin.to_str().ok().and_then(|text| text.split_once("://")).map(|(_, authority)| authority);
    matches!((origin, host), (Some(origin), Some(host)) if origin.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    fn ours(pairs: &[(&'static str, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        is_ours(&headers, &Uri::from_static("/api/v1/push"))
    }

    #[test]
    fn only_requests_from_this_site_or_from_no_site_are_ours() {
        assert!(ours(&[]));
        assert!(ours(&[("sec-fetch-site", "same-origin")]));
        assert!(ours(&[("sec-fetch-site", "none")]));
        assert!(ours(&[("origin", "https://house.example"), ("host", "house.example")]));
        assert!(ours(&[("origin", "http://127.0.0.1:3000"), ("host", "127.0.0.1:3000")]));
    }

    #[test]
    fn another_site_is_not_ours_whatever_it_adds() {
        assert!(!ours(&[("sec-fetch-site", "cross-site")]));
        assert!(!ours(&[("sec-fetch-site", "same-site")]));
        assert!(!ours(&[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")]));
        assert!(!ours(&[("origin", "https://evil.example"), ("host", "house.example")]));
        assert!(!ours(&[("origin", "https://house.example:444"), ("host", "house.example")]));
        assert!(!ours(&[("origin", "null"), ("host", "house.example")]));
        assert!(!ours(&[("origin", "https://house.example")]));
    }
}
