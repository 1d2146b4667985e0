//! The sheet itself.

use crate::desk::{clock, quoted::quoted};
use chrono::NaiveDate;
use clinical::{
    aftercare::{ContinuingCare, CopyPart, CopySentence, OwnSentences, Support},
    measure::Language,
};
use leptos::prelude::*;
use record::is_blank;

/// The program's sentences, in the language of the client.
#[derive(Clone)]
pub(super) struct Reader {
    pub(super) sentences: OwnSentences,
    pub(super) language: Language,
}

impl Reader {
    /// A sentence; its language is said where it is another than the sheet's.
    fn say(&self, sentence: CopySentence) -> AnyView {
        let (text, language) = self.sentences.text(sentence, self.language);
        if language == self.language {
            text.to_owned().into_any()
        } else {
            view! { <span lang=language.tag()>{text.to_owned()}</span> }.into_any()
        }
    }
}

fn filled(lines: &[String]) -> impl Iterator<Item = String> {
    lines.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty())
}

/// One sheet. Sections without anything in them, and those the client leaves out, are not there.
#[component]
pub(super) fn Leaf(
    plan: ContinuingCare,
    reader: Reader,
    /// The client's name.
    name: String,
    /// Who made it with the client.
    author: String,
    /// The last day in care, as far as it is known.
    discharged: Option<NaiveDate>,
    /// The days of the check-ins.
    days: Vec<NaiveDate>,
) -> impl IntoView {
    let part = |part: CopyPart, heading: CopySentence, inside: &dyn Fn() -> AnyView| {
        plan.shows(part).then(|| view! { <section><h2>{reader.say(heading)}</h2>{inside()}</section> })
    };
    let made = plan.on.map(clock::day).unwrap_or_default();
    let last = discharged.map(|day| format!(" · {}", clock::day(day))).unwrap_or_default();
    let by = [name, author, made].into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(" · ") + &last;
    let signs = |heading: CopySentence, lines: &[String]| {
        let items = filled(lines).map(|line| view! { <li>{line}</li> }).collect_view();
        let any = lines.iter().any(|line| !is_blank(line));
        any.then(|| view! { <section><h2>{reader.say(heading)}</h2><ul class="ticks">{items}</ul></section> })
    };
    let text = |text: &str| view! { <p class="lines">{text.trim().to_owned()}</p> }.into_any();
    let living = [plan.housing.as_str(), &plan.daily_life].join("\n");
    view! {
        <article class="leaf" lang=reader.language.tag()>
            <header><h2 class="leaftitle">{reader.say(CopySentence::Title)}</h2><p>{by}</p></header>
            {plan.shows(CopyPart::Why).then(|| view! {
                <section class="whyme"><h2>{reader.say(CopySentence::Why)}</h2><p class="said">{quoted(&plan.why)}</p></section>
            })}
            {plan.shows(CopyPart::Signs).then(|| view! {
                <div class="lcols">{signs(CopySentence::EarlySigns, &plan.early_signs)}{signs(CopySentence::StrongSigns, &plan.strong_signs)}</div>
            })}
            {part(CopyPart::Coping, CopySentence::Coping, &|| {
                view! { <ol class="dos">{filled(&plan.coping).map(|line| view! { <li>{line}</li> }).collect_view()}</ol> }.into_any()
            })}
            {part(CopyPart::IfUse, CopySentence::IfUse, &|| text(&plan.if_use))}
            {part(CopyPart::People, CopySentence::People, &|| people(&plan.people))}
            {part(CopyPart::Groups, CopySentence::Groups, &|| people(&plan.groups))}
            {part(CopyPart::Living, CopySentence::Living, &|| text(&living))}
            {part(CopyPart::Strengths, CopySentence::Strengths, &|| text(&plan.strengths))}
            <section class="crisis"><h2>{reader.say(CopySentence::Danger)}</h2><p>{reader.say(CopySentence::DangerWords)}</p></section>
            {part(CopyPart::Appointments, CopySentence::Appointments, &|| appointments(&plan, &reader))}
            {part(CopyPart::Medications, CopySentence::Medications, &|| medications(&plan, &reader))}
            {part(CopyPart::Naloxone, CopySentence::Naloxone, &|| naloxone(&plan, &reader))}
            {(!days.is_empty()).then(|| part(CopyPart::CheckIns, CopySentence::CheckIns, &|| {
                let days = days.iter().map(|day| view! { <li>{clock::day(*day)}</li> }).collect_view();
                view! { <p>{reader.say(CopySentence::CheckInWords)}</p><ul class="cks">{days}</ul> }.into_any()
            }))}
            <section class="back">
                <h2>{reader.say(CopySentence::Return)}</h2>
                <p>{reader.say(CopySentence::ComeBack)}</p>
                {(!is_blank(&plan.come_back)).then(|| text(&plan.come_back))}
            </section>
        </article>
    }
}

fn people(all: &[Support]) -> AnyView {
    let row = |one: &Support| {
        view! { <li><b>{one.name.trim().to_owned()}</b><span>{one.about.trim().to_owned()}</span><strong>{one.reach.trim().to_owned()}</strong></li> }
    };
    view! { <ul class="peeps">{all.iter().map(row).collect_view()}</ul> }.into_any()
}

fn appointments(plan: &ContinuingCare, reader: &Reader) -> AnyView {
    let row = |one: &clinical::aftercare::Appointment| {
        let when = [one.on.map(clock::day).unwrap_or_default(), one.time.trim().to_owned()];
        let when = when.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        view! { <tr><th scope="row">{when}</th><td>{one.with.trim().to_owned()}</td><td>{one.place.trim().to_owned()}</td></tr> }
    };
    view! {
        <table>
            <thead><tr>
                <th scope="col">{reader.say(CopySentence::When)}</th>
                <th scope="col">{reader.say(CopySentence::With)}</th>
                <th scope="col">{reader.say(CopySentence::Where)}</th>
            </tr></thead>
            <tbody>{plan.appointments.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn medications(plan: &ContinuingCare, reader: &Reader) -> AnyView {
    let row = |one: &clinical::aftercare::MedicationHandOver| {
        let name = [one.name.trim(), one.how.trim()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        let next = one.next_on.map(|on| view! { " "{reader.say(CopySentence::Next)}": "{clock::day(on)}"." });
        let from = Some(one.prescriber.trim().to_owned()).filter(|from| !from.is_empty());
        let from = from.map(|from| view! { " "{reader.say(CopySentence::Prescriber)}": "{from}"." });
        let note = Some(one.note.trim().to_owned()).filter(|note| !note.is_empty());
        view! { <p><b>{name}"."</b>{next}{from}{note.map(|note| format!(" {note}"))}</p> }
    };
    plan.medications.iter().map(row).collect_view().into_any()
}

fn naloxone(plan: &ContinuingCare, reader: &Reader) -> AnyView {
    let steps =
        [CopySentence::NaloxoneCall, CopySentence::NaloxoneSpray, CopySentence::NaloxoneBreathe, CopySentence::NaloxoneAgain];
    let steps = steps.map(|step| view! { <li>{reader.say(step)}</li> }).collect_view();
    let words = Some(plan.naloxone_words.trim().to_owned()).filter(|words| !words.is_empty());
    view! { {words.map(|words| view! { <p class="lines">{words}</p> })}<ol class="nal">{steps}</ol> }.into_any()
}
