//! What can be done with a signed version: print it, revise it, tell what happened, say that nothing changes, sign under it, co-sign or return it,
//! mark it as entered in error.

mod decide;
mod event;
mod review;
mod role;

use super::{
    begin::{revision, use_begin},
    client_signature::ClientSignature,
    labels,
};
use crate::desk::{ask::Asked, page::Menu, sign_dialog::Retract};
use clinical::{
    Kind,
    plan::{MissingSignature, SignerRole, Status},
};
use decide::{CoSign, GiveBack};
use event::ReportEvent;
use keeper::protocol::ThreadView;
use leptos::prelude::*;
use record::{DocId, Event, RecordId};
use review::NoChange;
use role::SignAs;
use ui::{Banner, Button, ButtonKind, Glyph, Icon, PrintButton, Tone};

/// What I may do with a version. Decided by the keeper and the rules; here it is only read.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct May {
    revise: bool,
    /// A draft of mine that follows it already.
    draft: Option<DocId>,
    /// Report an event.
    report: bool,
    review: bool,
    hand_over: bool,
    /// Client or guardian have not signed.
    theirs: bool,
    /// A guardian signs too.
    guardian: bool,
    sign_as: Option<SignerRole>,
    decide: bool,
    retract: bool,
}

fn may(thread: &ThreadView, doc: DocId) -> May {
    let Some(view) = thread.plan(doc) else { return May::default() };
    let (rights, status) = (view.signed.rights, thread.standing().status(doc));
    let active = status == Some(Status::Active);
    let signed = !view.signed.is_draft() && rights.amend;
    let open = matches!(status, Some(Status::Active | Status::Draft | Status::Completed | Status::Revoked));
    let owed = thread.missing(view);
    let owes = |role: SignerRole| owed.contains(&MissingSignature::Of(role));
    let draft = thread.plans.iter().find(|other| other.signed.is_draft() && other.plan.head.bases == [doc]);
    May {
        revise: active && thread.may_plan(),
        draft: draft.map(|draft| draft.signed.doc),
        report: active && signed,
        review: active && signed && thread.may_author(Kind::PlanReview, Event::Amend),
        hand_over: open && signed,
        theirs: owes(SignerRole::Client) || owes(SignerRole::Guardian),
        guardian: thread.is_minor(),
        sign_as: thread.owed_of_me(view).filter(|_| open),
        decide: rights.review,
        retract: rights.retract,
    }
}

/// Something that can be done with a version.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Action {
    CoSign,
    SignAs,
    ClientSigns,
    Revise,
    NoChange,
    Report,
    GiveBack,
    Print,
    Retract,
}

impl May {
    /// What is offered first, and what is in the menu.
    fn offered(self) -> (Option<Action>, Vec<Action>) {
        let all = [
            (self.decide, Action::CoSign),
            (self.sign_as.is_some(), Action::SignAs),
            (self.hand_over && self.theirs, Action::ClientSigns),
            (self.revise, Action::Revise),
            (self.review, Action::NoChange),
            (self.hand_over && !self.theirs, Action::ClientSigns),
            (self.decide, Action::GiveBack),
            (self.report, Action::Report),
            (true, Action::Print),
            (self.retract, Action::Retract),
        ];
        let mut all = all.into_iter().filter_map(|(may, action)| may.then_some(action)).peekable();
        let first = all.next_if(|action| *action != Action::Print);
        (first, all.collect())
    }
}

/// The first action and the menu, and the dialogs behind them.
#[component]
pub(super) fn Acts(record: RecordId, doc: DocId, asked: Asked<ThreadView>) -> impl IntoView {
    let may = Memo::new(move |_| asked.pick(|thread| may(thread, doc)));
    let open = || RwSignal::new(false);
    let (reviewing, handing, signing, co_signing, returning, retracting) = (open(), open(), open(), open(), open(), open());
    let telling = open();
    let sign_as = move || may.get().sign_as.unwrap_or_default();
    let act = use_begin(record);
    let wrong = act.wrong_beside(&[]);
    let revise = move || {
        if let Some(ask) = untrack(|| asked.pick(|thread| revision(thread, doc))) {
            act.run(ask);
        }
    };
    let press = move |kind: ButtonKind, glyph: Glyph, words: String, open: RwSignal<bool>| {
        view! { <Button kind glyph on_press=move |()| open.set(true)>{words}</Button> }.into_any()
    };
    let draw = move |action: Action, kind: ButtonKind| match action {
        Action::CoSign => press(kind, Glyph::Signed, "Co-sign".to_owned(), co_signing),
        Action::SignAs => press(kind, Glyph::Signed, format!("Sign as {}", sign_as().label().to_lowercase()), signing),
        Action::ClientSigns => {
            let words = if may.get().guardian { "Client or guardian signs" } else { "Client signs" };
            press(kind, Glyph::Tablet, words.to_owned(), handing)
        }
        Action::Revise => match may.get().draft {
            None => {
                view! { <Button kind glyph=Glyph::Draft busy=act.busy on_press=move |()| revise()>"Revise"</Button> }.into_any()
            }
            Some(draft) => {
                view! { <a class="btn" href=labels::href(record, draft)><Icon glyph=Glyph::Draft/>"Continue revising"</a> }
                    .into_any()
            }
        },
        Action::NoChange => press(kind, Glyph::Keep, "Reviewed, no change".to_owned(), reviewing),
        Action::Report => press(kind, Glyph::Change, "Report an event".to_owned(), telling),
        Action::GiveBack => press(kind, Glyph::Return, "Return to author".to_owned(), returning),
        Action::Print => view! { <PrintButton label="Print" kind/> }.into_any(),
        Action::Retract => press(kind, Glyph::Drop, "Mark as entered in error".to_owned(), retracting),
    };
    view! {
        <div class="cluster noprint">
            {move || may.get().offered().0.map(|first| draw(first, ButtonKind::First))}
            <Menu label="More">{move || may.get().offered().1.into_iter().map(|one| draw(one, ButtonKind::Quiet)).collect_view()}</Menu>
        </div>
        {move || wrong.get().map(|words| view! { <Banner tone=Tone::Danger words/> })}
        <ReportEvent record doc open=telling/>
        <NoChange record doc asked open=reviewing/>
        <SignAs record doc asked role=Signal::derive(sign_as) open=signing/>
        <CoSign record doc open=co_signing/>
        <GiveBack record doc open=returning/>
        <Retract record doc open=retracting
            words="This version stays in the record, crossed out, for everyone; the one before it becomes active again. You cannot undo this."/>
        <ClientSignature asked record doc open=handing/>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_first_action_and_what_is_owed_comes_first() {
        let all = May { revise: true, report: true, review: true, hand_over: true, ..May::default() };
        let first = |may: May| may.offered().0;
        assert!(first(all) == Some(Action::Revise) && all.offered().1.contains(&Action::ClientSigns));
        assert!(first(May { theirs: true, ..all }) == Some(Action::ClientSigns));
        assert!(first(May { theirs: true, sign_as: Some(SignerRole::Prescriber), ..all }) == Some(Action::SignAs));
        assert!(first(May { theirs: true, decide: true, ..all }) == Some(Action::CoSign));
        assert!(May::default().offered() == (None, vec![Action::Print]));
    }
}
