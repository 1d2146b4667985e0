//! Use, one entry for each substance.

use crate::desk::{
    assessment::filling::Filling,
    form::{Day, Line, List, Number, Part, Pick, Several, Text},
};
use clinical::{
    assessment::{Assessment, Route, SubstanceUse},
    diagnosis::Substance,
};
use leptos::prelude::*;
use ui::{Check, CheckLook, Opt};

/// The section.
#[component]
pub(super) fn Substances(filling: Filling) -> impl IntoView {
    let whole = filling.whole();
    let rows = List::of(filling.form, "substance", |all| &all.substances, |all| &mut all.substances);
    view! {
        <Several list=rows name=whole.name("substances") legend="Substances, the most important first" one="substance" add="Add substance" first="substance"
            blank=SubstanceUse::default draw=substance/>
    }
}

fn substance(one: Part<Assessment, SubstanceUse>, _number: usize) -> AnyView {
    let classes = Substance::ALL.iter().map(|class| Opt::new(class.id(), class.label()));
    let classes: Vec<Opt> = std::iter::once(Opt::new("", "Choose…")).chain(classes).collect();
    view! {
        <div class="pair">
            <Pick at=one field="substance" label="Class" options=classes get=|used| used.substance.map_or("", Substance::id).to_owned()
                set=|used, id| used.substance = Substance::from_id(id)/>
            <Line at=one field="name" label="Specific substance" get=|u| &u.name set=|u| &mut u.name/>
        </div>
        <Routes one/>
        <div class="pair">
            <Line at=one field="amount" label="Amount" get=|u| &u.amount set=|u| &mut u.amount
                hint="Per use or per day."/>
            <Line at=one field="frequency" label="Frequency" get=|u| &u.frequency set=|u| &mut u.frequency/>
        </div>
        <div class="pair">
            <Number at=one field="days_of_30" label="Days of the last 30" get=|u| u.days_of_30 set=|u, number| u.days_of_30 = number/>
            <Day at=one field="last_use" label="Last use" get=|u| u.last_use set=|u, day| u.last_use = day/>
            <Number at=one field="first_use_age" label="Age of first use" get=|u| u.first_use_age set=|u, number| u.first_use_age = number/>
        </div>
        <Text at=one field="remarks" label="Remarks" get=|u| &u.remarks set=|u| &mut u.remarks
                hint="Overdoses, pattern over the years, periods of abstinence and what helped."/>
    }
    .into_any()
}

/// Every way it is taken.
#[component]
fn Routes(one: Part<Assessment, SubstanceUse>) -> impl IntoView {
    let name = one.name("routes");
    let chip = |route: &'static Route| {
        let id = format!("{name}-{}", route.id());
        let on = Signal::derive({
            let routes = one.read(|used| used.routes.clone());
            move || routes.with(|routes| routes.contains(route))
        });
        let change = move |on: bool| {
            one.edit(|used| {
                used.routes.retain(|other| other != route);
                if on {
                    used.routes.push(*route);
                    record::order::sort(&mut used.routes);
                }
            });
        };
        view! { <Check name=id checked=on on_change=change look=CheckLook::Chip>{route.label()}</Check> }
    };
    let chips = Route::ALL.iter().map(chip).collect_view();
    view! {
        <fieldset class="field" id=name.clone() tabindex="-1">
            <legend class="legend">"Route"</legend>
            <div class="chips">{chips}</div>
        </fieldset>
    }
}
