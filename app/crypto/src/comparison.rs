//! The end of a chain as a short code that two people read to each other: whoever has the same code has the same chain.
//!
//! 120 bits of a digest in six groups of four. Two chains have the same code by chance once in 2^120; a server that makes both
//! itself, to have their codes alike, needs about 2^60 tries, one signature or more each.

use crate::code::letter;
use record::{Digest, Head, RecordId};

const GROUPS: usize = 6;
const GROUP: usize = 4;
const BITS: usize = 5;

/// The code of the program's directory.
pub fn directory_code(head: &Head) -> String {
    code("throughline/compare-directory/v1", &[], head)
}

/// The code of a record's receipts.
pub fn record_code(record: RecordId, head: &Head) -> String {
    code("throughline/compare-record/v1", record.as_bytes(), head)
}

fn code(domain: &str, whose: &[u8], head: &Head) -> String {
    let Digest(digest) = Digest::of(domain, &[whose, &head.seq.to_be_bytes(), head.digest.as_bytes()].concat());
    let value = digest.iter().take(GROUPS * GROUP * BITS / 8).fold(0u128, |value, byte| (value << 8) | u128::from(*byte));
    let symbols: Vec<char> = (0..GROUPS * GROUP).rev().map(|place| letter(value >> (BITS * place))).collect();
    symbols.chunks(GROUP).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: Head = Head { seq: 12, digest: Digest([7; 32]) };

    #[test]
    fn a_code_is_six_groups_of_four_unambiguous_letters() {
        let code = directory_code(&HEAD);
        let groups: Vec<&str> = code.split('-').collect();
        assert_eq!(groups.iter().map(|group| group.len()).collect::<Vec<_>>(), [4; 6]);
        assert!(!code.contains(['I', 'L', 'O', 'U']), "{code}");
    }

    #[test]
    fn a_code_is_of_one_chain_of_one_length() {
        let (one, other) = (RecordId::from_u128(1), RecordId::from_u128(2));
        let changed = Head { digest: Digest([8; 32]), ..HEAD };
        let longer = Head { seq: 13, ..HEAD };
        let codes = [
            directory_code(&HEAD),
            record_code(one, &HEAD),
            record_code(other, &HEAD),
            record_code(one, &changed),
            record_code(one, &longer),
        ];
        for (place, code) in codes.iter().enumerate() {
            assert!(!codes.iter().skip(place + 1).any(|later| later == code), "{code}");
        }
        assert_eq!(record_code(one, &HEAD), record_code(one, &HEAD));
    }
}
