//! `/passkeys`: what opens this device with a touch.

use super::{
    ask::{Act, use_act, use_asked_then},
    clock,
    page::{Heading, when_ready},
    touch::use_passkeys,
};
use crate::{passkey, use_session};
use keeper::protocol::{AddPasskey, LoadPasskeys, PasskeyElsewhere, PasskeyRow, PasskeysView, RemovePasskey, RenamePasskey};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use record::Bytes;
use ui::{Button, ButtonKind, Dialog, EmptyState, Entry, Field, Glyph, use_notices};

/// The page.
#[component]
pub(crate) fn PasskeysPage() -> impl IntoView {
    let (passkeys, offered) = (use_passkeys(), RwSignal::new(None::<bool>));
    spawn_local(async move {
        let is = passkey::is_offered().await;
        let _gone = offered.try_set(Some(is));
    });
    let asked = use_asked_then(
        || LoadPasskeys {},
        move |view| {
            if let Some(passkeys) = passkeys {
                passkeys.are(view);
            }
        },
    );
    view! {
        <header class="pagehead">
            <div>
                <Heading title="Passkeys"/>
                <p class="soft">
                    "A passkey opens this device and signs with a touch: your fingerprint, your face, or a security key with its PIN. \
                     It works without a network. Each signature is one touch. Your passphrase always works too."
                </p>
            </div>
        </header>
        {when_ready(asked, move |view| view! { <Known view/> }.into_any())}
        {move || match offered.get() {
            None => ().into_any(),
            Some(true) => view! { <Add known=Signal::derive(move || asked.pick(|view| view.passkeys.clone()))/> }.into_any(),
            Some(false) => view! {
                <p class="words">
                    "This browser cannot add passkeys here. They need a browser with the PRF extension, and an address with a name, \
                     such as https://notes.example.org."
                </p>
            }
            .into_any(),
        }}
    }
}

/// What was added on this device.
#[component]
fn Known(view: PasskeysView) -> impl IntoView {
    let due = view.passphrase_due.map(|due| {
        let days = view.passphrase_days;
        format!(
            "Your passphrase is asked for every {days} days, next on {}, so that you do not forget it.",
            clock::full_moment(due)
        )
    });
    let (gone, named) = (RwSignal::new(None::<Going>), RwSignal::new(None::<PasskeyRow>));
    let others = view.elsewhere.into_iter().map(|PasskeyElsewhere { credential, name, added }| {
        let going = Going { credential, name: name.clone(), words: AWAY };
        let of_name = name.clone();
        view! {
            <li>
                <div><b>{name}</b><small>{format!("Added {}", clock::full_moment(added))}</small></div>
                <Button kind=ButtonKind::Quiet on_press=move |()| gone.set(Some(going.clone()))>
                    "Remove"<span class="hidden-visually">" "{of_name}</span>
                </Button>
            </li>
        }
    });
    let others = others.collect_view();
    let others = (!others.is_empty()).then(|| {
        view! {
            <h2 class="over">"On your other devices"</h2>
            <ul class="people" aria-label="Passkeys on your other devices">{others}</ul>
        }
    });
    let rows = view.passkeys.into_iter().map(|row| {
        let removing = Going { credential: row.passkey.credential.clone(), name: row.name.clone(), words: HERE };
        let naming = row.clone();
        let (of_name, to_name) = (row.name.clone(), row.name.clone());
        view! {
            <li>
                <div><b>{row.name}</b><small>{format!("Added {}", clock::full_moment(row.added))}</small></div>
                <Button kind=ButtonKind::Quiet on_press=move |()| named.set(Some(naming.clone()))>
                    "Rename"<span class="hidden-visually">" "{to_name}</span>
                </Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| gone.set(Some(removing.clone()))>
                    "Remove"<span class="hidden-visually">" "{of_name}</span>
                </Button>
            </li>
        }
    });
    let rows = rows.collect_view();
    let here = if rows.is_empty() {
        view! { <EmptyState title="No passkeys on this device" words="Passkeys you add here open this device only."/> }.into_any()
    } else {
        view! {
            <ul class="people" aria-label="Passkeys on this device">{rows}</ul>
            <p class="soft">{due}</p>
        }
        .into_any()
    };
    view! {
        {here}
        {others}
        <Removing row=gone/>
        <Naming row=named/>
    }
}

/// A passkey that is about to be removed.
#[derive(Clone)]
struct Going {
    credential: Bytes,
    name: String,
    /// What will happen.
    words: &'static str,
}

const HERE: &str = "It no longer opens this device. If you lost a security key, also remove what you added with it on your other \
                    devices: they are listed here too. The passkey itself stays on its authenticator until you delete it there.";
const AWAY: &str = "It stops opening that device as soon as the device connects; if it is unlocked with this passkey then, it locks. \
                    The passkey itself stays on its authenticator until you delete it there.";

/// Whether a dialog about a row is open; closing it forgets the row.
fn open_for<R: Send + Sync + 'static>(row: RwSignal<Option<R>>) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(row.with(Option::is_some)));
    open
}

#[component]
fn Removing(row: RwSignal<Option<Going>>) -> impl IntoView {
    let (open, notices) = (open_for(row), use_notices());
    let remove = use_act::<RemovePasskey>(move |_| {
        row.set(None);
        notices.say("Passkey removed.");
    });
    let press = move |()| {
        if let Some(credential) = row.with_untracked(|row| row.as_ref().map(|row| row.credential.clone())) {
            remove.run(RemovePasskey { credential });
        }
    };
    let title =
        Signal::derive(move || row.with(|row| row.as_ref().map_or_else(String::new, |row| format!("Remove {}?", row.name))));
    view! {
        <Dialog open title on_close=move |()| row.set(None)>
            <p class="words">{move || row.with(|row| row.as_ref().map(|row| row.words))}</p>
            {wrong(remove.wrong_beside(&[]))}
            <footer>
                <Button kind=ButtonKind::Quiet on_press=move |()| row.set(None)>"Cancel"</Button>
                <Button kind=ButtonKind::Danger busy=remove.busy on_press=press>"Remove passkey"</Button>
            </footer>
        </Dialog>
    }
}

#[component]
fn Naming(row: RwSignal<Option<PasskeyRow>>) -> impl IntoView {
    let (open, name) = (open_for(row), RwSignal::new(String::new()));
    Effect::new(move |_| name.set(row.with(|row| row.as_ref().map(|row| row.name.clone()).unwrap_or_default())));
    let rename = use_act::<RenamePasskey>(move |_| row.set(None));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(credential) = row.with_untracked(|row| row.as_ref().map(|row| row.passkey.credential.clone())) {
            rename.run(RenamePasskey { credential, name: name.get_untracked() });
        }
    };
    view! {
        <Dialog open title="Rename passkey" on_close=move |()| row.set(None)>
            <form on:submit=submit novalidate>
                <Field name="passkey-new-name" label="Name" value=name on_input=move |text| name.set(text) error=rename.wrong("name")/>
                {wrong(rename.wrong_beside(&["name"]))}
                <footer>
                    <Button kind=ButtonKind::Quiet on_press=move |()| row.set(None)>"Cancel"</Button>
                    <Button kind=ButtonKind::Submit busy=rename.busy>"Save name"</Button>
                </footer>
            </form>
        </Dialog>
    }
}

/// Adds one: the browser makes it, then the passphrase lets it open this device.
#[component]
fn Add(
    /// Those that are there: no authenticator has two.
    known: Signal<Vec<PasskeyRow>>,
) -> impl IntoView {
    let (name, pass, asking) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(false));
    let (me, notices) = (use_session().me(), use_notices());
    let add = use_act::<AddPasskey>(move |_| {
        name.set(String::new());
        pass.set(String::new());
        notices.say("Passkey added.");
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !asking.get_untracked() {
            asking.set(true);
            let who = me.with_untracked(|me| me.as_ref().map(|me| me.name.clone()).unwrap_or_default());
            let known = known.get_untracked().into_iter().map(|row| row.passkey).collect::<Vec<_>>();
            spawn_local(async move {
                let made = passkey::make(&who, &known).await;
                if asking.try_set(false).is_some() {
                    return; // the page is gone
                }
                match made {
                    Ok(made) => {
                        add.run(AddPasskey { made, name: name.get_untracked(), passphrase: pass.get_untracked() });
                    }
                    Err(problem) => add.problem.set(Some(problem)),
                }
            });
        }
    };
    let busy = Signal::derive(move || asking.get() || add.busy.get());
    view! {
        <form class="form" aria-label="Add a passkey" on:submit=submit novalidate autocomplete="off">
            <h2 class="over">"Add a passkey"</h2>
            <Field name="passkey-name" label="Name" value=name on_input=move |text| name.set(text) error=add.wrong("name")>
                "A name to recognize it by, such as “Blue key” or “This tablet”."
            </Field>
            <Field name="passkey-passphrase" label="Your passphrase" kind=Entry::Password.required() value=pass
                on_input=move |text| pass.set(text) error=passphrase_wrong(add)/>
            {wrong(add.wrong_beside(&["name", "passphrase"]))}
            <div class="actions"><Button kind=ButtonKind::Submit glyph=Glyph::Key busy>"Add passkey"</Button></div>
        </form>
    }
}

fn passphrase_wrong(add: Act<AddPasskey>) -> Signal<Option<String>> {
    add.wrong("passphrase")
}

fn wrong(words: Signal<Option<String>>) -> impl IntoView {
    move || words.get().map(|words| view! { <p class="error" role="alert">{words}</p> })
}
