//! Who a client is: opening one, and changing what is known.

mod care;
mod emergency;
mod form;
mod names;
mod reach;
mod read;

use crate::desk::{
    ask::{Act, Asked, use_act},
    chart_frame::{ChartHead, ChartTabs, Tab, by_record, use_chart},
    clock,
    draft::{Discard, Draft, Kept, PageDraft, PageName, Saved, with_page},
    form::Form,
    page::{BackLink, Heading, focus_first_wrong, once_ready},
    pages,
};
use clinical::PatientProfile;
use form::{ProfileFields, whole};
use keeper::protocol::{ChartView, Open, Problem, Save, Saved as SavedVersion, SavedForm};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use read::ProfileRead;
use record::{RecordId, Refusal};
use ui::{Button, ButtonKind, use_notices};

/// `/clients/new`
#[component]
pub(crate) fn NewClientPage() -> impl IntoView {
    let form = with_page(PageName::NewClient, |loaded| view! { <NewClient loaded/> });
    view! {
        <header class="pagehead">
            <div>
                <Heading title="New client"/>
                <p class="soft">"Creates a record that only the care team can open. You are the first member."</p>
            </div>
            <div class="cluster"><BackLink href="/caseload" words="Back to caseload"/></div>
        </header>
        {form}
    }
}

/// A client who has no record yet: what is typed is sealed to whoever types it.
#[component]
fn NewClient(
    /// What was typed before, if anything.
    loaded: Option<SavedForm>,
) -> impl IntoView {
    let navigate = use_navigate();
    let blank = || PatientProfile { opened: Some(clock::today()), ..PatientProfile::default() };
    let draft = PageDraft::begin(PageName::NewClient, loaded, blank());
    let open = use_act::<Open>(move |record: RecordId| {
        draft.close();
        navigate(&pages::chart(record), NavigateOptions::default());
    });
    let form = Form::refused_by(draft.autosave(), open.problem);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if form.is_valid() {
            open.run(Open { body: whole(form.peek(PatientProfile::clone)).into() });
        }
    };
    focus_first_wrong(open.problem);
    view! {
        <form class="form" novalidate on:submit=submit on:focusout=move |_| draft.keep_now() autocomplete="off">
            {draft.state(blank)}
            <ProfileFields form/>
            <Foot busy=open.busy wrong=form::beside(form.refused()) word="Create client"/>
        </form>
    }
}

/// `/clients/:record/profile`
#[component]
pub(crate) fn ProfileRoute() -> impl IntoView {
    by_record(|record| view! { <ProfilePage record/> }.into_any())
}

#[component]
fn ProfilePage(record: RecordId) -> impl IntoView {
    let chart = use_chart(record);
    let body = once_ready(chart, move |view: ChartView| {
        if view.may_write {
            view! { <EditProfile asked=chart chart=view/> }.into_any()
        } else {
            view! { <ProfileRead profile=view.profile/> }.into_any()
        }
    });
    view! {
        <ChartHead chart tab=Tab::Profile/>
        <ChartTabs record chart tab=Tab::Profile/>
        <div class="body">{body}</div>
    }
}

#[component]
fn EditProfile(
    /// As it stands now, whoever saved it.
    asked: Asked<ChartView>,
    /// As it was when the page was opened.
    chart: ChartView,
) -> impl IntoView {
    let (record, notices) = (chart.record, use_notices());
    let (profile, version, saved) = match chart.begun {
        Some(begun) => (begun.profile, begun.base, Some(begun.saved)),
        None => (chart.profile, chart.profile_version, None),
    };
    let (base, draft) = (RwSignal::new(version), Draft::begin(record, chart.profile_doc, profile, saved, || {}));
    let sent = StoredValue::new(None::<PatientProfile>);
    let save: Act<Save> = use_act(move |saved: SavedVersion| {
        base.set(saved.version);
        sent.with_value(|sent| sent.iter().for_each(|sent| form::saved(draft, sent)));
        notices.say("Profile saved.");
    });
    let form = Form::refused_by(draft.autosave(), save.problem);
    let send = move |base: u32| {
        let profile = whole(form.peek(PatientProfile::clone));
        sent.set_value(Some(profile.clone()));
        save.run(Save::profile(record, base, profile));
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if form.is_valid() {
            send(base.get_untracked());
        }
    };
    focus_first_wrong(save.problem);
    let over = move |()| {
        if let Some(version) = untrack(|| asked.pick(|chart| Some(chart.profile_version))) {
            base.set(version);
            send(version);
        }
    };
    let refused = move || save.problem.with(|problem| *problem == Some(Problem::Refused(Refusal::Stale)));
    // A draft of another day may have been overtaken: that is told before somebody saves.
    let stale = Memo::new(move |_| base.get() == 0 || refused());
    let is_draft = Signal::derive(move || draft.kept.get() != Kept::Untouched(None));
    let home = pages::chart(record);
    let here = format!("{home}/profile");
    view! {
        <div class="cluster draft-row">
            <Show when=move || is_draft.get()>
                <Saved kept=draft.kept signed_before=false on_again=move |()| draft.keep_now()/>
                <Discard draft there=is_draft list=home.clone() here=here.clone()/>
            </Show>
        </div>
        <form class="form" novalidate on:submit=submit autocomplete="off" aria-label="Profile">
            <ProfileFields form/>
            {move || stale.get().then(|| view! { <Overtaken asked on_over=over/> })}
            <Foot busy=save.busy wrong=form::beside(form.refused()) word="Save profile"/>
        </form>
    }
}

/// A colleague's version came first: it can be read here, and written over.
#[component]
fn Overtaken(
    /// As it stands now.
    asked: Asked<ChartView>,
    /// Runs when what is typed here is to stand instead.
    #[prop(into)]
    on_over: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="banner" data-is="owed">
            <div>
                <p>"Someone on the care team saved the profile while you were editing."</p>
                <details>
                    <summary>"Saved version"</summary>
                    {move || asked.pick(|chart| Some(chart.profile.clone())).map(|profile| view! { <ProfileRead profile/> })}
                </details>
            </div>
            <Button kind=ButtonKind::Plain on_press=on_over>"Replace with mine"</Button>
        </div>
    }
}

/// The end of the form: what went wrong beside the fields, and the button.
#[component]
fn Foot(
    /// It is being saved.
    #[prop(into)]
    busy: Signal<bool>,
    /// What is about no field.
    wrong: Signal<Option<String>>,
    word: &'static str,
) -> impl IntoView {
    view! {
        {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
        <div class="actions"><Button kind=ButtonKind::Submit busy>{word}</Button></div>
    }
}
