//! One question, and what came of asking it. "Not asked" is an answer of its own.

use super::{Bound, Part};
use crate::desk::page::go_soon;
use clinical::assessment::Answer;
use leptos::prelude::*;
use ui::{Choice, ChoiceLook, Opt, TextArea};

/// The answers, and a place for what was told.
#[component]
pub(crate) fn Ask<T: Clone + Send + Sync + 'static, P: 'static>(
    at: Part<T, P>,
    /// The field's stored name.
    field: &'static str,
    /// What is asked about.
    label: &'static str,
    /// What to think of while asking.
    hint: &'static str,
    get: fn(&P) -> &Answer,
    set: fn(&mut P, Answer),
) -> impl IntoView {
    asked(at.bind(field, move |part| get(part).clone(), set), label, hint)
}

fn asked(of: Bound<Answer>, label: &'static str, hint: &'static str) -> AnyView {
    let Bound { name, value: answer, write, wrong, .. } = of;
    // What was told stays at hand while another answer is tried.
    let told = StoredValue::new(String::new());
    let described = name.clone();
    let choose = move |id: String| {
        if let Answer::Told(text) = answer.get_untracked() {
            told.set_value(text);
        }
        let chosen = match id.as_str() {
            "declined" => Answer::Declined,
            "nothing" => Answer::Nothing,
            "told" => Answer::Told(told.get_value()),
            _ => Answer::NotAsked,
        };
        let tells = matches!(chosen, Answer::Told(_));
        write.run(chosen);
        if tells {
            go_soon(described.clone());
        }
    };
    let options = [Answer::NotAsked, Answer::Declined, Answer::Nothing, Answer::Told(String::new())];
    let options: Vec<Opt> = options.iter().map(|answer| Opt::new(id(answer), answer.label())).collect();
    let value = Signal::derive(move || answer.with(|answer| id(answer).to_owned()));
    let tells = Memo::new(move |_| answer.with(|answer| matches!(answer, Answer::Told(_))));
    let (group, area) = (name.clone(), StoredValue::new(name));
    view! {
        <div class="ask">
            <Choice name=group legend=label options value on_change=choose look=ChoiceLook::Chips/>
            <Show when=move || tells.get()>
                <TextArea name=area.get_value() label=format!("{label}: what was reported") value=Signal::derive(move || answer.with(|answer| answer.text().to_owned()))
                    on_input=move |text: String| write.run(Answer::Told(text)) error=wrong>
                    {hint}
                </TextArea>
            </Show>
        </div>
    }
    .into_any()
}

const fn id(answer: &Answer) -> &'static str {
    match answer {
        Answer::NotAsked => "not-asked",
        Answer::Declined => "declined",
        Answer::Nothing => "nothing",
        Answer::Told(_) => "told",
    }
}
