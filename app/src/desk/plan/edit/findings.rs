//! Findings of assessments that nobody answers yet, and those that were put off.

use super::{problem::add_problem, writing::Writing};
use crate::desk::{
    form::{Day, Line},
    page::go_soon,
    plan::add_to_plan::answer,
};
use clinical::{
    assessment::{AssessmentFinding, Deferral, FindingId},
    plan::unanswered,
};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Glyph};

/// What the plan should take up, then what it puts off.
#[component]
pub(super) fn Findings(writing: Writing) -> impl IntoView {
    let open = Memo::new(move |_| {
        writing.thread(|thread| {
            writing.plan.with(|plan| {
                let (found, put_off) = (thread.findings(), thread.deferrals());
                let loose = unanswered(&found, plan, &put_off, thread.today).into_iter();
                loose
                    .filter(|finding| !plan.deferrals.iter().any(|other| other.finding == finding.id))
                    .cloned()
                    .collect::<Vec<_>>()
            })
        })
    });
    let deferred =
        Memo::new(move |_| writing.plan.with(|plan| plan.deferrals.iter().map(|one| one.finding.clone()).collect::<Vec<_>>()));
    view! {
        <Show when=move || !open.with(Vec::is_empty)>
            <section class="edit" data-line="findings" aria-labelledby="to-take-up">
                <h4 id="to-take-up">"Assessment findings not in the plan"</h4>
                <ul class="tied"><For each=move || open.get() key=|finding| finding.id.clone() let(finding)><Open writing finding/></For></ul>
            </section>
        </Show>
        <Show when=move || !deferred.with(Vec::is_empty)>
            <section class="edit" data-line="findings" aria-labelledby="put-off">
                <h4 id="put-off">"Deferred findings"</h4>
                <For each=move || deferred.get() key=Clone::clone let(id)><PutOff writing id/></For>
            </section>
        </Show>
    }
}

#[component]
fn Open(writing: Writing, finding: AssessmentFinding) -> impl IntoView {
    let (text, own) = (finding.text.clone(), StoredValue::new(finding));
    let take = move |()| {
        let finding = own.get_value();
        add_problem(writing, move |problem| answer(problem, finding));
    };
    let put_off = move |()| {
        let finding = own.with_value(|finding| finding.id.clone());
        let field = format!("deferral-{finding}-reason");
        writing.edit(|plan| plan.deferrals.push(Deferral { finding, reason: String::new(), until: None }));
        go_soon(field);
    };
    let id = own.with_value(|finding| format!("finding-{}", finding.id));
    let named = StoredValue::new(format!(" {text}"));
    view! {
        <li id=id tabindex="-1">
            <span>{text}</span>
            <span class="cluster">
                <Button glyph=Glyph::Add on_press=take>"Add as a problem"<span class="hidden-visually">{named.get_value()}</span></Button>
                <Button kind=ButtonKind::Quiet on_press=put_off>"Defer with a reason"<span class="hidden-visually">{named.get_value()}</span></Button>
            </span>
        </li>
    }
}

#[component]
fn PutOff(writing: Writing, id: FindingId) -> impl IntoView {
    let (at, own) = (writing.deferral(&id), StoredValue::new(id));
    let text = Memo::new(move |_| {
        let found = writing.thread(|thread| thread.findings());
        own.with_value(|id| {
            found.iter().find(|finding| finding.id == *id).map_or_else(|| "A finding".to_owned(), |finding| finding.text.clone())
        })
    });
    let remove = move |()| writing.edit(|plan| own.with_value(|id| plan.deferrals.retain(|one| one.finding != *id)));
    view! {
        <div class="row" role="group" aria-label=move || text.get()>
            <p>{move || text.get()}</p>
            <div class="pair">
                <Line at field="reason" label="Reason for deferring" get=|one| &one.reason set=|one| &mut one.reason/>
                <Day at field="until" label="Until (optional)" get=|one| one.until set=|one, day| one.until = day/>
                <Button kind=ButtonKind::Quiet on_press=remove>"Do not defer"<span class="hidden-visually">{move || format!(" {}", text.get())}</span></Button>
            </div>
        </div>
    }
}
