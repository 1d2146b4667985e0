//! Words that several parts of the page say.

use crate::desk::clock;
use chrono::NaiveDate;
use clinical::{
    Finding, Wrong,
    intervention::{Intervention, ParticipantId},
};
use ui::Opt;

/// A finding in a few words, as the sign bar names it.
pub(super) fn finding(all: &Intervention, finding: &Finding) -> String {
    let of_list = || finding.place.which.as_ref()?.parse::<usize>().ok()?.checked_sub(1);
    let who = || of_list().and_then(|at| all.participants.get(at)).map(|one| name_or(&one.name, "A participant"));
    match finding.wrong() {
        Some(Wrong::LetterDraft) => format!("{}’s letter is still a draft", who().unwrap_or_default()),
        Some(Wrong::NotPrepared) => format!("{} is not prepared", who().unwrap_or_default()),
        Some(Wrong::NoNextContact) => "No next contact is planned".to_owned(),
        Some(Wrong::NoAdmissionDay) => "No day of admission".to_owned(),
        Some(Wrong::MayStop) => "A concern that may be a reason not to meet".to_owned(),
        Some(Wrong::NotAsked) => "A safety question was not asked".to_owned(),
        Some(_) | None => finding.sentence.trim_end_matches('.').to_owned(),
    }
}

/// A name, or what to say where there is none yet.
pub(super) fn name_or(name: &str, or: &str) -> String {
    if record::is_blank(name) { or.to_owned() } else { name.trim().to_owned() }
}

/// The first of a participant's names; a word where it is not in the list.
pub(super) fn who(all: &Intervention, id: Option<&ParticipantId>) -> String {
    let name = id.and_then(|id| all.participant(id)).map(|one| name_or(&one.name, "A participant"));
    name.map_or_else(|| "Nobody named".to_owned(), |name| name.split(' ').next().unwrap_or_default().to_owned())
}

/// Who can be chosen, by id, with a first line for nobody.
pub(super) fn people(all: &Intervention, nobody: &'static str) -> Vec<Opt> {
    let people = all.participants.iter().map(|one| Opt::new(one.id.as_str(), name_or(&one.name, "A participant")));
    std::iter::once(Opt::new("", nobody)).chain(people).collect()
}

/// Days, joined: `Nov 5, Nov 10`.
pub(super) fn days(days: &[NaiveDate]) -> String {
    days.iter().map(|day| day.format("%b %-d").to_string()).collect::<Vec<_>>().join(", ")
}

/// A day in a sentence, or what to say where there is none.
pub(super) fn day_or(day: Option<NaiveDate>, or: &str) -> String {
    day.map_or_else(|| or.to_owned(), clock::short_day)
}

/// Every word of a vocabulary, to choose from.
pub(super) fn options<W: Copy>(all: &[W], id: fn(W) -> &'static str, label: fn(W) -> &'static str) -> Vec<Opt> {
    all.iter().map(|word| Opt::new(id(*word), label(*word))).collect()
}

/// The same with a first line for nothing.
pub(super) fn options_or<W: Copy>(
    nothing: &'static str,
    all: &[W],
    id: fn(W) -> &'static str,
    label: fn(W) -> &'static str,
) -> Vec<Opt> {
    std::iter::once(Opt::new("", nothing)).chain(options(all, id, label)).collect()
}
