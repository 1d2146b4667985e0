//! The signed-out page: sign in, unlock, enroll, first set-up. The server renders it, the same bytes for every address;
//! the browser makes it live. It only collects and shows: what is typed is handed over once, through [`GateKeeper`], and
//! forgotten. Nothing clinical can be named here.
#![expect(unreachable_pub, reason = "the component macro writes a public function into each private module")]
#![recursion_limit = "256"]

mod beside;
mod choose;
mod document;
mod enroll;
mod form_state;
mod intent;
mod invitation;
mod kit;
mod remembered;
mod request;
mod root;
mod set_up;
mod shut;
mod sign_in;
mod steps;
mod typed;
mod unlock;
mod waiting;

pub use document::{Document, DocumentProps};
pub use kit::{CustodianKit, CustodianKitProps, SecretKeyKit, SecretKeyKitProps};
pub(crate) use request::field;
pub use request::{GateAnswer, GateKeeper, GateRequest, Reply, Shut};
pub use root::{Root, RootProps};
