//! The first page, which is not the same for everybody.

use crate::desk::{caseload::CaseloadPage, me::role, people::PeoplePage, today::TodayPage};
use leptos::prelude::*;
use record::Role;

/// Today for those who write, the caseload for an auditor, people for an administrator.
#[component]
pub(crate) fn Home() -> impl IntoView {
    match role() {
        Role::Administrator => view! { <PeoplePage/> }.into_any(),
        Role::Auditor => view! { <CaseloadPage/> }.into_any(),
        Role::Supervisor | Role::Counselor | Role::Prescriber | Role::Nurse => view! { <TodayPage/> }.into_any(),
    }
}
