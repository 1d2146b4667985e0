//! What a server can make of a history by itself: it signs receipts for whatever it likes, and nothing else.

use crate::{
    history::History,
    program::{Chart, Device, Holder, forged},
};
use rand::{Rng, rngs::StdRng, seq::SliceRandom};
use record::{Act, DocId, Operation, RecordId};
use std::collections::BTreeSet;

/// A lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lie {
    /// An admission of somebody who left is played again at the end.
    AdmissionAgain,
    /// An entry is played again.
    EntryAgain,
    /// Somebody's removal is left out.
    RemovalLeftOut,
    /// An entry is left out.
    EntryLeftOut,
    /// Two neighbors change places.
    Exchanged,
    /// An entry that nobody signed.
    Forged,
    /// The entries of another record.
    OtherRecord,
    /// Only the beginning.
    CutOff,
}

impl Lie {
    pub const ALL: [Self; 8] = [
        Self::AdmissionAgain,
        Self::EntryAgain,
        Self::RemovalLeftOut,
        Self::EntryLeftOut,
        Self::Exchanged,
        Self::Forged,
        Self::OtherRecord,
        Self::CutOff,
    ];
}

fn act(operation: &Operation) -> Act {
    operation.envelope.peek().unwrap().act
}

fn places(operations: &[Operation], from: usize, fits: impl Fn(&Act) -> bool) -> Vec<usize> {
    (from..operations.len()).filter(|place| fits(&act(&operations[*place]))).collect()
}

const fn is_entry(act: &Act) -> bool {
    matches!(act, Act::Entry(_))
}

fn takes_out(act: &Act) -> bool {
    matches!(act, Act::Rotate { leaving, .. } if !leaving.is_empty())
}

impl History<'_> {
    /// A new device of a member fetches honestly up to some place, and is lied to from there. Answers whether there was something
    /// to lie about, and whether it was believed.
    ///
    /// Fails with a sentence where what it believes is not what was.
    pub fn lied_to(&self, lie: Lie, rng: &mut StdRng) -> Result<&'static str, String> {
        let honest = self.chart.operations();
        let from = rng.gen_range(0..honest.len());
        let Some(told) = self.told(lie, &honest, from, rng) else { return Ok("found nothing to lie about") };
        let mut device = Device::new();
        let mut before = self.chart.clone();
        before.entries.truncate(from);
        device.pull(self.program, &before).map_err(|why| format!("an honest beginning is not believed: {why}"))?;
        let believed = device.pull(self.program, &told).is_ok();
        self.holds(&device, lie)?;
        Ok(if believed { "told and believed" } else { "told and refused" })
    }

    /// The chart as the server tells it after the first `from` entries.
    fn told(&self, lie: Lie, honest: &[Operation], from: usize, rng: &mut StdRng) -> Option<Chart> {
        let mut operations = honest.to_vec();
        let team = &self.chart.head.as_ref()?.team;
        match lie {
            Lie::AdmissionAgain => {
                let gone = |act: &Act| matches!(act, Act::Admit { member, .. } if !team.contains(member));
                let again = operations[*places(honest, 0, gone).choose(rng)?].clone();
                operations.push(again);
            }
            Lie::EntryAgain => {
                let again = operations[*places(honest, 0, is_entry).choose(rng)?].clone();
                operations.push(again);
            }
            Lie::RemovalLeftOut => {
                let place = *places(honest, from, takes_out).choose(rng)?;
                // What came after it in the team, or under the next key, is there to give it away.
                let after = |act: &Act| act.after().is_some();
                places(honest, place + 1, after).first()?;
                drop(operations.remove(place));
            }
            Lie::EntryLeftOut => drop(operations.remove(*places(honest, from, is_entry).choose(rng)?)),
            Lie::Exchanged => {
                let place = rng.gen_range(from..honest.len());
                (place + 1 < honest.len()).then_some(())?;
                operations.swap(place, place + 1);
            }
            Lie::Forged => {
                let place = *places(honest, from, is_entry).choose(rng)?;
                let mut said = operations[place].envelope.peek().unwrap();
                if let Act::Entry(entry) = &mut said.act {
                    entry.doc = DocId::from_u128(rng.r#gen());
                }
                operations[place].envelope = forged(&self.program.server, &said);
            }
            Lie::OtherRecord => {
                let mut other = Chart::new(RecordId::from_u128(rng.r#gen()));
                operations.iter().for_each(|operation| other.push(self.program, operation));
                return Some(other).filter(|_| from == 0);
            }
            Lie::CutOff => operations.truncate(rng.gen_range(from..honest.len())),
        }
        let mut told = self.chart.clone();
        told.entries.truncate(from);
        operations[from.min(operations.len())..].iter().for_each(|operation| told.push(self.program, operation));
        Some(told)
    }

    /// Whatever a device believes was really so: each operation once, the team after each change of it as it was then, every text
    /// open for who may, closed for who left before it was sealed.
    fn holds(&self, device: &Device, lie: Lie) -> Result<(), String> {
        let ids: BTreeSet<_> = device.accepted.iter().map(Operation::id).collect();
        if ids.len() != device.accepted.len() {
            return Err(format!("{lie:?}: an operation counts twice"));
        }
        let (mut replayed, honest) = (Chart::new(self.record), self.chart.operations());
        for operation in &device.accepted {
            if !honest.iter().any(|one| one.id() == operation.id()) {
                return Err(format!("{lie:?}: somebody is believed to have signed what they did not"));
            }
            replayed.take(self.program, operation).map_err(|why| format!("{lie:?}: {why} is believed"))?;
        }
        let Some(head) = &device.known.head else { return Ok(()) };
        let last = honest.iter().position(|one| one.id() == head.team_act).ok_or("a team act is unknown")?;
        let mut then = Chart::new(self.record);
        for operation in &honest[..=last] {
            then.take(self.program, operation).map_err(|why| format!("the history itself: {why}"))?;
        }
        let was = then.head.ok_or("the record is empty")?;
        if (&was.team, was.epoch, was.rotation_owed) != (&head.team, head.epoch, head.rotation_owed) {
            return Err(format!("{lie:?}: another team is believed than ever was"));
        }
        for person in self.program.people.iter().filter(|person| head.team.contains(&person.user)) {
            let holder = Holder::Person(person);
            let keys = holder.keys(&device.accepted);
            for text in self.texts.iter().filter(|text| ids.contains(&text.operation)) {
                let operation = device.accepted.iter().find(|one| one.id() == text.operation).ok_or("a text is gone")?;
                if holder.read(&keys, operation).as_ref() != Some(&text.words) {
                    return Err(format!("{lie:?}: a member does not open a text of epoch {}", text.epoch));
                }
            }
        }
        Ok(())
    }
}
