//! Every word somebody wrote finds the document it stands in, whatever field it was written into.

use crate::{
    assessments::full_assessment,
    made::{day, full_profile},
    plan::made::{doc, full_plan},
};
use clinical::{
    assessment::Answer,
    search::{Document, Index, Query},
    *,
};
use record::RecordId;
use serde_json::Value;

/// What is a string and no text: ids, numbers of levels, ratings and rules, and who signed.
const NO_TEXT: &[&str] = &["id", "finding", "findings", "number", "rating", "rules", "rules_version"];

/// The places of all strings in a stored form, as JSON pointers, each with the name of its field.
fn strings(value: &Value, at: &str, field: &str, into: &mut Vec<(String, String)>) {
    if value.is_string() {
        into.push((at.to_owned(), field.to_owned()));
    }
    for (key, value) in value.as_object().into_iter().flatten() {
        strings(value, &format!("{at}/{key}"), key, into);
    }
    for (place, value) in value.as_array().into_iter().flatten().enumerate() {
        strings(value, &format!("{at}/{place}"), field, into);
    }
}

/// A word of its own for each number, none the beginning of another.
fn word(number: usize) -> String {
    let letter = |digit: usize| char::from(b'a' + u8::try_from(digit % 26).unwrap());
    format!("qux{}{}{}", letter(number / 676), letter(number / 26), letter(number))
}

/// A body with another word in each of its text fields, and where each of them stands. A string that takes no other word is a
/// date, a document's id or a word of a closed list.
fn full_of_words(body: &Body) -> (Body, Vec<(String, String)>) {
    let (kind, mut value) = (body.kind().id(), body.to_value().unwrap());
    let mut places = Vec::new();
    strings(&value, "", "", &mut places);
    places.retain(|(place, field)| !NO_TEXT.contains(&field.as_str()) && !place.contains("/author/"));
    let mut written = Vec::new();
    for (place, _) in places {
        let word = word(written.len());
        let was = std::mem::replace(value.pointer_mut(&place).unwrap(), word.clone().into());
        if Body::from_value(kind, value.clone()).is_ok() {
            written.push((place, word));
        } else {
            *value.pointer_mut(&place).unwrap() = was;
        }
    }
    (Body::from_value(kind, value).unwrap(), written)
}

/// How many texts were written, and where those stand that are not found.
fn missed(body: &Body) -> (usize, Vec<String>) {
    let (body, written) = full_of_words(body);
    let record = RecordId::from_u128(1);
    let document = Document::of(record, doc(1), &body, &full_profile().name, day("2026-11-18")).unwrap();
    let mut index = Index::default();
    index.add(&document);
    let unheard = |word: &str| index.search(&Query::new(word), 1).total == 0;
    (written.len(), written.into_iter().filter(|(_, word)| unheard(word)).map(|(place, _)| place).collect())
}

#[test]
fn every_text_of_an_assessment_finds_it() {
    let mut assessment = full_assessment();
    let told = || Answer::Told("Told.".into());
    (assessment.trauma, assessment.living.use_in_home, assessment.living.safety) = (told(), told(), told());
    assert!(assessment.answers().iter().all(|(.., answer)| !answer.text().is_empty()));
    let (written, missed) = missed(&assessment.into());
    assert!(written > 40 && missed.is_empty(), "{written} written, not found: {missed:?}");
}

#[test]
fn every_text_of_a_plan_finds_it() {
    let (written, missed) = missed(&full_plan().into());
    assert!(written > 40 && missed.is_empty(), "{written} written, not found: {missed:?}");
}
