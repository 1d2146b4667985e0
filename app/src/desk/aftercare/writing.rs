//! A document of aftercare under somebody's hands: what its check finds, the head of its page, the bar to sign it.

use super::Opened;
use crate::desk::{
    doc_form::{DocForm, Manner},
    draft::{Discard, Kept, Saved},
    pages,
    sign::SignBar,
};
use clinical::{Finding, Kinded, Wrong};
use keeper::protocol::DocView;
use leptos::prelude::*;
use record::Status;
use std::{collections::BTreeSet, ops::Deref};
use ui::{Check, CheckLook, Opt};

/// A document being written. Cheap to copy.
pub(super) struct Writing<T: Send + Sync + 'static> {
    doc: DocForm<T>,
}

impl<T: Send + Sync + 'static> Clone for Writing<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Writing<T> {}

impl<T: Send + Sync + 'static> Deref for Writing<T> {
    type Target = DocForm<T>;

    fn deref(&self) -> &DocForm<T> {
        &self.doc
    }
}

impl<T: Kinded + Clone + PartialEq + Send + Sync + 'static> Writing<T> {
    /// Begins with what the keeper has; keeps what is typed until the owner is gone.
    pub(super) fn begin(opened: &Opened<T>, check: impl Fn(&T) -> Vec<Finding> + Send + Sync + 'static) -> Self {
        // A contradiction is said while it is typed; what is only missing waits until somebody signs.
        let said = |one: &Finding, tried: bool| (tried && one.blocks()) || !is_missing(one);
        let one = DocView { signed: opened.signed.clone(), content: opened.value.clone() };
        Self { doc: DocForm::begin(opened.record, one, Manner { signed: "The document was signed.", said }, check, || {}) }
    }

    /// The page around the fields. Two direct children of `<main>`: the body and the sign bar.
    pub(super) fn page(
        self,
        opened: &Opened<T>,
        title: impl Into<String>,
        intro: &'static str,
        fields: impl IntoView + 'static,
    ) -> AnyView {
        let doc_form = self.doc;
        let DocForm { draft, sign, findings, .. } = doc_form;
        let optional = move || findings.with(|all| all.iter().any(|one| !one.blocks()));
        let found = doc_form.found();
        let more = Signal::derive(move || optional().then(|| "Any other part can stay empty.".to_owned()));
        let (list, doc) = (pages::list(opened.record, T::KIND), opened.signed.doc);
        let here = format!("{list}/{doc}");
        let (signed_before, drafted) = (opened.signed.status != Status::Preliminary, opened.signed.is_draft());
        let is_draft = Signal::derive(move || drafted || draft.kept.with(|kept| matches!(kept, Kept::Saved(_))));
        let title = title.into();
        view! {
            <div class="body care-form" inert=move || sign.busy.get() on:focusout=move |_| draft.keep_now()>
                <header class="notehead">
                    <div><h2>{title}</h2><p class="soft">{intro}</p></div>
                    <div class="cluster">
                        <Saved kept=draft.kept signed_before on_again=move |()| draft.keep_now()/>
                        <Discard draft there=is_draft list here/>
                    </div>
                </header>
                {fields}
            </div>
            <SignBar busy=sign.busy problem=sign.problem found more on_sign=move |passphrase| doc_form.sign_now(passphrase)/>
        }
        .into_any()
    }

    /// Words to tick, kept as a set.
    pub(super) fn chips<W: Copy + Ord + Send + Sync + 'static>(
        self,
        of: &'static str,
        title: &'static str,
        words: Vec<(W, String)>,
        get: fn(&T) -> &BTreeSet<W>,
        get_mut: fn(&mut T) -> &mut BTreeSet<W>,
    ) -> AnyView {
        let draft = self.draft;
        let chip = |(place, (word, label)): (usize, (W, String))| {
            let checked = draft.part(move |all| get(all).contains(&word));
            let change = move |on: bool| {
                draft.edit(|all| {
                    if on {
                        get_mut(all).insert(word)
                    } else {
                        get_mut(all).remove(&word)
                    };
                });
            };
            view! { <Check name=format!("{of}-{}", place + 1) checked on_change=change look=CheckLook::Chip>{label}</Check> }
        };
        let chips = words.into_iter().enumerate().map(chip).collect_view();
        view! { <fieldset class="field"><legend class="legend">{title}</legend><div class="chips">{chips}</div></fieldset> }
            .into_any()
    }
}

fn is_missing(finding: &Finding) -> bool {
    matches!(finding.wrong(), Some(Wrong::Missing | Wrong::MissedWithoutReason | Wrong::NotAsked) | None)
}

/// A part of the page: what it is called, and its fields.
pub(super) fn step(id: &'static str, title: &'static str, small: &'static str, inside: impl IntoView + 'static) -> AnyView {
    // A field may have the same name.
    let (id, of) = (format!("part-{id}"), format!("part-{id}"));
    view! {
        <section class="step" aria-labelledby=of>
            <h3 id=id tabindex="-1">{title}<small>{small}</small></h3>
            <div class="form">{inside}</div>
        </section>
    }
    .into_any()
}

/// Every word of a vocabulary, to choose from.
pub(super) fn options<W: Copy>(all: &[W], id: fn(W) -> &'static str, label: fn(W) -> &'static str) -> Vec<Opt> {
    all.iter().map(|word| Opt::new(id(*word), label(*word))).collect()
}
