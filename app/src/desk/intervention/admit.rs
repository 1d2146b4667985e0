//! Admitting the person: a new chart, or one that is there, and the link between the two records.

use super::page::use_intervention;
use crate::desk::{
    ask::{Asked, use_act, use_asked},
    chart_frame::by_record,
    draft::{PageDraft, PageName, Saved, with_page},
    form::{Day, Form, Line, Pick},
    page::{BackLink, Heading, Unknown, focus_first_wrong, once_ready},
    pages,
    pass_input::PassInput,
};
use chrono::NaiveDate;
use clinical::{Kind, PatientProfile, intervention::profile_of};
use keeper::protocol::{AdmitPerson, CaseRow, InterventionView, LoadCaseload, SavedForm};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use record::RecordId;
use serde::{Deserialize, Serialize};
use ui::{Banner, Button, ButtonKind, Opt, use_notices};

/// What is typed.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Typed {
    /// A chart that is there; empty for a new one.
    chart: String,
    profile: PatientProfile,
    admitted_on: Option<NaiveDate>,
}

/// `/interventions/:record/admit`
#[component]
pub(crate) fn AdmitRoute() -> impl IntoView {
    by_record(|record| {
        let asked = use_intervention(record);
        view! {
            {once_ready(asked, move |view: InterventionView| {
                if view.link.is_some() || !view.may_write {
                    return view! { <Unknown/> }.into_any();
                }
                let view = StoredValue::new(view);
                let form = with_page(PageName::Admission(record), move |loaded| view! { <AdmitForm view=view.get_value() loaded/> });
                let name = view.with_value(|view| view.intervention.person.display());
                view! {
                    <header class="pagehead">
                        <div>
                            <Heading title=format!("Admit {name}") tab="Admission"/>
                            <p class="soft">"Opens a new chart, or uses an existing one, and links this record to it."</p>
                        </div>
                        <div class="cluster"><BackLink href=pages::list(record, Kind::Intervention) words="Back to the intervention"/></div>
                    </header>
                    <div class="body">{form}</div>
                }
                .into_any()
            })}
        }
        .into_any()
    })
}

#[component]
fn AdmitForm(
    view: InterventionView,
    /// What was typed before, if anything.
    loaded: Option<SavedForm>,
) -> impl IntoView {
    let (record, notices, navigate) = (view.record, use_notices(), use_navigate());
    let profile = profile_of(&view.intervention, view.today);
    let blank = Typed { chart: String::new(), admitted_on: profile.opened, profile };
    let draft = PageDraft::begin(PageName::Admission(record), loaded, blank);
    let admit = use_act::<AdmitPerson>(move |chart: RecordId| {
        draft.close();
        notices.say("Admitted, and linked to the chart.");
        navigate(&pages::chart(chart), NavigateOptions::default());
    });
    let (form, pass) = (Form::refused_by(draft.autosave(), admit.problem), RwSignal::new(String::new()));
    let caseload: Asked<Vec<CaseRow>> = use_asked(|| LoadCaseload {});
    let charts = Signal::derive(move || {
        let there =
            caseload.pick(|rows| rows.iter().map(|row| Opt::new(row.record.to_string(), row.name.clone())).collect::<Vec<_>>());
        std::iter::once(Opt::new("", "A new chart")).chain(there).collect::<Vec<_>>()
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !form.is_valid() {
            return;
        }
        let Typed { chart, profile, admitted_on } = form.peek(Typed::clone);
        let profile = PatientProfile { opened: admitted_on, ..profile };
        admit.run(AdmitPerson { record, chart: chart.parse().ok(), profile, admitted_on, passphrase: pass.get_untracked() });
    };
    focus_first_wrong(admit.problem);
    let at = form.whole("");
    let is_new = Memo::new(move |_| form.read_now(|typed| typed.chart.is_empty()));
    let wrong = admit.wrong_beside(&["given-name", "family-name", "birth-date", "program", "link-admitted-on"]);
    let day = form.bind("link-admitted-on".to_owned(), |typed| typed.admitted_on, |typed, day| typed.admitted_on = day);
    view! {
        <form class="form" on:submit=submit on:focusout=move |_| draft.keep_now() autocomplete="off" novalidate aria-label="Admission">
            <Banner words="From then on, this record is protected like the chart (42 CFR Part 2). What participants said, and their letters, stay here. They are not the client’s consent."/>
            <Saved kept=draft.kept signed_before=false on_again=move |()| draft.keep_now()/>
            <Pick at field="chart" label="Chart" options=charts get=|typed: &Typed| typed.chart.clone()
                set=|typed, id| typed.chart = id.to_owned() hint="Choose an existing chart if the person was a client before."/>
            <Show when=move || is_new.get()>
                <div class="pair">
                    <Line at field="given_name" label="Given name" get=|typed: &Typed| &typed.profile.name.given set=|typed| &mut typed.profile.name.given/>
                    <Line at field="family_name" label="Family name" get=|typed: &Typed| &typed.profile.name.family set=|typed| &mut typed.profile.name.family/>
                </div>
                <div class="pair">
                    <Day at field="birth_date" label="Birth date" get=|typed: &Typed| typed.profile.birth_date set=|typed, day| typed.profile.birth_date = day/>
                    <Line at field="program" label="Program" get=|typed: &Typed| &typed.profile.program set=|typed| &mut typed.profile.program/>
                </div>
            </Show>
            {crate::desk::form::day_field(day, "Admitted on")}
            {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            <div class="actions">
                <PassInput value=pass/>
                <Button kind=ButtonKind::Submit busy=admit.busy>"Admit and link"</Button>
            </div>
        </form>
    }
}
