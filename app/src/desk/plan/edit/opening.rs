//! A unit as it is read and as it is edited: the frame of both, and the keys that move between units.

use super::{reasons::Reasons, unit::Unit, writing::Writing};
use crate::desk::form::Direction;
use leptos::{ev, prelude::*};
use ui::{Button, ButtonKind};

/// Draws a unit: its fields while it is open, else what it says.
#[component]
pub(super) fn Opening(
    writing: Writing,
    unit: Unit,
    /// What it says.
    #[prop(into)]
    read: ViewFn,
    /// Its fields.
    #[prop(into)]
    fields: ViewFn,
) -> impl IntoView {
    let own = unit.clone();
    let open = Memo::new(move |_| writing.opened.with(|opened| opened.as_ref() == Some(&own)));
    move || match open.get() {
        true => {
            let fields = fields.run();
            view! { <Fields writing unit=unit.clone()>{fields}</Fields> }.into_any()
        }
        false => read.run(),
    }
}

/// The button that opens a unit.
#[component]
pub(super) fn EditButton(writing: Writing, unit: Unit) -> impl IntoView {
    let (id, own) = (unit.button(), unit.clone());
    let name = move || writing.plan.with(|plan| format!(" {}", lower(&own.name(plan))));
    view! {
        <button type="button" class="btn edit-line" data-kind="quiet" id=id on:click=move |_| writing.open(unit.clone())>
            "Edit"<span class="hidden-visually">{name}</span>
        </button>
    }
}

/// An open unit: what changed in it, its fields, the reasons for its changes, the way on.
#[component]
fn Fields(writing: Writing, unit: Unit, children: Children) -> impl IntoView {
    let own = StoredValue::new(unit.clone());
    let name = move || writing.plan.with(|plan| own.with_value(|unit| unit.name(plan)));
    let (heading, place) = (format!("called-{}", unit.first_field()), format!("open-{}", unit.first_field()));
    let next = Memo::new(move |_| {
        writing
            .plan
            .with(|plan| own.with_value(|unit| beside(&Unit::all(plan), unit, Direction::Down)).map(|unit| unit.name(plan)))
    });
    view! {
        <section class="edit" id=place tabindex="-1" aria-labelledby=heading.clone()>
            <h4 id=heading.clone()>{name}</h4>
            {children()}
            <Reasons writing unit/>
            <footer class="edit-foot">
                {move || next.get().map(|next| view! {
                    <Button on_press=move |()| writing.step(Direction::Down)>{format!("Next: {} ", lower(&next))}<kbd>"Alt ↓"</kbd></Button>
                })}
                <Button kind=ButtonKind::Quiet on_press=move |()| writing.close()>"Close"</Button>
            </footer>
        </section>
    }
}

/// The keys of the page: Alt with an arrow goes to the line before or after, Escape closes. Lists and dates keep their own.
pub(super) fn keys(writing: Writing) -> impl Fn(ev::KeyboardEvent) {
    move |event: ev::KeyboardEvent| {
        let own = "select, input[type=date]";
        let target = event.target().and_then(|target| wasm_bindgen::JsCast::dyn_into::<web_sys::Element>(target).ok());
        let theirs = target.is_some_and(|target| target.matches(own).unwrap_or(false));
        match (event.key().as_str(), event.alt_key()) {
            ("ArrowDown", true) if !theirs => writing.step(Direction::Down),
            ("ArrowUp", true) if !theirs => writing.step(Direction::Up),
            ("Escape", false) if writing.opened.with_untracked(Option::is_some) => writing.close(),
            _ => return,
        }
        event.prevent_default();
    }
}

/// The unit beside one, in reading order.
pub(super) fn beside(all: &[Unit], unit: &Unit, way: Direction) -> Option<Unit> {
    let at = all.iter().position(|other| other == unit)?;
    let other = match way {
        Direction::Up => at.checked_sub(1)?,
        Direction::Down => at + 1,
    };
    all.get(other).cloned()
}

/// With a small first letter, inside a sentence.
pub(super) fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
