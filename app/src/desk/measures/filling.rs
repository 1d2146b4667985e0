//! A measure under somebody's hands, with what its check finds.

use crate::desk::{
    ask::Asked,
    clock,
    doc_form::{DocForm, Manner},
    form::{Bound, Part},
    page::focus_heading,
    sign::Named,
};
use clinical::{
    Finding, Place, Wrong, Zoned,
    measure::{Answer, Instrument, Measure, RiskRecord},
};
use keeper::protocol::{DocView, ThreadView};
use leptos::prelude::*;
use record::RecordId;
use std::ops::Deref;

/// The value of a radio button for a question that the client skips.
pub(super) const SKIPPED: &str = "skipped";

/// A measure being filled in. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Filling {
    doc: DocForm<Measure>,
    /// The risk page is in front of everything else.
    pub(super) asking: RwSignal<bool>,
}

impl Deref for Filling {
    type Target = DocForm<Measure>;

    fn deref(&self) -> &Self::Target {
        &self.doc
    }
}

impl Filling {
    /// Begins with what the keeper has; saves what is typed until the owner is gone.
    pub(super) fn begin(record: RecordId, one: DocView<Measure>, asked: Asked<ThreadView>) -> Self {
        let asking = RwSignal::new(one.content.owes_risk_record());
        // What is forbidden or cannot be is refused at once; what is only missing, once somebody tried.
        let said = |finding: &Finding, tried: bool| !finding.blocks() || tried || !is_missing(finding);
        let today = Memo::new(move |_| asked.pick(|view| Some(view.today)).unwrap_or_else(clock::today));
        let born = Memo::new(move |_| asked.pick(|view| view.birth_date));
        let check = move |measure: &Measure| measure.check(today.get(), born.get());
        let manner = Manner { signed: "The measure was signed.", said };
        Self { doc: DocForm::begin(record, one, manner, check, || {}), asking }
    }

    /// Its own fields.
    pub(super) fn whole(self) -> Part<Measure, Measure> {
        self.form.whole("measure")
    }

    /// What is asked and done about risk; it comes into being when something is written there.
    pub(super) fn risk(self) -> Part<Measure, RiskRecord> {
        Part::the(self.form, "asked", |all, _| all.risk.as_deref(), |all, _| Some(all.risk.get_or_insert_default()))
    }

    /// The answer to an item with choices, as its number; [`SKIPPED`] where it was skipped, empty where it is open.
    pub(super) fn choice(self, item: &'static str) -> Bound<String> {
        let get = move |measure: &Measure| match measure.response.answers.get(item) {
            Some(Answer::Choice(at)) => at.to_string(),
            Some(Answer::Days(_)) | None if measure.skipped.contains(item) => SKIPPED.to_owned(),
            Some(Answer::Days(_)) | None => String::new(),
        };
        let bound = self.form.bind(Place::item("item", item).name(), get, move |measure, chosen: String| {
            put(measure, item, chosen.parse().ok().map(Answer::Choice), chosen == SKIPPED);
        });
        self.watched(bound)
    }

    /// The number of days that answers an item.
    pub(super) fn days(self, item: &'static str) -> Bound<Option<u8>> {
        let get = move |measure: &Measure| match measure.response.answers.get(item) {
            Some(Answer::Days(days)) => Some(*days),
            Some(Answer::Choice(_)) | None => None,
        };
        let bound = self.form.bind(Place::item("item", item).name(), get, move |measure, days: Option<u8>| {
            let skipped = days.is_none() && measure.skipped.contains(item);
            put(measure, item, days.map(Answer::Days), skipped);
        });
        self.watched(bound)
    }

    /// After each answer: does it ask for a person at once; does a short screen go on?
    fn watched<V: Send + Sync + 'static>(self, bound: Bound<V>) -> Bound<V> {
        let write = bound.write;
        let then = Callback::new(move |value| {
            write.run(value);
            self.answered();
        });
        bound.writing(then)
    }

    fn answered(self) {
        if self.form.peek(Measure::owes_risk_record) {
            self.draft.keep_now();
            self.asking.set(true);
            request_animation_frame(focus_heading);
            return;
        }
        let whole = self.form.peek(|measure| measure.missing().is_empty());
        let before = self.form.peek(|measure| measure.response.clone());
        if whole && self.form.peek(|measure| measure.clone().go_on()) {
            self.form.edit(|measure| {
                measure.go_on();
            });
            let long = self.form.peek(|measure| measure.instrument().map(|one| one.short.clone())).unwrap_or_default();
            self.form.offer_undo(format!("At the cutoff: continues with the {long}."), move |measure| {
                measure.response = before.clone();
                measure.screened_by = None;
            });
        }
    }

    /// The instrument; it becomes another where a short screen goes on.
    pub(super) fn instrument(self) -> Memo<Option<&'static Instrument>> {
        let draft = self.draft;
        Memo::new(move |_| draft.value.with(Measure::instrument))
    }

    /// What stops the signature; items by their short names, for a question is long.
    pub(super) fn named(self) -> Signal<Vec<Named>> {
        let (findings, instrument, invalid) = (self.findings, self.instrument(), self.form.invalid());
        Signal::derive(move || {
            let item = |id: &str| instrument.get().and_then(|one| one.item(id)).map(|item| item.label.clone());
            let named = |one: &Finding| {
                let label = one.place.which.as_deref().filter(|_| one.place.of == "item").and_then(item);
                label.map_or_else(|| Named::labeled(one), |label| Named::new(one.place.name(), label, true))
            };
            let all = findings.with(|found| found.iter().filter(|one| one.blocks()).map(named).collect::<Vec<_>>());
            all.into_iter().chain(invalid.get().into_iter().map(Named::invalid)).collect()
        })
    }
}

/// Writes an answer, or that it was skipped. Notes when the first and the last were given, where they are given on this device.
pub(super) fn put(measure: &mut Measure, item: &str, answer: Option<Answer>, skipped: bool) {
    match answer {
        Some(answer) => {
            measure.response.answers.insert(item.to_owned(), answer);
        }
        None => {
            measure.response.answers.remove(item);
        }
    }
    if skipped {
        measure.skipped.insert(item.to_owned());
    } else {
        measure.skipped.remove(item);
    }
}

/// Now, at this device's place.
pub(super) fn now() -> Option<Zoned> {
    let now = clock::now();
    Zoned::at(now, clock::zone(), clock::offset_at(now)).ok()
}

fn is_missing(finding: &Finding) -> bool {
    match finding.wrong() {
        Some(Wrong::Missing | Wrong::NotAnswered | Wrong::RiskNotRecorded | Wrong::RiskWithoutAction) => true,
        Some(_) | None => false,
    }
}
