//! One item of the whole form: its published wording, its answers, and that it was skipped.

use super::{
    filling::{Filling, SKIPPED},
    labels,
};
use crate::desk::form::{Bound, Remarks, number_field};
use clinical::measure::{AnswerSet, Instrument, Item, Language, Licensed};
use leptos::prelude::*;
use ui::{Check, Choice, ChoiceLook, Opt};

/// The item. What contradicts is refused beside it.
#[component]
pub(super) fn ItemField(
    filling: Filling,
    instrument: &'static Instrument,
    item: &'static Item,
    /// In which language it is read.
    language: Language,
    /// What the program is licensed for.
    own: Option<Licensed>,
) -> impl IntoView {
    let (words, told) = labels::wording(item, language, own.as_ref());
    let hint = item.hint.best(language).map(|(text, _)| view! { <p class="hint">{text.to_owned()}</p> });
    let body = match instrument.answers_of(&item.id) {
        Some(AnswerSet::Days { days }) => {
            let most = *days;
            let of = filling.days(&item.id);
            let (wrong, remark, name) = (of.wrong, of.remark, of.name.clone());
            let skipped = filling.form.read(move |measure| measure.skipped.contains(&item.id));
            let skip = move |on| filling.form.edit(|measure| super::filling::put(measure, &item.id, None, on));
            let field = number_field(of, words.into(), format!("Days, 0 to {most}."));
            let skip = view! { <Check name=format!("{name}-skipped") checked=skipped on_change=skip>"Skipped"</Check> };
            let _shown_by_the_field = (wrong, remark);
            view! { {field}{skip} }.into_any()
        }
        Some(AnswerSet::Choices(_)) | None => {
            let Bound { name, value, write, wrong, remark, .. } = filling.choice(&item.id);
            let mut options = labels::choices(instrument, item, language, true);
            options.push(Opt::new(SKIPPED, "Skipped"));
            view! {
                <Choice name legend=words options value on_change=write look=ChoiceLook::Chips/>
                <Remarks wrong remark/>
            }
            .into_any()
        }
    };
    view! { <li class="measureitem" lang=told.tag()>{body}{hint}</li> }
}
