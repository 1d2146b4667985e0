//! An assessment under review.

use super::{
    decide::{Comment, DecideBar, Decision},
    reading::focus_on_arrival,
    since::Since,
};
use crate::desk::{
    ask::use_asked,
    assessment::{AssessmentChanges, AssessmentText},
    lines::Lines,
    page::{Unknown, when_ready},
    pages,
};
use clinical::{Kind, Kinded, assessment::Assessment};
use keeper::protocol::{DocPage, DocView, Load};
use leptos::{html, prelude::*};
use record::{DocId, RecordId};
use ui::{Glyph, Icon};

/// The assessment.
#[component]
pub(super) fn OfAssessment(record: RecordId, doc: DocId, decision: Decision) -> impl IntoView {
    let asked = use_asked(move || Load { record, doc });
    let mine = Memo::new(move |_| asked.pick(|page| page.doc.signed.rights.review));
    let draw = move |page: DocPage| match page.view() {
        Some(one) => {
            let returned = page.returned.as_ref().and_then(Assessment::of).cloned();
            view! { <Paper record client=page.client one returned decision/> }.into_any()
        }
        None => view! { <Unknown/> }.into_any(),
    };
    view! {
        {when_ready(asked, draw)}
        <Show when=move || mine.get()><DecideBar decision goes_on=true/></Show>
    }
}

#[component]
fn Paper(
    record: RecordId,
    /// The client's name.
    client: String,
    one: DocView<Assessment>,
    /// The version that was returned, where it was signed again since.
    returned: Option<Assessment>,
    /// What is typed about it.
    decision: Decision,
) -> impl IntoView {
    let name = NodeRef::<html::H2>::new();
    focus_on_arrival(name);
    let what = format!("{} · {}", one.content.title(), one.signed.author_name);
    let decides = one.signed.rights.review.then_some(decision);
    let found = one
        .content
        .findings
        .iter()
        .map(|finding| view! { <li><Icon glyph=Glyph::Ring/><div>{finding.text.trim().to_owned()}</div></li> });
    let found = found.collect_view();
    let (since, new) = (RwSignal::new(true), StoredValue::new(one.content.clone()));
    let toggle = returned.is_some().then(|| view! { <Since since whole="Whole assessment"/> });
    let text = move || match returned.clone().filter(|_| since.get()) {
        Some(old) => view! { <AssessmentChanges old new=new.get_value()/> }.into_any(),
        None => view! { <AssessmentText assessment=new.get_value()/> }.into_any(),
    };
    view! {
        <header>
            <div class="spread">
                <div><h2 tabindex="-1" node_ref=name><bdi>{client}</bdi></h2><p class="soft">{what}</p></div>
                <div class="cluster">{toggle}<a class="btn" data-kind="plain" href=pages::one(record, Kind::Assessment, one.signed.doc)>"Open assessment"</a></div>
            </div>
        </header>
        <div class="sides">
            <section class="side" aria-label="Assessment">{text}</section>
            <section class="side" aria-label="Findings and comments">
                <h2>"Findings"</h2>
                <ul class="checks">{found}</ul>
                <h2 id="said">"Signatures and comments"</h2>
                <Lines lines=one.signed.lines/>
                {decides.map(|decision| view! { <Comment decision called="assessment"/> })}
            </section>
        </div>
    }
}
