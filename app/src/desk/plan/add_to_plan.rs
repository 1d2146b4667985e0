//! The way of an open finding into the plan, from wherever it is shown: a revision, or a first version, that has it as a problem.

use super::{
    begin::{begun, blank, use_begin},
    labels,
    labels::shown_first,
};
use crate::desk::{
    ask::{Act, Asked},
    new_id,
};
use clinical::{
    LevelOfCare,
    assessment::{AssessmentFinding, FindingId},
    plan::{LineId, Plan, Problem, next_problem_number},
};
use keeper::protocol::{Begin, ThreadView};
use leptos::prelude::*;
use record::{DocId, RecordId};
use ui::{Banner, Button, Glyph, Tone};

/// Taking findings up. Made once for a page, so that it goes on while what is drawn changes. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Taking {
    asked: Asked<ThreadView>,
    level: Signal<Option<LevelOfCare>>,
    act: Act<Begin>,
    /// The finding that was pressed last: what went wrong is told there.
    pressed: RwSignal<Option<FindingId>>,
}

impl Taking {
    /// For a page; `level` is the profile's, for a first version.
    pub(crate) fn new(record: RecordId, asked: Asked<ThreadView>, level: Signal<Option<LevelOfCare>>) -> Self {
        Self { asked, level, act: use_begin(record), pressed: RwSignal::new(None) }
    }

    fn press(self, id: FindingId) {
        let level = self.level.get_untracked();
        if let Some(ask) = untrack(|| self.asked.pick(|thread| version_with(thread, level, &id))) {
            self.pressed.set(Some(id));
            self.act.run(ask);
        }
    }
}

/// What leads from a finding into the plan.
#[derive(Clone, Default, PartialEq, Eq)]
enum Way {
    #[default]
    None,
    /// My draft of the next version, which has it already or not.
    Draft { href: String, taken: bool },
    /// A version begun with it.
    Begin,
}

/// The button on a finding; a link where I am writing the next version already; nothing where I may not write.
#[component]
pub(crate) fn TakeUp(
    /// The page's.
    taking: Taking,
    finding: FindingId,
    /// Its words, for who does not see what the button stands beside.
    #[prop(into)]
    named: String,
) -> impl IntoView {
    let own = StoredValue::new(finding);
    let named = StoredValue::new(format!(" {}", named.trim()));
    let way = Memo::new(move |_| taking.asked.pick(|thread| own.with_value(|id| way(thread, id))));
    let failed = taking.act.wrong_beside(&[]);
    let wrong = move || failed.get().filter(|_| taking.pressed.with(|pressed| own.with_value(|id| pressed.as_ref() == Some(id))));
    let shown = move || match way.get() {
        Way::None => ().into_any(),
        Way::Draft { href, taken } => {
            let words = if taken { "Added to your draft" } else { "Add it to your draft" };
            view! { <a class="go-link" href=href>{words}<span class="hidden-visually">{named.get_value()}</span></a> }.into_any()
        }
        Way::Begin => view! {
            <Button glyph=Glyph::Add busy=taking.act.busy on_press=move |()| taking.press(own.get_value())>
                "Add as a problem"<span class="hidden-visually">{named.get_value()}</span>
            </Button>
        }
        .into_any(),
    };
    view! {
        <div class="noprint">{shown}{move || wrong().map(|words| view! { <Banner tone=Tone::Danger words/> })}</div>
    }
}

fn way(thread: &ThreadView, id: &FindingId) -> Way {
    let Some(follows) = follows(thread).filter(|_| thread.may_plan() && found(thread, id).is_some()) else { return Way::None };
    // A draft is led to, never written: what stands in it may be newer than what this page was told.
    let draft = thread.plans.iter().find(|view| view.signed.is_draft() && view.plan.head.bases == follows);
    draft.map_or(Way::Begin, |draft| Way::Draft {
        href: labels::href(thread.record, draft.signed.doc),
        taken: draft.plan.problems.iter().any(|problem| problem.findings.contains(id)),
    })
}

/// What the next version follows: the one in force, or nothing where none was signed; `None` where neither can be said.
fn follows(thread: &ThreadView) -> Option<Vec<DocId>> {
    match thread.standing().active() {
        Some(doc) => Some(vec![doc]),
        None => shown_first(thread).is_none().then(Vec::new),
    }
}

fn found(thread: &ThreadView, id: &FindingId) -> Option<AssessmentFinding> {
    thread.findings().into_iter().find(|finding| finding.id == *id)
}

/// The next version, with the finding as a problem.
fn version_with(thread: &ThreadView, level: Option<LevelOfCare>, id: &FindingId) -> Option<Begin> {
    let finding = found(thread, id)?;
    let mut plan = match follows(thread)?.first() {
        Some(doc) => thread.revise(*doc)?,
        None => blank(thread, level, None),
    };
    let number = next_problem_number(thread.plans.iter().map(|view| &view.plan));
    take_up(&mut plan, finding, new_id::line(), number);
    Some(begun(thread, plan))
}

/// Adds the problem; a deferral that is over no longer stands beside it.
fn take_up(plan: &mut Plan, finding: AssessmentFinding, line: LineId, number: u16) {
    plan.deferrals.retain(|deferral| deferral.finding != finding.id);
    let mut problem = Problem::new(line, number, "");
    answer(&mut problem, finding);
    plan.problems.push(problem);
}

/// Makes a new problem that of a finding.
pub(super) fn answer(problem: &mut Problem, finding: AssessmentFinding) {
    problem.statement = finding.text;
    problem.area = finding.area;
    problem.findings = vec![finding.id];
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::assessment::{Area, Deferral};

    #[test]
    fn a_finding_becomes_a_problem_and_is_no_longer_put_off() {
        let [id, other] = ["f1", "f2"].map(|id| FindingId::new(id).unwrap());
        let put_off = |finding: &FindingId| Deferral { finding: finding.clone(), reason: "Later.".into(), until: None };
        let mut plan = Plan { deferrals: vec![put_off(&id), put_off(&other)], ..Plan::default() };
        let area = Area::ALL[1];
        let finding = AssessmentFinding { id: id.clone(), area, text: "Cravings follow arguments.".into() };
        take_up(&mut plan, finding, LineId::new("p1").unwrap(), 4);
        let problem = &plan.problems[0];
        assert_eq!((problem.number, problem.statement.as_str()), (4, "Cravings follow arguments."));
        assert!(problem.area == area && problem.findings == [id]);
        assert!(plan.deferrals == [put_off(&other)]);
    }
}
