//! Sending what waits, fetching what is new, and saying how it stands.

pub(crate) mod transport;

use crate::{
    Keeper, Transport, Zone,
    keeper::Session,
    protocol::{Notice, Problem, Strip, Work},
    unlocked::Unlocked,
};
use record::{RecordId, Statement, wire::ErrorCode};
use std::{collections::BTreeSet, rc::Rc};
use vault::{Clock, Distrust, Stop, Store, SyncError};

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn strip(&self) -> Result<Strip, Problem> {
        let status = self.vault.status().await?;
        Ok(Strip {
            // Before the first contact nothing speaks against it; the first sync follows at once.
            online: status.online.unwrap_or(true) && !self.unreached.get(),
            signed_out: self.session.get() == Session::Refused,
            last_sync: status.last_sync,
            waiting: status.waiting as u64,
            quarantined: status.quarantined as u64,
            doubted: (status.distrusted.len() + status.rewound) as u64,
            stopped: self.stopped.borrow().clone(),
            ended: self.unlocked.borrow().as_ref().is_some_and(|me| me.is_over()),
            delivered: status.delivered as u64,
            time_apart: status.time_apart,
            restored: status.unacknowledged,
            missing: status.rewound as u64,
            sending_again: status.offering_again,
        })
    }

    /// An administrator's word that devices may go by what the restored server has.
    pub(crate) async fn acknowledge_restore(&self) -> Result<Strip, Problem> {
        let me = self.signed_in().await?;
        self.run_sync(&me).await?;
        let epoch = self.vault.server_epoch().await?.ok_or(Problem::Offline)?;
        if self.vault.status().await?.unacknowledged {
            self.extend_directory(&me, Statement::Restored { epoch }).await?;
        }
        self.strip().await
    }

    pub(crate) async fn believe_server_time(&self) -> Result<Strip, Problem> {
        self.me()?;
        self.vault.believe_server_time().await?;
        self.strip().await
    }

    pub(crate) async fn sync_now(&self) -> Result<Strip, Problem> {
        let me = self.me()?;
        let synced = self.run_sync(&me).await;
        if me.ended.get() {
            return Err(Problem::Locked);
        }
        let strip = self.strip().await?;
        (self.notify)(Notice::Strip(strip.clone()));
        // What cannot be kept is made when it is needed: no sync fails of it.
        let _kept = self.keep_snapshots(&me).await;
        let _told = self.keep_passphrase_days(&me).await;
        if self.passphrase_due().await?.is_some() {
            let removed = self.forget_removed(&me).await.unwrap_or_default();
            if me.opened_by.get().is_some_and(|used| removed.contains(used)) {
                // Whoever is here came in with an authenticator that its owner has lost.
                self.lock().await?;
                return Err(Problem::Locked);
            }
        }
        match synced {
            // The strip says it; nothing that was written is in danger.
            Ok(()) | Err(Problem::Offline | Problem::Server(_) | Problem::AccessEnded | Problem::EndUnsigned) => Ok(strip),
            Err(problem) => Err(problem),
        }
    }

    /// One sync, and a second where the first showed that a rotation is owed: the sooner it is sent, the seldomer another
    /// device has done the same.
    pub(crate) async fn run_sync(&self, me: &Rc<Unlocked>) -> Result<(), Problem> {
        if self.sync_once(me).await? && self.rotate_owed(me).await? {
            self.sync_once(me).await?;
        }
        Ok(())
    }

    /// Signs in where that is needed, and once again where the session ended meanwhile. Says whether it was this that synced:
    /// not while another sync runs.
    async fn sync_once(&self, me: &Rc<Unlocked>) -> Result<bool, Problem> {
        for attempt in 0..2 {
            let signs_in = self.session.get() == Session::None;
            if signs_in {
                let opened = self.open_session(me).await;
                self.unreached.set(matches!(opened, Err(Problem::Offline | Problem::OtherServer)));
                if opened == Err(Problem::EndUnsigned) {
                    *self.stopped.borrow_mut() = Some(Problem::EndUnsigned);
                }
                opened?;
            }
            self.progress(Work::Fetching, 0, 0);
            // What was refused before stays there until its author decides about it: only what is refused now changes a chart.
            let refused = self.vault.quarantined().await?.len();
            let waiting: BTreeSet<RecordId> =
                self.vault.pending(&me.check).await?.into_iter().map(|pending| pending.kept.record).collect();
            let report = match self.vault.sync(&self.api, &**me).await {
                Ok(report) => report,
                Err(SyncError::Busy) => return Ok(false),
                Err(SyncError::Vault(error)) => return Err(error.into()),
            };
            for record in report.changed.iter().chain(&report.left).chain(report.distrusted.iter().map(|(record, _)| record)) {
                me.caches.forget(*record);
            }
            if report.pushed > 0 {
                waiting.iter().for_each(|record| me.caches.forget(*record));
            }
            if report.quarantined != refused {
                me.caches.forget_all();
            }
            if report.pushed + report.pulled > 0 || report.directory || !report.left.is_empty() {
                (self.notify)(Notice::Changed);
            }
            if let Some(stop) = report.stopped.as_ref().map_or(Some(None), stands) {
                *self.stopped.borrow_mut() = stop;
            }
            match report.stopped {
                None => {
                    // The server answered to this session, whatever became of the last sign-in.
                    self.session.set(Session::Open);
                    return Ok(true);
                }
                Some(Stop::SignedOut) if attempt == 0 => self.session.set(Session::None),
                // Signed in a moment ago, and unknown with the next request.
                Some(Stop::SignedOut) if signs_in => {
                    *self.stopped.borrow_mut() = Some(Problem::CookieRefused);
                    return Err(Problem::CookieRefused);
                }
                Some(stop) => return Err(problem_of(&stop)),
            }
        }
        Ok(false)
    }
}

/// What the strip says from now on because of a stop: `None` where it tells nothing new, as while the server is away.
const fn stands(stop: &Stop) -> Option<Option<Problem>> {
    match stop {
        Stop::Offline | Stop::SignedOut => None,
        Stop::Refused(_) | Stop::Malformed | Stop::Distrust(_) | Stop::Forked | Stop::ServerBehind => {
            Some(Some(problem_of(stop)))
        }
    }
}

/// What a sync that stopped is to whoever waits for it.
const fn problem_of(stop: &Stop) -> Problem {
    match stop {
        Stop::Offline => Problem::Offline,
        Stop::SignedOut => Problem::Server(ErrorCode::SignedOut),
        Stop::Refused(code) => Problem::Server(*code),
        Stop::Malformed => Problem::Server(ErrorCode::Internal),
        Stop::Distrust(Distrust::Rewound) => Problem::CountWentBack,
        Stop::Distrust(Distrust::Directory | Distrust::Unknown | Distrust::Ended) => Problem::DirectoryNotBelieved,
        Stop::Distrust(
            Distrust::Receipt
            | Distrust::Chain
            | Distrust::Unsigned
            | Distrust::Damaged
            | Distrust::Judged(_)
            | Distrust::Restored
            | Distrust::Withheld
            | Distrust::LeftOut
            | Distrust::Dropped,
        ) => Problem::ReceiptNotBelieved,
        Stop::Forked => Problem::DeviceCopied,
        Stop::ServerBehind => Problem::ServerBehind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copied_device_and_a_server_that_is_behind_are_told_apart_from_every_other_stop() {
        let stops = [Stop::Offline, Stop::SignedOut, Stop::Malformed, Stop::Forked, Stop::ServerBehind];
        let told: Vec<Problem> = stops.iter().map(problem_of).collect();
        for (place, one) in told.iter().enumerate() {
            assert!(!told.iter().skip(place + 1).any(|other| other == one), "{one:?}");
        }
        assert_eq!(problem_of(&Stop::Forked), Problem::DeviceCopied);
        assert_eq!(problem_of(&Stop::ServerBehind), Problem::ServerBehind);
    }
}
