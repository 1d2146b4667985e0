//! Two versions compared in words, line by line, with the author's reasons.

use super::labels;
use crate::desk::{clock, reworded::Pieces};
use clinical::plan::{LineChange, LineKind, Reading, Sentence, Verdict, read};
use keeper::protocol::ThreadView;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use record::DocId;
use std::sync::Arc;
use ui::{Banner, Button, ButtonKind, EmptyState, Glyph, Icon, PrintButton, Tone};

/// The shape of a verdict; the word is always beside it.
pub(super) const fn glyph(verdict: Verdict) -> Glyph {
    match verdict {
        Verdict::Kept => Glyph::Keep,
        Verdict::Changed => Glyph::Change,
        Verdict::Moved => Glyph::Go,
        Verdict::Added => Glyph::Add,
        Verdict::Dropped => Glyph::Drop,
    }
}

const fn name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Kept => "kept",
        Verdict::Changed => "changed",
        Verdict::Moved => "moved",
        Verdict::Added => "added",
        Verdict::Dropped => "removed",
    }
}

/// The page.
#[component]
pub(super) fn Compare(
    thread: ThreadView,
    /// The later version.
    doc: DocId,
    /// The earlier version.
    earlier: DocId,
) -> impl IntoView {
    let (Some(new), Some(old)) = (thread.plan(doc), thread.plan(earlier)) else {
        return view! { <EmptyState title="Nothing to compare" words="One of these versions is not in the chart."/> }.into_any();
    };
    let number = |doc: DocId| labels::number(&thread, doc);
    let written = new.plan.head.date.map(|day| format!("Dated {}", clock::date(day)));
    let occasion = new.plan.head.occasion.trim().to_owned();
    let about = written.into_iter().chain((!occasion.is_empty()).then_some(occasion)).collect::<Vec<_>>().join(", ");
    let body = match read(&old.plan, &new.plan) {
        Ok(reading) => view! { <Comparison reading/> }.into_any(),
        Err(_) => view! { <Banner tone=Tone::Danger words="These versions cannot be compared."/> }.into_any(),
    };
    let title = format!("What changed, version {} to {}", number(earlier), number(doc));
    let href = labels::href(thread.record, doc);
    let own = format!("Read version {}", number(doc));
    view! {
        <header class="spread planhead">
            <div><h2>{title}</h2><p class="soft">{about}</p></div>
            <div class="cluster noprint"><PrintButton label="Print"/><a class="btn" href=href>{own}</a></div>
        </header>
        <Choose thread=thread.clone() doc earlier/>
        {body}
    }
    .into_any()
}

/// Chooses the two versions: with a button, because arrow keys pass by every version of a closed list.
#[component]
fn Choose(
    thread: ThreadView,
    /// The later version.
    doc: DocId,
    /// The earlier version.
    earlier: DocId,
) -> impl IntoView {
    let (record, navigate) = (thread.record, StoredValue::new_local(use_navigate()));
    let (from, to) = (RwSignal::new(earlier), RwSignal::new(doc));
    let go = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let address = labels::against(record, to.get_untracked(), from.get_untracked());
        navigate.with_value(|navigate| navigate(&address, leptos_router::NavigateOptions::default()));
    };
    let choose = move |chosen: RwSignal<DocId>, id: String| {
        if let Ok(id) = id.parse() {
            chosen.set(id);
        }
    };
    let same = Signal::derive(move || from.get() == earlier && to.get() == doc);
    let options = move |thread: &ThreadView, chosen: DocId| {
        let option = |view: &keeper::protocol::PlanView| {
            let own = view.signed.doc;
            let day = view.plan.head.date.map(|day| format!(", {}", clock::date(day))).unwrap_or_default();
            let draft = if view.signed.is_draft() { ", draft" } else { "" };
            view! { <option value=own.to_string() selected=own == chosen>{format!("Version {}{day}{draft}", labels::number(thread, own))}</option> }
        };
        thread.plans.iter().map(option).collect_view()
    };
    view! {
        <form class="cluster choose noprint" aria-label="Versions to compare" on:submit=go>
            <div class="field"><label for="compare-from">"From"</label>
                <select class="input" id="compare-from" on:change:target=move |event| choose(from, event.target().value())>
                    {options(&thread, earlier)}
                </select></div>
            <div class="field"><label for="compare-to">"To"</label>
                <select class="input" id="compare-to" on:change:target=move |event| choose(to, event.target().value())>
                    {options(&thread, doc)}
                </select></div>
            <Button kind=ButtonKind::Submit disabled=same>"Compare"</Button>
        </form>
    }
}

/// Draws something beside each line of a comparison.
#[derive(Clone)]
pub(crate) struct BesideLine(Arc<dyn Fn(&LineChange) -> AnyView + Send + Sync>);

impl BesideLine {
    pub(crate) fn new(draw: impl Fn(&LineChange) -> AnyView + Send + Sync + 'static) -> Self {
        Self(Arc::new(draw))
    }
}

/// The counts, then every line; kept ones are folded until they are asked for.
#[component]
pub(crate) fn Comparison(
    /// The comparison.
    reading: Reading,
    /// What is drawn beside each line.
    #[prop(optional)]
    beside: Option<BesideLine>,
) -> impl IntoView {
    let kept = reading.count(Verdict::Kept);
    let all = RwSignal::new(false);
    let tally = Verdict::ALL.iter().filter(|verdict| reading.count(**verdict) > 0).map(|verdict| {
        view! { <li><Icon glyph=glyph(*verdict)/><b>{reading.count(*verdict)}</b>{name(*verdict)}</li> }
    });
    let fold = (kept > 0).then(|| {
        let word = move || if all.get() { "Hide unchanged lines" } else { "Show unchanged lines" };
        view! { <li class="noprint"><button type="button" class="go-link" aria-pressed=move || all.get().to_string() on:click=move |_| all.update(|all| *all = !*all)>{word}</button></li> }
    });
    if reading.lines.len() == kept {
        return view! { <p class="soft">"The two versions are the same."</p> }.into_any();
    }
    let tally = tally.collect_view();
    let lines = reading.lines.into_iter().map(|line| view! { <Row beside=beside.clone() line/> }).collect_view();
    view! {
        <ol class="tally" aria-label="Counted">{tally}{fold}</ol>
        <ol class="diff" data-all=move || all.get().then_some("")>
            <li class="diff-head label" aria-hidden="true"><span></span><span>"The plan"</span><span>"Why"</span></li>
            {lines}
        </ol>
    }
    .into_any()
}

#[component]
fn Row(
    line: LineChange,
    /// What is drawn beside it.
    beside: Option<BesideLine>,
) -> impl IntoView {
    let beside = beside.map(|BesideLine(draw)| draw(&line));
    let is_new_or_gone = matches!(line.verdict, Verdict::Added | Verdict::Dropped);
    let said = match line.verdict {
        Verdict::Added => view! { <ins>{line.title.clone()}</ins> }.into_any(),
        Verdict::Dropped => view! { <del>{line.title.clone()}</del> }.into_any(),
        Verdict::Kept | Verdict::Changed | Verdict::Moved => view! { <span>{line.title.clone()}</span> }.into_any(),
    };
    let sentences = line.sentences.into_iter().filter(|_| !is_new_or_gone);
    let sentences = sentences.map(|sentence| view! { <li><Told sentence/></li> }).collect_view();
    let indent = match line.kind {
        LineKind::Section | LineKind::Problem => None,
        LineKind::Goal => Some("1"),
        LineKind::Objective => Some("2"),
        LineKind::Intervention => Some("3"),
    };
    view! {
        <li class="diff-line" data-verdict=name(line.verdict) data-deep=indent>
            <span class="diff-verdict"><Icon glyph=glyph(line.verdict)/>{line.verdict.label()}</span>
            <div class="diff-text">{said}<ul>{sentences}</ul>{beside}</div>
            <div class="diff-reason">{line.reason}</div>
        </li>
    }
}

/// A change, with the words that changed marked.
#[component]
pub(super) fn Told(sentence: Sentence) -> impl IntoView {
    let Sentence { text, about, pieces, .. } = sentence;
    if pieces.is_empty() { text.into_any() } else { view! { {about}": "<Pieces pieces/> }.into_any() }
}
