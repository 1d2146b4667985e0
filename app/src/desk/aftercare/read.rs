//! A document of aftercare as it was signed.

use crate::desk::{
    ask::Asked,
    clock,
    draft::use_said,
    lines::Lines,
    pages,
    review::decide::{Comment, DecideBar, Decision},
    row_labels,
    sign_dialog::{AddAddendum, Retract},
};
use chrono::NaiveDate;
use clinical::{Addendum, Kind};
use keeper::protocol::{ChartView, DocSync, Signed};
use leptos::prelude::*;
use record::{DocId, RecordId, Status};
use ui::{Banner, Button, ButtonKind, Glyph, Icon, PrintButton, StateMark, Tone};

/// What a document says: headings with rows of label and text. What is empty is not said.
pub(super) type Parts = Vec<(&'static str, Vec<(String, String)>)>;

/// A row.
pub(super) fn row(label: &str, text: impl Into<String>) -> (String, String) {
    (label.to_owned(), text.into())
}

/// A day in words; empty where there is none.
pub(super) fn day(day: Option<NaiveDate>) -> String {
    day.map(clock::day).unwrap_or_default()
}

/// The page.
#[component]
pub(super) fn Reading(
    record: RecordId,
    doc: DocId,
    kind: Kind,
    /// How it is filed, and what it says.
    one: Memo<Option<(Signed, Parts)>>,
    chart: Asked<ChartView>,
    /// What happens when it is marked as entered in error.
    withdrawn: &'static str,
) -> impl IntoView {
    let rows = Memo::new(move |_| chart.pick(|chart| chart.rows.iter().find(|row| row.doc == doc).cloned()));
    let rights = Signal::derive(move || one.with(|one| one.as_ref().map(|(signed, _)| signed.rights).unwrap_or_default()));
    let standing =
        move || rows.get().map(|row| row_labels::standing(&row)).map(|(mark, word)| view! { <StateMark is=mark word/> });
    let title = move || rows.get().map_or_else(|| kind.noun().to_owned(), |row| row.summary.title);
    let author = move || one.with(|one| one.as_ref().map(|(signed, _)| signed.author_name.clone()));
    let (decision, addendum) = (Decision::open(record, doc, || {}), use_said::<Addendum>(record, doc));
    let (retracting, adding) = (RwSignal::new(false), RwSignal::new(false));
    let copy = (kind == Kind::ContinuingCare).then(|| {
        let href = pages::copy(record, doc);
        view! { <a class="btn" data-kind="first" href=href><Icon glyph=Glyph::Print/>"Client’s copy"</a> }
    });
    view! {
        <div class="body notepage">
            <header class="notehead">
                <div><h2>{title}</h2><p class="soft">{author}</p>{standing}</div>
                <div class="cluster noprint">
                    {copy}
                    <PrintButton label="Print" kind=ButtonKind::Quiet/>
                    <Show when=move || rights.get().amend>
                        <Button glyph=Glyph::Add on_press=move |()| adding.set(true)>"Add addendum"</Button>
                    </Show>
                    <Show when=move || rights.get().retract>
                        <Button kind=ButtonKind::Quiet glyph=Glyph::Drop on_press=move |()| retracting.set(true)>"Mark as entered in error"</Button>
                    </Show>
                </div>
            </header>
            {move || one.get().map(|(signed, parts)| sheet(signed, parts, kind))}
            <Show when=move || rights.get().review>
                <div class="form noprint"><Comment decision called="document"/></div>
            </Show>
        </div>
        <AddAddendum draft=addendum open=adding called="document"/>
        <Retract record doc open=retracting words=withdrawn/>
        <Show when=move || rights.get().review><DecideBar decision/></Show>
    }
}

fn sheet(signed: Signed, parts: Parts, kind: Kind) -> AnyView {
    let retracted = matches!(signed.status, Status::EnteredInError);
    let withdrawn = retracted
        .then(|| view! { <Banner tone=Tone::Danger words="Entered in error. It stays in the record but does not count."/> });
    let refused = match signed.sync {
        DocSync::Quarantined(why) => {
            Some(format!("The server did not accept this. {} It stays on this device.", crate::refused(why)))
        }
        DocSync::Received | DocSync::Waiting | DocSync::DraftOnly => None,
    };
    let drawn = parts.into_iter().filter_map(|(heading, rows)| {
        let said: Vec<_> = rows.into_iter().filter(|(_, text)| !record::is_blank(text)).collect();
        let row = |(label, text): (String, String)| view! { <div><dt>{label}</dt><dd>{text}</dd></div> };
        (!said.is_empty()).then(|| {
            view! {
                <section class="part"><div class="write">
                    <h3>{heading}</h3><dl class="told-answers">{said.into_iter().map(row).collect_view()}</dl>
                </div></section>
            }
        })
    });
    view! {
        {withdrawn}
        {refused.map(|words| view! { <Banner tone=Tone::Danger words/> })}
        <div class="noteboard" data-beside="none">
            <article class="paper assessed" aria-label=kind.noun() data-is=retracted.then_some("retracted")>{drawn.collect_view()}</article>
            <Lines lines=signed.lines/>
        </div>
    }
    .into_any()
}
