//! Kits behind the gate: those that nobody has confirmed come before every page, and one's own Secret Key can be printed again.

use crate::desk::{
    ask::{use_act, use_asked},
    page::Heading,
    pass_input::PassInput,
};
use gate::{CustodianKit, SecretKeyKit};
use keeper::protocol::{ConfirmKits, LoadKits, SecretKeyKit as Shown, ShowSecretKey, UnconfirmedKits};
use leptos::{ev::SubmitEvent, prelude::*};
use ui::{Button, ButtonKind, Check, Glyph, PrintButton};

/// The pages, unless a kit that was made here waits to be printed.
#[component]
pub(crate) fn KitsFirst(
    /// The pages.
    children: ChildrenFn,
) -> impl IntoView {
    let kits = use_asked(|| LoadKits {});
    let due = Memo::new(move |_| kits.known().flatten());
    move || match due.get() {
        Some(kits) => view! { <Unconfirmed kits/> }.into_any(),
        None => children().into_any(),
    }
}

/// What was not confirmed when it was shown first.
#[component]
fn Unconfirmed(kits: UnconfirmedKits) -> impl IntoView {
    let kept = RwSignal::new(false);
    let confirm = use_act::<ConfirmKits>(|()| {});
    let custodian = kits.custodian.map(|(identity, recipient, root)| {
        let program = kits.kit.program.clone();
        view! { <CustodianKit program identity recipient root/> }
    });
    let wrong = confirm.wrong_beside(&[]);
    view! {
        <header class="pagehead noprint">
            <div>
                <Heading title="Print your kits"/>
                <p class="soft">
                    "These kits were made on this device, and nobody has confirmed that they are printed. Without them a lost device or \
                     a forgotten passphrase cannot be made good. Once you confirm, they are not shown here again."
                </p>
            </div>
        </header>
        <div class="kits">{custodian}<SecretKeyKit kit=kits.kit/></div>
        <div class="noprint">
            <PrintButton label="Print"/>
            <Check name="kept" checked=kept on_change=move |on| kept.set(on)>"Printed and put away, each kit in its own place"</Check>
            <div class="actions">
                <Button kind=ButtonKind::First busy=confirm.busy disabled=Signal::derive(move || !kept.get())
                    on_press=move |()| confirm.run(ConfirmKits {})>"Continue"</Button>
            </div>
            {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
        </div>
    }
}

/// `/secret-key`
#[component]
pub(crate) fn OwnKeyPage() -> impl IntoView {
    let pass = RwSignal::new(String::new());
    let kit = RwSignal::new(None::<Shown>);
    let show = use_act::<ShowSecretKey>(move |shown| kit.set(Some(shown)));
    let wrong = show.wrong_beside(&[]);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        show.run(ShowSecretKey { passphrase: pass.get_untracked() });
        pass.set(String::new());
    };
    view! {
        <header class="pagehead noprint">
            <div>
                <Heading title="Your Secret Key"/>
                <p class="soft">"You need it together with your passphrase on each new device. Check who can see your screen."</p>
            </div>
        </header>
        {move || match kit.get() {
            Some(kit) => view! {
                <SecretKeyKit kit/>
                <div class="noprint"><PrintButton label="Print this kit"/></div>
            }
            .into_any(),
            None => view! {
                <form class="cluster" on:submit=submit>
                    <PassInput value=pass/>
                    <Button kind=ButtonKind::Submit glyph=Glyph::Key busy=show.busy>"Show Secret Key"</Button>
                </form>
                {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            }
            .into_any(),
        }}
    }
}
