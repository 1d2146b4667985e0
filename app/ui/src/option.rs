//! One thing that can be chosen, in a select or a group of radio buttons.

/// Something to choose.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opt {
    /// What is handed back when it is chosen.
    pub value: String,
    /// The words on it.
    pub label: String,
    /// A second line, shown by [`crate::Choice`] in a list.
    pub hint: Option<String>,
    /// The heading under which it is listed in a [`crate::Select`]; options of one group follow each other.
    pub group: Option<&'static str>,
}

impl Opt {
    /// A thing to choose, without a second line.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None, group: None }
    }

    /// The same with a second line.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same under a heading.
    #[must_use]
    pub const fn in_group(mut self, group: &'static str) -> Self {
        self.group = Some(group);
        self
    }
}
