//! Moving text between layouts. The law: whatever was typed is still there afterwards.

use super::Note;
use crate::{Format, ServiceType};
use std::collections::BTreeMap;

impl Note {
    /// Changes the format. Text goes along where the new one has a section of the same id; the rest
    /// is set aside, and comes back when a format that has its section is chosen again.
    pub fn switch_format(&mut self, format: Format) {
        self.format = format;
        self.rearrange();
    }

    /// Changes the kind of service, with the same care for text.
    pub fn switch_service(&mut self, service: ServiceType) {
        self.service = service;
        self.rearrange();
    }

    /// Text set aside, with the heading it had: what the page offers to put somewhere.
    pub fn offered(&self) -> Vec<(&str, &str)> {
        let label = |id: &str| crate::section(id).map(|section| section.label);
        self.set_aside.iter().map(|(id, text)| (label(id).unwrap_or(id), text.as_str())).collect()
    }

    /// Puts the text set aside from section `from` at the end of section `into`. Does nothing and
    /// answers `false` when there is none, or when this note has no section `into`.
    pub fn take_aside(&mut self, from: &str, into: &str) -> bool {
        if !self.layout().iter().any(|section| section.id == into) {
            return false;
        }
        let Some(text) = self.set_aside.remove(from) else { return false };
        add(&mut self.sections, into, text);
        self.carried.remove(from);
        self.carried.remove(into);
        true
    }

    /// Drops the text set aside from section `from`; hands it over, so that it can be put back.
    pub fn drop_aside(&mut self, from: &str) -> Option<String> {
        self.carried.remove(from);
        self.set_aside.remove(from)
    }

    fn rearrange(&mut self) {
        let layout = self.layout();
        let belongs = |id: &str| layout.iter().any(|section| section.id == id);
        let (fits, homeless): (BTreeMap<_, _>, BTreeMap<_, _>) =
            std::mem::take(&mut self.sections).into_iter().partition(|(id, _)| belongs(id));
        let (returns, aside): (BTreeMap<_, _>, BTreeMap<_, _>) =
            std::mem::take(&mut self.set_aside).into_iter().partition(|(id, _)| belongs(id));
        self.sections = fits;
        self.set_aside = aside;
        for (id, text) in homeless {
            add(&mut self.set_aside, &id, text);
        }
        for (id, text) in returns {
            add(&mut self.sections, &id, text);
        }
    }
}

/// Adds text at the end, after a blank line when there is text already.
fn add(texts: &mut BTreeMap<String, String>, id: &str, text: String) {
    if text.is_empty() {
        return;
    }
    let there = texts.entry(id.to_owned()).or_default();
    if !there.is_empty() {
        there.push_str("\n\n");
    }
    there.push_str(&text);
}
