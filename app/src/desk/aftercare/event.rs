//! A readmission or a transfer.

use super::{
    Opened, levels,
    read::{Parts, day, row},
    writing::{Writing, options, step},
};
use crate::desk::form::{Day, Line, Pick, Text};
use clinical::{EpisodeEvent, LevelOfCare, episode::EpisodeEventKind};
use leptos::prelude::*;

/// What happens when it is marked as entered in error.
pub(super) const WITHDRAWN: &str =
    "It stays in the record, crossed out for everyone, and no longer counts. You cannot undo this.";

/// The form.
pub(super) fn form(opened: Opened<EpisodeEvent>) -> AnyView {
    let (asked, doc) = (opened.asked, opened.signed.doc);
    let writing = Writing::begin(&opened, move |event: &EpisodeEvent| {
        asked.pick(|thread| {
            let level = event.on.and_then(|on| thread.level_on(on));
            // One that came back from the supervisor is among those that count.
            let others = thread.episodes_without(doc);
            event.check_in(&others, level, thread.birth_date, thread.today)
        })
    });
    let at = writing.form.whole("episode");
    let kind = at.read(|e: &EpisodeEvent| e.kind);
    let now = Signal::derive(move || asked.pick(|thread| thread.level_now().map(LevelOfCare::text)));
    let edition = untrack(|| asked.pick(|thread| thread.level_now().map(|level| level.edition))).unwrap_or_default();
    let hint = move || kind.get().hint();
    let reason = Signal::derive(move || {
        match kind.get() {
            EpisodeEventKind::Transfer => "Reason for the transfer",
            EpisodeEventKind::Readmission => "What the client needs now",
        }
        .to_owned()
    });
    let fields = step(
        "episode-what",
        "What changes",
        "from which day",
        view! {
            <Pick at field="kind" label="Kind" options=options(EpisodeEventKind::ALL, EpisodeEventKind::id, EpisodeEventKind::label)
                get=|e: &EpisodeEvent| e.kind.id().to_owned() set=|e, id| e.kind = EpisodeEventKind::from_id(id).unwrap_or_default()/>
            <p class="soft">{hint}</p>
            <Day at field="on" label="First day" required=true get=|e: &EpisodeEvent| e.on set=|e, day| e.on = day/>
            <p class="soft">{move || now.get().map(|level| format!("Level of care now: {level}."))}</p>
            <Pick at field="level" label="New level of care" options=levels::options(edition)
                get=|e: &EpisodeEvent| e.level.as_ref().map(levels::id).unwrap_or_default() set=|e, id| e.level = levels::of(id)/>
            <Line at field="program" label="New program" get=|e: &EpisodeEvent| &e.program set=|e| &mut e.program
                hint="Leave empty if it stays the same."/>
        },
    );
    let why = step(
        "episode-why",
        "Why",
        "and what the client says",
        view! {
            <Text at field="reason" label=reason get=|e: &EpisodeEvent| &e.reason set=|e| &mut e.reason/>
            <Text at field="words" label="Client’s own words" get=|e: &EpisodeEvent| &e.words set=|e| &mut e.words/>
        },
    );
    let title = match opened.value.kind {
        EpisodeEventKind::Transfer => "Transfer",
        EpisodeEventKind::Readmission => "Readmission",
    };
    let intro = "A new level of care calls for a plan review. After a readmission the chart continues where it left off. Nobody has to start over.";
    writing.page(&opened, title, intro, view! { {fields}{why} })
}

/// What it says.
pub(super) fn parts(event: &EpisodeEvent) -> Parts {
    let rows = vec![
        row("First day", day(event.on)),
        row("Level of care", event.level.as_ref().map(LevelOfCare::text).unwrap_or_default()),
        row("Program", event.program.clone()),
        row("Why", event.reason.clone()),
        row("Client’s own words", event.words.clone()),
    ];
    vec![(event.kind.label(), rows)]
}
