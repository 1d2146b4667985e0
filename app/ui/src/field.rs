//! One line of text with its label, hint and error.

use leptos::{html, oco::Oco, prelude::*};

use crate::{
    field_message::{FieldMessage, Under, describe},
    invalid_input::InvalidInput,
    spelling::use_spelling,
};

/// What a [`Field`] asks for: decides keyboard, autofill and how it is checked natively.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Entry {
    /// A line of text that no browser should remember or correct.
    #[default]
    Text,
    /// A person's own name.
    Name,
    /// The account's email address.
    Email,
    /// A secret that exists already.
    Password,
    /// A secret being chosen.
    NewPassword,
    /// A code typed from paper.
    Code,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A day and a time.
    DateTime,
    /// A number.
    Number,
    /// A telephone number.
    Phone,
}

impl Entry {
    /// The same, and the form is not sent while it is empty.
    #[must_use]
    pub const fn required(self) -> Asked {
        Asked { entry: self, required: true }
    }

    const fn r#type(self) -> &'static str {
        match self {
            Self::Text | Self::Name | Self::Code => "text",
            Self::Email => "email",
            Self::Password | Self::NewPassword => "password",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "datetime-local",
            Self::Number => "number",
            Self::Phone => "tel",
        }
    }

    /// Whether it can show something that the browser gives as an empty value.
    const fn may_be_invalid(self) -> bool {
        matches!(self, Self::Date | Self::Time | Self::DateTime | Self::Number)
    }

    /// Whether it holds words of a language, rather than a name, a code or a figure.
    const fn is_prose(self) -> bool {
        matches!(self, Self::Text)
    }

    const fn autocomplete(self) -> &'static str {
        match self {
            Self::Email => "username",
            Self::Name => "name",
            Self::Password => "current-password",
            Self::NewPassword => "new-password",
            Self::Text | Self::Code | Self::Date | Self::Time | Self::DateTime | Self::Number | Self::Phone => "off",
        }
    }
}

/// An [`Entry`] and whether it must be filled in. Made with [`Entry::required`] or `.into()`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Asked {
    entry: Entry,
    required: bool,
}

impl From<Entry> for Asked {
    fn from(entry: Entry) -> Self {
        Self { entry, required: false }
    }
}

/// A labeled input. Children are the hint under it. A number, day or time that is half typed is reported under it.
#[component]
pub fn Field(
    /// Name and id of the input; unique on the page.
    #[prop(into)]
    name: Oco<'static, str>,
    /// The words above it.
    #[prop(into)]
    label: Signal<String>,
    /// What is asked for; plain optional text when left out.
    #[prop(optional, into)]
    kind: Asked,
    /// What it shows.
    #[prop(into)]
    value: Signal<String>,
    /// Runs with the whole new text on each change.
    #[prop(into)]
    on_input: Callback<String>,
    /// What is wrong with it, in one sentence.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What could be better about it, and stops nothing.
    #[prop(optional, into)]
    remark: Signal<Option<String>>,
    /// Handed in by whoever has to know that the field shows something half typed.
    #[prop(optional)]
    invalid: InvalidInput,
    /// The hint under it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (hint, described, spelling) = (children.is_some(), name.clone(), use_spelling());
    let Asked { entry, required } = kind;
    let (value, error) = if entry.may_be_invalid() { (invalid.kept(value), invalid.or(error)) } else { (value, error) };
    let node = NodeRef::<html::Input>::new();
    if entry.may_be_invalid() {
        // A value that comes from elsewhere, as from a button, takes the place of what was half typed.
        Effect::new(move |_| {
            value.track();
            request_animation_frame(move || {
                if let Some(input) = node.try_get_untracked().flatten() {
                    invalid.look(&input);
                }
            });
        });
    }
    let under = move || Under { hint, error: error.with(Option::is_some), remark: remark.with(Option::is_some) };
    view! {
        <div class="field">
            <label for=name.clone()>{label}</label>
            <input
                class="input"
                id=name.clone()
                name=name.clone()
                type=entry.r#type()
                autocomplete=entry.autocomplete()
                autocapitalize="off"
                spellcheck=move || (entry.is_prose() && spelling.get()).to_string()
                required=required
                node_ref=node
                prop:value=value
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || describe(&described, under())
                on:input:target=move |event| {
                    invalid.look(&event.target());
                    on_input.run(event.target().value());
                }
                on:blur:target=move |event| invalid.look(&event.target())
            />
            <FieldMessage name label hint=children error remark/>
        </div>
    }
}
