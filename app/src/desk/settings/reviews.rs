//! How often plans are reviewed, and how soon after something happened.

use super::typed::{Typed, number_of, number_text};
use crate::desk::draft::offer_undo;
use clinical::plan::{Cadence, EventKind, ReviewSettings, Trigger};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Check, Entry, Field};

/// Where somebody may begin: the words, and what they stand for.
type Beginning = (&'static str, fn() -> ReviewSettings);

const BEGINNINGS: [Beginning; 3] = [
    ("By level of care", ReviewSettings::standard),
    ("Four weeks and four sessions (New Hampshire)", ReviewSettings::new_hampshire),
    ("Once a year (AHCCCS)", ReviewSettings::ahcccs),
];

/// Everything about reviews.
#[component]
pub(super) fn Reviews(
    /// What is typed.
    typed: Typed,
) -> impl IntoView {
    let beginnings = BEGINNINGS.map(|(words, begin)| {
        let press = move |()| {
            let kept = typed.settings().review;
            typed.edit(|settings| settings.review = begin());
            offer_undo("Reviews begin from there.", move || typed.edit(|settings| settings.review.clone_from(&kept)));
        };
        view! { <Button kind=ButtonKind::Quiet on_press=press>{words}</Button> }
    });
    let cadences = typed.settings().review.cadences;
    let cadences = cadences.into_iter().enumerate().map(|(place, cadence)| view! { <How typed place cadence/> });
    let triggers = EventKind::ALL.iter().map(|event| view! { <After typed event=*event/> });
    view! {
        <fieldset>
            <legend class="over">"How often a plan is reviewed"</legend>
            <div class="cluster" role="group" aria-label="Begin from">{beginnings.collect_view()}</div>
            {cadences.collect_view()}
            <div class="tuned">
                <Whole typed name="settings-notice-days" label="Announced so many days before" get=|review| review.notice_days set=|review, days| review.notice_days = days/>
                <Whole typed name="settings-first-plan-days" label="Days from admission to the first plan" get=|review| review.first_plan_days set=|review, days| review.first_plan_days = days/>
            </div>
        </fieldset>
        <fieldset><legend class="over">"A review after something happened"</legend>{triggers.collect_view()}</fieldset>
    }
}

/// How often at one level of care.
#[component]
fn How(
    /// What is typed.
    typed: Typed,
    /// Its place in the list.
    place: usize,
    /// As it was when the form was opened: where it holds does not change.
    cadence: Cadence,
) -> impl IntoView {
    let get = move |read: fn(&Cadence) -> u16| {
        typed.part(move |settings| {
            settings.review.cadences.get(place).map(|cadence| number_text(read(cadence))).unwrap_or_default()
        })
    };
    let set = move |write: fn(&mut Cadence, u16)| {
        move |text: String| {
            typed.edit(|settings| {
                if let Some(cadence) = settings.review.cadences.get_mut(place) {
                    write(cadence, number_of(&text));
                    OWN.clone_into(&mut cadence.source);
                }
            });
        }
    };
    let name = move |field: &str| format!("cadence-{}-{field}", place + 1);
    let (label, heading) = (cadence.place(), cadence.place());
    let days = get(|cadence| cadence.days);
    let later = get(|cadence| cadence.days_after_a_year.unwrap_or_default());
    let sessions = get(|cadence| cadence.sessions.unwrap_or_default());
    view! {
        <div class="tuned" role="group" aria-label=label>
            <p class="of">{heading}</p>
            <Field name=name("days") label="Every so many days" kind=Entry::Number value=days
                on_input=set(|cadence, days| cadence.days = days) error=typed.wrong(name("days"))/>
            <Field name=name("later") label="After a year, every" kind=Entry::Number value=later
                on_input=set(|cadence, days| cadence.days_after_a_year = (days > 0).then_some(days)) error=typed.wrong(name("later"))/>
            <Field name=name("sessions") label="Not before so many sessions" kind=Entry::Number value=sessions
                on_input=set(|cadence, count| cadence.sessions = (count > 0).then_some(count)) error=typed.wrong(name("sessions"))/>
        </div>
    }
}

/// Where a number comes from that the program typed itself.
const OWN: &str = "set by the program";

/// Whether and how soon an event asks for a review.
#[component]
fn After(
    /// What is typed.
    typed: Typed,
    /// Which event.
    event: EventKind,
) -> impl IntoView {
    let name = format!("trigger-{}", event.id());
    let of = move |trigger: &&Trigger| trigger.event == event;
    let on = typed.part(move |settings| settings.review.triggers.iter().find(of).is_some_and(|trigger| trigger.on));
    let days = typed.part(move |settings| {
        settings.review.triggers.iter().find(of).map(|trigger| number_text(trigger.days)).unwrap_or_default()
    });
    let edit = move |change: &dyn Fn(&mut Trigger)| {
        typed.edit(|settings| settings.review.triggers.iter_mut().filter(|trigger| trigger.event == event).for_each(change));
    };
    let switch = move |on: bool| edit(&|trigger| trigger.on = on);
    let take = move |text: String| {
        edit(&|trigger| {
            trigger.days = number_of(&text);
            OWN.clone_into(&mut trigger.source);
        });
    };
    let place = format!("{name}-days");
    view! {
        <div class="tuned" role="group" aria-label=event.label()>
            <Check name=name checked=on on_change=switch>{event.label()}</Check>
            <Field name=place.clone() label="Within so many days" kind=Entry::Number value=days on_input=take error=typed.wrong(place)/>
        </div>
    }
}

/// A number for all levels.
#[component]
fn Whole(
    /// What is typed.
    typed: Typed,
    /// The field's name.
    name: &'static str,
    /// The words above it.
    label: &'static str,
    /// Reads it.
    get: fn(&ReviewSettings) -> u16,
    /// Writes it.
    set: fn(&mut ReviewSettings, u16),
) -> impl IntoView {
    let value = typed.part(move |settings| number_text(get(&settings.review)));
    let take = move |text: String| typed.edit(|settings| set(&mut settings.review, number_of(&text)));
    view! { <Field name label kind=Entry::Number value on_input=take error=typed.wrong(name.to_owned())/> }
}
