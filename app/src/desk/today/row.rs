//! One thing to do; the line leads to where it is done.

use super::todo::{Todo, Urgency};
use crate::desk::clock::Owed;
use leptos::prelude::*;
use ui::Icon;

/// The line.
#[component]
pub(super) fn Row(todo: Todo) -> impl IntoView {
    let Todo { urgency, glyph, what, client, about, age, href, .. } = todo;
    let is = match urgency {
        Urgency::Safety => Some("danger"),
        Urgency::Overdue => Some("owed"),
        Urgency::Week | Urgency::Later => None,
    };
    let age = age.map(|age| match age {
        Owed::Over(words) => view! { <span class="age broken">{words}</span> },
        Owed::By(words) => view! { <span class="age">{words}</span> },
    });
    view! {
        <li data-is=is>
            <a href=href><Icon glyph/><span><b>{what}</b><span><bdi>{client}</bdi>", "{about}</span></span>{age}</a>
        </li>
    }
}
