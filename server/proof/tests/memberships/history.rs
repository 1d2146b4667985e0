//! One history: people come and go, write and fetch, each with what their own device has heard.

use crate::{
    people::{PEOPLE, Person, Program},
    program::{Chart, Device, Holder, Text},
};
use crypto::{Context, RecordKey, seal_document};
use rand::{Rng, rngs::StdRng, seq::SliceRandom};
use record::{
    Act, Bytes, Class, ClockReading, Digest, DocId, Entry, Envelope, Event, Head, KeyFor, KeyHolder, OpId, Operation, RecordHead,
    RecordId, RecordKind, Seal, Seen, Time, UserId,
};
use std::collections::BTreeMap;

/// A device's chain of operations.
#[derive(Clone, Copy)]
struct End {
    seq: u64,
    previous: OpId,
}

pub struct History<'a> {
    pub program: &'a Program,
    pub record: RecordId,
    pub chart: Chart,
    pub devices: Vec<Device>,
    pub texts: Vec<Text>,
    /// Who ever was in the team, with the last epoch whose key they may have.
    pub last_epoch: BTreeMap<UserId, u32>,
    ends: Vec<End>,
}

fn key_for(holder: KeyHolder, epoch: u32, file: &Bytes) -> KeyFor {
    KeyFor { holder, epoch, file: Digest::of_file(file) }
}

impl<'a> History<'a> {
    /// The first of the people opens a record.
    pub fn begin(program: &'a Program, rng: &mut StdRng) -> Self {
        let record = RecordId::from_u128(rng.r#gen());
        let ends = vec![End { seq: 0, previous: OpId(Digest::ZERO) }; PEOPLE];
        let devices = vec![Device::new(); PEOPLE];
        let (texts, last_epoch) = (Vec::new(), BTreeMap::new());
        let mut history = Self { program, record, chart: Chart::new(record), devices, texts, last_epoch, ends };
        let (who, key) = (&program.people[0], RecordKey::make());
        let (mine, kept) = (key.wrap_for(&who.keyring.recipient()).unwrap(), history.custody(&key));
        let keys = vec![key_for(KeyHolder::Member(who.user), 1, &mine), key_for(KeyHolder::Custodian, 1, &kept)];
        let opened = history.send(0, Act::Open { kind: RecordKind::Patient, keys }, vec![mine, kept], None);
        assert!(opened.is_some(), "a record is opened");
        history.fetch(0);
        history
    }

    fn custody(&self, key: &RecordKey) -> Bytes {
        key.custodian_copy(&self.program.custodian.recipient()).unwrap()
    }

    fn person(&self, who: usize) -> &'a Person {
        &self.program.people[who]
    }

    /// The record as somebody's device has it.
    fn head(&self, who: usize) -> RecordHead {
        self.devices[who].known.head.clone().expect("they are in the team")
    }

    fn keys(&self, who: usize) -> BTreeMap<u32, RecordKey> {
        Holder::Person(self.person(who)).keys(&self.devices[who].accepted)
    }

    /// Signs an act in the next place of a device and sends it; answers which operation it is where the server took it.
    fn send(&mut self, who: usize, act: Act, files: Vec<Bytes>, epoch: Option<u32>) -> Option<OpId> {
        let person = self.person(who);
        let clock = ClockReading { device: Time(0), offset: None, uncertain: false };
        let seen = Seen { directory: self.program.head(), record: Head::NONE };
        let (End { seq, previous }, certificate) = (self.ends[who], person.certificate);
        let envelope = Envelope {
            org: self.program.org,
            record: self.record,
            act,
            author: person.user,
            certificate,
            device: person.device,
            device_seq: seq + 1,
            previous,
            seen,
            clock,
        };
        let signed = person.keyring.sign(&envelope);
        let seal = match (&envelope.act, epoch, files.as_slice()) {
            (Act::Entry(entry), Some(epoch), [file]) => Some(person.keyring.sign(&Seal {
                operation: OpId(signed.digest()),
                record: self.record,
                epoch,
                sealer: person.user,
                certificate,
                ciphertext: Digest::of_file(file),
                length: file.len() as u64,
                commitment: entry.commitment,
            })),
            _ => None,
        };
        let operation = Operation { envelope: signed, seal, files };
        self.ends[who] = End { seq: seq + 1, previous: operation.id() };
        let team = self.chart.head.as_ref().map(|head| head.team.clone()).unwrap_or_default();
        let until = self.chart.head.as_ref().map_or(1, |head| head.epoch);
        self.chart.take(self.program, &operation).ok()?;
        let now = self.chart.head.as_ref().unwrap();
        for gone in team.iter().filter(|member| !now.team.contains(member)) {
            self.last_epoch.insert(*gone, until);
        }
        for member in &now.team {
            self.last_epoch.insert(*member, now.epoch);
        }
        Some(operation.id())
    }

    /// A device fetches, if the server lets it: whoever is in the team.
    fn fetch(&mut self, who: usize) {
        let user = self.person(who).user;
        if self.chart.head.as_ref().is_some_and(|head| head.team.contains(&user)) {
            self.devices[who].pull(self.program, &self.chart).expect("an honest server is believed");
        }
    }

    /// Everybody of the team fetches, and whoever may changes the key where somebody left by themselves.
    pub fn settle(&mut self) {
        for _ in 0..2 {
            (0..PEOPLE).for_each(|who| self.fetch(who));
            for who in 0..PEOPLE {
                if self.devices[who].is_member(self.person(who).user) && self.head(who).rotation_owed {
                    self.part(who, None);
                }
            }
        }
    }

    /// Somebody of a team, by their own device, does something. Answers what became of it.
    pub fn step(&mut self, rng: &mut StdRng) -> &'static str {
        let members: Vec<usize> = (0..PEOPLE).filter(|who| self.devices[*who].is_member(self.person(*who).user)).collect();
        let who = *members.choose(rng).expect("a team is never empty");
        let head = self.head(who);
        let outside: Vec<usize> = (0..PEOPLE).filter(|other| !head.team.contains(&self.person(*other).user)).collect();
        let inside: Vec<usize> = (0..PEOPLE).filter(|other| head.team.contains(&self.person(*other).user)).collect();
        let (done, what) = match rng.gen_range(0..12) {
            0..=2 => {
                let everyone: Vec<usize> = (0..PEOPLE).collect();
                self.fetch(*everyone.choose(rng).unwrap());
                return "fetched";
            }
            3..=5 => (self.write(who), "written"),
            6..=8 => match outside.choose(rng) {
                Some(other) => (self.admit(who, *other), "admitted"),
                None => return "nobody outside",
            },
            9 | 10 => match *inside.choose(rng).unwrap() {
                other if other == who => (self.send(who, Act::Leave { after: head.team_act }, Vec::new(), None), "left"),
                other => (self.part(who, Some(self.person(other).user)), "removed"),
            },
            _ => (self.part(who, None), "rotated"),
        };
        if rng.gen_bool(0.6) {
            self.fetch(who);
        }
        if done.is_some() { what } else { "refused" }
    }

    fn write(&mut self, who: usize) -> Option<OpId> {
        let (head, person) = (self.head(who), self.person(who));
        // What the product does as well: nothing is sealed with a key that somebody knows who should not.
        let key = self.keys(who).remove(&head.epoch).filter(|_| !head.rotation_owed)?;
        let words = format!("{} {}", self.texts.len(), self.record);
        let doc = DocId::from_random(crypto::rng::random_bytes());
        let (org, record, author) = (self.program.org, self.record, person.user);
        let context = Context { org, record, doc, kind: "note/3".to_owned(), version: 1, author };
        let sealed = seal_document(&key, &context, &words).unwrap();
        let commitment = sealed.commitment;
        let entry = Entry { doc, class: Class::Note, event: Event::Save, version: 1, base: None, commitment, about: Vec::new() };
        let operation = self.send(who, Act::Entry(entry), vec![sealed.file], Some(head.epoch))?;
        self.texts.push(Text { operation, epoch: head.epoch, words });
        Some(operation)
    }

    fn admit(&mut self, who: usize, other: usize) -> Option<OpId> {
        let (head, other) = (self.head(who), self.person(other));
        let key = self.keys(who).remove(&head.epoch)?;
        let file = key.wrap_for(&other.keyring.recipient()).unwrap();
        let handed = key_for(KeyHolder::Member(other.user), head.epoch, &file);
        self.send(who, Act::Admit { member: other.user, key: handed, after: head.team_act }, vec![file], None)
    }

    /// Begins the next epoch; whoever is named leaves by it.
    fn part(&mut self, who: usize, leaving: Option<UserId>) -> Option<OpId> {
        let head = self.head(who);
        let key = self.keys(who).remove(&head.epoch)?;
        let (fresh, next) = (RecordKey::make(), head.epoch + 1);
        let (mut keys, mut files) = (Vec::new(), Vec::new());
        for member in head.team.iter().filter(|member| Some(**member) != leaving) {
            let person = self.program.people.iter().find(|person| person.user == *member).unwrap();
            let file = fresh.wrap_for(&person.keyring.recipient()).unwrap();
            keys.push(key_for(KeyHolder::Member(*member), next, &file));
            files.push(file);
        }
        let (kept, link) = (self.custody(&fresh), key.wrap_for_next(&fresh).unwrap());
        keys.extend([key_for(KeyHolder::Custodian, next, &kept), key_for(KeyHolder::NextEpoch, head.epoch, &link)]);
        files.extend([kept, link]);
        let leaving: Vec<UserId> = leaving.into_iter().collect();
        self.send(who, Act::Rotate { epoch: next, keys, leaving, after: head.team_act }, files, None)
    }

    /// With everything the server has: members and the custodian read all of it, who left nothing that was sealed later.
    pub fn everybody_opens_what_they_may(&self) -> Result<(), String> {
        let operations = self.chart.operations();
        let team = &self.chart.head.as_ref().unwrap().team;
        let custodian = self.program.custodian_identity();
        let everyone = self.program.people.iter().map(|person| (Holder::Person(person), Some(person.user)));
        for (holder, user) in everyone.chain([(Holder::Custodian(&custodian), None)]) {
            let keys = holder.keys(&operations);
            let until = match user {
                Some(user) if !team.contains(&user) => self.last_epoch.get(&user).copied().unwrap_or(0),
                Some(_) | None => u32::MAX,
            };
            for text in &self.texts {
                let operation = operations.iter().find(|one| one.id() == text.operation).ok_or("a text is gone")?;
                let read = holder.read(&keys, operation);
                let wanted = (text.epoch <= until).then_some(&text.words);
                if read.as_ref() != wanted {
                    let whose = user.map_or_else(|| "the custodian".to_owned(), |user| user.to_string());
                    let told = if read.is_some() { "opens what came after" } else { "does not open what they may" };
                    return Err(format!("{whose} {told}: epoch {}, theirs until {until}", text.epoch));
                }
            }
        }
        Ok(())
    }
}
