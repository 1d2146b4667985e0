//! How a linked objective goes: status, current value, what was provided for it.

use super::objectives::Offer;
use crate::desk::{
    form::{Line, Number, Part},
    note::writing::Writing,
};
use clinical::{
    Link, Note,
    plan::{Intervention, LineId, ObjectiveStatus},
};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Check, Choice, ChoiceLook, Glyph, Opt, Select};

/// The statuses that are one press away, by the short words of a session; all others are in the list beside them.
const OFTEN: [(ObjectiveStatus, &str); 4] = [
    (ObjectiveStatus::Worsening, "Worse"),
    (ObjectiveStatus::NoChange, "No change"),
    (ObjectiveStatus::Improving, "Improving"),
    (ObjectiveStatus::Achieved, "Met"),
];

/// Under the objective, while it is open.
#[component]
pub(super) fn Progress(writing: Writing, offer: Offer) -> impl IntoView {
    let Offer { objective, number, before, .. } = offer;
    let id = objective.id.clone();
    let at: Part<Note, Link> = Part::which(
        writing.form,
        "link",
        &id,
        |note, id| note.links.iter().find(|link| link.objective.as_str() == id),
        |note, id| note.links.iter_mut().find(|link| link.objective.as_str() == id),
    );
    let place = at.id();
    let status = at.read(|link| link.progress.map(|status| status.id().to_owned()).unwrap_or_default());
    let choose = move |id: String| at.edit(|link| link.progress = ObjectiveStatus::from_id(&id));
    let often = OFTEN.map(|(status, words)| Opt::new(status.id(), words)).to_vec();
    let rare = ObjectiveStatus::ALL.iter().filter(|status| OFTEN.iter().all(|(often, _)| often != *status));
    let mut others = vec![Opt::new("", "Other status")];
    others.extend(rare.map(|status| Opt::new(status.id(), status.label())));
    let given = (!objective.interventions.is_empty()).then(|| {
        let each = objective.interventions.into_iter().map(|one| provided(at, &id, one)).collect_view();
        view! { <fieldset class="field"><legend class="legend">"Interventions provided"</legend>{each}</fieldset> }
    });
    let unit = objective.unit.trim().to_owned();
    let unit = if unit.is_empty() { String::new() } else { format!(", {unit}") };
    let before = before.map(|value| format!("Last: {value}")).unwrap_or_default();
    let (wrong, remark) = (writing.wrong(place.clone()), writing.form.remark(place.clone()));
    view! {
        <fieldset class="objprogress" id=place.clone() tabindex="-1">
            <legend class="hidden-visually">{format!("Progress on {number}")}</legend>
            <Choice name=format!("{place}-often") legend=format!("Progress on {number}") options=often value=status on_change=choose
                look=ChoiceLook::Segments/>
            <Select name=format!("{place}-progress") label="Other status" options=others value=status on_change=choose error=wrong remark/>
            <Number at field="value" label=format!("Current value{unit}") get=|link| link.value set=|link, value| link.value = value
                hint=before/>
            {given}
            <Line at field="remark" label="Comment" get=|link| &link.remark set=|link| &mut link.remark/>
            <div><Button kind=ButtonKind::Quiet glyph=Glyph::Close on_press=move |()| writing.unlink(&id)>{format!("Unlink {number}")}</Button></div>
        </fieldset>
    }
}

/// One intervention of the objective: whether it was provided in this session.
fn provided(at: Part<Note, Link>, objective: &LineId, one: Intervention) -> AnyView {
    let line = StoredValue::new(one.id.clone());
    let is = at.read(move |link| line.with_value(|line| link.interventions.contains(line)));
    let turn = move |on: bool| {
        at.edit(|link| {
            let line = line.get_value();
            link.interventions.retain(|other| *other != line);
            if on {
                link.interventions.push(line);
            }
        });
    };
    let words = if record::is_blank(&one.description) { one.category.label().to_owned() } else { one.description };
    view! { <Check name=format!("given-{objective}-{}", one.id) checked=is on_change=turn>{words}</Check> }.into_any()
}
