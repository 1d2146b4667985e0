//! Two versions of one base, line by line: what both changed is chosen, the rest is taken.

use crate::desk::{draft::PageDraft, form::Form, plan::compare::Told};
use clinical::plan::{LineId, Merge, MergeError, Plan, Sentence, Side, Taken, read};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};
use ui::{Banner, Button, ButtonKind, Glyph, TextArea, Tone};

/// Two plans with the one that both were written from, compared.
pub(in crate::desk::plan) struct Two {
    pub(in crate::desk::plan) base: Plan,
    pub(in crate::desk::plan) left: Plan,
    pub(in crate::desk::plan) right: Plan,
    /// How the left and the right one are called.
    pub(in crate::desk::plan) called: [String; 2],
    pub(in crate::desk::plan) merge: Merge,
    /// Whether a choice gets a reason here.
    pub(in crate::desk::plan) asks_why: bool,
}

impl Two {
    /// What a side did to a line, in words.
    fn said(&self, side: Side, line: &LineId) -> Vec<Sentence> {
        let plan = match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        };
        let lines = read(&self.base, plan).map(|reading| reading.lines).unwrap_or_default();
        lines.into_iter().find(|one| one.line == *line).map(|one| one.sentences).unwrap_or_default()
    }

    fn title(&self, line: &LineId) -> String {
        let find =
            |plan: &Plan| read(&self.base, plan).ok()?.lines.into_iter().find(|one| one.line == *line).map(|one| one.title);
        find(&self.left).or_else(|| find(&self.right)).unwrap_or_else(|| "A line".to_owned())
    }

    fn called(&self, side: Side) -> String {
        let [left, right] = &self.called;
        match side {
            Side::Left => left,
            Side::Right => right,
        }
        .clone()
    }
}

/// What is chosen, and why, by line.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(in crate::desk::plan) struct Choices {
    pub(in crate::desk::plan) sides: BTreeMap<LineId, Side>,
    pub(in crate::desk::plan) why: BTreeMap<LineId, String>,
}

/// The lines, and the button that makes one plan of both.
#[component]
pub(in crate::desk::plan) fn Choose(
    two: Arc<Two>,
    draft: PageDraft<Choices>,
    /// The plan that the choices make.
    make: Callback<(Choices,), Result<Plan, MergeError>>,
    /// Goes on with it.
    #[prop(into)]
    on_plan: Callback<Plan>,
    /// What went wrong with that.
    wrong: Signal<Option<String>>,
    #[prop(into)] busy: Signal<bool>,
    /// The words on the button; no button where they are missing.
    word: Option<String>,
) -> impl IntoView {
    let chosen = Form::new(draft.autosave(), |_| None, |_| None);
    let problem = RwSignal::new(None::<&'static str>);
    let go_on = move |()| match make.run((chosen.peek(Clone::clone),)) {
        Ok(plan) => {
            problem.set(None);
            on_plan.run(plan);
        }
        Err(MergeError::Open(_)) => problem.set(Some("Some lines are not chosen yet.")),
        Err(MergeError::Torn(_)) => {
            problem.set(Some("With these choices, a line would have no parent. Keep the line above it, or remove both."))
        }
        Err(MergeError::Misfit(_)) => problem.set(Some("These versions cannot be merged.")),
    };
    let told = move || problem.get().map(str::to_owned).or_else(|| wrong.get());
    let open = two.merge.open().iter().map(|line| view! { <Open two=two.clone() line=line.clone() chosen/> }).collect_view();
    let none_open = two.merge.open().is_empty();
    view! {
        <section aria-labelledby="to-choose">
            <h3 class="over" id="to-choose">"Changed in both: choose one"</h3>
            {none_open.then(|| view! { <p class="soft">"Nothing to choose: each line was changed in one version only."</p> })}
            {open}
        </section>
        <TakenLines two/>
        {move || told().map(|words| view! { <Banner tone=Tone::Danger words/> })}
        {word.map(|word| view! { <p class="actions"><Button kind=ButtonKind::First glyph=Glyph::Link busy on_press=go_on>{word}</Button></p> })}
    }
}

/// A line that both sides changed.
#[component]
fn Open(two: Arc<Two>, line: LineId, chosen: Form<Choices>) -> impl IntoView {
    let follow = two.merge.follow(&line).map(|line| two.title(line)).collect::<Vec<_>>().join("; ");
    let follow = (!follow.is_empty()).then(|| view! { <p class="soft">{format!("With it goes: {follow}.")}</p> });
    let group = format!("choose-{line}");
    let way = |side: Side| {
        let (own, id) = (line.clone(), format!("{group}-{}", if side == Side::Left { "left" } else { "right" }));
        let checked = {
            let own = own.clone();
            move || chosen.read_now(|choices| choices.sides.get(&own) == Some(&side))
        };
        let said = two.said(side, &line);
        let kept = said.is_empty().then(|| view! { <small>"Not changed."</small> });
        let said = said.into_iter().map(|sentence| view! { <small><Told sentence/></small> });
        let said = (kept, said.collect_view());
        view! {
            <label class="choice" for=id.clone()>
                <input type="radio" id=id.clone() name=group.clone() prop:checked=checked
                    on:change=move |_| chosen.edit(|choices| { choices.sides.insert(own.clone(), side); })/>
                <span>{two.called(side)}{said}</span>
            </label>
        }
    };
    let (left, right) = (way(Side::Left), way(Side::Right));
    let why = two.asks_why.then(|| view! { <Why group=group.clone() line=line.clone() chosen/> });
    view! {
        <fieldset class="field merge-line">
            <legend class="legend">{two.title(&line)}</legend>
            <div class="choices">{left}{right}</div>
            {follow}
            {why}
        </fieldset>
    }
}

/// Why a line was chosen.
#[component]
fn Why(group: String, line: LineId, chosen: Form<Choices>) -> impl IntoView {
    let own = line.clone();
    let why = chosen.read(move |choices| choices.why.get(&line).cloned().unwrap_or_default());
    let say = move |text: String| {
        chosen.edit(|choices| {
            choices.why.insert(own.clone(), text);
        });
    };
    view! {
        <TextArea name=format!("{group}-why") label="Reason for this choice" value=why on_input=say>
            "This appears next to the line when the merged version is compared with either of the two."
        </TextArea>
    }
}

/// Lines that are taken without asking, and from where.
#[component]
fn TakenLines(two: Arc<Two>) -> impl IntoView {
    let rows = two.merge.taken().iter().map(|(line, taken)| {
        let (side, from) = match taken {
            Taken::From(side) => (*side, two.called(*side)),
            Taken::Both => (Side::Left, "both".to_owned()),
        };
        let said = two.said(side, line).into_iter().map(|one| one.text).collect::<Vec<_>>().join(" ");
        view! { <li><b>{two.title(line)}</b><small>{format!("From {from}. {said}")}</small></li> }
    });
    let rows = rows.collect::<Vec<_>>();
    let none = rows.is_empty().then(|| view! { <p class="soft">"None."</p> });
    view! {
        <section aria-labelledby="taken-lines">
            <h3 class="over" id="taken-lines">"Other changes, taken as they are"</h3>
            {none}
            <ul class="taken">{rows}</ul>
        </section>
    }
}
