//! Keys that are beside each other on a US keyboard.

/// The rows of the keyboard, without and with shift.
const ROWS: [[&str; 2]; 4] = [
    ["`1234567890-=", "~!@#$%^&*()_+"],
    ["qwertyuiop[]\\", "QWERTYUIOP{}|"],
    ["asdfghjkl;'", "ASDFGHJKL:\""],
    ["zxcvbnm,./", "ZXCVBNM<>?"],
];
/// How many keys there are, and how many are beside each on average.
const KEYS: f64 = 47.0;
const BESIDE: f64 = 4.5;

/// Where a key is: how far to the right, and in which row. Each row stands half a key to the right of the one above.
fn place(key: char) -> Option<(i32, i32)> {
    ROWS.iter().enumerate().find_map(|(row, [plain, shifted])| {
        let right = plain.chars().position(|one| one == key).or_else(|| shifted.chars().position(|one| one == key))?;
        let indent = usize::from(row > 0);
        Some((i32::try_from(right + indent).ok()?, i32::try_from(row).ok()?))
    })
}

/// What a walk over keys costs: where it begins, which way it goes, and how often it turns.
pub(super) fn beside(piece: &[char]) -> Option<f64> {
    if piece.len() < 3 {
        return None;
    }
    let mut turns = 0_u32;
    let mut way = None;
    for pair in piece.windows(2) {
        let [one, next] = pair else { return None };
        let ((from, above), (to, below)) = (place(*one)?, place(*next)?);
        let step = (to - from, below - above);
        if !matches!(step, (-1 | 1, 0) | (0 | 1, -1) | (0 | -1, 1)) {
            return None;
        }
        if way != Some(step) {
            turns += 1;
            way = Some(step);
        }
    }
    let length = u32::try_from(piece.len()).ok()?;
    let tries = (2..=length).flat_map(|length| {
        (1..=turns.min(length - 1))
            .map(move |turns| KEYS * choices(length - 1, turns - 1) * BESIDE.powi(i32::try_from(turns).unwrap_or(i32::MAX)))
    });
    Some(tries.sum())
}

/// How many ways there are to choose `some` of `all`.
fn choices(all: u32, some: u32) -> f64 {
    (0..some).map(|taken| f64::from(all - taken) / f64::from(taken + 1)).product()
}
