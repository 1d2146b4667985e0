//! Beginning a version: blank, from a template, or as a revision of the one in force.

use super::labels;
use crate::desk::{
    ask::{Act, use_act},
    new_id,
};
use clinical::{
    LevelOfCare,
    plan::{Head, Plan, next_problem_number, template},
};
use keeper::protocol::{Begin, ChartView, ThreadView};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use record::{DocId, RecordId};
use ui::{Banner, Button, ButtonKind, EmptyState, Glyph, Tone};

/// Keeps the first draft of a version, and goes to its page.
pub(super) fn use_begin(record: RecordId) -> Act<Begin> {
    let navigate = use_navigate();
    use_act::<Begin>(move |doc| navigate(&labels::href(record, doc), leptos_router::NavigateOptions::default()))
}

/// A draft that follows the signed version `doc`.
pub(super) fn revision(thread: &ThreadView, doc: DocId) -> Option<Begin> {
    Some(begun(thread, thread.revise(doc)?))
}

/// Asks to keep a version as a first draft.
pub(super) fn begun(thread: &ThreadView, plan: Plan) -> Begin {
    Begin { record: thread.record, body: plan.into() }
}

/// A first version: no lines, or those of a template. The level is the one of the last assessment, or of the profile.
pub(super) fn blank(thread: &ThreadView, profile: Option<LevelOfCare>, template: Option<&template::Template>) -> Plan {
    let number = next_problem_number(thread.plans.iter().map(|view| &view.plan));
    // What an intervention arranged is there to begin with; an assessment's decision comes before it.
    let arranged = thread.arranged.as_deref().cloned().unwrap_or_default();
    Plan {
        head: Head { date: Some(thread.today), ..Head::default() },
        problems: template.map(|template| template.problems(number, new_id::line)).unwrap_or_default(),
        level: thread.level_decided().cloned().or_else(|| arranged.level.clone()).or(profile),
        ..arranged
    }
}

/// The empty page of a plan, with the ways to begin.
#[component]
pub(super) fn BeginPlan(
    thread: ThreadView,
    /// The chart, for the level of care.
    chart: crate::desk::ask::Asked<ChartView>,
) -> impl IntoView {
    let act = use_begin(thread.record);
    let wrong = act.wrong_beside(&[]);
    let (may, arranged) = (thread.may_plan(), thread.arranged.is_some());
    let thread = StoredValue::new(thread);
    let begin = move |template: Option<&'static template::Template>| {
        let level = chart.pick(|chart| chart.profile.level_of_care.clone());
        act.run(thread.with_value(|thread| begun(thread, blank(thread, level, template))));
    };
    let templates = template::templates().iter().map(|each| {
        let steps = each.problems.iter().map(|problem| problem.objectives.len()).sum::<usize>();
        let about = each.problems.iter().map(|problem| problem.statement).collect::<Vec<_>>().join(" · ");
        view! {
            <li>
                <div>
                    <b>{each.label}</b><small>{format!("{about}. {steps} objectives, all editable.")}</small>
                    <Button busy=act.busy on_press=move |()| begin(Some(each))>
                        "Use this template"<span class="hidden-visually">{format!(" {}", each.label)}</span>
                    </Button>
                </div>
            </li>
        }
    });
    let words = if may {
        "Start with a blank plan or a template. Nothing counts until it is signed."
    } else {
        "The plan appears here once someone on the care team has signed it."
    };
    view! {
        {move || wrong.get().map(|words| view! { <Banner tone=Tone::Danger words/> })}
        {arranged.then(|| view! { <Banner words="The treatment arranged in the intervention is filled in when you start: level of care, why, and withdrawal management. Change anything."/> })}
        <EmptyState title="No plan yet" words=words>
            {may.then(|| view! {
                <Button kind=ButtonKind::First glyph=Glyph::Add busy=act.busy on_press=move |()| begin(None)>"Start a blank plan"</Button>
            })}
        </EmptyState>
        {may.then(|| view! {
            <section aria-labelledby="starting-points" class="starts">
                <h3 class="over" id="starting-points">"Templates"</h3>
                <ul class="list">{templates.collect_view()}</ul>
            </section>
        })}
    }
}
