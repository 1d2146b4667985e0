//! A continuing-care plan: written with the client, in the client's words, before care ends.

mod fields;

use super::{
    Opened,
    read::{Parts, day, row},
    writing::{Writing, options, step},
};
use crate::desk::{
    clock,
    form::{Day, Line, List, Pick, Several, Text},
};
use clinical::{
    NO_SUD_WORDS, OutreachMethod,
    aftercare::{
        Appointment, CHECK_IN_DAYS, Consent, ContinuingCare, CopyGiven, CopyPart, MedicationHandOver, Naloxone, Support,
    },
    measure::Language,
};
use fields::{appointment, medication, support, text};
use leptos::prelude::*;
use ui::{Banner, Opt, Tone};

/// What happens when it is marked as entered in error.
pub(super) const WITHDRAWN: &str = "The plan stays in the record, crossed out for everyone. You cannot undo this.";

/// The form.
pub(super) fn form(opened: Opened<ContinuingCare>) -> AnyView {
    let (asked, chart) = (opened.asked, opened.chart);
    let writing = Writing::begin(&opened, move |plan: &ContinuingCare| {
        let profile = chart.pick(|chart| Some(chart.profile.clone()));
        asked.pick(|thread| plan.check_in(profile.as_ref(), thread.today))
    });
    let safe = Signal::derive(move || chart.pick(|chart| super::check_in::ways(&chart.profile.safe_contact)));
    let fields = view! { {signs(writing)}{people(writing)}{next(writing)}{contact(writing, safe)}{copy(writing)} };
    let intro = "Write it together, in the client’s own words. Any part can stay empty. The client’s copy is printed from here.";
    writing.page(&opened, "Continuing-care plan", intro, fields)
}

fn signs(writing: Writing<ContinuingCare>) -> AnyView {
    let (at, form) = (writing.form.whole("continuing"), writing.form);
    let early = List::of(form, "early-sign", |p| &p.early_signs, |p| &mut p.early_signs);
    let strong = List::of(form, "strong-sign", |p| &p.strong_signs, |p| &mut p.strong_signs);
    let coping = List::of(form, "coping", |p| &p.coping, |p| &mut p.coping);
    step(
        "continuing-signs",
        "Warning signs and coping",
        "what the client knows about themselves",
        view! {
            <div class="pair">
                <Day at field="on" label="Made on" required=true get=|p: &ContinuingCare| p.on set=|p, day| p.on = day/>
                <Day at field="last_day" label="Planned last day in care" get=|p: &ContinuingCare| p.last_day set=|p, day| p.last_day = day/>
            </div>
            <Text at field="why" label="Why the client does this" get=|p: &ContinuingCare| &p.why set=|p| &mut p.why/>
            <Several list=early name=at.name("early_signs") legend="Early signs" one="sign" add="Add an early sign" first="text"
                blank=String::new draw=|one, number| text(one, "Early sign", number)/>
            <Several list=strong name=at.name("strong_signs") legend="Stronger signs" one="sign" add="Add a stronger sign" first="text"
                blank=String::new draw=|one, number| text(one, "Stronger sign", number)/>
            <Several list=coping name=at.name("coping") legend="What the client does when they notice one" one="step" add="Add a step" first="text"
                blank=String::new draw=|one, number| text(one, "Step", number)/>
            <Text at field="if_use" label="What the client does if they use" get=|p: &ContinuingCare| &p.if_use set=|p| &mut p.if_use
                hint="Who to call the same day, what keeps them safe. One use is not the end of the plan."/>
        },
    )
}

fn people(writing: Writing<ContinuingCare>) -> AnyView {
    let (at, form) = (writing.form.whole("continuing"), writing.form);
    let people = List::of(form, "person", |p| &p.people, |p| &mut p.people);
    let groups = List::of(form, "group", |p| &p.groups, |p| &mut p.groups);
    step(
        "continuing-people",
        "People, groups, home",
        "who and what is there",
        view! {
            <Several list=people name=at.name("people") legend="People" one="person" add="Add a person" first="name" blank=Support::default
                draw=|one, _| support(one, "Name", "Who they are", "How to reach them")/>
            <Several list=groups name=at.name("groups") legend="Mutual-help and community groups" one="group" add="Add a group" first="name"
                blank=Support::default draw=|one, _| support(one, "Group", "When and where", "How to join")/>
            <Text at field="housing" label="Sober living or other housing" get=|p: &ContinuingCare| &p.housing set=|p| &mut p.housing/>
            <Text at field="daily_life" label="Work, school, family, legal matters" get=|p: &ContinuingCare| &p.daily_life set=|p| &mut p.daily_life/>
            <Text at field="strengths" label="What the client can build on" get=|p: &ContinuingCare| &p.strengths set=|p| &mut p.strengths/>
        },
    )
}

fn next(writing: Writing<ContinuingCare>) -> AnyView {
    let (at, form) = (writing.form.whole("continuing"), writing.form);
    let appointments = List::of(form, "appointment", |p| &p.appointments, |p| &mut p.appointments);
    let medications = List::of(form, "medication", |p| &p.medications, |p| &mut p.medications);
    step(
        "continuing-next",
        "Appointments and medication",
        "the first within 7 days",
        view! {
            <Several list=appointments name=at.name("appointments") legend="Appointments" one="appointment" add="Add an appointment" first="on"
                blank=Appointment::default draw=appointment/>
            <Several list=medications name=at.name("medications") legend="Medication hand-over" one="medication" add="Add a medication" first="name"
                blank=MedicationHandOver::default draw=medication/>
            <Pick at field="naloxone" label="Naloxone" options=options(Naloxone::ALL, Naloxone::id, Naloxone::label)
                get=|p: &ContinuingCare| p.naloxone.id().to_owned() set=|p, id| p.naloxone = Naloxone::from_id(id).unwrap_or_default()/>
            <Line at field="naloxone_words" label="Where it is" get=|p: &ContinuingCare| &p.naloxone_words set=|p| &mut p.naloxone_words
                hint="Where, use by when, who knows."/>
        },
    )
}

fn contact(writing: Writing<ContinuingCare>, safe: Signal<String>) -> AnyView {
    let at = writing.form.whole("continuing");
    let days = CHECK_IN_DAYS.iter().map(|days| (*days, if *days == 1 { "1 day".to_owned() } else { format!("{days} days") }));
    step(
        "continuing-contact",
        "Check-ins after discharge",
        "only as the client agrees",
        view! {
            <Banner tone=Tone::Plain words=NO_SUD_WORDS/>
            <p class="soft">{safe}</p>
            <Pick at field="consent" label="Does the client want check-ins?" options=options(Consent::ALL, Consent::id, Consent::label)
                get=|p: &ContinuingCare| p.consent.id().to_owned() set=|p, id| p.consent = Consent::from_id(id).unwrap_or_default()/>
            {writing.chips("check-in", "Days after discharge", days.collect(), |p| &p.check_ins, |p| &mut p.check_ins)}
            <Pick at field="way" label="How to reach the client" options=options(OutreachMethod::ALL, OutreachMethod::id, OutreachMethod::label)
                get=|p: &ContinuingCare| p.way.id().to_owned() set=|p, id| p.way = OutreachMethod::from_id(id).unwrap_or_default()/>
            <Text at field="message" label="What a message may say" get=|p: &ContinuingCare| &p.message set=|p| &mut p.message
                hint="A first name and a number. Nothing about treatment."/>
            <Text at field="come_back" label="How to come back, for this client" get=|p: &ContinuingCare| &p.come_back set=|p| &mut p.come_back
                hint="Added to what the program tells everyone. May stay empty."/>
        },
    )
}

fn copy(writing: Writing<ContinuingCare>) -> AnyView {
    let at = writing.form.whole("continuing");
    let parts = CopyPart::ALL.iter().map(|part| (*part, part.label().to_owned())).collect();
    let languages: Vec<Opt> = Language::ALL.iter().map(|one| Opt::new(one.tag(), one.label())).collect();
    step(
        "continuing-copy",
        "The client’s copy",
        "what they take along",
        view! {
            {writing.chips("left-out", "The client leaves out", parts, |p| &p.left_out, |p| &mut p.left_out)}
            <div class="pair">
                <Pick at field="copy" label="Copy given" options=options(CopyGiven::ALL, CopyGiven::id, CopyGiven::label)
                    get=|p: &ContinuingCare| p.copy.id().to_owned() set=|p, id| p.copy = CopyGiven::from_id(id).unwrap_or_default()/>
                <Pick at field="language" label="Language of the copy" options=languages
                    get=|p: &ContinuingCare| p.language.tag().to_owned()
                    set=|p, tag| p.language = Language::ALL.into_iter().find(|one| one.tag() == tag).unwrap_or_default()
                    hint="Headings are in Spanish where your program wrote them so. The client’s words stay as they are."/>
            </div>
        },
    )
}

fn listed(lines: &[String]) -> String {
    lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn joined(parts: &[&str]) -> String {
    parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn supports(all: &[Support]) -> String {
    listed(&all.iter().map(|one| joined(&[&one.name, &one.about, &one.reach])).collect::<Vec<_>>())
}

/// What it says.
pub(super) fn parts(plan: &ContinuingCare) -> Parts {
    let appointments: Vec<String> =
        plan.appointments.iter().map(|one| joined(&[&day(one.on), &one.time, &one.with, &one.place])).collect();
    let medications: Vec<String> = plan
        .medications
        .iter()
        .map(|one| {
            let next = one.next_on.map(|on| format!("next {}", clock::day(on))).unwrap_or_default();
            joined(&[&one.name, &one.how, &next, &one.prescriber, &one.note])
        })
        .collect();
    let days: Vec<String> = plan.check_ins.iter().map(u16::to_string).collect();
    let left_out: Vec<&str> = plan.left_out.iter().map(|part| part.label()).collect();
    let check_ins = if plan.wants_check_ins() { format!("{} days after discharge", days.join(", ")) } else { String::new() };
    vec![
        (
            "Warning signs and coping",
            vec![
                row("Made on", day(plan.on)),
                row("Planned last day in care", day(plan.last_day)),
                row("Why the client does this", plan.why.clone()),
                row("Early signs", listed(&plan.early_signs)),
                row("Stronger signs", listed(&plan.strong_signs)),
                row("What the client does when they notice one", listed(&plan.coping)),
                row("What the client does if they use", plan.if_use.clone()),
            ],
        ),
        (
            "People, groups, home",
            vec![
                row("People", supports(&plan.people)),
                row("Groups", supports(&plan.groups)),
                row("Housing", plan.housing.clone()),
                row("Work, school, family, legal matters", plan.daily_life.clone()),
                row("What the client can build on", plan.strengths.clone()),
            ],
        ),
        (
            "Appointments and medication",
            vec![
                row("Appointments", listed(&appointments)),
                row("Medication", listed(&medications)),
                row("Naloxone", joined(&[plan.naloxone.label(), &plan.naloxone_words])),
            ],
        ),
        (
            "Check-ins after discharge",
            vec![
                row("Does the client want check-ins?", plan.consent.label()),
                row("Days", check_ins),
                row("How to reach the client", plan.way.label()),
                row("What a message may say", plan.message.clone()),
                row("How to come back, for this client", plan.come_back.clone()),
            ],
        ),
        (
            "The client’s copy",
            vec![
                row("The client leaves out", left_out.join(" · ")),
                row("Copy given", plan.copy.label()),
                row("Language of the copy", plan.language.label()),
            ],
        ),
    ]
}
