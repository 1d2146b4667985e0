//! Who is in a record's team, and the keys that follow from it.

use crate::{
    Keeper, Transport, Zone,
    book::Book,
    clients::key_for,
    operation::Draft,
    protocol::{ChartView, Problem},
    unlocked::Unlocked,
};
use crypto::RecordKey;
use record::{Act, KeyHolder, Operation, RecordId, Refusal, UserId, may_manage};
use std::rc::Rc;
use vault::{Clock, RecordView, Store, Whereabouts};

/// How many records one look rotates; the next sync goes on. Whoever left may have been in every team of the house.
const AT_ONCE: usize = 32;

impl Unlocked {
    /// Whether an administrator ended this person's access. Whom no directory ever named did not lose any.
    pub(crate) fn has_ended(&self, user: UserId) -> bool {
        let stands = self.check.directory(|directory| directory.certificate(user).is_some());
        stands == Some(false) && self.check.person(user).is_some()
    }

    /// Those of a team whose access was ended.
    fn ended(&self, team: &[UserId]) -> Vec<UserId> {
        team.iter().copied().filter(|member| self.has_ended(*member)).collect()
    }
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Hands the current key to a new member, whose own key comes from the verified directory.
    pub(crate) async fn admit(&self, record: RecordId, member: UserId) -> Result<ChartView, Problem> {
        let me = self.me()?;
        let book = self.book(&me, record).await?;
        let recipient = me.check.directory(|directory| directory.certificate(member).map(|found| found.recipient.clone()));
        let recipient = recipient.flatten().ok_or(Problem::Refused(Refusal::Team))?;
        let (epoch, key) = book.settled_key()?;
        let file = key.wrap_for(&recipient)?;
        let act = Act::Admit { member, key: key_for(KeyHolder::Member(member), epoch, &file) };
        let draft = Draft { act, files: vec![file], sealed: None };
        self.write(&me, record, Some(&book.head), Some(&book), None, vec![draft]).await?;
        self.chart(record).await
    }

    /// Ends a membership and begins the next epoch in the same commit: what is written from then on, the one who
    /// left cannot open, whatever they copied before. Whoever leaves by themselves may not know the next key: the rotation is
    /// then owed, and `None` is answered.
    pub(crate) async fn remove(&self, record: RecordId, member: UserId) -> Result<Option<ChartView>, Problem> {
        let me = self.me()?;
        let book = self.book(&me, record).await?;
        let drafts = if member == me.user() {
            vec![removal(member)]
        } else {
            let mut leaving = me.ended(&book.head.team);
            leaving.retain(|one| *one != member);
            leaving.push(member);
            self.parting(&me, &book, &leaving)?
        };
        self.write(&me, record, Some(&book.head), Some(&book), None, drafts).await?;
        if member == me.user() {
            return Ok(None);
        }
        self.chart(record).await.map(Some)
    }

    /// Begins the next epoch wherever one is owed and this device can: someone left by themselves, whoever let them go
    /// was refused because the team had changed meanwhile, or an administrator ended the access of a member, who is taken
    /// out in the same commit. Says whether there is something to send.
    ///
    /// Asked after a sync, once: what is refused because another device was faster is looked at again after the next.
    pub(crate) async fn rotate_owed(&self, me: &Rc<Unlocked>) -> Result<bool, Problem> {
        let Some(_only_one) = self.rotating.try_lock() else { return Ok(false) };
        if !me.certificate().is_some_and(|(certificate, _)| may_manage(certificate.role)) {
            return Ok(false);
        }
        let mut written = 0;
        for view in self.vault.records(&me.check).await? {
            let stands = view.pending == 0 && view.row.whereabouts == Whereabouts::Here && view.row.refused.is_none();
            let mine = view.head.team.contains(&me.user());
            let owed = view.head.rotation_owed || view.head.team.iter().any(|member| me.has_ended(*member));
            if !stands || !mine || !owed || self.refused_here(&view).await? {
                continue;
            }
            match self.rotate(me, view.record).await {
                Ok(()) => written += 1,
                // Its keys are not on this device, or I am no longer in the team: it is for another device to do.
                Err(Problem::RecordKeyMissing | Problem::NotFound | Problem::Refused(_)) => {}
                Err(problem) => return Err(problem),
            }
            if written == AT_ONCE {
                break;
            }
        }
        Ok(written > 0)
    }

    async fn rotate(&self, me: &Rc<Unlocked>, record: RecordId) -> Result<(), Problem> {
        let book = self.book(me, record).await?;
        let drafts = self.parting(me, &book, &me.ended(&book.head.team))?;
        self.write(me, record, Some(&book.head), Some(&book), None, drafts).await.map(drop)
    }

    /// Whether a rotation of this device was refused just where the record stands now: the same answer would come again.
    async fn refused_here(&self, view: &RecordView) -> Result<bool, Problem> {
        let kept = self.vault.quarantined().await?;
        Ok(kept.iter().filter(|kept| kept.record == view.record).any(|kept| {
            let envelope = Operation::from_bytes(&kept.operation).ok().and_then(|operation| operation.envelope.peek().ok());
            envelope.is_some_and(|said| matches!(said.act, Act::Rotate { .. }) && said.seen.record == view.row.receipts)
        }))
    }

    /// Takes out whoever leaves and begins the next epoch for those who stay.
    fn parting(&self, me: &Unlocked, book: &Book, leaving: &[UserId]) -> Result<Vec<Draft>, Problem> {
        let staying = book.head.team.iter().copied().filter(|member| !leaving.contains(member));
        let rotation = self.rotation(me, book, staying)?;
        Ok(leaving.iter().copied().map(removal).chain([rotation]).collect())
    }

    fn rotation(&self, me: &Unlocked, book: &Book, team: impl Iterator<Item = UserId>) -> Result<Draft, Problem> {
        let (epoch, key) = book.settled_key()?;
        let next = epoch.checked_add(1).ok_or(Problem::Refused(Refusal::Epoch))?;
        let fresh = RecordKey::make();
        let (mut keys, mut files) = (Vec::new(), Vec::new());
        for member in team {
            let recipient = me.check.person(member).ok_or(Problem::Refused(Refusal::Team))?.recipient;
            let file = fresh.wrap_for(&recipient)?;
            keys.push(key_for(KeyHolder::Member(member), next, &file));
            files.push(file);
        }
        let custodian = me.check.directory(|directory| directory.custodian().clone()).ok_or(Problem::DirectoryNotBelieved)?;
        let kept = fresh.wrap_for(&custodian)?;
        keys.push(key_for(KeyHolder::Custodian, next, &kept));
        files.push(kept);
        let link = key.wrap_for_next(&fresh)?;
        keys.push(key_for(KeyHolder::NextEpoch, epoch, &link));
        files.push(link);
        Ok(Draft { act: Act::Rotate { epoch: next, keys }, files, sealed: None })
    }
}

fn removal(member: UserId) -> Draft {
    Draft { act: Act::Remove { member }, files: Vec::new(), sealed: None }
}
