//! Use, one entry for each substance.

use super::{
    coming::{date_of, date_text},
    several::Several,
};
use crate::desk::assessment::filling::{At, Filling, Rows};
use clinical::{
    assessment::{Route, SubstanceUse},
    diagnosis::Substance,
};
use leptos::prelude::*;
use ui::{Check, CheckLook, Entry, Field, Opt, Select, TextArea};

/// The section.
#[component]
pub(super) fn Substances(
    /// The assessment.
    filling: Filling,
) -> impl IntoView {
    let whole = filling.whole();
    let rows = Rows::new(filling, "substance", |all| &all.substances, |all| &mut all.substances);
    view! {
        <Several rows name=whole.name("substances") legend="Every substance, the one that matters most first" one="substance" first="substance"
            blank=SubstanceUse::default wrong=whole.wrong("substances") draw=substance/>
    }
}

fn substance(one: At<SubstanceUse>) -> AnyView {
    let classes: Vec<Opt> = Substance::ALL.iter().map(|class| Opt::new(class.id(), class.label())).collect();
    view! {
        <div class="pair">
            <Select name=one.name("substance") label="Class" options=classes value=one.read(|used| used.substance.id().to_owned())
                on_change=one.write(|used, id: String| used.substance = Substance::from_id(&id).unwrap_or_default())/>
            <Field name=one.name("name") label="What exactly" value=one.read(|used| used.name.clone())
                on_input=one.write(|used, text| used.name = text) error=one.wrong("name")/>
        </div>
        <Routes one/>
        <div class="pair">
            <Field name=one.name("amount") label="How much" value=one.read(|used| used.amount.clone())
                on_input=one.write(|used, text| used.amount = text) error=one.wrong("amount")>"At a time, or in a day."</Field>
            <Field name=one.name("frequency") label="How often" value=one.read(|used| used.frequency.clone())
                on_input=one.write(|used, text| used.frequency = text) error=one.wrong("frequency")/>
        </div>
        <div class="pair">
            <Field name=one.name("days_of_30") label="Days of the last 30" kind=Entry::Number value=one.first(|used| number_text(used.days_of_30))
                on_input=one.write(|used, text: String| used.days_of_30 = number_of(&text)) error=one.wrong("days_of_30")/>
            <Field name=one.name("last_use") label="Last use" kind=Entry::Date value=one.first(|used| date_text(used.last_use))
                on_input=one.write(|used, text: String| used.last_use = date_of(&text)) error=one.wrong("last_use")/>
            <Field name=one.name("first_use_age") label="Age of first use" kind=Entry::Number value=one.first(|used| number_text(used.first_use_age))
                on_input=one.write(|used, text: String| used.first_use_age = number_of(&text)) error=one.wrong("first_use_age")/>
        </div>
        <TextArea name=one.name("remarks") label="Anything else" value=one.read(|used| used.remarks.clone())
            on_input=one.write(|used, text| used.remarks = text) error=one.wrong("remarks")>
            "Overdoses, the pattern over the years, time without it and what helped then."
        </TextArea>
    }
    .into_any()
}

/// Every way it is taken.
#[component]
fn Routes(
    /// The substance.
    one: At<SubstanceUse>,
) -> impl IntoView {
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
                    used.routes.sort_unstable();
                }
            });
        };
        view! { <Check name=id checked=on on_change=change look=CheckLook::Chip>{route.label()}</Check> }
    };
    let chips = Route::ALL.iter().map(chip).collect_view();
    view! {
        <fieldset class="field" id=name.clone() tabindex="-1">
            <legend class="legend">"How it is taken"</legend>
            <div class="chips">{chips}</div>
        </fieldset>
    }
}

fn number_text(number: Option<u8>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// What a number field says. What is far too large is kept as the largest, so that the check can tell of it.
fn number_of(text: &str) -> Option<u8> {
    let number: f64 = text.trim().parse().ok()?;
    // Saturates at 0 and 255.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (!number.is_nan()).then_some(number as u8)
}
