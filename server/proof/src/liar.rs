//! A server that lies: the honest router behind somebody who changes what it says, in one named way each. It has the server's own
//! key, reads and keeps every request, and may be in league with a person of the program; it has no other person's keys.
//!
//! Which lies there are is in [`lies`]; `tests/liar.rs` tells each of them to real devices.

mod lie;
mod story;
mod table;

pub use lie::{Asked, Lie};
pub use story::{Story, re_sign};
pub use table::{Row, UNDETECTED, lies, page};
