//! Who is in a record's team, and the keys that follow from it.

use crate::{
    Keeper, Transport, Zone,
    documents::write::Draft,
    protocol::{AdmitMember, Problem, RemoveMember},
    records::clients::key_for,
    records::open_record::OpenRecord,
    unlocked::Unlocked,
};
use crypto::RecordKey;
use record::{Act, Digest, Head, KeyHolder, OpId, Operation, RecordId, Refusal, UserId, may_manage};
use std::rc::Rc;
use vault::{Clock, Kept, RecordView, Store, Whereabouts};

/// How many records one look rotates; the next sync goes on. Whoever left may have been in every team of the house.
const AT_ONCE: usize = 32;

impl Unlocked {
    /// Whether an administrator ended this person's access. Whom no directory ever named did not lose any.
    pub(crate) fn has_ended(&self, user: UserId) -> bool {
        let stands = self.check.directory(|directory| directory.certificate(user).is_some());
        stands == Some(false) && self.check.person(user).is_some()
    }

    /// Whether my own access was ended, by a signed entry of the directory.
    pub(crate) fn is_over(&self) -> bool {
        self.has_ended(self.user())
    }

    /// Whether something may be sealed in a record now.
    ///
    /// Fails with [`Problem::RecordKeyOwed`] while somebody who is out of the team, or should be, knows its key: they left by
    /// themselves, their access was ended, or a removal of this device waits or was refused. What was typed stays a draft.
    /// Fails with [`Problem::NewerVersion`] where this version does not know how team and keys stand.
    pub(crate) fn may_seal(&self, opened: &OpenRecord) -> Result<(), Problem> {
        if opened.head.outgrown {
            return Err(Problem::NewerVersion);
        }
        let accepted = opened.row.head.as_ref().map_or(opened.head.epoch, |head| head.epoch);
        let owed = opened.head.rotation_owed
            || opened.head.epoch != accepted
            || opened.head.team.iter().any(|member| self.has_ended(*member))
            || opened.refused_removal.iter().any(|member| opened.head.team.contains(member));
        if owed { Err(Problem::RecordKeyOwed) } else { Ok(()) }
    }
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Hands the current key to a new member, whose own key comes from the verified directory.
    pub(crate) async fn admit(&self, ask: AdmitMember) -> Result<(), Problem> {
        let (me, AdmitMember { record, member, passphrase }) = (self.me()?, ask);
        self.ask_again(&me, &passphrase)?;
        let opened = self.open_record(&me, record).await?;
        let draft = admission(&me, &opened, member)?;
        self.write(&me, record, Some(&opened.head), Some(&opened), None, vec![draft]).await?;
        Ok(())
    }

    /// Ends a membership and begins the next epoch in one act: what is written from then on, the one who left cannot open,
    /// whatever they copied before. Whoever leaves by themselves may not know the next key: the record then owes a rotation,
    /// and `false` is answered.
    pub(crate) async fn remove(&self, ask: RemoveMember) -> Result<bool, Problem> {
        let (me, RemoveMember { record, member, passphrase }) = (self.me()?, ask);
        self.ask_again(&me, &passphrase)?;
        let opened = self.open_record(&me, record).await?;
        let draft = if member == me.user() { leave() } else { parting(&me, &opened, &[member])? };
        self.write(&me, record, Some(&opened.head), Some(&opened), None, vec![draft]).await?;
        Ok(member != me.user())
    }

    /// Begins the next epoch wherever one is owed and this device can: someone left by themselves, or an administrator ended
    /// the access of a member, who is taken out in the same act. A team act of this device that was refused because another
    /// one came first is made anew, if it is still needed. Says whether there is something to send.
    ///
    /// Asked after a sync, once: what is refused because another device was faster is looked at again after the next.
    pub(crate) async fn rotate_owed(&self, me: &Rc<Unlocked>) -> Result<bool, Problem> {
        let Some(_only_one) = self.rotating.try_lock() else { return Ok(false) };
        let (mut written, refused) = (0, self.vault.quarantined().await?);
        for view in self.vault.records(&me.check).await? {
            let stands = view.pending == 0 && view.row.whereabouts == Whereabouts::Here && view.row.refused.is_none();
            if !stands || view.head.outgrown || !view.head.team.contains(&me.user()) {
                continue;
            }
            match self.settle_team(me, &view, &refused_acts(&refused, view.record)).await {
                Ok(true) => written += 1,
                // Its keys are not on this device, or I am no longer in the team: it is for another device to do.
                Ok(false) | Err(Problem::RecordKeyMissing | Problem::NotFound | Problem::Refused(_)) => {}
                Err(problem) => return Err(problem),
            }
            if written == AT_ONCE {
                break;
            }
        }
        Ok(written > 0)
    }

    /// Makes the team act that a record waits for from this device, if there is one.
    async fn settle_team(&self, me: &Rc<Unlocked>, view: &RecordView, refused: &[RefusedAct]) -> Result<bool, Problem> {
        let manages = me.certificate().is_some_and(|(certificate, _)| may_manage(certificate.role));
        let owed = manages && (view.head.rotation_owed || view.head.team.iter().any(|member| me.has_ended(*member)));
        if refused.is_empty() && !owed {
            return Ok(false);
        }
        let opened = self.open_record(me, view.record).await?;
        let (mut draft, mut settled) = (None, Vec::new());
        // The last one in a team cannot leave: that stays refused, and what the record owes is done all the same.
        let may_follow = |act: &Act| !matches!(act, Act::Leave { .. }) || view.head.team != [me.user()];
        for (id, act, _) in refused.iter().filter(|(_, act, _)| is_overtaken(act, view) && may_follow(act)) {
            match again(me, &opened, act)? {
                None => settled.push(*id),
                Some(next) if draft.is_none() => {
                    draft = Some(next);
                    settled.push(*id);
                }
                Some(_) => {} // one at a time: it follows after the next sync
            }
        }
        // The same answer would come again to what was refused just where the record stands now.
        let in_vain = refused.iter().any(|(_, act, seen)| matches!(act, Act::Rotate { .. }) && *seen == view.row.receipts);
        if draft.is_none() && owed && !in_vain {
            draft = Some(parting(me, &opened, &[])?);
        }
        let written = draft.is_some();
        if let Some(draft) = draft {
            self.write(me, view.record, Some(&opened.head), Some(&opened), None, vec![draft]).await?;
        }
        // Each was made anew just now, or somebody else has done what it was for.
        for refused in settled {
            self.vault.dismiss(refused).await?;
            me.caches.forget(view.record);
        }
        Ok(written)
    }
}

/// A team act of this device that the server refused, with what had been seen of the record then.
type RefusedAct = (OpId, Act, Head);

fn refused_acts(kept: &[Kept], record: RecordId) -> Vec<RefusedAct> {
    let acts = kept.iter().filter(|kept| kept.record == record).filter_map(|kept| {
        let said = Operation::from_bytes(&kept.operation).ok()?.envelope.peek().ok()?;
        said.act.after().map(|_| (kept.id, said.act, said.seen.record))
    });
    acts.collect()
}

/// Whether another team act came before this one, which was refused for that.
fn is_overtaken(act: &Act, view: &RecordView) -> bool {
    let accepted = view.row.head.as_ref().map(|head| head.team_act);
    act.after().is_some_and(|after| Some(after) != accepted)
}

/// The same act as the team is now; `None` where somebody else has done what it was for.
fn again(me: &Unlocked, opened: &OpenRecord, act: &Act) -> Result<Option<Draft>, Problem> {
    let team = &opened.head.team;
    match act {
        Act::Rotate { leaving, .. } if leaving.iter().any(|member| team.contains(member)) => {
            parting(me, opened, leaving).map(Some)
        }
        Act::Admit { member, .. } if !team.contains(member) && !me.has_ended(*member) => admission(me, opened, *member).map(Some),
        Act::Leave { .. } if team.contains(&me.user()) => Ok(Some(leave())),
        Act::Rotate { .. } | Act::Admit { .. } | Act::Leave { .. } | Act::Open { .. } | Act::Entry(_) | Act::Newer { .. } => {
            Ok(None)
        }
    }
}

/// Which team act an act follows is signed in when it gets its place.
const UNPLACED: OpId = OpId(Digest::ZERO);

fn admission(me: &Unlocked, opened: &OpenRecord, member: UserId) -> Result<Draft, Problem> {
    let recipient = me.check.directory(|directory| directory.certificate(member).map(|found| found.recipient.clone()));
    let recipient = recipient.flatten().ok_or(Problem::Refused(Refusal::Team))?;
    let (epoch, key) = opened.settled_key()?;
    let file = key.wrap_for(&recipient)?;
    let key = key_for(KeyHolder::Member(member), epoch, &file);
    Ok(Draft { act: Act::Admit { member, key, after: UNPLACED }, files: vec![file], sealed: None })
}

const fn leave() -> Draft {
    Draft { act: Act::Leave { after: UNPLACED }, files: Vec::new(), sealed: None }
}

/// Takes out these and whoever's access was ended, and begins the next epoch for those who stay.
fn parting(me: &Unlocked, opened: &OpenRecord, leaving: &[UserId]) -> Result<Draft, Problem> {
    let leaves = |member: &UserId| leaving.contains(member) || me.has_ended(*member);
    let (leaving, staying): (Vec<UserId>, Vec<UserId>) = opened.head.team.iter().copied().partition(leaves);
    let (epoch, key) = opened.settled_key()?;
    let next = epoch.checked_add(1).ok_or(Problem::Refused(Refusal::Epoch))?;
    let fresh = RecordKey::make();
    let (mut keys, mut files) = (Vec::new(), Vec::new());
    for member in staying {
        let recipient = me.check.person(member).ok_or(Problem::Refused(Refusal::Team))?.recipient;
        let file = fresh.wrap_for(&recipient)?;
        keys.push(key_for(KeyHolder::Member(member), next, &file));
        files.push(file);
    }
    let custodian = me.check.directory(|directory| directory.custodian().clone()).ok_or(Problem::DirectoryNotBelieved)?;
    let kept = fresh.custodian_copy(&custodian)?;
    keys.push(key_for(KeyHolder::Custodian, next, &kept));
    files.push(kept);
    let link = key.wrap_for_next(&fresh)?;
    keys.push(key_for(KeyHolder::NextEpoch, epoch, &link));
    files.push(link);
    Ok(Draft { act: Act::Rotate { epoch: next, keys, leaving, after: UNPLACED }, files, sealed: None })
}
