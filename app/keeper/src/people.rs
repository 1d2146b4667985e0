//! People, invitations, the audit log: what an administrator does.

pub(crate) mod directory;
pub(crate) mod settings;

use crate::{
    Keeper, Transport, Zone,
    account::input::Findings,
    keeper::Session,
    protocol::{
        ConfirmEnrollment, InvitationCode, InvitationRow, InvitationState, InvitePerson, PeopleView, PersonRow, Problem,
        RevokePerson,
    },
    unlocked::Unlocked,
};
use crypto::InviteCode;
use record::{
    Certificate, DirectoryEntry, PublicKey, Signed, Signer, Statement, limits,
    wire::{Activate, AuditPage, Enrollment, EnrollmentState, InvitationView, Invite, InviteKey, Offer, OfferApproval},
};
use std::rc::Rc;
use vault::{Clock, NetError, Store};

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn signed_in(&self) -> Result<Rc<Unlocked>, Problem> {
        let me = self.me()?;
        self.open_session(&me).await?;
        Ok(me)
    }

    pub(crate) async fn people(&self) -> Result<PeopleView, Problem> {
        let me = self.me()?;
        let invitations = match self.signed_in().await {
            Ok(_) => self.api.invitations().await.map_err(Problem::from),
            Err(problem) => Err(problem),
        };
        let (invitations, online) = match invitations {
            Ok(list) => (list, true),
            Err(Problem::Offline) => (Vec::new(), false),
            Err(problem) => return Err(problem),
        };
        let now = self.now().await?;
        let people = me.check.directory(|directory| {
            let rows = |people: &mut dyn Iterator<Item = &Certificate>| {
                let mut rows: Vec<PersonRow> = people.map(person_row).collect();
                record::order::sort_by(&mut rows, |one, other| one.name.cmp(&other.name));
                rows
            };
            (rows(&mut directory.people()), rows(&mut directory.former()), directory.head().seq)
        });
        let (people, former, directory) = people.unwrap_or_default();
        let invitations = invitations.iter().filter_map(|view| invitation_row(&me, view, now)).collect();
        Ok(PeopleView { people, former, invitations, directory, online })
    }

    pub(crate) async fn invite(&self, ask: InvitePerson) -> Result<InvitationCode, Problem> {
        let mut findings = Findings::default();
        let name = findings.name("name", &ask.name);
        let credential = findings.credential(&ask.credential);
        findings.done()?;
        let me = self.signed_in().await?;
        self.ask_again(&me, &ask.passphrase)?;
        let code = InviteCode::make();
        let expires = self.now().await?.plus(limits::INVITATION);
        let offer = Offer {
            org: me.keyring.org(),
            root: *me.keyring.root(),
            program: me.account.program.clone(),
            name: name.clone(),
            credential,
            role: ask.role,
            trainee: ask.trainee,
            expires,
        };
        let (key, offer) = (code.key(), code.sign_offer(&offer));
        let approval = me.sign(&OfferApproval { key, offer: OfferApproval::digest(&offer), by: me.user() })?;
        self.api.invite(&Invite { key, offer, approval }).await?;
        Ok(InvitationCode { code: code.to_text(), name, expires })
    }

    /// Signs the keys that the invited device made into the directory, if they are signed with the invitation's code.
    pub(crate) async fn confirm(&self, ask: ConfirmEnrollment) -> Result<PeopleView, Problem> {
        let (me, key) = (self.signed_in().await?, ask.key);
        self.run_sync(&me).await?; // whoever made the offer has to be an administrator now
        let views = self.api.invitations().await?;
        let view = views.iter().find(|view| view.key == key).ok_or(Problem::NotFound)?;
        let offer = offered(&me, view).ok_or(Problem::DirectoryNotBelieved)?;
        let EnrollmentState::Waiting(enrollment) = &view.state else { return Err(Problem::NotFound) };
        let enrollment: Enrollment = enrollment.verify(&key).map_err(|_| Problem::DirectoryNotBelieved)?;
        if offer.org != me.keyring.org() || offer.root != *me.keyring.root() {
            return Err(Problem::OtherServer);
        }
        self.ask_again(&me, &ask.passphrase)?;
        let certificate = Certificate {
            user: enrollment.user,
            name: offer.name,
            credential: offer.credential,
            role: offer.role,
            trainee: offer.trainee,
            recipient: enrollment.recipient,
            signing: enrollment.signing,
        };
        let entry = self.directory_entry(&me, Statement::Certified(certificate)).await?;
        self.api.activate(&Activate { key, entry }).await?;
        self.run_sync(&me).await?;
        self.people().await
    }

    pub(crate) async fn withdraw(&self, key: PublicKey) -> Result<PeopleView, Problem> {
        self.signed_in().await?;
        self.api.withdraw(&InviteKey { key }).await?;
        self.people().await
    }

    pub(crate) async fn revoke(&self, ask: RevokePerson) -> Result<PeopleView, Problem> {
        let (me, user) = (self.signed_in().await?, ask.user);
        if user == me.user() {
            return Err(Problem::field("user", "Ask another administrator to end your own access."));
        }
        self.ask_again(&me, &ask.passphrase)?;
        self.run_sync(&me).await?;
        self.extend_directory(&me, Statement::Revoked(user)).await?;
        self.people().await
    }

    pub(crate) async fn audit(&self, before: Option<u64>) -> Result<AuditPage, Problem> {
        self.signed_in().await?;
        match self.api.audit(before).await {
            Err(NetError::SignedOut) => {
                self.session.set(Session::None);
                self.signed_in().await?;
                Ok(self.api.audit(before).await?)
            }
            other => Ok(other?),
        }
    }

    /// Signs a statement into the directory and takes the answer in.
    pub(crate) async fn extend_directory(&self, me: &Rc<Unlocked>, statement: Statement) -> Result<(), Problem> {
        let entry = self.directory_entry(me, statement).await?;
        self.api.append_directory(&entry).await?;
        self.run_sync(me).await
    }

    async fn directory_entry(&self, me: &Unlocked, statement: Statement) -> Result<Signed<DirectoryEntry>, Problem> {
        let head = self.vault.directory_head().await?;
        let entry = DirectoryEntry {
            org: me.keyring.org(),
            seq: head.seq + 1,
            previous: head.digest,
            signer: Signer::Administrator(me.user()),
            at: self.now().await?,
            statement,
        };
        me.sign(&entry)
    }
}

fn person_row(certificate: &Certificate) -> PersonRow {
    PersonRow {
        user: certificate.user,
        name: certificate.name.clone(),
        credential: certificate.credential.clone(),
        role: certificate.role,
        trainee: certificate.trainee,
    }
}

/// What an invitation offers, where an administrator of today made just this offer.
fn offered(me: &Unlocked, view: &InvitationView) -> Option<Offer> {
    me.check.directory(|directory| OfferApproval::check(&view.approval, &view.key, &view.offer, directory).ok())?
}

/// An invitation that no administrator signed as it stands is told as such; one that cannot even be read is left out.
fn invitation_row(me: &Unlocked, view: &InvitationView, now: record::Time) -> Option<InvitationRow> {
    let (genuine, offer) = (offered(me, view), view.offer.peek().ok()?);
    let enrollment = match &view.state {
        EnrollmentState::Waiting(enrollment) => enrollment.verify(&view.key).ok(),
        EnrollmentState::Open | EnrollmentState::Active | EnrollmentState::Ended => None,
    };
    let state = match &view.state {
        EnrollmentState::Active => InvitationState::Active,
        EnrollmentState::Ended => InvitationState::Ended,
        EnrollmentState::Open | EnrollmentState::Waiting(_) if genuine.is_none() => InvitationState::NotGenuine,
        EnrollmentState::Open if now > offer.expires => InvitationState::Ended,
        EnrollmentState::Open => InvitationState::Open,
        EnrollmentState::Waiting(_) if enrollment.is_some() => InvitationState::Waiting,
        EnrollmentState::Waiting(_) => InvitationState::NotGenuine,
    };
    let Offer { name, credential, role, trainee, expires, .. } = genuine.unwrap_or(offer);
    let login = enrollment.map(|enrollment| enrollment.login);
    Some(InvitationRow { key: view.key, name, credential, role, trainee, login, expires, state })
}
