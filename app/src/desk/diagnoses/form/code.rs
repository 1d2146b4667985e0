//! A code of ICD-10-CM, found as one types. By keyboard: arrows, Enter, Escape; headings are shown and cannot be chosen.

use super::{
    filling::Filling,
    typed_code::{read, text_of},
};
use clinical::{
    Wrong,
    diagnosis::{Coded, ConditionField as Place, Degree},
    icd10cm::{self, Entry},
};
use leptos::{ev, prelude::*};

/// How many rows of the list are shown.
const MOST: usize = 12;
const NAME: &str = "condition-code";
const LIST: &str = "condition-code-list";

/// The line with its list.
#[component]
pub(super) fn CodeBox(filling: Filling) -> impl IntoView {
    let list = List { filling, open: RwSignal::new(false), at: RwSignal::new(None), refused: RwSignal::new(None) };
    let asked = filling.wrong(Place::Code);
    let wrong = Signal::derive(move || list.refused.get().or_else(|| asked.get()));
    let substance =
        move || filling.form.read_now(|typed| typed.coded.as_ref().is_some_and(|coded| Degree::of(&coded.code).is_some()));
    let described =
        move || if wrong.with(Option::is_some) { "condition-code-error condition-code-hint" } else { "condition-code-hint" };
    view! {
        <div class="field codebox">
            <label for=NAME>"Diagnosis"</label>
            <input class="input" id=NAME name=NAME type="text" role="combobox" autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-autocomplete="list" aria-controls=LIST aria-expanded=move || if list.shown() { "true" } else { "false" }
                aria-activedescendant=move || list.at.get().filter(|_| list.shown()).map(option_id)
                aria-invalid=move || wrong.with(Option::is_some).then_some("true") aria-describedby=described
                prop:value=move || filling.form.read_now(|typed| typed.code_text.clone())
                on:input:target=move |event| list.type_in(event.target().value())
                on:keydown=move |event| list.key(&event) on:blur=move |_| list.leave()/>
            <ul class="found" id=LIST role="listbox" aria-label="Matching codes" hidden=move || !list.shown()>{move || list.rows()}</ul>
            <p class="hidden-visually" role="status">{move || list.told()}</p>
            <div class="hint" id="condition-code-hint">"Type a code or the start of a word: F41, panic, ptsd."</div>
            {move || wrong.get().map(|words| view! { <p class="error" id="condition-code-error" role="alert">{words}</p> })}
            <Show when=substance>
                <p class="hint">"This is a substance use code. Record it as substance use to keep its criteria, severity, and course."</p>
            </Show>
        </div>
    }
}

/// The list under the line.
#[derive(Clone, Copy)]
struct List {
    filling: Filling,
    open: RwSignal<bool>,
    /// Which of the rows the arrows have reached.
    at: RwSignal<Option<usize>>,
    refused: RwSignal<Option<String>>,
}

impl List {
    fn found(self) -> Vec<&'static Entry> {
        self.filling.form.read_now(|typed| icd10cm::search(&typed.code_text, self.filling.today, MOST))
    }

    fn shown(self) -> bool {
        self.open.get() && !self.found().is_empty()
    }

    fn told(self) -> String {
        if !self.open.get() {
            return String::new();
        }
        match self.found().len() {
            0 => "No codes match.".to_owned(),
            1 => "1 code matches.".to_owned(),
            some => format!("{some} codes match."),
        }
    }

    fn rows(self) -> impl IntoView {
        let row = move |(at, entry): (usize, &'static Entry)| {
            let heading = !entry.billable(self.filling.today);
            let pressed = move |event: ev::MouseEvent| {
                event.prevent_default(); // the line keeps the focus
                self.take(entry);
            };
            view! {
                <li id=option_id(at) role="option" data-heading=heading.then_some("")
                    aria-selected=move || if self.at.get() == Some(at) { "true" } else { "false" }
                    aria-disabled=heading.then_some("true") on:mousedown=pressed>
                    <span class="figures">{entry.code()}</span>" "{entry.title()}
                    {heading.then_some(view! { <small>", a heading"</small> })}
                </li>
            }
        };
        self.found().into_iter().enumerate().map(row).collect_view()
    }

    fn type_in(self, text: String) {
        self.write(text, None);
        self.refused.set(None);
        self.at.set(None);
        self.open.set(true);
    }

    fn write(self, text: String, coded: Option<Coded>) {
        self.filling.form.edit(|typed| {
            typed.code_text = text;
            typed.coded = coded;
        });
    }

    fn key(self, event: &ev::KeyboardEvent) {
        match event.key().as_str() {
            "ArrowDown" => self.step(Direction::Down),
            "ArrowUp" => self.step(Direction::Up),
            "Escape" if self.open.get_untracked() => self.open.set(false),
            "Enter" if self.open.get_untracked() => self.enter(),
            _ => return,
        }
        event.prevent_default();
    }

    /// To the next row that can be chosen; past the last one it begins again.
    fn step(self, way: Direction) {
        self.open.set(true);
        let found = untrack(|| self.found());
        let can: Vec<usize> =
            found.iter().enumerate().filter(|(_, entry)| entry.billable(self.filling.today)).map(|(at, _)| at).collect();
        let here = self.at.get_untracked();
        let next = match (way, here) {
            (Direction::Down, Some(here)) => can.iter().find(|at| **at > here).or(can.first()),
            (Direction::Up, Some(here)) => can.iter().rev().find(|at| **at < here).or(can.last()),
            (Direction::Down, None) => can.first(),
            (Direction::Up, None) => can.last(),
        };
        self.at.set(next.copied());
    }

    /// Takes the row that was reached; without one, what was typed, if it is a code.
    fn enter(self) {
        let reached = self.at.get_untracked().and_then(|at| untrack(|| self.found()).get(at).copied());
        match reached {
            Some(entry) => self.take(entry),
            None => self.settle(),
        }
    }

    fn take(self, entry: &'static Entry) {
        match Coded::new(entry.code(), self.filling.today) {
            Ok(coded) => {
                self.write(entry.text(), Some(coded));
                self.refused.set(None);
                self.open.set(false);
                self.at.set(None);
            }
            Err(error) => self.refused.set(Some(Wrong::from(error).sentence().into_owned())),
        }
    }

    /// What was typed is a code, or it is told why not.
    fn settle(self) {
        let text = self.filling.form.peek(|typed| typed.code_text.clone());
        match read(&text, self.filling.today) {
            Ok(coded) => {
                self.write(text_of(&coded), Some(coded));
                self.open.set(false);
            }
            Err(problem) => self.refused.set(Some(problem.sentence().into_owned())),
        }
    }

    fn leave(self) {
        self.open.set(false);
        let open = self.filling.form.peek(|typed| !record::is_blank(&typed.code_text) && typed.coded.is_none());
        if open {
            self.settle();
        }
    }
}

#[derive(Clone, Copy)]
enum Direction {
    Up,
    Down,
}

fn option_id(at: usize) -> String {
    format!("{LIST}-{at}")
}
