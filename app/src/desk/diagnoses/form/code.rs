//! A code of ICD-10-CM, found as one types. By keyboard: arrows, Enter, Escape; headings are shown and cannot be chosen.

use super::typed::Form;
use clinical::{
    diagnosis::{Coded, ConditionField as Place, ConditionProblem, Degree},
    icd10cm::{self, CodeError, Entry},
};
use leptos::{ev, prelude::*};

/// How many rows of the list are shown.
const MOST: usize = 12;
const NAME: &str = "condition-code";
const LIST: &str = "condition-code-list";

/// The line with its list.
#[component]
pub(super) fn CodeBox(
    /// What is typed.
    form: Form,
) -> impl IntoView {
    let list = List { form, open: RwSignal::new(false), at: RwSignal::new(None), refused: RwSignal::new(None) };
    let asked = form.wrong(Place::Code);
    let wrong = Signal::derive(move || list.refused.get().or_else(|| asked.get()));
    let substance = move || form.coded.with(|coded| coded.as_ref().is_some_and(|coded| Degree::of(&coded.code).is_some()));
    let described =
        move || if wrong.with(Option::is_some) { "condition-code-error condition-code-hint" } else { "condition-code-hint" };
    view! {
        <div class="field codebox">
            <label for=NAME>"Diagnosis"</label>
            <input class="input" id=NAME name=NAME type="text" role="combobox" autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-autocomplete="list" aria-controls=LIST aria-expanded=move || if list.shown() { "true" } else { "false" }
                aria-activedescendant=move || list.at.get().filter(|_| list.shown()).map(option_id)
                aria-invalid=move || wrong.with(Option::is_some).then_some("true") aria-describedby=described
                prop:value=form.code_text
                on:input:target=move |event| list.type_in(event.target().value())
                on:keydown=move |event| list.key(&event) on:blur=move |_| list.leave()/>
            <ul class="found" id=LIST role="listbox" aria-label="Codes that fit" hidden=move || !list.shown()>{move || list.rows()}</ul>
            <p class="hidden-visually" role="status">{move || list.told()}</p>
            <div class="hint" id="condition-code-hint">"Type a code, or the beginnings of words: F41, panic, ptsd."</div>
            {move || wrong.get().map(|words| view! { <p class="error" id="condition-code-error" role="alert">{words}</p> })}
            <Show when=substance>
                <p class="hint">"This is a code of substance use. Recorded as substance use, its criteria, severity and course are kept with it."</p>
            </Show>
        </div>
    }
}

/// The list under the line.
#[derive(Clone, Copy)]
struct List {
    form: Form,
    open: RwSignal<bool>,
    /// Which of the rows the arrows have reached.
    at: RwSignal<Option<usize>>,
    refused: RwSignal<Option<String>>,
}

impl List {
    fn found(self) -> Vec<&'static Entry> {
        self.form.code_text.with(|typed| icd10cm::search(typed, MOST))
    }

    fn shown(self) -> bool {
        self.open.get() && !self.found().is_empty()
    }

    fn told(self) -> String {
        if !self.open.get() {
            return String::new();
        }
        match self.found().len() {
            0 => "Nothing in the list fits.".to_owned(),
            1 => "One row fits.".to_owned(),
            some => format!("{some} rows fit."),
        }
    }

    fn rows(self) -> impl IntoView {
        let row = move |(at, entry): (usize, &'static Entry)| {
            let pressed = move |event: ev::MouseEvent| {
                event.prevent_default(); // the line keeps the focus
                self.take(entry);
            };
            view! {
                <li id=option_id(at) role="option" data-heading=(!entry.billable()).then_some("")
                    aria-selected=move || if self.at.get() == Some(at) { "true" } else { "false" }
                    aria-disabled=(!entry.billable()).then_some("true") on:mousedown=pressed>
                    <span class="figures">{entry.code()}</span>" "{entry.title()}
                    {(!entry.billable()).then_some(view! { <small>", a heading"</small> })}
                </li>
            }
        };
        self.found().into_iter().enumerate().map(row).collect_view()
    }

    fn type_in(self, text: String) {
        self.form.code_text.set(text);
        self.form.coded.set(None);
        self.refused.set(None);
        self.at.set(None);
        self.open.set(true);
    }

    fn key(self, event: &ev::KeyboardEvent) {
        match event.key().as_str() {
            "ArrowDown" => self.step(Way::Down),
            "ArrowUp" => self.step(Way::Up),
            "Escape" if self.open.get_untracked() => self.open.set(false),
            "Enter" if self.open.get_untracked() => self.enter(),
            _ => return,
        }
        event.prevent_default();
    }

    /// To the next row that can be chosen; past the last one it begins again.
    fn step(self, way: Way) {
        self.open.set(true);
        let found = untrack(|| self.found());
        let can: Vec<usize> = found.iter().enumerate().filter(|(_, entry)| entry.billable()).map(|(at, _)| at).collect();
        let here = self.at.get_untracked();
        let next = match (way, here) {
            (Way::Down, Some(here)) => can.iter().find(|at| **at > here).or(can.first()),
            (Way::Up, Some(here)) => can.iter().rev().find(|at| **at < here).or(can.last()),
            (Way::Down, None) => can.first(),
            (Way::Up, None) => can.last(),
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
        match Coded::new(entry.code()) {
            Ok(coded) => {
                self.form.code_text.set(entry.text());
                self.form.coded.set(Some(coded));
                self.refused.set(None);
                self.open.set(false);
                self.at.set(None);
            }
            Err(error) => self.refused.set(Some(told(error).sentence().into_owned())),
        }
    }

    /// What was typed is a code, or it is told why not.
    fn settle(self) {
        let text = self.form.code_text.get_untracked();
        match read(&text) {
            Ok(coded) => {
                self.form.code_text.set(text_of(&coded));
                self.form.coded.set(Some(coded));
                self.open.set(false);
            }
            Err(problem) => self.refused.set(Some(problem.sentence().into_owned())),
        }
    }

    fn leave(self) {
        self.open.set(false);
        let empty = self.form.code_text.with_untracked(|text| text.trim().is_empty());
        if !empty && self.form.coded.with_untracked(Option::is_none) {
            self.settle();
        }
    }
}

#[derive(Clone, Copy)]
enum Way {
    Up,
    Down,
}

fn option_id(at: usize) -> String {
    format!("{LIST}-{at}")
}

/// A code as it stands in the line.
pub(super) fn text_of(coded: &Coded) -> String {
    icd10cm::lookup(&coded.code).map_or_else(|| coded.code.clone(), Entry::text)
}

/// What was typed, as a code: the code alone, or with its title as the list writes it.
///
/// Fails with why it is none.
pub(super) fn read(typed: &str) -> Result<Coded, ConditionProblem> {
    let code = typed.split_whitespace().next().ok_or(ConditionProblem::Missing)?;
    match Coded::new(code) {
        Ok(coded) if typed.trim() == code || typed.trim() == text_of(&coded) => Ok(coded),
        Ok(_) => Err(ConditionProblem::UnknownCode),
        Err(error) => Err(told(error)),
    }
}

const fn told(error: CodeError) -> ConditionProblem {
    match error {
        CodeError::Unknown => ConditionProblem::UnknownCode,
        CodeError::Header => ConditionProblem::Header,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn a_code_is_read_as_typed_and_a_heading_is_refused_in_words() {
        assert_eq!(read("f411").unwrap().code, "F41.1");
        let whole = text_of(&read("F41.1").unwrap());
        assert_eq!(read(&whole).unwrap().code, "F41.1");
        assert!(read("F41").is_err_and(|problem| problem == ConditionProblem::Header));
        assert!(read("panic").is_err_and(|problem| problem == ConditionProblem::UnknownCode));
        assert!(read(" ").is_err_and(|problem| problem == ConditionProblem::Missing));
    }
}
