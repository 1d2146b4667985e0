//! Interventions: what, by whom, how often, and how long.

use super::{
    line::{LineFindings, LineShift},
    options::options,
    writing::Writing,
};
use crate::desk::{
    form::{Day, Line, List, Number, Pick},
    new_id,
    page::go_soon,
};
use clinical::plan::{Category, CategoryGroup, Frequency, Intervention, LineId, Objective, Period, Plan};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Glyph, Opt};

/// The interventions of an objective.
#[component]
pub(super) fn Interventions(
    writing: Writing,
    /// The objective's id.
    id: LineId,
    /// What the objective is called.
    called: Signal<String>,
) -> impl IntoView {
    let list =
        List::new(writing.objective(&id), "intervention", |line: &Objective| &line.interventions, |line| &mut line.interventions);
    let ids = list.each(|line| line.id.clone());
    let add = move |()| {
        let line = Intervention::new(new_id::line(), Category::default(), "");
        let field = format!("intervention-{}-description", line.id);
        list.push(line);
        go_soon(field);
    };
    view! {
        <For each=move || ids.get() key=Clone::clone let(id)><OneIntervention writing list id called/></For>
        <div>
            <Button kind=ButtonKind::Quiet glyph=Glyph::Add on_press=add>
                "Add an intervention"<span class="hidden-visually">{move || format!(" for {}", called.get())}</span>
            </Button>
        </div>
    }
}

#[component]
fn OneIntervention(
    writing: Writing,
    list: List<Plan, Objective, Intervention>,
    id: LineId,
    /// What the objective is called.
    called: Signal<String>,
) -> impl IntoView {
    let at = writing.intervention(&id);
    let what = at.read(|line| line.category.label().to_owned());
    let what = Signal::derive(move || format!("{} for {}", what.get(), called.get()));
    view! {
        <fieldset class="edit-intervention" id=at.id() tabindex="-1">
            <legend class="hidden-visually">{move || what.get()}</legend>
            <LineFindings writing id=at.id()/>
            <div class="intervention-row">
                <div class="pair">
                    <Line at field="description" label="Intervention" get=|i| &i.description set=|i| &mut i.description/>
                    <Line at field="provider" label="Provider" get=|i| &i.provider set=|i| &mut i.provider/>
                </div>
                <div class="pair">
                    <Pick at field="category" label="Type" options=categories() get=|i| i.category.id().to_owned()
                        set=|i, id| i.category = Category::from_id(id).unwrap_or_default()/>
                    <Number at field="frequency" label="Frequency (times)" get=|i| i.frequency.map(|often| often.times) set=set_times/>
                    <Pick at field="per" label="Per" options=options(Period::ALL, Period::id, Period::label)
                        get=period set=set_period/>
                    <Number at field="minutes" label="Duration (minutes)" get=|i| i.minutes set=|i, number| i.minutes = number/>
                </div>
            </div>
            <details class="edit-more">
                <summary>"Role and dates"<span class="hidden-visually">{move || format!(": {}", what.get())}</span></summary>
                <div class="pair">
                    <Line at field="role" label="Role" get=|i| &i.role set=|i| &mut i.role/>
                    <Day at field="start" label="Start date" get=|i| i.start set=|i, day| i.start = day/>
                    <Day at field="end" label="End date" get=|i| i.end set=|i, day| i.end = day/>
                </div>
            </details>
            <div class="edit-acts"><LineShift list id own=|line| &line.id what/></div>
        </fieldset>
    }
}

fn categories() -> Vec<Opt> {
    let of = |group: CategoryGroup| Category::ALL.iter().filter(move |one| one.group() == group).copied();
    let all = CategoryGroup::ALL.iter().flat_map(|group| of(*group).map(|one| (group.label(), one)));
    all.map(|(group, one)| Opt::new(one.id(), one.label()).in_group(group)).collect()
}

fn period(line: &Intervention) -> String {
    line.frequency.map_or(Period::Week, |often| often.per).id().to_owned()
}

fn set_times(line: &mut Intervention, times: Option<u16>) {
    let per = line.frequency.map_or(Period::Week, |often| often.per);
    line.frequency = times.map(|times| Frequency { times, per });
}

fn set_period(line: &mut Intervention, id: &str) {
    let per = Period::from_id(id).unwrap_or_default();
    line.frequency = Some(Frequency { times: line.frequency.map_or(1, |often| often.times), per });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn every_kind_of_intervention_is_offered_once() {
        let offered: Vec<String> = categories().into_iter().map(|option| option.value).collect();
        let mut once = offered.clone();
        record::order::sort(&mut once);
        once.dedup();
        assert_eq!((once.len(), offered.len()), (Category::ALL.len(), Category::ALL.len()));
    }

    #[test]
    fn a_week_is_meant_until_another_time_is_chosen() {
        let mut line = Intervention::new(LineId::new("i").unwrap(), Category::Group, "");
        set_times(&mut line, Some(2));
        assert_eq!(line.frequency.unwrap().text(), "twice a week");
        set_period(&mut line, "month");
        assert_eq!(line.frequency.unwrap().text(), "twice a month");
        set_times(&mut line, None);
        assert!(line.frequency.is_none());
    }
}
