//! A version handed to the client, or to a guardian: the text, their answer, their words, their signature; then handed back.
//! It covers the page, so that nothing about anybody else is in sight.

mod answer;
mod pad;
mod text;

use crate::desk::{
    ask::{Act, Asked, use_act},
    draft::{PageName, with_page},
    form::{Line, Text},
    pass_input::PassInput,
};
use answer::{Answer, Given, How};
use clinical::plan::{Agreement, SignerRole};
use keeper::protocol::{SavedForm, Say, ThreadView};
use leptos::{ev::SubmitEvent, prelude::*};
use pad::Pad;
use record::{DocId, RecordId};
use text::PlanText;
use ui::{Button, ButtonKind, Choice, ChoiceLook, Dialog, Glyph, Opt, use_notices};

/// The dialog. What a signer said is there again when it is opened later.
#[component]
pub(super) fn ClientSignature(asked: Asked<ThreadView>, record: RecordId, doc: DocId, open: RwSignal<bool>) -> impl IntoView {
    with_page(PageName::ClientSignature(record, doc), move |loaded| view! { <HandOver asked record doc open loaded/> })
}

#[component]
fn HandOver(
    asked: Asked<ThreadView>,
    record: RecordId,
    doc: DocId,
    open: RwSignal<bool>,
    /// What was said before, if anything.
    loaded: Option<SavedForm>,
) -> impl IntoView {
    let (notices, given) = (use_notices(), Given::new(asked, record, doc, loaded));
    let act = use_act::<Say>(move |_| {
        open.set(false);
        given.clear();
        notices.say("Signature recorded.");
    });
    // What was shown is read when it is opened: what comes later was not shown.
    Effect::new(move |_| {
        if open.get() {
            given.show();
        }
    });
    let closed = move |()| {
        act.forget();
        given.keep_now();
        given.back();
    };
    let shown = move || given.shown.get().map(|(thread, view)| view! { <PlanText thread view/> });
    let step = move || {
        if given.done.get() {
            view! { <RecordSignature given act/> }.into_any()
        } else {
            view! { <Theirs given open/> }.into_any()
        }
    };
    view! {
        <Dialog open title="Your plan" on_close=closed>
            <div class="handed" data-touch="" on:focusout=move |_| given.keep_now()>
                <Show when=move || !given.done.get()>{shown}</Show>
                {step}
            </div>
        </Dialog>
    }
}

/// What the signer says.
#[component]
fn Theirs(given: Given, open: RwSignal<bool>) -> impl IntoView {
    let next = move |event: SubmitEvent| {
        event.prevent_default();
        given.finish();
    };
    let at = given.fields();
    let roles = [SignerRole::Client, SignerRole::Guardian].map(|role| Opt::new(role.id(), role.label())).to_vec();
    let guardian = Memo::new(move |_| given.read(|signature| signature.role == SignerRole::Guardian));
    view! {
        <form class="form" on:submit=next>
            <Choice name="signature-role" legend="Who signs" options=roles look=ChoiceLook::Chips
                value=Signal::derive(move || given.read(|signature| signature.role.id().to_owned()))
                on_change=move |id: String| given.choose_role(SignerRole::from_id(&id).unwrap_or_default())/>
            <Show when=move || guardian.get()>
                <div class="pair">
                    <Line at field="name" label="Name" get=|one| &one.name set=|one| &mut one.name/>
                    <Line at field="credential" label="Relationship to client" get=|one| &one.credential set=|one| &mut one.credential/>
                </div>
            </Show>
            <Answer given/>
            <Text at field="words" label="In your own words (optional)" get=|one| &one.words set=|one| &mut one.words/>
            <Show when=move || given.may_sign()><Proofs given/></Show>
            <footer>
                <Button kind=ButtonKind::Quiet on_press=move |()| open.set(false)>"Not now"</Button>
                <Button kind=ButtonKind::Submit>"Done, hand it back"</Button>
            </footer>
        </form>
    }
}

/// How it is signed: drawn, or with a code.
#[component]
fn Proofs(given: Given) -> impl IntoView {
    let ways = vec![Opt::new("drawn", "Draw"), Opt::new("code", "Use a code")];
    let way = Signal::derive(move || if given.how.get() == How::Drawn { "drawn" } else { "code" }.to_owned());
    let choose = move |way: String| given.how.set(if way == "code" { How::Code } else { How::Drawn });
    let body = move || match given.how.get() {
        How::Drawn => view! { <Pad path=given.path wrong=given.wrong("signature-proof")/> }.into_any(),
        How::Code => {
            let wrong = given.wrong("signature-proof");
            view! {
                <div class="field">
                    <label for="signature-proof">"Your code"</label>
                    <input class="input" id="signature-proof" type="password" autocomplete="off" prop:value=given.code
                        aria-invalid=move || wrong.with(Option::is_some).then_some("true") aria-describedby="signature-proof-hint"
                        on:input:target=move |event| given.code.set(event.target().value())/>
                    <p class="hint" id="signature-proof-hint">"At least four characters that only you know. It is not saved; you can use it later to show that you signed."</p>
                    {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
                </div>
            }
            .into_any()
        }
    };
    view! {
        <Choice name="signature-how" legend="Your signature" options=ways value=way on_change=choose look=ChoiceLook::Chips/>
        {body}
    }
}

/// Handed back: what was said, and the passphrase of whoever records it.
#[component]
fn RecordSignature(given: Given, act: Act<Say>) -> impl IntoView {
    let pass = RwSignal::new(String::new());
    let wrong = act.wrong_beside(&[]);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(ask) = given.ask(pass.get_untracked()) {
            act.run(ask);
        }
    };
    let said = move || given.read(|signature| signature.sentence());
    let reason = move || {
        given.read(|signature| match &signature.answer {
            Agreement::Agrees => String::new(),
            Agreement::Disagrees { reason, .. } | Agreement::Unable { reason } | Agreement::Refused { reason } => reason.clone(),
        })
    };
    view! {
        <form class="form" on:submit=submit>
            <p class="words"><b>{said}</b>". "{reason}</p>
            <p class="words">"Enter your passphrase to record it. The signature covers exactly the text the client saw."</p>
            <PassInput value=pass/>
            {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            <footer>
                <Button kind=ButtonKind::Quiet on_press=move |()| given.back()>"Back to the plan"</Button>
                <Button kind=ButtonKind::Submit glyph=Glyph::Signed busy=act.busy>"Record signature"</Button>
            </footer>
        </form>
    }
}
