//! The entries of a continuing-care plan's lists.

use crate::desk::form::{Day, Line, Part};
use clinical::aftercare::{Appointment, ContinuingCare, MedicationHandOver, Support};
use leptos::prelude::*;

type One<R> = Part<ContinuingCare, R>;

/// A line.
pub(super) fn text(one: One<String>, label: &'static str, number: usize) -> AnyView {
    view! { <Line at=one field="text" label=format!("{label} {number}") get=|text| text set=|text| text/> }.into_any()
}

/// A person or group.
pub(super) fn support(one: One<Support>, name: &'static str, about: &'static str, reach: &'static str) -> AnyView {
    view! {
        <Line at=one field="name" label=name.to_owned() get=|s| &s.name set=|s| &mut s.name/>
        <div class="pair">
            <Line at=one field="about" label=about.to_owned() get=|s| &s.about set=|s| &mut s.about/>
            <Line at=one field="reach" label=reach.to_owned() get=|s| &s.reach set=|s| &mut s.reach/>
        </div>
    }
    .into_any()
}

/// An appointment.
pub(super) fn appointment(one: One<Appointment>, _number: usize) -> AnyView {
    view! {
        <div class="pair">
            <Day at=one field="on" label="Day" get=|a| a.on set=|a, day| a.on = day/>
            <Line at=one field="time" label="Time" get=|a| &a.time set=|a| &mut a.time/>
        </div>
        <div class="pair">
            <Line at=one field="with" label="With" get=|a| &a.with set=|a| &mut a.with/>
            <Line at=one field="place" label="Where" get=|a| &a.place set=|a| &mut a.place/>
        </div>
    }
    .into_any()
}

/// A medication.
pub(super) fn medication(one: One<MedicationHandOver>, _number: usize) -> AnyView {
    view! {
        <div class="pair">
            <Line at=one field="name" label="Medication" get=|m| &m.name set=|m| &mut m.name/>
            <Line at=one field="how" label="How it is taken, as ordered" get=|m| &m.how set=|m| &mut m.how/>
        </div>
        <div class="pair">
            <Day at=one field="next_on" label="Next dose or injection" get=|m| m.next_on set=|m, day| m.next_on = day/>
            <Line at=one field="prescriber" label="Next prescriber" get=|m| &m.prescriber set=|m| &mut m.prescriber/>
        </div>
        <Line at=one field="note" label="What the client should know" get=|m| &m.note set=|m| &mut m.note/>
    }
    .into_any()
}
