//! Signing what is written: the bar at the foot, the passphrase, Ctrl+Enter.

use super::page::{caption, focus_field};
use crate::desk::{away::AwayLine, pass_input::PassInput};
use clinical::Finding;
use keeper::protocol::{FieldProblem, Problem};
use leptos::{ev, html, prelude::*};
use ui::{Button, ButtonKind, Glyph};

/// How many things the bar names at once; the page shows all of them.
const NAMED: usize = 4;

/// Something that was found, as the bar names it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// Where, as checks name the place.
    place: String,
    /// A few words: `Modality`, `Note not linked to an objective`.
    words: Words,
    /// Whether it stops the signature.
    blocks: bool,
}

#[derive(Clone, PartialEq, Eq)]
enum Words {
    Own(String),
    /// As the page labels the field; else these.
    Label(String),
}

impl Named {
    /// By words of its own.
    pub(crate) fn new(place: String, words: String, blocks: bool) -> Self {
        Self { place, words: Words::Own(words), blocks }
    }

    /// As the page labels its field; by its sentence, where it has none.
    pub(crate) fn labeled(finding: &Finding) -> Self {
        Self { place: finding.place.name(), words: Words::Label(finding.sentence.to_string()), blocks: finding.blocks() }
    }

    /// A field that shows something that cannot be saved.
    pub(crate) fn invalid(field: String) -> Self {
        Self { place: field, words: Words::Label("A field cannot be saved".to_owned()), blocks: true }
    }

    /// Whether it is called by these words of its own.
    pub(crate) fn says(&self, words: &str) -> bool {
        matches!(&self.words, Words::Own(own) if own == words)
    }

    /// What is said of it now, as the page is drawn.
    fn drawn(&self) -> (String, String) {
        let words = match &self.words {
            Words::Own(words) => words.clone(),
            Words::Label(sentence) => caption(&self.place).unwrap_or_else(|| sentence.clone()),
        };
        (self.place.clone(), words)
    }
}

/// What stops the signature: what a check found, and the fields that cannot be saved, each as the page labels it.
pub(crate) fn blocking(findings: Signal<Vec<Finding>>, invalid: Signal<Vec<String>>) -> Signal<Vec<Named>> {
    Signal::derive(move || {
        let found = findings.with(|all| all.iter().filter(|one| one.blocks()).map(Named::labeled).collect::<Vec<_>>());
        found.into_iter().chain(invalid.get().into_iter().map(Named::invalid)).collect()
    })
}

/// The bar.
#[component]
pub(crate) fn SignBar(
    /// It is being signed.
    #[prop(into)]
    busy: Signal<bool>,
    /// Why it was not signed.
    problem: RwSignal<Option<Problem>>,
    /// What was found: each leads to its place.
    #[prop(into)]
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
    let count =
        move |blocks: bool| Memo::new(move |_| found.with(|found| found.iter().filter(|one| one.blocks == blocks).count()));
    let (missing, suggested) = (count(true), count(false));
    let refused = Memo::new(move |_| problem.with(|problem| refused(problem.as_ref())));
    let all = Memo::new(move |_| {
        let found = found.get();
        // What the page does not count is named by the refusal.
        let known = found.iter().any(|one| one.blocks);
        if known { found } else { refused.get().into_iter().chain(found).collect() }
    });
    let drawn = drawn(all);
    let names = move |blocks: bool| {
        let name = |(place, words): (String, String)| {
            view! { " "<button type="button" class="linkbtn" on:click=move |_| on_go.run(place.clone())>{words}</button> }
        };
        let names = drawn.with(|(blocking, others)| if blocks { blocking.clone() } else { others.clone() });
        let over = names.len().saturating_sub(NAMED);
        let over = (over > 0).then(|| format!(" and {over} more"));
        view! { {names.into_iter().take(NAMED).map(name).collect_view()}{over} }
    };
    let first = move || head(missing.get(), suggested.get());
    let mended = mended(problem, missing.into());
    let verdict = move || {
        match problem.get().filter(|_| !mended.get()) {
        Some(Problem::Invalid(_)) => {
            view! { <p data-error="" role="alert">"Not signed. Fix:"{move || names(true)}</p> }.into_any()
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
            <AwayLine/>
            <PassInput value=pass node/>
            <Button kind=ButtonKind::Submit glyph=Glyph::Signed busy>{word}" "<kbd>"Ctrl Enter"</kbd></Button>
        </form>
    }
}

/// What a refusal names.
fn refused(problem: Option<&Problem>) -> Vec<Named> {
    let Some(Problem::Invalid(fields)) = problem else { return Vec::new() };
    let named = |one: &FieldProblem| Named { place: one.field.clone(), words: Words::Label(one.sentence.clone()), blocks: true };
    fields.iter().map(named).collect()
}

/// Where each leads and what it is called: what stops the signature, and the rest.
type Drawn = (Vec<(String, String)>, Vec<(String, String)>);

/// What was found with its names, read off the page once it is drawn.
fn drawn(all: Memo<Vec<Named>>) -> Memo<Drawn> {
    let frames = RwSignal::new(0_u32);
    Effect::new(move |_| {
        all.track();
        request_animation_frame(move || {
            let _gone = frames.try_update(|count| *count = count.wrapping_add(1));
        });
    });
    Memo::new(move |_| {
        frames.track();
        let of = |blocks: bool| {
            let mut names: Vec<(String, String)> = Vec::new();
            for one in all.get().iter().filter(|one| one.blocks == blocks).map(Named::drawn) {
                if !names.contains(&one) {
                    names.push(one);
                }
            }
            names
        };
        (of(true), of(false))
    })
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
    fn a_refusal_names_what_the_page_does_not_count() {
        let field = |field: &str| FieldProblem { field: field.to_owned(), sentence: format!("About {field}.") };
        let named = refused(Some(&Problem::Invalid(vec![field("date"), field("text")])));
        let places: Vec<_> = named.iter().map(|one| (one.place.as_str(), one.blocks)).collect();
        assert_eq!(places, [("date", true), ("text", true)]);
        assert!(refused(Some(&Problem::WrongPassphrase)).is_empty());
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
