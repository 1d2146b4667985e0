//! Lists of short texts, one row each: strengths, supports, triggers.

use super::{
    fields::{Kind, Typed},
    writing::Writing,
};
use crate::desk::page::focus_field;
use clinical::plan::Plan;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Glyph};

/// A field of a row: its label, how it is read and how it is found to be written.
pub(super) type Column<R> = (&'static str, fn(&R) -> &String, fn(&mut R) -> &mut String);

/// A list of a plan.
#[component]
pub(super) fn Rows<R>(
    /// The version.
    writing: Writing,
    /// The field's stored name.
    field: &'static str,
    /// The heading.
    title: &'static str,
    /// The word of the button for one more.
    word: &'static str,
    /// The fields of a row.
    columns: &'static [Column<R>],
    /// Reads the list.
    get: fn(&Plan) -> &Vec<R>,
    /// Finds it to write it.
    set: fn(&mut Plan) -> &mut Vec<R>,
) -> impl IntoView
where
    R: Clone + Default + Send + Sync + 'static,
{
    let place = writing.whole().name(field);
    let (wrong, remark) = (writing.whole().wrong(field), writing.whole().remark(field));
    let count = Memo::new(move |_| writing.plan.with(|plan| get(plan).len()));
    let id = move |row: usize, column: usize| format!("{}-{row}-{column}", writing.whole().name(field));
    let add = move |()| {
        writing.edit(|plan| set(plan).push(R::default()));
        let first = id(count.get_untracked().saturating_sub(1), 0);
        request_animation_frame(move || focus_field(&first));
    };
    let remove = move |row: usize| {
        let mut taken = None;
        writing.edit(|plan| {
            let list = set(plan);
            if row < list.len() {
                taken = Some(list.remove(row));
            }
        });
        let Some(taken) = taken else { return };
        writing.offer_back("One entry is taken out.".to_owned(), move |plan| {
            let list = set(plan);
            list.insert(row.min(list.len()), taken.clone());
        });
    };
    let cell = move |row: usize, column: usize, (label, read, write): Column<R>| {
        let value =
            Signal::derive(move || writing.plan.with(|plan| get(plan).get(row).map(|one| read(one).clone()).unwrap_or_default()));
        let typed = move |text: String| {
            writing.edit(|plan| {
                if let Some(one) = set(plan).get_mut(row) {
                    *write(one) = text;
                }
            });
        };
        let label = format!("{label} {}", row + 1);
        view! { <Typed id=id(row, column) label=label kind=Kind::Line value on_input=typed wrong=Signal::stored(None::<String>)/> }
    };
    let row = move |row: usize| {
        let cells = columns.iter().enumerate().map(|(column, one)| cell(row, column, *one)).collect_view();
        view! {
            <div class="pair">
                {cells}
                <Button kind=ButtonKind::Quiet glyph=Glyph::Close on_press=move |()| remove(row)>
                    "Take out"<span class="hidden-visually">{format!(" {} {}", title.to_lowercase(), row + 1)}</span>
                </Button>
            </div>
        }
    };
    view! {
        <fieldset class="field rows-of" id=place tabindex="-1">
            <legend class="legend">{title}</legend>
            <For each=move || 0..count.get() key=|row| *row children=row/>
            {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            {move || remark.get().map(|words| view! { <p class="lint">{words}</p> })}
            <div><Button kind=ButtonKind::Quiet glyph=Glyph::Add on_press=add>{word}</Button></div>
        </fieldset>
    }
}
