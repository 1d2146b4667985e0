//! The charts that were opened since unlocking, for the rail.

use leptos::prelude::*;
use record::RecordId;

/// How many the rail keeps.
const MOST: usize = 5;

/// Charts and their names, the last opened first. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct OpenCharts(RwSignal<Vec<(RecordId, String)>>);

/// Puts an empty list in context.
pub(crate) fn provide_open_charts() {
    provide_context(OpenCharts(RwSignal::new(Vec::new())));
}

/// The list from context; without a frame, a list that nobody shows.
pub(crate) fn use_open_charts() -> OpenCharts {
    use_context().unwrap_or_else(|| OpenCharts(RwSignal::new(Vec::new())))
}

impl OpenCharts {
    /// What is open.
    pub(crate) fn get(self) -> Vec<(RecordId, String)> {
        self.0.get()
    }

    /// A chart was opened.
    pub(crate) fn opened(self, record: RecordId, name: &str) {
        let known = self.0.try_with_untracked(|open| open.iter().any(|(id, shown)| *id == record && shown == name));
        if known != Some(false) {
            return;
        }
        let _gone = self.0.try_update(|open| {
            open.retain(|(id, _)| *id != record);
            open.insert(0, (record, name.to_owned()));
            open.truncate(MOST);
        });
    }
}
