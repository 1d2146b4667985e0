//! What the client wants, and what they can build on, in their own words.

use super::several::Several;
use crate::desk::{
    assessment::filling::{At, Filling, Rows},
    clock,
};
use clinical::assessment::Assessment;
use keeper::protocol::{AssessmentView, ThreadView};
use leptos::prelude::*;
use record::{DocId, Status};
use ui::{Button, ButtonKind, Field};

/// The section.
#[component]
pub(super) fn Strengths(
    /// The assessment.
    filling: Filling,
) -> impl IntoView {
    let whole = filling.whole();
    let goals = Rows::new(filling, "goal", |all| &all.goals, |all| &mut all.goals);
    let strengths = Rows::new(filling, "strength", |all| &all.strengths, |all| &mut all.strengths);
    view! {
        <Several rows=goals name=whole.name("goals") legend="What the client wants, in their own words" one="goal" first="words"
            blank=String::new wrong=whole.wrong("goals") draw=|at| line(at, "Goal")/>
        <Offer filling rows=goals what="goals" from=|all| &all.goals/>
        <Several rows=strengths name=whole.name("strengths") legend="What the client can build on" one="strength" first="words"
            blank=String::new wrong=whole.wrong("strengths") draw=|at| line(at, "Strength")/>
        <Offer filling rows=strengths what="strengths" from=|all| &all.strengths/>
    }
}

fn line(at: At<String>, label: &'static str) -> AnyView {
    let label = format!("{label} {}", at.place() + 1);
    view! { <Field name=at.name("words") label value=at.read(String::clone) on_input=at.write(|words, text| *words = text)/> }
        .into_any()
}

/// What an earlier assessment says, shown and taken over only when somebody says so.
#[component]
fn Offer(
    /// The assessment.
    filling: Filling,
    /// Where they would go.
    rows: Rows<String>,
    /// What they are.
    what: &'static str,
    /// Where they stand.
    from: fn(&Assessment) -> &Vec<String>,
) -> impl IntoView {
    let doc = filling.draft.doc;
    let earlier = Memo::new(move |_| {
        filling.asked.pick(|view| before(view, doc).map(|one| (one.assessment.date, from(&one.assessment).clone())))
    });
    let offered = Memo::new(move |_| {
        let (date, lines) = earlier.get()?;
        let here = filling.draft.value.with(|all| from(all).clone());
        let new: Vec<String> = lines.into_iter().filter(|line| !line.trim().is_empty() && !here.contains(line)).collect();
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
                    <Button kind=ButtonKind::Quiet on_press=take>{format!("Take over these {what}")}</Button>
                </div>
            }
        })
    }
}

/// The last signed assessment that counts, besides this one.
fn before(view: &ThreadView, doc: DocId) -> Option<&AssessmentView> {
    let counts = |status: Status| match status {
        Status::Final(_) | Status::Amended(_) => true,
        Status::Preliminary | Status::EnteredInError => false,
    };
    view.assessments.iter().find(|one| one.signed.doc != doc && counts(one.signed.status))
}
