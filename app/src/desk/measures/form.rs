//! Filling a measure in: the whole form together, the result of what the client answered, the reason for one that was not done. The
//! risk page comes before any of them.

use super::{
    client::use_hand_over, filling::Filling, item::ItemField, labels, page_of, result::Answers, result::ResultHead,
    risk::RiskPage,
};
use crate::desk::{
    ask::{Asked, use_asked},
    draft::{Discard, Kept, Saved},
    form::{Day, Pick, Text, Tick},
    pages,
    sign::SignBar,
};
use clinical::{
    Kind,
    measure::{AdministeredBy, Administration, FilledInBy, Instrument, Language, Licensed, Measure, SexAtBirth},
};
use keeper::protocol::{DocView, LoadSettings, Signed, ThreadView};
use leptos::prelude::*;
use record::{RecordId, Status};
use ui::{Button, ButtonKind, Glyph, Opt};

/// The page of a measure that can still be changed.
#[component]
pub(super) fn Form(
    record: RecordId,
    /// As it was when the page was opened.
    one: DocView<Measure>,
    /// What runs through the chart.
    asked: Asked<ThreadView>,
) -> impl IntoView {
    let signed = StoredValue::new(one.signed.clone());
    let filling = Filling::begin(record, one, asked);
    let settings = use_asked(|| LoadSettings {});
    let own = Memo::new(move |_| filling.draft.value.with(|measure| labels::licensed(settings, measure)));
    let client = Signal::derive(move || asked.pick(|view| view.client.clone()));
    move || {
        if filling.asking.get() {
            view! { <RiskPage filling client/> }.into_any()
        } else {
            view! { <Whole filling signed=signed.get_value() asked own/> }.into_any()
        }
    }
}

#[component]
fn Whole(filling: Filling, signed: Signed, asked: Asked<ThreadView>, own: Memo<Option<Licensed>>) -> impl IntoView {
    let found = filling.named();
    let missed = filling.form.read(|measure| measure.missed.is_some());
    // What the client answered is read; whoever sat with them may still correct it.
    let theirs = filling.form.read(|measure| measure.by == FilledInBy::Client && measure.finished.is_some());
    let (open, instrument) = (RwSignal::new(false), filling.instrument());
    let body = move || match instrument.get() {
        None => ().into_any(),
        Some(_) if missed.get() => view! { <Missed filling/> }.into_any(),
        Some(instrument) if theirs.get() && !open.get() => view! { <Answered filling instrument asked open own/> }.into_any(),
        Some(instrument) => view! { <Items filling instrument own/> }.into_any(),
    };
    view! {
        <div class="body measurepage" inert=move || filling.sign.busy.get() on:focusout=move |_| filling.draft.keep_now()>
            <Head filling before=signed/>
            {body}
        </div>
        <SignBar busy=filling.sign.busy problem=filling.sign.problem found
            on_sign=move |passphrase| filling.sign_now(passphrase)/>
    }
}

#[component]
fn Head(filling: Filling, before: Signed) -> impl IntoView {
    let (record, doc, kept) = (filling.draft.record, filling.draft.doc, filling.draft.kept);
    let (signed_before, drafted) = (before.status != Status::Preliminary, before.is_draft());
    let is_draft = Signal::derive(move || drafted || kept.with(|kept| matches!(kept, Kept::Saved(_))));
    let instrument = filling.instrument();
    let hand = use_hand_over(filling.draft);
    let by_client = move || {
        let may = instrument.get().is_some_and(|one| one.by != AdministeredBy::Clinician);
        may && filling.form.read(|measure| measure.missed.is_none()).get()
    };
    view! {
        <header class="notehead">
            <div>
                <h2>{move || instrument.get().map(|one| one.short.clone())}</h2>
                <p class="soft">{move || instrument.get().map(|one| format!("{}, {}", one.name, one.recall))}</p>
            </div>
            <div class="cluster">
                <Saved kept signed_before on_again=move |()| filling.draft.keep_now()/>
                <Show when=by_client>
                    <Button kind=ButtonKind::Plain glyph=Glyph::Tablet on_press=move |()| hand.run(())>"Hand tablet to client"</Button>
                </Show>
                <Discard draft=filling.draft there=is_draft list=pages::list(record, Kind::Measure) here=page_of(record, doc)/>
            </div>
        </header>
    }
}

/// The whole form.
#[component]
fn Items(
    filling: Filling,
    instrument: &'static Instrument,
    /// What the program is licensed for.
    own: Memo<Option<Licensed>>,
) -> impl IntoView {
    let at = filling.whole();
    let language = filling.form.read(|measure| measure.response.language);
    let asked = Memo::new(move |_| {
        filling
            .draft
            .value
            .with(|measure| instrument.asked(&measure.response).into_iter().map(|item| item.id.clone()).collect::<Vec<_>>())
    });
    let languages: Vec<Opt> = instrument.languages().into_iter().map(|one| Opt::new(one.tag(), one.label())).collect();
    let several = languages.len() > 1;
    let by = Vec::from_iter(FilledInBy::ALL.iter().map(|one| Opt::new(one.id(), one.label())));
    let how = Vec::from_iter(Administration::ALL.iter().map(|one| Opt::new(one.id(), one.label())));
    let intro = move || {
        let words = instrument.instructions.best(language.get());
        words.map(|(text, told)| view! { <p class="instructions" lang=told.tag()>{text.to_owned()}</p> })
    };
    let items = move || {
        let (shown, language) = (asked.get(), language.get());
        let items = instrument.items.iter().filter(|item| shown.contains(&item.id));
        let own = own.get();
        items.map(|item| view! { <ItemField filling instrument item language own=own.clone()/> }).collect_view()
    };
    view! {
        <div class="form measureform">
            <div class="triple">
                <Day at field="on" label="Date" required=true get=|one| one.on set=|one, on| one.on = on/>
                <Pick at field="by" label="Who answers" options=by get=|one| one.by.id().to_owned()
                    set=|one, id| one.by = FilledInBy::from_id(id).unwrap_or_default()/>
                <Pick at field="how" label="How" options=how get=|one| one.how.id().to_owned()
                    set=|one, id| one.how = Administration::from_id(id).unwrap_or_default()/>
                {several.then(|| view! {
                    <Pick at field="language" label="Language" options=languages get=|one| one.response.language.tag().to_owned()
                        set=|one, tag| one.response.language = language_of(tag)/>
                })}
                {instrument.asks_sex().then(|| view! { <Sex filling/> })}
            </div>
            {intro}
            <ol class="measureitems">{items}</ol>
            {instrument.needs_communication.then(|| view! {
                <Tick at field="could-not-answer" get=|one| one.response.could_not_answer set=|one, on| one.response.could_not_answer = on>
                    "The client could not answer questions. The total is recorded without a severity."
                </Tick>
            })}
            <Text at field="remarks" label="Remarks" get=|one| &one.remarks set=|one| &mut one.remarks/>
            <Live filling/>
            <p class="label license">{move || own.with(|own| labels::license(instrument, own.as_ref()))}</p>
        </div>
    }
}

fn language_of(tag: &str) -> Language {
    Language::ALL.into_iter().find(|one| one.tag() == tag).unwrap_or_default()
}

/// As the cut points of AUDIT-C distinguish it.
#[component]
fn Sex(filling: Filling) -> impl IntoView {
    let options = vec![Opt::new("", "Not recorded"), Opt::new("female", "Female"), Opt::new("male", "Male")];
    let get = |one: &Measure| match one.sex {
        None => String::new(),
        Some(SexAtBirth::Female) => "female".to_owned(),
        Some(SexAtBirth::Male) => "male".to_owned(),
    };
    let set = |one: &mut Measure, chosen: &str| {
        one.sex = match chosen {
            "female" => Some(SexAtBirth::Female),
            "male" => Some(SexAtBirth::Male),
            _ => None,
        }
    };
    view! {
        <Pick at=filling.whole() field="sex" label="Sex at birth, for the cutoff" options=options get set/>
    }
}

/// The result so far.
#[component]
fn Live(filling: Filling) -> impl IntoView {
    let scores = filling.form.read(|measure| {
        measure.scores().iter().map(|scored| format!("{}: {}", scored.rule.name, scored.words())).collect::<Vec<_>>()
    });
    move || {
        let told = scores.get();
        (!told.is_empty()).then(|| view! { <p class="livescore" role="status"><b>"Score so far. "</b>{told.join(". ")}"."</p> })
    }
}

/// What the client answered.
#[component]
fn Answered(
    filling: Filling,
    instrument: &'static Instrument,
    asked: Asked<ThreadView>,
    /// The form is open to correct an answer.
    open: RwSignal<bool>,
    /// What the program is licensed for.
    own: Memo<Option<Licensed>>,
) -> impl IntoView {
    let at = filling.whole();
    let doc = filling.draft.doc;
    let measure = filling.draft.value;
    view! {
        <p class="soft">{move || measure.with(labels::how)}</p>
        {move || view! { <ResultHead measure=measure.get() doc asked/> }}
        {move || view! { <Answers measure=measure.get() instrument doc asked own=own.get()/> }}
        <div class="form">
            <Text at field="remarks" label="Remarks" get=|one| &one.remarks set=|one| &mut one.remarks/>
            <Button kind=ButtonKind::Plain on_press=move |()| open.set(true)>"Correct an answer with the client"</Button>
        </div>
        <p class="label license">{move || own.with(|own| labels::license(instrument, own.as_ref()))}</p>
    }
}

/// It was due and not done.
#[component]
fn Missed(filling: Filling) -> impl IntoView {
    let at = filling.whole();
    view! {
        <div class="form measureform">
            <p class="words">"This measure was due and not done. Enter the reason; it then leaves your To do list."</p>
            <Day at field="on" label="Date" required=true get=|one| one.on set=|one, on| one.on = on/>
            <Text at field="missed" label="Reason it was not done" get=|one| one.missed.as_ref().unwrap_or(&one.remarks)
                set=|one| one.missed.get_or_insert_default()/>
        </div>
    }
}
