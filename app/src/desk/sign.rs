//! Signing what is written: the bar at the foot, the passphrase, Ctrl+Enter.

use super::{clock, page::focus_field};
use crate::desk::pass_input::PassInput;
use keeper::protocol::Problem;
use leptos::{ev, html, prelude::*};
use ui::{Button, ButtonKind, Glyph};

/// The bar.
#[component]
pub(crate) fn SignBar(
    /// It is being signed.
    #[prop(into)]
    busy: Signal<bool>,
    /// Why it was not signed.
    problem: RwSignal<Option<Problem>>,
    /// How many things stand in the way.
    #[prop(into)]
    missing: Signal<usize>,
    /// What else there is to say: by when.
    #[prop(into, optional)]
    more: Signal<Option<String>>,
    /// Signs it with this passphrase.
    #[prop(into)]
    on_sign: Callback<String>,
) -> impl IntoView {
    let (pass, node) = (RwSignal::new(String::new()), NodeRef::<html::Input>::new());
    let submit = move || {
        if pass.with_untracked(String::is_empty) {
            focus(node);
        } else {
            on_sign.run(pass.get_untracked());
        }
    };
    let key = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            submit();
        }
    });
    on_cleanup(move || key.remove());
    focus_after_refusal(problem, node);
    let first = move || match missing.get() {
        0 => "Nothing is missing.".to_owned(),
        1 => "One thing is missing.".to_owned(),
        many => format!("{} things are missing.", clock::number(many)),
    };
    let mended = mended(problem, missing);
    let verdict = move || match problem.get().filter(|_| !mended.get()) {
        Some(Problem::Invalid(_)) => {
            view! { <p data-error="" role="alert">"Not signed. Something is missing: look at the marked fields."</p> }.into_any()
        }
        Some(problem) => {
            view! { <p data-error="" role="alert">{format!("Not signed. {}", crate::sentence(&problem))}</p> }.into_any()
        }
        None => view! { <p><b>{first}</b>" "<span class="soft">{move || more.get()}</span></p> }.into_any(),
    };
    view! {
        <form class="signbar" aria-label="Sign" on:submit=move |event| { event.prevent_default(); submit(); }>
            {verdict}
            <PassInput value=pass node/>
            <Button kind=ButtonKind::Submit glyph=Glyph::Signed busy>"Sign as author "<kbd>"Ctrl Enter"</kbd></Button>
        </form>
    }
}

/// Whether everything that was counted since the refusal is mended. What the page does not count is never taken for mended:
/// the refusal would go away without a word.
fn mended(problem: RwSignal<Option<Problem>>, missing: Signal<usize>) -> Memo<bool> {
    let answers = Memo::new(move |before: Option<&u32>| {
        problem.track();
        before.map_or(0, |before| before.wrapping_add(1))
    });
    let counted = Memo::new(move |before: Option<&(u32, bool)>| {
        let answer = answers.get();
        let before = before.is_some_and(|(same, counted)| *same == answer && *counted);
        (answer, missing.get() > 0 || before)
    });
    Memo::new(move |_| {
        let invalid = problem.with(|problem| matches!(problem, Some(Problem::Invalid(_))));
        counted.get().1 && invalid && missing.get() == 0
    })
}

/// Moves the focus to where one goes on: the first field that is not right, or the passphrase.
fn focus_after_refusal(problem: RwSignal<Option<Problem>>, node: NodeRef<html::Input>) {
    Effect::new(move |_| match problem.get() {
        Some(Problem::Invalid(fields)) => {
            if let Some(first) = fields.into_iter().next() {
                request_animation_frame(move || focus_field(&first.field));
            }
        }
        Some(Problem::WrongPassphrase) => focus(node),
        Some(_) | None => {}
    });
}

fn focus(node: NodeRef<html::Input>) {
    if let Some(input) = node.get_untracked() {
        let _refused = input.focus();
        input.select();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_told_until_what_was_counted_is_mended() {
        let owner = Owner::new();
        owner.set();
        let (problem, missing) = (RwSignal::new(None), RwSignal::new(2));
        let mended = mended(problem, missing.into());
        assert!(!mended.get_untracked());
        problem.set(Some(Problem::Invalid(Vec::new())));
        assert!(!mended.get_untracked());
        missing.set(0);
        assert!(mended.get_untracked());
        // Refused again for something that is not counted here.
        problem.set(Some(Problem::Invalid(Vec::new())));
        assert!(!mended.get_untracked());
        missing.set(1);
        assert!(!mended.get_untracked());
        missing.set(0);
        assert!(mended.get_untracked());
        problem.set(Some(Problem::WrongPassphrase));
        assert!(!mended.get_untracked());
    }
}
