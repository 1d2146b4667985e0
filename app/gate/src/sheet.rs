//! What every form of the gate has: work under way, what went wrong, where the focus goes.

use leptos::{html, prelude::*, wasm_bindgen::JsCast, web_sys::HtmlElement};
use ui::{Banner, Button, ButtonKind, Glyph, Progress, Tone};

use crate::{Errand, GateAnswer, GateField, GateKeeper, Reply, Trouble};

/// One form's work and troubles. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Sheet {
    keeper: GateKeeper,
    busy: RwSignal<bool>,
    troubles: RwSignal<Vec<Trouble>>,
}

impl Sheet {
    pub(crate) fn new(keeper: GateKeeper) -> Self {
        Self { keeper, busy: RwSignal::new(false), troubles: RwSignal::new(Vec::new()) }
    }

    /// Who does its errands.
    pub(crate) fn keeper(self) -> GateKeeper {
        self.keeper
    }

    /// What is wrong with a field.
    pub(crate) fn error(self, field: GateField) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.troubles
                .with(|all| all.iter().find(|trouble| trouble.field == Some(field)).map(|trouble| trouble.sentence.clone()))
        })
    }

    /// Shows what is wrong; the focus goes to the first field it is about.
    pub(crate) fn refuse(self, troubles: Vec<Trouble>) {
        let _left = self.troubles.try_set(troubles);
    }

    /// Whether an errand is under way.
    pub(crate) fn busy(self) -> bool {
        self.busy.get_untracked()
    }

    /// Hands an errand over; `then` runs when it worked, and otherwise what went wrong is shown.
    pub(crate) fn hand_over(self, errand: Errand, then: impl FnOnce(GateAnswer) + 'static) {
        self.hand_over_or(errand, then, move |troubles| self.refuse(troubles));
    }

    /// The same, with a say in what is done with troubles.
    pub(crate) fn hand_over_or(
        self,
        errand: Errand,
        then: impl FnOnce(GateAnswer) + 'static,
        otherwise: impl FnOnce(Vec<Trouble>) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.troubles.set(Vec::new());
        let reply: Reply = Box::new(move |answer| {
            // The form may be gone by now; then nobody is told.
            let _left = self.busy.try_set(false);
            match answer {
                Ok(answer) => then(answer),
                Err(troubles) => otherwise(troubles),
            }
        });
        self.keeper.carry.run((errand, reply));
    }
}

/// Where the focus goes when a form appears.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Focus {
    /// Where it was.
    Stay,
    /// To the heading: there is something to read first.
    Heading,
    /// To the first field.
    Field,
}

/// A form of the gate, with its heading. Enter sends it.
#[component]
pub(crate) fn GateForm(
    #[prop(into)] title: String,
    sheet: Sheet,
    #[prop(default = Focus::Field)] focus: Focus,
    #[prop(into)] on_submit: Callback<()>,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Form>::new();
    Effect::new(move |_| {
        let Some(form) = node.get() else { return };
        match focus {
            Focus::Stay => {}
            Focus::Heading => focus_on(form, "h1"),
            Focus::Field => focus_on(form, ".field input:not([disabled])"),
        }
    });
    Effect::new(move |_| {
        let about_a_field = sheet.troubles.with(|all| all.iter().any(|trouble| trouble.field.is_some()));
        if let (true, Some(form)) = (about_a_field, node.get_untracked()) {
            focus_on(form, "[aria-invalid=true]");
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !sheet.busy() {
            on_submit.run(());
        }
    };
    view! {
        <form class="gate-form" method="post" novalidate node_ref=node on:submit=submit>
            <h1 tabindex="-1">{title}</h1>
            {children()}
        </form>
    }
}

/// In the next frame, when what was just drawn is there.
fn focus_on(form: leptos::web_sys::HtmlFormElement, selector: &'static str) {
    request_animation_frame(move || {
        let found = form.query_selector(selector).ok().flatten();
        if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _refused = element.focus();
        }
    });
}

/// The foot of a form: what went wrong, the button, the work under way.
#[component]
pub(crate) fn Finish(
    sheet: Sheet,
    /// The word on the button.
    #[prop(into)]
    word: String,
    /// The shape on the button.
    glyph: Glyph,
    /// What is going on while busy, until the keeper says more.
    doing: &'static str,
    #[prop(optional)] disabled: bool,
) -> impl IntoView {
    let keeper = sheet.keeper;
    let general = move || {
        sheet.troubles.with(|all| all.iter().find(|trouble| trouble.field.is_none()).map(|trouble| trouble.sentence.clone()))
    };
    let label = Signal::derive(move || keeper.doing.get().unwrap_or_else(|| doing.to_owned()));
    let said = move || if sheet.busy.get() { label.get() } else { String::new() };
    view! {
        {move || general().map(|words| view! { <div role="alert"><Banner tone=Tone::Owed words/></div> })}
        <Button kind=ButtonKind::Submit glyph busy=sheet.busy disabled>{word}</Button>
        {move || sheet.busy.get().then(|| view! { <Progress label/> })}
        // Always on the page, so that the first word said in it is heard.
        <p class="hidden-visually" role="status">{said}</p>
    }
}

/// Another way to go on, drawn as a link.
#[component]
pub(crate) fn Way(
    #[prop(into)] on_press: Callback<()>,
    #[prop(optional)] disabled: bool,
    /// The words.
    words: &'static str,
) -> impl IntoView {
    view! { <button type="button" disabled=disabled on:click=move |_| on_press.run(())>{words}</button> }
}
