//! When nobody met: how it came, and what was tried to reach the client.

use super::also::{typed, zoned};
use crate::desk::{
    note::{words, writing::Writing},
    page::go_soon,
};
use clinical::{Absence, Attempt, Note, OutreachMethod, ServiceType};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Glyph, Half, Opt, Select};

/// The first part of the sheet where the client did not come.
#[component]
pub(super) fn Outreach(
    /// The note.
    writing: Writing,
) -> impl IntoView {
    let absent = Memo::new(move |_| writing.note.with(|note| note.service == ServiceType::NoShow));
    view! {
        <section class="part">
            <div class="write form">
                <Show when=move || absent.get()><WhatHappened writing/></Show>
                <Attempts writing/>
            </div>
            <div class="margin"><Remarks writing/></div>
        </section>
    }
}

#[component]
fn WhatHappened(
    /// The note.
    writing: Writing,
) -> impl IntoView {
    let mut options = vec![Opt::new("", "Choose")];
    options.extend(Absence::ALL.iter().map(|absence| Opt::new(absence.id(), absence.label())));
    let value = writing.part(|note| note.absence.map(|absence| absence.id().to_owned()).unwrap_or_default());
    let choose = move |id: String| writing.edit(|note| note.absence = Absence::from_id(&id));
    view! { <Select name="absence" label="What happened" options value on_change=choose error=writing.wrong("absence")/> }
}

/// A row for each try, and a button for one more.
#[component]
fn Attempts(
    /// The note.
    writing: Writing,
) -> impl IntoView {
    // A row keeps its fields, half typed as they are, when one before it is taken out: so each has a number of its own.
    let first = writing.note.with_untracked(|note| note.attempts.len());
    let (rows, next) = (RwSignal::new((0..first).collect::<Vec<usize>>()), StoredValue::new(first));
    let add = move |()| {
        let row = next.get_value();
        next.set_value(row + 1);
        writing.edit(|note| note.attempts.push(Attempt::default()));
        rows.update(|rows| rows.push(row));
        go_soon(format!("try-{row}-how"));
    };
    view! {
        <fieldset class="field" id="attempts" tabindex="-1">
            <legend class="legend">"Tries to reach the client"</legend>
            <For each=move || rows.get() key=|row| *row let(row)>
                <Row writing rows next row/>
            </For>
            <div><Button kind=ButtonKind::Quiet glyph=Glyph::Add on_press=add>"Add a try"</Button></div>
        </fieldset>
    }
}

#[component]
fn Row(
    /// The note.
    writing: Writing,
    /// All rows, in the order of the tries.
    rows: RwSignal<Vec<usize>>,
    /// The number of the next row.
    next: StoredValue<usize>,
    /// Which of them this is.
    row: usize,
) -> impl IntoView {
    let place = Memo::new(move |_| rows.with(|rows| rows.iter().position(|one| *one == row)));
    let id = Memo::new(move |_| format!("attempt-{}", place.get().map_or(0, |place| place + 1)));
    let part = move |get: fn(&Attempt) -> String| {
        writing.part(move |note: &Note| place.get().and_then(|place| note.attempts.get(place)).map(get).unwrap_or_default())
    };
    let edit = move |change: Box<dyn FnOnce(&mut Attempt)>| {
        writing.edit(|note| {
            if let Some(attempt) = place.get_untracked().and_then(|place| note.attempts.get_mut(place)) {
                change(attempt);
            }
        });
    };
    let remove = move |()| {
        let Some(place) = place.get_untracked() else { return };
        let Some(out) = writing.note.with_untracked(|note| note.attempts.get(place).cloned()) else { return };
        rows.update(|rows| rows.retain(|one| *one != row));
        writing.edit(|note| {
            note.attempts.remove(place);
        });
        writing.offer_back(move |note| {
            let place = place.min(note.attempts.len());
            note.attempts.insert(place, out.clone());
            // A row of its own again: its fields are drawn anew with what they held.
            let row = next.try_update_value(|next| {
                *next += 1;
                *next - 1
            });
            let _gone = row.and_then(|row| rows.try_update(|rows| rows.insert(place.min(rows.len()), row)));
        });
        go_soon("attempts".to_owned());
    };
    let method = part(|attempt| attempt.method.id().to_owned());
    let options = OutreachMethod::ALL.iter().map(|one| {
        view! { <option value=one.id() prop:selected=move || method.with(|chosen| chosen == one.id())>{one.label()}</option> }
    });
    let choose = move |chosen: String| {
        edit(Box::new(move |attempt| attempt.method = OutreachMethod::from_id(&chosen).unwrap_or_default()));
    };
    // Written back, half of a time would be wiped.
    let half = Half::nothing();
    let when = part(|attempt| attempt.at.as_ref().map(typed).unwrap_or_default()).get_untracked();
    let result = part(|attempt| attempt.result.clone());
    let wrong = half.or(Signal::derive(move || writing.wrong(id.get()).get()));
    let wrong = move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> });
    let [how, at, came] = ["how", "at", "result"].map(|field| format!("try-{row}-{field}"));
    view! {
        <div class="pair" id=id tabindex="-1">
            <div class="field">
                <label for=how.clone()>"How"</label>
                <select class="input" id=how on:change:target=move |event| choose(event.target().value())>
                    {options.collect_view()}
                </select>
            </div>
            <div class="field">
                <label for=at.clone()>"When"</label>
                <input class="input" id=at type="datetime-local" autocomplete="off" prop:value=when
                    on:input:target=move |event| {
                        half.look(&event.target());
                        let text = event.target().value();
                        edit(Box::new(move |attempt| attempt.at = zoned(&text)));
                    }
                    on:blur:target=move |event| half.look(&event.target())/>
            </div>
            <div class="field">
                <label for=came.clone()>"What came of it"</label>
                <input class="input" id=came type="text" autocomplete="off" prop:value=result
                    on:input:target=move |event| {
                        let text = event.target().value();
                        edit(Box::new(move |attempt| attempt.result = text));
                    }/>
            </div>
            <Button kind=ButtonKind::Quiet glyph=Glyph::Close on_press=remove>
                "Take out"<span class="hidden-visually">{move || format!(" try number {}", place.get().map_or(0, |place| place + 1))}</span>
            </Button>
            {wrong}
        </div>
    }
}

/// What should be looked at here, and stops nothing.
#[component]
fn Remarks(
    /// The note.
    writing: Writing,
) -> impl IntoView {
    let remarks = Memo::new(move |_| {
        let about = writing.findings().into_iter().filter(|lint| !lint.blocks() && lint.place.starts_with("attempt-"));
        about.map(|lint| words::told(&lint)).collect::<Vec<_>>()
    });
    move || remarks.get().into_iter().map(|words| view! { <div class="lint">{words}</div> }).collect_view()
}
