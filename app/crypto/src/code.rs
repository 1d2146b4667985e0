//! Sixteen secret bytes as people write them down: Crockford's base32 in groups of five, with a checksum.
//!
//! 128 bits of secret and the first 22 bits of a digest over kind and secret make 30 characters. A slip of the pen,
//! or a code of the other kind, passes with a chance of one in four million.

use record::Digest;
use zeroize::Zeroizing;

/// Crockford's alphabet: no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SYMBOLS: usize = 30;
const CHECK_BITS: u32 = 22;

/// What a code is for.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    SecretKey,
    Invite,
}

impl Kind {
    const fn prefix(self) -> &'static str {
        match self {
            Self::SecretKey => "TL1",
            Self::Invite => "TLI",
        }
    }

    const fn domain(self) -> &'static str {
        match self {
            Self::SecretKey => "throughline/secret-key-text/v1",
            Self::Invite => "throughline/invite-code-text/v1",
        }
    }

    fn check(self, secret: &[u8; 16]) -> u32 {
        let [a, b, c, ..] = Digest::of(self.domain(), secret).0;
        u32::from_be_bytes([0, a, b, c]) >> (24 - CHECK_BITS)
    }
}

/// The spelling of `secret`.
pub(crate) fn write(kind: Kind, secret: &[u8; 16]) -> String {
    let value = u128::from_be_bytes(*secret);
    let check = kind.check(secret);
    let mut text = String::with_capacity(SYMBOLS + 10);
    text.push_str(kind.prefix());
    for place in 0..SYMBOLS {
        if place % 5 == 0 {
            text.push('-');
        }
        // 150 bits from the left: 25 symbols of secret, one of 3 bits secret and 2 bits check, four of check.
        let symbol = match place {
            0..25 => (value >> (123 - 5 * place)) & 31,
            25 => ((value & 7) << 2) | u128::from(check >> 20),
            _ => u128::from(check >> (5 * (29 - place))) & 31,
        };
        text.push(letter(symbol));
    }
    text
}

/// The letter of the last five bits.
pub(crate) fn letter(value: u128) -> char {
    let symbol = usize::try_from(value & 31).ok().and_then(|symbol| ALPHABET.get(symbol)).copied();
    char::from(symbol.unwrap_or(b'0'))
}

/// The secret that `text` spells: in either case, with or without prefix, hyphens and spaces, O for 0, I or L for 1.
///
/// Gives `None` for anything else, a wrong checksum, or a code of the other kind.
pub(crate) fn read(kind: Kind, text: &str) -> Option<Zeroizing<[u8; 16]>> {
    let mut symbols = Zeroizing::new(Vec::with_capacity(SYMBOLS + 3));
    for letter in text.chars().filter(|letter| !letter.is_whitespace() && !is_dash(*letter)) {
        symbols.push(symbol(letter)?);
        if symbols.len() > SYMBOLS + 3 {
            return None;
        }
    }
    let symbols = match symbols.len() {
        SYMBOLS => symbols.as_slice(),
        _ => {
            let prefix: Vec<u8> = kind.prefix().chars().filter_map(symbol).collect();
            symbols.strip_prefix(prefix.as_slice()).filter(|rest| rest.len() == SYMBOLS)?
        }
    };
    let (head, tail) = symbols.split_at_checked(25)?;
    let (middle, tail) = tail.split_first()?;
    let top = head.iter().fold(0u128, |value, symbol| (value << 5) | u128::from(*symbol));
    let value = (top << 3) | u128::from(middle >> 2);
    let check = tail.iter().fold(u32::from(middle & 3), |value, symbol| (value << 5) | u32::from(*symbol));
    let secret = Zeroizing::new(value.to_be_bytes());
    (kind.check(&secret) == check).then_some(secret)
}

/// Hyphens as keyboards, printers and copied text have them.
const fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '_' | '.')
}

fn symbol(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|known| char::from(*known) == letter)?;
    u8::try_from(place).ok()
}
