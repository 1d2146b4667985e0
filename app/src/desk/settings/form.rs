//! Changing the settings: rules, reviews, from when, and why.

use super::{licensed::LicensedWording, reviews::Reviews, rules::Rules, sentences::CopySentences};
use crate::desk::{
    ask::use_act,
    draft::{PageDraft, PageName, Saved, with_page},
    form::{Day, Form, Line, Number, Part, Text, Tick},
    page::focus_first_wrong,
    schedules::Schedules,
};
use chrono::NaiveDate;
use clinical::Settings;
use keeper::protocol::{Problem, SaveSettings, SavedForm, SettingsView};
use leptos::{ev::SubmitEvent, prelude::*};
use ui::{Button, ButtonKind, use_notices};

/// The form. It begins with what was typed before, or with the version written last.
#[component]
pub(super) fn ChangeSettings(
    /// The version written last.
    last: Settings,
    /// The local date.
    today: NaiveDate,
    changing: RwSignal<Option<SettingsView>>,
) -> impl IntoView {
    with_page(PageName::Settings, move |loaded| view! { <SettingsForm last=last.clone() today changing loaded/> })
}

#[component]
fn SettingsForm(
    /// The version written last.
    last: Settings,
    /// The local date.
    today: NaiveDate,
    changing: RwSignal<Option<SettingsView>>,
    /// What was typed before, if anything.
    loaded: Option<SavedForm>,
) -> impl IntoView {
    let notices = use_notices();
    let before = last.clone();
    let blank = Settings { effective: last.effective.max(today), reason: String::new(), ..last };
    let draft = PageDraft::begin(PageName::Settings, loaded, blank);
    let save = use_act::<SaveSettings>(move |_| {
        draft.close();
        changing.set(None);
        notices.say("Settings signed. Each device gets them at its next sync.");
    });
    let form = Form::refused_by(draft.autosave(), save.problem);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if form.is_valid() {
            save.run(SaveSettings { settings: form.peek(Settings::clone) });
        }
    };
    focus_first_wrong(save.problem);
    let cancel = move |()| {
        draft.close();
        changing.set(None);
    };
    view! {
        <form class="form settings" on:submit=submit on:focusout=move |_| draft.keep_now() autocomplete="off" aria-label="Settings">
            <p class="spread">
                <Saved kept=draft.kept signed_before=false on_again=move |()| draft.keep_now()/>
                <Button kind=ButtonKind::Quiet on_press=move |()| restore(form)>"Restore default settings"</Button>
            </p>
            <Rules form/>
            <Reviews form/>
            <Measures form/>
            <LicensedWording form/>
            <CopySentences form/>
            <Texts at=form.whole("settings")/>
            <Changes form before/>
            {move || wrong(form.refused()).map(|words| view! { <p class="error" role="alert">{words}</p> })}
            <div class="actions">
                <Button kind=ButtonKind::Quiet on_press=cancel>"Cancel"</Button>
                <Button kind=ButtonKind::Submit busy=save.busy>"Sign settings"</Button>
            </div>
        </form>
    }
}

/// What the program begins with; from when and why stay as they are typed.
fn restore(form: Form<Settings>) {
    let before = form.peek(Settings::clone);
    form.edit(|settings| {
        let (effective, reason) = (settings.effective, std::mem::take(&mut settings.reason));
        *settings = Settings { effective, reason, ..Settings::standard() };
    });
    form.offer_undo("Default settings restored.", move |settings| {
        *settings = Settings { effective: settings.effective, reason: settings.reason.clone(), ..before.clone() };
    });
}

fn wrong(problem: Signal<Option<Problem>>) -> Option<String> {
    problem.with(|problem| match problem {
        None => None,
        Some(Problem::Invalid(_)) => Some("Check the marked fields. Nothing you typed is lost.".to_owned()),
        Some(problem) => Some(crate::sentence(problem)),
    })
}

/// When which instrument is asked, unless a client's profile says otherwise.
#[component]
fn Measures(form: Form<Settings>) -> impl IntoView {
    view! {
        <fieldset>
            <legend class="over">"Measures"</legend>
            <Schedules form get=|all: &Settings, id: &str| all.measures.0.get(id) get_mut=|all: &mut Settings, id: &str| Some(all.measures.0.entry(id.to_owned()).or_default())/>
        </fieldset>
    }
}

/// What is said about appealing, whether the browser checks spelling, how often the passphrase is asked for, from when and why.
#[component]
fn Texts(at: Part<Settings, Settings>) -> impl IntoView {
    view! {
        <fieldset>
            <legend class="over">"When a client disagrees"</legend>
            <Text at field="appeal" label="How to appeal" get=|s| &s.appeal set=|s| &mut s.appeal
                hint="Who they can ask, how, and by when. Shown to the client who signs."/>
        </fieldset>
        <fieldset>
            <legend class="over">"Spelling"</legend>
            <Tick at field="browser_spelling" get=|s| s.browser_spelling set=|s, on| s.browser_spelling = on>
                "Let the browser check spelling"
            </Tick>
            <p class="hint">"Some browsers send what you type to their maker to check it. Turn this on only if your program has an agreement that covers it, or if every browser checks on the device."</p>
        </fieldset>
        <fieldset>
            <legend class="over">"Passkeys"</legend>
            <Number at field="passphrase_days" label="Ask for the passphrase after (days)" get=|s| (s.passphrase_days > 0).then_some(s.passphrase_days)
                set=|s, days| s.passphrase_days = days.unwrap_or_default()/>
            <p class="hint">"A passkey opens a device with a touch. The passphrase is asked for from time to time all the same, so that nobody forgets it."</p>
        </fieldset>
        <fieldset>
            <legend class="over">"Effective date and reason"</legend>
            <div class="pair">
                <Day at field="effective" label="In effect from" get=|s| (s.effective != NaiveDate::default()).then_some(s.effective)
                    set=|s, day| s.effective = day.unwrap_or_default() hint="Today or later. Earlier settings stay on record."/>
                <Line at field="reason" label="Reason for change" get=|s| &s.reason set=|s| &mut s.reason/>
            </div>
        </fieldset>
    }
}

/// What differs from the version before, in words.
#[component]
fn Changes(form: Form<Settings>, before: Settings) -> impl IntoView {
    let changes = Memo::new(move |_| form.read_now(|settings| settings.changes(&before)));
    view! {
        <section aria-labelledby="what-changes">
            <h2 class="over" id="what-changes">"What changes"</h2>
            {move || match changes.get() {
                changes if changes.is_empty() => view! { <p class="soft">"No changes yet."</p> }.into_any(),
                changes => {
                    let items = changes.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
                    view! { <ul class="changes">{items}</ul> }.into_any()
                }
            }}
        </section>
    }
}
