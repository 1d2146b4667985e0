//! Interventions: the list of them, a new one, the guided page of one, letters, and the admission of the person.
//!
//! The person may be no client. Nothing here writes in a chart but the admission, and that writes what somebody typed there.

mod admit;
mod head;
mod labels;
mod letter;
mod list;
mod new;
mod page;
mod parts;
mod side;
mod writing;

pub(crate) use admit::AdmitRoute;
pub(crate) use letter::LetterRoute;
pub(crate) use list::ListPage;
pub(crate) use new::NewPage;
pub(crate) use page::InterventionRoute;
