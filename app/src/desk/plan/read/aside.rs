//! What stands beside the tree: about this version, signatures owed, where the thread is broken, the other versions.

use super::{Shown, labels, versions::Versions};
use crate::desk::{clock, page::focus_field};
use clinical::{
    Finding, Severity,
    plan::{LineId, LineKind, Plan},
};
use leptos::prelude::*;
use ui::{Glyph, Icon, StateMark};

/// The aside.
#[component]
pub(super) fn Aside(shown: Shown) -> impl IntoView {
    let plan = &shown.view.plan;
    let occasion = plan.head.occasion.trim();
    let written = plan.head.date.map(clock::short_day).unwrap_or_else(|| "no date yet".to_owned());
    let written = if occasion.is_empty() { written } else { format!("{written}, {occasion}") };
    let level = plan.level.as_ref().map_or_else(|| "not decided".to_owned(), clinical::LevelOfCare::text);
    let hours = plan.weekly_hours.map(|hours| format!(", {}", labels::weekly(hours))).unwrap_or_default();
    let due = shown.counts.then(|| shown.thread.due(&shown.view));
    let due = due.map(|due| {
        let class = due.is_overdue().then_some("broken");
        view! { <div><dt>"Next review"</dt><dd class=class>{due.sentence()}</dd></div> }
    });
    let (mark, word) = labels::standing(&shown.thread, &shown.view);
    let ending = plan.head.ending.map(|ending| {
        view! { <div><dt>"Ending"</dt><dd>{format!("{}. {}", ending.label(), plan.head.ending_reason.trim())}</dd></div> }
    });
    let owed = shown.missing.iter().map(|missing| {
        view! { <li><span class="state" data-is="owed"><Icon glyph=Glyph::Owed/>{missing.sentence()}</span></li> }
    });
    let since = shown.before.as_ref().map(|(before, number, _)| {
        let href = labels::against(shown.thread.record, shown.view.signed.doc, *before);
        view! { <p class="noprint"><a class="go-link" href=href>{format!("What changed since {number}")}<Icon glyph=Glyph::Go/></a></p> }
    });
    view! {
        <aside class="planside" aria-label="About this plan">
            <h3 class="over">{format!("Version {}", shown.number)}</h3>
            <dl class="pairs">
                <div><dt>"Status"</dt><dd><StateMark is=mark word/></dd></div>
                <div><dt>"Date"</dt><dd>{written}</dd></div>
                <div><dt>"Level of care"</dt><dd>{level}{hours}</dd></div>
                {due}
                {ending}
            </dl>
            <ul class="sigs">{owed.collect_view()}</ul>
            {since}
            {shown.counts.then(|| view! { <Thread shown=shown.clone()/> })}
            <section class="noprint" aria-labelledby="versions"><h3 class="over" id="versions">"Versions"</h3><Versions shown/></section>
        </aside>
    }
}

/// Where the golden thread is broken, each leading to its place.
#[component]
fn Thread(shown: Shown) -> impl IntoView {
    let lints = shown.lints.clone();
    let whole = lints.is_empty().then(|| {
        view! { <li data-is="ok"><Icon glyph=Glyph::Ok/><div>"Every finding, diagnosis, goal, and objective is linked."</div></li> }
    });
    let lints = lints.into_iter().map(|lint| {
        let name = place_name(&shown.view.plan, &lint.place.name());
        view! { <Broken lint name/> }
    });
    view! {
        <section class="noprint" aria-labelledby="the-thread">
            <h3 class="over" id="the-thread">"Golden thread"</h3>
            <ul class="checks">{whole}{lints.collect_view()}</ul>
            <p class="soft"><a href="/settings">"Program rules"</a></p>
        </section>
    }
}

/// One thing to look at, with the way to its place.
#[component]
pub(in crate::desk::plan) fn Broken(
    /// What was found.
    lint: Finding,
    /// How its place is called.
    name: String,
    /// Goes to its place.
    #[prop(optional, into)]
    on_go: Option<Callback<String>>,
) -> impl IntoView {
    let (is, glyph) = match lint.severity {
        Severity::Blocks => ("owed", Glyph::Owed),
        Severity::Warns => ("owed", Glyph::Half),
        Severity::Notes => ("ok", Glyph::Ring),
    };
    let told = lint.text();
    // A sentence that begins with the name of its place says it once.
    let told = told.strip_prefix(&name).map(|rest| rest.trim_start().to_owned()).unwrap_or(told);
    let told = told.replacen(ui::FILL_IN, if lint.blocks() { "Required." } else { "Not filled in." }, 1);
    let place = lint.place.name();
    let go = move || match on_go {
        Some(on_go) => on_go.run(place.clone()),
        None => focus_field(&place),
    };
    view! {
        <li data-is=is>
            <Icon glyph/>
            <div><button type="button" class="go-link" on:click=move |_| go()><b>{name}</b></button>" "{told}</div>
        </li>
    }
}

/// How a place of the plan is called: `Objective 1.2, target date`, `Level of care`.
pub(in crate::desk::plan) fn place_name(plan: &Plan, place: &str) -> String {
    let at = |kind: LineKind, id: &LineId| {
        let rest = place.strip_prefix(&format!("{}-{id}", kind.id()))?;
        if rest.is_empty() { Some(String::new()) } else { rest.strip_prefix('-').map(field_name) }
    };
    for problem in &plan.problems {
        if let Some(field) = at(LineKind::Problem, &problem.id) {
            return format!("Problem {}{field}", problem.number);
        }
        for goal in &problem.goals {
            if let Some(field) = at(LineKind::Goal, &goal.id) {
                return format!("Goal of problem {}{field}", problem.number);
            }
            for objective in &goal.objectives {
                let number = format!("{}.{}", problem.number, objective.number);
                if let Some(field) = at(LineKind::Objective, &objective.id) {
                    return format!("Objective {number}{field}");
                }
                let mut done = objective.interventions.iter();
                if let Some(field) = done.find_map(|line| at(LineKind::Intervention, &line.id)) {
                    return format!("Intervention for {number}{field}");
                }
            }
        }
    }
    if let Some(section) = place.strip_prefix("line-plan.").filter(|rest| !rest.ends_with("-reason")) {
        return match section {
            "level" => "Level of care",
            "strengths" => "Strengths",
            "barriers" => "Barriers",
            "preferences" => "Preferences",
            "supports" => "Supports",
            "triggers" => "Triggers and coping skills",
            "safety" => "Safety",
            "medication" => "Medication",
            "measures" => "Measures",
            "discharge" => "Discharge criteria",
            "aftercare" => "Aftercare",
            "participants" => "Participants",
            "review" => "Next review",
            "deferrals" => "Deferred findings",
            _ => "This plan",
        }
        .to_owned();
    }
    match place {
        "plan-bases" => "Newer version signed",
        "plan-date" => "Date",
        "plan-problems" => "Problems",
        "plan-level" => "Level of care",
        "plan-level-reason" => "Reason for this level",
        "plan-weekly-hours" => "Hours per week",
        "plan-review-date" => "Next review",
        "plan-strengths" => "Strengths",
        "plan-discharge-criteria" => "Discharge criteria",
        "plan-triggers" => "Triggers and coping skills",
        "plan-supports" => "Supports",
        "plan-harm-reduction" => "Harm reduction",
        "plan-ending-reason" => "Reason for ending",
        _ if place.starts_with("finding-") || place.starts_with("deferral-") => "Assessment finding",
        _ if place.starts_with("line-") => "Reason for change",
        _ if place.starts_with("revision-") => "After the return to use",
        _ => "This plan",
    }
    .to_owned()
}

/// A field of a line as its label says it, after a comma; nothing for one that has no label.
fn field_name(field: &str) -> String {
    let label = match field {
        "statement" => "statement",
        "evidence" => "as evidenced by",
        "dimension" => "dimension",
        "words" => "client’s words",
        "outcome" => "long-term outcome",
        "criterion" => "measurable by",
        "baseline" => "baseline",
        "target" => "target",
        "unit" => "unit",
        "instrument" => "instrument",
        "target-date" => "target date",
        "status-reason" => "reason for the status",
        "description" => "description",
        "provider" => "provider",
        "frequency" => "frequency",
        "minutes" => "duration",
        "end" => "end date",
        _ => return String::new(),
    };
    format!(", {label}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::plan::{Goal, Objective, Problem};

    #[test]
    fn a_place_is_called_by_the_number_of_its_line() {
        let id = |text: &str| LineId::new(text).unwrap();
        let mut problem = Problem::new(id("p"), 2, "");
        let mut goal = Goal::new(id("g"), "");
        goal.objectives.push(Objective::new(id("o-1"), 3, ""));
        problem.goals.push(goal);
        let plan = Plan { problems: vec![problem], ..Plan::default() };
        assert_eq!(place_name(&plan, "objective-o-1-target-date"), "Objective 2.3, target date");
        assert_eq!(place_name(&plan, "problem-p"), "Problem 2");
        assert_eq!(place_name(&plan, "goal-g-words"), "Goal of problem 2, client’s words");
        assert_eq!(place_name(&plan, "plan-review-date"), "Next review");
    }
}
