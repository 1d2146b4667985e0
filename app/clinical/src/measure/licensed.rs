//! The wording of items that were not seen in full: a program enters the text it is licensed for, with the line on which terms. What is
//! published is quoted exactly and never replaced.

use super::{Instrument, Item, Language, instrument_called, instruments};
use crate::{Place, Wrong, contact::SHORT, finding::Findings};
use record::is_blank;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The texts of one instrument that a program is licensed for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licensed {
    /// The license line: whose permission, and on which terms. It is printed under the form.
    pub license: String,
    /// The texts, in English, by the number of their item. An item that is not here is asked by number and short label.
    pub items: BTreeMap<String, String>,
}

/// Everything a program is licensed for, by instrument (its id).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LicensedTexts(pub BTreeMap<String, Licensed>);

impl Instrument {
    /// The items whose text was not seen in full.
    pub fn unpublished(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.text.exact(Language::En).is_none())
    }
}

impl Licensed {
    /// The text of an item, where it has no published one.
    pub fn text(&self, item: &Item) -> Option<&str> {
        let own = self.items.get(&item.id).map(|text| text.trim()).filter(|text| !is_blank(text))?;
        item.text.exact(Language::En).is_none().then_some(own)
    }
}

impl LicensedTexts {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The texts of an instrument.
    pub fn of(&self, instrument: &str) -> Option<&Licensed> {
        self.0.get(instrument)
    }

    /// Drops fields that were left empty.
    pub fn tidy(&mut self) {
        for own in self.0.values_mut() {
            own.items.retain(|_, text| !text.is_empty());
        }
        self.0.retain(|_, own| !own.items.is_empty() || !own.license.is_empty());
    }

    /// What keeps them from being saved. A field that was never filled in is none.
    pub(crate) fn check(&self, findings: &mut Findings) {
        for (id, own) in &self.0 {
            let written = || own.items.iter().filter(|(_, text)| !text.is_empty());
            let license = Place::one("licensed", id, "license");
            findings.block(written().next().is_some() && is_blank(&own.license), license.clone(), Wrong::NoLicense);
            findings.block(written().next().is_none() && !own.license.is_empty(), license.clone(), Wrong::LicenseForNothing);
            findings.length(license, &own.license, SHORT);
            for (number, text) in written() {
                let place = Place::one("item", format!("{id}-{number}"), "text");
                let open = instrument_called(id).is_some_and(|one| one.unpublished().any(|item| item.id == *number));
                findings.block(!open, place.clone(), Wrong::HasPublishedText);
                findings.required(place, text, SHORT);
            }
        }
    }

    /// What is different from `before`, each thing with its words then and now.
    pub(crate) fn differences(&self, before: &Self) -> Vec<(String, String, String)> {
        let of = |texts: &Self, id: &str| texts.of(id).cloned().unwrap_or_default();
        let mut all = Vec::new();
        for one in instruments() {
            let (now, then) = (of(self, &one.id), of(before, &one.id));
            all.push((format!("{}, license", one.short), then.license.clone(), now.license.clone()));
            for item in one.unpublished() {
                let text = |own: &Licensed| own.items.get(&item.id).cloned().unwrap_or_default();
                all.push((format!("{}, wording of item {}", one.short, item.id), text(&then), text(&now)));
            }
        }
        all.retain(|(_, then, now)| then != now);
        all
    }
}
