//! After everything was healed and synced: what must hold.

use crate::{
    chart::thread,
    interventions,
    play::Play,
    private,
    seen::{SeenChart, look},
    tally::Tally,
    world::{Actor, MARKER, World},
};
use keeper::protocol::{ChartView, Load, LoadAudit, LoadChart, LoadOutbox, SyncNow};
use proof::simulation::{Chain, chain, directory};
use record::{DocId, OpId, RecordId, Time, wire::AuditRow};
use std::collections::{BTreeMap, BTreeSet};
use vault::{KeyRange, Order, Reason, Store, Table};

/// Heals the network, syncs until nothing moves, and checks.
///
/// Fails with the first thing that does not hold.
pub async fn check(world: &mut World, play: &mut Play, tally: &mut Tally) -> Result<(), String> {
    settle(world, play.cast).await?;
    let mut chains = compare(world, play).await?;
    let ended = play.end_forks(world, &chains, tally).await?;
    if !ended.is_empty() {
        settle(world, play.cast).await?;
        chains = compare(world, play).await?;
        joined(world, play, &chains, &ended).await?;
        tally.mishap("plan forked");
    }
    let world = &*world;
    let cast: Vec<&Actor> = play.cast.iter().map(|who| &world.actors[*who]).collect();
    operations(world, &cast, &chains, tally).await?;
    let directory = directory(&*cast[0].net).await?;
    private::check(&cast, &chains, &directory).await?;
    interventions::check(&cast, play, &chains, &directory).await?;
    for (record, chain) in &chains {
        if chain.head.rotation_owed {
            let team: Vec<_> = cast.iter().filter(|one| chain.head.team.contains(&one.user)).map(|one| one.name).collect();
            return Err(format!("record {record}: someone left, and nobody of {team:?} changed its key"));
        }
        for actor in &cast {
            nothing_newer(actor, *record, chain).await?;
        }
    }
    for actor in &cast {
        drafts(actor).await?;
        sealed(actor).await?;
    }
    world.witness.complaints().first().map_or(Ok(()), |complaint| Err(complaint.clone()))
}

/// Every record as the server has it, after each chart was seen to be the same for its team.
async fn compare(world: &World, play: &Play) -> Result<BTreeMap<RecordId, Chain>, String> {
    let cast: Vec<&Actor> = play.cast.iter().map(|who| &world.actors[*who]).collect();
    let records: BTreeSet<RecordId> = play.records.iter().chain(cast.iter().flat_map(|actor| &actor.touched)).copied().collect();
    let chains = chains(&cast, &records).await?;
    for (record, chain) in chains.iter().filter(|(record, _)| play.records.contains(record)) {
        same_for_all(&cast, *record, chain, play).await?;
    }
    Ok(chains)
}

/// A fork ends, for every device of the team, with the version that joins it.
async fn joined(
    world: &World,
    play: &Play,
    chains: &BTreeMap<RecordId, Chain>,
    ended: &BTreeMap<RecordId, DocId>,
) -> Result<(), String> {
    for (record, join) in ended {
        let team = &chains.get(record).ok_or("a record is gone")?.head.team;
        for actor in play.cast.iter().map(|who| &world.actors[*who]).filter(|actor| team.contains(&actor.user)) {
            if thread(actor, *record).await?.standing().active() != Some(*join) {
                return Err(format!("{}: a signed join did not end the fork", actor.name));
            }
        }
    }
    Ok(())
}

async fn settle(world: &mut World, cast: [usize; 3]) -> Result<(), String> {
    for who in cast {
        world.actors[who].net.heal().await;
    }
    let mut pushes = 0;
    for round in 0..3 {
        pushes = world.witness.pushes();
        for who in cast {
            let actor = &mut world.actors[who];
            let strip = actor.ask(SyncNow {}).await.map_err(|problem| format!("{}: the last sync: {problem:?}", actor.name))?;
            if round > 0 && (!strip.online || strip.signed_out || strip.waiting > 0 || strip.doubted > 0) {
                return Err(format!("{} does not come to rest: {strip:?}", actor.name));
            }
            actor.fresh().await;
        }
    }
    if world.witness.pushes() == pushes { Ok(()) } else { Err("something is still being pushed".to_owned()) }
}

async fn chains(cast: &[&Actor], records: &BTreeSet<RecordId>) -> Result<BTreeMap<RecordId, Chain>, String> {
    let directory = directory(&*cast[0].net).await?;
    let mut chains = BTreeMap::new();
    for record in records {
        let mut found = Err(String::new());
        for actor in cast {
            found = chain(&*actor.net, &directory, *record).await;
            match &found {
                Err(why) if why.ends_with("answers 404") => {}
                _ => break,
            }
        }
        chains.insert(*record, found?);
    }
    Ok(chains)
}

/// Everything acknowledged is at the server once, or in quarantine with a reason; nothing else is at the server.
async fn operations(world: &World, cast: &[&Actor], chains: &BTreeMap<RecordId, Chain>, tally: &mut Tally) -> Result<(), String> {
    let mut copies: BTreeMap<OpId, usize> = BTreeMap::new();
    for (operation, _) in chains.values().flat_map(|chain| &chain.entries) {
        *copies.entry(*operation).or_default() += 1;
    }
    let mut explained = BTreeSet::new();
    for actor in cast {
        let quarantine = actor.kept(Table::Quarantine).await;
        let shown = actor.ask(LoadOutbox {}).await.map_err(|problem| format!("{}: the outbox: {problem:?}", actor.name))?;
        if shown.quarantined.len() != quarantine.len() || shown.quarantined.iter().any(|row| row.refusal.is_none()) {
            return Err(format!("{}: not all of the quarantine is shown with a reason", actor.name));
        }
        for operation in &actor.written {
            let at_server = copies.get(operation).copied().unwrap_or(0);
            let refused = quarantine.iter().find(|kept| kept.id == *operation);
            match (at_server, refused.map(|kept| kept.reason)) {
                (1, None) => {}
                (0, Some(Some(Reason::Refused(code)))) => *tally.quarantined.entry(code.0.to_string()).or_default() += 1,
                (0, None) if actor.team_acts.contains(operation) => {
                    *tally.quarantined.entry("overtaken".to_owned()).or_default() += 1
                }
                (times, reason) => {
                    return Err(format!("{}: {operation} is at the server {times} times, in quarantine: {reason:?}", actor.name));
                }
            }
            tally.written += 1;
            tally.kept += at_server as u64;
            explained.insert(*operation);
        }
    }
    // A private record goes on over many sequences.
    let ever = |operation: &OpId| world.actors.iter().any(|actor| actor.has_written(*operation));
    if let Some(stranger) = copies.keys().find(|operation| !explained.contains(operation) && !ever(operation)) {
        return Err(format!("{stranger} is at the server, and nobody wrote it"));
    }
    let receipts: BTreeMap<OpId, record::Digest> = chains.values().flat_map(|chain| chain.entries.iter().copied()).collect();
    for (operation, receipt) in world.witness.receipts() {
        if explained.contains(&operation) && receipts.get(&operation) != Some(&receipt) {
            return Err(format!("{operation} was acknowledged with a receipt that is not in the chain"));
        }
    }
    Ok(())
}

/// Everybody of a team sees the same chart, whole.
async fn same_for_all(cast: &[&Actor], record: RecordId, chain: &Chain, play: &Play) -> Result<(), String> {
    let mut first: Option<(&str, ChartView, SeenChart)> = None;
    for actor in cast.iter().filter(|actor| chain.head.team.contains(&actor.user)) {
        let chart = actor.ask(LoadChart { record }).await.map_err(|problem| format!("{}: a chart: {problem:?}", actor.name))?;
        if let Some(doubt) = chart.doubts.first() {
            return Err(format!("{}: {doubt}", actor.name));
        }
        let team: BTreeSet<_> = chart.team.iter().map(|member| member.user).collect();
        if team != chain.head.team.iter().copied().collect() || chart.epoch != chain.head.epoch {
            return Err(format!("{} sees another team or epoch than the server", actor.name));
        }
        let seen = look(actor, &chart, chain).await?;
        let Some((other, same, theirs)) = &first else {
            first = Some((actor.name, chart, seen));
            continue;
        };
        if (&same.profile, same.profile_version) != (&chart.profile, chart.profile_version) {
            return Err(format!(
                "{other} sees profile {} “{}”, and {} profile {} “{}”",
                same.profile_version, same.profile.name.family, actor.name, chart.profile_version, chart.profile.name.family
            ));
        }
        for (doc, mine) in &seen.docs {
            let theirs = &theirs.docs[doc];
            let place = play.docs.iter().position(|(_, one)| one == doc);
            let what = format!("{} {place:?}", mine.kind);
            if mine.text.is_some() && theirs.text.is_some() && mine.text != theirs.text {
                return Err(format!("{other} and {} see another {what}: {:?}, {:?}", actor.name, theirs.text, mine.text));
            }
            if mine.status != theirs.status || mine.lines != theirs.lines {
                return Err(format!(
                    "{other} and {} see another history of {what}: {:?}, {:?}",
                    actor.name, theirs.lines, mine.lines
                ));
            }
        }
        if theirs.episodes != seen.episodes {
            return Err(format!("{other} and {} see other episodes: {}, {}", actor.name, theirs.episodes, seen.episodes));
        }
        if (&theirs.heads, theirs.in_force) != (&seen.heads, seen.in_force) {
            return Err(format!("{other} and {} see other versions of the plan in force", actor.name));
        }
    }
    Ok(())
}

/// Whoever left a chart has nothing that came after, and whoever never was in its team has nothing.
async fn nothing_newer(actor: &Actor, record: RecordId, chain: &Chain) -> Result<(), String> {
    if chain.head.team.contains(&actor.user) {
        return Ok(());
    }
    let until = chain.left.get(&actor.user).copied().unwrap_or(0);
    let rows = actor.device.store().range(Table::Entries, KeyRange::all(), usize::MAX, Order::Up).await.unwrap();
    let places = rows.iter().filter_map(|(key, _)| key.strip_prefix(record.as_bytes().as_slice()));
    let last = places.filter_map(|place| Some(u64::from_be_bytes(place.try_into().ok()?))).max().unwrap_or(0);
    if last > until { Err(format!("{} left at entry {until} and has entry {last}", actor.name)) } else { Ok(()) }
}

/// Drafts that were acknowledged are there, as they were typed last.
async fn drafts(actor: &Actor) -> Result<(), String> {
    for ((record, doc), text) in &actor.drafts {
        let kept = actor.device.keeper().vault().draft(*record, *doc).await.ok().flatten();
        if kept.is_none() {
            return Err(format!("{} lost a draft", actor.name));
        }
        // In a record that is no longer theirs it is kept, and not shown.
        let Ok(view) = actor.ask(Load { record: *record, doc: *doc }).await else { continue };
        if view.doc.signed.draft_saved.is_some() && !serde_json::to_string(&view.doc.content).unwrap().contains(text) {
            return Err(format!("{} finds an older draft", actor.name));
        }
    }
    Ok(())
}

/// Nothing that was typed lies open on the device.
async fn sealed(actor: &Actor) -> Result<(), String> {
    for table in Table::ALL {
        let rows = actor.device.store().range(table, KeyRange::all(), usize::MAX, Order::Up).await.unwrap();
        if rows.iter().any(|(key, value)| holds(key) || holds(value)) {
            return Err(format!("{} keeps what was typed in the clear, in {}", actor.name, table.name()));
        }
    }
    Ok(())
}

fn holds(bytes: &[u8]) -> bool {
    bytes.windows(MARKER.len()).any(|window| window == MARKER.as_bytes())
}

/// How many rows the administrator reads, newest first, each naming the one below it.
async fn audit(admin: &Actor) -> Result<u64, String> {
    let load = async |before| {
        admin.ask(LoadAudit { before }).await.map_err(|problem| format!("the audit log: {problem:?}")).map(|page| page.rows)
    };
    let mut rows = load(None).await?;
    let total = rows.first().map_or(0, |row| row.seq);
    let mut above: Option<AuditRow> = None;
    while let Some(last) = rows.last().map(|row| row.seq) {
        for row in rows {
            if above.as_ref().is_some_and(|above| above.seq != row.seq + 1 || above.previous != row.digest) {
                return Err(format!("row {} of the audit log does not follow", row.seq + 1));
            }
            if row.digest != row.covered_digest() {
                return Err(format!("row {} of the audit log is not as it was written", row.seq));
            }
            above = Some(row);
        }
        rows = load(Some(last)).await?;
    }
    let whole = above.is_none_or(|first| first.seq == 1 && first.previous == record::Digest::ZERO);
    if whole { Ok(total) } else { Err("the audit log does not go back to its first row".to_owned()) }
}

/// Once for each program: the audit log holds, and nothing that was typed is in the database.
pub async fn farewell(world: &World) -> Result<(), String> {
    let rows = world.database.verify_audit().await.map_err(|error| error.to_string())?;
    let told = audit(&world.admin).await?;
    if told < rows {
        return Err(format!("the administrator is told {told} of {rows} rows of the audit log"));
    }
    let name = format!("throughline-simulation-{}-{:?}.surql", std::process::id(), std::thread::current().id());
    let path = std::env::temp_dir().join(name);
    world.database.export(&path, Time::from(chrono::Utc::now())).await.map_err(|error| error.to_string())?;
    let text = std::fs::read_to_string(&path).map_err(|error| error.to_string())?;
    std::fs::remove_file(&path).map_err(|error| error.to_string())?;
    let spelled: String = MARKER.bytes().map(|byte| format!("{byte:02X}")).collect();
    let upper = text.to_uppercase();
    if !text.contains("INSERT") || !upper.contains("B\"") {
        return Err("the export does not look like one".to_owned());
    }
    if upper.contains(&MARKER.to_uppercase()) || upper.contains(&spelled) {
        return Err("what was typed is in the server's database".to_owned());
    }
    Ok(())
}
