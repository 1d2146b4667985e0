//! The page that opens at once when an answer asks for a person. It has no way past it but to record what was asked and done.

use super::filling::Filling;
use crate::desk::{
    form::{Bound, Remarks, Text},
    page::{Heading, focus_field, focus_heading},
    surroundings::{Around, set_around},
};
use clinical::measure::{Measure, RiskAnswer, RiskJudgment, RiskQuestion, RiskRecord, SafetyStep};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Check, Choice, ChoiceLook, Glyph, Icon, Opt, use_notices};
use wasm_bindgen::JsValue;

/// The page.
#[component]
pub(super) fn RiskPage(
    filling: Filling,
    /// The client's name.
    client: Signal<String>,
) -> impl IntoView {
    let left = filling.form.read(|measure| measure.risk.as_ref().is_some_and(|risk| risk.not_asked.is_some()));
    set_around(Around::NoWayOut);
    stay_on_back();
    view! {
        <section class="riskpage" aria-label="Risk screen" on:focusout=move |_| filling.draft.keep_now()>
            <header class="riskhead">
                <Icon glyph=Glyph::Danger/>
                <div><Heading title="Ask about suicide now" tab="Risk screen"/><p>{move || answered(filling, &client.get())}</p></div>
            </header>
            {move || if left.get() { view! { <NotAsked filling/> }.into_any() } else { view! { <Asking filling client/> }.into_any() }}
            <Foot filling left/>
        </section>
    }
}

/// The browser's Back comes to this page again: it is left by recording what was asked and done, or by locking the desk.
fn stay_on_back() {
    fn again() {
        let here = window().location().href().ok();
        if let (Ok(history), Some(here)) = (window().history(), here) {
            let _refused = history.push_state_with_url(&JsValue::NULL, "", Some(&here));
        }
    }
    again();
    let notices = use_notices();
    let back = window_event_listener_untyped("popstate", move |_| {
        again();
        notices.say("Record what you asked and did first. If the client left, choose “Client left before I could ask”.");
    });
    on_cleanup(move || back.remove());
}

/// Who answered what.
fn answered(filling: Filling, client: &str) -> String {
    let told = filling.draft.value.with(|measure| {
        let instrument = measure.instrument()?;
        let item = instrument.item(&instrument.alerts.first()?.item)?;
        let words = super::labels::answer(instrument, measure, item, clinical::measure::Language::En);
        let verb = if measure.skipped.contains(&item.id) { "skipped".to_owned() } else { format!("answered “{words}” to") };
        let text = item.text.exact(clinical::measure::Language::En).unwrap_or(&item.label).to_owned();
        Some(format!("{client} {verb} {} item {}: {}.", instrument.short, item.id, lower(&text)))
    });
    told.unwrap_or_default()
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[component]
fn Asking(filling: Filling, client: Signal<String>) -> impl IntoView {
    let at = filling.risk();
    let steps = SafetyStep::ALL.iter().map(|step| view! { <Step filling step=*step/> }).collect_view();
    let questions = (1..)
        .zip(RiskQuestion::ALL)
        .map(|(number, question)| view! { <Question filling number question=*question/> })
        .collect_view();
    let judgments: Vec<Opt> = RiskJudgment::ALL.iter().map(|one| Opt::new(one.id(), one.label())).collect();
    let Bound { name, value, write, wrong, remark, .. } = at.bind(
        "judgment",
        |risk| risk.judgment.map(|one| one.id().to_owned()).unwrap_or_default(),
        |risk, id: String| risk.judgment = RiskJudgment::from_id(&id),
    );
    let named = move || client.get().split_whitespace().next().unwrap_or("the client").to_owned();
    view! {
        <div class="riskcols">
            <section aria-labelledby="risk-ask">
                <h2 id="risk-ask">"Ask in these words, or your own"</h2>
                <ol class="riskq">{questions}</ol>
                <Text at field="words" label="Client’s own words" get=|risk| &risk.words set=|risk| &mut risk.words/>
            </section>
            <div class="riskside">
                <h2>"What to do"</h2>
                <ol class="risksteps">
                    <li><b>{move || format!("Stay with {}. ", named())}</b>"Ask someone to cover your next session."</li>
                    <li><b>"Yes to question 4, or you are worried: "</b>"call 911 or the crisis team. Do not leave the client alone."</li>
                    <li><b>"Otherwise: "</b>"make or update the safety plan before the client leaves."</li>
                </ol>
                <p class="calls"><a class="btn" href="tel:988"><Icon glyph=Glyph::Phone/>"988 Lifeline, call or text"</a></p>
                <Choice name legend="Your judgment" options=judgments value on_change=write/>
                <Remarks wrong remark/>
                <fieldset class="field"><legend>"Done"</legend>{steps}</fieldset>
                <Text at field="action" label="What was done" get=|risk| &risk.action set=|risk| &mut risk.action/>
            </div>
        </div>
    }
}

#[component]
fn Question(filling: Filling, number: usize, question: RiskQuestion) -> impl IntoView {
    let name = format!("asked-{}", question.id());
    let Bound { value, write, wrong, remark, .. } = filling.form.bind(
        name.clone(),
        move |all: &Measure| {
            let answer = all.risk.as_ref().and_then(|risk| risk.answers.get(&question));
            answer.map(|answer| answer.id().to_owned()).unwrap_or_default()
        },
        move |all: &mut Measure, id: String| {
            if let Some(answer) = RiskAnswer::from_id(&id) {
                all.risk.get_or_insert_default().answers.insert(question, answer);
            }
        },
    );
    let options: Vec<Opt> = RiskAnswer::ALL.iter().map(|one| Opt::new(one.id(), one.label())).collect();
    view! {
        <li>
            <p aria-hidden="true"><span class="line-number">{number}</span>{question.label()}</p>
            <Choice name legend=format!("{number}. {}", question.label()) options value on_change=write look=ChoiceLook::Segments/>
            <Remarks wrong remark/>
        </li>
    }
}

#[component]
fn Step(filling: Filling, step: SafetyStep) -> impl IntoView {
    let checked = filling.form.read(move |all| all.risk.as_ref().is_some_and(|risk| risk.done.contains(&step)));
    let change = move |on| {
        filling.form.edit(|all| {
            let done = &mut all.risk.get_or_insert_default().done;
            if on {
                done.insert(step)
            } else {
                done.remove(&step)
            };
        });
    };
    view! { <Check name=format!("asked-done-{}", step.id()) checked on_change=change>{step.label()}</Check> }
}

/// Nobody could ask: what was done to reach the client.
#[component]
fn NotAsked(filling: Filling) -> impl IntoView {
    let get = |risk: &RiskRecord| risk.not_asked.clone().unwrap_or_default();
    let Bound { name, value, write, wrong, remark, .. } =
        filling.risk().bind("not-asked", get, |risk, text: String| risk.not_asked = Some(text));
    view! {
        <div class="riskcols">
            <section>
                <h2>"The client left before you could ask"</h2>
                <p class="words">"Call now. If you cannot reach them, call the emergency contact, and tell your supervisor. Write down what you did."</p>
                <ui::TextArea name label="What was done to reach the client" value on_input=write error=wrong remark/>
                <p class="calls"><a class="btn" href="tel:988"><Icon glyph=Glyph::Phone/>"988 Lifeline, call or text"</a></p>
            </section>
        </div>
    }
}

#[component]
fn Foot(filling: Filling, left: Signal<bool>) -> impl IntoView {
    let open = filling.form.read(|measure| match &measure.risk {
        Some(risk) => risk.open(),
        None => RiskQuestion::ALL.len(),
    });
    let score = filling.form.read(|measure| measure.result());
    let count = move || match open.get() {
        0 => String::new(),
        1 => "1 question left. ".to_owned(),
        many => format!("{many} questions left. "),
    };
    let record = move |()| {
        // Begun with the first press: then what is missing is said beside each question.
        if filling.form.peek(|measure| measure.risk.is_none()) {
            filling.form.edit(|all| all.risk = Some(Box::default()));
        }
        let wrong = filling.form.peek(|measure| measure.risk.as_ref().and_then(|risk| Some(risk.check().first()?.place.name())));
        filling.tried.set(wrong.is_some());
        match wrong {
            Some(place) => request_animation_frame(move || {
                let there = document().get_element_by_id(&place).is_some();
                focus_field(&if there { place } else { first_answer(&place) });
            }),
            None => {
                filling.draft.keep_now();
                filling.asking.set(false);
                request_animation_frame(focus_heading);
            }
        }
    };
    let other = move |()| {
        filling.form.edit(|all| {
            let risk = all.risk.get_or_insert_default();
            risk.not_asked = if risk.not_asked.is_some() { None } else { Some(String::new()) };
        });
    };
    view! {
        <footer class="signbar riskfoot">
            <p><b>{count}</b><span class="soft">"This page closes once you record what you asked and did. "{score}</span></p>
            <Button kind=ButtonKind::Plain on_press=other>
                {move || if left.get() { "Go back to the questions" } else { "Client left before I could ask" }}
            </Button>
            <Button kind=ButtonKind::First glyph=Glyph::Ok on_press=record>"Record risk screen"</Button>
        </footer>
    }
}

/// A group of radio buttons has no field of its own name: its first answer.
fn first_answer(place: &str) -> String {
    if place == "asked-judgment" { format!("{place}-low") } else { format!("{place}-no") }
}
