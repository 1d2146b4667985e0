//! Interventions: records of their own, with a team, from the first call to a refusal, a later yes and the admission. Letters are
//! their keeper's, and what the family says is in no chart.

use crate::{
    chart::pass,
    play::Play,
    tally::Tally,
    world::{Actor, SavedLetter, World},
};
use clinical::{
    PatientName, Zoned,
    intervention::{FollowUp, Intervention, Letter, Model, Outcome, Participant, ParticipantId, profile_of},
};
use keeper::protocol::{AdmitMember, AdmitPerson, Begin, DocSync, InterventionView, LoadIntervention, Open, Problem, Save};
use proof::simulation::{Chain, chain};
use rand::{Rng, seq::SliceRandom};
use record::{DirectoryEntry, RecordId, Signed};
use std::collections::BTreeMap;

fn mother() -> ParticipantId {
    ParticipantId::new("mother").unwrap()
}

async fn view(actor: &Actor, record: RecordId) -> Result<Option<InterventionView>, String> {
    match actor.ask(LoadIntervention { record }).await {
        Ok(view) => Ok(Some(view)),
        Err(Problem::NotFound) => Ok(None),
        Err(problem) => Err(format!("{}: an intervention does not load: {problem:?}", actor.name)),
    }
}

/// What is signed next: who takes part, then a session that is refused, then a contact at which the person says yes, then whatever else
/// is said.
fn next(mut all: Intervention, today: chrono::NaiveDate, text: String) -> (Intervention, &'static str) {
    if all.participants.is_empty() {
        all.participants.push(Participant { name: "Delphine".to_owned(), role: text, ..Participant::new(mother()) });
        (all.model, all.model_why) = (Some(Model::Invitational), "A surprise drove him away.".to_owned());
        return (all, "prepare an intervention");
    }
    if !all.is_held() {
        all.session.start = Zoned::from_local(today.and_hms_opt(0, 0, 0).unwrap(), "America/Chicago", -360).ok();
        (all.session.outcome, all.session.said) = (Some(Outcome::RefusedForNow), text);
        return (all, "intervention refused");
    }
    if all.follow_ups.is_empty() {
        let (on, with, done) = (all.session_day().max(Some(today)), "Alder".to_owned(), true);
        let outcome = Some(Outcome::AcceptedLater);
        all.follow_ups.push(FollowUp { on, with, done, result: text, outcome, ..FollowUp::default() });
        return (all, "intervention accepted");
    }
    all.concern = text;
    (all, "intervention saved")
}

impl Play {
    /// A few steps in an intervention of the cast, which is opened where there is none.
    pub async fn intervention(&mut self, world: &mut World, tally: &mut Tally) -> Result<(), String> {
        let who = *self.cast.choose(&mut self.rng).unwrap();
        let record = match self.interventions.choose(&mut self.rng).copied() {
            Some(record) if self.rng.gen_bool(0.8) => record,
            _ => {
                let Some(record) = self.open_intervention(world, who, tally).await? else { return Ok(()) };
                record
            }
        };
        for _ in 0..self.rng.gen_range(1..=4) {
            let Some(view) = view(&world.actors[who], record).await? else { return Ok(()) };
            let accepted = view.intervention.answer().is_some_and(|(outcome, _)| outcome.is_accepted());
            match self.rng.gen_range(0..4) {
                0 if !view.intervention.participants.is_empty() => self.letter(world, who, record, tally).await?,
                1 | 2 if accepted && view.link.is_none() => self.admit_person(world, who, &view, tally).await?,
                _ => {
                    let text = self.text();
                    let (body, what) = next(view.intervention, view.today, text);
                    let future = body.session_day().is_some_and(|day| day > view.today)
                        || body.follow_ups.iter().any(|one| one.on > Some(view.today));
                    if future {
                        return Ok(()); // whose clock was turned back
                    }
                    let ask = Save::signed(record, Some(view.doc), view.base, body, pass());
                    self.write(world, who, ask, what, 1, tally).await?;
                }
            }
        }
        Ok(())
    }

    async fn open_intervention(&mut self, world: &mut World, who: usize, tally: &mut Tally) -> Result<Option<RecordId>, String> {
        let person = PatientName { given: "Alder".to_owned(), family: self.text(), ..PatientName::default() };
        let ask = Open { body: Intervention { person, ..Intervention::default() }.into() };
        let opened = self.write(world, who, ask, "open an intervention", 2, tally).await?;
        let Some(record) = opened else { return Ok(None) };
        self.interventions.push(record);
        let me = world.actors[who].user;
        let others: Vec<_> = self.cast.iter().map(|one| world.actors[*one].user).filter(|one| *one != me).collect();
        if let Some(member) = others.choose(&mut self.rng).copied() {
            let ask = AdmitMember { record, member, passphrase: pass() };
            self.write(world, who, ask, "admit to an intervention", 1, tally).await?;
        }
        Ok(Some(record))
    }

    async fn letter(&mut self, world: &mut World, who: usize, record: RecordId, tally: &mut Tally) -> Result<(), String> {
        let text = self.text();
        let actor = &mut world.actors[who];
        let begun = actor.ask(Begin { record, body: Letter::begun(record, mother()).into() }).await;
        // The private record is opened at the first use.
        let fresh = actor.fresh().await;
        let doc = match begun {
            Ok(doc) if fresh <= 1 => doc,
            Ok(_) => return Err(format!("{}: beginning a letter wrote {fresh} operations", actor.name)),
            Err(Problem::Refused(_) | Problem::NotFound) if fresh == 0 => return Ok(()),
            Err(problem) => return Err(format!("{}: a letter is not begun: {problem:?}", actor.name)),
        };
        let letters = view(actor, record).await?.ok_or("an intervention is gone")?.letters;
        let kept = letters.into_iter().find(|kept| kept.doc == doc).ok_or("a letter that was begun is not there")?;
        let body = Letter { text: text.clone(), ..kept.letter };
        let ask = Save::signed(kept.record, Some(doc), kept.base, body, pass());
        if self.write(world, who, ask, "letter", 1, tally).await?.is_some() {
            let letters = &mut world.actors[who].letters;
            match letters.iter_mut().find(|saved| saved.doc == doc) {
                Some(saved) => saved.texts.push(text),
                None => letters.push(SavedLetter { intervention: record, record: kept.record, doc, texts: vec![text] }),
            }
        }
        Ok(())
    }

    /// The person's chart is opened, and linked from the intervention.
    async fn admit_person(
        &mut self,
        world: &mut World,
        who: usize,
        view: &InterventionView,
        tally: &mut Tally,
    ) -> Result<(), String> {
        let mut profile = profile_of(&view.intervention, view.today);
        profile.birth_date = chrono::NaiveDate::from_ymd_opt(1995, 3, 2);
        let (admitted_on, passphrase) = (Some(view.today), pass());
        let ask = AdmitPerson { record: view.record, chart: None, profile, admitted_on, passphrase };
        let chart = self.write(world, who, ask, "admission after an intervention", 3, tally).await?;
        self.records.extend(chart);
        Ok(())
    }
}

/// Each intervention is the same for its team and closed to everybody else, its letters open for their keeper alone, and
/// nothing that was said in it is in the chart of the person who was admitted.
pub async fn check(
    cast: &[&Actor],
    play: &Play,
    chains: &BTreeMap<RecordId, Chain>,
    directory: &[Signed<DirectoryEntry>],
) -> Result<(), String> {
    for record in &play.interventions {
        let team = &chains.get(record).ok_or("an intervention is gone")?.head.team;
        let mut first: Option<(&str, String)> = None;
        for actor in cast {
            let Some(found) = view(actor, *record).await? else {
                if team.contains(&actor.user) {
                    return Err(format!("{} does not open an intervention of theirs", actor.name));
                }
                continue;
            };
            if !team.contains(&actor.user) {
                return Err(format!("{} opens an intervention of others", actor.name));
            }
            if let Some(doubt) = found.doubts.first() {
                return Err(format!("{}: {doubt}", actor.name));
            }
            closed(actor, &found).await?;
            let link = found.link.as_ref().map(|link| link.chart);
            let versions: Vec<_> = found.versions.iter().filter(|one| one.sync == DocSync::Received).collect();
            // A version that was refused and is a draft again is its author's alone.
            if found.versions.len() != versions.len() || found.draft_saved.is_some() {
                continue;
            }
            let all = serde_json::to_string(&found.intervention).expect("an intervention can be written down");
            let mine = format!("{all} {versions:?} {link:?}");
            match &first {
                None => first = Some((actor.name, mine)),
                Some((other, theirs)) if *theirs != mine => {
                    return Err(format!("{other} and {} see another intervention: {theirs}, {mine}", actor.name));
                }
                Some(_) => {}
            }
        }
    }
    letters(cast, chains, directory).await
}

/// The chart of the person says nothing of the family's.
async fn closed(actor: &Actor, found: &InterventionView) -> Result<(), String> {
    let Some(chart) = found.link.as_ref().filter(|link| link.client.is_some()).map(|link| link.chart) else { return Ok(()) };
    let told = serde_json::to_string(&crate::chart::thread(actor, chart).await?).expect("a chart can be written down");
    let all = &found.intervention;
    let mut words = vec!["Delphine", "drove him away", &all.session.said, &all.concern];
    words.extend(all.participants.iter().map(|one| one.role.as_str()));
    words.extend(all.follow_ups.iter().map(|one| one.result.as_str()));
    match words.into_iter().find(|words| !words.is_empty() && told.contains(words)) {
        Some(words) => Err(format!("{}: “{words}” is in the chart", actor.name)),
        None => Ok(()),
    }
}

async fn letters(
    cast: &[&Actor],
    chains: &BTreeMap<RecordId, Chain>,
    directory: &[Signed<DirectoryEntry>],
) -> Result<(), String> {
    for keeper in cast {
        for saved in &keeper.letters {
            let team = chains.get(&saved.record).map(|chain| chain.head.team.clone());
            if team.is_none_or(|team| team != [keeper.user]) {
                return Err(format!("{}: the record with a letter is not its keeper's alone", keeper.name));
            }
            for actor in cast {
                let Some(shown) = view(actor, saved.intervention).await? else { continue };
                let found = shown.letters.iter().find(|kept| kept.doc == saved.doc);
                if actor.user != keeper.user {
                    if found.is_some() || chain(&*actor.net, directory, saved.record).await.is_ok() {
                        return Err(format!("{} has a letter that {} keeps", actor.name, keeper.name));
                    }
                    continue;
                }
                let known = |text: &String| {
                    cast.iter().flat_map(|one| &one.letters).any(|one| one.doc == saved.doc && one.texts.contains(text))
                };
                if found.is_none_or(|kept| !known(&kept.letter.text)) {
                    return Err(format!("{} does not open a letter that {} keeps", actor.name, keeper.name));
                }
            }
        }
    }
    Ok(())
}
