//! A version of the plan under review: what changed since the version before, line by line with its reasons, and who signed.

use super::{
    comments::CommentAt,
    decide::{Comment, DecideBar, Decision},
    reading::focus_on_arrival,
    since::Since,
};
use crate::desk::{
    ask::use_asked,
    lines::Lines,
    page::{Unknown, when_ready},
    pages,
    plan::{BesideLine, Comparison, plan_standing, plan_title, previous},
};
use clinical::{
    Kind, Kinded,
    plan::{LineChange, Plan, read},
};
use keeper::protocol::{Load, LoadThread, ThreadView};
use leptos::{html, prelude::*};
use record::{DocId, RecordId};
use ui::{Glyph, Icon, StateMark};

/// The version.
#[component]
pub(super) fn OfPlan(record: RecordId, doc: DocId, decision: Decision) -> impl IntoView {
    let asked = use_asked(move || LoadThread { record });
    let mine = Memo::new(move |_| asked.pick(|thread| thread.plan(doc).is_some_and(|view| view.signed.rights.review)));
    let back = use_asked(move || Load { record, doc });
    let returned = Memo::new(move |_| back.pick(|page| page.returned.as_ref().and_then(Plan::of).cloned()));
    view! {
        {when_ready(asked, move |thread| view! { <Paper thread doc returned decision/> }.into_any())}
        <Show when=move || mine.get()><DecideBar decision goes_on=true/></Show>
    }
}

#[component]
fn Paper(
    thread: ThreadView,
    doc: DocId,
    /// The version that was returned, where it was signed again since.
    returned: Memo<Option<Plan>>,
    /// What is typed about it.
    decision: Decision,
) -> impl IntoView {
    let Some(view) = thread.plan(doc).cloned() else { return view! { <Unknown/> }.into_any() };
    let name = NodeRef::<html::H2>::new();
    focus_on_arrival(name);
    let (mark, word) = plan_standing(&thread, &view);
    let before = previous(&thread, &view);
    let since = RwSignal::new(true);
    let what = format!("{} · {}", plan_title(&thread, doc), view.signed.author_name);
    let title = match &before {
        Some((number, _)) => format!("Changes since version {number}"),
        None => "First version".to_owned(),
    };
    let old = before.map(|(_, plan)| plan).unwrap_or_default();
    let (lines, decides) = (view.signed.lines.clone(), view.signed.rights.review.then_some(decision));
    let beside = BesideLine::new(move |line: &LineChange| {
        view! { <CommentAt place=line.place() label=line.title.clone() lines=lines.clone() decision=decides/> }.into_any()
    });
    let new = StoredValue::new(view.plan.clone());
    // The version that was returned, as it was then; else the version before.
    let compared = move || match returned.get().filter(|_| since.get()) {
        Some(plan) => ("Changes since it was returned".to_owned(), new.with_value(|new| read(&plan, new)).ok()),
        None => (title.clone(), new.with_value(|new| read(&old, new)).ok()),
    };
    let changes = move || {
        let ((title, reading), beside) = (compared(), beside.clone());
        view! {
            <h2 id="the-plan">{title}</h2>
            {reading.map(|reading| view! { <Comparison reading beside/> })}
        }
    };
    let toggle = move || returned.with(Option::is_some).then(|| view! { <Since since whole="Since the last version"/> });
    let occasion = view.plan.head.occasion.trim().to_owned();
    let missing = thread.missing(&view).iter().map(|missing| view! { <li>{missing.sentence()}</li> }).collect_view();
    let found = thread
        .check_thread(&view, &view.plan)
        .into_iter()
        .map(|finding| view! { <li><Icon glyph=Glyph::Ring/><div>{finding.sentence.into_owned()}</div></li> });
    let found: Vec<_> = found.collect();
    let none = found.is_empty();
    view! {
        <header>
            <div class="spread">
                <div><h2 tabindex="-1" node_ref=name><bdi>{thread.client.clone()}</bdi></h2><p class="soft">{what}</p></div>
                <div class="cluster">{toggle}<StateMark is=mark word/><a class="btn" data-kind="plain" href=pages::one(thread.record, Kind::Plan, doc)>"Open plan"</a></div>
            </div>
        </header>
        <div class="sides">
            <section class="side" aria-labelledby="the-plan">
                {(!occasion.is_empty()).then(|| view! { <p class="soft"><b>"Reason for revision: "</b>{occasion}</p> })}
                {changes}
            </section>
            <section class="side" aria-label="Thread and findings">
                <h2>"Findings"</h2>
                {none.then(|| view! { <p class="soft">"No issues."</p> })}
                <ul class="checks">{found}</ul>
                <h2 id="said">"Signatures and comments"</h2>
                <ul class="sigs">{missing}</ul>
                <Lines lines=view.signed.lines.clone()/>
                {decides.map(|decision| view! { <Comment decision called="plan"/> })}
            </section>
        </div>
    }
    .into_any()
}
