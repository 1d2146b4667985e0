//! What was found, for the plan to answer: each one taken up there, or deferred with a reason.

use crate::desk::{
    assessment::{
        filling::{Filling, go_soon},
        finding_status::{FindingStatus, finding_status},
        plan_of,
    },
    form::{Day, Pick, Remarks, Text},
    new_id,
};
use clinical::{
    Place,
    assessment::{Area, AssessmentFinding, Deferral, FindingId},
};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Glyph, Opt};

/// The section.
#[component]
pub(super) fn Findings(filling: Filling) -> impl IntoView {
    let keys =
        Memo::new(move |_| filling.draft.value.with(|all| all.findings.iter().map(|one| one.id.clone()).collect::<Vec<_>>()));
    let wrong = filling.whole().wrong("findings");
    let add = move |()| {
        let id = new_id::finding();
        let name = Place::one("finding", &id, "area").name();
        filling.draft.edit(|all| all.findings.push(AssessmentFinding { id, area: Area::default(), text: String::new() }));
        go_soon(name);
    };
    view! {
        <fieldset class="field several" id="assessment-findings" tabindex="-1">
            <legend class="legend">"Finding"</legend>
            <p class="hint">"One sentence each. Each finding becomes a problem in the plan or is deferred with a reason."</p>
            <For each=move || keys.get() key=FindingId::clone let(id)><Finding filling id/></For>
            <Remarks wrong remark=Signal::stored(None)/>
            <div><Button glyph=Glyph::Add on_press=add>"Add finding"</Button></div>
        </fieldset>
    }
}

#[component]
fn Finding(filling: Filling, id: FindingId) -> impl IntoView {
    let at = filling.finding(&id);
    let areas: Vec<Opt> = Area::ALL.iter().map(|area| Opt::new(area.id(), area.label())).collect();
    let stored = StoredValue::new(id.clone());
    let number = Memo::new(move |_| {
        let place = filling.draft.value.with(|all| all.findings.iter().position(|one| stored.with_value(|id| one.id == *id)));
        place.map_or(0, |place| place + 1)
    });
    let out = move |()| take_out(filling, &stored.get_value());
    view! {
        <div class="entry-row" role="group" aria-label=move || format!("Finding {}", number.get())>
            <div class="pair">
                <Pick at=at field="area" label="Area" options=areas get=|one| one.area.id().to_owned() set=|one, id| one.area = Area::from_id(id).unwrap_or_default()/>
            </div>
            <Text at=at field="text" label="Finding" get=|o| &o.text set=|o| &mut o.text/>
            <Answered filling id/>
            <div class="entry-acts">
                <Button kind=ButtonKind::Quiet glyph=Glyph::Close on_press=out>
                    "Remove"<span class="hidden-visually">{move || format!(" finding {}", number.get())}</span>
                </Button>
            </div>
        </div>
    }
}

/// Where the finding is taken up, or why it waits.
#[component]
fn Answered(filling: Filling, id: FindingId) -> impl IntoView {
    let id = StoredValue::new(id);
    let plan = plan_of(filling.draft.record);
    let problem = Memo::new(move |_| {
        let finding_status = id.with_value(|id| {
            filling.asked.pick(|view| Some(finding_status(view.in_force().map(|version| &version.plan), &[], id, view.today)))
        });
        match finding_status {
            Some(FindingStatus::TakenUp { number, .. }) => Some(number),
            Some(FindingStatus::Deferred { .. } | FindingStatus::Open) | None => None,
        }
    });
    let deferred = Memo::new(move |_| {
        filling.draft.value.with(|all| all.deferrals.iter().any(|one| id.with_value(|id| one.finding == *id)))
    });
    let defer = move |()| {
        let finding = id.get_value();
        let name = Place::one("deferral", &finding, "reason").name();
        filling.draft.edit(|all| all.deferrals.push(Deferral { finding, reason: String::new(), until: None }));
        go_soon(name);
    };
    let taken = move || {
        let plan = plan.clone();
        problem.get().map(
            |number| view! { <p><a class="go-link" href=plan>{format!("Addressed in problem {number} of the plan")}</a></p> },
        )
    };
    view! {
        {taken}
        <Show when=move || deferred.get()
            fallback=move || view! { <div><Button kind=ButtonKind::Quiet on_press=defer>"Defer with a reason"</Button></div> }>
            <Deferred filling id=id.get_value()/>
        </Show>
    }
}

#[component]
fn Deferred(
    filling: Filling,
    /// Which finding waits.
    id: FindingId,
) -> impl IntoView {
    let at = filling.deferral(&id);
    let next = StoredValue::new(filling.finding(&id).name("text"));
    let back = move |()| {
        let out = filling.draft.value.with_untracked(|all| all.deferrals.iter().find(|one| one.finding == id).cloned());
        filling.draft.edit(|all| all.deferrals.retain(|one| one.finding != id));
        go_soon(next.get_value());
        filling.form.offer_undo("No longer deferred.", move |all| {
            // Where the finding was taken out meanwhile there is nothing left to defer.
            let there = |one: &Deferral| all.findings.iter().any(|each| each.id == one.finding);
            let back = out.clone().filter(there);
            all.deferrals.extend(back);
        });
    };
    view! {
        <Text at=at field="reason" label="Reason for deferring" get=|o| &o.reason set=|o| &mut o.reason/>
        <div class="pair">
            <Day at=at field="until" label="Until" get=|o| o.until set=|o, day| o.until = day
                hint="You will be reminded on this date. Leave empty for no reminder."/>
        </div>
        <div><Button kind=ButtonKind::Quiet on_press=back>"Do not defer"</Button></div>
    }
}

/// Takes a finding out with its deferral, and offers both back.
fn take_out(filling: Filling, id: &FindingId) {
    let Some((place, out, deferral)) = filling.draft.value.with_untracked(|all| {
        let place = all.findings.iter().position(|one| one.id == *id)?;
        let deferral = all.deferrals.iter().find(|one| one.finding == *id).cloned();
        Some((place, all.findings.get(place)?.clone(), deferral))
    }) else {
        return;
    };
    filling.draft.edit(|all| {
        all.findings.retain(|one| one.id != *id);
        all.deferrals.retain(|one| one.finding != *id);
    });
    go_soon("assessment-findings".to_owned());
    filling.form.offer_undo("Removed a finding.", move |all| {
        all.findings.insert(place.min(all.findings.len()), out.clone());
        all.deferrals.extend(deferral.clone());
    });
}
