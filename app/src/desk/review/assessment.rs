//! An assessment under review.

use super::{
    decide::{Comment, DecideBar, Decision},
    reading::focus_on_arrival,
};
use crate::desk::{
    ask::use_asked,
    assessment::AssessmentText,
    lines::Lines,
    page::{Unknown, when_ready},
    pages,
};
use clinical::Kind;
use keeper::protocol::{LoadThread, ThreadView};
use leptos::{html, prelude::*};
use record::{DocId, RecordId};

/// The assessment.
#[component]
pub(super) fn OfAssessment(record: RecordId, doc: DocId, decision: Decision) -> impl IntoView {
    let asked = use_asked(move || LoadThread { record });
    let review =
        move |thread: &ThreadView| thread.assessments.iter().any(|one| one.signed.doc == doc && one.signed.rights.review);
    let mine = Memo::new(move |_| asked.pick(review));
    view! {
        {when_ready(asked, move |thread| view! { <Paper thread doc decision/> }.into_any())}
        <Show when=move || mine.get()><DecideBar decision goes_on=true/></Show>
    }
}

#[component]
fn Paper(
    thread: ThreadView,
    doc: DocId,
    /// What is typed about it.
    decision: Decision,
) -> impl IntoView {
    let Some(one) = thread.assessments.iter().find(|one| one.signed.doc == doc).cloned() else {
        return view! { <Unknown/> }.into_any();
    };
    let name = NodeRef::<html::H2>::new();
    focus_on_arrival(name);
    let what = format!("{} · {}", one.assessment.title(), one.signed.author_name);
    let decides = one.signed.rights.review.then_some(decision);
    let found = one.assessment.findings.iter().map(|finding| view! { <li><div>{finding.text.trim().to_owned()}</div></li> });
    let found = found.collect_view();
    view! {
        <header>
            <div class="spread">
                <div><h2 tabindex="-1" node_ref=name><bdi>{thread.client.clone()}</bdi></h2><p class="soft">{what}</p></div>
                <a class="btn" data-kind="plain" href=pages::one(thread.record, Kind::Assessment, doc)>"Open assessment"</a>
            </div>
        </header>
        <div class="sides">
            <section class="side" aria-label="Assessment"><AssessmentText assessment=one.assessment.clone()/></section>
            <section class="side" aria-label="Findings and comments">
                <h2>"Findings"</h2>
                <ul class="checks">{found}</ul>
                <h2 id="said">"Signatures and comments"</h2>
                <Lines lines=one.signed.lines own=one.signed.author_name/>
                {decides.map(|decision| view! { <Comment decision called="assessment"/> })}
            </section>
        </div>
    }
    .into_any()
}
