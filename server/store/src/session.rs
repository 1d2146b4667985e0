//! Sessions: 256 random bits in the cookie, only their hash in the database.

use crate::{AuditAction, Note, Store, StoreError, key, query::Vars, recent::Place, row};
use rand::{RngCore, rngs::OsRng};
use record::{Digest, Time, UserId, limits};
use std::time::Instant;
use surrealdb::types::{RecordId as Key, SurrealValue};

const HOUR: i64 = 60 * 60 * 1000;
/// `seen` is written at most this often, in milliseconds: reading must not cost a commit each time.
const SEEN: i64 = 60 * 1000;

/// What the cookie holds. The hour in front only tells where the row lies.
#[derive(Clone)]
pub struct Token {
    hour: i64,
    secret: [u8; 32],
}

impl Token {
    /// As it stands in the cookie: hexadecimal, dot, hexadecimal.
    pub fn to_text(&self) -> String {
        format!("{:x}.{}", self.hour, Digest(self.secret))
    }

    /// From the cookie; `None` for anything that [`Self::to_text`] does not write.
    pub fn from_text(text: &str) -> Option<Self> {
        let (hour, secret) = text.split_once('.')?;
        let token = Self { hour: i64::from_str_radix(hour, 16).ok()?, secret: Digest::from_hex(secret)?.0 };
        (token.to_text() == text).then_some(token)
    }

    fn place(&self) -> Place {
        (self.hour, Digest::of("throughline/session/v1", &self.secret))
    }
}

fn key(place: &Place) -> Key {
    key::session(place.0, &place.1)
}

/// Someone who is signed in.
///
/// Invariant: made only from a session row that had not ended a second ago, of a user who has not left.
pub struct Session {
    user: UserId,
    ends: Time,
    place: Place,
}

impl Session {
    /// Whose.
    pub fn user(&self) -> UserId {
        self.user
    }

    /// When it ends at the latest.
    pub fn ends(&self) -> Time {
        self.ends
    }
}

#[derive(Clone, SurrealValue)]
pub(crate) struct SessionRow {
    pub(crate) user: String,
    pub(crate) started: i64,
    pub(crate) seen: i64,
}

impl Store {
    /// Begins a session, and says so in the audit log first.
    ///
    /// Fails with [`StoreError::Database`].
    pub async fn begin_session(&self, user: UserId, now: Time) -> Result<Token, StoreError> {
        self.note(Note::new(AuditAction::SignIn).by(user), now).await?;
        let mut token = Token { hour: now.0.div_euclid(HOUR), secret: [0; 32] };
        OsRng.fill_bytes(&mut token.secret);
        let vars = Vars::new().set("id", key(&token.place())).set("user", user.to_string()).set("now", now.0);
        self.ask("CREATE $id SET user = $user, started = $now, seen = $now RETURN NONE", vars).await?;
        Ok(token)
    }

    /// The session of a token, `None` when it has ended or its user has left. Counts as use of it. That another server ended
    /// it may go unnoticed for a second.
    ///
    /// Fails with [`StoreError::Database`].
    pub async fn session(&self, token: &Token, now: Time) -> Result<Option<Session>, StoreError> {
        let place = token.place();
        let Some((read, found)) = self.session_row(&place).await? else { return Ok(None) };
        let (started, seen) = (Time(found.started), Time(found.seen));
        let ends = started.plus(limits::SESSION_ABSOLUTE);
        let user = row::user(&found.user)?;
        let over = now >= ends || now.since(seen) >= limits::SESSION_IDLE;
        if over || self.registry().await?.has_left(user) {
            self.delete_session(&place).await?;
            return Ok(None);
        }
        if now.since(seen) >= SEEN {
            let vars = Vars::new().set("id", key(&place)).set("now", now.0);
            self.ask("UPDATE $id SET seen = $now RETURN NONE", vars).await?;
            // Known since it was read, not since now: the row may have been gone already.
            self.recent().keep(place, read, SessionRow { seen: now.0, ..found });
        }
        Ok(Some(Session { user, ends, place }))
    }

    /// The row, and when it was read.
    async fn session_row(&self, place: &Place) -> Result<Option<(Instant, SessionRow)>, StoreError> {
        if let Some((read, row)) = self.recent().get(place) {
            return Ok(row.map(|row| (read, row)));
        }
        let read = Instant::now();
        let found: Option<SessionRow> = self.read_row("SELECT * FROM $id", Vars::new().set("id", key(place))).await?;
        if let Some(row) = &found {
            self.recent().keep(*place, read, row.clone());
        }
        Ok(found.map(|row| (read, row)))
    }

    async fn delete_session(&self, place: &Place) -> Result<(), StoreError> {
        self.ask("DELETE $id RETURN NONE", Vars::new().set("id", key(place))).await?;
        self.recent().end(*place);
        Ok(())
    }

    /// Ends every session of someone whose account is gone. Reads all sessions there are: done once in a withdrawn enrollment.
    ///
    /// Fails with [`StoreError::Database`].
    pub(crate) async fn end_sessions_of(&self, user: UserId) -> Result<(), StoreError> {
        let sql = "DELETE session WHERE user = $user RETURN NONE";
        self.ask(sql, Vars::new().set("user", user.to_string())).await?;
        self.recent().end_all_of(&user.to_string());
        Ok(())
    }

    /// Ends a session.
    ///
    /// Fails with [`StoreError::Database`].
    pub async fn end_session(&self, session: &Session, now: Time) -> Result<(), StoreError> {
        self.delete_session(&session.place).await?;
        self.note(Note::new(AuditAction::SignedOut).by(session.user), now).await
    }
}
