//! A founded store on memory or in a folder, with people in it.

use super::people::{Person, Program, Server, key, public, sign};
use record::wire::Outcome;
use record::*;
use std::{path::PathBuf, sync::Arc, time::Duration};
use store::{Administer, Append, Session, Store, StoreError};

pub const NOW: Time = Time(1_700_000_000_000);

/// Where a store lies.
pub enum Place {
    Memory,
    Folder(PathBuf),
}

impl Place {
    pub fn folder() -> Self {
        let folder = std::env::temp_dir().join(format!("throughline-store-{:x}", super::people::fresh()));
        Self::Folder(folder)
    }

    pub async fn open(&self) -> Store {
        let url = match self {
            Self::Memory => "mem://".to_owned(),
            Self::Folder(folder) => format!("surrealkv://{}", folder.display()),
        };
        // The last handle's folder is let go a moment after it was dropped.
        for _ in 0..200 {
            match Store::open(&url).await {
                Err(StoreError::Database(_)) => tokio::time::sleep(Duration::from_millis(10)).await,
                other => return other.unwrap(),
            }
        }
        panic!("the folder stays locked");
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Self::Folder(folder) = self {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

pub struct House {
    pub store: Store,
    pub program: Program,
}

impl House {
    pub async fn found(place: &Place) -> Self {
        let store = place.open().await;
        let program = Program::new(Arc::new(Server(key())));
        store.found(&program.found(), NOW).await.unwrap();
        Self { store, program }
    }

    pub async fn session(&self, person: &Person) -> Session {
        let token = self.store.begin_session(person.user, NOW).await.unwrap();
        self.store.session(&token, NOW).await.unwrap().unwrap()
    }

    /// Someone invited, enrolled and activated.
    pub async fn join(&mut self, login: &str, role: Role) -> Person {
        let mut person = Person::new(self.program.org, login);
        let invitation = key();
        let session = self.session(&self.program.owner).await;
        let grant = self.store.grant::<Administer>(&session, ()).await.unwrap();
        let expires = NOW.plus(limits::INVITATION);
        self.store.invite(&grant, &self.program.invite(&invitation, role, expires), expires, NOW).await.unwrap();
        let enrollment = sign(&invitation, &person.enrollment());
        self.store.enroll(&public(&invitation), &enrollment, &person.account(), NOW).await.unwrap();
        let entry = self.program.by_owner(Statement::Certified(person.certificate(role, false)));
        self.store.activate(&grant, &public(&invitation), &entry, NOW).await.unwrap();
        person.certificate = entry.digest();
        self.program.entries.push(entry);
        person.seen = Head { seq: self.program.entries.len() as u64, digest: person.certificate };
        person
    }

    pub async fn push(&self, person: &Person, operations: &[&Operation]) -> Vec<Outcome> {
        self.push_to(&self.store, person, operations).await
    }

    pub async fn push_to(&self, store: &Store, person: &Person, operations: &[&Operation]) -> Vec<Outcome> {
        let session = self.session(person).await;
        let grant = store.grant::<Append>(&session, ()).await.unwrap();
        let bytes = operations.iter().map(|operation| operation.to_bytes()).collect();
        store.push(&grant, bytes, NOW, self.program.server.clone()).await.unwrap()
    }

    /// Pushes what must be accepted.
    pub async fn keep(&self, person: &Person, operations: &[&Operation]) -> Vec<Receipt> {
        let outcomes = self.push(person, operations).await;
        outcomes.iter().map(|outcome| self.receipt(outcome)).collect()
    }

    /// The receipt of an accepted operation, its signature checked.
    pub fn receipt(&self, outcome: &Outcome) -> Receipt {
        let Outcome::Accepted(receipt) = outcome else { panic!("not accepted: {outcome:?}") };
        receipt.verify(&public(&self.program.server.0)).unwrap()
    }
}
