//! The fields of the gate. Browsers and password managers know them by `autocomplete`.

use leptos::prelude::*;

/// What is typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Typed {
    /// The name to sign in with.
    Login,
    /// A passphrase that exists.
    Passphrase,
    /// A passphrase being chosen.
    NewPassphrase,
    /// A Secret Key or a code, copied from paper.
    Paper,
    /// One's own name.
    Name,
    /// The name of something else.
    Title,
    /// What may be left out.
    Extra,
}

impl Typed {
    const fn autocomplete(self) -> &'static str {
        match self {
            Self::Login => "username",
            Self::Passphrase => "current-password",
            Self::NewPassphrase => "new-password",
            Self::Name => "name",
            Self::Paper | Self::Title | Self::Extra => "off",
        }
    }

    const fn hidden(self) -> bool {
        match self {
            Self::Passphrase | Self::NewPassphrase => true,
            Self::Login | Self::Paper | Self::Name | Self::Title | Self::Extra => false,
        }
    }

    const fn required(self) -> bool {
        !matches!(self, Self::Extra)
    }
}

/// A field of the gate; a passphrase can be looked at. Children are the hint.
#[component]
pub(crate) fn TypedField(
    name: &'static str,
    label: &'static str,
    kind: Typed,
    value: RwSignal<String>,
    error: Signal<Option<String>>,
    #[prop(optional)] disabled: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let seen = RwSignal::new(false);
    let hinted = children.is_some();
    let described = move || match (hinted, error.with(Option::is_some)) {
        (false, false) => None,
        (true, false) => Some(format!("{name}-hint")),
        (false, true) => Some(format!("{name}-error")),
        (true, true) => Some(format!("{name}-error {name}-hint")),
    };
    let wrong = move || error.get().map(|words| view! { <p class="error" id=format!("{name}-error") role="alert">{words}</p> });
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <input
                class="input"
                id=name
                name=name
                type=move || if kind.hidden() && !seen.get() { "password" } else { "text" }
                autocomplete=kind.autocomplete()
                autocapitalize="off"
                spellcheck="false"
                required=kind.required()
                disabled=disabled
                prop:value=value
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=described
                on:input:target=move |event| value.set(event.target().value())
            />
            {(kind.hidden() && !disabled).then(|| view! { <Reveal name seen/> })}
            {children.map(|hint| view! { <div class="hint" id=format!("{name}-hint")>{hint()}</div> })}
            {wrong}
        </div>
    }
}

/// Shows and hides what was typed.
#[component]
fn Reveal(name: &'static str, seen: RwSignal<bool>) -> impl IntoView {
    let id = format!("{name}-seen");
    view! {
        <label class="choice" for=id.clone()>
            <input
                type="checkbox"
                id=id.clone()
                aria-controls=name
                prop:checked=seen
                on:change:target=move |event| seen.set(event.target().checked())
            />
            <span>"Show what I type"</span>
        </label>
    }
}

/// Takes what was typed and forgets it here.
pub(crate) fn take(value: RwSignal<String>) -> String {
    value.try_update(std::mem::take).unwrap_or_default()
}
