//! Someone who reads along: no request may carry what was typed, and no receipt may ever be taken back.

use keeper::{HttpReply, HttpRequest, Transport, Unreached};
use record::{
    Digest, OpId,
    wire::{Outcome, PushReply, path},
};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};
use tokio::sync::Notify;

/// What was seen on the wire, between a network that may fail and the server: also answers that were lost later.
pub struct Witness {
    marker: Vec<u8>,
    receipts: RefCell<BTreeMap<OpId, Digest>>,
    complaints: RefCell<Vec<String>>,
    pushes: Cell<u64>,
    acknowledged: Cell<u64>,
    under_way: Cell<u64>,
    sets_out: Notify,
}

impl Witness {
    /// A witness who complains when `marker` is in a request.
    pub fn new(marker: &str) -> Rc<Self> {
        Rc::new(Self {
            marker: marker.as_bytes().to_vec(),
            receipts: RefCell::default(),
            complaints: RefCell::default(),
            pushes: Cell::new(0),
            acknowledged: Cell::new(0),
            under_way: Cell::new(0),
            sets_out: Notify::new(),
        })
    }

    /// The receipt the server first gave for each operation, by its digest.
    pub fn receipts(&self) -> BTreeMap<OpId, Digest> {
        self.receipts.borrow().clone()
    }

    /// What should not have happened, a sentence each.
    pub fn complaints(&self) -> Vec<String> {
        self.complaints.borrow().clone()
    }

    /// How many pushes set out.
    pub fn pushes(&self) -> u64 {
        self.pushes.get()
    }

    /// How many operations the server acknowledged for the first time.
    pub fn acknowledged(&self) -> u64 {
        self.acknowledged.get()
    }

    /// How many pushes have set out and are not answered yet.
    pub fn under_way(&self) -> u64 {
        self.under_way.get()
    }

    /// Waits for the next push to set out.
    pub async fn push_sets_out(&self) {
        self.sets_out.notified().await;
    }

    fn read_request(&self, request: &HttpRequest) {
        if request.path == path::PUSH {
            self.pushes.set(self.pushes.get() + 1);
            self.under_way.set(self.under_way.get() + 1);
            self.sets_out.notify_waiters();
        }
        let body = request.body.as_ref().map_or(&[][..], |(_, body)| body);
        if contains(body, &self.marker) || contains(request.path.as_bytes(), &self.marker) {
            self.complaints.borrow_mut().push(format!("a request to {} carries what was typed", request.path));
        }
    }

    fn read_reply(&self, reply: &HttpReply) {
        let Ok(PushReply { outcomes }) = minicbor::decode(&reply.body) else { return };
        for outcome in outcomes {
            let (Outcome::Accepted(receipt) | Outcome::Duplicate(receipt)) = outcome else { continue };
            let Ok(said) = receipt.peek() else {
                self.complaints.borrow_mut().push("a receipt cannot be read".to_owned());
                continue;
            };
            let first = self.receipts.borrow_mut().insert(said.operation, receipt.digest());
            match first {
                None => self.acknowledged.set(self.acknowledged.get() + 1),
                Some(first) if first == receipt.digest() => {}
                Some(_) => self.complaints.borrow_mut().push(format!("operation {} has two receipts", said.operation)),
            }
        }
    }
}

/// Whether `needle` is anywhere in `hay`.
fn contains(hay: &[u8], needle: &[u8]) -> bool {
    hay.windows(needle.len().max(1)).any(|window| window == needle)
}

/// A transport with a [`Witness`] beside it.
pub struct Watched<T> {
    inner: T,
    witness: Rc<Witness>,
}

impl<T> Watched<T> {
    /// Lets `witness` read along.
    pub fn new(inner: T, witness: &Rc<Witness>) -> Self {
        Self { inner, witness: Rc::clone(witness) }
    }

    /// The transport below.
    pub fn inner(&self) -> &T {
        &self.inner
    }
}

impl<T: Transport> Transport for Watched<T> {
    async fn send(&self, request: HttpRequest) -> Result<HttpReply, Unreached> {
        self.witness.read_request(&request);
        let push = request.path == path::PUSH;
        let reply = self.inner.send(request).await;
        if push {
            self.witness.under_way.set(self.witness.under_way.get() - 1);
        }
        let reply = reply?;
        if push && reply.status == 200 {
            self.witness.read_reply(&reply);
        }
        Ok(reply)
    }
}
