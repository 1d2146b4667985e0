//! New ids for documents, for lines of a plan and for findings, made on this device.

use clinical::{assessment::FindingId, intervention::ParticipantId, plan::LineId};
use leptos::prelude::window;
use record::DocId;

/// An id for a document that no record has.
pub(crate) fn document() -> DocId {
    loop {
        if let Ok(id) = uuid().parse() {
            return id;
        }
    }
}

/// An id for a line that no plan has.
pub(crate) fn line() -> LineId {
    // What the browser makes is always an id; were it ever none, the next one is.
    loop {
        if let Ok(id) = LineId::new(uuid()) {
            return id;
        }
    }
}

/// An id for a finding that no assessment has.
pub(crate) fn finding() -> FindingId {
    loop {
        if let Ok(id) = FindingId::new(uuid()) {
            return id;
        }
    }
}

/// An id for somebody who takes part in an intervention.
pub(crate) fn participant() -> ParticipantId {
    loop {
        if let Ok(id) = ParticipantId::new(uuid()) {
            return id;
        }
    }
}

fn uuid() -> String {
    // Every browser that opens the vault has it; the clock and chance stand in for one that does not.
    window().crypto().map_or_else(
        |_| format!("{:x}-{:x}", js_sys::Date::now().to_bits(), js_sys::Math::random().to_bits()),
        |crypto| crypto.random_uuid(),
    )
}
