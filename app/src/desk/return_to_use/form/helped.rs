//! What played a part, and what helped: what the next plan begins with.

use super::{super::writing::Writing, before::chips, step};
use crate::desk::form::{Line, List, Part, Pick, Several, Text, Tick};
use clinical::return_to_use::{Factor, ReturnToUse, Trigger};
use leptos::prelude::*;
use ui::Opt;

/// Factors, and the client's own triggers.
#[component]
pub(super) fn PlayedPart(writing: Writing) -> impl IntoView {
    let at = writing.whole();
    let triggers = List::of(writing.form, "trigger", |all| &all.triggers, |all| &mut all.triggers);
    let factors = chips(
        writing,
        "factor",
        "What played a part",
        Factor::ALL.to_vec(),
        Factor::id,
        Factor::label,
        |e| &e.factors,
        |e| &mut e.factors,
    );
    step(
        "played-a-part",
        "What played a part",
        "and the client’s own triggers",
        view! {
            {factors}
            <Several list=triggers name=at.name("triggers") legend="The client’s triggers" one="trigger" add="Add a trigger" first="words"
                blank=Trigger::default draw=trigger/>
        },
    )
}

fn trigger(one: Part<ReturnToUse, Trigger>, number: usize) -> AnyView {
    let from = vec![
        Opt::new("outside", "From outside: a person, place, thing, date"),
        Opt::new("inside", "From inside: mood, pain, stress"),
    ];
    view! {
        <Line at=one field="words" label=format!("Trigger {number}, in the client’s words") get=|t| &t.words set=|t| &mut t.words/>
        <div class="pair">
            <Pick at=one field="internal" label="Where it comes from" options=from
                get=|t| if t.internal { "inside".to_owned() } else { "outside".to_owned() } set=|t, id| t.internal = id == "inside"/>
            <Line at=one field="coping" label="What the client plans to do next time" get=|t| &t.coping set=|t| &mut t.coping/>
        </div>
        <Tick at=one field="new" get=|t| t.new set=|t, on| t.new = on>"New: not known before"</Tick>
    }
    .into_any()
}

/// What helped, and what did not.
#[component]
pub(super) fn Helped(writing: Writing) -> impl IntoView {
    let at = writing.whole();
    step(
        "helped",
        "What helped",
        "keep this in the plan",
        view! {
            <Text at field="helped_stop" label="What helped to stop or to tell someone" get=|e: &ReturnToUse| &e.helped_stop
                set=|e| &mut e.helped_stop/>
            <Text at field="protective" label="What kept the client safer" get=|e: &ReturnToUse| &e.protective set=|e| &mut e.protective
                hint="Naloxone nearby, not alone, testing, stopping early, coming here."/>
            <Text at field="helped" label="What had helped earlier" get=|e: &ReturnToUse| &e.helped set=|e| &mut e.helped/>
            <Text at field="did_not_help" label="What did not help, or no longer helps" get=|e: &ReturnToUse| &e.did_not_help
                set=|e| &mut e.did_not_help/>
        },
    )
}
