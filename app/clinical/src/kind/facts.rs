//! What follows from the row of a kind.

use super::{Author, Kind};
use record::{Class, Event, RecordKind};

impl Kind {
    /// The same, of a document of this class.
    pub fn class_in(self, document: Class) -> Class {
        self.own_class().unwrap_or(document)
    }

    /// Whether it is said about a document; the others are documents themselves.
    pub const fn is_statement(self) -> bool {
        self.authors(Event::Save).is_none()
    }

    /// Whether it is a living document: saved again and again, never signed.
    pub const fn is_living(self) -> bool {
        self.authors(Event::Save).is_some() && self.authors(SIGNED).is_none()
    }

    /// Whether whoever writes it signs for it, with their passphrase: all but the profile, which says who the record is about.
    pub fn is_signed(self) -> bool {
        self != Self::Profile
    }

    /// Whether lists of a chart's documents show it: what is signed in one.
    pub fn is_listed(self) -> bool {
        self.authors(SIGNED).is_some() && self.in_chart()
    }

    /// The kind of record that begins with it; `None` for what is written into one that is there.
    pub const fn begins(self) -> Option<RecordKind> {
        if let Self::Profile = self {
            Some(RecordKind::Patient)
        } else if let Self::Intervention = self {
            Some(RecordKind::Intervention)
        } else {
            None
        }
    }

    /// Whether it may be in a client's chart. A SUD counseling note never is: it is not searched, exported, linted or audited
    /// (42 CFR 2.11, 2.31(b)).
    pub fn in_chart(self) -> bool {
        self.records().contains(&RecordKind::Patient)
    }

    /// Whether a search may find it: what is in a record of one person's own never is.
    pub fn is_searched(self) -> bool {
        self.records().iter().any(|record| record.has_team())
    }

    /// Whether an entry of this event may hold it.
    pub const fn fits(self, event: Event) -> bool {
        self.authors(event).is_some()
    }

    /// Whether such an entry may come from this author. Whether they are of the team, and whether the document is theirs, is
    /// [`record::may`]'s to say.
    pub fn may_author(self, author: Author, event: Event) -> bool {
        self.authors(event).is_some_and(|authors| authors.include(author, event))
    }

    /// The event by which a statement is made about a document; `None` for what is a document itself.
    pub fn stated_by(self) -> Option<Event> {
        let statements = [Event::Amend, Event::Return, Event::Attest, Event::Retract];
        statements.into_iter().find(|event| self.is_statement() && self.fits(*event))
    }

    /// The event by which an author makes a new version final, with what the rules say of their signature.
    pub const fn signing(author: Author) -> Event {
        Event::Sign(author.owes())
    }
}

/// Any signature, where only the fact that it is one counts.
const SIGNED: Event = Event::Sign(record::Review::NotOwed);
