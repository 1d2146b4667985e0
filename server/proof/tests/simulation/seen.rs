//! A chart as a device shows it: only what was accepted, nothing local, so that two devices can be compared.

use crate::{chart::thread, episodes, world::Actor};
use clinical::{Kind, Note};
use keeper::protocol::{ChartView, DocSync, Load, Mark, NoteLine, Signed, ThreadView};
use proof::simulation::Chain;
use record::{Class, DocId, Status};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A document as anyone should see it.
#[derive(PartialEq)]
pub struct Seen {
    pub kind: &'static str,
    pub status: Status,
    /// `None` where a draft covers it.
    pub text: Option<String>,
    /// What was signed and said about it.
    pub lines: Vec<String>,
}

/// A whole chart.
pub struct SeenChart {
    pub docs: BTreeMap<DocId, Seen>,
    /// The versions of the plan that stand, side by side where there are several.
    pub heads: BTreeSet<DocId>,
    /// The version in force, where there is one.
    pub in_force: Option<DocId>,
    /// The episodes of care.
    pub episodes: String,
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("what a device shows can be written down")
}

/// A line under a document, if the server has it.
fn line(line: &NoteLine) -> Option<String> {
    let NoteLine { kind, who, text, reason, version, written, received, .. } = line;
    received.map(|received| format!("{kind:?} {who} {text} {reason} {version} {written:?} {received:?}"))
}

/// Something said under a document, if the server has it.
fn said(what: &impl Serialize, mark: &Mark) -> Option<String> {
    mark.received.map(|received| format!("{} {} {:?} {received:?}", json(what), mark.who, mark.written))
}

fn filed(kind: &'static str, signed: &Signed, text: &impl Serialize, more: Vec<String>) -> (DocId, Seen) {
    let lines = signed.lines.iter().filter_map(line).chain(more).collect();
    let text = signed.draft_saved.is_none().then(|| json(text));
    (signed.doc, Seen { kind, status: signed.status, text, lines })
}

/// Everything that runs through a chart.
fn folded(view: &ThreadView) -> BTreeMap<DocId, Seen> {
    let mut all = BTreeMap::new();
    all.extend(view.assessments.iter().map(|one| filed("assessment", &one.signed, &one.content, Vec::new())));
    all.extend(view.plans.iter().map(|one| {
        let signatures = one.signatures.iter().filter_map(|under| said(&under.signature, &under.mark));
        let reviews = one.reviews.iter().filter_map(|under| said(&under.review, &under.mark));
        let events = one.events.iter().filter_map(|under| said(&(&under.event, under.answered), &under.mark));
        filed("plan", &one.signed, &(&one.plan, one.signing), signatures.chain(reviews).chain(events).collect())
    }));
    all.extend(view.returns.iter().map(|one| {
        let later = one.later.iter().filter_map(|later| said(&later.account, &later.mark));
        filed("return to use", &one.signed, &one.event, later.collect())
    }));
    all.extend(view.documents.iter().map(|one| {
        let later = one.said.iter().filter_map(|later| said(&later.body, &later.mark));
        filed("document", &one.signed, &one.body, later.collect())
    }));
    all.extend(view.conditions.iter().filter_map(|one| {
        let versions: Vec<String> =
            one.versions.iter().filter_map(|version| said(&(version.version, &version.condition), &version.mark)).collect();
        let seen = Seen { kind: "diagnosis", status: Status::Preliminary, text: None, lines: versions };
        (!seen.lines.is_empty()).then_some((one.doc, seen))
    }));
    all
}

/// What `actor` is shown of a chart.
///
/// Fails with a sentence where that is not what the server has, or cannot be opened.
pub async fn look(actor: &Actor, chart: &ChartView, chain: &Chain) -> Result<SeenChart, String> {
    let view = thread(actor, chart.record).await?;
    let mut docs = folded(&view);
    docs.retain(|doc, _| chain.docs.contains_key(doc));
    for row in &chart.rows {
        let Some(head) = chain.docs.get(&row.doc) else {
            if row.sync == DocSync::DraftOnly || matches!(row.sync, DocSync::Quarantined(_)) {
                continue;
            }
            return Err(format!("{} shows a document that the server does not have", actor.name));
        };
        if row.status != head.status || row.author != head.author {
            return Err(format!("{} shows {:?}, and the server has {:?}", actor.name, row.status, head.status));
        }
        if row.summary.kind != Kind::Note {
            continue;
        }
        let ask = Load { record: chart.record, doc: row.doc };
        let view = actor.ask(ask).await.map_err(|problem| format!("{}: a note does not load: {problem:?}", actor.name))?;
        let text = view.doc.signed.draft_saved.is_none().then(|| view.content::<Note>().map(Note::plain_text)).flatten();
        let lines = view.doc.signed.lines.iter().filter_map(line).collect();
        docs.insert(row.doc, Seen { kind: "note", status: row.status, text, lines });
    }
    let shown: BTreeSet<DocId> = chart.rows.iter().map(|row| row.doc).collect();
    for (doc, head) in chain.docs.iter().filter(|(doc, _)| **doc != chart.profile_doc) {
        let listed = head.class == Class::Profile || shown.contains(doc);
        if !listed || !docs.contains_key(doc) {
            return Err(format!("{} does not show a {:?} document of the server", actor.name, head.class));
        }
    }
    episodes::check(actor, &view)?;
    let standing = view.standing();
    let episodes = episodes::seen(&view);
    Ok(SeenChart { docs, heads: standing.heads().iter().copied().collect(), in_force: standing.active(), episodes })
}
