//! Who changed a diagnosis, what, when and why.

use crate::desk::clock;
use clinical::diagnosis::{Change, changes};
use keeper::protocol::{ConditionVersion, ConditionView, DocSync};
use leptos::prelude::*;

/// The versions, the newest first, folded.
#[component]
pub(super) fn History(view: ConditionView) -> impl IntoView {
    let count = view.versions.len();
    let word = if count == 1 { "History: as first recorded".to_owned() } else { format!("History: {count} versions") };
    let mut before: Option<ConditionVersion> = None;
    let mut rows = Vec::with_capacity(count);
    for version in view.versions {
        let changed = before.as_ref().map(|before| changes(&before.condition, &version.condition));
        before = Some(version.clone());
        rows.push(view! { <Row version changed/> });
    }
    rows.reverse();
    view! { <details class="past"><summary>{word}</summary><ol>{rows}</ol></details> }
}

#[component]
fn Row(
    version: ConditionVersion,
    /// What it changed; `None` for the first.
    changed: Option<Vec<Change>>,
) -> impl IntoView {
    let mark = version.mark;
    let unsent = match mark.sync {
        DocSync::Received | DocSync::DraftOnly => "",
        DocSync::Waiting => ", waiting to send",
        DocSync::Quarantined(_) => ", could not be sent",
    };
    let head = format!("{}, {}{unsent}", mark.who, clock::full_moment(mark.written));
    let reason = version.condition.reason.trim().to_owned();
    let reason = (!reason.is_empty()).then(|| view! { <p><span class="quiet">"Why: "</span>{reason}</p> });
    let what = match changed {
        None => view! { <p>"Recorded."</p> }.into_any(),
        Some(changes) if changes.is_empty() => view! { <p>"Saved again without changes."</p> }.into_any(),
        Some(changes) => {
            let rows = changes.iter().map(|change| view! { <li>{change.sentence()}</li> }).collect_view();
            view! { <ul>{rows}</ul> }.into_any()
        }
    };
    view! { <li><p class="label">{head}</p>{what}{reason}</li> }
}
