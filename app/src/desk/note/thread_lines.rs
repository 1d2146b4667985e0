//! The thread: a line from each linked objective to the sections that serve it, drawn over the space between the two.

use super::writing::Writing;
use js_sys::{Function, Reflect};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// How far apart the lanes of two objectives run, and the radius of their bends, in pixels.
const LANE: f64 = 6.0;
const BEND: f64 = 8.0;

/// The lines. What they say is said in words at both of their ends.
#[component]
pub(super) fn ThreadLines(writing: Writing) -> impl IntoView {
    let (node, paths) = (NodeRef::<html::Div>::new(), RwSignal::new(Vec::<String>::new()));
    let ties = writing.memo(|note| {
        note.links.iter().map(|link| (link.objective.to_string(), link.sections.clone())).collect::<Vec<(String, Vec<String>)>>()
    });
    let draw = move || {
        let Some(board) = node.try_get_untracked().flatten().and_then(|lines| lines.parent_element()) else { return };
        let Some(ties) = ties.try_get_untracked() else { return };
        let drawn = lines(&board, &ties);
        if paths.try_with_untracked(|paths| *paths != drawn) == Some(true) {
            paths.set(drawn);
        }
    };
    // Two frames: the first lays out what this change drew.
    let soon = move || request_animation_frame(move || request_animation_frame(draw));
    Effect::new(move |_| {
        ties.track();
        writing.beside(|view| view.in_force.is_some());
        writing.open.track();
        node.track();
        soon();
    });
    let heard = [
        window_event_listener(ev::scroll, move |_| draw()),
        window_event_listener(ev::resize, move |_| draw()),
        window_event_listener(ev::input, move |_| soon()),
        window_event_listener(ev::click, move |_| soon()),
    ];
    on_cleanup(move || heard.into_iter().for_each(WindowListenerHandle::remove));
    view! {
        <div class="threads" aria-hidden="true" node_ref=node>
            <svg>{move || paths.get().into_iter().map(|d| view! { <path d=d/> }).collect_view()}</svg>
        </div>
    }
}

/// Where something is on the screen.
#[derive(Clone, Copy)]
struct Place {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Place {
    fn of(element: &Element) -> Option<Self> {
        let rect =
            Reflect::get(element, &"getBoundingClientRect".into()).ok()?.dyn_into::<Function>().ok()?.call0(element).ok()?;
        let side = |name: &str| Reflect::get(&rect, &name.into()).ok()?.as_f64();
        Some(Self { left: side("left")?, right: side("right")?, top: side("top")?, bottom: side("bottom")? })
    }

    const fn middle(self) -> f64 {
        f64::midpoint(self.top, self.bottom)
    }
}

fn lines(board: &Element, ties: &[(String, Vec<String>)]) -> Vec<String> {
    let find = |of: &Element, what: &str| of.query_selector(what).ok().flatten();
    let (Some(aside), Some(frame)) = (find(board, ".beside"), Place::of(board)) else { return Vec::new() };
    // Side by side only: on a narrow page the words at both ends have to do.
    let Some(edge) = Place::of(&aside)
        .filter(|aside| find(board, ".paper").and_then(|paper| Place::of(&paper)).is_some_and(|paper| paper.left >= aside.right))
    else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for (lane, (objective, sections)) in (0_u32..).zip(ties) {
        let Some(tie) = find(board, &format!("[data-objective=\"{objective}\"] .tie")).and_then(|tie| Place::of(&tie)) else {
            continue;
        };
        // An objective that is scrolled out of the list is tied at its edge.
        let from = tie.middle().clamp(edge.top, edge.bottom) - frame.top;
        for section in sections {
            let Some(head) = find(board, &format!("[data-section=\"{section}\"] label")).and_then(|head| Place::of(&head)) else {
                continue;
            };
            let trunk = edge.right - frame.left + 10.0 + f64::from(lane % 6) * LANE;
            all.push(path(tie.right - frame.left, from, trunk, head.left - frame.left - 6.0, head.middle() - frame.top));
        }
    }
    all
}

/// Out to the trunk, along it, and in to the section.
fn path(x: f64, y: f64, trunk: f64, to_x: f64, to_y: f64) -> String {
    let bend = BEND.min((to_y - y).abs() / 2.0) * (to_y - y).signum();
    let round = bend.abs();
    format!(
        "M{x:.1} {y:.1}H{:.1}Q{trunk:.1} {y:.1} {trunk:.1} {:.1}V{:.1}Q{trunk:.1} {to_y:.1} {:.1} {to_y:.1}H{to_x:.1}v-6v12",
        trunk - round,
        y + bend,
        to_y - bend,
        trunk + round,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_leaves_its_objective_and_ends_at_its_section() {
        assert_eq!(path(10.0, 50.0, 30.0, 60.0, 20.0), "M10.0 50.0H22.0Q30.0 50.0 30.0 42.0V28.0Q30.0 20.0 38.0 20.0H60.0v-6v12");
    }
}
