//! What a substance-use disorder has beside its criteria.

use super::{criteria::as_prescribed, filling::Filling, typed::TypedWithdrawal};
use crate::desk::form::{Day, Pick, Tick};
use clinical::diagnosis::{
    ConditionField as Place, Degree, Disorder, MaintenanceAgent, Substance, Taken, TobaccoProduct, WithdrawalKind,
    withdrawal_code,
};
use leptos::prelude::*;
use ui::{Check, Opt, Select};

/// Last use, controlled environment, maintenance therapy, withdrawal, tobacco.
#[component]
pub(super) fn Details(filling: Filling) -> impl IntoView {
    let at = filling.disorder();
    view! {
        <h3 class="over">"More about this disorder"</h3>
        <div class="pair">
            <Day at field="last_use" label="Last use" get=|disorder| disorder.last_use set=|disorder, day| disorder.last_use = day
                hint="Any use, whether or not it met a criterion. The program sobriety date is the day after."/>
            <Maintenance filling/>
        </div>
        <Tick at field="controlled_environment" get=|disorder| disorder.controlled_environment
            set=|disorder, on| disorder.controlled_environment = on>
            "In a controlled environment"
        </Tick>
        <Withdrawal filling/>
        <Tobacco filling/>
    }
}

/// Only where there is a therapy for this substance, or one is noted that has to be taken back.
#[component]
fn Maintenance(filling: Filling) -> impl IntoView {
    let offered = Memo::new(move |_| filling.disorder().read_now(agents));
    let options = Signal::derive(move || {
        let agents = offered.get().into_iter().map(|agent| Opt::new(agent.label(), agent.label()));
        std::iter::once(Opt::new("", "None")).chain(agents).collect::<Vec<_>>()
    });
    let value = filling.of(|disorder| disorder.maintenance.map(|agent| agent.label().to_owned()).unwrap_or_default());
    let choose = move |label: String| {
        filling.edit(|disorder| disorder.maintenance = MaintenanceAgent::ALL.into_iter().find(|agent| agent.label() == label));
    };
    view! {
        <Show when=move || offered.with(|offered| !offered.is_empty())>
            <Select name="condition-maintenance" label="On maintenance therapy" options value on_change=choose
                error=filling.wrong(Place::Maintenance)/>
        </Show>
    }
}

fn agents(disorder: &Disorder) -> Vec<MaintenanceAgent> {
    let fits = |agent: &MaintenanceAgent| agent.substance() == disorder.substance || disorder.maintenance == Some(*agent);
    MaintenanceAgent::ALL.into_iter().filter(fits).collect()
}

/// Withdrawal as a state of its own, while it lasts.
#[component]
fn Withdrawal(filling: Filling) -> impl IntoView {
    let on = Memo::new(move |_| filling.form.read_now(|typed| typed.withdrawal.is_some()));
    let known = filling.of(|disorder| code_of(disorder.substance, WithdrawalKind::default()).is_some());
    let wrong = filling.wrong(Place::Withdrawal);
    let set = move |on: bool| {
        let begun = || TypedWithdrawal { from: Some(filling.today), ..TypedWithdrawal::default() };
        filling.form.edit(|typed| typed.withdrawal = on.then(begun));
    };
    view! {
        <Show when=move || known.get() || on.get()>
            <div class="field">
                <Check name="condition-withdrawal" checked=on on_change=set>"In withdrawal"</Check>
                {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
                <Show when=move || on.get()><WithdrawalFields filling/></Show>
            </div>
        </Show>
    }
}

#[component]
fn WithdrawalFields(filling: Filling) -> impl IntoView {
    let at = filling.withdrawal();
    // The kind stands in the code only where different kinds have different codes.
    let told = filling.of(|disorder| {
        code_of(disorder.substance, WithdrawalKind::Delirium) != code_of(disorder.substance, WithdrawalKind::Uncomplicated)
    });
    let options: Vec<Opt> = WithdrawalKind::ALL.map(|kind| Opt::new(kind.label(), sentence_case(kind.label()))).into();
    let prescribed = Memo::new(move |_| {
        filling.form.read_now(|typed| typed.withdrawal.as_ref().is_some_and(|state| state.taken != Taken::Otherwise))
    });
    let judged = filling.of(|disorder| !disorder.substance.is_prescribed());
    let set_prescribed = move |on: bool| {
        filling.form.edit(|typed| {
            let how = typed.disorder.as_ref().map(|disorder| as_prescribed(disorder.substance));
            if let Some(state) = &mut typed.withdrawal {
                state.taken = how.filter(|_| on).unwrap_or_default();
            }
        });
    };
    view! {
        <div class="pair">
            <Day at field="from" label="First day" get=|state| state.from set=|state, day| state.from = day/>
            <Day at field="until" label="Last day" get=|state| state.until set=|state, day| state.until = day
                hint="Leave empty while it continues."/>
            <Show when=move || told.get()>
                <Pick at field="kind" label="Presentation" options=options.clone() get=|state| state.kind.label().to_owned()
                    set=set_kind/>
            </Show>
        </div>
        <Check name="withdrawal-prescribed" checked=prescribed on_change=set_prescribed>
            {move || if judged.get() {
                "Only from medication taken as prescribed, in my judgment: does not rule out remission"
            } else {
                "Only from medication taken as prescribed, under supervision: does not rule out remission"
            }}
        </Check>
    }
}

fn set_kind(state: &mut TypedWithdrawal, label: &str) {
    if let Some(kind) = WithdrawalKind::ALL.into_iter().find(|kind| kind.label() == label) {
        state.kind = kind;
    }
}

fn code_of(substance: Substance, kind: WithdrawalKind) -> Option<String> {
    withdrawal_code(substance, TobaccoProduct::default(), Degree::Dependence, kind)
}

/// How a tobacco use disorder is coded.
#[component]
fn Tobacco(filling: Filling) -> impl IntoView {
    let shown = filling.of(|disorder| disorder.substance == Substance::Tobacco || disorder.tobacco.is_some());
    let options: Vec<Opt> = TobaccoProduct::ALL.map(|product| Opt::new(product.label(), sentence_case(product.label()))).into();
    let product = filling.of(|disorder| disorder.tobacco.unwrap_or_default().product.label().to_owned());
    let choose = move |label: String| {
        if let Some(product) = TobaccoProduct::ALL.into_iter().find(|product| product.label() == label) {
            filling.edit(|disorder| {
                disorder.tobacco.get_or_insert_default().product = product;
                settle_tobacco(disorder);
            });
        }
    };
    let mild = filling.of(|disorder| disorder.tobacco.unwrap_or_default().mild_as_use);
    let as_use = move |on: bool| {
        filling.edit(|disorder| {
            disorder.tobacco.get_or_insert_default().mild_as_use = on;
            settle_tobacco(disorder);
        });
    };
    view! {
        <Show when=move || shown.get()>
            <Select name="condition-tobacco" label="Tobacco product" options=options.clone() value=product on_change=choose
                error=filling.wrong(Place::Tobacco)/>
            <Check name="tobacco-mild" checked=mild on_change=as_use>
                "Code a mild disorder Z72.0, as DSM-5 prints it"
            </Check>
        </Show>
    }
}

/// What says no more than the default is nothing: so it can be taken back for another substance.
fn settle_tobacco(disorder: &mut Disorder) {
    if disorder.tobacco == Some(clinical::diagnosis::TobaccoCoding::default()) {
        disorder.tobacco = None;
    }
}

fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
