//! Two signed successors of one version, merged line by line; what both changed is chosen.

use super::{compare::Told, labels};
use crate::desk::{
    ask::use_act,
    clock,
    draft::{PageDraft, PageName, with_page},
    form::Form,
};
use clinical::plan::{Head, LineId, Merge, MergeError, Plan, Sentence, Side, Taken, merge, read};
use keeper::protocol::{Begin, PlanView, SavedForm, ThreadView};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};
use ui::{Banner, Button, ButtonKind, EmptyState, Glyph, TextArea, Tone};

/// Both versions with the one they follow, compared.
struct Both {
    thread: ThreadView,
    base: Plan,
    left: PlanView,
    right: PlanView,
    merge: Merge,
}

impl Both {
    fn of(thread: ThreadView) -> Option<Arc<Self>> {
        let standing = thread.standing();
        let (left, right) = match standing.heads() {
            [left, right, ..] => (thread.plan(*left)?.clone(), thread.plan(*right)?.clone()),
            _ => return None,
        };
        // Two first versions, each written where the other was not known, follow nothing.
        let base = standing.common_base(left.signed.doc, right.signed.doc).and_then(|base| thread.plan(base));
        let base = base.map(|base| base.plan.clone()).unwrap_or_default();
        let merge = merge(&base, &left.plan, &right.plan).ok()?;
        Some(Arc::new(Self { thread, base, left, right, merge }))
    }

    /// What a side did to a line, in words.
    fn said(&self, side: Side, line: &LineId) -> Vec<Sentence> {
        let plan = match side {
            Side::Left => &self.left.plan,
            Side::Right => &self.right.plan,
        };
        let lines = read(&self.base, plan).map(|reading| reading.lines).unwrap_or_default();
        lines.into_iter().find(|one| one.line == *line).map(|one| one.sentences).unwrap_or_default()
    }

    fn title(&self, line: &LineId) -> String {
        let find =
            |plan: &Plan| read(&self.base, plan).ok()?.lines.into_iter().find(|one| one.line == *line).map(|one| one.title);
        find(&self.left.plan).or_else(|| find(&self.right.plan)).unwrap_or_else(|| "A line".to_owned())
    }

    fn called(&self, side: Side) -> String {
        let view = match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        };
        let day = view.plan.head.date.map(|day| format!(", {}", clock::date(day))).unwrap_or_default();
        format!("{}{day}", view.signed.author_name)
    }
}

/// What is chosen, and why, by line.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Choices {
    sides: BTreeMap<LineId, Side>,
    why: BTreeMap<LineId, String>,
}

/// The page.
#[component]
pub(super) fn MergeVersions(thread: ThreadView) -> impl IntoView {
    let record = thread.record;
    let Some(both) = Both::of(thread) else {
        return view! {
            <EmptyState title="Nothing to merge" words="One version of the plan is active. There are two to merge only when each was signed before the other had synced.">
                <a class="btn" href=labels::list(record)>"Read the plan"</a>
            </EmptyState>
        }
        .into_any();
    };
    let page = PageName::Merge(record, both.left.signed.doc, both.right.signed.doc);
    with_page(page, move |loaded| view! { <Choose both=both.clone() page loaded/> }).into_any()
}

#[component]
fn Choose(
    both: Arc<Both>,
    page: PageName,
    /// What was chosen before, if anything.
    loaded: Option<SavedForm>,
) -> impl IntoView {
    let (record, may) = (both.thread.record, both.thread.may_plan());
    let draft = PageDraft::begin(page, loaded, Choices::default());
    let chosen = Form::new(draft.autosave(), |_| None, |_| None);
    let (navigate, problem) = (use_navigate(), RwSignal::new(None::<&'static str>));
    let act = use_act::<Begin>(move |doc| {
        draft.close();
        navigate(&labels::href(record, doc), NavigateOptions::default());
    });
    let begin = {
        let both = both.clone();
        move |()| match chosen.peek(|choices| merged(&both, choices)) {
            Ok(plan) => {
                problem.set(None);
                act.run(Begin { record, body: plan.into() });
            }
            Err(MergeError::Open(_)) => problem.set(Some("Some lines are not chosen yet.")),
            Err(MergeError::Torn(_)) => {
                problem.set(Some("With these choices, a line would have no parent. Keep the line above it, or remove both."))
            }
            Err(MergeError::Misfit(_)) => problem.set(Some("These versions cannot be merged.")),
        }
    };
    let wrong = act.wrong_beside(&[]);
    let told = move || problem.get().map(str::to_owned).or_else(|| wrong.get());
    let open = both.merge.open().iter().map(|line| view! { <Open both=both.clone() line=line.clone() chosen/> }).collect_view();
    let none_open = both.merge.open().is_empty();
    let sides = format!("By {} and by {}.", both.called(Side::Left), both.called(Side::Right));
    view! {
        <header class="spread planhead"><div><h2>"Merge two versions"</h2><p class="soft">{sides}" The merged version becomes active when a supervisor signs it."</p></div></header>
        <section aria-labelledby="to-choose">
            <h3 class="over" id="to-choose">"Changed in both: choose one"</h3>
            {none_open.then(|| view! { <p class="soft">"Nothing to choose: each line was changed in one version only."</p> })}
            {open}
        </section>
        <TakenLines both/>
        {move || told().map(|words| view! { <Banner tone=Tone::Danger words/> })}
        {may.then(|| view! { <p class="actions"><Button kind=ButtonKind::First glyph=Glyph::Link busy=act.busy on_press=begin>"Start the merged version"</Button></p> })}
    }
    .into_any()
}

/// The joined plan as a draft that follows both, with the reason of each line that was taken, and of each choice.
fn merged(both: &Both, Choices { sides, why }: &Choices) -> Result<Plan, MergeError> {
    let reasons = both.merge.reasons(sides, why, [&both.left.plan.head, &both.right.plan.head]);
    let head = Head {
        bases: vec![both.left.signed.doc, both.right.signed.doc],
        date: Some(both.thread.today),
        occasion: "Merged from two versions".to_owned(),
        reasons,
        ..Head::default()
    };
    both.merge.choose(sides, &head)
}

/// A line that both sides changed.
#[component]
fn Open(both: Arc<Both>, line: LineId, chosen: Form<Choices>) -> impl IntoView {
    let follow = both.merge.follow(&line).map(|line| both.title(line)).collect::<Vec<_>>().join("; ");
    let follow = (!follow.is_empty()).then(|| view! { <p class="soft">{format!("With it goes: {follow}.")}</p> });
    let group = format!("choose-{line}");
    let way = |side: Side| {
        let (own, id) = (line.clone(), format!("{group}-{}", if side == Side::Left { "left" } else { "right" }));
        let checked = {
            let own = own.clone();
            move || chosen.read_now(|choices| choices.sides.get(&own) == Some(&side))
        };
        let said = both.said(side, &line);
        let kept = said.is_empty().then(|| view! { <small>"Not changed."</small> });
        let said = said.into_iter().map(|sentence| view! { <small><Told sentence/></small> });
        let said = (kept, said.collect_view());
        view! {
            <label class="choice" for=id.clone()>
                <input type="radio" id=id.clone() name=group.clone() prop:checked=checked
                    on:change=move |_| chosen.edit(|choices| { choices.sides.insert(own.clone(), side); })/>
                <span>{both.called(side)}{said}</span>
            </label>
        }
    };
    let (left, right) = (way(Side::Left), way(Side::Right));
    let (own, read) = (line.clone(), line.clone());
    let why = chosen.read(move |choices| choices.why.get(&read).cloned().unwrap_or_default());
    let say = move |text: String| {
        chosen.edit(|choices| {
            choices.why.insert(own.clone(), text);
        });
    };
    view! {
        <fieldset class="field merge-line">
            <legend class="legend">{both.title(&line)}</legend>
            <div class="choices">{left}{right}</div>
            {follow}
            <TextArea name=format!("{group}-why") label="Reason for this choice" value=why on_input=say>
                "This appears next to the line when the merged version is compared with either of the two."
            </TextArea>
        </fieldset>
    }
}

/// Lines that are taken without asking, and from where.
#[component]
fn TakenLines(both: Arc<Both>) -> impl IntoView {
    let rows = both.merge.taken().iter().map(|(line, taken)| {
        let (side, from) = match taken {
            Taken::From(side) => (*side, both.called(*side)),
            Taken::Both => (Side::Left, "both".to_owned()),
        };
        let said = both.said(side, line).into_iter().map(|one| one.text).collect::<Vec<_>>().join(" ");
        view! { <li><b>{both.title(line)}</b><small>{format!("From {from}. {said}")}</small></li> }
    });
    let rows = rows.collect::<Vec<_>>();
    let none = rows.is_empty().then(|| view! { <p class="soft">"None."</p> });
    view! {
        <section aria-labelledby="taken-lines">
            <h3 class="over" id="taken-lines">"Unchanged lines"</h3>
            {none}
            <ul class="taken">{rows}</ul>
        </section>
    }
}
