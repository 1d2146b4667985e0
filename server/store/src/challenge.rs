//! Sign-in challenges: random, good once, for two minutes.

use crate::{Store, StoreError, key, query::Vars};
use rand::{RngCore, rngs::OsRng};
use record::{Digest, Time, limits};
use std::sync::atomic::Ordering;
use surrealdb::types::SurrealValue;

const MINUTE: i64 = 60 * 1000;
const HOUR: i64 = 60 * MINUTE;

#[derive(SurrealValue)]
struct ChallengeRow {
    login: String,
    expires: i64,
}

impl Store {
    /// A new challenge for whoever signs in as `login`, known or not. Its first four bytes are the
    /// minute it was made in, which is where its row lies; the other 28 are random.
    ///
    /// Fails with [`StoreError::Database`].
    pub async fn make_challenge(&self, login: &str, now: Time) -> Result<Digest, StoreError> {
        self.sweep(now).await?;
        let minute = now.0.div_euclid(MINUTE);
        let mut bytes = [0; Digest::LEN];
        OsRng.fill_bytes(&mut bytes);
        let digest = stamp(bytes, minute);
        let vars = Vars::new()
            .set("id", key::challenge(minute, &digest))
            .set("login", login)
            .set("expires", now.plus(limits::CHALLENGE).0);
        self.ask("CREATE $id SET login = $login, expires = $expires RETURN NONE", vars).await?;
        Ok(digest)
    }

    /// Uses a challenge up: true exactly once, for the name it was made for, in time.
    ///
    /// Fails with [`StoreError::Database`].
    pub async fn take_challenge(&self, login: &str, challenge: &Digest, now: Time) -> Result<bool, StoreError> {
        let [a, b, c, d, ..] = challenge.0;
        let minute = i64::from(u32::from_be_bytes([a, b, c, d]));
        let vars = Vars::new().set("id", key::challenge(minute, challenge));
        let found: Option<ChallengeRow> = self.read_row("DELETE $id RETURN BEFORE", vars).await?;
        Ok(found.is_some_and(|row| row.login == login && now.0 < row.expires))
    }

    /// Deletes challenges and sessions whose time is over, at most once a minute.
    async fn sweep(&self, now: Time) -> Result<(), StoreError> {
        let minute = now.0.div_euclid(MINUTE);
        if self.swept().swap(minute, Ordering::Relaxed) == minute {
            return Ok(());
        }
        let vars = Vars::new()
            .set("minute", minute - limits::CHALLENGE / MINUTE - 1)
            .set("hour", now.0.div_euclid(HOUR) - limits::SESSION_ABSOLUTE / HOUR - 1);
        let sql = "DELETE challenge:[NONE]..[$minute] RETURN NONE; DELETE session:[NONE]..[$hour] RETURN NONE;";
        self.ask(sql, vars).await?;
        Ok(())
    }
}

fn stamp(mut random: [u8; Digest::LEN], minute: i64) -> Digest {
    let number = u32::try_from(minute).unwrap_or_default();
    for (place, byte) in random.iter_mut().zip(number.to_be_bytes()) {
        *place = byte;
    }
    Digest(random)
}
