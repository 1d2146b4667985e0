//! Starting a measure: which instrument, or that a due one was not done.

use super::page_of;
use crate::desk::ask::{Act, Asked, use_act};
use chrono::NaiveDate;
use clinical::measure::{Language, Measure, Occasion, instrument_called, instruments};
use keeper::protocol::{Begin, ThreadView};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use record::{DocId, RecordId};
use ui::{Button, ButtonKind, Glyph, Opt, Select};

/// Keeps the first draft and goes to its page.
pub(super) fn use_begin(record: RecordId) -> Act<Begin> {
    let navigate = use_navigate();
    use_act::<Begin>(move |doc: DocId| navigate(&page_of(record, doc), NavigateOptions::default()))
}

/// A blank one of today.
pub(super) fn blank(record: RecordId, id: &str, today: NaiveDate, occasion: Option<Occasion>) -> Option<Begin> {
    let mut measure = Measure::new(instrument_called(id)?, Language::En, today);
    measure.occasion = occasion;
    Some(Begin { record, body: measure.into() })
}

/// One that was due and not done: the reason is still to be given.
pub(super) fn missed(record: RecordId, id: &str, today: NaiveDate, occasion: Occasion) -> Option<Begin> {
    let mut measure = Measure::new(instrument_called(id)?, Language::En, today);
    (measure.occasion, measure.missed) = (Some(occasion), Some(String::new()));
    Some(Begin { record, body: measure.into() })
}

/// The list of instruments and the button.
#[component]
pub(super) fn Start(
    record: RecordId,
    /// What runs through the chart: it knows the local date.
    asked: Asked<ThreadView>,
    act: Act<Begin>,
) -> impl IntoView {
    let chosen = RwSignal::new("phq-9".to_owned());
    let options: Vec<Opt> =
        instruments().iter().map(|one| Opt::new(one.id.clone(), format!("{}: {}", one.short, one.name))).collect();
    let begin = move |()| {
        let today = untrack(|| asked.pick(|thread| Some(thread.today)));
        if let Some(ask) = today.and_then(|today| chosen.with_untracked(|id| blank(record, id, today, None))) {
            act.run(ask);
        }
    };
    let wrong = act.wrong_beside(&[]);
    view! {
        <div class="startmeasure">
            <Select name="instrument" label="Measure" options value=chosen on_change=move |id| chosen.set(id)/>
            <Button kind=ButtonKind::First glyph=Glyph::Add busy=act.busy on_press=begin>"Start measure"</Button>
        </div>
        {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
    }
}
