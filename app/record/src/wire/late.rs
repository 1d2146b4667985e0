//! What somebody had signed before their access ended and had not sent: kept apart from every record until its team has decided.

use super::SignIn;
use crate::{Bytes, OpId, Time};
use minicbor::{Decode, Encode};

/// Hands over, with the keys of an account whose owner's access ended, what they had signed.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Deliver {
    /// The proof that would sign in.
    #[n(0)]
    pub sign_in: SignIn,
    /// Bytes of [`crate::Operation`]s: entries of documents.
    #[n(1)]
    pub operations: Vec<Bytes>,
}

/// One answer for each operation, in the same order.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Delivered {
    /// Whether the server has it now. Not: what is not the caller's, what no team could read, and what is too much.
    #[n(0)]
    pub kept: Vec<bool>,
}

/// Asks for what was delivered late in the caller's records.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct LateWant {
    /// What the caller has, or has decided about, and need not be given.
    #[n(0)]
    pub known: Vec<OpId>,
}

/// What was delivered late.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct LatePage {
    /// In no order.
    #[n(0)]
    pub entries: Vec<Late>,
    /// There is more: ask again, and name these.
    #[n(1)]
    pub more: bool,
}

/// One such operation.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Late {
    /// When the server took it, by its clock.
    #[n(0)]
    pub received: Time,
    /// Bytes of the [`crate::Operation`].
    #[n(1)]
    pub operation: Bytes,
}
