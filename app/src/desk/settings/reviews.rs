//! How often plans are reviewed, and how soon after something happened.

use crate::desk::form::{Form, List, Number, Part};
use clinical::{
    Settings,
    plan::{Cadence, EventKind, ReviewSettings, Trigger},
};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Check};

/// Where somebody may begin: the words, and what they stand for.
type Beginning = (&'static str, fn() -> ReviewSettings);

const BEGINNINGS: [Beginning; 3] = [
    ("By level of care", ReviewSettings::standard),
    ("Four weeks and four sessions (New Hampshire)", ReviewSettings::new_hampshire),
    ("Once a year (AHCCCS)", ReviewSettings::ahcccs),
];

/// Everything about reviews.
#[component]
pub(super) fn Reviews(form: Form<Settings>) -> impl IntoView {
    let beginnings = BEGINNINGS.map(|(words, begin)| {
        let press = move |()| {
            let before = form.peek(|settings| settings.review.clone());
            form.edit(|settings| settings.review = begin());
            form.offer_undo("Reviews replaced.", move |settings| settings.review.clone_from(&before));
        };
        view! { <Button kind=ButtonKind::Quiet on_press=press>{words}</Button> }
    });
    let list =
        List::of(form, "cadence", |settings: &Settings| &settings.review.cadences, |settings| &mut settings.review.cadences);
    let cadences = list.each(Cadence::place);
    let cadences = move || {
        let places = cadences.get().into_iter().enumerate();
        places.map(|(at, place)| view! { <HowOften at=list.at(at) place/> }).collect_view()
    };
    let triggers = EventKind::ALL.iter().map(|event| view! { <After form event=*event/> });
    let all = Part::the(form, "settings", |settings, _| Some(&settings.review), |settings, _| Some(&mut settings.review));
    view! {
        <fieldset>
            <legend class="over">"How often a plan is reviewed"</legend>
            <div class="cluster" role="group" aria-label="Start from">{beginnings.collect_view()}</div>
            {cadences}
            <div class="tuned">
                <Number at=all field="notice_days" label="Reminder, days before" get=|review: &ReviewSettings| some(review.notice_days)
                    set=|review, days| review.notice_days = days.unwrap_or_default()/>
                <Number at=all field="first_plan_days" label="Days from admission to the first plan" get=|review: &ReviewSettings| some(review.first_plan_days)
                    set=|review, days| review.first_plan_days = days.unwrap_or_default()/>
            </div>
        </fieldset>
        <fieldset><legend class="over">"A review after an event"</legend>{triggers.collect_view()}</fieldset>
    }
}

/// A number that is never 0: 0 stands for none, which every check refuses.
fn some(number: u16) -> Option<u16> {
    (number > 0).then_some(number)
}

/// How often at one level of care.
#[component]
fn HowOften(
    at: Part<Settings, Cadence>,
    /// Where it holds.
    place: String,
) -> impl IntoView {
    view! {
        <div class="tuned" role="group" aria-label=place.clone()>
            <p class="tuned-place">{place.clone()}</p>
            <Number at field="days" label="Every (days)" get=|cadence| some(cadence.days) set=|cadence, days| {
                cadence.days = days.unwrap_or_default();
                own(&mut cadence.source);
            }/>
            <Number at field="later" label="After a year, every" get=|cadence| cadence.days_after_a_year set=|cadence, days| {
                cadence.days_after_a_year = days;
                own(&mut cadence.source);
            }/>
            <Number at field="sessions" label="And at least (sessions)" get=|cadence| cadence.sessions set=|cadence, count| {
                cadence.sessions = count;
                own(&mut cadence.source);
            }/>
        </div>
    }
}

/// Says that the program typed a number itself.
fn own(source: &mut String) {
    "set by the program".clone_into(source);
}

/// Whether and how soon an event asks for a review.
#[component]
fn After(form: Form<Settings>, event: EventKind) -> impl IntoView {
    let at: Part<Settings, Trigger> = Part::which(
        form,
        "trigger",
        event.id(),
        |settings, id| settings.review.triggers.iter().find(|trigger| trigger.event.id() == id),
        |settings, id| settings.review.triggers.iter_mut().find(|trigger| trigger.event.id() == id),
    );
    let switch = move |on: bool| at.edit(|trigger| trigger.on = on);
    view! {
        <div class="tuned" role="group" aria-label=event.label()>
            <Check name=at.id() checked=at.read(|trigger| trigger.on) on_change=switch>{event.label()}</Check>
            <Number at field="days" label="Within (days)" get=|trigger| some(trigger.days) set=|trigger, days| {
                trigger.days = days.unwrap_or_default();
                own(&mut trigger.source);
            }/>
        </div>
    }
}
