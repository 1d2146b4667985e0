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
use crate::desk::{ask::Asked, sign_dialog::Retract};
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

/// The row of buttons, and the dialogs behind them.
#[component]
pub(super) fn Acts(record: RecordId, doc: DocId, asked: Asked<ThreadView>) -> impl IntoView {
    let may = Memo::new(move |_| asked.pick(|thread| may(thread, doc)));
    let open = || RwSignal::new(false);
    let (reviewing, handing, signing, co_signing, returning, retracting) = (open(), open(), open(), open(), open(), open());
    let telling = open();
    let press = |open: RwSignal<bool>| move |()| open.set(true);
    let can = move |what: fn(May) -> bool| move || what(may.get());
    let sign_as = move || may.get().sign_as.unwrap_or_default();
    view! {
        <div class="cluster noprint">
            <PrintButton label="Print" kind=ButtonKind::Quiet/>
            <Show when=can(|may| may.retract)>
                <Button kind=ButtonKind::Quiet glyph=Glyph::Drop on_press=press(retracting)>"Entered in error"</Button>
            </Show>
            <Show when=can(|may| may.report)>
                <Button kind=ButtonKind::Quiet on_press=press(telling)>"Report an event"</Button>
            </Show>
            <Show when=can(|may| may.review)>
                <Button glyph=Glyph::Keep on_press=press(reviewing)>"Reviewed, no change"</Button>
            </Show>
            <Revise asked doc may/>
            <Show when=can(|may| may.decide)>
                <Button glyph=Glyph::Return on_press=press(returning)>"Return with a comment"</Button>
                <Button kind=ButtonKind::First glyph=Glyph::Signed on_press=press(co_signing)>"Co-sign"</Button>
            </Show>
            <Show when=can(|may| may.sign_as.is_some())>
                <Button kind=ButtonKind::First glyph=Glyph::Signed on_press=press(signing)>
                    {move || format!("Sign as {}", sign_as().label().to_lowercase())}
                </Button>
            </Show>
            {move || may.get().hand_over.then(|| hand_over_button(may.get(), handing))}
        </div>
        <ReportEvent record doc open=telling/>
        <NoChange record doc asked open=reviewing/>
        <SignAs record doc asked role=Signal::derive(sign_as) open=signing/>
        <CoSign record doc open=co_signing/>
        <GiveBack record doc open=returning/>
        <Retract record doc open=retracting
            words="This version is kept and struck out for everyone; the one before it holds again. This cannot be taken back."/>
        <ClientSignature asked record doc open=handing/>
    }
}

/// The first action, unless the version waits for my own signature, or all of them have signed.
fn hand_over_button(may: May, handing: RwSignal<bool>) -> AnyView {
    let first = may.theirs && !may.decide && may.sign_as.is_none();
    let kind = if first { ButtonKind::First } else { ButtonKind::Plain };
    let words = if may.guardian { "Client or guardian signs" } else { "Client signs" };
    view! { <Button kind glyph=Glyph::Tablet on_press=move |()| handing.set(true)>{words}</Button> }.into_any()
}

/// The way to a revision, or to the draft of one.
#[component]
fn Revise(
    asked: Asked<ThreadView>,
    doc: DocId,
    /// What I may do.
    may: Memo<May>,
) -> impl IntoView {
    let Some(record) = asked.pick(|thread| Some(thread.record)) else { return ().into_any() };
    let act = use_begin(record);
    let wrong = act.wrong_beside(&[]);
    let begin = move |()| {
        if let Some(ask) = untrack(|| asked.pick(|thread| revision(thread, doc))) {
            act.run(ask);
        }
    };
    let shown = move || match may.get() {
        May { revise: true, draft: None, .. } => {
            view! { <Button glyph=Glyph::Draft busy=act.busy on_press=begin>"Revise"</Button> }.into_any()
        }
        May { revise: true, draft: Some(draft), .. } => {
            view! { <a class="btn" href=labels::href(record, draft)><Icon glyph=Glyph::Draft/>"Go on revising"</a> }.into_any()
        }
        May { revise: false, .. } => ().into_any(),
    };
    view! {
        {shown}
        {move || wrong.get().map(|words| view! { <Banner tone=Tone::Danger words/> })}
    }
    .into_any()
}
