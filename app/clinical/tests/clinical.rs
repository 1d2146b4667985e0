//! The crate's laws and tables, as one test program.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, unreachable_pub, missing_docs)]

mod assessments;
mod authors;
mod chart;
mod conditions;
mod criteria;
mod gaps;
mod icd10cm;
mod icd_order;
mod likeness;
mod made;
mod measure_records;
mod measure_series;
mod measure_views;
mod measures;
mod note_side;
mod notes;
mod pasted;
mod plan;
mod profiles;
mod ready;
mod recovery;
mod remission;
mod return_events;
mod returns_to_use;
mod rewording;
mod search;
mod search_index;
mod search_words;
mod settings;
mod spans;
mod stored;
mod tables;
mod thread;
mod wording;
mod zones;
