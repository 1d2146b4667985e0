//! The tablet in the client's hands: one question a screen in large type, and nothing else. Every way out of it locks the desk, so
//! that the next thing on the screen is the passphrase.

use super::{
    filling::{SKIPPED, now, put},
    labels, page_of,
};
use crate::{
    desk::{
        ask::{Asked, use_asked},
        draft::{Draft, Kept},
        page::{Heading, once_ready},
        surroundings::{Around, set_around},
    },
    use_session,
};
use clinical::measure::{Administration, Answer, AnswerSet, FilledInBy, Instrument, Item, Language, Licensed, Measure};
use keeper::protocol::{DocPage, DocView, Load, LoadSettings, SettingsView};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use record::{DocId, RecordId};
use std::time::Duration;
use ui::{Button, ButtonKind, Glyph, Icon};

/// Which measure was handed over by a press, since the desk was unlocked.
#[derive(Clone, Copy)]
struct Handed(StoredValue<Option<DocId>>);

/// Puts it in context. Call once, in the frame: it is gone with a lock.
pub(crate) fn provide_hand_over() {
    provide_context(Handed(StoredValue::new(None)));
}

/// Hands a measure over: what is typed is kept first.
pub(super) fn use_hand_over(draft: Draft<Measure>) -> Callback<()> {
    let (navigate, handed) = (use_navigate(), use_context::<Handed>());
    Callback::new(move |()| {
        draft.keep_now();
        let navigate = navigate.clone();
        once_kept(draft, TRIES, move || {
            if let Some(Handed(handed)) = handed {
                handed.set_value(Some(draft.doc));
            }
            navigate(&format!("{}/client", page_of(draft.record, draft.doc)), NavigateOptions::default());
        });
    })
}

/// How often it is looked whether what was typed is kept, and how long between.
const TRIES: u8 = 40;
const PAUSE: Duration = Duration::from_millis(50);

/// Goes on once what was typed is kept: the client's page begins with what is kept. What cannot be kept stays on this page, which says
/// so.
fn once_kept(draft: Draft<Measure>, tries: u8, go: impl FnOnce() + 'static) {
    match draft.kept.try_get_untracked() {
        Some(Kept::Untouched(_) | Kept::Saved(_)) => go(),
        Some(Kept::Typed | Kept::Saving) if tries > 0 => {
            set_timeout(move || once_kept(draft, tries.saturating_sub(1), go), PAUSE);
        }
        Some(Kept::Typed | Kept::Saving | Kept::Failed(_)) | None => {}
    }
}

/// The page. Who comes to its address without having handed anything over, as after a reload, is led to the measure.
#[component]
pub(super) fn HandOver(record: RecordId, doc: DocId) -> impl IntoView {
    let handed = use_context::<Handed>().map(|Handed(handed)| handed);
    let pressed = handed.is_some_and(|handed| handed.get_value() == Some(doc));
    let navigate = use_navigate();
    if !pressed {
        let here = page_of(record, doc);
        request_animation_frame(move || navigate(&here, NavigateOptions { replace: true, ..NavigateOptions::default() }));
        return ().into_any();
    }
    let (session, asked) = (use_session(), use_asked(move || Load { record, doc }));
    let settings = use_asked(|| LoadSettings {});
    set_around(Around::Nothing);
    on_cleanup(move || {
        if session.me().try_get_untracked().flatten().is_some() {
            session.lock();
        }
    });
    let draw = move |page: DocPage| match page.view().filter(|one| one.signed.rights.write) {
        Some(one) => view! { <Questions record one settings/> }.into_any(),
        None => view! { <Done record doc/> }.into_any(),
    };
    view! { <section class="handover" data-touch="">{once_ready(asked, draw)}</section> }.into_any()
}

/// What the client sees. Cheap to copy.
#[derive(Clone, Copy)]
struct Asking {
    draft: Draft<Measure>,
    /// The item on the screen; none once all were shown.
    at: RwSignal<Option<String>>,
    /// What the program is licensed for.
    own: Memo<Option<Licensed>>,
}

impl Asking {
    fn instrument(self) -> Option<&'static Instrument> {
        self.draft.value.with(Measure::instrument)
    }

    /// The items in the order in which they are asked, as the answers stand.
    fn order(self) -> Vec<String> {
        self.draft.value.with(|measure| {
            let asked = measure.instrument().map(|instrument| instrument.asked(&measure.response)).unwrap_or_default();
            asked.into_iter().map(|item| item.id.clone()).collect()
        })
    }

    fn item(self) -> Option<(&'static Instrument, &'static Item)> {
        let instrument = self.instrument()?;
        self.at.with(|at| Some((instrument, instrument.item(at.as_deref()?)?)))
    }

    fn place(self) -> usize {
        let order = self.order();
        self.at.with(|at| order.iter().position(|id| Some(id) == at.as_ref()).unwrap_or_default())
    }

    fn answer(self, item: &'static str, answer: Option<Answer>, skipped: bool) {
        self.draft.edit(|measure| {
            put(measure, item, answer, skipped);
            (measure.by, measure.how) = (FilledInBy::Client, Administration::Device);
            let now = now();
            if measure.started.is_none() {
                measure.started.clone_from(&now);
            }
            measure.finished = now;
        });
    }

    /// The next question; a short screen at its cut goes on with the longer one.
    fn next(self) {
        let next = untrack(|| self.order().into_iter().nth(self.place() + 1));
        if next.is_none() && self.draft.value.with_untracked(|measure| measure.missing().is_empty() && measure.clone().go_on()) {
            self.draft.edit(|measure| {
                measure.go_on();
            });
            let first = self.draft.value.with_untracked(|measure| measure.missing().first().map(|item| item.id.clone()));
            return self.at.set(first);
        }
        self.draft.keep_now();
        self.at.set(next);
    }

    fn back(self) {
        let before = untrack(|| self.order().into_iter().nth(self.place().checked_sub(1)?));
        if before.is_some() {
            self.at.set(before);
        }
    }
}

#[component]
fn Questions(record: RecordId, one: DocView<Measure>, settings: Asked<SettingsView>) -> impl IntoView {
    let DocView { signed, content: measure } = one;
    let (doc, first) = (signed.doc, first_open(&measure));
    let draft = Draft::begin(record, doc, measure, signed.draft_saved, || {});
    let own = Memo::new(move |_| draft.value.with(|measure| labels::licensed(settings, measure)));
    let asking = Asking { draft, at: RwSignal::new(first), own };
    // One screen is drawn for one question: what it holds changes within it.
    let shown = Memo::new(move |_| (asking.at.get(), draft.value.with(|measure| measure.response.language), own.get()));
    move || {
        let (_, language, _) = shown.get();
        match untrack(|| asking.item()) {
            Some((instrument, item)) => view! { <Screen asking instrument item language record/> }.into_any(),
            None => view! { <Done record doc/> }.into_any(),
        }
    }
}

/// Where the client begins: the first open question, or the first of all.
fn first_open(measure: &Measure) -> Option<String> {
    let first = measure.missing().first().map(|item| item.id.clone());
    first.or_else(|| measure.instrument()?.items.first().map(|item| item.id.clone()))
}

#[component]
fn Screen(
    asking: Asking,
    instrument: &'static Instrument,
    item: &'static Item,
    language: Language,
    record: RecordId,
) -> impl IntoView {
    let words = Words::of(language);
    let (text, told) = asking.own.with_untracked(|own| labels::wording(item, language, own.as_ref()));
    let stem = instrument.lead(item, language);
    let stem = stem.map(|(text, told)| view! { <p class="lead" id="ask-stem" lang=told.tag()>{text}</p> });
    let (place, count) = untrack(|| (asking.place() + 1, asking.order().len()));
    let navigate = use_navigate();
    let doc = asking.draft.doc;
    let stop = move |()| navigate(&page_of(record, doc), NavigateOptions { replace: true, ..NavigateOptions::default() });
    let next = move |event: SubmitEvent| {
        event.prevent_default();
        asking.next();
    };
    let answered = Signal::derive(move || asking.draft.value.with(|measure| measure.response.answers.contains_key(&item.id)));
    let skip = move |()| {
        asking.answer(&item.id, None, true);
        asking.next();
    };
    view! {
        <form class="question-page" lang=language.tag() on:submit=next>
            <header class="asktop">
                <Bar place count/>
                <span class="askn">{words.question(place, count)}</span>
                <Languages asking instrument/>
            </header>
            <div class="askmid" lang=told.tag()>
                {stem}
                <Heading title=text tab="A few questions" id="ask-question"/>
                <AnswerChoice asking instrument item language/>
            </div>
            <footer class="askend">
                <Button kind=ButtonKind::Plain disabled=place == 1 on_press=move |()| asking.back()>{words.back}</Button>
                <Button kind=ButtonKind::Quiet on_press=skip>{words.skip}</Button>
                <Button kind=ButtonKind::Submit disabled=Signal::derive(move || !answered.get())>{words.next}<Icon glyph=Glyph::Go/></Button>
            </footer>
            <p class="askfoot"><span>{words.foot}</span><Button kind=ButtonKind::Quiet on_press=stop>{words.stop}</Button></p>
        </form>
    }
}

#[component]
fn Bar(place: usize, count: usize) -> impl IntoView {
    let step = |at: usize| view! { <i data-on=(at < place).then_some("")></i> };
    view! { <div class="askbar" aria-hidden="true">{(0..count).map(step).collect_view()}</div> }
}

/// The languages in which the instrument is published; nothing where it is one.
#[component]
fn Languages(asking: Asking, instrument: &'static Instrument) -> impl IntoView {
    let all = instrument.languages();
    let button = move |one: Language| {
        let pressed = move || asking.draft.value.with(|measure| measure.response.language == one).to_string();
        let choose = move |_| asking.draft.edit(|measure| measure.response.language = one);
        view! { <button type="button" lang=one.tag() aria-pressed=pressed on:click=choose>{one.label()}</button> }
    };
    (all.len() > 1).then(|| {
        view! { <span class="seg" role="group" aria-label="Language">{all.into_iter().map(button).collect_view()}</span> }
    })
}

#[component]
fn AnswerChoice(asking: Asking, instrument: &'static Instrument, item: &'static Item, language: Language) -> impl IntoView {
    let value = Signal::derive(move || {
        asking.draft.value.with(|measure| match measure.response.answers.get(&item.id) {
            Some(Answer::Choice(value) | Answer::Days(value)) => value.to_string(),
            None if measure.skipped.contains(&item.id) => SKIPPED.to_owned(),
            None => String::new(),
        })
    });
    let days = match instrument.answers_of(&item.id) {
        Some(AnswerSet::Days { days }) => Some(*days),
        Some(AnswerSet::Choices(_)) | None => None,
    };
    let choose = move |at: u8| {
        let answer = if days.is_some() { Answer::Days(at) } else { Answer::Choice(at) };
        asking.answer(&item.id, Some(answer), false);
    };
    let labels: Vec<String> = match days {
        Some(most) => (0..=most).map(|day| day.to_string()).collect(),
        None => labels::choices(instrument, item, language, false).into_iter().map(|one| one.label).collect(),
    };
    let option = move |(at, label): (usize, String)| {
        let at = u8::try_from(at).unwrap_or(u8::MAX);
        let (id, own) = (format!("answer-{at}"), at.to_string());
        let checked = move || value.with(|value| *value == own);
        view! {
            <label class="big" for=id.clone()>
                <input type="radio" id=id.clone() name="answer" prop:checked=checked on:change=move |_| choose(at)/>
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="answers" aria-labelledby="ask-stem ask-question" data-days=days.map(|_| "")>
            {labels.into_iter().enumerate().map(option).collect_view()}
        </fieldset>
    }
}

/// All were shown. The desk locks as the page is left.
#[component]
fn Done(record: RecordId, doc: DocId) -> impl IntoView {
    let navigate = use_navigate();
    let leave = move |()| navigate(&page_of(record, doc), NavigateOptions { replace: true, ..NavigateOptions::default() });
    view! {
        <div class="question-page askdone">
            <div class="askmid">
                <Heading title="Thank you" tab="A few questions"/>
                <p class="lead">"Please hand the tablet back. "<span lang="es">"Gracias. Por favor, devuelva la tableta."</span></p>
            </div>
            <footer class="askend"><Button kind=ButtonKind::First glyph=Glyph::Lock on_press=leave>"Counselor: unlock"</Button></footer>
        </div>
    }
}

/// What stands around the questions: ours, in the language the client chose.
struct Words {
    question: &'static str,
    of: &'static str,
    back: &'static str,
    skip: &'static str,
    next: &'static str,
    foot: &'static str,
    stop: &'static str,
}

impl Words {
    const fn of(language: Language) -> Self {
        match language {
            Language::En => Self {
                question: "Question",
                of: "of",
                back: "Back",
                skip: "Skip this question",
                next: "Next",
                foot: "There are no right or wrong answers. Your care team sees them.",
                stop: "Stop and hand the tablet back",
            },
            Language::Es => Self {
                question: "Pregunta",
                of: "de",
                back: "Atrás",
                skip: "Omitir esta pregunta",
                next: "Siguiente",
                foot: "No hay respuestas correctas ni incorrectas. Su equipo de atención las verá.",
                stop: "Parar y devolver la tableta",
            },
        }
    }

    fn question(&self, place: usize, count: usize) -> String {
        format!("{} {place} {} {count}", self.question, self.of)
    }
}
