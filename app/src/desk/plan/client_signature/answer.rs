//! What the client or a guardian says about a version, as it is being given.

use crate::desk::{
    ask::Asked,
    draft::{PageDraft, PageName},
    form::{Form, Part},
};
use clinical::plan::{Agreement, MissingSignature, PlanSignature, Proof, SignerRole, Strokes};
use keeper::protocol::{PlanView, SavedForm, Say, ThreadView};
use leptos::prelude::*;
use record::{DocId, RecordId};
use serde::{Deserialize, Serialize};
use ui::{Check, Choice, Opt, TextArea};

/// The fewest characters of a code, as the keeper asks.
const CODE_MIN: usize = 4;

/// How it is signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// Drawn on the screen.
    Drawn,
    /// With a code.
    Code,
}

/// What the signer says.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(super) struct Said {
    /// The signature, its proof aside.
    signature: PlanSignature,
    /// Whether an answer was chosen: none is chosen for the signer.
    answered: bool,
}

/// What is given so far. Stays when the dialog is closed in between. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Given {
    asked: Asked<ThreadView>,
    doc: DocId,
    /// What is on the screen: the signature is bound to it.
    pub(super) shown: RwSignal<Option<(ThreadView, PlanView)>>,
    /// What is said, kept while it is typed; without the proof.
    draft: PageDraft<Said>,
    /// The data of the drawn path.
    pub(super) path: RwSignal<String>,
    /// The code.
    pub(super) code: RwSignal<String>,
    /// Which of the two.
    pub(super) how: RwSignal<How>,
    /// It is handed back.
    pub(super) done: RwSignal<bool>,
    /// It was to be handed back, and something was missing: what is missing is told, as long as it is.
    tried: RwSignal<bool>,
}

impl Given {
    /// What was said before, or nothing yet.
    pub(super) fn new(asked: Asked<ThreadView>, record: RecordId, doc: DocId, loaded: Option<SavedForm>) -> Self {
        Self {
            asked,
            doc,
            shown: RwSignal::new(None),
            draft: PageDraft::begin(PageName::ClientSignature(record, doc), loaded, Said::default()),
            path: RwSignal::new(String::new()),
            code: RwSignal::new(String::new()),
            how: RwSignal::new(How::Drawn),
            done: RwSignal::new(false),
            tried: RwSignal::new(false),
        }
    }

    /// Something of the signature.
    pub(super) fn read<U>(self, get: impl FnOnce(&PlanSignature) -> U) -> U {
        self.draft.value.with(|said| get(&said.signature))
    }

    /// Something of the signature, now.
    pub(super) fn peek<U>(self, get: impl FnOnce(&PlanSignature) -> U) -> U {
        self.draft.value.with_untracked(|said| get(&said.signature))
    }

    /// Changes what is said, and saves it soon.
    pub(super) fn edit(self, change: impl FnOnce(&mut PlanSignature)) {
        self.draft.edit(|said| change(&mut said.signature));
    }

    /// The signature, field by field.
    pub(super) fn fields(self) -> Part<Said, PlanSignature> {
        let form = Form::new(self.draft.autosave(), move |place| self.told(place), |_| None);
        Part::the(form, "signature", |said, _| Some(&said.signature), |said, _| Some(&mut said.signature))
    }

    /// Saves what is said without waiting for a pause.
    pub(super) fn keep_now(self) {
        self.draft.keep_now();
    }

    fn answered(self) -> bool {
        self.draft.value.with(|said| said.answered)
    }

    /// Shows the version as it is now. Where the client has signed, the guardian is asked.
    pub(super) fn show(self) {
        let doc = self.doc;
        let shown = untrack(|| self.asked.pick(|thread| Some((thread.clone(), thread.plan(doc)?.clone()))));
        if let Some((thread, view)) = &shown {
            let owed = thread.missing(view);
            let owes = |role: SignerRole| owed.contains(&MissingSignature::Of(role));
            let next =
                !owes(SignerRole::Client) && owes(SignerRole::Guardian) && !self.draft.value.with_untracked(|said| said.answered);
            self.draft.value.update(|said| {
                let signature = &mut said.signature;
                if next && signature.role == SignerRole::Client {
                    signature.role = SignerRole::Guardian;
                    signature.name.clear();
                }
                signature.shown.clone_from(&view.shown);
                signature.on = Some(thread.today);
                if signature.role == SignerRole::Client {
                    signature.name.clone_from(&thread.client);
                }
            });
        }
        self.shown.set(shown);
    }

    /// Who signs. What one of them said and drew is not the other's.
    pub(super) fn choose_role(self, role: SignerRole) {
        if self.peek(|signature| signature.role == role) {
            return;
        }
        let client =
            self.shown.with_untracked(|shown| shown.as_ref().map(|(thread, _)| thread.client.clone())).unwrap_or_default();
        self.edit(|signature| {
            signature.role = role;
            signature.name = if role == SignerRole::Client { client } else { String::new() };
            signature.credential = String::new();
            signature.answer = Agreement::default();
            signature.words = String::new();
        });
        self.draft.edit(|said| said.answered = false);
        self.path.set(String::new());
        self.code.set(String::new());
        self.tried.set(false);
    }

    /// Whether a signature belongs to the answer.
    pub(super) fn may_sign(self) -> bool {
        let signs = self.read(|signature| match signature.answer {
            Agreement::Agrees | Agreement::Disagrees { .. } => true,
            Agreement::Unable { .. } | Agreement::Refused { .. } => false,
        });
        self.answered() && signs
    }

    /// The signature with its proof: of a code only the keeper makes one.
    fn whole(self) -> (PlanSignature, Option<String>) {
        let (mut signature, signs, how) = (self.read(PlanSignature::clone), self.may_sign(), self.how.get());
        let code = self.code.get().trim().to_owned();
        signature.proof = match (signs, how) {
            (true, How::Drawn) => Strokes::new(self.path.get()).map(Proof::Strokes).unwrap_or_default(),
            (true, How::Code) | (false, _) => Proof::None,
        };
        let coded = signs && how == How::Code && !code.is_empty();
        (signature, coded.then_some(code))
    }

    /// What keeps it from being handed back, each with its place.
    fn missing(self) -> Vec<(String, String)> {
        if !self.answered() {
            return vec![("signature-answer-agrees".to_owned(), "Choose an answer.".to_owned())];
        }
        let (signature, code) = self.whole();
        let Some(today) = signature.on else { return Vec::new() };
        let found = signature.check(today).into_iter().filter(clinical::Finding::blocks);
        let mut wrong: Vec<(String, String)> = found.map(|issue| (issue.place.name(), issue.sentence.into_owned())).collect();
        if let Some(code) = code {
            wrong.retain(|(place, _)| place != "signature-proof");
            if code.chars().count() < CODE_MIN {
                wrong.push(("signature-proof".to_owned(), "Use at least four characters for the code.".to_owned()));
            }
        }
        wrong
    }

    /// Hands it back, unless something is missing.
    pub(super) fn finish(self) {
        let wrong = untrack(|| self.missing());
        self.tried.set(!wrong.is_empty());
        if let Some((first, _)) = wrong.into_iter().next() {
            request_animation_frame(move || crate::desk::page::focus_field(&first));
        } else if self.peek(|signature| signature.on.is_some()) {
            self.done.set(true);
        }
    }

    /// Back to the text.
    pub(super) fn back(self) {
        self.done.set(false);
        self.tried.set(false);
    }

    /// Forgets everything, once it is recorded.
    pub(super) fn clear(self) {
        self.back();
        self.draft.finish(Said::default());
        self.path.set(String::new());
        self.code.set(String::new());
        self.how.set(How::Drawn);
    }

    /// What is asked of the keeper.
    pub(super) fn ask(self, passphrase: String) -> Option<Say> {
        let record = self.shown.with_untracked(|shown| shown.as_ref().map(|(thread, _)| thread.record))?;
        let (signature, code) = untrack(|| self.whole());
        Some(Say { code, ..Say::about(record, self.doc, signature, passphrase) })
    }

    /// What the program says about appealing.
    fn appeal(self) -> String {
        self.shown.with(|shown| shown.as_ref().map(|(thread, _)| thread.settings.appeal.clone()).unwrap_or_default())
    }

    /// What is wrong with a field, once it was to be handed back.
    fn told(self, place: &str) -> Option<String> {
        let wrong = if self.tried.get() { self.missing() } else { Vec::new() };
        wrong.into_iter().find_map(|(other, words)| (other == place).then_some(words))
    }

    pub(super) fn wrong(self, place: &'static str) -> Signal<Option<String>> {
        Memo::new(move |_| self.told(place)).into()
    }
}

/// Agrees, disagrees, cannot sign now, would rather not sign.
#[component]
pub(super) fn Answer(given: Given) -> impl IntoView {
    let options = vec![
        Opt::new("agrees", "I agree with this plan"),
        Opt::new("disagrees", "I do not agree")
            .hint("You can say what you disagree with. Your care continues, and you can appeal."),
        Opt::new("unable", "I cannot sign now"),
        Opt::new("refused", "I would rather not sign"),
    ];
    let value =
        Signal::derive(
            move || {
                if given.answered() { given.read(|signature| id(&signature.answer).to_owned()) } else { String::new() }
            },
        );
    // The words stay at hand while another answer is tried.
    let reason = move || given.read(|signature| words(&signature.answer));
    let choose = move |chosen: String| {
        given.draft.edit(|said| said.answered = true);
        given.edit(|signature| signature.answer = answer(&chosen, words(&signature.answer)));
    };
    let asks = Memo::new(move |_| given.read(|signature| signature.answer != Agreement::Agrees));
    let disagrees = Memo::new(move |_| given.read(|signature| matches!(signature.answer, Agreement::Disagrees { .. })));
    let told = Signal::derive(move || {
        given.read(|signature| matches!(signature.answer, Agreement::Disagrees { appeal_told: true, .. }))
    });
    let tell = move |on: bool| {
        given.edit(|signature| {
            if let Agreement::Disagrees { appeal_told, .. } = &mut signature.answer {
                *appeal_told = on;
            }
        });
    };
    let (wrong, unsaid) = (given.wrong("signature-appeal-told"), given.wrong("signature-answer-agrees"));
    view! {
        <Choice name="signature-answer" legend="Your answer" options value on_change=choose/>
        {move || unsaid.get().filter(|_| !given.answered()).map(|words| view! { <p class="error" role="alert">{words}</p> })}
        <Show when=move || asks.get()>
            <TextArea name="signature-reason" label="What you disagree with, or why" value=Signal::derive(reason)
                on_input=move |text| given.edit(|signature| set_words(&mut signature.answer, text)) error=given.wrong("signature-reason")/>
        </Show>
        <Show when=move || disagrees.get()>
            <div class="field">
                <p class="prewrap"><b>"How to appeal. "</b>{move || given.appeal()}</p>
                <Check name="signature-appeal-told" checked=told on_change=tell>"How to appeal was explained to me"</Check>
                {move || wrong.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
            </div>
        </Show>
    }
}

const fn id(answer: &Agreement) -> &'static str {
    match answer {
        Agreement::Agrees => "agrees",
        Agreement::Disagrees { .. } => "disagrees",
        Agreement::Unable { .. } => "unable",
        Agreement::Refused { .. } => "refused",
    }
}

fn words(answer: &Agreement) -> String {
    match answer {
        Agreement::Agrees => String::new(),
        Agreement::Disagrees { reason, .. } | Agreement::Unable { reason } | Agreement::Refused { reason } => reason.clone(),
    }
}

fn set_words(answer: &mut Agreement, words: String) {
    match answer {
        Agreement::Agrees => {}
        Agreement::Disagrees { reason, .. } | Agreement::Unable { reason } | Agreement::Refused { reason } => *reason = words,
    }
}

fn answer(id: &str, reason: String) -> Agreement {
    match id {
        "disagrees" => Agreement::Disagrees { reason, appeal_told: false },
        "unable" => Agreement::Unable { reason },
        "refused" => Agreement::Refused { reason },
        _ => Agreement::Agrees,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_stays_when_another_answer_is_tried() {
        let first = answer("disagrees", "The hours.".to_owned());
        assert!(answer(id(&first), words(&first)) == first);
        assert_eq!(words(&answer("unable", words(&first))), "The hours.");
    }
}
