//! SUD counseling notes: in a record of their author's own, which opens for nobody else.

use crate::{
    chart::pass,
    play::Play,
    tally::Tally,
    world::{Actor, Counseling, World},
};
use clinical::{CounselingNote, Kind};
use keeper::protocol::{Begin, DocSync, Load, LoadRows, Problem, Sign};
use proof::simulation::{Chain, chain};
use record::{DirectoryEntry, RecordId, Signed};
use std::collections::BTreeMap;

impl Play {
    pub async fn private(&mut self, world: &mut World, who: usize, patient: RecordId, tally: &mut Tally) -> Result<(), String> {
        let text = self.text();
        let actor = &mut world.actors[who];
        let begun = actor.ask(Begin { record: patient, body: CounselingNote::new(patient).into() }).await;
        // The record is opened at the first use.
        let fresh = actor.fresh().await;
        let doc = match begun {
            Ok(doc) if fresh <= 1 => doc,
            Ok(_) => return Err(format!("{}: beginning a counseling note wrote {fresh} operations", actor.name)),
            Err(Problem::Refused(_) | Problem::NotFound) if fresh == 0 => return Ok(()),
            Err(problem) => return Err(format!("{}: a counseling note is not begun: {problem:?}", actor.name)),
        };
        let page = actor.ask(Load { record: patient, doc }).await.map_err(|problem| format!("{}: {problem:?}", actor.name))?;
        let begun = page.content::<CounselingNote>().cloned().ok_or("a counseling note that was begun is not there")?;
        let body = CounselingNote { text: text.clone(), ..begun };
        let ask = Sign { record: page.record, doc, body: body.into(), passphrase: pass() };
        if self.write(world, who, ask, "counseling note", 1, tally).await?.is_some() {
            world.actors[who].counseling.push(Counseling { patient, record: page.record, doc, text });
        }
        Ok(())
    }
}

/// Each counseling note opens on every device of its author, and neither opens nor is given to anybody else.
pub async fn check(
    cast: &[&Actor],
    chains: &BTreeMap<RecordId, Chain>,
    directory: &[Signed<DirectoryEntry>],
) -> Result<(), String> {
    for author in cast {
        for note in &author.counseling {
            let team = chains.get(&note.record).map(|chain| chain.head.team.clone());
            if team.is_none_or(|team| team != [author.user]) {
                return Err(format!("{}: a private record is not its author's alone", author.name));
            }
            for actor in cast {
                let rows = match actor.ask(LoadRows { record: note.patient, kind: Kind::CounselingNote }).await {
                    Ok(rows) => rows,
                    Err(Problem::NotFound) => continue, // the client's chart is not theirs
                    Err(problem) => return Err(format!("{}: counseling notes: {problem:?}", actor.name)),
                };
                let found = rows.iter().find(|found| found.doc == note.doc);
                if actor.user != author.user {
                    let given = chain(&*actor.net, directory, note.record).await;
                    if found.is_some() || given.is_ok() {
                        return Err(format!("{} has a counseling note of {}", actor.name, author.name));
                    }
                    continue;
                }
                let page = actor.ask(Load { record: note.patient, doc: note.doc }).await;
                let text = page.ok().and_then(|page| Some(page.content::<CounselingNote>()?.text.clone()));
                if text.as_ref() != Some(&note.text) || found.is_none_or(|found| found.sync != DocSync::Received) {
                    return Err(format!("{} does not open a counseling note of {}", actor.name, author.name));
                }
            }
        }
    }
    Ok(())
}
