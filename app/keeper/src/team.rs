//! Who is in a record's team, and the keys that follow from it.

use crate::{
    Keeper, Transport, Zone,
    clients::key_for,
    operation::Draft,
    protocol::{ChartView, Problem},
};
use crypto::RecordKey;
use record::{Act, KeyHolder, RecordId, Refusal, UserId};
use vault::{Clock, Store};

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
    /// left cannot open, whatever they copied before.
    pub(crate) async fn remove(&self, record: RecordId, member: UserId) -> Result<ChartView, Problem> {
        let me = self.me()?;
        let book = self.book(&me, record).await?;
        let mut drafts = vec![Draft { act: Act::Remove { member }, files: Vec::new(), sealed: None }];
        if member != me.user() {
            let staying = book.head.team.iter().copied().filter(|one| *one != member);
            drafts.push(self.rotation(&me, &book, staying)?);
        }
        self.write(&me, record, Some(&book.head), Some(&book), None, drafts).await?;
        if member == me.user() {
            return Err(Problem::NotFound);
        }
        self.chart(record).await
    }

    fn rotation(
        &self,
        me: &crate::unlocked::Unlocked,
        book: &crate::book::Book,
        team: impl Iterator<Item = UserId>,
    ) -> Result<Draft, Problem> {
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
