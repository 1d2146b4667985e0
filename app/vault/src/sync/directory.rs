//! Following the directory.

use super::{Halt, Report, Stop};
use crate::{
    Check, Clock, Distrust, Durability, KeyRange, Net, NetError, Order, Store, Table, Vault, VaultError, Write,
    rows::{decode, encode, meta, number, put},
};
use record::{DirectoryEntry, Head, Signed, wire::DirectoryPage};

/// How many entries one request gives back; settings are the largest.
const AT_ONCE: usize = 64;

impl<S: Store, C: Clock> Vault<S, C> {
    /// Shows `check` the directory that is kept here. Called once after unlocking; a sync does it by itself when needed.
    ///
    /// Fails with [`Distrust`] inside `Ok` when the kept directory is not believed, with [`VaultError`] when it cannot be read.
    pub async fn load_directory(&self, check: &impl Check) -> Result<Result<Head, Distrust>, VaultError> {
        let known = match check.directory(&[]) {
            Ok(head) => head,
            Err(distrust) => return Ok(Err(distrust)),
        };
        let range = KeyRange::starting(number(known.seq.saturating_add(1)));
        let rows = self.store.range(Table::Directory, range, usize::MAX, Order::Up).await?;
        let entries: Vec<Signed<DirectoryEntry>> = rows.iter().map(|(_, value)| decode(value)).collect::<Result<_, _>>()?;
        Ok(check.directory(&entries))
    }

    /// Keeps directory entries that came another way than by sync: at first set-up and at enrollment.
    ///
    /// Fails with [`Distrust`] inside `Ok` when they are not believed; nothing is kept then.
    pub async fn keep_directory(
        &self,
        check: &impl Check,
        page: &[Signed<DirectoryEntry>],
    ) -> Result<Result<Head, Distrust>, VaultError> {
        if let Err(distrust) = self.load_directory(check).await? {
            return Ok(Err(distrust));
        }
        let head = match check.directory(page) {
            Ok(head) => head,
            Err(distrust) => return Ok(Err(distrust)),
        };
        let mut writes = Vec::with_capacity(page.len() + 1);
        for signed in page {
            let entry = signed.peek().map_err(|_| VaultError::Damaged)?;
            writes.push(Write::Put(Table::Directory, number(entry.seq), encode(signed)));
        }
        writes.push(put(Table::Meta, meta::DIRECTORY.to_vec(), &head));
        self.store.commit(writes, Durability::Strict).await?;
        Ok(Ok(head))
    }

    /// Fetches the directory up to `target`. Says whether the server has less of it than this device.
    pub(super) async fn follow_directory(
        &self,
        net: &impl Net,
        check: &impl Check,
        target: u64,
        report: &mut Report,
    ) -> Result<bool, Halt> {
        self.load_directory(check).await??;
        let mut head = self.directory_head().await?;
        while head.seq < target {
            let page = net.directory(head.seq).await?.entries;
            let next = self.keep_directory(check, &page).await??;
            if next.seq <= head.seq {
                return Err(Halt::Stop(Stop::Malformed));
            }
            head = next;
            report.directory = true;
        }
        Ok(target < head.seq)
    }

    /// Gives a server that was restored to `from` entries what this device has beyond them. Says whether it took all of it: it
    /// refuses where someone has continued its directory meanwhile, and where this device's user may not.
    pub(super) async fn return_directory(&self, net: &impl Net, from: u64) -> Result<bool, Halt> {
        let mut from = from;
        loop {
            let range = KeyRange::starting(number(from.saturating_add(1)));
            let rows = self.store.range(Table::Directory, range, AT_ONCE, Order::Up).await?;
            if rows.is_empty() {
                return Ok(true);
            }
            from = from.saturating_add(rows.len() as u64);
            let entries = rows.iter().map(|(_, value)| decode(value)).collect::<Result<_, VaultError>>()?;
            match net.directory_again(&DirectoryPage { entries }).await {
                Ok(()) => {}
                Err(NetError::Refused(_)) => return Ok(false),
                Err(other) => return Err(other.into()),
            }
        }
    }
}
