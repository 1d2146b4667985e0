//! Writing a counseling note.

use super::href;
use crate::desk::{
    ask::{Asked, use_act},
    clock,
    draft::{Discard, Draft, Saved},
    page::{BackLink, focus_heading},
    pages,
    sign::SignBar,
};
use clinical::Kind;
use keeper::protocol::{PrivateNote, PrivateView, SignPrivate};
use leptos::prelude::*;
use record::RecordId;
use ui::{Entry, Field, Ground, TextArea, use_notices};

/// The sheet and the bar.
#[component]
pub(super) fn Editor(
    /// The chart of the client.
    patient: RecordId,
    /// As it was when the page was opened.
    note: PrivateNote,
    /// Everything of this client, asked again after each save.
    asked: Asked<PrivateView>,
) -> impl IntoView {
    let draft = Draft::begin(note.record, note.doc, note.note, note.draft_saved, move || asked.again());
    let notices = use_notices();
    let sign = use_act::<SignPrivate>(move |_| {
        draft.end();
        notices.say("Signed and locked. Only you can open it.");
        request_animation_frame(focus_heading);
    });
    let doc = note.doc;
    let signing = move |passphrase: String| {
        draft.keep_now();
        sign.run(SignPrivate { doc, note: draft.value.get_untracked(), passphrase });
    };
    let missing = Signal::derive(move || draft.value.with(|note| note.check(clock::today()).len()));
    let day = draft.first(|note| note.date.map(|date| date.to_string()).unwrap_or_default());
    let list = pages::list(patient, Kind::CounselingNote);
    view! {
        <div class="body notepage" inert=move || sign.busy.get() on:focusout=move |_| draft.keep_now()>
            <header class="notehead">
                <div><h2>"Counseling note"</h2><p class="soft">"Only you can open it."</p></div>
                <div class="cluster">
                    <Saved kept=draft.kept signed_before=false on_again=move |()| draft.keep_now()/>
                    <Discard draft there=true list=list.clone() here=href(patient, doc)/>
                    <BackLink href=list words="Back to my counseling notes"/>
                </div>
            </header>
            <div class="noteboard" data-beside="none">
                <article class="paper" aria-label="Counseling note">
                    <section class="part">
                        <div class="write form">
                            <Field name="counseling-date" label="Day of the conversation" kind=Entry::Date value=day
                                on_input=move |text: String| draft.edit(|note| note.date = text.parse().ok()) error=sign.wrong("counseling-date")/>
                            <TextArea name="text" label="What was said and thought" ground=Ground::Paper value=draft.part(|note| note.text.clone())
                                on_input=move |text: String| draft.edit(|note| note.text = text) error=sign.wrong("text")/>
                        </div>
                    </section>
                </article>
            </div>
        </div>
        <SignBar busy=sign.busy problem=sign.problem missing on_sign=signing/>
    }
}
