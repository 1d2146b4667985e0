//! One lie: what is answered in the place of the truth.

use keeper::{HttpReply, Unreached};
use minicbor::{Decode, Encode};
use serde::{Serialize, de::DeserializeOwned};
use std::time::Duration;

/// A request as the server sees it.
pub struct Asked {
    /// Where, with its query.
    pub path: String,
    /// Its body, empty for none.
    pub body: Vec<u8>,
    /// How long the device waits for an answer.
    pub patience: Duration,
}

impl Asked {
    /// Whether it goes to this path.
    pub fn is(&self, path: &str) -> bool {
        self.path.split('?').next() == Some(path)
    }

    /// Its body as CBOR.
    pub fn cbor<T: for<'b> Decode<'b, ()>>(&self) -> Option<T> {
        minicbor::decode(&self.body).ok()
    }
}

type Instead = Box<dyn Fn(&Asked) -> Option<Result<HttpReply, Unreached>>>;
type After = Box<dyn Fn(&Asked, HttpReply) -> HttpReply>;

/// What a server does that lies.
pub struct Lie {
    /// Answers without acting; `None` where it acts.
    instead: Instead,
    /// Changes what it honestly answered.
    after: After,
}

impl Lie {
    /// Changes honest answers.
    pub fn after(change: impl Fn(&Asked, HttpReply) -> HttpReply + 'static) -> Self {
        Self { instead: Box::new(|_| None), after: Box::new(change) }
    }

    /// Answers without acting, where `answer` has something.
    pub fn instead(answer: impl Fn(&Asked) -> Option<Vec<u8>> + 'static) -> Self {
        let instead = move |asked: &Asked| answer(asked).map(|body| Ok(HttpReply { status: 200, body }));
        Self { instead: Box::new(instead), after: Box::new(|_, reply| reply) }
    }

    /// Answers requests to `path` with a status and a body, without acting.
    pub fn status(path: &'static str, status: u16, body: &'static str) -> Self {
        let reply = move || HttpReply { status, body: body.as_bytes().to_vec() };
        let instead = move |asked: &Asked| asked.is(path).then(|| Ok(reply()));
        Self { instead: Box::new(instead), after: Box::new(|_, reply| reply) }
    }

    /// Never answers requests to `path`. The device gives up by itself, or this panics.
    pub fn silence(path: &'static str) -> Self {
        let instead = move |asked: &Asked| {
            let limit = Duration::from_secs(10 * 60);
            assert!(asked.patience < limit, "a device waits for {:?}", asked.patience);
            asked.is(path).then_some(Err(Unreached))
        };
        Self { instead: Box::new(instead), after: Box::new(|_, reply| reply) }
    }

    /// Changes bytes of honest answers from `path`.
    pub fn bytes(path: &'static str, change: impl Fn(Vec<u8>) -> Vec<u8> + 'static) -> Self {
        Self::after(
            move |asked, reply| {
                if asked.is(path) && reply.status == 200 { HttpReply { body: change(reply.body), ..reply } } else { reply }
            },
        )
    }

    /// Changes the CBOR of honest answers from `path`.
    pub fn cbor<T: Encode<()> + for<'b> Decode<'b, ()>>(path: &'static str, change: impl Fn(&mut T) + 'static) -> Self {
        Self::bytes(path, move |body| match minicbor::decode::<T>(&body) {
            Ok(mut said) => {
                change(&mut said);
                minicbor::to_vec(&said).unwrap_or(body)
            }
            Err(_) => body,
        })
    }

    /// Changes the JSON of honest answers from `path`.
    pub fn json<T: Serialize + DeserializeOwned>(path: &'static str, change: impl Fn(&mut T) + 'static) -> Self {
        Self::bytes(path, move |body| match serde_json::from_slice::<T>(&body) {
            Ok(mut said) => {
                change(&mut said);
                serde_json::to_vec(&said).unwrap_or(body)
            }
            Err(_) => body,
        })
    }

    /// Both lies, this one nearer to the truth.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let (instead, further) = (self.instead, other.instead);
        let (after, last) = (self.after, other.after);
        Self {
            instead: Box::new(move |asked| instead(asked).or_else(|| further(asked))),
            after: Box::new(move |asked, reply| last(asked, after(asked, reply))),
        }
    }

    pub(crate) async fn answer(
        &self,
        asked: &Asked,
        honest: impl Future<Output = Result<HttpReply, Unreached>>,
    ) -> Result<HttpReply, Unreached> {
        match (self.instead)(asked) {
            Some(answer) => answer,
            None => Ok((self.after)(asked, honest.await?)),
        }
    }
}
