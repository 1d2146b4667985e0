//! Kits: what is shown once, printed, and put away.

use leptos::{ev, prelude::*};
use ui::{Check, Glyph, Icon, PrintButton};

use crate::form_state::{Finish, Focus, FormState, GateForm};
use crate::steps::Steps;
use crate::{GateKeeper, field};
use record::gate::{self, FieldProblem};

/// A page with one kit and a box to tick before going on.
#[component]
pub(crate) fn KitPage(
    keeper: GateKeeper,
    /// The heading.
    title: &'static str,
    /// What it is for, in a sentence or two.
    words: &'static str,
    /// The box to tick.
    promise: &'static str,
    /// Where one is, in a set-up.
    step: Option<usize>,
    /// The kit.
    children: ChildrenFn,
    /// Runs once, when the box is ticked and the form sent.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let form_state = FormState::new(keeper);
    let kept = RwSignal::new(false);
    // Whoever leaves now has to unlock to see it again: the browser asks first.
    let guard = window_event_listener(ev::beforeunload, |event| event.prevent_default());
    on_cleanup(move || guard.remove());
    let submit = move |()| {
        if kept.get_untracked() {
            on_done.run(());
        } else {
            form_state
                .refuse(vec![FieldProblem::at(field::KEPT, "Check the box when you are done. This page is shown only once.")]);
        }
    };
    let error = form_state.error(field::KEPT);
    view! {
        <GateForm title form_state focus=Focus::Heading on_submit=submit>
            {step.map(|at| view! { <Steps at/> })}
            <p class="noprint">{words}</p>
            {children()}
            <div class="field noprint">
                <PrintButton label="Print this kit"/>
                <Check name="kept" checked=kept on_change=move |on| kept.set(on)>{promise}</Check>
                {move || error.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            </div>
            <div class="actions noprint">
                <Finish form_state word="Continue" glyph=Glyph::Go doing="One moment."/>
            </div>
        </GateForm>
    }
}

/// The page of a Secret Key.
#[component]
pub(crate) fn SecretKeyPage(
    keeper: GateKeeper,
    kit: gate::SecretKeyKit,
    /// Where one is, in a set-up.
    #[prop(optional)]
    step: Option<usize>,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let kit = StoredValue::new(kit);
    view! {
        <KitPage
            keeper
            title="Your Secret Key"
            words="You need it together with your passphrase on each new device. Nobody else has it. Until you confirm that you have \
                   printed it, it is shown each time you unlock here."
            promise="I have printed it or written it down, and put it away"
            step
            on_done
        >
            {kit.with_value(|kit| view! { <SecretKeyKit kit=kit.clone()/> })}
        </KitPage>
    }
}

/// The kit of one person.
#[component]
pub fn SecretKeyKit(
    /// What is on it.
    kit: gate::SecretKeyKit,
) -> impl IntoView {
    view! {
        <article class="kit" aria-label="Secret Key kit">
            <header>
                <span class="wordmark"><Icon glyph=Glyph::Mark/>"Throughline"</span>
                <h2>"Secret Key kit"</h2>
            </header>
            <dl class="pairs">
                <div><dt>"Program"</dt><dd>{kit.program}</dd></div>
                <div><dt>"Name"</dt><dd>{kit.name}</dd></div>
                <div><dt>"Sign-in name"</dt><dd>{kit.login}</dd></div>
            </dl>
            <h3>"Secret Key"</h3>
            <p class="code" data-secret="secret-key">{kit.secret_key}</p>
            <p>
                "To sign in on a new device, open the program’s address, choose “This device is new”, and type your sign-in name, \
                 your passphrase and this key."
            </p>
            <p class="blank">"Only if you must: a hint to your passphrase, never the passphrase"</p>
            <footer>"Keep it where you keep your passport. Whoever has this sheet and your passphrase can read what you can read."</footer>
        </article>
    }
}

/// The page of the custodian's identity.
#[component]
pub(crate) fn CustodianPage(
    keeper: GateKeeper,
    program: String,
    identity: String,
    recipient: String,
    root: String,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let kit = StoredValue::new((program, identity, recipient, root));
    view! {
        <KitPage
            keeper
            title="Custodian kit"
            words="With this key, and with nothing else, all records of the program can be opened again when everybody’s \
                   keys are lost. It is shown until you confirm both kits, and never again after that."
            promise="Printed and put away in a safe"
            step=Some(1)
            on_done
        >
            {kit.with_value(|(program, identity, recipient, root)| view! {
                <CustodianKit program=program.clone() identity=identity.clone() recipient=recipient.clone() root=root.clone()/>
            })}
        </KitPage>
    }
}

/// The custodian's kit.
#[component]
pub fn CustodianKit(
    /// The program's name.
    program: String,
    /// The age identity.
    identity: String,
    /// Its public half.
    recipient: String,
    /// The program's root key.
    root: String,
) -> impl IntoView {
    view! {
        <article class="kit" aria-label="Custodian kit">
            <header>
                <span class="wordmark"><Icon glyph=Glyph::Mark/>"Throughline"</span>
                <h2>"Custodian kit"</h2>
            </header>
            <dl class="pairs">
                <div><dt>"Program"</dt><dd>{program}</dd></div>
            </dl>
            <h3>"Private key (age format)"</h3>
            <p class="code" data-long data-secret="custodian-identity">{identity}</p>
            <h3>"Its public half"</h3>
            <p class="code" data-long>{recipient}</p>
            <h3>"Root key of the program"</h3>
            <p class="code" data-long data-root>{root}</p>
            <ol>
                <li>"Keep this sheet in a safe, away from the administrator’s kit. It needs no device and no password."</li>
                <li>"It opens every record from a copy of the database, with the free program “age” and the recovery guide."</li>
                <li>"It can name a new administrator when no more than one is left. The root key shows that a copy is of this program."</li>
                <li>"Whoever holds it can read everything. Let two people know where it is."</li>
            </ol>
            <p class="blank">"Kept by, and where"</p>
            <footer>"Made at the first set-up, on the administrator’s device. The server never had it."</footer>
        </article>
    }
}
