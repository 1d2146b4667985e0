//! The session in one line: kind, time, place, format; the fields behind it, and what can be filled in with one press.

use super::{
    offers::{Offer, offers, take},
    time::{Times, summary},
};
use crate::desk::{
    clock,
    draft::{Discard, Draft, Saved},
    form::{Line, Pick},
    last_format::LastFormat,
    note::writing::Writing,
    pages,
};
use clinical::{Format, Kind, Modality, Note, ServiceType, Wrong};
use leptos::prelude::*;
use record::Status;
use ui::{Choice, ChoiceLook, Glyph, Icon, Opt};

/// The line every note begins with.
#[component]
pub(super) fn SessionDetails(writing: Writing) -> impl IntoView {
    let met = writing.memo(|note| note.service.spec().met);
    let formatted = writing.memo(|note| note.service.spec().formatted);
    let drawn = RwSignal::new(0_u32);
    let said = writing.memo(line);
    view! {
        <header class="sesshead">
            <details class="sessline" id="session">
                <summary>
                    <h2>{writing.part(|note| note.service.label())}</h2>
                    {move || said.get().into_iter().map(|part| view! { <span>{part}</span> }).collect_view()}
                    <span class="open"><Icon glyph=Glyph::More/>"Session details"</span>
                </summary>
                <div class="form">
                    <Service writing/>
                    <Times writing drawn/>
                    <Show when=move || met.get()><Place writing/></Show>
                    <Show when=move || formatted.get()><Formats writing/></Show>
                </div>
            </details>
            <SavedDraft writing/>
        </header>
        <Offers writing drawn/>
    }
}

/// `Wed, Nov 18, 10:00 – 10:50 AM`, `In person, Room 2`, `DAP`.
fn line(note: &Note) -> Vec<String> {
    let spec = note.service.spec();
    let place = [note.modality.map(Modality::label), Some(note.location.trim())].into_iter().flatten();
    let place = place.filter(|part| !part.is_empty() && spec.met).collect::<Vec<_>>().join(", ");
    let when = summary(note).unwrap_or_else(|| "No date and time yet".to_owned());
    let format = if spec.formatted { note.format.label() } else { "" };
    [when, place, format.to_owned()].into_iter().filter(|part| !part.is_empty()).collect()
}

#[component]
fn SavedDraft(writing: Writing) -> impl IntoView {
    let Draft { record, doc, .. } = writing.draft;
    let signed_before = Memo::new(move |_| writing.asked.pick(|view| view.row.status != Status::Preliminary));
    let is_draft = Memo::new(move |_| writing.asked.pick(|view| view.row.draft));
    view! {
        <div class="cluster saved">
            <Saved kept=writing.draft.kept signed_before on_again=move |()| writing.draft.keep_now()/>
            <Discard draft=writing.draft there=is_draft list=pages::list(record, Kind::Note) here=pages::one(record, Kind::Note, doc)/>
        </div>
    }
}

/// What is still open about the session and can be said with one press.
#[component]
fn Offers(writing: Writing, drawn: RwSignal<u32>) -> impl IntoView {
    let untimed = writing.memo(|note| note.service.spec().met && note.when.known().is_none());
    let no_place = writing.memo(|note| note.service.spec().met && note.modality.is_none());
    let remarks = writing.suggestions(|found| {
        found.wrong() != Some(Wrong::Missing) && matches!(&*found.place.of, "date" | "start" | "end" | "modality" | "location")
    });
    let times = move || {
        let last = writing.beside(|view| view.last.clone());
        let offered = offers(&clock::here(clock::now()), last.as_deref());
        (1..).zip(offered).map(|(number, offer)| view! { <Time writing drawn offer number/> }).collect_view()
    };
    let ways = move || {
        let way = |(first, modality): (bool, Modality)| {
            let choose = move |_| {
                writing.edit(|note| note.modality = Some(modality));
                writing.resume();
            };
            view! { <button type="button" class="chip" id=first.then_some("offer-modality") on:click=choose>{modality.label()}</button> }
        };
        [true, false, false].into_iter().zip(Modality::ALL).map(way).collect_view()
    };
    view! {
        <div class="sessopen">
        <Show when=move || untimed.get()>
            <div class="offers" role="group" aria-label="Date and time"><span class="label">"Date and time"</span>{times}</div>
        </Show>
        <Show when=move || no_place.get()>
            <div class="offers" role="group" aria-label="Modality"><span class="label">"Modality"</span>{ways}</div>
        </Show>
        </div>
        {move || remarks.get().into_iter().map(|words| view! { <p class="lint" data-is="owed">{words}</p> }).collect_view()}
    }
}

#[component]
fn Time(writing: Writing, drawn: RwSignal<u32>, offer: Offer, number: usize) -> impl IntoView {
    let (from, to) = (offer.start.and_utc().fixed_offset(), offer.end.and_utc().fixed_offset());
    let words = format!("{}, {}", offer.words, clock::stretch(&from, &to));
    let put = move |_| {
        writing.edit_time(|time| take(time, &offer));
        drawn.update(|count| *count += 1);
        writing.resume();
    };
    view! { <button type="button" class="chip" id=(number == 1).then_some("offer-start") on:click=put>{words}</button> }
}

#[component]
fn Service(writing: Writing) -> impl IntoView {
    let options: Vec<Opt> = ServiceType::ALL.into_iter().map(|service| Opt::new(service.label(), service.label())).collect();
    view! {
        <Pick at=writing.whole() field="service" label="Type of service" options get=|note| note.service.label().to_owned()
            set=|note, label| {
                if let Some(service) = ServiceType::ALL.into_iter().find(|service| service.label() == label) {
                    note.switch_service(service);
                }
            }/>
    }
}

#[component]
fn Place(writing: Writing) -> impl IntoView {
    let mut options = vec![Opt::new("", "Choose")];
    options.extend(Modality::ALL.map(|modality| Opt::new(modality.label(), modality.label())));
    view! {
        <div class="pair">
            <Pick at=writing.whole() field="modality" label="Modality" options
                get=|note| note.modality.map(|modality| modality.label().to_owned()).unwrap_or_default()
                set=|note, label| note.modality = Modality::ALL.into_iter().find(|modality| modality.label() == label)/>
            <Line at=writing.whole() field="location" label="Location" get=|note| &note.location set=|note| &mut note.location
                hint="Site or room. By video or phone: where the client was."/>
        </div>
    }
}

#[component]
fn Formats(writing: Writing) -> impl IntoView {
    let last = use_context::<LastFormat>();
    let options = Format::ALL.map(|format| Opt::new(format.id(), format.label())).to_vec();
    let choose = move |id: String| {
        let Some(format) = Format::from_id(&id) else { return };
        writing.edit(|note| note.switch_format(format));
        if let Some(LastFormat(last)) = last {
            last.set_value(Some(format));
        }
    };
    let value = writing.part(|note| note.format.id().to_owned());
    view! { <Choice name="format" legend="Format" options value on_change=choose look=ChoiceLook::Segments/> }
}
