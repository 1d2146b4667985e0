//! Days and years.

/// What a year near ours costs, and a day in one.
const YEAR: f64 = 20.0;
const DAY: f64 = 365.0 * YEAR;

/// What a piece costs that is a year, or a day written in digits, with or without signs between.
pub(super) fn date(piece: &[char]) -> Option<f64> {
    let text: String = piece.iter().collect();
    let groups: Vec<&str> = text.split(|sign: char| !sign.is_ascii_digit()).collect();
    match groups.as_slice() {
        [year] if year.len() == 4 && (year.starts_with("19") || year.starts_with("20")) => Some(YEAR),
        [digits] if (4..=8).contains(&digits.len()) => {
            let cuts = (1..digits.len()).flat_map(|one| (one + 1..digits.len()).map(move |two| (one, two)));
            let mut days = cuts.filter_map(|(one, two)| Some((digits.get(..one)?, digits.get(one..two)?, digits.get(two..)?)));
            days.any(|(one, two, three)| is_day(one, two, three)).then_some(DAY)
        }
        [one, two, three] if is_day(one, two, three) => Some(DAY),
        _ => None,
    }
}

/// Whether three numbers are a day, a month and a year, with the year first or last.
fn is_day(one: &str, two: &str, three: &str) -> bool {
    let day = |one: &str, two: &str| {
        let number = |digits: &str| (1..=2).contains(&digits.len()).then(|| digits.parse::<u32>().ok()).flatten();
        let within = |day, month| (1..=31).contains(&day) && (1..=12).contains(&month);
        number(one).zip(number(two)).is_some_and(|(one, two)| within(one, two) || within(two, one))
    };
    let year = |digits: &str| digits.len() == 2 || digits.len() == 4;
    (year(three) && day(one, two)) || (year(one) && day(two, three))
}
