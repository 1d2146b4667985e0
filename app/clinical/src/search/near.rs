//! A name as it is misspelled. Names only: a word of a note that nearly fits is another word.

/// Words with fewer letters than this are typed right or not found: of three letters, one that is wrong leaves too little.
const FEWEST_LETTERS: usize = 4;
/// From so many letters on, two may be wrong.
const LONG: usize = 8;
/// More letters than this are no name.
const MOST_LETTERS: usize = 32;

/// Whether a name begins as typed but for a slip: a letter that is missing, too many or another, or two that changed places.
/// Both are folded.
pub(super) fn nearly_begins(typed: &str, name: &str) -> bool {
    let typed: Vec<char> = typed.chars().take(MOST_LETTERS + 1).collect();
    let slips = match typed.len() {
        FEWEST_LETTERS..LONG => 1,
        LONG..=MOST_LETTERS => 2,
        _ => return false,
    };
    let name: Vec<char> = name.chars().take(typed.len() + slips).collect();
    // Rows of the distance between the first letters typed and each beginning of the name, with neighbors that changed places
    // (optimal string alignment). What is still being typed may stop anywhere in the name.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=name.len()).collect();
    for (row, letter) in typed.iter().enumerate() {
        let mut next = vec![row + 1];
        for (at, other) in name.iter().enumerate() {
            let of = |line: &[usize], place: usize| line.get(place).copied().unwrap_or(usize::MAX - 1);
            let mut least = (of(&last, at) + usize::from(letter != other)).min(of(&last, at + 1) + 1).min(of(&next, at) + 1);
            let swapped = row > 0 && at > 0 && typed.get(row - 1) == Some(other) && name.get(at - 1) == Some(letter);
            if swapped {
                least = least.min(of(&before, at - 1) + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut last, next);
    }
    last.iter().any(|distance| *distance <= slips)
}
