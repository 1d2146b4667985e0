//! What every form of the gate has: work under way, what went wrong, where the focus goes.

use leptos::{html, prelude::*, wasm_bindgen::JsCast, web_sys::HtmlElement};
use ui::{Banner, Button, ButtonKind, Glyph, Progress, Tone};

use crate::{GateAnswer, GateKeeper, GateRequest, Reply, field};
use record::gate::FieldProblem;

/// One form's work and troubles. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct FormState {
    keeper: GateKeeper,
    busy: RwSignal<bool>,
    troubles: RwSignal<Vec<FieldProblem>>,
}

impl FormState {
    pub(crate) fn new(keeper: GateKeeper) -> Self {
        Self { keeper, busy: RwSignal::new(false), troubles: RwSignal::new(Vec::new()) }
    }

    /// Who does what it asks for.
    pub(crate) fn keeper(self) -> GateKeeper {
        self.keeper
    }

    /// What is wrong with a field.
    pub(crate) fn error(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.said_at(field))
    }

    /// What is wrong at a field; with an empty name, what is about none.
    fn said_at(self, field: &str) -> Option<String> {
        self.troubles.with(|all| all.iter().find(|trouble| trouble.is_at(field)).map(|trouble| trouble.sentence.clone()))
    }

    /// Shows what is wrong; the focus goes to the first field it is about.
    pub(crate) fn refuse(self, troubles: Vec<FieldProblem>) {
        let known = |trouble: FieldProblem| {
            let field = Some(trouble.field).filter(|field| field::ALL.contains(&field.as_str()));
            FieldProblem { field: field.unwrap_or_default(), ..trouble }
        };
        let _left = self.troubles.try_set(troubles.into_iter().map(known).collect());
    }

    /// Whether a request is under way.
    pub(crate) fn busy(self) -> bool {
        self.busy.get_untracked()
    }

    /// Hands a request over; `then` runs when it worked, and otherwise what went wrong is shown.
    pub(crate) fn hand_over(self, request: GateRequest, then: impl FnOnce(GateAnswer) + 'static) {
        self.hand_over_or(request, then, move |troubles| self.refuse(troubles));
    }

    /// The same, with a say in what is done with troubles.
    pub(crate) fn hand_over_or(
        self,
        request: GateRequest,
        then: impl FnOnce(GateAnswer) + 'static,
        otherwise: impl FnOnce(Vec<FieldProblem>) + 'static,
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
        self.keeper.carry.run((request, reply));
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
    form_state: FormState,
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
        let about_a_field = form_state.troubles.with(|all| all.iter().any(|trouble| !trouble.field.is_empty()));
        if let (true, Some(form)) = (about_a_field, node.get_untracked()) {
            focus_on(form, "[aria-invalid=true]");
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !form_state.busy() {
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
    form_state: FormState,
    /// The word on the button.
    #[prop(into)]
    word: String,
    /// The shape on the button.
    glyph: Glyph,
    /// What is going on while busy, until the keeper says more.
    doing: &'static str,
    #[prop(optional)] disabled: bool,
) -> impl IntoView {
    let keeper = form_state.keeper;
    let label = Signal::derive(move || keeper.doing.get().unwrap_or_else(|| doing.to_owned()));
    let said = move || if form_state.busy.get() { label.get() } else { String::new() };
    view! {
        {move || form_state.said_at("").map(|words| view! { <div role="alert"><Banner tone=Tone::Owed words/></div> })}
        <Button kind=ButtonKind::Submit glyph busy=form_state.busy disabled>{word}</Button>
        {move || form_state.busy.get().then(|| view! { <Progress label/> })}
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
