//! Requests over real HTTP, with the session's cookie kept by hand.
//!
//! The server marks its cookie `Secure`, and a cookie jar would not send it over plain HTTP. A browser does so to
//! 127.0.0.1, and so does this.

use keeper::{HttpReply, HttpRequest, Method, Transport, Unreached};
use reqwest::header::{CONTENT_TYPE, COOKIE, HeaderMap, ORIGIN, SET_COOKIE};
use std::{cell::RefCell, collections::BTreeMap, time::Duration};

/// How long an answer may take: a first sync pages, so no single one needs longer.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long a connection may rest and be used again. The server closes those that rest longer, and whoever computes for a while
/// does not hear of it.
const REST: Duration = Duration::from_secs(5);

/// A way to one server, with one session.
pub struct HttpTransport {
    client: reqwest::Client,
    base: String,
    cookies: RefCell<BTreeMap<String, String>>,
}

impl HttpTransport {
    /// To the server at `base`, such as `http://127.0.0.1:8080`. Connects to nothing yet.
    ///
    /// Fails with [`Unreached`] when the system gives no client.
    pub fn new(base: &str) -> Result<Self, Unreached> {
        let client = reqwest::Client::builder().timeout(PATIENCE).pool_idle_timeout(REST).build().map_err(|_| Unreached)?;
        Ok(Self { client, base: base.trim_end_matches('/').to_owned(), cookies: RefCell::default() })
    }

    /// The server's address, without a slash at the end.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The `Cookie` header that belongs to this session; `None` before signing in.
    pub fn cookie(&self) -> Option<String> {
        let cookies = self.cookies.borrow();
        let pairs: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.borrow_mut();
        for line in headers.get_all(SET_COOKIE).iter().filter_map(|value| value.to_str().ok()) {
            let Some((name, value)) = line.split(';').next().and_then(|pair| pair.split_once('=')) else { continue };
            let ended = value.is_empty() || line.to_ascii_lowercase().contains("max-age=0");
            if ended {
                cookies.remove(name.trim());
            } else {
                cookies.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
    }
}

impl Transport for HttpTransport {
    async fn send(&self, request: HttpRequest) -> Result<HttpReply, Unreached> {
        let url = format!("{}{}", self.base, request.path);
        let mut builder = match request.method {
            Method::Get => self.client.get(url),
            Method::Post => self.client.post(url),
            Method::Delete => self.client.delete(url),
        };
        builder = builder.header(ORIGIN, &self.base);
        if let Some(cookie) = self.cookie() {
            builder = builder.header(COOKIE, cookie);
        }
        if let Some((kind, body)) = request.body {
            builder = builder.header(CONTENT_TYPE, kind).body(body);
        }
        let reply = builder.timeout(request.patience).send().await.map_err(|_| Unreached)?;
        self.keep_cookies(reply.headers());
        let status = reply.status().as_u16();
        let body = reply.bytes().await.map_err(|_| Unreached)?.to_vec();
        Ok(HttpReply { status, body })
    }
}
