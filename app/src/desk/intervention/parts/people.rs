//! Who takes part, in the order of speaking, and the meetings that prepare them.

use super::super::{
    labels::{self, name_or, options},
    page::part,
    writing::{Opened, Writing},
};
use super::{done, nothing};
use crate::desk::{
    form::{Day, Line, List, Part, Pick, Several, Text, Tick},
    new_id,
};
use clinical::intervention::{Attendance, Intervention, LetterStage, Meeting, Participant, ParticipantId, Step};
use leptos::prelude::*;
use ui::{Check, CheckLook};

/// The part.
#[component]
pub(crate) fn People(writing: Writing) -> impl IntoView {
    let rows = writing.read(|all| all.participants.iter().map(|one| Row::of(all, one)).collect::<Vec<_>>());
    let meetings = writing.read(|all| {
        all.meetings
            .iter()
            .filter(|meeting| !record::is_blank(&meeting.words))
            .map(|meeting| (labels::day_or(meeting.on, "No day"), meeting.words.clone()))
            .collect::<Vec<_>>()
    });
    let read = move || {
        let body = move || {
            let rows = rows.get();
            if rows.is_empty() {
                return nothing("Family, friends, colleagues: who speaks, in which order, and how each was prepared.");
            }
            view! {
                <div class="rows">
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">"Order"</th><th scope="col">"Name"</th><th scope="col">"Role"</th>
                                <th scope="col">"Prepared"</th><th scope="col">"Attended"</th>
                            </tr>
                        </thead>
                        <tbody>{rows.into_iter().map(|row| view! { <Shown row/> }).collect_view()}</tbody>
                    </table>
                </div>
            }
            .into_any()
        };
        let said = move || {
            let row = |(on, words): (String, String)| view! { <li><b>{on}</b><span>{words}</span></li> };
            let all = meetings.get();
            (!all.is_empty()).then(|| view! { <h3 class="label">"Preparation meetings"</h3><ul class="said-list">{all.into_iter().map(row).collect_view()}</ul> })
        };
        view! { {body}{said} }.into_any()
    };
    part(
        writing,
        Opened::At(Step::Participants),
        "Participants",
        Signal::stored("in order of speaking".to_owned()),
        read,
        move || fields(writing),
    )
}

/// A participant as the table shows them.
#[derive(Clone, PartialEq)]
struct Row {
    order: String,
    name: String,
    relation: String,
    role: String,
    prepared: Option<String>,
    attended: Attendance,
    takes_part: bool,
}

impl Row {
    fn of(all: &Intervention, one: &Participant) -> Self {
        let days = labels::days(&all.prepared_on(&one.id));
        let (role, prepared) = if one.not_taking_part {
            ("Not taking part".to_owned(), Some(one.why_not.trim().to_owned()))
        } else {
            (one.role.trim().to_owned(), (!days.is_empty()).then_some(days))
        };
        Self {
            order: all.order(&one.id).map_or_else(|| "–".to_owned(), |at| at.to_string()),
            name: name_or(&one.name, "No name yet"),
            relation: one.relation.trim().to_owned(),
            role,
            prepared,
            attended: one.attended,
            takes_part: !one.not_taking_part,
        }
    }
}

#[component]
fn Shown(row: Row) -> impl IntoView {
    let Row { order, name, relation, role, prepared, attended, takes_part } = row;
    let prepared = match (takes_part, prepared) {
        (true, Some(days)) => done(true, days, ""),
        (true, None) => done(false, "", "Not yet"),
        (false, why) => view! { <span class="quiet">{why}</span> }.into_any(),
    };
    let attended = match attended {
        Attendance::NotSaid => view! { <span class="quiet">"–"</span> }.into_any(),
        Attendance::There | Attendance::ByPhone => done(true, attended.label(), ""),
        Attendance::Absent => view! { <span class="quiet">"No"</span> }.into_any(),
    };
    view! {
        <tr>
            <td>{order}</td>
            <th scope="row"><bdi>{name}</bdi><small>{relation}</small></th>
            <td>{role}</td><td>{prepared}</td><td>{attended}</td>
        </tr>
    }
}

fn fields(writing: Writing) -> AnyView {
    let people = List::of(writing.form, "participant", |all| &all.participants, |all| &mut all.participants);
    let meetings = List::of(writing.form, "meeting", |all| &all.meetings, |all| &mut all.meetings);
    view! {
        <Several list=people name="intervention-participants".to_owned() legend="Who takes part, in order of speaking" one="participant"
            add="Add participant" first="name" blank=|| Participant::new(new_id::participant()) draw=participant/>
        <Several list=meetings name="intervention-meetings".to_owned() legend="Preparation meetings" one="meeting" add="Add meeting"
            first="on" blank=Meeting::default draw=meeting/>
    }
    .into_any()
}

fn participant(at: Part<Intervention, Participant>, _number: usize) -> AnyView {
    let stays_out = Memo::new(move |_| at.read_now(|one| one.not_taking_part));
    let was_held = Memo::new(move |_| at.form.read_now(|all| all.session.is_held()));
    let attendance = options(Attendance::ALL, Attendance::id, Attendance::label);
    let letters = options(LetterStage::ALL, LetterStage::id, LetterStage::label);
    let remark = at.form.remark(at.name("letter"));
    view! {
        <div class="pair">
            <Line at field="name" label="Name" get=|one: &Participant| &one.name set=|one| &mut one.name/>
            <Line at field="relation" label="Relation" get=|one: &Participant| &one.relation set=|one| &mut one.relation hint="Mother, friend, employer."/>
        </div>
        <Line at field="role" label="Part in the session" get=|one: &Participant| &one.role set=|one| &mut one.role
            hint="Reads first, offers the ride. Specific instances they will speak of belong in their letter."/>
        <Tick at field="not_taking_part" get=|one: &Participant| one.not_taking_part set=|one, on| one.not_taking_part = on>"Does not take part"</Tick>
        <Show when=move || stays_out.get()>
            <Line at field="why_not" label="Why not" get=|one: &Participant| &one.why_not set=|one| &mut one.why_not/>
        </Show>
        <div class="pair">
            <Pick at field="letter" label="Letter" options=letters.clone() get=|one: &Participant| one.letter.state.id().to_owned()
                set=|one, id| one.letter.state = LetterStage::from_id(id).unwrap_or_default()/>
            <Day at field="letter_reviewed_on" label="Letter reviewed on" get=|one: &Participant| one.letter.reviewed_on
                set=|one, day| one.letter.reviewed_on = day/>
        </div>
        {move || remark.get().map(|words| view! { <p class="lint">{words}</p> })}
        <Show when=move || was_held.get()>
            <div class="pair">
                <Pick at field="attended" label="Attended" options=attendance.clone() get=|one: &Participant| one.attended.id().to_owned()
                    set=|one, id| one.attended = Attendance::from_id(id).unwrap_or_default()/>
                <Tick at field="letter_read" get=|one: &Participant| one.letter.read set=|one, on| one.letter.read = on>"Letter was read aloud"</Tick>
            </div>
        </Show>
    }
    .into_any()
}

fn meeting(at: Part<Intervention, Meeting>, _number: usize) -> AnyView {
    let people = Memo::new(move |_| {
        at.form.read_now(|all| {
            all.speakers()
                .map(|one| (one.id.clone(), name_or(&one.name, "A participant")))
                .collect::<Vec<(ParticipantId, String)>>()
        })
    });
    let check = move |(id, name): (ParticipantId, String)| {
        let (shown, field) = (id.clone(), format!("{}-{id}", at.name("present")));
        let checked = at.read(move |meeting| meeting.present.contains(&shown));
        let turn = move |on: bool| {
            let id = id.clone();
            at.edit(|meeting| {
                if on {
                    meeting.present.insert(id);
                } else {
                    meeting.present.remove(&id);
                }
            });
        };
        view! { <Check name=field checked on_change=turn look=CheckLook::Chip>{name}</Check> }
    };
    view! {
        <Day at field="on" label="Day" get=|one: &Meeting| one.on set=|one, day| one.on = day/>
        <fieldset class="field">
            <legend class="legend">"Who was prepared"</legend>
            <div class="chips">{move || people.get().into_iter().map(check).collect_view()}</div>
        </fieldset>
        <Text at field="words" label="What was practiced and agreed on" get=|one: &Meeting| &one.words set=|one| &mut one.words
            hint="Order of speaking, seats, tone: supportive and firm, no blame."/>
    }
    .into_any()
}
