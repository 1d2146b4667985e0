//! Problems: statement, evidence, what they go back to, and the goals below.

use super::{
    goal::Goals,
    line::{LineFindings, LineShift},
    opening::{EditButton, Opening},
    options::options,
    unit::Unit,
    writing::{Writing, all_versions},
};
use crate::desk::{
    form::{Line, List, Part, Pick, Text},
    new_id,
};
use clinical::{
    Edition,
    assessment::{Area, DimensionRef, dimensions},
    plan::{LineId, Plan, Priority, Problem, ProblemStatus, next_problem_number, template},
};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Check, CheckLook, Glyph, Opt};

/// Every problem, and the ways to add one.
#[component]
pub(super) fn Problems(writing: Writing) -> impl IntoView {
    let list = List::new(writing.whole(), "problem", |plan: &Plan| &plan.problems, |plan| &mut plan.problems);
    let ids = list.each(|problem| problem.id.clone());
    let wrong = writing.whole().wrong("problems");
    view! {
        <section aria-labelledby="plan-problems" class="problems">
            <h3 class="hidden-visually" id="plan-problems" tabindex="-1">"Problems"</h3>
            {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            <For each=move || ids.get() key=Clone::clone let(id)><OneProblem writing list id/></For>
            <div class="adds">
                <Button glyph=Glyph::Add on_press=move |()| new_problem(writing)>"Add a problem"</Button>
                <Templates writing/>
            </div>
        </section>
    }
}

/// Adds an empty problem.
pub(super) fn new_problem(writing: Writing) {
    add_problem(writing, |_| ());
}

/// Adds a problem under a new number, with what `make` knows of it, and opens it.
pub(super) fn add_problem(writing: Writing, make: impl FnOnce(&mut Problem)) {
    let number = all_versions(writing, |all| next_problem_number(all.iter().copied()));
    let mut problem = Problem::new(new_id::line(), number, "");
    make(&mut problem);
    let id = problem.id.clone();
    writing.edit(|plan| plan.problems.push(problem));
    writing.open(Unit::Problem(id));
}

/// A starting point, added to what stands there: with a button, because arrow keys pass by every choice of a closed list.
#[component]
fn Templates(writing: Writing) -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    let add = move |()| {
        let id = chosen.get_untracked();
        let Some(template) = template::templates().iter().find(|template| template.id == id) else { return };
        let number = all_versions(writing, |all| next_problem_number(all.iter().copied()));
        let problems = template.problems(number, new_id::line);
        let first = problems.first().map(|problem| Unit::Problem(problem.id.clone()));
        writing.edit(|plan| plan.problems.extend(problems));
        chosen.set(String::new());
        if let Some(first) = first {
            writing.open(first);
        }
    };
    let options = template::templates().iter().map(|each| view! { <option value=each.id>{each.label}</option> }).collect_view();
    view! {
        <div class="field from">
            <label for="from-template">"Or use a template"</label>
            <select class="input" id="from-template" prop:value=chosen on:change:target=move |event| chosen.set(event.target().value())>
                <option value="">"Choose"</option>
                {options}
            </select>
        </div>
        <Button glyph=Glyph::Add disabled=Signal::derive(move || chosen.with(String::is_empty)) on_press=add>"Add its problems"</Button>
    }
}

#[component]
fn OneProblem(writing: Writing, list: List<Plan, Plan, Problem>, id: LineId) -> impl IntoView {
    let unit = Unit::Problem(id.clone());
    let own = StoredValue::new(id.clone());
    let place = writing.problem(&id).id();
    let (reading, filling) = (unit.clone(), move || view! { <ProblemFields writing list id=own.get_value()/> });
    let read = move || view! { <ProblemRead writing id=own.get_value() unit=reading.clone()/> };
    view! {
        <section class="problem" id=place tabindex="-1" aria-label=move || own.with_value(|id| called(writing, id))>
            <Opening writing unit read=read fields=filling/>
            <Goals writing id/>
        </section>
    }
}

fn called(writing: Writing, id: &LineId) -> String {
    writing.plan.with(|plan| Unit::Problem(id.clone()).name(plan))
}

/// What it says.
#[component]
fn ProblemRead(
    writing: Writing,
    id: LineId,
    /// The same, to be opened.
    unit: Unit,
) -> impl IntoView {
    let at = writing.problem(&id);
    let number = at.read(|problem| problem.number);
    let statement = at.read(|problem| problem.statement.trim().to_owned());
    let evidence = at.read(|problem| problem.evidence.trim().to_owned());
    let status = at.read(|problem| {
        let reason = problem.status_reason.trim();
        let label = problem.status.label();
        match (problem.status == ProblemStatus::Active, reason.is_empty()) {
            (true, _) => String::new(),
            (false, true) => label.to_owned(),
            (false, false) => format!("{label}: {reason}"),
        }
    });
    let named = Memo::new(move |_| {
        writing.thread(|thread| {
            let conditions = at.read_now(|problem| problem.conditions.clone());
            let current = thread.current().filter(|(id, _)| conditions.contains(id));
            current.map(|(_, condition)| condition.text(thread.today)).collect::<Vec<_>>().join(" · ")
        })
    });
    let row = |name: &'static str, value: Signal<String>| {
        move || {
            let value = value.get();
            (!value.is_empty()).then(|| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
        }
    };
    view! {
        <header class="spread">
            <h3><span class="line-number">{move || format!("Problem {}", number.get())}</span>" "
                {move || if statement.with(String::is_empty) { "Not written yet".to_owned() } else { statement.get() }}</h3>
            <EditButton writing unit/>
        </header>
        <LineFindings writing id=at.id()/>
        <dl class="line-facts">
            {row("As evidenced by", evidence)}
            {row("Diagnosis", named.into())}
            {row("Status", status)}
        </dl>
    }
}

/// Its fields.
#[component]
fn ProblemFields(writing: Writing, list: List<Plan, Plan, Problem>, id: LineId) -> impl IntoView {
    let at = writing.problem(&id);
    let called = at.read(|problem| format!("problem {}", problem.number));
    let reasoned = at.read(|problem| problem.status.wants_reason() || !problem.status_reason.is_empty());
    let reasoned = Memo::new(move |_| reasoned.get());
    view! {
        <LineFindings writing id=at.id()/>
        <Text at field="statement" label="Problem" get=|p| &p.statement set=|p| &mut p.statement/>
        <Text at field="evidence" label="As evidenced by" get=|p| &p.evidence set=|p| &mut p.evidence
            hint="Behavior, measures, what the client reports."/>
        <div class="pair">
            <Pick at field="area" label="Area" options=options(Area::ALL, Area::id, Area::label)
                get=|p| p.area.id().to_owned() set=|p, id| p.area = Area::from_id(id).unwrap_or_default()/>
            <Pick at field="dimension" label="ASAM dimension" options=dimension_options() get=dimension_id set=set_dimension/>
            <Pick at field="priority" label="Priority" options=options(Priority::ALL, Priority::id, Priority::label)
                get=|p| p.priority.id().to_owned() set=|p, id| p.priority = Priority::from_id(id).unwrap_or_default()/>
            <Pick at field="status" label="Status" options=options(ProblemStatus::ALL, ProblemStatus::id, ProblemStatus::label)
                get=|p| p.status.id().to_owned() set=|p, id| p.status = ProblemStatus::from_id(id).unwrap_or_default()/>
        </div>
        <Show when=move || reasoned.get()>
            <Line at field="status_reason" label="Reason for the status" get=|p| &p.status_reason set=|p| &mut p.status_reason/>
        </Show>
        <Conditions writing at/>
        <Answers writing at/>
        <div class="edit-acts"><LineShift list id own=|problem| &problem.id what=called/></div>
    }
}

fn dimension_options() -> Vec<Opt> {
    let of = |edition: Edition, name: &'static str| {
        let number = match edition {
            Edition::Third => 3,
            Edition::Fourth => 4,
        };
        let option = move |one: &clinical::assessment::Dimension| {
            Opt::new(format!("{number}/{}", one.number), format!("{} {}", one.number, one.name)).in_group(name)
        };
        dimensions(edition).iter().map(option)
    };
    let none = std::iter::once(Opt::new("", "Not chosen"));
    none.chain(of(Edition::Fourth, "4th edition")).chain(of(Edition::Third, "3rd edition")).collect()
}

fn dimension_id(problem: &Problem) -> String {
    let text = |DimensionRef { edition, number }: DimensionRef| match edition {
        Edition::Third => format!("3/{number}"),
        Edition::Fourth => format!("4/{number}"),
    };
    problem.dimension.map(text).unwrap_or_default()
}

fn set_dimension(problem: &mut Problem, id: &str) {
    problem.dimension = id.split_once('/').and_then(|(edition, number)| {
        let edition = if edition == "3" { Edition::Third } else { Edition::Fourth };
        Some(DimensionRef { edition, number: number.parse().ok()? })
    });
}

/// The diagnoses it is about, each to tick.
#[component]
fn Conditions(writing: Writing, at: Part<Plan, Problem>) -> impl IntoView {
    let known = Memo::new(move |_| {
        writing.thread(|thread| {
            let current = thread.current().filter(|(_, condition)| condition.status.is_current());
            current.map(|(id, condition)| (id, condition.text(thread.today))).collect::<Vec<_>>()
        })
    });
    let none = move || known.with(Vec::is_empty);
    let row = move |(id, text): (record::DocId, String)| {
        let checked = at.read(move |problem| problem.conditions.contains(&id));
        let change = move |on: bool| {
            at.edit(|problem| {
                problem.conditions.retain(|other| *other != id);
                if on {
                    problem.conditions.push(id);
                }
            });
        };
        view! { <Check name=format!("{}-{id}", at.name("conditions")) checked on_change=change look=CheckLook::Chip>{text}</Check> }
    };
    view! {
        <fieldset class="field" id=at.name("conditions") tabindex="-1">
            <legend class="legend">"Diagnosis"</legend>
            <Show when=none><p class="hint">"No diagnosis in the chart yet. Add one under Diagnoses, then link it here."</p></Show>
            <div class="chips"><For each=move || known.get() key=|(id, _)| *id children=row/></div>
        </fieldset>
    }
}

/// Findings it answers.
#[component]
fn Answers(writing: Writing, at: Part<Plan, Problem>) -> impl IntoView {
    let linked = at.read(|problem| problem.findings.clone());
    let rows = move || {
        let found = writing.thread(|thread| thread.findings());
        let linked = linked.get().into_iter().filter_map(|id| found.iter().find(|finding| finding.id == id).cloned());
        linked
            .map(|finding| {
                let id = finding.id.clone();
                let untie = move |()| at.edit(|problem| problem.findings.retain(|other| *other != id));
                view! {
                    <li><span>{finding.text.clone()}</span>
                        <Button kind=ButtonKind::Quiet on_press=untie>"Unlink"<span class="hidden-visually">{format!(" the finding: {}", finding.text)}</span></Button>
                    </li>
                }
            })
            .collect::<Vec<_>>()
    };
    move || {
        let rows = rows();
        (!rows.is_empty()).then(
            || view! { <div class="field"><span class="legend">"Assessment findings"</span><ul class="tied">{rows}</ul></div> },
        )
    }
}
