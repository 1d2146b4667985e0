//! Text made comparable: lower case, no accents, words.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Lower case without accents; letters that no accent explains are spelled out (`ß`, `æ`, `ø`, `ł`).
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text.chars(), &mut folded);
    folded
}

fn fold_into(text: impl Iterator<Item = char>, folded: &mut String) {
    for c in text {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else {
            decompose_canonical(c, |part| {
                if !is_combining_mark(part) {
                    part.to_lowercase().for_each(|c| match spelled_out(c) {
                        Some(letters) => folded.push_str(letters),
                        None if is_combining_mark(c) => {}
                        None => folded.push(c),
                    });
                }
            });
        }
    }
}

fn spelled_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ς' => "σ", // the same letter at the end of a word; lowering a whole word chooses it, a letter alone does not
        _ => return None,
    })
}

/// An apostrophe of any kind inside a name: `O'Brien`, `O’Brien`.
pub(crate) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

/// The folded words of a text.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c) && !is_apostrophe(c))
        .map(|word| {
            let mut folded = String::with_capacity(word.len());
            fold_into(word.chars().filter(|c| !is_apostrophe(*c)), &mut folded);
            folded
        })
        .filter(|word| !word.is_empty())
}
