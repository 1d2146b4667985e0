//! Records: opened with their keys, their teams, and what is kept of them for the next unlock.

pub(crate) mod clients;
pub(crate) mod interventions;
pub(crate) mod keys;
pub(crate) mod open_record;
pub(crate) mod private;
pub(crate) mod snapshot;
pub(crate) mod team;
