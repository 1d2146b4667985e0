//! What an operation does, and in what it does it.

use crate::{Bytes, Class, Digest, DocId, Event, OpId, UserId};
use minicbor::{Decode, Decoder, Encode, Encoder};
use serde::{Deserialize, Serialize};

/// One row for each kind of record: its number in what is signed, whether others may be taken into its team, and whether it asks for
/// a role.
macro_rules! record_kinds {
    ($($(#[$doc:meta])* $name:ident = $number:literal, team: $team:literal, role: $role:literal;)+) => {
        /// What a record is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum RecordKind {
            $($(#[$doc])* $name,)+
            /// A kind that a newer version knows, by its number. Its team and keys are followed; the server opens none.
            Newer(u32),
        }

        impl RecordKind {
            /// Every kind that this version opens.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Its number in what is signed.
            pub const fn number(self) -> u32 {
                match self {
                    $(Self::$name => $number,)+
                    Self::Newer(number) => number,
                }
            }

            /// The kind of a number.
            pub const fn of_number(number: u32) -> Self {
                match number {
                    $($number => Self::$name,)+
                    number => Self::Newer(number),
                }
            }

            /// Whether its author may take others into its team; where not, it stays theirs alone. Of a kind that a newer version
            /// knows, that version says who may: here, what it did is followed.
            pub const fn has_team(self) -> bool {
                match self {
                    $(Self::$name => $team,)+
                    Self::Newer(_) => true,
                }
            }

            /// Whether a role decides who opens, reads and writes one. Where not, everybody has theirs, administrators too, and
            /// nothing about anybody in care is in it.
            pub const fn asks_role(self) -> bool {
                match self {
                    $(Self::$name => $role,)+
                    Self::Newer(_) => true,
                }
            }
        }
    };
}

record_kinds! {
    /// One patient's chart.
    Patient = 0, team: true, role: true;
    /// One author's own notes, kept apart from every chart (42 CFR 2.11).
    Private = 1, team: false, role: true;
    /// An intervention: about a person who may be no patient yet, and those who take part.
    Intervention = 2, team: true, role: true;
    /// What one person's devices tell each other about themselves, such as their passkeys.
    Own = 3, team: false, role: false;
}

impl<C> Encode<C> for RecordKind {
    fn encode<W: minicbor::encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.u32(self.number())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for RecordKind {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        Ok(Self::of_number(d.u32()?))
    }
}

/// Whose hands a record key is sealed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum KeyHolder {
    /// A member of the team.
    #[n(0)]
    Member(#[n(0)] UserId),
    /// The program's custodian.
    #[n(1)]
    Custodian,
    /// The next epoch itself: the link by which it opens the one before.
    #[n(2)]
    NextEpoch,
}

/// A record key sealed to someone: an age file of the operation, named by its digest.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct KeyFor {
    /// To whom it is sealed.
    #[n(0)]
    pub holder: KeyHolder,
    /// The epoch of the key inside: for [`KeyHolder::NextEpoch`] the one before.
    #[n(1)]
    pub epoch: u32,
    /// [`Digest::of_file`] of the file at the same place in [`crate::Operation::files`].
    #[n(2)]
    pub file: Digest,
}

/// What an operation does. Everything but [`Act::Entry`] is a team act: it names the team act before it, so that none can be
/// left out, put in between, moved or played again.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Act {
    /// Opens a record with its first epoch (1); the author is its first member. The first team act.
    #[n(0)]
    Open {
        /// What it is for.
        #[n(0)]
        kind: RecordKind,
        /// Epoch 1, for the author and the custodian.
        #[n(1)]
        keys: Vec<KeyFor>,
    },
    /// Writes in a document; the ciphertext is the one file.
    #[n(1)]
    Entry(#[n(0)] Entry),
    /// Takes someone into the team, handing over the current epoch's key.
    #[n(2)]
    Admit {
        /// Who joins.
        #[n(0)]
        member: UserId,
        /// The current epoch, for the new member.
        #[n(1)]
        key: KeyFor,
        /// The team act before this.
        #[n(2)]
        after: OpId,
    },
    /// The author leaves the team by themselves. They cannot make the next key, which they should not know: the record owes a
    /// rotation from then on.
    #[n(3)]
    Leave {
        /// The team act before this.
        #[n(0)]
        after: OpId,
    },
    /// Begins the next epoch. Whoever is removed leaves in the same act: there is no moment in which they are out of the team
    /// and the record goes on under a key that they know.
    #[n(4)]
    Rotate {
        /// The new epoch.
        #[n(0)]
        epoch: u32,
        /// The new epoch for everyone who stays and the custodian, and the link to the epoch before.
        #[n(1)]
        keys: Vec<KeyFor>,
        /// Who is removed; empty where only a rotation was owed.
        #[n(2)]
        leaving: Vec<UserId>,
        /// The team act before this.
        #[n(3)]
        after: OpId,
    },
    /// What a newer version does: an act, or an entry's class or event, that is not known here. It is kept and counted,
    /// changes nothing, and stops nothing.
    #[n(65_535)]
    Newer {
        /// An entry in a document: it changes neither team nor keys.
        #[n(0)]
        entry: bool,
        /// The act as it was encoded.
        #[n(1)]
        raw: Bytes,
    },
}

impl Act {
    /// The team act that this one says it follows; `None` for the first, and for what is no team act.
    pub const fn after(&self) -> Option<OpId> {
        match self {
            Self::Admit { after, .. } | Self::Leave { after } | Self::Rotate { after, .. } => Some(*after),
            Self::Open { .. } | Self::Entry(_) | Self::Newer { .. } => None,
        }
    }

    /// The same act after another team act, for whoever writes it anew. Nothing changes in what is no team act.
    pub const fn set_after(&mut self, newest: OpId) {
        match self {
            Self::Admit { after, .. } | Self::Leave { after } | Self::Rotate { after, .. } => *after = newest,
            Self::Open { .. } | Self::Entry(_) | Self::Newer { .. } => {}
        }
    }

    /// The keys it hands out.
    pub const fn keys(&self) -> &[KeyFor] {
        match self {
            Self::Open { keys, .. } | Self::Rotate { keys, .. } => keys.as_slice(),
            Self::Admit { key, .. } => std::slice::from_ref(key),
            Self::Entry(_) | Self::Leave { .. } | Self::Newer { .. } => &[],
        }
    }
}

/// How an act is spelled inside an envelope: what is not known here is kept as it came.
pub(crate) mod codec {
    use super::{Act, Bytes};
    use minicbor::{Decode, Decoder, Encode, Encoder, decode as de, encode as en};

    const ENTRY: u32 = 1;

    pub(crate) fn encode<C, W: en::Write>(act: &Act, e: &mut Encoder<W>, context: &mut C) -> Result<(), en::Error<W::Error>> {
        match act {
            Act::Newer { raw, .. } => e.writer_mut().write_all(raw).map_err(en::Error::write),
            Act::Open { .. } | Act::Entry(_) | Act::Admit { .. } | Act::Leave { .. } | Act::Rotate { .. } => {
                act.encode(e, context)
            }
        }
    }

    pub(crate) fn decode<'b, C>(d: &mut Decoder<'b>, context: &mut C) -> Result<Act, de::Error> {
        let start = d.position();
        match Act::decode(d, context) {
            // The number of this variant stands for itself only here, never in what is read.
            Ok(Act::Newer { .. }) => {}
            Err(error) if error.is_unknown_variant() => {}
            other => return other,
        }
        d.set_position(start);
        let entry = d.probe().array()? == Some(2) && {
            let mut inside = d.probe();
            inside.array()?;
            inside.u32()? == ENTRY
        };
        d.skip()?;
        let raw = d.input().get(start..d.position()).ok_or_else(de::Error::end_of_input)?;
        Ok(Act::Newer { entry, raw: Bytes(raw.to_vec()) })
    }
}

/// A document's new version, or a statement about one.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Entry {
    /// The document.
    #[n(0)]
    pub doc: DocId,
    /// How coarsely the server knows it.
    #[n(1)]
    pub class: Class,
    /// What happens.
    #[n(2)]
    pub event: Event,
    /// For a version: its number, one more than the last. For a statement: the version it speaks about.
    #[n(3)]
    pub version: u32,
    /// The version this follows or speaks about; `None` for the first.
    #[n(4)]
    pub base: Option<OpId>,
    /// Digest over salt and plaintext: the author cannot later show another text.
    #[n(5)]
    pub commitment: Digest,
    /// Other operations this refers to.
    #[n(6)]
    pub about: Vec<OpId>,
}
