//! Who cares for a client: the team, taking someone in, and letting someone go.

mod admit;
mod member;

use crate::desk::{
    ask::{Act, use_act},
    page::Waiting,
    pages,
    sign_dialog::SignDialog,
};
use admit::Admit;
use keeper::protocol::{AdmitMember, MemberRow, RemoveMember, TeamView};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use member::Member;
use record::RecordId;
use ui::use_notices;

/// What can be done with a team.
#[derive(Clone, Copy)]
pub(super) struct Doings {
    record: RecordId,
    admit: Act<AdmitMember>,
    remove: Act<RemoveMember>,
    who: RwSignal<Option<MemberRow>>,
    asking: RwSignal<bool>,
}

impl Doings {
    /// For the team of `record`.
    pub(super) fn new(record: RecordId) -> Self {
        let (notices, navigate, asking) = (use_notices(), use_navigate(), RwSignal::new(false));
        Self {
            record,
            admit: use_act(move |_| notices.say("Added to the care team. They can read this record.")),
            remove: use_act(move |still_mine| {
                asking.set(false);
                if still_mine {
                    notices.say("Removed from the care team.");
                } else {
                    notices.say("You left this care team. What you wrote stays in the record under your name.");
                    navigate("/caseload", NavigateOptions::default());
                }
            }),
            who: RwSignal::new(None),
            asking,
        }
    }

    fn ask_about(self, member: MemberRow) {
        self.who.set(Some(member));
        self.asking.set(true);
    }
}

/// The team.
#[component]
pub(super) fn Team(
    view: TeamView,
    /// What can be done.
    doings: Doings,
) -> impl IntoView {
    let TeamView { team, others, may_manage, epoch, .. } = view;
    let count = team.len();
    let (alone, replaced) = (count == 1, epoch > 1);
    let rows = team.into_iter().map(|member| view! { <Member member may_remove=may_manage && !alone doings/> }).collect_view();
    view! {
        <h2 id="team" class="over">"Care team "<span class="quiet">{count}</span></h2>
        <ul class="people" aria-labelledby="team">{rows}</ul>
        <p><a class="go-link" href=pages::codes(Some(doings.record))>"Compare codes with a colleague"</a></p>
        {replaced.then(|| view! { <p class="label">"The chart’s key was replaced when someone left the care team."</p> })}
        <Show when=move || doings.admit.busy.get() || doings.remove.busy.get()><Waiting words="Giving access…"/></Show>
        {may_manage.then(|| view! { <Admit others doings/> })}
    }
}

/// Asks before letting someone go.
#[component]
pub(super) fn LetGo(
    /// What can be done.
    doings: Doings,
) -> impl IntoView {
    let title = move || {
        doings.who.with(|who| who.as_ref().map(|who| format!("Remove {} from the care team?", who.name)).unwrap_or_default())
    };
    let sign = move |passphrase: String| {
        if let Some(member) = doings.who.with_untracked(|who| who.as_ref().map(|who| who.user)) {
            doings.remove.run(RemoveMember { record: doings.record, member, passphrase });
        }
    };
    let (busy, wrong) = (doings.remove.busy, doings.remove.wrong_beside(&[]));
    view! {
        <SignDialog open=doings.asking title=Signal::derive(title) word="Remove" busy wrong
            on_close=move |()| doings.remove.forget() on_sign=sign>
            <p>"They will no longer have access to this record."</p>
            <p>"What they wrote stays in the record under their name."</p>
        </SignDialog>
    }
}
