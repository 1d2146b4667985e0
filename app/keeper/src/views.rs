//! What the desk is shown: computed when somebody looks, from what is opened.

pub(crate) mod caseload;
pub(crate) mod chart;
pub(crate) mod codes;
pub(crate) mod findings;
pub(crate) mod late;
pub(crate) mod outbox;
pub(crate) mod outcomes;
pub(crate) mod page;
pub(crate) mod rows;
pub(crate) mod search;
pub(crate) mod thread;
pub(crate) mod today;
