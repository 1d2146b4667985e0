//! Documents: drafts, signatures, statements, and what is sealed on the way to the outbox.

pub(crate) mod content;
pub(crate) mod drafts;
pub(crate) mod forms;
pub(crate) mod late;
pub(crate) mod living;
pub(crate) mod open;
pub(crate) mod saving;
pub(crate) mod sign;
pub(crate) mod statements;
pub(crate) mod unsent;
pub(crate) mod write;
