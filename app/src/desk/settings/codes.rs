//! The list of diagnosis codes: which releases are loaded, and loading a later one from the official order file.

use crate::desk::{ask::use_act, clock};
use chrono::NaiveDate;
use clinical::{
    Finding,
    icd10cm::{self, Release, Update, order},
    parse_date,
};
use js_sys::Uint8Array;
use keeper::protocol::{CodeRelease, Problem, SaveCodes, SettingsView};
use leptos::{prelude::*, task::spawn_local};
use ui::{Button, ButtonKind, Entry, Field, Mark, StateMark, use_notices};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlInputElement};

/// Which releases are loaded; an administrator can load another.
#[component]
pub(super) fn CodeList(view: SettingsView) -> impl IntoView {
    let before = view.updates();
    icd10cm::load(&before);
    let today = view.today;
    let row = move |release: &Release| {
        let in_force = icd10cm::release_on(today) == Some(*release);
        let later = release.valid_from > today;
        view! {
            <li>
                {release.text()}" "
                {in_force.then(|| view! { <StateMark is=Mark::Ok word="Current"/> })}
                {later.then(|| view! { <StateMark is=Mark::Waiting word="Begins later"/> })}
            </li>
        }
    };
    let releases = icd10cm::releases().iter().rev().map(row).collect_view();
    let loaded = view.codes.into_iter().rev().map(|release| view! { <Loaded release/> }).collect_view();
    let form = view.may_change.then(move || view! { <Load before today/> });
    view! {
        <section class="body past" aria-labelledby="code-list">
            <h2 class="over" id="code-list">"Diagnosis codes (ICD-10-CM)"</h2>
            <ul>{releases}</ul>
            <ol>{loaded}</ol>
            {form}
        </section>
    }
}

/// A release that the program loaded.
#[component]
fn Loaded(release: CodeRelease) -> impl IntoView {
    let CodeRelease { update, who, at, changes } = release;
    let head = update.map_or_else(
        || "Written by a newer version of Throughline and skipped on this device. Reload the page to update.".to_owned(),
        |update| format!("Loaded: {}", update.release().text()),
    );
    let changes = changes.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    view! {
        <li>
            <b>{head}</b>
            <ul>{changes}</ul>
            <p class="soft">{format!("Signed by {who}, {}", clock::full_moment(at))}</p>
        </li>
    }
}

/// What was read of a file.
type Read = Result<order::OrderFile, String>;

/// Choosing the file and the day, seeing what changes, signing.
#[component]
fn Load(before: Vec<Update>, today: NaiveDate) -> impl IntoView {
    let notices = use_notices();
    let (file, day, busy) = (RwSignal::new(None::<Read>), RwSignal::new(String::new()), RwSignal::new(false));
    let before = StoredValue::new(before);
    let update = Memo::new(move |_| {
        let from = parse_date(&day.get()).ok().flatten()?;
        file.with(|read| read.as_ref()?.as_ref().ok().map(|file| before.with_value(|before| Update::of(file, from, before))))
    });
    let found = Memo::new(move |_| {
        update.with(|update| update.as_ref().map(|update| before.with_value(|before| update.check(before, today))))
    });
    let wrong = move |place: &'static str| {
        Signal::derive(move || {
            found.with(|found| Finding::say(found.iter().flatten().filter(|finding| finding.place.name() == place)))
        })
    };
    let save = use_act::<SaveCodes>(move |_| {
        file.set(None);
        day.set(String::new());
        notices.say("The code list is signed. Every device uses it after its next sync.");
    });
    let told = |problem: &Problem| crate::sentence_for(problem, "codes-file").unwrap_or_else(|| crate::sentence(problem));
    let refused = move || save.problem.with(|problem| problem.as_ref().map(told));
    let unsound = wrong("codes-file");
    let unfit = move || file.with(|read| read.as_ref().and_then(|read| read.as_ref().err().cloned()));
    let chosen = move |event| {
        let input: HtmlInputElement = event_target(&event);
        let Some(chosen) = input.files().and_then(|files| files.get(0)) else { return };
        input.set_value(""); // the same file may be chosen once more
        busy.set(true);
        spawn_local(async move {
            let read = read(chosen).await;
            file.set(Some(read));
            busy.set(false);
        });
    };
    let counts = move || {
        file.with(|read| read.as_ref()?.as_ref().ok().map(|file| format!("{} lines, {} codes.", file.rows, file.billable)))
    };
    let changes = move || update.with(|update| update.as_ref().map(|update| before.with_value(|before| update.changes(before))));
    let ready = move || found.with(|found| found.as_ref().is_some_and(|found| !found.iter().any(Finding::blocks)));
    let sign = move |()| {
        if let Some(update) = update.get_untracked() {
            save.run(SaveCodes { update });
        }
    };
    view! {
        <div class="form">
            <h3>"Load a newer release"</h3>
            <p class="hint">"Download the ICD-10-CM order file of the release from the CDC (icd10cm-order-….txt) and choose it here. It is checked on this device; only what changes in the categories of this product is kept."</p>
            <label class="btn">
                {move || if busy.get() { "Reading the file…" } else { "Choose the order file" }}
                <input class="hidden-visually" type="file" accept=".txt" on:change=chosen/>
            </label>
            {move || unfit().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            {move || counts().map(|words| view! { <p role="status">{format!("The file fits: {words} Compare both numbers with the release’s own.")}</p> })}
            <Show when=move || counts().is_some()>
                <Field name="codes-valid-from" label="Valid from" kind=Entry::Date.required() value=day
                    on_input=move |text: String| day.set(text) error=wrong("codes-valid-from")>
                    "The first day of service: October 1, or April 1 for an update."
                </Field>
            </Show>
            {move || unsound.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            {move || changes().map(|changes| view! { <Changes changes/> })}
            {move || refused().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            <Show when=ready>
                <div class="actions"><Button kind=ButtonKind::First busy=save.busy on_press=sign>"Sign the code list"</Button></div>
            </Show>
        </div>
    }
}

/// What will change, before it is signed.
#[component]
fn Changes(changes: Vec<String>) -> impl IntoView {
    let none = changes.is_empty().then(|| view! { <p class="soft">"Nothing changes in the categories of this product."</p> });
    let items = changes.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    view! {
        <section aria-labelledby="codes-change">
            <h4 id="codes-change">"What will change"</h4>
            {none}
            <ul class="changes">{items}</ul>
        </section>
    }
}

/// Reads and checks a file.
async fn read(file: File) -> Read {
    if file.size() > f64::from(order::MOST_BYTES) {
        return Err("This file is too large for an order file.".to_owned());
    }
    let buffer =
        JsFuture::from(file.array_buffer()).await.map_err(|_| "The browser could not read the file. Choose it again.")?;
    let text = String::from_utf8(Uint8Array::new(&buffer).to_vec());
    let text = text.map_err(|_| "This is not a text file. Choose the order file, unpacked.".to_owned())?;
    order::read(&text).map_err(|error| error.to_string())
}
