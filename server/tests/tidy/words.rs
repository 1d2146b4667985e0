//! Pages say what a counselor would say: words that the glossary retired do not come back.

use super::texts;

/// Where the sentences of pages are.
const PAGES: [&str; 5] = ["app/src/", "app/gate/src/", "app/clinical/src/", "app/keeper/src/", "app/ui/src/"];

/// A phrase that was retired, and the one that took its place.
const RETIRED: &[(&str, &str)] = &[
    ("programme", "program"),
    ("What stands in the way", "Problem"),
    ("What is seen", "As evidenced by"),
    ("How anyone can tell", "Measurable by"),
    ("How it can be told", "Measurable by"),
    ("Where it began", "Baseline"),
    ("Where it should get", "Target"),
    ("What is done for", "Intervention for"),
    ("What brought it about", "Reason for revision"),
    ("In the client’s words", "Goal (client’s words)"),
    ("What is in the way", "Barriers"),
    ("Who stands by", "Supports"),
    ("When it is time to leave", "Discharge criteria"),
    ("What comes after", "Aftercare"),
    ("Goes back to", "Diagnosis"),
    ("Where it stands", "Status"),
    ("\"In force", "Active"),
    ("Duties left undone", "Failure to fulfill obligations"),
    ("What it rests on", "Basis"),
    ("answers to it", "Not addressed in plan"),
    ("Who else told something", "Collateral sources"),
    ("\"Looked at by", "Assessed by"),
    ("Nothing to tell", "Denied"),
    ("Take out", "Remove"),
    ("Took out", "Removed"),
    ("Take in\"", "Add"),
    ("Take it down", "Record signature"),
    ("taken down", "recorded"),
    ("nobody has asked", "not asked"),
    ("Signed and said", "Signatures and comments"),
    ("To look at", "Review queue"),
    ("Sign the withdrawal", "Mark as entered in error"),
    ("Something happened", "Report an event"),
    ("Nobody has touched", "You’ve been inactive"),
    ("Tick for this day", "Date met"),
    ("Is said quietly", "Hint"),
    ("At the server", "Sync"),
    ("Whom they can ask", "Who they can ask"),
    ("will be here once", "appear here"),
    ("Begin with this", "Use this template"),
    ("\"domain reference", "a source that a reader knows"),
    ("\"our choice", "Throughline default"),
    ("Rules highest-need", "nothing"),
    ("cannot be taken back", "You cannot undo this"),
    ("stand side by side", "are active"),
    ("Look at it again on", "Next review"),
    ("Say when it took place", "Enter date and time"),
    ("How you met", "Modality"),
    ("What this worked on", "Objectives addressed"),
    ("How it goes", "Progress"),
    ("Number read", "Current value"),
    ("Nobody asked about this", "Not assessed"),
    ("Nothing to look at", "No issues"),
    ("Tries to reach", "Outreach attempts"),
    ("Add a try", "Add attempt"),
    ("Returned, with their author", "Awaiting revision"),
    ("until it is, none is kept", "Not saved until you fix this"),
    ("It begins empty", "Starts blank"),
    ("What waits\"", "Outbox"),
    ("\"Untie", "Unlink"),
    ("Words that begin so", "Finds words that start with what you type"),
    ("as you would say it", "Search by name"),
    ("Owed, by reason", "To do"),
    ("Signed lately", "Recently signed"),
    ("named in the plan", "set in the plan"),
    ("will be here", "appear here"),
    ("struck out for everyone", "crossed out for everyone"),
    ("Say why", "Enter the reason"),
    ("Take it back", "Clear it"),
    ("take the mark back", "uncheck it"),
    ("and the risk screen says", "but the risk screen says"),
    ("to be reached by", "had the target date"),
    ("Promised {", "Planned, provided"),
    ("from then on", "new"),
    ("Goes on with", "Continues"),
    ("goes on with", "continues"),
    ("takes along", "included in the client’s copy"),
    ("Under medical eyes", "Medically monitored"),
    ("is kept, crossed out", "stays in the record, crossed out"),
    ("Someone was faster", "This program was just set up on another device"),
    ("set up on this server meanwhile", "This program was just set up on another device"),
    ("There is nothing here for you", "what happened: no longer on the team, or data cleared"),
    ("Please fill this in.\"", "“Date is required.”; ui::FILL_IN and Wrong::Missing, which the field turns into that"),
];

/// Where such words are no page's: the two sentences that a field replaces by its label.
const KNOWN: [(&str, &str); 2] =
    [("app/clinical/src/wrong.rs", "Please fill this in.\""), ("app/ui/src/field_message.rs", "Please fill this in.\"")];

/// The lines of a page's source that say something to a reader: no comments, no tests.
fn said(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().take_while(|(_, line)| !line.starts_with("#[cfg(test)]"));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//") && line.contains('"')).map(|(number, line)| (number + 1, line))
}

#[test]
fn no_page_says_a_word_that_was_retired() {
    let mut found = Vec::new();
    for (name, text) in texts() {
        let page = name.ends_with(".rs") && PAGES.iter().any(|folder| name.starts_with(folder));
        if !page && !name.ends_with("README.md") {
            continue;
        }
        for (number, line) in said(&text) {
            let retired = RETIRED.iter().filter(|(old, _)| line.contains(old) && !KNOWN.contains(&(name.as_str(), *old)));
            found.extend(retired.map(|(old, new)| format!("{name}:{number}: “{old}”, better “{new}”")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The words of a line's sentences that are a name in code: a renaming may reach into what people read.
fn names_in_sentences(line: &str) -> impl Iterator<Item = &str> {
    let sentences = line.split('"').skip(1).step_by(2).filter(|text| text.contains(' ') && text.starts_with(char::is_uppercase));
    let letters = |side: Option<char>| side.is_some_and(|c| c.is_ascii_lowercase());
    sentences.flat_map(str::split_whitespace).filter(move |word| {
        let joined = |(before, after): (&str, &str)| letters(before.chars().last()) && letters(after.chars().next());
        !word.contains('{') && word.split_once('_').is_some_and(joined)
    })
}

#[test]
fn no_sentence_of_a_page_has_a_name_of_the_code_in_it() {
    let mut found = Vec::new();
    for (name, text) in texts() {
        if !name.ends_with(".rs") || !PAGES.iter().any(|folder| name.starts_with(folder)) {
            continue;
        }
        for (number, line) in said(&text) {
            found.extend(names_in_sentences(line).map(|word| format!("{name}:{number}: {word}")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_name_of_the_code_is_found_in_a_sentence_only() {
    let found = |line: &'static str| names_in_sentences(line).collect::<Vec<_>>();
    assert_eq!(found(r#"<li>"Keep this form_state in a safe."</li>"#), ["form_state"]);
    assert!(found(r#"field("birth_date", "Born on {born_on}.", "A name _ a line")"#).is_empty());
}

#[test]
fn comments_and_tests_are_not_pages() {
    let text = "// \"Take out\"\nlet a = \"Remove\";\n#[cfg(test)]\nlet b = \"Take out\";\n";
    assert_eq!(said(text).collect::<Vec<_>>(), [(2, "let a = \"Remove\";")]);
}
