//! Changing the settings: rules, reviews, from when, and why.

use super::{reviews::Reviews, rules::Rules, typed::Typed};
use crate::desk::{ask::use_act, draft::offer_undo, page::focus_first_wrong};
use chrono::NaiveDate;
use clinical::Settings;
use keeper::protocol::{Problem, SaveSettings};
use leptos::{ev::SubmitEvent, prelude::*};
use ui::{Button, ButtonKind, Entry, Field, TextArea, use_notices};

/// The form. It begins with what was written last.
#[component]
pub(super) fn Form(
    /// What was written last.
    last: Settings,
    /// The local date.
    today: NaiveDate,
    /// Whether the form is open.
    changing: RwSignal<bool>,
) -> impl IntoView {
    let notices = use_notices();
    let save = use_act::<SaveSettings>(move |_| {
        changing.set(false);
        notices.say("The settings are signed. Every device takes them at its next sync.");
    });
    let before = last.clone();
    let typed = Typed::new(Settings { effective: last.effective.max(today), reason: String::new(), ..last }, save.problem);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        save.run(SaveSettings { settings: typed.settings() });
    };
    focus_first_wrong(save.problem);
    let changes = typed.part(move |settings| settings.changes(&before));
    let shown_first = Signal::stored(typed.settings().effective.to_string());
    let from = move |text: String| {
        // A day half typed is none, and refused like one that has passed.
        typed.edit(|settings| settings.effective = text.parse().unwrap_or_default());
    };
    let standard = move |()| {
        // From when and why stay as they are typed.
        let set = move |all: Settings| {
            typed.edit(|settings| *settings = Settings { effective: settings.effective, reason: settings.reason.clone(), ..all });
        };
        let before = typed.settings();
        set(Settings::standard());
        offer_undo("All is as the program began.", move || set(before.clone()));
    };
    let wrong = move || {
        save.problem.with(|problem| match problem {
            None => None,
            Some(Problem::Invalid(_)) => Some("Some fields need another look. Nothing typed is lost.".to_owned()),
            Some(problem) => Some(crate::sentence(problem)),
        })
    };
    view! {
        <form class="form settings" on:submit=submit autocomplete="off" aria-label="Settings">
            <p class="cluster"><Button kind=ButtonKind::Quiet on_press=standard>"Back to what the program began with"</Button></p>
            <Rules typed/>
            <Reviews typed/>
            <fieldset>
                <legend class="over">"When a client does not agree"</legend>
                <TextArea name="settings-appeal" label="What is said about appealing" value=typed.part(|settings| settings.appeal.clone())
                    on_input=move |text| typed.edit(|settings| settings.appeal = text) error=typed.wrong("settings-appeal".to_owned())>
                    "Whom they can ask, how, and until when. It is shown to the client who signs."
                </TextArea>
            </fieldset>
            <fieldset>
                <legend class="over">"From when, and why"</legend>
                <div class="pair">
                    <Field name="settings-effective" label="Holds from" kind=Entry::Date value=shown_first on_input=from
                        error=typed.wrong("settings-effective".to_owned())>
                        "Today or later. What held before stays as it was."
                    </Field>
                    <Field name="settings-reason" label="Why it changes" value=typed.part(|settings| settings.reason.clone())
                        on_input=move |text| typed.edit(|settings| settings.reason = text)
                        error=typed.wrong("settings-reason".to_owned())/>
                </div>
            </fieldset>
            <section aria-labelledby="what-changes">
                <h2 class="over" id="what-changes">"What changes"</h2>
                {move || match changes.get() {
                    changes if changes.is_empty() => view! { <p class="soft">"Nothing yet."</p> }.into_any(),
                    changes => {
                        let items = changes.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
                        view! { <ul class="told">{items}</ul> }.into_any()
                    }
                }}
            </section>
            {move || wrong().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            <div class="actions">
                <Button kind=ButtonKind::Quiet on_press=move |()| changing.set(false)>"Cancel"</Button>
                <Button kind=ButtonKind::Submit busy=save.busy>"Sign the settings"</Button>
            </div>
        </form>
    }
}
