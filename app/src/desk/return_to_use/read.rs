//! A return to use as it was signed: the story, what came before it, what helped, what was decided, and the plan that answers it.

mod parts;
mod revision;

use super::{
    EventView,
    decided::{class, due},
    form::Emergency,
    later::{TellMore, later},
};
use crate::desk::{
    ask::Asked,
    clock,
    lines::Lines,
    review::decide::{Comment, DecideBar, Decision},
    row_labels,
    sign_dialog::Retract,
};
use keeper::protocol::{ChartView, DocSync, ThreadView};
use leptos::prelude::*;
use parts::parts;
use record::{DocId, RecordId, Status};
use revision::PlanRevision;
use ui::{Banner, Button, ButtonKind, Glyph, PrintButton, StateMark, Tone};

/// The event to read.
#[component]
pub(super) fn EventRead(
    record: RecordId,
    doc: DocId,
    /// What runs through the chart.
    asked: Asked<ThreadView>,
    /// The chart, for the row.
    chart: Asked<ChartView>,
) -> impl IntoView {
    let one = Memo::new(move |_| asked.pick(|view| view.return_to_use(doc).cloned()));
    let row = Memo::new(move |_| chart.pick(|chart| chart.rows.iter().find(|row| row.doc == doc).cloned()));
    let standing =
        move || row.get().map(|row| row_labels::standing(&row)).map(|(mark, word)| view! { <StateMark is=mark word/> });
    let decision = Decision::open(record, doc, || {});
    let rights = Signal::derive(move || one.with(|one| one.as_ref().map(|one| one.signed.rights).unwrap_or_default()));
    let title = move || {
        let day = one.with(|one| one.as_ref().and_then(|one| one.event.start.or(one.event.found_on)));
        day.map_or_else(|| "Return to use".to_owned(), |day| format!("Return to use, {}", clock::day(day)))
    };
    let (telling, retracting) = (RwSignal::new(false), RwSignal::new(false));
    view! {
        <div class="body notepage">
            <header class="notehead">
                <div>
                    <h2>{title}</h2>
                    <p class="soft">{move || one.with(|one| one.as_ref().map(|one| one.signed.author_name.clone()))}</p>
                    {standing}
                </div>
                <div class="cluster noprint">
                    <PrintButton label="Print" kind=ButtonKind::Quiet/>
                    <Show when=move || rights.get().retract>
                        <Button kind=ButtonKind::Quiet glyph=Glyph::Drop on_press=move |()| retracting.set(true)>"Entered in error"</Button>
                    </Show>
                    <Show when=move || rights.get().amend>
                        <Button glyph=Glyph::Add on_press=move |()| telling.set(true)>"Add what was learned later"</Button>
                    </Show>
                </div>
            </header>
            {move || one.get().map(|one| view! { <State one/> })}
            <PlanRevision record doc asked/>
            <div class="noteboard" data-beside="none">
                {move || one.get().map(|one| sheet(&one, asked))}
            </div>
            <Show when=move || rights.get().review><div class="form noprint"><Comment decision called="record"/></div></Show>
        </div>
        <TellMore record doc open=telling/>
        <Retract record doc open=retracting
            words="The record stays, crossed out, for everyone, and no longer requires a revision. You cannot undo this."/>
        <Show when=move || rights.get().review><DecideBar decision/></Show>
    }
}

/// What somebody must know before reading.
#[component]
fn State(one: EventView) -> impl IntoView {
    let danger = one.as_known().is_danger().then(|| view! { <Emergency/> });
    let not_there = match one.signed.sync {
        DocSync::Received | DocSync::DraftOnly => None,
        DocSync::Waiting => Some((
            Tone::Plain,
            "Signed on this device, waiting to send. It is sent as soon as the server can be reached.".to_owned(),
        )),
        DocSync::Quarantined(why) => Some((
            Tone::Danger,
            format!(
                "This could not be sent. {} It stays on this device until you decide what to do with it in the outbox.",
                crate::refused(why)
            ),
        )),
    };
    let withdrawn = matches!(one.signed.status, Status::EnteredInError)
        .then(|| (Tone::Danger, "Entered in error. It stays in the chart and does not count.".to_owned()));
    let banner = |(tone, words): (Tone, String)| view! { <Banner tone words/> };
    view! { {danger}{not_there.map(banner)}{withdrawn.map(banner)} }
}

fn sheet(one: &EventView, asked: Asked<ThreadView>) -> AnyView {
    let retracted = matches!(one.signed.status, Status::EnteredInError).then_some("retracted");
    let drawn = parts(&one.event).into_iter().map(|(heading, rows)| {
        let row = |(label, text): (String, String)| {
            let label = (!label.is_empty()).then(|| view! { <dt>{label}</dt> });
            view! { <div>{label}<dd>{text}</dd></div> }
        };
        view! {
            <section class="part"><div class="write">
                <h3>{heading}</h3><dl class="told-answers">{rows.into_iter().map(row).collect_view()}</dl>
            </div></section>
        }
    });
    let decided = one.event.decision.suggestion.as_ref().map(|then| {
        view! { <section class="part"><div class="write"><h3>"What the rules said"</h3>{class(then)}{due(then)}</div></section> }
    });
    // What was learned later can change the class: the rules are asked again, the decision stays what it was.
    let now = untrack(|| asked.pick(|thread| one.as_known().suggestion(thread.today))).filter(|_| !one.later.is_empty());
    let changed = now.filter(|now| one.event.decision.suggestion.as_ref().is_none_or(|then| then.class != now.class));
    let changed = changed.map(|now| {
        view! { <section class="part"><div class="write"><h3>"With what is known now"</h3>{class(&now)}{due(&now)}</div></section> }
    });
    view! {
        <article class="paper assessed" aria-label="Return to use" data-is=retracted>{drawn.collect_view()}{decided}{changed}</article>
        {later(one)}
        <Lines lines=one.signed.lines.clone()/>
    }
    .into_any()
}
