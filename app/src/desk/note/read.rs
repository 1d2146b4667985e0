//! A note as it was signed, with everything said about it since; and the ways to add to it.

use super::{acts::Acts, lines::Lines, served, words};
use crate::desk::ask::Asked;
use clinical::{Absence, Attempt, Note, RiskItem, Screen, ServiceType};
use keeper::protocol::{DocRow, DocSync, NoteView};
use leptos::prelude::*;
use record::{DocId, RecordId, Status};
use ui::{Banner, StateMark, Tone};

/// The note to read.
#[component]
pub(super) fn NoteRead(
    /// In which record.
    record: RecordId,
    /// Which.
    doc: DocId,
    /// As the keeper says.
    asked: Asked<NoteView>,
) -> impl IntoView {
    let view = Memo::new(move |_| asked.known());
    view! {
        <div class="body notepage">
            <header class="notehead">
                {move || view.get().map(|view| view! { <Head row=view.row/> })}
                <Acts record doc asked/>
            </header>
            {move || view.get().map(|view| view! { <State row=view.row/> })}
            {move || view.get().map(|view| view! { <Sheet view/> })}
        </div>
    }
}

#[component]
fn Head(
    /// The note's row.
    row: DocRow,
) -> impl IntoView {
    let (mark, word) = words::standing(&row);
    let what = [words::service_time(&row), row.summary.detail.clone(), row.author_name.clone()];
    let what = what.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let late = words::late_entry(&row).map(|words| view! { <p class="broken">{words}</p> });
    view! {
        <div><h2>{row.summary.title.clone()}</h2><p class="soft">{what}</p>{late}<StateMark is=mark word/></div>
    }
}

/// What somebody must know before reading: not received, not taken, withdrawn.
#[component]
fn State(
    /// The note's row.
    row: DocRow,
) -> impl IntoView {
    let not_there = match row.sync {
        DocSync::Received | DocSync::DraftOnly => None,
        DocSync::Waiting => Some((
            Tone::Plain,
            "Signed on this device, not yet received by the server. It is sent as soon as the server answers.".to_owned(),
        )),
        DocSync::Quarantined(why) => {
            let words = format!(
                "The server did not take this. {} It stays on this device until you decide, under What waits.",
                crate::refused(why)
            );
            Some((Tone::Danger, words))
        }
    };
    let withdrawn = matches!(row.status, Status::EnteredInError)
        .then(|| (Tone::Danger, "Entered in error. It is kept, and does not count.".to_owned()));
    let banner = |(tone, words): (Tone, String)| view! { <Banner tone words/> };
    view! { {not_there.map(banner)}{withdrawn.map(banner)} }
}

#[component]
fn Sheet(
    /// The note.
    view: NoteView,
) -> impl IntoView {
    let retracted = matches!(view.row.status, Status::EnteredInError).then_some("retracted");
    let label = format!("Note, {}", view.note.title());
    let worked_on = [("What this worked on", served::worked_on(&view))];
    let all = parts(&view.note).into_iter().chain(worked_on).filter(|(_, text)| !text.is_empty());
    let parts = all.map(|(name, text)| {
        view! { <section class="part"><div class="write"><h3>{name}</h3><div class="ed read"><p>{text}</p></div></div></section> }
    });
    view! {
        <div class="noteboard" data-beside="none">
            <article class="paper" aria-label=label data-is=retracted>{parts.collect_view()}</article>
            <Lines lines=view.lines own=view.row.author_name/>
        </div>
    }
}

/// Everything a note says, part by part: its sections, then its header.
pub(crate) fn parts(note: &Note) -> Vec<(&'static str, String)> {
    let layout = note.layout();
    let sections = layout.iter().map(|section| (section.label, note.text_of(section.id).trim().to_owned()));
    let named =
        |parts: [&str; 2]| parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let people: Vec<String> =
        note.participants.iter().map(|person| named([&person.name, &person.relation])).filter(|who| !who.is_empty()).collect();
    let place = [note.modality.map(|modality| modality.label().to_owned()), Some(note.location.trim().to_owned())];
    let place: Vec<String> = place.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let risk = if note.service.spec().met { risk(note) } else { String::new() };
    let next = note.next_session.as_ref().map(|at| format!("{}, {}", at.date_text(), at.time_text()));
    // What is asked of one kind of service only stays in the note when another is chosen, and says nothing then.
    let absence = note.absence.filter(|_| note.service == ServiceType::NoShow).map_or("", Absence::label);
    let tries: Vec<String> = note.attempts.iter().map(Attempt::text).collect();
    let header = [
        ("What happened", absence.to_owned()),
        ("Tries to reach the client", tries.join("\n")),
        ("Risk", risk),
        ("Place", place.join(", ")),
        ("Episode of care", note.episode.as_deref().map(clinical::Episode::text).unwrap_or_default()),
        ("Others who took part", people.join("; ")),
        ("Toxicology", note.toxicology.trim().to_owned()),
        ("Next session", next.unwrap_or_default()),
        ("Why it is late", note.late_reason.trim().to_owned()),
    ];
    sections.chain(header).filter(|(_, text)| !text.is_empty()).collect()
}

fn risk(note: &Note) -> String {
    let line = |item: RiskItem| match note.risk.get(item) {
        Screen::NotAsked => format!("{}: not asked.", item.label()),
        Screen::Denied => format!("{}: asked, denied.", item.label()),
        Screen::Present(text) => format!("{}: present. {text}", item.label()),
    };
    RiskItem::ALL.map(line).join("\n")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::OutreachMethod;

    #[test]
    fn what_was_not_said_has_no_part_and_not_asking_is_said() {
        let mut note = Note::new(ServiceType::Individual, clinical::Format::Dap);
        note.set_text("data", "Came on time.");
        let parts = parts(&note);
        assert_eq!(parts[0], ("Data", "Came on time.".to_owned()));
        assert_eq!(parts[1].0, "Risk");
        assert!(parts[1].1.starts_with("Suicidal thoughts: not asked."));
        assert_eq!(parts.len(), 2);
    }

    #[test]
    fn a_no_show_tells_what_happened_and_every_try() {
        let mut note = Note::new(ServiceType::NoShow, clinical::Format::Dap);
        note.absence = Some(Absence::Cancelled);
        let text = Attempt { method: OutreachMethod::Text, at: None, result: "Answered at noon.".into() };
        note.attempts = vec![Attempt { method: OutreachMethod::Call, at: None, result: "No answer.".into() }, text];
        let told = [
            ("What happened", "Cancelled by the client".to_owned()),
            ("Tries to reach the client", "Telephone call: No answer.\nText message: Answered at noon.".to_owned()),
        ];
        assert_eq!(parts(&note), told);
        note.switch_service(ServiceType::Individual);
        assert!(!parts(&note).iter().any(|(name, _)| *name == "What happened"), "somebody came");
    }
}
