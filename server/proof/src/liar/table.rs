//! The lies, as they are told to devices in `tests/liar.rs`. The page in `LIES.md` is made of this.

mod others;
mod records;

/// A lie.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// What the lie is about.
    pub about: &'static str,
    /// How it is called.
    pub name: &'static str,
    /// What it tries.
    pub tries: &'static str,
    /// What the device does.
    pub device: &'static str,
    /// What the person is told: a part of the sentence in the outbox and on the chart, or which of the sentences of
    /// `app/src/problem.rs` stands above every page (`stopped: …`) or beside what was asked (`refused: …`).
    pub told: &'static str,
}

const fn row(about: &'static str, name: &'static str, tries: &'static str, device: &'static str, told: &'static str) -> Row {
    Row { about, name, tries, device, told }
}

/// Every lie that is told.
pub fn lies() -> impl Iterator<Item = &'static Row> {
    records::LIES.iter().chain(others::LIES)
}

/// What no device can find out alone. Each is in the README's table of threats, by these words.
pub const UNDETECTED: &[&str] = &[
    "Holding back the newest entries, or a whole record, looks like a slow network",
    "At a device's first contact there is nothing to compare with",
    "In a record in which nothing was received since, a server can still pass off what they sign as older",
    "or write a whole new log",
    "It can read what is opened from then on",
];

/// The table as a page.
pub fn page() -> String {
    let mut page = String::from(
        "# What a server that lies can try\n\n\
         Each of these lies is told to real devices over the real protocol by `tests/liar.rs`; this page is made of the same table.\n\
         In none of them does the server come to read a word, and after each the truth is believed again, unless the row says \
         otherwise.\n\n\
         `stopped: …` stands above every page in red, `refused: …` beside what was asked; the sentences are in `app/src/problem.rs`.\n",
    );
    let mut about = "";
    for row in lies() {
        if row.about != about {
            about = row.about;
            page.push_str(&format!(
                "\n## {about}\n\n| lie | what it tries | what the device does | what the person is told |\n|---|---|---|---|\n"
            ));
        }
        page.push_str(&format!("| {} | {} | {} | {} |\n", row.name, row.tries, row.device, row.told));
    }
    page.push_str("\n## What no device finds out alone\n\nThese are in the README, under Threats, and nowhere else:\n\n");
    for words in UNDETECTED {
        page.push_str(&format!("- “{words}”\n"));
    }
    page
}
