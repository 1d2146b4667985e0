//! Fields of a line, each with a label, an id and a place for what is wrong. The kit's own want names known beforehand.

use super::{
    super::words,
    writing::{At, Part},
};
use crate::desk::whole::{NOT_WHOLE, whole};
use chrono::NaiveDate;
use leptos::prelude::*;
use ui::{Half, Opt};

/// What is typed into a field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::desk::plan) enum Kind {
    /// A line.
    Line,
    /// Sentences.
    Words,
    /// A day.
    Day,
    /// A whole number.
    Number,
}

/// A labeled field under an id made at run time.
#[component]
pub(in crate::desk::plan) fn Typed(
    /// The id.
    id: String,
    /// The words above it.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    kind: Kind,
    /// What it shows.
    value: Signal<String>,
    /// Runs with the whole new text on each change.
    #[prop(into)]
    on_input: Callback<String>,
    /// What is wrong with it.
    #[prop(into)]
    wrong: Signal<Option<String>>,
    /// What should be looked at, and stops nothing.
    #[prop(optional, into)]
    remark: Signal<Option<String>>,
    /// A hint under it; empty where there is none.
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let half = Half::nothing();
    let (value, wrong) = (half.kept(value), half.or(wrong));
    let hint = (!hint.is_empty()).then_some(hint);
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        move || {
            let ids = [hint.map(|_| hint_id.clone()), wrong.with(Option::is_some).then(|| error_id.clone())];
            let ids = ids.into_iter().flatten().collect::<Vec<_>>().join(" ");
            (!ids.is_empty()).then_some(ids)
        }
    };
    let invalid = move || wrong.with(Option::is_some).then_some("true");
    let input = match kind {
        Kind::Words => view! {
            <textarea class="input" id=id.clone() autocomplete="off" rows="2" prop:value=value aria-invalid=invalid aria-describedby=described
                on:input:target=move |event| on_input.run(event.target().value())></textarea>
        }
        .into_any(),
        Kind::Line | Kind::Day | Kind::Number => {
            let kind = match kind {
                Kind::Day => "date",
                Kind::Number => "number",
                Kind::Line | Kind::Words => "text",
            };
            view! {
                <input class="input" id=id.clone() type=kind autocomplete="off" prop:value=value aria-invalid=invalid aria-describedby=described
                    on:input:target=move |event| {
                        half.look(&event.target());
                        on_input.run(event.target().value());
                    }
                    on:blur:target=move |event| half.look(&event.target())/>
            }
            .into_any()
        }
    };
    view! {
        <div class="field" data-kind=match kind { Kind::Day | Kind::Number => Some("short"), Kind::Line | Kind::Words => None }>
            <label for=id>{label}</label>
            {input}
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {move || wrong.get().map(|words| view! { <p class="error" id=error_id.clone() role="alert">{words}</p> })}
            {move || remark.get().map(|words| view! { <p class="lint">{words}</p> })}
        </div>
    }
}

/// A line or sentences of a part.
#[component]
pub(super) fn Text<P: Part>(
    /// The part.
    at: At<P>,
    /// The field's stored name.
    field: &'static str,
    /// The words above it.
    label: &'static str,
    /// What is typed.
    #[prop(default = Kind::Line)]
    kind: Kind,
    /// Reads it.
    get: fn(&P) -> &String,
    /// Finds it to write it.
    set: fn(&mut P) -> &mut String,
    /// A hint under it; empty where there is none.
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let typed = move |text: String| at.edit(|part| *set(part) = text);
    view! {
        <Typed id=at.name(field) label=label kind value=at.part(move |part| get(part).clone()) on_input=typed wrong=at.wrong(field) remark=at.remark(field) hint/>
    }
}

/// A day of a part.
#[component]
pub(super) fn Day<P: Part>(
    /// The part.
    at: At<P>,
    /// The field's stored name.
    field: &'static str,
    /// The words above it.
    label: &'static str,
    /// Reads it.
    get: fn(&P) -> Option<NaiveDate>,
    /// Writes it.
    set: fn(&mut P, Option<NaiveDate>),
) -> impl IntoView {
    let typed = move |text: String| at.edit(|part| set(part, words::date_of(&text)));
    view! { <Typed id=at.name(field) label=label kind=Kind::Day value=at.first(move |part| words::date_text(get(part))) on_input=typed wrong=at.wrong(field) remark=at.remark(field)/> }
}

/// A whole number of a part.
#[component]
pub(super) fn Number<P: Part>(
    /// The part.
    at: At<P>,
    /// The field's stored name.
    field: &'static str,
    /// The words above it.
    label: &'static str,
    /// Reads it.
    get: fn(&P) -> Option<i64>,
    /// Writes it; what is no number of its kind is none.
    set: fn(&mut P, Option<i64>),
) -> impl IntoView {
    // The field keeps what was typed: written back, what is no whole number would be wiped without a word.
    let value = at.first(move |part| get(part).map(|number| number.to_string()).unwrap_or_default());
    let (odd, wrong) = (RwSignal::new(false), at.wrong(field));
    let typed = move |text: String| {
        let (number, mut kept) = (whole(&text), None);
        at.edit(|part| {
            set(part, number.as_ref().ok().copied().flatten());
            kept = get(part);
        });
        // One that is too large or too small for its field is none there, and must not look as if it was kept.
        odd.set(number != Ok(kept));
    };
    let wrong = Signal::derive(move || if odd.get() { Some(NOT_WHOLE.to_owned()) } else { wrong.get() });
    view! { <Typed id=at.name(field) label=label kind=Kind::Number value on_input=typed wrong remark=at.remark(field)/> }
}

/// A word of a closed list, of a part. Options stand in groups where they have one.
#[component]
pub(super) fn Pick<P: Part>(
    /// The part.
    at: At<P>,
    /// The field's stored name.
    field: &'static str,
    /// The words above it.
    label: &'static str,
    /// What can be chosen, group by group; a group without a name stands free.
    options: Vec<(&'static str, Vec<Opt>)>,
    /// Reads the chosen value.
    get: fn(&P) -> String,
    /// Writes it.
    set: fn(&mut P, &str),
) -> impl IntoView {
    let (id, value, wrong) = (at.name(field), at.part(get), at.wrong(field));
    let option = move |Opt { value: own, label, hint: _ }: Opt| {
        let chosen = {
            let own = own.clone();
            move || value.with(|value| *value == own)
        };
        view! { <option value=own prop:selected=chosen>{label}</option> }
    };
    let options = options.into_iter().map(|(group, options)| {
        let options = options.into_iter().map(option).collect_view();
        if group.is_empty() { options.into_any() } else { view! { <optgroup label=group>{options}</optgroup> }.into_any() }
    });
    let error = format!("{id}-error");
    let described = {
        let error = error.clone();
        move || wrong.with(Option::is_some).then(|| error.clone())
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select class="input" id=id aria-invalid=move || wrong.with(Option::is_some).then_some("true") aria-describedby=described
                on:change:target=move |event| at.edit(|part| set(part, &event.target().value()))>
                {options.collect_view()}
            </select>
            {move || wrong.get().map(|words| view! { <p class="error" id=error.clone() role="alert">{words}</p> })}
        </div>
    }
}

/// What is found about a line as a whole: once signing was refused as an error, before that as a quiet word.
#[component]
pub(super) fn Told<P: Part>(
    /// The part.
    at: At<P>,
) -> impl IntoView {
    let found = at.writing.about(at.here());
    move || {
        let told = found.get().into_iter().map(|lint| {
            let is = lint.blocks().then_some("owed");
            view! { <p class="lint" data-is=is><b>{lint.sentence.into_owned()}</b>{lint.fix.into_owned()}</p> }
        });
        told.collect_view()
    }
}
