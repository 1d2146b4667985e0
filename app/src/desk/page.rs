//! What every page has: a heading that names it, words while it waits, and words when something went wrong.

mod back;
mod document;
mod focus;
mod heading;
mod menu;
mod stretch;
mod trouble;
mod unknown;

pub(crate) use back::BackLink;
pub(crate) use document::{not_found, written_or_read};
pub(crate) use focus::{caption, focus_field, focus_first_wrong, go_soon};
pub(crate) use heading::{Heading, focus_heading, provide_arrivals};
pub(crate) use menu::Menu;
pub(crate) use stretch::Stretch;
pub(crate) use trouble::{Trouble, Waiting, once_ready, when_ready};
pub(crate) use unknown::Unknown;
