//! An intervention under somebody's hands, with what the rules say to it.

use crate::desk::{
    ask::Asked,
    doc_form::DocForm,
    draft::{Draft, Kept},
    form::Part,
    page::{focus_field, go_soon},
    sign::Named,
};
use clinical::{
    Finding,
    intervention::{Course, Intervention, Step},
};
use keeper::protocol::{InterventionView, Save};
use leptos::prelude::*;
use std::ops::Deref;
use ui::use_notices;

/// A part of the page that may be opened to be written on. Each but the first is a step.
pub(super) type Open = Option<Opened>;

/// Which part is open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Opened {
    /// The person, and who asked.
    About,
    /// A step.
    At(Step),
    /// Support for the family.
    Support,
}

/// An intervention being written. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    doc: DocForm<Intervention, Save>,
    /// As the keeper has it.
    pub(super) asked: Asked<InterventionView>,
    /// Where it is, live.
    pub(super) course: Memo<Option<Course>>,
    /// The part that is open.
    pub(super) open: RwSignal<Open>,
    /// May I write here?
    pub(super) may_write: bool,
    /// A colleague signed meanwhile, and somebody decided that what stands here is the next version all the same.
    pub(super) over: RwSignal<bool>,
}

impl Deref for Writing {
    type Target = DocForm<Intervention, Save>;

    fn deref(&self) -> &Self::Target {
        &self.doc
    }
}

impl Writing {
    /// Begins with the keeper's view; keeps what is typed until the owner is gone.
    pub(super) fn begin(view: InterventionView, asked: Asked<InterventionView>) -> Self {
        let InterventionView { record, doc: id, intervention, draft_saved, today, may_write, .. } = view;
        let notices = use_notices();
        let (open, over) = (RwSignal::new(None), RwSignal::new(false));
        let draft = Draft::begin(record, id, intervention, draft_saved, || {});
        // A contradiction is told while it is typed; what is only missing yet waits until somebody signs.
        let said = |finding: &Finding, tried: bool| !finding.blocks() || tried || !is_only_missing(finding);
        let check = move |all: &Intervention| all.check_on(today);
        let doc = DocForm::over(draft, said, check, move |_| {
            draft.settle();
            open.set(None);
            over.set(false);
            notices.say("Record signed.");
        });
        let value = draft.value;
        // The keeper's course knows the link and the program's days of notice; what is typed since changes the steps at once.
        let course = Memo::new(move |_| {
            let told = asked.pick(|view| Some(view.course.clone()))?;
            let now = value.with(|all| Course::of(all, None, today, 0));
            Some(Course {
                steps: now.steps,
                missing: if told.admitted_on.is_some() { Vec::new() } else { now.missing },
                answer: now.answer,
                ..told
            })
        });
        Self { doc, asked, course, open, may_write, over }
    }

    /// Its own fields.
    pub(super) fn whole(self) -> Part<Intervention, Intervention> {
        self.form.whole("intervention")
    }

    /// Something of it, followed.
    pub(super) fn read<U: Clone + PartialEq + Send + Sync + 'static>(
        self,
        get: impl Fn(&Intervention) -> U + Send + Sync + 'static,
    ) -> Memo<U> {
        let value = self.draft.value;
        Memo::new(move |_| value.with(&get))
    }

    /// Whether there is something that is not signed.
    pub(super) fn is_draft(self) -> bool {
        self.draft.kept.get() != Kept::Untouched(None)
    }

    /// Signs what stands there.
    pub(super) fn sign_now(self, passphrase: String) {
        let Draft { record, doc, .. } = self.draft;
        // Over a colleague's version only where somebody said so: otherwise the keeper refuses it as stale.
        let base = self.asked.pick(|view| if view.overtaken && !self.over.get_untracked() { 0 } else { view.base });
        self.sign_as(|body| Save::signed(record, Some(doc), base, body, passphrase));
    }

    /// Opens the part where a place is, and goes to the place.
    pub(super) fn go(self, place: String) {
        let part = part_of(&place);
        self.open.set(Some(part));
        request_animation_frame(move || go_soon(place));
    }

    /// Opens a part to write on it.
    pub(super) fn open_part(self, part: Opened) {
        self.open.set(Some(part));
        let id = heading_of(part);
        request_animation_frame(move || focus_field(id));
    }

    /// What was found, as the sign bar names it.
    pub(super) fn named(self) -> Vec<Named> {
        let mut named: Vec<Named> = Vec::new();
        self.findings.with(|findings| {
            for finding in findings {
                let words = self.draft.value.with(|all| super::labels::finding(all, finding));
                if named.iter().all(|one| !one.says(&words)) {
                    named.push(Named::new(finding.place.name(), words, finding.blocks()));
                }
            }
        });
        named
    }
}

/// What is only missing yet waits until somebody signs.
fn is_only_missing(finding: &Finding) -> bool {
    use clinical::Wrong;
    matches!(finding.wrong(), Some(Wrong::Missing | Wrong::ModelWithoutReason | Wrong::RiskNotDescribed | Wrong::NoResult) | None)
}

/// The part that a place is in.
pub(super) fn part_of(place: &str) -> Opened {
    let step = |step| Opened::At(step);
    match place.split('-').next().unwrap_or_default() {
        "person" => Opened::About,
        "screen" => step(Step::Safety),
        "participant" if place.contains("letter") => step(Step::Participants),
        "participant" | "meeting" => step(Step::Participants),
        "treatment" => step(Step::Treatment),
        "consequence" => step(Step::Consequences),
        "session" => step(Step::Outcome),
        "follow" => step(Step::FollowUp),
        "support" => Opened::Support,
        _ => match place {
            "intervention-model" | "intervention-model-why" | "intervention-model-on" | "intervention-invited-on" => {
                step(Step::Model)
            }
            "intervention-screened-on" | "intervention-screened-again-on" => step(Step::Safety),
            "intervention-participants" | "intervention-meetings" => step(Step::Participants),
            "intervention-admit-on" | "intervention-admit-time" | "intervention-escort" => step(Step::Outcome),
            "intervention-follow-ups" => step(Step::FollowUp),
            _ => Opened::About,
        },
    }
}

/// The id of a part's heading.
pub(super) const fn heading_of(part: Opened) -> &'static str {
    match part {
        Opened::About => "about",
        Opened::At(step) => step.id(),
        Opened::Support => "support",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_a_finding_is_in_a_part_of_the_page() {
        assert!(part_of("person-given") == Opened::About && part_of("intervention-concern") == Opened::About);
        assert!(part_of("screen-violence-words") == Opened::At(Step::Safety));
        assert!(part_of("participant-2-letter-read") == Opened::At(Step::Participants));
        assert!(part_of("follow-up-1-result") == Opened::At(Step::FollowUp));
        assert!(part_of("intervention-admit-on") == Opened::At(Step::Outcome));
        assert!(part_of("support-1-what") == Opened::Support);
    }
}
