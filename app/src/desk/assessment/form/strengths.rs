//! What the client wants, and what they can build on, in their own words.

use crate::desk::{
    assessment::filling::Filling,
    clock,
    form::{Line, List, Part, Several},
};
use clinical::assessment::Assessment;
use keeper::protocol::{DocView, ThreadView};
use leptos::prelude::*;
use record::{DocId, Status};
use ui::{Button, ButtonKind};

/// The section.
#[component]
pub(super) fn Strengths(filling: Filling) -> impl IntoView {
    let whole = filling.whole();
    let goals = List::of(filling.form, "goal", |all| &all.goals, |all| &mut all.goals);
    let strengths = List::of(filling.form, "strength", |all| &all.strengths, |all| &mut all.strengths);
    view! {
        <Several list=goals name=whole.name("goals") legend="Goals, in the client’s words" one="goal" add="Add goal" first="words"
            blank=String::new draw=|at, number| line(at, format!("Goal {number}"))/>
        <Offer filling rows=goals what="goals" from=|all| &all.goals/>
        <Several list=strengths name=whole.name("strengths") legend="Strengths" one="strength" add="Add strength" first="words"
            blank=String::new draw=|at, number| line(at, format!("Strength {number}"))/>
        <Offer filling rows=strengths what="strengths" from=|all| &all.strengths/>
    }
}

fn line(at: Part<Assessment, String>, label: String) -> AnyView {
    view! { <Line at field="words" label get=|words| words set=|words| words/> }.into_any()
}

/// What an earlier assessment says, shown and taken over only when somebody says so.
#[component]
fn Offer(
    filling: Filling,
    /// Where they would go.
    rows: List<Assessment, Assessment, String>,
    /// What they are.
    what: &'static str,
    /// Where they stand.
    from: fn(&Assessment) -> &Vec<String>,
) -> impl IntoView {
    let doc = filling.draft.doc;
    let earlier = Memo::new(move |_| {
        filling.asked.pick(|view| before(view, doc).map(|one| (one.content.date, from(&one.content).clone())))
    });
    let offered = Memo::new(move |_| {
        let (date, lines) = earlier.get()?;
        let here = filling.draft.value.with(|all| from(all).clone());
        let new: Vec<String> = lines.into_iter().filter(|line| !record::is_blank(line) && !here.contains(line)).collect();
        (!new.is_empty()).then_some((date, new))
    });
    let take = move |()| {
        if let Some((_, lines)) = offered.get_untracked() {
            rows.extend(lines);
        }
    };
    move || {
        offered.get().map(|(date, lines)| {
            let day = date.map(|date| format!(" of {}", clock::day(date))).unwrap_or_default();
            view! {
                <div class="offer">
                    <p class="label">{format!("From the assessment{day}")}</p>
                    <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                    <Button kind=ButtonKind::Quiet on_press=take>{format!("Copy these {what}")}</Button>
                </div>
            }
        })
    }
}

/// The last signed assessment that counts, besides this one.
fn before(view: &ThreadView, doc: DocId) -> Option<&DocView<Assessment>> {
    let counts = |status: Status| match status {
        Status::Final(_) | Status::Amended(_) => true,
        Status::Preliminary | Status::EnteredInError => false,
    };
    view.assessments.iter().find(|one| one.signed.doc != doc && counts(one.signed.status))
}
