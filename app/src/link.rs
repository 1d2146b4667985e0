//! The way to the keeper: one Web Worker, asked in JSON, answering by number. No secret key comes through here.

use std::{collections::HashMap, time::Duration};

use js_sys::{Function, Object, Promise, Reflect};
use keeper::protocol::{Ask, Lock, Notice, Problem, read_answer};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// Where the worker's script is.
const SCRIPT: &str = "/worker.js";

/// How long a lock waits for the last drafts to be on the disk, and for the session to end at the server.
const LOCKING: Duration = Duration::from_secs(3);

/// Asks the keeper. Cheap to copy; lives as long as the page.
#[derive(Clone, Copy)]
pub struct Link {
    inner: StoredValue<Inner, LocalStorage>,
    heard: LinkEvents,
}

/// What the link tells the page unasked.
#[derive(Clone, Copy)]
pub(crate) struct LinkEvents {
    /// Everything the keeper says by itself.
    pub(crate) on_notice: Callback<Notice>,
    /// An answer shows that the keeper holds no keys (any more): locked, or owned by another tab.
    pub(crate) on_shut: Callback<Problem>,
    /// Nothing is being asked any more.
    pub(crate) on_rest: Callback<()>,
    /// An answer shows that what this device kept is gone.
    pub(crate) on_lost: Callback<()>,
}

impl LinkEvents {
    fn nobody() -> Self {
        Self {
            on_notice: Callback::new(|_| {}),
            on_shut: Callback::new(|_| {}),
            on_rest: Callback::new(|()| {}),
            on_lost: Callback::new(|()| {}),
        }
    }
}

struct Inner {
    worker: Option<Worker>,
    next: u32,
    pending: HashMap<u32, Function>,
    ears: Option<Ears>,
}

/// What hears the worker. Made once, for every worker of this page.
struct Ears {
    hear: Closure<dyn Fn(MessageEvent)>,
    broke: Closure<dyn Fn()>,
}

/// Puts the link in context.
pub(crate) fn provide_link(link: Link) {
    provide_context(link);
}

/// The link from context; without one, a link to nobody: every answer is [`Problem::Damaged`].
pub fn use_link() -> Link {
    use_context().unwrap_or_else(|| Link::with(None, LinkEvents::nobody()))
}

impl Link {
    /// Starts the worker.
    pub(crate) fn start(heard: LinkEvents) -> Self {
        let link = Self::with(None, heard);
        link.renew();
        link
    }

    /// Ends the worker with every key and every request in it; the vault is free for another page. What was being asked gets no
    /// answer.
    pub(crate) fn end(self) {
        let worker = self.inner.try_update_value(|inner| inner.worker.take()).flatten();
        if let Some(worker) = worker {
            worker.set_onmessage(None);
            worker.set_onerror(None);
            worker.terminate();
        }
        self.settle_all();
    }

    /// The same, and starts another worker, which knows nothing.
    pub(crate) fn renew(self) {
        self.end();
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(SCRIPT, &options).ok();
        let _gone = self.inner.try_update_value(|inner| inner.worker = worker);
        self.listen();
    }

    /// Locks the keeper, and ends its worker once the drafts on their way are on the disk, or it took too long.
    pub(crate) async fn lock(self) {
        let locked = Promise::new(&mut |resolve, reject| {
            let late = resolve.clone();
            set_timeout(move || give(&late, &JsValue::NULL), LOCKING);
            match (Lock {}).call() {
                Ok(body) => self.send(&body, resolve, &reject),
                Err(_) => give(&resolve, &JsValue::NULL),
            }
        });
        // Whatever it answers: its keys end with it.
        let _answered = JsFuture::from(locked).await;
        self.renew();
    }

    fn with(worker: Option<Worker>, heard: LinkEvents) -> Self {
        let inner = Inner { worker, next: 0, pending: HashMap::new(), ears: None };
        Self { inner: StoredValue::new_local(inner), heard }
    }

    /// Asks, and waits for the answer.
    ///
    /// Fails with what the keeper says, and with [`Problem::Damaged`] when the keeper itself broke.
    pub async fn ask<A: Ask>(self, ask: A) -> Result<A::Reply, Problem> {
        let answered = match self.carry(ask.call()).await {
            Ok(text) => read_answer(&text),
            Err(problem) => Err(problem),
        };
        if self.inner.try_with_value(|inner| inner.pending.is_empty()).unwrap_or(true) {
            self.heard.on_rest.run(());
        }
        match &answered {
            Err(problem @ (Problem::Locked | Problem::AnotherTab)) => self.heard.on_shut.run(problem.clone()),
            Err(Problem::Lost) => self.heard.on_lost.run(()),
            _ => {}
        }
        answered
    }

    /// Makes this tab's keeper take the vault from the tab that has it.
    pub(crate) fn take_over(self) {
        let message = Object::new();
        let set = Reflect::set(&message, &"take_over".into(), &JsValue::TRUE);
        debug_assert!(set.is_ok());
        self.post(&message);
    }

    async fn carry(self, call: Result<String, Problem>) -> Result<String, Problem> {
        let body = call?;
        let answer = Promise::new(&mut |resolve, reject| self.send(&body, resolve, &reject));
        let answer = JsFuture::from(answer).await.map_err(|_| Problem::Damaged)?;
        answer.as_string().ok_or(Problem::Damaged)
    }

    fn send(self, body: &str, resolve: Function, reject: &Function) {
        let number = self.inner.try_update_value(|inner| {
            inner.next = inner.next.wrapping_add(1);
            inner.pending.insert(inner.next, resolve);
            inner.next
        });
        let Some(number) = number else { return give(reject, &JsValue::NULL) };
        let message = Object::new();
        let set = Reflect::set(&message, &"id".into(), &number.into())
            .and_then(|_| Reflect::set(&message, &"body".into(), &body.into()));
        if set.is_err() || !self.post(&message) {
            self.settle(number, &JsValue::NULL);
        }
    }

    fn post(self, message: &JsValue) -> bool {
        let posted =
            self.inner.try_with_value(|inner| inner.worker.as_ref().is_some_and(|worker| worker.post_message(message).is_ok()));
        posted.unwrap_or(false)
    }

    fn settle(self, number: u32, value: &JsValue) {
        let resolve = self.inner.try_update_value(|inner| inner.pending.remove(&number)).flatten();
        if let Some(resolve) = resolve {
            give(&resolve, value);
        }
    }

    fn settle_all(self) {
        let all = self.inner.try_update_value(|inner| std::mem::take(&mut inner.pending)).unwrap_or_default();
        all.values().for_each(|resolve| give(resolve, &JsValue::NULL));
    }

    fn listen(self) {
        let _worker = self.inner.try_update_value(|inner| {
            let ears = inner.ears.get_or_insert_with(|| Ears {
                hear: Closure::new(move |event: MessageEvent| self.hear(&event.data())),
                broke: Closure::new(move || self.settle_all()),
            });
            if let Some(worker) = &inner.worker {
                worker.set_onmessage(Some(ears.hear.as_ref().unchecked_ref()));
                worker.set_onerror(Some(ears.broke.as_ref().unchecked_ref()));
            }
        });
    }

    fn hear(self, data: &JsValue) {
        if let Some(text) = part(data, "event").as_string() {
            if let Ok(notice) = clinical::json::read::<Notice>(&text) {
                let taken = notice == Notice::TakenOver;
                self.heard.on_notice.run(notice);
                if taken {
                    // Its keys end with it; the next one waits for this tab's turn.
                    self.renew();
                }
            }
        } else if let Some(number) = part(data, "id").as_f64() {
            // Numbers were made here from u32; an `error` has no body and becomes a damaged answer.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            self.settle(number as u32, &part(data, "body"));
        }
    }
}

fn part(data: &JsValue, name: &str) -> JsValue {
    Reflect::get(data, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn give(function: &Function, value: &JsValue) {
    let given = function.call1(&JsValue::NULL, value);
    debug_assert!(given.is_ok());
}
