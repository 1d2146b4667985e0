//! A text as a square that a camera reads (ISO/IEC 18004).

use fast_qr::{ECL, QRBuilder};
use leptos::prelude::*;

/// How much of the square may be covered or smudged: about 15 %.
const CORRECTION: ECL = ECL::M;

/// How many modules must stay white around it.
const QUIET: usize = 4;

/// The square. What it says stands beside it in letters, so nobody who cannot see it misses anything.
#[component]
pub(super) fn Qr(
    /// What it says.
    text: String,
) -> impl IntoView {
    square(&text).map(|(side, path)| {
        view! { <svg class="qr" viewBox=format!("0 0 {side} {side}") aria-hidden="true"><path d=path/></svg> }
    })
}

/// How many modules it is wide, and its dark ones as a path. `None` for a text that is too long.
fn square(text: &str) -> Option<(usize, String)> {
    let code = QRBuilder::new(text).ecl(CORRECTION).build().ok()?;
    let mut path = String::new();
    for (y, row) in (0..code.size).map(|y| (y, &code[y])) {
        for (x, _) in row.iter().enumerate().filter(|(_, module)| module.value()) {
            path.push_str(&format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET));
        }
    }
    Some((code.size + 2 * QUIET, path))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const TEXT: &str = "CHART 12: 0123-4567-89AB-CDEF-GHJK-MNPQ";

    /// A camera's software reads it: drawn with eight points for a module, as a screen does.
    #[test]
    fn what_is_drawn_is_read_again() {
        let (side, path) = square(TEXT).unwrap();
        let mut dark = vec![false; side * side];
        for place in path.split('M').filter(|part| !part.is_empty()) {
            let (x, y) = place.split_once('h').unwrap().0.split_once(' ').unwrap();
            dark[y.parse::<usize>().unwrap() * side + x.parse::<usize>().unwrap()] = true;
        }
        let mut image = rqrr::PreparedImage::prepare_from_bitmap(side * 8, side * 8, |x, y| dark[y / 8 * side + x / 8]);
        let grids = image.detect_grids();
        let (_, read) = grids.first().unwrap().decode().unwrap();
        assert_eq!(read, TEXT);
    }

    #[test]
    fn it_stays_small_enough_for_a_poor_camera() {
        assert_eq!(square(TEXT).unwrap().0, 29 + 2 * QUIET, "version 3");
    }
}
