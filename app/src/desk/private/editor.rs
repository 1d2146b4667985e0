//! Writing a counseling note.

use super::href;
use crate::desk::{
    ask::use_act,
    clock,
    draft::{Discard, Draft, Saved},
    form::{Day, Form, Part},
    page::{BackLink, focus_heading},
    pages,
    sign::{SignBar, sign_draft},
};
use clinical::{CounselingNote, Kind};
use keeper::protocol::{DocView, Sign};
use leptos::prelude::*;
use record::RecordId;
use ui::{Ground, TextArea, use_notices};

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
    let draft = Draft::begin(own, doc, one.content, one.signed.draft_saved, || {});
    let notices = use_notices();
    let sign = use_act::<Sign>(move |_| {
        draft.end();
        notices.say("The counseling note was signed.");
        request_animation_frame(focus_heading);
    });
    let form = Form::refused_by(draft.autosave(), sign.problem);
    let signing = move |passphrase: String| sign_draft(draft, form, sign, passphrase);
    let missing = Signal::derive(move || draft.value.with(|note| note.check(clock::today()).len()) + form.invalid_count());
    let at: Part<CounselingNote, CounselingNote> = form.whole("counseling");
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
                                on_input=move |text: String| draft.edit(|note| note.text = text) error=sign.wrong("text")/>
                        </div>
                    </section>
                </article>
            </div>
        </div>
        <SignBar busy=sign.busy problem=sign.problem missing on_sign=signing/>
    }
}
