//! The first page, which is not the same for everybody.

use crate::desk::{caseload, me::role, part::part, people, today};
use leptos::prelude::*;
use record::Role;

/// Today for those who write, the caseload for an auditor, people for an administrator.
#[component]
pub(crate) fn Home() -> impl IntoView {
    let page: fn() -> AnyView = match role() {
        Role::Administrator => part!(people::PeoplePage in office),
        Role::Auditor => part!(caseload::CaseloadPage in chart),
        Role::Supervisor | Role::Counselor | Role::Prescriber | Role::Nurse => part!(today::TodayPage),
    };
    page()
}
