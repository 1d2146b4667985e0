//! Writing a counseling note.

use super::href;
use crate::desk::{
    clock,
    doc_form::{DocForm, Manner},
    draft::{Discard, Saved},
    form::{Day, Part},
    page::BackLink,
    pages,
    sign::SignBar,
};
use clinical::{CounselingNote, Kind};
use keeper::protocol::DocView;
use leptos::prelude::*;
use record::RecordId;
use ui::{Ground, TextArea};

/// The sheet and the bar.
#[component]
pub(super) fn Editor(
    patient: RecordId,
    /// The record of mine that it is in.
    own: RecordId,
    /// As it was when the page was opened.
    one: DocView<CounselingNote>,
) -> impl IntoView {
    let doc = one.signed.doc;
    let manner = Manner { signed: "The counseling note was signed.", said: |finding, tried| tried && finding.blocks() };
    let form = DocForm::begin(own, one, manner, |note: &CounselingNote| note.check(clock::today()), || {});
    let (draft, sign, found) = (form.draft, form.sign, form.found());
    let at: Part<CounselingNote, CounselingNote> = form.form.whole("counseling");
    let list = pages::list(patient, Kind::CounselingNote);
    view! {
        <div class="body notepage" inert=move || sign.busy.get() on:focusout=move |_| draft.keep_now()>
            <header class="notehead">
                <div><h2>"Counseling note"</h2><p class="soft">"Nobody else on the team can open it."</p></div>
                <div class="cluster">
                    <Saved kept=draft.kept signed_before=false on_again=move |()| draft.keep_now()/>
                    <Discard draft there=true list=list.clone() here=href(patient, doc)/>
                    <BackLink href=list words="My counseling notes"/>
                </div>
            </header>
            <div class="noteboard" data-beside="none">
                <article class="paper" aria-label="Counseling note">
                    <section class="part">
                        <div class="write form">
                            <Day at field="date" label="Date of the conversation" get=|note| note.date set=|note, day| note.date = day/>
                            <TextArea name="text" label="Counseling note" ground=Ground::Paper value=draft.part(|note| note.text.clone())
                                on_input=move |text: String| draft.edit(|note| note.text = text) error=form.form.wrong("text".to_owned())/>
                        </div>
                    </section>
                </article>
            </div>
        </div>
        <SignBar busy=sign.busy problem=sign.problem found on_sign=move |passphrase: String| form.sign_now(passphrase)/>
    }
}
