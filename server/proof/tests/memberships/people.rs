//! A program: its directory, its people with their keys, its custodian, the key its server signs receipts with.

use crypto::{Custodian, Identity, Keyring, RootKey};
use record::{
    Certificate, DeviceId, Digest, Directory, DirectoryEntry, Head, OrgId, PublicKey, Role, Signed, Signer, Statement, Time,
    UserId,
};

/// How many people there are besides the administrator.
pub const PEOPLE: usize = 6;

/// Someone with keys, in the directory.
pub struct Person {
    pub user: UserId,
    pub keyring: Keyring,
    pub certificate: Digest,
    pub device: DeviceId,
}

/// Everything that stays the same over a program's histories.
pub struct Program {
    pub org: OrgId,
    pub root: PublicKey,
    pub server: Keyring,
    pub custodian: Custodian,
    pub directory: Vec<Signed<DirectoryEntry>>,
    /// The same, followed to its end.
    pub followed: Directory,
    pub people: Vec<Person>,
}

fn certificate(keyring: &Keyring, name: &str, role: Role) -> Certificate {
    Certificate {
        user: keyring.user(),
        name: name.to_owned(),
        credential: String::new(),
        role,
        trainee: false,
        recipient: keyring.recipient(),
        signing: keyring.public(),
    }
}

impl Program {
    pub fn found() -> Self {
        let (org, root, custodian) = (crypto::rng::make_org_id(), RootKey::make(), Custodian::make());
        let made = || Keyring::make(org, crypto::rng::make_user_id(), root.public());
        let (server, administrator) = (made(), made());
        let roles = [Role::Counselor, Role::Supervisor, Role::Counselor, Role::Prescriber, Role::Nurse, Role::Counselor];
        let people: Vec<(Keyring, Role)> = roles.into_iter().map(|role| (made(), role)).collect();
        let founded = Statement::Founded {
            name: "A Program".to_owned(),
            root: root.public(),
            custodian: custodian.recipient(),
            server: server.public(),
        };
        let first = certificate(&administrator, "Ada", Role::Administrator);
        let others = people.iter().map(|(keyring, role)| Statement::Certified(certificate(keyring, "A Name", *role)));
        let statements = [founded, Statement::Certified(first)].into_iter().chain(others);
        let mut directory: Vec<Signed<DirectoryEntry>> = Vec::new();
        for (seq, statement) in (1..).zip(statements) {
            let previous = directory.last().map_or(Digest::ZERO, Signed::digest);
            let signer = if seq <= 2 { Signer::Root } else { Signer::Administrator(administrator.user()) };
            let entry = DirectoryEntry { org, seq, previous, signer, at: Time(0), statement };
            directory.push(if seq <= 2 { root.sign(&entry) } else { administrator.sign(&entry) });
        }
        let people = people.into_iter().zip(&directory[2..]).map(|((keyring, _), entry)| Person {
            user: keyring.user(),
            keyring,
            certificate: entry.digest(),
            device: crypto::rng::make_device_id(),
        });
        let people = people.collect();
        let mut followed = Directory::found(&directory[0], Some(&root.public())).unwrap();
        directory[1..].iter().for_each(|entry| followed.append(entry).unwrap());
        Self { org, root: root.public(), server, people, custodian, directory, followed }
    }

    /// Where the directory ends.
    pub fn head(&self) -> Head {
        Head { seq: self.directory.len() as u64, digest: self.directory.last().unwrap().digest() }
    }

    /// What opens the custodian's copies.
    pub fn custodian_identity(&self) -> Identity {
        Identity::parse(&self.custodian.to_text()).unwrap()
    }
}
