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
        'ﬀ' => "ff", // ligatures come along when text is pasted
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
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

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    /// Where it begins, in bytes.
    pub(crate) start: usize,
    /// As it stands there, without apostrophes around it.
    pub(crate) text: &'a str,
}

impl Token<'_> {
    /// Where it ends, in bytes.
    pub(crate) const fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Puts its folded form into `folded`; the dot of a code is left out, that of a number stays.
    pub(crate) fn fold_into(&self, folded: &mut String) {
        folded.clear();
        if self.text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            folded.push_str(self.text); // most words
            folded.make_ascii_lowercase();
            return;
        }
        let is_number = self.text.starts_with(|c: char| c.is_ascii_digit());
        let kept = |c: &char| !is_apostrophe(*c) && (*c != '.' || is_number);
        fold_into(self.text.chars().filter(kept), folded);
    }

    /// Whether it begins with a capital and goes on in small letters.
    pub(crate) fn is_titled(&self) -> bool {
        let mut letters = self.text.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    }

    /// Its folded form.
    pub(crate) fn folded(&self) -> String {
        let mut folded = String::with_capacity(self.text.len());
        self.fold_into(&mut folded);
        folded
    }
}

/// The words of a text with their places. Unlike [`words`] a number keeps its decimals (`2.1`) and a code of
/// ICD-10-CM its rest (`F10.20`): they are one word each. What folds to nothing is no word.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let belongs = |c: char| match c.is_ascii() {
        true => c.is_ascii_alphanumeric() || is_apostrophe(c),
        false => c.is_alphanumeric() || is_combining_mark(c) || is_apostrophe(c),
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let begin = rest.bytes().take_while(|byte| byte.is_ascii() && !belongs(char::from(*byte))).count();
            let begin = begin + rest.get(begin..)?.find(belongs)?;
            let word = rest.get(begin..)?;
            let length = word.bytes().take_while(u8::is_ascii_alphanumeric).count();
            // Most words: nothing is trimmed from them, and what follows belongs to no word. An index reads millions of them.
            let ends = |next: &u8| next.is_ascii() && *next != b'.' && !belongs(char::from(*next));
            if length > 0 && word.as_bytes().get(length).is_none_or(ends) {
                let start = at + begin;
                at = start + length;
                return Some(Token { start, text: word.get(..length)? });
            }
            let mut length = length + word.get(length..)?.find(|c| !belongs(c)).unwrap_or(word.len() - length);
            let mut head = Head::of(word.get(..length)?);
            while let Some(more) = head.after_dot(word.get(length..)?) {
                length += more;
            }
            let whole = word.get(..length)?;
            let start = at + begin + (whole.len() - whole.trim_start_matches(is_apostrophe).len());
            at += begin + length;
            let token = Token { start, text: whole.trim_matches(is_apostrophe) };
            if token.text.contains(|c: char| !is_combining_mark(c) && !is_apostrophe(c)) {
                return Some(token);
            }
        }
    })
}

/// What stands before a dot. Found out once for each word: looking back at each dot would make `1.1.1.1` slow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    /// Digits, after which more may follow: `2`, `2.1`.
    Number,
    /// The category of a code of ICD-10-CM: `F10`.
    Code,
    /// Anything else; a dot ends it.
    Word,
}

impl Head {
    fn of(word: &str) -> Self {
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            return Self::Number;
        }
        match word.as_bytes() {
            [letter, digit, last] if letter.is_ascii_alphabetic() && digit.is_ascii_digit() && last.is_ascii_alphanumeric() => {
                Self::Code
            }
            _ => Self::Word,
        }
    }

    /// How many bytes of `rest` belong to the word because of the dot it begins with: digits after digits, and the rest of a
    /// code (up to four letters or digits, with a digit among them or alone).
    fn after_dot(&mut self, rest: &str) -> Option<usize> {
        let tail = rest.strip_prefix('.').filter(|_| *self != Self::Word)?;
        let more = tail.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (next, after) = tail.split_at_checked(more)?;
        let fits = match self {
            Self::Number => next.bytes().all(|byte| byte.is_ascii_digit()),
            Self::Code => more <= 4 && (more == 1 || next.bytes().any(|byte| byte.is_ascii_digit())),
            Self::Word => false,
        };
        if *self == Self::Code {
            *self = Self::Word; // a code has one dot
        }
        (more > 0 && fits && !after.starts_with(char::is_alphanumeric)).then_some(more + 1)
    }
}
