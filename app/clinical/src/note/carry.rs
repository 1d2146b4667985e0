//! Carrying text forward from an earlier note: only what was chosen, only where nothing stands, and marked until it is edited.

use super::Note;
use crate::Section;
use record::is_blank;

impl Note {
    /// The sections whose text could be carried from `last`: there it has text, here it has none.
    pub fn may_carry(&self, last: &Self) -> Vec<Section> {
        let empty_here = |section: &Section| is_blank(self.text_of(section.id));
        let full_there = |section: &Section| !is_blank(last.text_of(section.id));
        self.layout().into_iter().filter(|section| empty_here(section) && full_there(section)).collect()
    }

    /// Carries the text of the chosen sections from `last` and marks it. What [`Self::may_carry`] does not
    /// offer stays as it is. Answers how many were carried.
    pub fn carry(&mut self, last: &Self, chosen: &[&str]) -> usize {
        let taken: Vec<Section> = self.may_carry(last).into_iter().filter(|section| chosen.contains(&section.id)).collect();
        for section in &taken {
            self.set_text(section.id, last.text_of(section.id));
            self.carried.insert(section.id.to_owned());
        }
        taken.len()
    }

    /// Whether this section's text was carried and not edited since.
    pub fn is_carried(&self, id: &str) -> bool {
        self.carried.contains(id) && self.sections.contains_key(id)
    }
}
