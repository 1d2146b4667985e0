//! What is behind the gate: the frame, and the pages in it. Pages ask the keeper and show what it answers; what they
//! show lives in them alone and is dropped with them.

mod aftercare;
mod ask;
mod assessment;
mod audit;
mod away;
mod caseload;
mod chart;
mod chart_frame;
mod clock;
mod codes;
mod diagnoses;
mod doc_form;
mod draft;
mod form;
mod frame;
mod intervention;
mod kits;
mod last_format;
mod late;
mod lines;
mod lost;
mod me;
mod measures;
mod new_id;
mod note;
mod note_text;
mod open_charts;
mod outbox;
mod outcomes;
mod page;
mod pages;
mod part;
mod pass_input;
mod passkeys;
mod people;
mod plan;
mod plot;
mod private;
mod profile;
mod quoted;
mod return_to_use;
mod review;
mod reworded;
mod role_labels;
mod row_labels;
mod schedules;
mod sealed_file;
mod search;
mod settings;
mod sign;
mod sign_dialog;
mod surroundings;
mod today;
mod touch;

pub(crate) use me::role as my_role;

use frame::{Frame, Home};
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};
use part::part;

/// The desk of whoever has unlocked. Mounted after unlocking, gone on lock.
#[component]
pub fn Desk() -> impl IntoView {
    move || {
        crate::use_session()
            .me()
            .get()
            .map(|me| view! { <Router><Frame me><kits::KitsFirst><Pages/></kits::KitsFirst></Frame></Router> })
    }
}

/// Every page, its address, and the part of the desk that its code travels in.
///
/// A new page is one row here. `part!(module::Page)` travels in a part of its own, called like its module; a small page, or one that
/// shares most of its code with others, travels with them: `part!(module::Page in part)`. What pages of one part share stays in
/// that part; what pages of two parts share comes with the desk, which everybody waits for.
#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=page::Unknown>
            <Route path=path!("/") view=Home/>
            <Route path=path!("/signed") view=part!(today::RecentlySignedPage in chart)/>
            <Route path=path!("/waiting") view=part!(today::WaitingPage in chart)/>
            <Route path=path!("/clients/:record/return-to-use") view=part!(return_to_use::ReturnsRoute)/>
            <Route path=path!("/clients/:record/recovery") view=part!(return_to_use::RecoveryRoute)/>
            <Route path=path!("/clients/:record/return-to-use/:doc") view=part!(return_to_use::ReturnRoute)/>
            <Route path=path!("/clients/:record/aftercare") view=part!(aftercare::AftercareRoute)/>
            <Route path=path!("/clients/:record/episodes") view=part!(aftercare::AftercareRoute)/>
            <Route path=path!("/clients/:record/episodes/:doc") view=part!(aftercare::EventRoute)/>
            <Route path=path!("/clients/:record/discharge") view=part!(aftercare::AftercareRoute)/>
            <Route path=path!("/clients/:record/discharge/:doc") view=part!(aftercare::DischargeRoute)/>
            <Route path=path!("/clients/:record/continuing-care") view=part!(aftercare::AftercareRoute)/>
            <Route path=path!("/clients/:record/continuing-care/:doc") view=part!(aftercare::ContinuingRoute)/>
            <Route path=path!("/clients/:record/continuing-care/:doc/copy") view=part!(aftercare::CopyRoute)/>
            <Route path=path!("/clients/:record/check-ins") view=part!(aftercare::AftercareRoute)/>
            <Route path=path!("/clients/:record/check-ins/:doc") view=part!(aftercare::CheckInRoute)/>
            <Route path=path!("/caseload") view=part!(caseload::CaseloadPage in chart)/>
            <Route path=path!("/clients/new") view=part!(profile::NewClientPage in chart)/>
            <Route path=path!("/clients/:record") view=part!(chart::TimelineRoute)/>
            <Route path=path!("/clients/:record/notes") view=part!(chart::NotesRoute)/>
            <Route path=path!("/clients/:record/profile") view=part!(profile::ProfileRoute in chart)/>
            <Route path=path!("/clients/:record/team") view=part!(chart::TeamRoute)/>
            <Route path=path!("/clients/:record/diagnoses") view=part!(diagnoses::DiagnosesRoute in assessment)/>
            <Route path=path!("/clients/:record/diagnoses/new") view=part!(diagnoses::NewDiagnosisRoute in assessment)/>
            <Route path=path!("/clients/:record/diagnoses/:doc") view=part!(diagnoses::DiagnosisRoute in assessment)/>
            <Route path=path!("/clients/:record/assessments") view=part!(assessment::AssessmentsRoute)/>
            <Route path=path!("/clients/:record/assessments/:doc") view=part!(assessment::AssessmentRoute)/>
            <Route path=path!("/clients/:record/measures") view=part!(measures::MeasuresRoute)/>
            <Route path=path!("/clients/:record/measures/:doc") view=part!(measures::MeasureRoute)/>
            <Route path=path!("/clients/:record/measures/:doc/client") view=part!(measures::ClientRoute)/>
            <Route path=path!("/clients/:record/notes/new") view=part!(note::NewNoteRoute)/>
            <Route path=path!("/clients/:record/notes/:doc") view=part!(note::NoteRoute)/>
            <Route path=path!("/clients/:record/private") view=part!(private::PrivateRoute in note)/>
            <Route path=path!("/clients/:record/private/:doc") view=part!(private::PrivateNoteRoute in note)/>
            <Route path=path!("/interventions") view=part!(intervention::ListPage)/>
            <Route path=path!("/interventions/new") view=part!(intervention::NewPage)/>
            <Route path=path!("/interventions/:record") view=part!(intervention::InterventionRoute)/>
            <Route path=path!("/interventions/:record/letters/:doc") view=part!(intervention::LetterRoute)/>
            <Route path=path!("/interventions/:record/admit") view=part!(intervention::AdmitRoute)/>
            <Route path=path!("/interventions/:record/team") view=part!(chart::RecordTeamRoute)/>
            <Route path=path!("/codes/:record?") view=part!(codes::CodesPage)/>
            <Route path=path!("/search") view=part!(search::SearchPage in chart)/>
            <Route path=path!("/clients/:record/plan") view=part!(plan::PlanRoute)/>
            <Route path=path!("/clients/:record/plan/merge") view=part!(plan::MergeRoute)/>
            <Route path=path!("/clients/:record/plan/:doc") view=part!(plan::VersionRoute)/>
            <Route path=path!("/clients/:record/plan/:doc/compare/:other") view=part!(plan::CompareRoute)/>
            <Route path=path!("/clients/:record/plan/:doc/bring-over") view=part!(plan::BringOverRoute)/>
            <Route path=path!("/review/:record?/:doc?") view=part!(review::ReviewPage in plan)/>
            <Route path=path!("/late") view=part!(late::LatePage in chart)/>
            <Route path=path!("/clients/:record/late") view=part!(chart::TimelineRoute)/>
            <Route path=path!("/clients/:record/late/:doc") view=part!(late::LateRoute in chart)/>
            <Route path=path!("/outcomes") view=part!(outcomes::OutcomesPage in measures)/>
            <Route path=path!("/people") view=part!(people::PeoplePage in office)/>
            <Route path=path!("/settings") view=part!(settings::SettingsPage in office)/>
            <Route path=path!("/secret-key") view=part!(kits::OwnKeyPage in office)/>
            <Route path=path!("/passkeys") view=part!(passkeys::PasskeysPage in office)/>
            <Route path=path!("/audit") view=part!(audit::AuditPage in office)/>
            <Route path=path!("/outbox") view=part!(outbox::OutboxPage in chart)/>
        </Routes>
    }
}
