//! Interventions: what is done, by whom and how often.

use super::{
    fields::{Day, Number, Pick, Text, Told},
    problem::options,
    rows::Shift,
    writing::At,
};
use crate::desk::{fresh, page::focus_field};
use clinical::plan::{Category, CategoryGroup, Frequency, Intervention, LineId, Objective, Period};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Glyph, Opt};

/// The interventions of an objective.
#[component]
pub(super) fn Interventions(
    /// The objective.
    at: At<Objective>,
    /// How the objective is called.
    called: Signal<String>,
) -> impl IntoView {
    let ids = Memo::new(move |_| at.part(|line| line.interventions.iter().map(|line| line.id.clone()).collect::<Vec<_>>()).get());
    let add = move |()| {
        let line = Intervention::new(fresh::line(), Category::default(), "");
        let field = format!("intervention-{}-description", line.id);
        at.edit(|objective| objective.interventions.push(line));
        request_animation_frame(move || focus_field(&field));
    };
    view! {
        <For each=move || ids.get() key=Clone::clone let(id)><OfIntervention above=at id called/></For>
        <div>
            <Button kind=ButtonKind::Quiet glyph=Glyph::Add on_press=add>
                "Add what is done"<span class="hidden-visually">{move || format!(" for {}", called.get())}</span>
            </Button>
        </div>
    }
}

#[component]
fn OfIntervention(
    /// The objective.
    above: At<Objective>,
    /// Which intervention.
    id: LineId,
    /// How the objective is called.
    called: Signal<String>,
) -> impl IntoView {
    let at: At<Intervention> = above.writing.at(id.clone());
    let what = at.part(|line| line.category.label().to_owned());
    let what = Signal::derive(move || format!("{} for {}", what.get(), called.get()));
    view! {
        <fieldset class="edit" data-line="intervention" id=at.here() tabindex="-1">
            <legend class="hidden-visually">{what}</legend>
            <Told at/>
            <div class="pair">
                <Pick at field="category" label="What kind" options=categories() get=|i| i.category.id().to_owned()
                    set=|i, id| i.category = Category::from_id(id).unwrap_or_default()/>
                <Text at field="description" label="What is done" get=|i| &i.description set=|i| &mut i.description/>
            </div>
            <div class="pair">
                <Text at field="provider" label="By whom" get=|i| &i.provider set=|i| &mut i.provider/>
                <Text at field="role" label="In which role" get=|i| &i.role set=|i| &mut i.role/>
                <Number at field="frequency" label="How many times" get=|i| i.frequency.map(|often| i64::from(often.times)) set=set_times/>
                <Pick at field="per" label="In which time" options=vec![("", options(Period::ALL, Period::id, Period::label))]
                    get=period set=set_period/>
            </div>
            <div class="pair">
                <Number at field="minutes" label="Minutes each time" get=|i| i.minutes.map(i64::from) set=|i, number| i.minutes = small(number)/>
                <Day at field="start" label="From" get=|i| i.start set=|i, day| i.start = day/>
                <Day at field="end" label="Until" get=|i| i.end set=|i, day| i.end = day/>
                <Shift writing=above.writing id what/>
            </div>
        </fieldset>
    }
}

fn categories() -> Vec<(&'static str, Vec<Opt>)> {
    let of = |group: CategoryGroup| Category::ALL.iter().filter(move |one| one.group() == group).copied();
    let grouped = CategoryGroup::ALL.iter().map(|group| (group.label(), of(*group)));
    grouped.map(|(name, all)| (name, all.map(|one| Opt::new(one.id(), one.label())).collect())).collect()
}

fn period(line: &Intervention) -> String {
    line.frequency.map_or(Period::Week, |often| often.per).id().to_owned()
}

/// Below zero is no number of times; the check tells of 0 and of too many.
fn small(number: Option<i64>) -> Option<u16> {
    number.map(|number| u16::try_from(number).unwrap_or(if number < 0 { 0 } else { u16::MAX }))
}

fn set_times(line: &mut Intervention, times: Option<i64>) {
    let per = line.frequency.map_or(Period::Week, |often| often.per);
    line.frequency = small(times).map(|times| Frequency { times, per });
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
        let offered: Vec<String> = categories().into_iter().flat_map(|(_, options)| options).map(|option| option.value).collect();
        let mut once = offered.clone();
        once.sort_unstable();
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
