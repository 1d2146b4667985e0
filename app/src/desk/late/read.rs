//! A decision about something that was delivered late, as it was signed.

use crate::desk::{clock, lines::Lines, row_labels, sign_dialog::Retract};
use clinical::{LateDelivery, Taken};
use keeper::protocol::DocPage;
use leptos::prelude::*;
use record::{DocId, RecordId, Status};
use ui::{Banner, Button, ButtonKind, Glyph, PrintButton, StateMark, Tone};

/// The page.
#[component]
pub(super) fn Read(
    record: RecordId,
    doc: DocId,
    page: DocPage,
    /// What was decided.
    late: LateDelivery,
) -> impl IntoView {
    let retracting = RwSignal::new(false);
    let retracted = matches!(page.row.status, Status::EnteredInError);
    let (mark, word) = row_labels::standing(&page.row);
    let withdrawn = retracted
        .then(|| view! { <Banner tone=Tone::Danger words="Entered in error. It stays in the chart and does not count."/> });
    let LateDelivery { writer, written, delivered, taken, reason, .. } = late;
    let decided = if taken.is_some() { "Added to the chart by " } else { "Declined by " };
    let by = format!("{decided}{}", page.row.author_name);
    let reason = (!record::is_blank(&reason)).then(|| view! { <div><dt>"Reason"</dt><dd>{reason}</dd></div> });
    let may_retract = page.doc.signed.rights.retract;
    view! {
        <div class="body notepage">
            <header class="notehead">
                <div>
                    <h2>{page.row.summary.title.clone()}</h2>
                    <p class="soft">{by}</p>
                    <StateMark is=mark word/>
                </div>
                <div class="cluster noprint">
                    <PrintButton label="Print" kind=ButtonKind::Quiet/>
                    {may_retract.then(|| view! {
                        <Button kind=ButtonKind::Quiet glyph=Glyph::Drop on_press=move |()| retracting.set(true)>"Mark as entered in error"</Button>
                    })}
                </div>
            </header>
            {withdrawn}
            <Banner tone=Tone::Owed words=origin(&writer.text())/>
            <div class="noteboard" data-beside="none">
                <article class="paper" aria-label="Late delivery" data-is=retracted.then_some("retracted")>
                    <section class="part"><div class="write"><dl class="told-answers">
                        <div><dt>"Written by"</dt><dd>{writer.text()}</dd></div>
                        <div><dt>"Date on their device"</dt><dd>{clock::full_moment(written)}", cannot be proved"</dd></div>
                        <div><dt>"Delivered"</dt><dd>{clock::full_moment(delivered)}</dd></div>
                        {reason}
                    </dl></div></section>
                    {taken.map(|taken| view! { <Text taken/> })}
                </article>
                <Lines lines=page.doc.signed.lines/>
            </div>
        </div>
        <Retract record doc open=retracting words="It stays in the chart, crossed out for everyone. You cannot undo this."/>
    }
}

fn origin(writer: &str) -> String {
    format!("{writer} signed this and it arrived after their access had ended. They cannot be asked to correct it here.")
}

#[component]
fn Text(
    /// As it was signed.
    taken: Taken,
) -> impl IntoView {
    let said = taken.body().and_then(|body| body.searchable(clock::today())).unwrap_or_default().text;
    view! { <Said text=said.lines().map(str::to_owned).collect() fields=taken.fields()/> }
}

/// What it says, and every field of it.
#[component]
pub(super) fn Said(
    /// What it says, a paragraph each.
    text: Vec<String>,
    /// Every field that was signed, with its name.
    fields: Vec<String>,
) -> impl IntoView {
    let text = text.into_iter().filter(|line| !record::is_blank(line)).map(|line| view! { <p>{line}</p> }).collect_view();
    let fields = fields.into_iter().map(|field| view! { <li>{field}</li> }).collect_view();
    view! {
        <section class="part"><div class="write"><h3>"What they signed"</h3><div class="prose read">{text}</div></div></section>
        <details><summary>"Every field as it was signed"</summary><ul class="fields">{fields}</ul></details>
    }
}
