//! What is typed on a page that is no document yet: a client not opened, an invitation, settings, a client's answer. Sealed to whoever
//! types it, on this device alone, until it is used or discarded.

use super::{
    autosave::{Autosave, Kept, Saving},
    saved::Saved,
};
use crate::{Link, use_link};
use keeper::protocol::{DropForm, LoadForm, Problem, SaveForm, SavedForm};
use leptos::{prelude::*, task::spawn_local};
use record::{DocId, RecordId};
use serde::{Serialize, de::DeserializeOwned};
use std::ops::Deref;
use ui::{Button, ButtonKind};

/// Which page. What is typed on one is found again under the same name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageName {
    NewClient,
    Invitation,
    NewIntervention,
    /// The person of an intervention, being admitted.
    Admission(RecordId),
    Settings,
    /// What a client or a guardian says about a version of the plan.
    ClientSignature(RecordId, DocId),
    /// Two versions of the plan being merged, or one of them and a draft.
    Merge(RecordId, DocId, DocId),
}

impl PageName {
    fn text(self) -> String {
        match self {
            Self::NewClient => "new-client".to_owned(),
            Self::Invitation => "invitation".to_owned(),
            Self::NewIntervention => "new-intervention".to_owned(),
            Self::Admission(record) => format!("admission/{record}"),
            Self::Settings => "settings".to_owned(),
            Self::ClientSignature(record, doc) => format!("client-signature/{record}/{doc}"),
            Self::Merge(record, left, right) => format!("merge/{record}/{left}/{right}"),
        }
    }
}

/// Draws a page once it is known what was typed on it before, if anything; nothing until then. What cannot be read is nothing to go
/// on with.
pub(crate) fn with_page<V: IntoView + 'static>(
    page: PageName,
    draw: impl Fn(Option<SavedForm>) -> V + Send + 'static,
) -> impl Fn() -> Option<V> + Send + 'static {
    let (link, loaded) = (use_link(), RwSignal::new(None));
    spawn_local(async move {
        let answer = link.ask(LoadForm { form: page.text() }).await.ok().flatten();
        // The page may be gone by now.
        let _gone = loaded.try_set(Some(answer));
    });
    move || loaded.get().map(|answer| untrack(|| draw(answer)))
}

/// A page being filled in. Cheap to copy.
pub(crate) struct PageDraft<T: Send + Sync + 'static> {
    page: PageName,
    autosave: Autosave<T>,
    link: Link,
}

impl<T: Send + Sync + 'static> Clone for PageDraft<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for PageDraft<T> {}

impl<T: Send + Sync + 'static> Deref for PageDraft<T> {
    type Target = Autosave<T>;

    fn deref(&self) -> &Autosave<T> {
        &self.autosave
    }
}

impl<T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static> PageDraft<T> {
    /// Begins with what was loaded, or with `blank` where there is nothing, or nothing that this version reads.
    pub(crate) fn begin(page: PageName, loaded: Option<SavedForm>, blank: T) -> Self {
        let link = use_link();
        let loaded = loaded.and_then(|form| Some((clinical::json::read(&form.json).ok()?, form.saved)));
        let (value, saved) = loaded.map_or((blank, None), |(value, saved)| (value, Some(saved)));
        let save = move |value: T| -> Saving {
            let json = serde_json::to_string(&value).map_err(|_| Problem::Damaged);
            Box::pin(async move { Ok(link.ask(SaveForm { form: page.text(), json: json? }).await?.at) })
        };
        Self { page, autosave: Autosave::begin(value, saved, save, |_| None, || {}), link }
    }

    /// Used or discarded: what was typed is thrown away, here and in the keeper, and the page begins again with `blank`.
    pub(crate) fn finish(self, blank: T) {
        if self.value.try_set(blank).is_none() {
            self.settle();
        }
        self.drop_saved();
    }

    /// The same where the page closes: nothing more is saved.
    pub(crate) fn close(self) {
        self.end();
        self.drop_saved();
    }

    /// Whether what is typed is saved, and a way to discard it for `blank`; nothing until something was typed.
    pub(crate) fn state(self, blank: impl Fn() -> T + Clone + Send + Sync + 'static) -> impl IntoView {
        let begun = Signal::derive(move || self.kept.get() != Kept::Untouched(None));
        view! {
            <div class="cluster draft-row">
                <Show when=move || begun.get()>
                    <Saved kept=self.kept signed_before=false on_again=move |()| self.keep_now()/>
                    <Button
                        kind=ButtonKind::Quiet
                        on_press={
                            let blank = blank.clone();
                            move |()| self.finish(blank())
                        }
                    >
                        "Discard"
                    </Button>
                </Show>
            </div>
        }
    }

    /// What saves it.
    pub(crate) const fn autosave(self) -> Autosave<T> {
        self.autosave
    }

    fn drop_saved(self) {
        let Self { page, link, .. } = self;
        spawn_local(async move {
            // Where it cannot be dropped it is offered again, and can be discarded then.
            let _dropped = link.ask(DropForm { form: page.text() }).await;
        });
    }
}
