//! What I may do with what runs through a chart; the chart itself answers the rest.

use super::{PlanView, ThreadView};
use clinical::{
    Author, Kind,
    plan::{MissingSignature, SignerRole},
};
use record::{Event, Role};

impl ThreadView {
    /// The role in which a signed version waits for my own signature. One that I can co-sign waits for that instead.
    pub fn owed_of_me(&self, view: &PlanView) -> Option<SignerRole> {
        let role = match self.role {
            Role::Supervisor => SignerRole::Supervisor,
            Role::Prescriber => SignerRole::Prescriber,
            Role::Administrator | Role::Counselor | Role::Nurse | Role::Auditor => return None,
        };
        let rights = view.signed.rights;
        let mine = !view.signed.is_draft() && rights.amend && !rights.review;
        (mine && self.missing(view).contains(&MissingSignature::Of(role))).then_some(role)
    }

    /// Whether I may write something of this kind here, by such an event.
    pub fn may_author(&self, kind: Kind, event: Event) -> bool {
        self.may_write && kind.may_author(Author { role: self.role, trainee: self.trainee }, event)
    }

    /// Whether I may sign a plan here.
    pub fn may_plan(&self) -> bool {
        self.may_author(Kind::Plan, Kind::signing(Author { role: self.role, trainee: self.trainee }))
    }
}
