//! Permission as a value. A function that reads or writes a record, or acts for an administrator,
//! demands a `Grant`; only [`Store::grant`] makes one.

use crate::{Session, Store, StoreError, key, query::Vars, row::MemberRow};
use record::{RecordId, Role, UserId};
use std::{collections::BTreeSet, marker::PhantomData};

mod sealed {
    pub trait Sealed {}
}

/// Something that can be permitted. The set is closed.
pub trait Action: sealed::Sealed + Send + Sync + 'static {
    /// What it is done to.
    type Object: Copy + Send + Sync;

    /// Whether the role alone permits it, wherever it reaches.
    #[doc(hidden)]
    fn role_may(role: Role) -> bool;

    /// The record it reaches into, if any: the caller must be in its team.
    #[doc(hidden)]
    fn record(object: Self::Object) -> Option<RecordId>;
}

macro_rules! action {
    ($(#[$doc:meta])* $name:ident, $object:ty, $role:expr, $record:expr) => {
        $(#[$doc])*
        pub enum $name {}
        impl sealed::Sealed for $name {}
        impl Action for $name {
            type Object = $object;
            fn role_may(role: Role) -> bool {
                let rule: fn(Role) -> bool = $role;
                rule(role)
            }
            fn record(object: $object) -> Option<RecordId> {
                let reach: fn($object) -> Option<RecordId> = $record;
                reach(object)
            }
        }
    };
}

action!(
    /// Read the entries of one record: its team, in a role that reads records of its kind.
    Read,
    RecordId,
    |_| true,
    Some
);
action!(
    /// Offer operations: anyone whose certificate stands. What each may do, [`record::judge`] decides.
    Append,
    (),
    |_| true,
    |()| None
);
action!(
    /// Follow what changes in one's own records: anyone whose certificate stands.
    Follow,
    (),
    |_| true,
    |()| None
);
action!(
    /// Invite, activate and revoke people.
    Administer,
    (),
    |role| matches!(role, Role::Administrator),
    |()| None
);
action!(
    /// Read the audit log.
    Audit,
    (),
    |role| matches!(role, Role::Administrator | Role::Auditor),
    |()| None
);

/// Permission for `user` to do `A` to one object.
///
/// Invariant: made only by [`Store::grant`] and [`Store::grants`], for a user whose certificate stood then.
pub struct Grant<A: Action> {
    user: UserId,
    role: Role,
    object: A::Object,
    kind: PhantomData<A>,
}

impl<A: Action> Grant<A> {
    /// To whom.
    pub fn user(&self) -> UserId {
        self.user
    }

    /// In which role.
    pub fn role(&self) -> Role {
        self.role
    }

    /// For what.
    pub fn object(&self) -> A::Object {
        self.object
    }
}

impl Store {
    /// Permits `A` on `object`, or does not.
    ///
    /// Fails with [`StoreError::NotFound`] for a record that is absent or not the caller's, with
    /// [`StoreError::NotAllowed`] where the role does not allow it or no certificate stands.
    pub async fn grant<A: Action>(&self, session: &Session, object: A::Object) -> Result<Grant<A>, StoreError> {
        self.grants::<A>(session, &[object]).await?.into_iter().next().ok_or(StoreError::NotFound)
    }

    /// As [`Self::grant`] for several objects, all or none, with one look at the database.
    ///
    /// Fails as [`Self::grant`] does.
    pub async fn grants<A: Action>(&self, session: &Session, objects: &[A::Object]) -> Result<Vec<Grant<A>>, StoreError> {
        if objects.is_empty() {
            return Ok(Vec::new());
        }
        let user = session.user();
        let registry = self.registry().await?;
        let role = registry.certificate(user).ok_or(StoreError::NotAllowed)?.role;
        let records: Vec<RecordId> = objects.iter().filter_map(|object| A::record(*object)).collect();
        if !A::role_may(role) {
            return Err(if records.is_empty() { StoreError::NotAllowed } else { StoreError::NotFound });
        }
        if !records.is_empty() {
            let ids: Vec<_> = records.iter().map(|record| key::member(user, *record)).collect();
            let found: Vec<MemberRow> = self.read_rows("SELECT * FROM $ids", Vars::new().set("ids", ids)).await?;
            let read = found.into_iter().filter(|row| row.may_read(role));
            let mine: BTreeSet<String> = read.map(|row| row.record).collect();
            if !records.iter().all(|record| mine.contains(&record.to_string())) {
                return Err(StoreError::NotFound);
            }
        }
        Ok(objects.iter().map(|object| Grant { user, role, object: *object, kind: PhantomData }).collect())
    }
}
