//! My own signature under somebody's version, as supervisor or prescriber.

use crate::desk::{
    ask::{Asked, use_act},
    sign_dialog::SignDialog,
};
use clinical::plan::{PlanSignature, Proof, SignerRole};
use keeper::protocol::{Say, ThreadView};
use leptos::prelude::*;
use record::{DocId, RecordId};
use ui::use_notices;

/// Signs in my role.
#[component]
pub(super) fn SignAs(
    record: RecordId,
    doc: DocId,
    asked: Asked<ThreadView>,
    /// In which role.
    role: Signal<SignerRole>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let notices = use_notices();
    let act = use_act::<Say>(move |_| {
        open.set(false);
        notices.say("Signed.");
    });
    let sign = move |passphrase: String| {
        let signature = untrack(|| {
            asked.pick(|thread| {
                let shown = thread.plan(doc)?.shown.clone();
                let (name, credential) = (thread.my_line.name.clone(), thread.my_line.credential.clone());
                let role = role.get_untracked();
                Some(PlanSignature {
                    role,
                    name,
                    credential,
                    on: Some(thread.today),
                    proof: Proof::Key,
                    shown,
                    ..PlanSignature::default()
                })
            })
        });
        if let Some(signature) = signature {
            act.run(Say::about(record, doc, signature, passphrase));
        }
    };
    let title = Signal::derive(move || format!("Sign as {}", role.get().label().to_lowercase()));
    view! {
        <SignDialog open title word="Sign" busy=act.busy wrong=act.wrong_beside(&[]) on_close=move |()| act.forget() on_sign=sign>
            <p class="words">"You reviewed this version and sign it. If something should change, talk with its author."</p>
        </SignDialog>
    }
}
