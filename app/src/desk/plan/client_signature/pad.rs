//! Where a signature is drawn. The strokes are whole numbers in a field of 600 by 200, whatever its size on the screen.

use crate::desk::plan::labels::DRAWN;
use clinical::plan::Strokes;
use leptos::{ev::PointerEvent, html, prelude::*};
use std::fmt::Write;
use ui::{Button, ButtonKind};

const SIZE: (i32, i32) = (600, 200);

/// Points nearer than this to the one before add nothing that is seen.
const STEP: i32 = 2;

/// The pad.
#[component]
pub(super) fn Pad(
    /// The data of the path.
    path: RwSignal<String>,
    /// What is wrong with it.
    wrong: Signal<Option<String>>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let last = StoredValue::new(None::<(i32, i32)>);
    let point = move |event: &PointerEvent| {
        let pad = node.get_untracked()?;
        let scale = |at: i32, size: i32, full: i32| (size > 0).then(|| (at * full / size).clamp(0, full));
        Some((scale(event.offset_x(), pad.client_width(), SIZE.0)?, scale(event.offset_y(), pad.client_height(), SIZE.1)?))
    };
    let down = move |event: PointerEvent| {
        event.prevent_default();
        if let Some(at) = point(&event) {
            if let Some(pad) = node.get_untracked() {
                let _refused = pad.set_pointer_capture(event.pointer_id());
            }
            last.set_value(Some(at));
            path.update(|path| begin(path, at));
        }
    };
    let moved = move |event: PointerEvent| {
        if let Some((before, at)) = last.get_value().zip(point(&event))
            && far(before, at)
        {
            last.set_value(Some(at));
            path.update(|path| go_on(path, before, at));
        }
    };
    let up = move |_: PointerEvent| last.set_value(None);
    let signed = move || path.with(|path| Strokes::new(path.clone()).is_ok());
    let told = move || if path.with(String::is_empty) { "Nothing drawn yet." } else { "Drawn." };
    view! {
        <div class="field">
            <div class="pad" id="signature-proof" tabindex="-1" role="img" aria-label="Draw your signature here with a finger, a pen, or the mouse" node_ref=node
                on:pointerdown=down on:pointermove=moved on:pointerup=up on:pointercancel=up>
                <svg viewBox=DRAWN preserveAspectRatio="none" aria-hidden="true"><path d=path></path></svg>
            </div>
            <div class="cluster">
                <span class="hint" role="status">{told}</span>
                <Button kind=ButtonKind::Quiet on_press=move |()| path.set(String::new())>"Clear"</Button>
            </div>
            {move || wrong.get().filter(|_| !signed()).map(|words| view! { <p class="error" role="alert">{words}</p> })}
        </div>
    }
}

const fn far(before: (i32, i32), at: (i32, i32)) -> bool {
    (at.0 - before.0).abs() + (at.1 - before.1).abs() >= STEP
}

/// A full path takes no more points: it would be no signature at all.
const fn full(path: &str) -> bool {
    path.len() + 16 > Strokes::MAX
}

fn begin(path: &mut String, (x, y): (i32, i32)) {
    if !full(path) {
        let _infallible = write!(path, "M{x} {y}");
    }
}

fn go_on(path: &mut String, before: (i32, i32), at: (i32, i32)) {
    if !full(path) {
        let _infallible = write!(path, "l{} {}", at.0 - before.0, at.1 - before.1);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn what_is_drawn_is_a_signature_and_a_dot_is_none() {
        let mut path = String::new();
        begin(&mut path, (10, 20));
        assert!(Strokes::new(path.clone()).is_err());
        go_on(&mut path, (10, 20), (14, 12));
        assert_eq!(Strokes::new(path).unwrap().path(), "M10 20l4 -8");
    }

    #[test]
    fn however_long_somebody_draws_it_stays_a_signature() {
        let mut path = String::new();
        begin(&mut path, (0, 0));
        for _ in 0..10_000 {
            go_on(&mut path, (0, 0), (600, 200));
        }
        assert!(Strokes::new(path).is_ok());
    }
}
