//! Episodes of care: transfers, a continuing-care plan, the discharge, check-ins, and the readmission into the same chart.

use crate::{
    chart::thread,
    play::Play,
    tally::Tally,
    world::{Actor, World},
};
use clinical::{
    Body, Discharge, Edition, EpisodeEvent, Finding, LevelOfCare,
    aftercare::{CheckIn, CheckInDue, CheckInOutcome, CheckInState, ContinuingCare, Wellbeing},
    episode::DischargeKind,
    return_to_use::{Period, ReturnToUse},
};
use keeper::protocol::ThreadView;
use rand::Rng;
use record::{DocId, RecordId};

/// Levels of care that a client goes between.
const LEVELS: [&str; 2] = ["2.1", "1.5"];

impl Play {
    /// What happens next in the episode: while care goes on, a transfer, the plan for afterwards, or the discharge; after it, a check-in or
    /// the readmission. Often several, one after the other.
    pub async fn episode(&mut self, world: &mut World, who: usize, record: RecordId, tally: &mut Tally) -> Result<(), String> {
        for _ in 0..self.rng.gen_range(1..=3) {
            let view = thread(&world.actors[who], record).await?;
            let Some((body, what)) = self.next_of_episode(&view) else { return Ok(()) };
            self.sign_new(world, who, record, body, what, tally).await?;
        }
        Ok(())
    }

    fn next_of_episode(&mut self, view: &ThreadView) -> Option<(Body, &'static str)> {
        let (text, last) = (self.text(), view.episodes.last()?);
        // Whose clock was turned back finds what was not written yet.
        if last.from > Some(view.today) || last.to > Some(view.today) {
            return None;
        }
        if last.is_open() {
            return Some(match self.rng.gen_range(0..4) {
                0 => (transfer(text, view).into(), "transfer"),
                1 => (ContinuingCare { why: text, ..view.begin_continuing_care() }.into(), "continuing care"),
                _ => (discharge(text, view).into(), "discharge"),
            });
        }
        let due = view.check_ins(last).into_iter().find(|one| matches!(one.state, CheckInState::Due | CheckInState::Coming));
        if self.rng.gen_bool(0.5) {
            return Some((check_in(text, view, due.map(|one| one.days)).into(), "check-in"));
        }
        let level = LevelOfCare::find(Edition::Fourth, LEVELS[0]);
        Some((EpisodeEvent { level, reason: text, ..view.begin_episode_event() }.into(), "readmission"))
    }
}

fn transfer(text: String, view: &ThreadView) -> EpisodeEvent {
    let levels = LEVELS.iter().filter_map(|number| LevelOfCare::find(Edition::Fourth, number));
    let level = levels.into_iter().find(|level| view.level_on(view.today) != Some(level));
    EpisodeEvent { level, reason: text, ..view.begin_episode_event() }
}

fn discharge(text: String, view: &ThreadView) -> Discharge {
    Discharge {
        last_service: None,
        kind: Some(DischargeKind::Completed),
        reason: "The evening program is done.".to_owned(),
        summary: text,
        ..view.begin_discharge()
    }
}

fn check_in(text: String, view: &ThreadView, days: Option<u16>) -> CheckIn {
    let begun = view.begin_check_in(days);
    CheckIn { outcome: CheckInOutcome::Reached, wellbeing: Wellbeing::UpAndDown, words: text, ..begun }
}

/// In which part of care a day is, by the episodes as this device has them.
pub fn period(view: &ThreadView, event: &ReturnToUse) -> Period {
    let Some(day) = event.start else { return Period::InCare };
    if view.episodes.on(day).is_some() {
        Period::InCare
    } else if view.episodes.left_before(day).is_some() {
        Period::AfterDischarge
    } else if view.episodes.begin_after(day) {
        Period::BeforeAdmission
    } else {
        Period::InCare
    }
}

/// What its author makes of a document of an episode that came back; `None` where it is none, or where what was signed meanwhile
/// contradicts it.
pub fn rewritten(text: &str, view: &ThreadView, doc: DocId) -> Option<Body> {
    let others = view.episodes_without(doc);
    let blocked = |findings: Vec<Finding>| findings.iter().any(Finding::blocks);
    if let Some((_, one)) = view.of::<Discharge>().find(|(signed, _)| signed.doc == doc) {
        let one = Discharge { summary: text.to_owned(), ..one.clone() };
        return (!blocked(one.check_in(&others, None, true, None, view.today))).then(|| one.into());
    }
    if let Some((_, one)) = view.of::<EpisodeEvent>().find(|(signed, _)| signed.doc == doc) {
        let one = EpisodeEvent { reason: text.to_owned(), ..one.clone() };
        return (!blocked(one.check_in(&others, None, None, view.today))).then(|| one.into());
    }
    if let Some((_, one)) = view.of::<ContinuingCare>().find(|(signed, _)| signed.doc == doc) {
        let one = ContinuingCare { why: text.to_owned(), ..one.clone() };
        return (!blocked(one.check_in(None, view.today))).then(|| one.into());
    }
    let (_, one) = view.of::<CheckIn>().find(|(signed, _)| signed.doc == doc)?;
    let one = CheckIn { words: text.to_owned(), ..one.clone() };
    let counting: Vec<(DocId, &Discharge)> = view.counting_of::<Discharge>().map(|(signed, one)| (signed.doc, one)).collect();
    (!blocked(one.check_in(&counting, None, view.today))).then(|| one.into())
}

/// The episodes as somebody is shown them: each with its days and what opened and ended it, what fits nowhere, and the check-ins.
/// Whether one that was not made is due yet is by each device's own clock.
pub fn seen(view: &ThreadView) -> String {
    let made = |one: CheckInDue| matches!(one.state, CheckInState::Made(_) | CheckInState::Missed(_)).then_some(one.state);
    let planned = |one: CheckInDue| (one.days, one.on, made(one));
    let check_ins: Vec<Vec<_>> = view.episodes.iter().map(|one| view.check_ins(one).into_iter().map(planned).collect()).collect();
    let continuing: Vec<_> = view.episodes.iter().map(|one| view.continuing_care(one).map(|(signed, _)| signed.doc)).collect();
    let episodes = serde_json::to_string(&view.episodes).expect("episodes can be written down");
    format!("{episodes} {check_ins:?} {continuing:?}")
}

/// Everything signed of an episode has its place in one, or is said to have none; numbers count up, and none begins before the
/// last one ended.
pub fn check(actor: &Actor, view: &ThreadView) -> Result<(), String> {
    let told = |what: &str| Err(format!("{}: {what}", actor.name));
    let mut last = None;
    for (number, episode) in (1..).zip(view.episodes.iter()) {
        if episode.number != number || episode.opened_by.is_none() != (number == 1) {
            return told("an episode is out of turn");
        }
        if last.is_some_and(|ended| episode.from < Some(ended)) {
            return told("an episode begins before the one before it ended");
        }
        if number < view.episodes.iter().len() as u32 && episode.is_open() {
            return told("care goes on, and a later episode was begun");
        }
        last = episode.to;
    }
    let placed = view.episodes.iter().map(|one| one.steps.len() + usize::from(one.discharge.is_some())).sum::<usize>();
    let signed = view.counting_of::<Discharge>().count() + view.counting_of::<EpisodeEvent>().count();
    if placed + view.episodes.unplaced.len() != signed { told("something of an episode is nowhere") } else { Ok(()) }
}
