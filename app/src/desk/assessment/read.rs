//! An assessment as it was signed, what became of its findings, and who signed.

mod acts;
mod parts;

use super::{
    finding_status::{FindingStatus, finding_status},
    plan_of,
};
use crate::desk::{
    ask::Asked,
    clock,
    lines::Lines,
    plan::{TakeUp, Taking},
    review::decide::{Comment, DecideBar, Decision},
    reworded::Pieces,
    row_labels,
};
use acts::Acts;
use clinical::{
    assessment::{Assessment, AssessmentFinding, Deferral},
    rewording::reworded,
};
use keeper::protocol::{ChartView, DocPage, DocSync, DocView, ThreadView};
use leptos::prelude::*;
use parts::{Part, parts};
use record::{DocId, RecordId, Status};
use ui::{Banner, Glyph, Icon, StateMark, Tone};

/// The assessment to read.
#[component]
pub(super) fn AssessmentRead(
    record: RecordId,
    doc: DocId,
    page: Asked<DocPage>,
    /// What runs through the chart.
    asked: Asked<ThreadView>,
    /// The chart, for the level of care.
    chart: Asked<ChartView>,
) -> impl IntoView {
    let one = Memo::new(move |_| page.pick(DocPage::view::<Assessment>));
    let standing = move || {
        let standing = page.pick(|page| Some(row_labels::standing(&page.row)));
        standing.map(|(mark, word)| view! { <StateMark is=mark word/> })
    };
    let decision = Decision::open(record, doc, || {});
    let level = Signal::derive(move || chart.pick(|chart| chart.profile.level_of_care.clone()));
    let taking = Taking::new(record, asked, level);
    let rights = Signal::derive(move || page.pick(|page| page.doc.signed.rights));
    view! {
        <div class="body notepage">
            <header class="notehead">
                <div>
                    <h2>{move || one.with(|one| one.as_ref().map(|one| one.content.title()))}</h2>
                    <p class="soft">{move || one.with(|one| one.as_ref().map(|one| one.signed.author_name.clone()))}</p>
                    {standing}
                </div>
                <Acts record doc rights/>
            </header>
            {move || one.get().map(|one| view! { <State one/> })}
            <div class="noteboard" data-beside="none">
                {move || one.get().map(|one| view! { <Sheet one asked taking/> })}
            </div>
            <Show when=move || rights.get().review><div class="form noprint"><Comment decision called="assessment"/></div></Show>
        </div>
        <Show when=move || rights.get().review><DecideBar decision/></Show>
    }
}

/// What somebody must know before reading: not received, not taken, withdrawn.
#[component]
fn State(one: DocView<Assessment>) -> impl IntoView {
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
        .then(|| (Tone::Danger, "Entered in error. It stays in the record but does not count.".to_owned()));
    let banner = |(tone, words): (Tone, String)| view! { <Banner tone words/> };
    view! { {not_there.map(banner)}{withdrawn.map(banner)} }
}

#[component]
fn Sheet(
    one: DocView<Assessment>,
    /// What runs through the chart: the plan in force.
    asked: Asked<ThreadView>,
    /// Takes findings up.
    taking: Taking,
) -> impl IntoView {
    let DocView { signed, content: assessment } = one;
    let retracted = matches!(signed.status, Status::EnteredInError).then_some("retracted");
    let title = assessment.title();
    let drawn = parts(&assessment).into_iter().map(|part| view! { <Written part/> }).collect_view();
    view! {
        <article class="paper assessed" aria-label=title data-is=retracted>
            {drawn}
            <section class="part">
                <div class="write">
                    <h3>"Findings"</h3>
                    <Found findings=assessment.findings deferrals=assessment.deferrals asked taking/>
                </div>
            </section>
        </article>
        <Lines lines=signed.lines/>
    }
}

/// What an assessment says, part by part, without its findings.
#[component]
pub(crate) fn AssessmentText(assessment: Assessment) -> impl IntoView {
    parts(&assessment).into_iter().map(|part| view! { <Written part/> }).collect_view()
}

/// What changed between two versions of an assessment, part by part, with the words that changed.
#[component]
pub(crate) fn AssessmentChanges(old: Assessment, new: Assessment) -> impl IntoView {
    let changed = parts::changed(&old, &new);
    if changed.is_empty() {
        return view! { <p class="soft">"No changes between the two versions."</p> }.into_any();
    }
    let row = |(label, old, new): (String, String, String)| {
        let label = (!label.is_empty()).then(|| view! { <dt>{label}</dt> });
        view! { <div>{label}<dd><Pieces pieces=reworded(&old, &new)/></dd></div> }
    };
    let part = |(heading, rows): (&'static str, Vec<(String, String, String)>)| {
        view! {
            <section class="part">
                <div class="write"><h3>{heading}</h3><dl class="told-answers">{rows.into_iter().map(row).collect_view()}</dl></div>
            </section>
        }
    };
    changed.into_iter().map(part).collect_view().into_any()
}

#[component]
fn Written(
    /// A part.
    part: Part,
) -> impl IntoView {
    let row = |(label, text): (String, String)| {
        let label = (!label.is_empty()).then(|| view! { <dt>{label}</dt> });
        view! { <div>{label}<dd>{text}</dd></div> }
    };
    let Part { heading, rows, source } = part;
    view! {
        <section class="part">
            <div class="write">
                <h3>{heading}</h3>
                <dl class="told-answers">{rows.into_iter().map(row).collect_view()}</dl>
                {source.map(|source| view! { <p class="label">{source}</p> })}
            </div>
        </section>
    }
}

/// Each finding with what became of it.
#[component]
fn Found(
    /// What was found.
    findings: Vec<AssessmentFinding>,
    /// What was put off here.
    deferrals: Vec<Deferral>,
    /// What runs through the chart.
    asked: Asked<ThreadView>,
    /// Takes findings up.
    taking: Taking,
) -> impl IntoView {
    if findings.is_empty() {
        return view! { <p class="soft">"None listed."</p> }.into_any();
    }
    let deferrals = StoredValue::new(deferrals);
    let finding = move |one: AssessmentFinding| {
        let AssessmentFinding { id, area, text } = one;
        let (own, named) = (id.clone(), StoredValue::new(text.clone()));
        let became = Memo::new(move |_| {
            asked.pick(|view| {
                let plan = view.in_force().map(|version| &version.plan);
                Some((view.record, deferrals.with_value(|own| finding_status(plan, own, &id, view.today))))
            })
        });
        let take = move |finding_status: &FindingStatus| {
            let open = matches!(finding_status, FindingStatus::Open);
            open.then(|| view! { <TakeUp taking finding=own.clone() named=named.get_value()/> })
        };
        view! {
            <li>
                <p><span class="label">{area.label()}</span><br/>{text}</p>
                {move || became.get().map(|(record, finding_status)| { let take = take(&finding_status); view! { <Became record finding_status/>{take} } })}
            </li>
        }
    };
    view! { <ul class="found">{findings.into_iter().map(finding).collect_view()}</ul> }.into_any()
}

#[component]
fn Became(
    record: RecordId,
    /// What became of it.
    finding_status: FindingStatus,
) -> impl IntoView {
    match finding_status {
        FindingStatus::TakenUp { number, statement } => view! {
            <p class="became"><Icon glyph=Glyph::Ok/><span>"Taken up by "<a href=plan_of(record)>{format!("problem {number}")}</a>{format!(": {statement}")}</span></p>
        }
        .into_any(),
        FindingStatus::Deferred { reason, until } => {
            let until = until.map(|until| format!(" until {}", clock::day(until))).unwrap_or_default();
            view! { <p class="became"><Icon glyph=Glyph::Wait/><span>{format!("Deferred{until}: {reason}")}</span></p> }.into_any()
        }
        FindingStatus::Open => view! {
            <p class="became" data-is="owed">
                <Icon glyph=Glyph::Owed/><span><b>"Not answered yet."</b>" "<a class="noprint" href=plan_of(record)>"Add it to the plan"</a></span>
            </p>
        }
        .into_any(),
    }
}
