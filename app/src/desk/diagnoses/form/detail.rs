//! What a substance-use disorder has beside its criteria.

use super::typed::{Form, TypedWithdrawal, date_of, date_text};
use clinical::diagnosis::{
    ConditionField as Place, Degree, Disorder, MaintenanceAgent, Substance, TobaccoProduct, WithdrawalKind, withdrawal_code,
};
use leptos::prelude::*;
use ui::{Check, Entry, Field, Opt, Select};

/// Last use, controlled environment, maintenance therapy, withdrawal, tobacco.
#[component]
pub(super) fn Details(
    /// What is typed.
    form: Form,
) -> impl IntoView {
    let last_use = Signal::stored(date_text(form.disorder.with_untracked(|disorder| disorder.as_ref()?.last_use)));
    let held = form.of(|disorder| disorder.controlled_environment);
    view! {
        <h3 class="over">"Beside the criteria"</h3>
        <div class="pair">
            <Field name="condition-last-use" label="Last use" kind=Entry::Date value=last_use
                on_input=move |text: String| form.edit(|disorder| disorder.last_use = date_of(&text)) error=form.wrong(Place::LastUse)>
                "Any use, whether or not it met a criterion. The program’s sobriety date is the day after."
            </Field>
            <Maintenance form/>
        </div>
        <Check name="condition-controlled-environment" checked=held
            on_change=move |on| form.edit(|disorder| disorder.controlled_environment = on)>
            "In a controlled environment, where it is hard to come by"
        </Check>
        <Withdrawal form/>
        <Tobacco form/>
    }
}

/// Only where there is a therapy for this substance, or one is noted that has to be taken back.
#[component]
fn Maintenance(
    /// What is typed.
    form: Form,
) -> impl IntoView {
    let offered = Memo::new(move |_| form.disorder.with(|disorder| disorder.as_ref().map(agents).unwrap_or_default()));
    let options = Signal::derive(move || {
        let agents = offered.get().into_iter().map(|agent| Opt::new(agent.label(), agent.label()));
        std::iter::once(Opt::new("", "None")).chain(agents).collect::<Vec<_>>()
    });
    let value = form.of(|disorder| disorder.maintenance.map(|agent| agent.label().to_owned()).unwrap_or_default());
    let choose = move |label: String| {
        form.edit(|disorder| disorder.maintenance = MaintenanceAgent::ALL.into_iter().find(|agent| agent.label() == label));
    };
    view! {
        <Show when=move || offered.with(|offered| !offered.is_empty())>
            <Select name="condition-maintenance" label="On maintenance therapy" options value on_change=choose
                error=form.wrong(Place::Maintenance)/>
        </Show>
    }
}

fn agents(disorder: &Disorder) -> Vec<MaintenanceAgent> {
    let fits = |agent: &MaintenanceAgent| agent.substance() == disorder.substance || disorder.maintenance == Some(*agent);
    MaintenanceAgent::ALL.into_iter().filter(fits).collect()
}

/// Withdrawal as a state of its own, while it lasts.
#[component]
fn Withdrawal(
    /// What is typed.
    form: Form,
) -> impl IntoView {
    let on = Memo::new(move |_| form.withdrawal.with(Option::is_some));
    let known = form.of(|disorder| code_of(disorder.substance, WithdrawalKind::default()).is_some());
    let wrong = form.wrong(Place::Withdrawal);
    let set = move |on: bool| {
        form.withdrawal.set(on.then(|| TypedWithdrawal { from: Some(form.today), ..TypedWithdrawal::default() }));
    };
    view! {
        <Show when=move || known.get() || on.get()>
            <div class="field">
                <Check name="condition-withdrawal" checked=on on_change=set>"In withdrawal"</Check>
                {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
                <Show when=move || on.get()><WithdrawalFields form/></Show>
            </div>
        </Show>
    }
}

#[component]
fn WithdrawalFields(
    /// What is typed.
    form: Form,
) -> impl IntoView {
    let now = form.withdrawal.get_untracked().unwrap_or_default();
    let edit = move |change: &dyn Fn(&mut TypedWithdrawal)| form.withdrawal.update(|state| state.iter_mut().for_each(change));
    // The kind stands in the code only where different kinds have different codes.
    let told = form.of(|disorder| {
        code_of(disorder.substance, WithdrawalKind::Delirium) != code_of(disorder.substance, WithdrawalKind::Uncomplicated)
    });
    let options: Vec<Opt> = WithdrawalKind::ALL.map(|kind| Opt::new(kind.label(), sentence_case(kind.label()))).into();
    let kind =
        Signal::derive(move || form.withdrawal.with(|state| state.as_ref().map_or("", |state| state.kind.label()).to_owned()));
    let choose = move |label: String| {
        if let Some(kind) = WithdrawalKind::ALL.into_iter().find(|kind| kind.label() == label) {
            edit(&|state| state.kind = kind);
        }
    };
    view! {
        <div class="pair">
            <Field name="withdrawal-from" label="First day" kind=Entry::Date value=Signal::stored(date_text(now.from))
                on_input=move |text: String| edit(&|state| state.from = date_of(&text))/>
            <Field name="withdrawal-until" label="Last day" kind=Entry::Date value=Signal::stored(date_text(now.until))
                on_input=move |text: String| edit(&|state| state.until = date_of(&text))>
                "Leave it open while it lasts."
            </Field>
            <Show when=move || told.get()>
                <Select name="withdrawal-kind" label="What it looks like" options=options.clone() value=kind on_change=choose/>
            </Show>
        </div>
    }
}

fn code_of(substance: Substance, kind: WithdrawalKind) -> Option<String> {
    withdrawal_code(substance, TobaccoProduct::default(), Degree::Dependence, kind)
}

/// How a tobacco use disorder is coded.
#[component]
fn Tobacco(
    /// What is typed.
    form: Form,
) -> impl IntoView {
    let shown = form.of(|disorder| disorder.substance == Substance::Tobacco || disorder.tobacco.is_some());
    let options: Vec<Opt> = TobaccoProduct::ALL.map(|product| Opt::new(product.label(), sentence_case(product.label()))).into();
    let product = form.of(|disorder| disorder.tobacco.unwrap_or_default().product.label().to_owned());
    let choose = move |label: String| {
        if let Some(product) = TobaccoProduct::ALL.into_iter().find(|product| product.label() == label) {
            form.edit(|disorder| {
                disorder.tobacco.get_or_insert_default().product = product;
                settle_tobacco(disorder);
            });
        }
    };
    let mild = form.of(|disorder| disorder.tobacco.unwrap_or_default().mild_as_use);
    let as_use = move |on: bool| {
        form.edit(|disorder| {
            disorder.tobacco.get_or_insert_default().mild_as_use = on;
            settle_tobacco(disorder);
        });
    };
    view! {
        <Show when=move || shown.get()>
            <Select name="condition-tobacco" label="Tobacco product" options=options.clone() value=product on_change=choose
                error=form.wrong(Place::Tobacco)/>
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
