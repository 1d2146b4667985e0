//! Who cares for a client: the team, taking someone in, and letting someone go.

mod admit;
mod member;

use crate::desk::{
    ask::{Act, use_act},
    page::Waiting,
};
use admit::Admit;
use keeper::protocol::{AdmitMember, ChartView, MemberRow, RemoveMember};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use member::Member;
use record::RecordId;
use ui::{Banner, ButtonKind, Confirm, Tone, use_notices};

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
        let (notices, navigate) = (use_notices(), use_navigate());
        Self {
            record,
            admit: use_act(move |_| notices.say("They are in the team, and can read this chart.")),
            remove: use_act(move |still_mine| {
                if still_mine {
                    notices.say("They are no longer in the team. The record has a new key.");
                } else {
                    notices.say("You are no longer in this team. What you wrote stays, with your name.");
                    navigate("/caseload", NavigateOptions::default());
                }
            }),
            who: RwSignal::new(None),
            asking: RwSignal::new(false),
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
    chart: ChartView,
    /// What can be done.
    doings: Doings,
) -> impl IntoView {
    let ChartView { team, others, may_manage, epoch, .. } = chart;
    let count = team.len();
    let alone = count == 1;
    let rows = team.into_iter().map(|member| view! { <Member member may_remove=may_manage && !alone doings/> }).collect_view();
    let wrong = [doings.admit.wrong_beside(&[]), doings.remove.wrong_beside(&[])];
    view! {
        {move || wrong.iter().filter_map(Signal::get).map(|words| view! { <Banner tone=Tone::Danger words/> }).collect_view()}
        <h2 id="team" class="over">"In the team "<span class="quiet">{count}</span></h2>
        <ul class="people" aria-labelledby="team">{rows}</ul>
        <p class="label">{format!("The record’s key is in its {} version.", nth(epoch))}</p>
        <Show when=move || doings.admit.busy.get() || doings.remove.busy.get()><Waiting words="Handing over keys…"/></Show>
        {may_manage.then(|| view! { <Admit others doings/> })}
    }
}

/// Asks before letting someone go.
#[component]
pub(super) fn LetGo(
    /// What can be done.
    doings: Doings,
) -> impl IntoView {
    let title =
        move || doings.who.with(|who| who.as_ref().map(|who| format!("Take {} out of the team?", who.name)).unwrap_or_default());
    let yes = move |()| {
        if let Some(who) = doings.who.get_untracked() {
            doings.remove.run(RemoveMember { record: doings.record, member: who.user });
        }
    };
    view! {
        <Confirm open=doings.asking title=Signal::derive(title) word="Take out" kind=ButtonKind::Danger on_confirm=yes>
            <p>"They can no longer fetch this chart, and the record gets a new key."</p>
            <p>"What they have read cannot be unread; what they wrote stays, with their name."</p>
        </Confirm>
    }
}

fn nth(epoch: u32) -> String {
    match epoch {
        1 => "first".to_owned(),
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        more => format!("{more}th"),
    }
}
