//! What is behind the gate: the frame, and the pages in it. Pages ask the keeper and show what it answers; what they
//! show lives in them alone and is dropped with them.

mod ask;
mod assessment;
mod audit;
mod caseload;
mod chart;
mod chart_frame;
mod clock;
mod diagnoses;
mod draft;
mod form;
mod frame;
mod last_format;
mod lines;
mod me;
mod new_id;
mod note;
mod note_text;
mod open_charts;
mod outbox;
mod page;
mod pages;
mod pass_input;
mod people;
mod plan;
mod private;
mod profile;
mod review;
mod role_labels;
mod row_labels;
mod sealed_file;
mod search;
mod settings;
mod sign;
mod sign_dialog;
mod today;

use frame::{Frame, Home};
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

/// The desk of whoever has unlocked. Mounted after unlocking, gone on lock.
#[component]
pub fn Desk() -> impl IntoView {
    move || crate::use_session().me().get().map(|me| view! { <Router><Frame me><Pages/></Frame></Router> })
}

/// Every page and its address.
#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=page::Unknown>
            <Route path=path!("/") view=Home/>
            <Route path=path!("/caseload") view=caseload::CaseloadPage/>
            <Route path=path!("/clients/new") view=profile::NewClientPage/>
            <Route path=path!("/clients/:record") view=chart::TimelineRoute/>
            <Route path=path!("/clients/:record/notes") view=chart::NotesRoute/>
            <Route path=path!("/clients/:record/profile") view=profile::ProfileRoute/>
            <Route path=path!("/clients/:record/team") view=chart::TeamRoute/>
            <Route path=path!("/clients/:record/diagnoses") view=diagnoses::DiagnosesRoute/>
            <Route path=path!("/clients/:record/diagnoses/new") view=diagnoses::NewDiagnosisRoute/>
            <Route path=path!("/clients/:record/diagnoses/:doc") view=diagnoses::DiagnosisRoute/>
            <Route path=path!("/clients/:record/assessments") view=assessment::AssessmentsRoute/>
            <Route path=path!("/clients/:record/assessments/:doc") view=assessment::AssessmentRoute/>
            <Route path=path!("/clients/:record/notes/new") view=note::NewNoteRoute/>
            <Route path=path!("/clients/:record/notes/:doc") view=note::NoteRoute/>
            <Route path=path!("/clients/:record/private") view=private::PrivateRoute/>
            <Route path=path!("/clients/:record/private/:doc") view=private::PrivateNoteRoute/>
            <Route path=path!("/search") view=search::SearchPage/>
            <Route path=path!("/clients/:record/plan") view=plan::PlanRoute/>
            <Route path=path!("/clients/:record/plan/merge") view=plan::MergeRoute/>
            <Route path=path!("/clients/:record/plan/:doc") view=plan::VersionRoute/>
            <Route path=path!("/clients/:record/plan/:doc/compare/:other") view=plan::CompareRoute/>
            <Route path=path!("/review/:record?/:doc?") view=review::ReviewPage/>
            <Route path=path!("/people") view=people::PeoplePage/>
            <Route path=path!("/settings") view=settings::SettingsPage/>
            <Route path=path!("/audit") view=audit::AuditPage/>
            <Route path=path!("/outbox") view=outbox::OutboxPage/>
        </Routes>
    }
}
