//! What was typed for the first set-up, remembered by this tab over a reload until the set-up is answered. Names only: what opens
//! keys has no place here, so a passphrase cannot be remembered by mistake.

use js_sys::{Function, Reflect};
use leptos::{prelude::*, wasm_bindgen::JsCast, wasm_bindgen::JsValue};

/// The fields that are remembered.
#[derive(Clone, Copy)]
pub(crate) enum Remembered {
    Program,
    Name,
    Credential,
    Login,
}

impl Remembered {
    const ALL: [Self; 4] = [Self::Program, Self::Name, Self::Credential, Self::Login];

    const fn key(self) -> &'static str {
        match self {
            Self::Program => "throughline-set-up-program",
            Self::Name => "throughline-set-up-name",
            Self::Credential => "throughline-set-up-credential",
            Self::Login => "throughline-set-up-login",
        }
    }

    /// What is typed in it, beginning with what this tab remembers; remembered again at each change.
    pub(crate) fn typed(self) -> RwSignal<String> {
        let before = ask("getItem", &[self.key()]).and_then(|before| before.as_string());
        let value = RwSignal::new(before.unwrap_or_default());
        Effect::watch(
            move || value.get(),
            move |text, _, _| {
                ask("setItem", &[self.key(), text.as_str()]);
            },
            false,
        );
        value
    }
}

/// Forgets all of it.
pub(crate) fn forget() {
    for field in Remembered::ALL {
        ask("removeItem", &[field.key()]);
    }
}

/// Asks what lasts as long as the tab; `None` where the browser refuses it: then it is typed again after a reload.
fn ask(method: &str, arguments: &[&str]) -> Option<JsValue> {
    let storage = Reflect::get(&js_sys::global(), &"sessionStorage".into()).ok()?;
    let method: Function = Reflect::get(&storage, &method.into()).ok()?.dyn_into().ok()?;
    let arguments: js_sys::Array = arguments.iter().map(|text| JsValue::from_str(text)).collect();
    method.apply(&storage, &arguments).ok()
}
