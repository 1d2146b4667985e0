//! A measure as it was signed: the result, what was asked and done about risk, when it is next due, who signed.

use super::{
    labels,
    result::{Answers, ResultHead},
};
use crate::desk::{
    ask::{Asked, use_asked},
    lines::Lines,
    pages,
    review::decide::{Comment, DecideBar, Decision},
    row_labels,
    sign_dialog::Retract,
};
use clinical::{
    Kind,
    measure::{Measure, RiskQuestion, RiskRecord},
};
use keeper::protocol::{DocPage, DocView, LoadSettings, SettingsView, ThreadView};
use leptos::prelude::*;
use record::{DocId, RecordId, Status};
use ui::{Banner, Button, ButtonKind, Glyph, PrintButton, StateMark, Tone};

/// The page.
#[component]
pub(super) fn Reading(
    record: RecordId,
    doc: DocId,
    page: Asked<DocPage>,
    /// What runs through the chart.
    asked: Asked<ThreadView>,
) -> impl IntoView {
    let one = Memo::new(move |_| page.pick(DocPage::view::<Measure>));
    let settings = use_asked(|| LoadSettings {});
    let rights = Signal::derive(move || page.pick(|page| page.doc.signed.rights));
    let (decision, open) = (Decision::open(record, doc, || {}), RwSignal::new(false));
    let state =
        move || page.pick(|page| Some(row_labels::standing(&page.row))).map(|(mark, word)| view! { <StateMark is=mark word/> });
    let title = move || one.with(|one| one.as_ref().and_then(|one| one.content.instrument()).map(|one| one.short.clone()));
    view! {
        <div class="body measurepage">
            <header class="notehead">
                <div>
                    <h2>{title}</h2>
                    <p class="soft">{move || one.with(|one| one.as_ref().map(|one| labels::how(&one.content)))}</p>
                    {state}
                </div>
                <div class="cluster noprint">
                    <PrintButton label="Print"/>
                    <a class="btn" data-kind="quiet" href=pages::list(record, Kind::Measure)>"All measures"</a>
                    <Show when=move || rights.get().retract>
                        <Button kind=ButtonKind::Quiet glyph=Glyph::Drop on_press=move |()| open.set(true)>"Entered in error"</Button>
                    </Show>
                </div>
                <Retract record doc open words="The measure stays in the chart, crossed out for everyone, and its result no longer counts. You cannot undo this."/>
            </header>
            {move || one.get().map(|one| view! { <Sheet one asked settings/> })}
            <Show when=move || rights.get().review><div class="form noprint"><Comment decision called="measure"/></div></Show>
        </div>
        <Show when=move || rights.get().review><DecideBar decision/></Show>
    }
}

#[component]
fn Sheet(one: DocView<Measure>, asked: Asked<ThreadView>, settings: Asked<SettingsView>) -> impl IntoView {
    let DocView { signed, content: measure } = one;
    let withdrawn = matches!(signed.status, Status::EnteredInError)
        .then(|| view! { <Banner tone=Tone::Danger words="Entered in error. It stays in the chart and does not count."/> });
    let (doc, instrument) = (signed.doc, measure.instrument());
    let missed = measure.missed.clone().map(|why| view! { <p class="words"><b>"Not done. "</b>{why}</p> });
    let filled = StoredValue::new(measure.clone());
    let own = Memo::new(move |_| filled.with_value(|measure| labels::licensed(settings, measure)));
    let result = instrument.filter(|_| measure.missed.is_none()).map(|instrument| {
        let answers = move || view! { <Answers measure=filled.get_value() instrument doc asked own=own.get()/> };
        view! { <ResultHead measure=measure.clone() doc asked/>{answers} }
    });
    let id = measure.response.instrument.id.clone();
    let next = move || {
        let owed = asked.pick(|view| view.measures_next().into_iter().find(|owed| owed.instrument.id == id));
        owed.map(|owed| view! { <p class="soft"><b>"Next: "</b>{owed.sentence()}</p> })
    };
    let remarks = measure.remarks.trim().to_owned();
    view! {
        {withdrawn}
        {missed}
        {result}
        {measure.risk.map(|risk| view! { <Asked risk=*risk/> })}
        {(!remarks.is_empty()).then(|| view! { <p class="words"><b>"Remarks: "</b>{remarks}</p> })}
        {next}
        {instrument.map(|instrument| view! { <p class="label license">{move || own.with(|own| labels::license(instrument, own.as_ref()))}</p> })}
        <Lines lines=signed.lines/>
    }
}

/// What was asked and done.
#[component]
fn Asked(risk: RiskRecord) -> impl IntoView {
    let asked = RiskQuestion::ALL.iter().filter_map(|question| {
        let answer = risk.answers.get(question)?;
        Some(view! { <div><dt>{question.label()}</dt><dd>{answer.label()}</dd></div> })
    });
    let done: Vec<&str> = risk.done.iter().map(|step| step.label()).collect();
    let told = [
        ("Client’s own words", risk.words.trim().to_owned()),
        ("Judgment", risk.judgment.map(|one| one.label().to_owned()).unwrap_or_default()),
        ("Done", done.join(" · ")),
        ("What was done", risk.action.trim().to_owned()),
        ("The client could not be asked; what was done to reach them", risk.not_asked.clone().unwrap_or_default()),
    ];
    let told = told.into_iter().filter(|(_, text)| !text.is_empty());
    let told = told.map(|(name, text)| view! { <div><dt>{name}</dt><dd>{text}</dd></div> });
    view! {
        <section class="riskread">
            <h3>"Risk screen"</h3>
            <dl class="pairs">{asked.collect_view()}{told.collect_view()}</dl>
        </section>
    }
}
