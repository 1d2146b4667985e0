//! The server's router as a [`Transport`], in this process; and a network around any transport that misbehaves on cue.

use crate::liar::{Asked, Lie};
use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Request, header},
};
use http_body_util::BodyExt;
use keeper::{HttpReply, HttpRequest, Method, Transport, Unreached};
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, VecDeque},
    net::SocketAddr,
    rc::Rc,
};
use tower::ServiceExt;

/// The name under which devices reach the router.
const HOST: &str = "throughline.test";
const ORIGIN: &str = "https://throughline.test";

/// A router that can be exchanged under the feet of those who use it: the server was started again, or lies.
pub struct Site {
    router: RefCell<Router>,
    lie: RefCell<Option<Rc<Lie>>>,
}

impl Site {
    /// A site with its first router.
    pub fn new(router: Router) -> Rc<Self> {
        Rc::new(Self { router: RefCell::new(router), lie: RefCell::new(None) })
    }

    /// From the next request on, `router` answers.
    pub fn restart(&self, router: Router) {
        *self.router.borrow_mut() = router;
    }

    /// From the next request on, the server lies.
    pub fn lie(&self, lie: Lie) {
        *self.lie.borrow_mut() = Some(Rc::new(lie));
    }

    /// From the next request on, it does not.
    pub fn tell_the_truth(&self) {
        *self.lie.borrow_mut() = None;
    }
}

/// One browser's way to a [`Site`]: keeps its cookies, has an address of its own.
pub struct RouterNet {
    site: Rc<Site>,
    address: SocketAddr,
    cookies: RefCell<BTreeMap<String, String>>,
}

impl RouterNet {
    /// A way to `site` without a session. `number` makes the address: rate limits count each one apart.
    pub fn new(site: &Rc<Site>, number: u16) -> Self {
        let [high, low] = number.to_be_bytes();
        let address = SocketAddr::from(([10, 0, high, low], 40_000));
        Self { site: Rc::clone(site), address, cookies: RefCell::default() }
    }

    /// Forgets the session, as a browser that was closed does.
    pub fn forget_session(&self) {
        self.cookies.borrow_mut().clear();
    }

    fn request(&self, request: HttpRequest) -> Option<Request<Body>> {
        let method = match request.method {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Delete => "DELETE",
        };
        let mut builder = Request::builder()
            .method(method)
            .uri(request.path)
            .header(header::HOST, HOST)
            .header(header::ORIGIN, ORIGIN)
            .header("sec-fetch-site", "same-origin")
            .extension(ConnectInfo(self.address));
        let cookies: Vec<String> = self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            builder = builder.header(header::COOKIE, cookies.join("; "));
        }
        let body = match request.body {
            Some((kind, bytes)) => {
                builder = builder.header(header::CONTENT_TYPE, kind).header(header::CONTENT_LENGTH, bytes.len());
                Body::from(bytes)
            }
            None => Body::empty(),
        };
        builder.body(body).ok()
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.borrow_mut();
        for line in headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()) {
            let Some((name, value)) = line.split(';').next().and_then(|pair| pair.split_once('=')) else { continue };
            if value.is_empty() || line.to_ascii_lowercase().contains("max-age=0") {
                cookies.remove(name.trim());
            } else {
                cookies.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
    }
}

impl Transport for RouterNet {
    // Patience is not needed for a router in this process, which gives up on a request by itself; a liar may not answer at all.
    async fn send(&self, request: HttpRequest) -> Result<HttpReply, Unreached> {
        let body = request.body.as_ref().map_or_else(Vec::new, |(_, bytes)| bytes.clone());
        let asked = Asked { path: request.path.clone(), body, patience: request.patience };
        let request = self.request(request).ok_or(Unreached)?;
        let router = self.site.router.borrow().clone();
        let honest = async {
            let Ok(reply) = router.oneshot(request).await;
            self.keep_cookies(reply.headers());
            let status = reply.status().as_u16();
            let body = reply.into_body().collect().await.map_err(|_| Unreached)?.to_bytes().to_vec();
            Ok(HttpReply { status, body })
        };
        let lie = self.site.lie.borrow().clone();
        match lie {
            Some(lie) => lie.answer(&asked, honest).await,
            None => honest.await,
        }
    }
}

/// What happens to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// It never arrives.
    RequestLost,
    /// The server acts, and its answer never arrives.
    ReplyLost,
    /// It arrives twice; the first answer comes back.
    TwiceFirst,
    /// It arrives twice; the second answer comes back.
    TwiceSecond,
    /// Silence; it arrives after the next request was answered.
    Late,
    /// Something on the way answers a read with what it answered before.
    Stale,
    /// Something on the way says that the server is away, in its own words.
    Gateway,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 7] =
        [Self::RequestLost, Self::ReplyLost, Self::TwiceFirst, Self::TwiceSecond, Self::Late, Self::Stale, Self::Gateway];
}

/// A network that does to each request what its script says, and afterwards behaves.
pub struct Faulty<T> {
    inner: T,
    script: RefCell<VecDeque<Option<Fault>>>,
    late: RefCell<Vec<HttpRequest>>,
    answered: RefCell<BTreeMap<String, HttpReply>>,
    /// How often each fault happened.
    happened: RefCell<BTreeMap<Fault, u64>>,
    requests: Cell<u64>,
}

impl<T: Transport> Faulty<T> {
    /// A network that behaves until told otherwise.
    pub fn new(inner: T) -> Self {
        Self {
            inner,
            script: RefCell::default(),
            late: RefCell::default(),
            answered: RefCell::default(),
            happened: RefCell::default(),
            requests: Cell::new(0),
        }
    }

    /// The transport below.
    pub fn inner(&self) -> &T {
        &self.inner
    }

    /// What happens to the next requests, in their order.
    pub fn script(&self, faults: impl IntoIterator<Item = Option<Fault>>) {
        *self.script.borrow_mut() = faults.into_iter().collect();
    }

    /// Behaves again, and lets what is still under way arrive.
    pub async fn heal(&self) {
        self.script.borrow_mut().clear();
        self.arrive().await;
    }

    /// How often each fault happened.
    pub fn happened(&self) -> BTreeMap<Fault, u64> {
        self.happened.borrow().clone()
    }

    /// How many requests were made.
    pub fn requests(&self) -> u64 {
        self.requests.get()
    }

    async fn arrive(&self) {
        let late = std::mem::take(&mut *self.late.borrow_mut());
        for request in late {
            let _ = self.inner.send(request).await; // nobody waits for it any more
        }
    }

    async fn pass(&self, request: HttpRequest) -> Result<HttpReply, Unreached> {
        let read = (request.method == Method::Get).then(|| request.path.clone());
        let reply = self.inner.send(request).await?;
        if let Some(path) = read {
            self.answered.borrow_mut().insert(path, reply.clone());
        }
        self.arrive().await;
        Ok(reply)
    }
}

impl<T: Transport> Transport for Faulty<T> {
    async fn send(&self, request: HttpRequest) -> Result<HttpReply, Unreached> {
        self.requests.set(self.requests.get() + 1);
        let planned = self.script.borrow_mut().pop_front().flatten();
        let stale = self.answered.borrow().get(&request.path).filter(|_| request.method == Method::Get).cloned();
        // Only a read that was answered before can be answered with that.
        let Some(fault) = planned.filter(|fault| *fault != Fault::Stale || stale.is_some()) else {
            return self.pass(request).await;
        };
        *self.happened.borrow_mut().entry(fault).or_default() += 1;
        match fault {
            Fault::RequestLost => Err(Unreached),
            Fault::ReplyLost => {
                let _ = self.pass(request).await; // the answer is lost
                Err(Unreached)
            }
            Fault::TwiceFirst => {
                let first = self.pass(request.clone()).await;
                let _ = self.pass(request).await; // the other answer is lost
                first
            }
            Fault::TwiceSecond => {
                let _ = self.pass(request.clone()).await; // the other answer is lost
                self.pass(request).await
            }
            Fault::Late => {
                self.late.borrow_mut().push(request);
                Err(Unreached)
            }
            Fault::Stale => stale.ok_or(Unreached),
            Fault::Gateway => Ok(HttpReply { status: 502, body: b"<html><title>502 Bad Gateway</title></html>".to_vec() }),
        }
    }
}
