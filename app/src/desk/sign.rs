//! Signing what is written: the bar at the foot, the passphrase, Ctrl+Enter.

use super::page::focus_field;
use crate::desk::{ask::Act, draft::Draft, form::Form, pass_input::PassInput};
use clinical::Body;
use keeper::protocol::{Problem, Sign};
use leptos::{ev, html, prelude::*};
use ui::{Button, ButtonKind, Glyph};

/// Signs a draft as it stands; refuses what the form shows as not readable, as a number that is none.
pub(crate) fn sign_draft<T>(draft: Draft<T>, form: Form<T>, act: Act<Sign>, passphrase: String)
where
    T: Clone + Into<Body> + Send + Sync + 'static,
{
    draft.keep_now();
    if let Some(refusal) = form.refusal() {
        return act.problem.set(Some(refusal));
    }
    let Draft { record, doc, .. } = draft;
    act.run(Sign { record, doc, body: draft.body(), passphrase });
}

/// Something that was found, as the bar names it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// Where, as checks name the place.
    pub(crate) place: String,
    /// A few words: `Modality`, `Note without an objective`.
    pub(crate) words: String,
    /// Whether it stops the signature.
    pub(crate) blocks: bool,
}

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
    /// What was found, where the page says: each leads to its place.
    #[prop(into, optional)]
    found: Signal<Vec<Named>>,
    /// Goes to a place; to the field of that name, where the page has nothing else to open.
    #[prop(into, default = Callback::new(|place: String| focus_field(&place)))]
    on_go: Callback<String>,
    /// What else there is to say: by when.
    #[prop(into, optional)]
    more: Signal<Option<String>>,
    /// Signs it with this passphrase.
    #[prop(into)]
    on_sign: Callback<String>,
    /// The words on the button.
    #[prop(default = "Sign as author")]
    word: &'static str,
) -> impl IntoView {
    let (pass, node) = (RwSignal::new(String::new()), NodeRef::<html::Input>::new());
    let submit = move || {
        let first = found.with_untracked(|found| found.iter().find(|one| one.blocks).map(|one| one.place.clone()));
        if pass.with_untracked(String::is_empty) {
            match first {
                Some(place) => on_go.run(place),
                None => focus(node),
            }
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
    focus_after_refusal(problem, on_go, node);
    let names = move |blocks: bool| {
        let named = found.get().into_iter().filter(|one| one.blocks == blocks);
        let name = |Named { place, words, .. }: Named| {
            view! { " "<button type="button" class="linkbtn" on:click=move |_| on_go.run(place.clone())>{words}</button> }
        };
        named.map(name).collect_view()
    };
    let suggested = Memo::new(move |_| found.with(|found| found.iter().filter(|one| !one.blocks).count()));
    let first = move || head(missing.get(), suggested.get());
    let mended = mended(problem, missing);
    let verdict = move || {
        match problem.get().filter(|_| !mended.get()) {
        Some(Problem::Invalid(_)) => {
            view! { <p data-error="" role="alert">"Not signed. Fix:"{names(true)}</p> }.into_any()
        }
        Some(problem) => {
            view! { <p data-error="" role="alert">{format!("Not signed. {}", crate::sentence(&problem))}</p> }.into_any()
        }
        None => view! {
            <p>
                <b>{first}</b>{move || names(true)}
                {move || (missing.get() > 0 && suggested.get() > 0).then(|| view! { " "<b>{suggestions(suggested.get())}":"</b> })}
                {move || names(false)}
                " "<span class="soft">{move || more.get()}</span>
            </p>
        }
        .into_any(),
    }
    };
    view! {
        <form class="signbar" aria-label="Sign" on:submit=move |event| { event.prevent_default(); submit(); }>
            {verdict}
            <PassInput value=pass node/>
            <Button kind=ButtonKind::Submit glyph=Glyph::Signed busy>{word}" "<kbd>"Ctrl Enter"</kbd></Button>
        </form>
    }
}

/// What the bar begins with. Names follow where the page gives them.
fn head(missing: usize, suggested: usize) -> String {
    match (missing, suggested) {
        (0, 0) => "No issues.".to_owned(),
        (0, count) => format!("{}:", suggestions(count)),
        (count, _) => format!("{count} to fix:"),
    }
}

fn suggestions(count: usize) -> String {
    if count == 1 { "1 suggestion".to_owned() } else { format!("{count} suggestions") }
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
fn focus_after_refusal(problem: RwSignal<Option<Problem>>, on_go: Callback<String>, node: NodeRef<html::Input>) {
    Effect::new(move |_| match problem.get() {
        Some(Problem::Invalid(fields)) => {
            if let Some(first) = fields.into_iter().next() {
                request_animation_frame(move || {
                    let _gone = on_go.try_run(first.field);
                });
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
    fn what_was_found_is_counted_and_nothing_found_is_said_only_then() {
        assert_eq!(head(0, 0), "No issues.");
        assert_eq!(head(0, 1), "1 suggestion:");
        assert_eq!(head(2, 1), "2 to fix:");
    }

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
