//! The fields: each binds one value of a part to a field of the kit.

use super::{
    Bound, Part,
    day::{date_of, date_text, moment_of, moment_text},
    number::{self, Figure},
};
use chrono::NaiveDate;
use clinical::Zoned;
use leptos::prelude::*;
use ui::{Check, Entry, Field, InvalidInput, Opt, Select, TextArea};

/// What a field asks for, and the hint under it; empty where there is none.
type Hint = String;

fn hint(words: Hint) -> Option<Children> {
    (!words.is_empty()).then(|| -> Children { Box::new(move || view! { {words} }.into_any()) })
}

fn text<T: Clone + Send + Sync + 'static, P: 'static>(
    at: Part<T, P>,
    field: &'static str,
    get: fn(&P) -> &String,
    set: fn(&mut P) -> &mut String,
) -> Bound<String> {
    at.bind(field, move |part| get(part).clone(), move |part, text| *set(part) = text)
}

/// A line of a part.
#[component]
pub(crate) fn Line<T: Clone + Send + Sync + 'static, P: 'static>(
    at: Part<T, P>,
    /// The field's stored name.
    field: &'static str,
    #[prop(into)] label: Signal<String>,
    get: fn(&P) -> &String,
    set: fn(&mut P) -> &mut String,
    #[prop(optional, into)] hint: Hint,
    #[prop(optional, into)] kind: ui::Asked,
) -> impl IntoView {
    line(text(at, field, get, set), label, kind, hint)
}

fn line(of: Bound<String>, label: Signal<String>, kind: ui::Asked, words: Hint) -> AnyView {
    let Bound { name, value, write, wrong, remark, .. } = of;
    match hint(words) {
        Some(hint) => view! { <Field name label kind value on_input=write error=wrong remark children=hint/> }.into_any(),
        None => view! { <Field name label kind value on_input=write error=wrong remark/> }.into_any(),
    }
}

/// Sentences of a part.
#[component]
pub(crate) fn Text<T: Clone + Send + Sync + 'static, P: 'static>(
    at: Part<T, P>,
    /// The field's stored name.
    field: &'static str,
    #[prop(into)] label: Signal<String>,
    get: fn(&P) -> &String,
    set: fn(&mut P) -> &mut String,
    #[prop(optional, into)] hint: Hint,
) -> impl IntoView {
    sentences(text(at, field, get, set), label, hint)
}

fn sentences(of: Bound<String>, label: Signal<String>, words: Hint) -> AnyView {
    let Bound { name, value, write, wrong, remark, .. } = of;
    match hint(words) {
        Some(hint) => view! { <TextArea name label value on_input=write error=wrong remark children=hint/> }.into_any(),
        None => view! { <TextArea name label value on_input=write error=wrong remark/> }.into_any(),
    }
}

/// A day of a part.
#[component]
pub(crate) fn Day<T: Clone + Send + Sync + 'static, P: 'static>(
    at: Part<T, P>,
    /// The field's stored name.
    field: &'static str,
    #[prop(into)] label: Signal<String>,
    get: fn(&P) -> Option<NaiveDate>,
    set: fn(&mut P, Option<NaiveDate>),
    #[prop(optional, into)] hint: Hint,
    /// Whether the form cannot go without it.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let kind = if required { Entry::Date.required() } else { Entry::Date.into() };
    let (shown, write) = typed(at.bind(field, get, set), |text| Ok(date_of(text)), date_text);
    figure(shown, write, label, kind, hint)
}

/// The same for a field that is no field of a part.
pub(crate) fn day_field(of: Bound<Option<NaiveDate>>, label: &'static str) -> AnyView {
    let (shown, write) = typed(of, |text| Ok(date_of(text)), date_text);
    figure(shown, write, Signal::stored(label.to_owned()), Entry::Date.into(), Hint::new())
}

/// A day and a time of a part, on this device's clock where it is typed here.
#[component]
pub(crate) fn Moment<T: Clone + Send + Sync + 'static, P: 'static>(
    at: Part<T, P>,
    /// The field's stored name.
    field: &'static str,
    #[prop(into)] label: Signal<String>,
    get: fn(&P) -> Option<Zoned>,
    set: fn(&mut P, Option<Zoned>),
) -> impl IntoView {
    let (shown, write) = typed(at.bind(field, get, set), |text| Ok(moment_of(text)), moment_text);
    figure(shown, write, label, Entry::DateTime.into(), Hint::new())
}

/// A whole number of a part. What does not fit is never changed into what does: it stays in the field, is refused beside it, and is
/// not saved.
#[component]
pub(crate) fn Number<T: Clone + Send + Sync + 'static, P: 'static, N: Figure>(
    at: Part<T, P>,
    /// The field's stored name.
    field: &'static str,
    #[prop(into)] label: Signal<String>,
    get: fn(&P) -> Option<N>,
    set: fn(&mut P, Option<N>),
    #[prop(optional, into)] hint: Hint,
) -> impl IntoView {
    number_field(at.bind(field, get, set), label, hint)
}

/// The same for a field that is no field of a part.
pub(crate) fn number_field<N: Figure>(of: Bound<Option<N>>, label: Signal<String>, hint: Hint) -> AnyView {
    let show = |number: Option<N>| number.map(|number| number.wide().to_string()).unwrap_or_default();
    let (shown, write) = typed(of, number::parse::<N>, show);
    figure(shown, write, label, Entry::Number.into(), hint)
}

/// A field whose text is not its value. It shows what was typed for as long as that stands for the value, or for none; a value that
/// comes from elsewhere takes its place.
fn typed<V: Clone + PartialEq + Send + Sync + 'static>(
    of: Bound<Option<V>>,
    parse: fn(&str) -> Result<Option<V>, &'static str>,
    show: fn(Option<V>) -> String,
) -> (Bound<String>, Callback<String>) {
    let Bound { name, value, write, wrong, remark, unfit } = of;
    let first = value.get_untracked();
    let text = RwSignal::new(unfit.text(&name).filter(|_| first.is_none()).unwrap_or_else(|| show(first)));
    let shown = Signal::derive(move || {
        let (now, text) = (value.get(), text.get());
        match parse(&text) {
            Ok(typed) if typed == now => text,
            Err(_) if now.is_none() => text,
            Ok(_) | Err(_) => show(now),
        }
    });
    let own = name.clone();
    let take = Callback::new(move |typed: String| {
        let parsed = parse(&typed);
        unfit.set_text(&own, parsed.is_err().then(|| typed.clone()));
        text.set(typed);
        write.run(parsed.ok().flatten());
    });
    let refused = Signal::derive(move || parse(&shown.get()).err().map(str::to_owned));
    unfit.watch(name.clone(), refused);
    let wrong = Signal::derive(move || refused.get().or_else(|| wrong.get()));
    (Bound { name, value: shown, write: take, wrong, remark, unfit }, take)
}

fn figure(of: Bound<String>, write: Callback<String>, label: Signal<String>, kind: ui::Asked, words: Hint) -> AnyView {
    let Bound { name, value, wrong, remark, unfit, .. } = of;
    let invalid = InvalidInput::nothing();
    unfit.watch(name.clone(), invalid.message());
    match hint(words) {
        Some(hint) => view! { <Field name label kind value on_input=write error=wrong remark invalid children=hint/> }.into_any(),
        None => view! { <Field name label kind value on_input=write error=wrong remark invalid/> }.into_any(),
    }
}

/// One of a list, of a part. `get` answers the value that is chosen.
#[component]
pub(crate) fn Pick<T: Clone + Send + Sync + 'static, P: 'static>(
    at: Part<T, P>,
    /// The field's stored name.
    field: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] options: Signal<Vec<Opt>>,
    get: fn(&P) -> String,
    set: fn(&mut P, &str),
    #[prop(optional, into)] hint: Hint,
) -> impl IntoView {
    pick(at.bind(field, get, move |part, chosen: String| set(part, &chosen)), label, options, hint)
}

fn pick(of: Bound<String>, label: Signal<String>, options: Signal<Vec<Opt>>, words: Hint) -> AnyView {
    let Bound { name, value, write, wrong, remark, .. } = of;
    match hint(words) {
        Some(hint) => view! { <Select name label options value on_change=write error=wrong remark children=hint/> }.into_any(),
        None => view! { <Select name label options value on_change=write error=wrong remark/> }.into_any(),
    }
}

/// Yes or no, of a part. Children are its words.
#[component]
pub(crate) fn Tick<T: Clone + Send + Sync + 'static, P: 'static>(
    at: Part<T, P>,
    /// The field's stored name.
    field: &'static str,
    get: fn(&P) -> bool,
    set: fn(&mut P, bool),
    children: Children,
) -> impl IntoView {
    let Bound { name, value, write, .. } = at.bind(field, get, set);
    view! { <Check name checked=value on_change=write>{children()}</Check> }
}

/// What is wrong with a part as a whole, or with a list: an error once somebody tried to sign, a quiet word before.
#[component]
pub(crate) fn Remarks(wrong: Signal<Option<String>>, remark: Signal<Option<String>>) -> impl IntoView {
    view! {
        {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
        {move || remark.get().map(|words| view! { <p class="lint">{words}</p> })}
    }
}
