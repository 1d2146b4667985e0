//! What differs by kind of document is a fact of the kind: nothing outside of the one list asks a body which kind it is by `match`.

use super::texts;

/// The one list, and the rules of the kinds beside it.
const THE_LIST: [&str; 2] = ["app/clinical/src/kind.rs", "app/clinical/src/kind/"];

/// The lines of a file that take a body apart by its variants, or branch over every kind.
fn matches(text: &str) -> Vec<usize> {
    let named = uses_clinical_kind(text);
    let fault = |line: &str| {
        let code = line.split("//").next().unwrap_or_default();
        let body = code.match_indices("Body::").any(|(at, _)| {
            let before = code[..at].chars().next_back();
            let after = code[at + "Body::".len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_uppercase)
        });
        let arm = named
            && code.find("Kind::").is_some_and(|at| {
                let before = code[..at].trim_end();
                code[at..].contains("=>") && !before.contains("=>") && !before.ends_with("==") && !before.ends_with("!=")
            });
        body || arm || (named && code.trim_start().starts_with("| Kind::"))
    };
    text.lines().enumerate().filter(|(_, line)| fault(line)).map(|(number, _)| number + 1).collect()
}

/// Whether `Kind` is the clinical one in this file: other types of that name are free.
fn uses_clinical_kind(text: &str) -> bool {
    let uses = text.match_indices("use clinical::").map(|(at, _)| text[at..].split(';').next().unwrap_or_default());
    let word = |list: &str| list.split(|c: char| !c.is_alphanumeric()).any(|word| word == "Kind");
    uses.into_iter().any(word)
}

#[test]
fn no_file_but_the_list_branches_over_kinds_of_documents() {
    let mut found = Vec::new();
    for (name, text) in texts() {
        if name.ends_with(".rs") && !THE_LIST.iter().any(|list| name.starts_with(list)) && !name.ends_with("tidy/kinds.rs") {
            found.extend(matches(&text).into_iter().map(|line| format!("{name}:{line}")));
        }
    }
    assert_eq!(found, Vec::<String>::new(), "put what differs beside the type, as a fact of its kind");
}

#[test]
fn a_branch_over_kinds_is_found_and_a_question_about_one_is_not() {
    let of = |line: &str| !matches(&format!("use clinical::{{Body, Kind}};\n{line}")).is_empty();
    for branch in [
        "Body::Note(note) => one(note),",
        "if let Body::Plan(plan) = body {",
        "Kind::Note => one(),",
        "clinical::Kind::Note | Kind::Plan => one(),",
        "    | Kind::Plan",
    ] {
        assert!(of(branch), "{branch}");
    }
    for question in [
        "let kind = Kind::Note;",
        "Body::from(note)",
        "rows.iter().filter(|row| row.kind == Kind::Note)",
        "Reason::Draft => pages::list(record, Kind::Note),",
        "None if row.kind == Kind::Note => one(),",
        "RecordBody::Note(note) => one(note),",
        "// Body::Note(note) => one(note),",
    ] {
        assert!(!of(question), "{question}");
    }
    assert!(matches("use super::fields::Kind;\nKind::Long => one(),").is_empty(), "another type of that name");
}
