//! Findings of assessments that nobody answers yet, and those that were put off.

use super::{
    fields::{Kind, Typed},
    problem::add_problem,
    writing::Writing,
};
use crate::desk::{
    page::focus_field,
    plan::{take::answer, words},
};
use clinical::{
    assessment::{AssessmentFinding, Deferral, FindingId},
    plan::unanswered,
};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Glyph};

/// What the plan should take up, then what it puts off.
#[component]
pub(super) fn Findings(
    /// The version.
    writing: Writing,
) -> impl IntoView {
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
                <h4 id="to-take-up">"Found, and not yet in the plan"</h4>
                <ul class="tied"><For each=move || open.get() key=|finding| finding.id.clone() let(finding)><Open writing finding/></For></ul>
            </section>
        </Show>
        <Show when=move || !deferred.with(Vec::is_empty)>
            <section class="edit" data-line="findings" aria-labelledby="put-off">
                <h4 id="put-off">"Put off"</h4>
                <For each=move || deferred.get() key=Clone::clone let(id)><PutOff writing id/></For>
            </section>
        </Show>
    }
}

#[component]
fn Open(
    /// The version.
    writing: Writing,
    /// The finding.
    finding: AssessmentFinding,
) -> impl IntoView {
    let (text, own) = (finding.text.clone(), StoredValue::new(finding));
    let take = move |()| {
        let finding = own.get_value();
        add_problem(writing, move |problem| answer(problem, finding));
    };
    let put_off = move |()| {
        let finding = own.with_value(|finding| finding.id.clone());
        let field = format!("deferral-{finding}-reason");
        writing.edit(|plan| plan.deferrals.push(Deferral { finding, reason: String::new(), until: None }));
        request_animation_frame(move || focus_field(&field));
    };
    let id = own.with_value(|finding| format!("finding-{}", finding.id));
    let named = StoredValue::new(format!(" {text}"));
    view! {
        <li id=id tabindex="-1">
            <span>{text}</span>
            <span class="cluster">
                <Button glyph=Glyph::Add on_press=take>"Make it a problem"<span class="hidden-visually">{named.get_value()}</span></Button>
                <Button kind=ButtonKind::Quiet on_press=put_off>"Defer with a reason"<span class="hidden-visually">{named.get_value()}</span></Button>
            </span>
        </li>
    }
}

#[component]
fn PutOff(
    /// The version.
    writing: Writing,
    /// Which finding.
    id: FindingId,
) -> impl IntoView {
    let own = StoredValue::new(id.clone());
    let mine = move |deferral: &Deferral| own.with_value(|id| deferral.finding == *id);
    let part = move |get: fn(&Deferral) -> String| {
        Signal::derive(move || writing.plan.with(|plan| plan.deferrals.iter().find(|one| mine(one)).map(get).unwrap_or_default()))
    };
    let edit = move |change: &dyn Fn(&mut Deferral)| {
        writing.edit(|plan| plan.deferrals.iter_mut().filter(|one| mine(one)).for_each(change));
    };
    let text = Memo::new(move |_| {
        let found = writing.thread(|thread| thread.findings());
        own.with_value(|id| {
            found.iter().find(|finding| finding.id == *id).map_or_else(|| "A finding".to_owned(), |finding| finding.text.clone())
        })
    });
    let (reason, until) = (format!("deferral-{id}-reason"), format!("deferral-{id}-until"));
    let first = Signal::stored(part(|one| words::date_text(one.until)).get_untracked());
    let remove = move |()| {
        writing.edit(|plan| plan.deferrals.retain(|one| !mine(one)));
    };
    view! {
        <div class="row" role="group" aria-label=move || text.get()>
            <p>{move || text.get()}</p>
            <div class="pair">
                <Typed id=reason.clone() label="Why it waits" kind=Kind::Line value=part(|one| one.reason.clone())
                    on_input=move |text: String| edit(&|one| one.reason.clone_from(&text)) wrong=writing.wrong(reason)/>
                <Typed id=until.clone() label="Until, if there is a day" kind=Kind::Day value=first
                    on_input=move |text: String| edit(&|one| one.until = words::date_of(&text)) wrong=writing.wrong(until)/>
                <Button kind=ButtonKind::Quiet on_press=remove>"Take it up after all"<span class="hidden-visually">{move || format!(" {}", text.get())}</span></Button>
            </div>
        </div>
    }
}
