//! A check-in after discharge.

use super::{
    Opened,
    read::{Parts, day, row},
    writing::{Writing, options, step},
};
use crate::desk::form::{Day, Pick, Text};
use clinical::{
    Discharge, NO_SUD_WORDS, OutreachMethod, SafeContact,
    aftercare::{CheckIn, CheckInOutcome, UseSince, Wellbeing, Wish},
};
use leptos::prelude::*;
use record::DocId;
use ui::{Banner, Tone};

/// What happens when it is marked as entered in error.
pub(super) const WITHDRAWN: &str =
    "The check-in stays in the record, crossed out for everyone, and is due again. You cannot undo this.";

/// Which ways of contact the client agreed to, in words.
pub(super) fn ways(safe: &SafeContact) -> String {
    let ways = [(safe.call, "calls"), (safe.voicemail, "voicemail"), (safe.text, "texts"), (safe.email, "e-mail")];
    let ways: Vec<&str> = ways.into_iter().filter(|(agreed, _)| *agreed).map(|(_, way)| way).collect();
    let agreed = if ways.is_empty() {
        "The client has not agreed to any way of contact yet. Ask, and change the profile.".to_owned()
    } else {
        format!("The client agreed to {}.", ways.join(", "))
    };
    let words = Some(safe.words_to_use.trim()).filter(|words| !words.is_empty()).map(|words| format!(" What to say: {words}"));
    let who = Some(safe.not_to_speak_to.trim()).filter(|who| !who.is_empty()).map(|who| format!(" Do not speak to: {who}."));
    [Some(agreed), words, who].into_iter().flatten().collect()
}

/// The form.
pub(super) fn form(opened: Opened<CheckIn>) -> AnyView {
    let (asked, chart) = (opened.asked, opened.chart);
    let writing = Writing::begin(&opened, move |one: &CheckIn| {
        let profile = chart.pick(|chart| Some(chart.profile.clone()));
        asked.pick(|thread| {
            let discharges: Vec<(DocId, &Discharge)> =
                thread.counting_of::<Discharge>().map(|(signed, one)| (signed.doc, one)).collect();
            one.check_in(&discharges, profile.as_ref(), thread.today)
        })
    });
    let safe = Signal::derive(move || chart.pick(|chart| ways(&chart.profile.safe_contact)));
    let phone = Signal::derive(move || chart.pick(|chart| chart.profile.contact.phone.trim().to_owned()));
    let outcome = writing.draft.part(|one: &CheckIn| one.outcome);
    let missed = Memo::new(move |_| outcome.get().is_missed());
    let reached = Memo::new(move |_| outcome.get() == CheckInOutcome::Reached);
    let danger = writing.draft.part(|one: &CheckIn| one.wellbeing == Wellbeing::Danger);
    let fields = view! {
        {contact(writing, safe, phone, missed)}
        <Show when=move || danger.get()>
            <Banner tone=Tone::Danger words="Stay on the line. Call 911, or 988 with the client. Write below what was done."/>
        </Show>
        <Show when=move || reached.get()>{how_they_are(writing)}</Show>
        {next(writing)}
    };
    let title = opened.value.name();
    let intro = "Ask how the client is doing, not whether they stuck to the plan. Whatever they say, the door is open.";
    writing.page(&opened, title, intro, fields)
}

fn contact(writing: Writing<CheckIn>, safe: Signal<String>, phone: Signal<String>, missed: Memo<bool>) -> AnyView {
    let at = writing.form.whole("check-in");
    step(
        "check-in-contact",
        "Contact",
        "as the client agreed",
        view! {
            <Banner tone=Tone::Plain words=NO_SUD_WORDS/>
            <p class="soft">{safe}{move || Some(phone.get()).filter(|phone| !phone.is_empty()).map(|phone| format!(" Telephone: {phone}."))}</p>
            <div class="pair">
                <Day at field="on" label="Day" required=true get=|c: &CheckIn| c.on set=|c, day| c.on = day/>
                <Pick at field="outcome" label="Result" options=options(CheckInOutcome::ALL, CheckInOutcome::id, CheckInOutcome::label)
                    get=|c: &CheckIn| c.outcome.id().to_owned() set=|c, id| c.outcome = CheckInOutcome::from_id(id).unwrap_or_default()/>
            </div>
            <Pick at field="way" label="How" options=options(OutreachMethod::ALL, OutreachMethod::id, OutreachMethod::label)
                get=|c: &CheckIn| c.way.id().to_owned() set=|c, id| c.way = OutreachMethod::from_id(id).unwrap_or_default()/>
            <Text at field="message" label="Message left, word for word" get=|c: &CheckIn| &c.message set=|c| &mut c.message/>
            <Show when=move || missed.get()>
                <Text at field="missed_reason" label="Why it was missed" get=|c: &CheckIn| &c.missed_reason set=|c| &mut c.missed_reason/>
            </Show>
        },
    )
}

fn how_they_are(writing: Writing<CheckIn>) -> AnyView {
    let at = writing.form.whole("check-in");
    step(
        "check-in-how",
        "How the client is",
        "in the client’s own words",
        view! {
            <div class="pair">
                <Pick at field="wellbeing" label="How the client is" options=options(Wellbeing::ALL, Wellbeing::id, Wellbeing::label)
                    get=|c: &CheckIn| c.wellbeing.id().to_owned() set=|c, id| c.wellbeing = Wellbeing::from_id(id).unwrap_or_default()/>
                <Pick at field="used" label="Use since the last contact" options=options(UseSince::ALL, UseSince::id, UseSince::label)
                    get=|c: &CheckIn| c.used.id().to_owned() set=|c, id| c.used = UseSince::from_id(id).unwrap_or_default()/>
            </div>
            <Text at field="words" label="Client’s own words" get=|c: &CheckIn| &c.words set=|c| &mut c.words/>
            <Text at field="needs" label="Home, work, groups, medication" get=|c: &CheckIn| &c.needs set=|c| &mut c.needs
                hint="What is going on, and what is needed."/>
            <Pick at field="wish" label="What the client wants from us" options=options(Wish::ALL, Wish::id, Wish::label)
                get=|c: &CheckIn| c.wish.id().to_owned() set=|c, id| c.wish = Wish::from_id(id).unwrap_or_default()/>
        },
    )
}

fn next(writing: Writing<CheckIn>) -> AnyView {
    let at = writing.form.whole("check-in");
    step(
        "check-in-next",
        "Next",
        "what was done",
        view! { <Text at field="next" label="What was done, and what is next" get=|c: &CheckIn| &c.next set=|c| &mut c.next/> },
    )
}

/// What it says.
pub(super) fn parts(one: &CheckIn) -> Parts {
    let reached = one.outcome == CheckInOutcome::Reached;
    let said = |label: &str, text: &str| row(label, if reached { text } else { "" });
    vec![
        (
            "Contact",
            vec![
                row("Day", day(one.on)),
                row("Result", one.outcome.label()),
                row("Why it was missed", one.missed_reason.clone()),
                row("How", if one.outcome == CheckInOutcome::NotMade { "" } else { one.way.label() }),
                row("Message left, word for word", one.message.clone()),
            ],
        ),
        (
            "How the client is",
            vec![
                said("How the client is", one.wellbeing.label()),
                said("Use since the last contact", one.used.label()),
                row("Client’s own words", one.words.clone()),
                row("Home, work, groups, medication", one.needs.clone()),
                said("What the client wants from us", one.wish.label()),
            ],
        ),
        ("Next", vec![row("What was done, and what is next", one.next.clone())]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_contact_are_said_with_the_words_to_use_and_who_must_not_be_spoken_to() {
        assert!(ways(&SafeContact::default()).starts_with("The client has not agreed"));
        let safe = SafeContact {
            call: true,
            text: true,
            words_to_use: "Say you are Ines.".into(),
            not_to_speak_to: "Her mother".into(),
            ..SafeContact::default()
        };
        assert_eq!(ways(&safe), "The client agreed to calls, texts. What to say: Say you are Ines. Do not speak to: Her mother.");
    }

    #[test]
    fn a_missed_check_in_says_nothing_in_the_clients_name() {
        let missed = CheckIn { outcome: CheckInOutcome::NotReached, missed_reason: "No answer.".into(), ..CheckIn::default() };
        let all: Vec<String> = parts(&missed).into_iter().flat_map(|(_, rows)| rows).map(|(_, text)| text).collect();
        assert!(all.contains(&"No answer.".to_owned()) && !all.contains(&Wellbeing::NotAsked.label().to_owned()));
    }
}
