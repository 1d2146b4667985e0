//! Carrying text forward from the last note: only what is chosen, only where nothing stands yet, marked until it is edited.

use crate::desk::note::writing::Writing;
use clinical::{Note, Section};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Check, Dialog};

/// The button, and the dialog in which sections are chosen.
#[component]
pub(super) fn CarryForward(writing: Writing) -> impl IntoView {
    let open = RwSignal::new(false);
    let last = Memo::new(move |_| writing.beside(|view| view.last.clone()));
    let offered = Memo::new(move |_| {
        last.with(|last| {
            last.as_deref()
                .map(|last| writing.note.with(|note| note.may_carry(last)))
                .unwrap_or_default()
                .into_iter()
                .map(Offered)
                .collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || !offered.with(Vec::is_empty)>
            <Button kind=ButtonKind::Plain on_press=move |()| open.set(true)>"Carry forward"</Button>
        </Show>
        <Dialog open title="Carry forward from the last note">
            <Choose writing open last offered/>
        </Dialog>
    }
}

/// A section that can be carried; equal where it is the same section.
#[derive(Clone, Copy)]
struct Offered(Section);

impl PartialEq for Offered {
    fn eq(&self, other: &Self) -> bool {
        self.0.id == other.0.id
    }
}

#[component]
fn Choose(
    writing: Writing,
    open: RwSignal<bool>,
    /// The note before.
    last: Memo<Option<Box<Note>>>,
    /// What can be carried.
    offered: Memo<Vec<Offered>>,
) -> impl IntoView {
    let chosen = RwSignal::new(Vec::<&'static str>::new());
    let row = move |Offered(section): Offered| {
        let id = section.id;
        let text = last.with_untracked(|last| last.as_ref().map(|last| last.text_of(id).to_owned()).unwrap_or_default());
        let turn = move |on: bool| {
            chosen.update(|chosen| {
                chosen.retain(|one| *one != id);
                if on {
                    chosen.push(id);
                }
            });
        };
        view! {
            <li>
                <Check name=format!("carry-{id}") checked=Signal::derive(move || chosen.with(|chosen| chosen.contains(&id))) on_change=turn>
                    {section.label}
                </Check>
                <p class="soft prewrap">{text}</p>
            </li>
        }
    };
    let carry = move |()| {
        let Some(last) = last.get_untracked() else { return };
        let before = writing.note.get_untracked();
        let ids = chosen.get_untracked();
        writing.edit(|note| {
            note.carry(&last, &ids);
        });
        open.set(false);
        writing.form.offer_undo("Carried forward. Marked as carried until you edit it.", move |note| {
            for id in ids.iter().filter(|id| before.text_of(id).is_empty()) {
                if note.is_carried(id) {
                    note.set_text(id, "");
                }
            }
        });
    };
    view! {
        <p class="words">"Only the sections you choose are copied, and only where nothing is written yet. They stay marked as carried until you edit them."</p>
        <ul class="carry">{move || offered.get().into_iter().map(row).collect_view()}</ul>
        <footer>
            <Button kind=ButtonKind::Quiet on_press=move |()| open.set(false)>"Cancel"</Button>
            <Button kind=ButtonKind::First disabled=Signal::derive(move || chosen.with(Vec::is_empty)) on_press=carry>"Carry forward"</Button>
        </footer>
    }
}
