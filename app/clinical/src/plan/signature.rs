//! Signatures under a version of the plan, as values. The author's own is the signature of the document; these
//! are statements about it. Each is bound to what was shown when it was given.

use super::Plan;
use crate::{
    Finding, Place, Wrong,
    contact::{LINE, SHORT},
    finding::Findings,
    named::named,
    sealed::sealed,
};
use chrono::NaiveDate;
use record::is_blank;
use serde::{Deserialize, Serialize};

named! {
    /// Who signs besides the author.
    SignerRole {
        Client = "client", "Client";
        Guardian = "guardian", "Guardian";
        Supervisor = "supervisor", "Supervisor";
        Prescriber = "prescriber", "Prescriber";
    }
}

/// What the signer says.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Agreement {
    /// Agrees. A supervisor or prescriber can say nothing else; otherwise they return the plan.
    #[default]
    Agrees,
    /// Disagrees.
    Disagrees {
        /// With what, and why.
        reason: String,
        /// Whether the way to appeal was explained.
        appeal_told: bool,
    },
    /// Cannot sign now.
    Unable {
        /// Why.
        reason: String,
    },
    /// Would rather not sign.
    Refused {
        /// What was said; may be empty.
        reason: String,
    },
}

/// How the signature was given.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Proof {
    /// By none: unable, refused; or not yet.
    #[default]
    None,
    /// Drawn on the screen.
    Strokes(Strokes),
    /// With a code: the SHA-256 digest of the code and [`PlanSignature::shown`] together, 64 hex digits, made by
    /// the caller. The code itself is never kept.
    Code(String),
    /// With the signer's own key: the statement's own signature says who.
    Key,
}

/// Drawn strokes: the data of an SVG path.
///
/// Invariant: at most [`Strokes::MAX`] bytes; only `M`, `L`, `m`, `l`, digits, `-`, `.`, `,` and spaces, with a
/// stroke at the beginning and a line in it: it can stand in an attribute, and is more than a dot.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Strokes(String);

/// Why a drawing is no signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StrokesError {
    /// Larger than [`Strokes::MAX`].
    #[error("drawing too large")]
    TooLarge,
    /// Nothing was drawn.
    #[error("nothing drawn")]
    Empty,
    /// Not the data of strokes.
    #[error("not strokes")]
    NotStrokes,
}

impl Strokes {
    /// The most bytes: 16 KiB.
    pub const MAX: usize = 16 * 1024;

    /// Reads the data of a path.
    ///
    /// Fails with [`StrokesError::TooLarge`], with [`StrokesError::Empty`] when no line is drawn, and with
    /// [`StrokesError::NotStrokes`] for anything but straight strokes.
    pub fn new(path: impl Into<String>) -> Result<Self, StrokesError> {
        let path = path.into();
        if path.len() > Self::MAX {
            return Err(StrokesError::TooLarge);
        }
        if is_blank(&path) {
            return Err(StrokesError::Empty);
        }
        let fine = |byte: u8| byte.is_ascii_digit() || b"MLml-., ".contains(&byte);
        if !path.bytes().all(fine) || !path.starts_with(['M', 'm']) {
            return Err(StrokesError::NotStrokes);
        }
        let drawn = path.split(['M', 'L', 'm', 'l']).filter(|part| part.bytes().any(|byte| byte.is_ascii_digit())).count();
        let line = path.contains(['L', 'l']);
        if drawn < 2 || !line { Err(StrokesError::Empty) } else { Ok(Self(path)) }
    }

    /// The data of the path.
    pub fn path(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Strokes {
    type Error = StrokesError;
    fn try_from(path: String) -> Result<Self, StrokesError> {
        Self::new(path)
    }
}

impl From<Strokes> for String {
    fn from(strokes: Strokes) -> Self {
        strokes.0
    }
}

/// A signature under a version.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanSignature {
    /// In which role.
    pub role: SignerRole,
    /// Who.
    pub name: String,
    /// A credential, or what the guardian is to the client.
    pub credential: String,
    /// What the signer says.
    pub answer: Agreement,
    /// In the client's own words; may be empty.
    pub words: String,
    /// The day it was given.
    pub on: Option<NaiveDate>,
    /// How it was given.
    pub proof: Proof,
    /// SHA-256 of exactly what was shown, 64 lower-case hex digits, made by the caller.
    pub shown: String,
}

sealed!(Agreement, Proof, Strokes, PlanSignature);

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

impl PlanSignature {
    /// What keeps it from being given; `today` is the local date.
    pub fn check(&self, today: NaiveDate) -> Vec<Finding> {
        let mut findings = Findings::default();
        let the = |field| Place::the("signature", field);
        findings.required(the("name"), &self.name, LINE);
        let unsaid = self.role == SignerRole::Guardian && is_blank(&self.credential);
        findings.block(unsaid, the("credential"), Wrong::Missing);
        findings.length(the("credential"), &self.credential, LINE);
        findings.length(the("words"), &self.words, SHORT);
        findings.block(self.on.is_none(), the("on"), Wrong::Missing);
        findings.block(self.on.is_some_and(|on| on > today), the("on"), Wrong::InFuture);
        findings.block(self.on.is_some_and(|on| on < crate::profile::earliest()), the("on"), Wrong::TooEarly);
        findings.block(!is_digest(&self.shown), the("shown"), Wrong::NotADigest);
        let theirs = match self.role {
            SignerRole::Client | SignerRole::Guardian => true,
            SignerRole::Supervisor | SignerRole::Prescriber => false,
        };
        match &self.answer {
            Agreement::Agrees => {}
            Agreement::Disagrees { reason, appeal_told } => {
                findings.block(!theirs, the("answer"), Wrong::NotTheirs);
                findings.required(the("reason"), reason, SHORT);
                findings.block(!appeal_told, the("appeal_told"), Wrong::AppealNotTold);
            }
            Agreement::Unable { reason } => {
                findings.block(!theirs, the("answer"), Wrong::NotTheirs);
                findings.required(the("reason"), reason, SHORT);
            }
            Agreement::Refused { reason } => {
                findings.block(!theirs, the("answer"), Wrong::NotTheirs);
                findings.length(the("reason"), reason, SHORT);
            }
        }
        match &self.proof {
            Proof::None => {
                let needed = matches!(self.answer, Agreement::Agrees);
                findings.block(needed, the("proof"), Wrong::NotSigned);
            }
            Proof::Strokes(_) => {}
            Proof::Code(digest) => findings.block(!is_digest(digest), the("proof"), Wrong::NotADigest),
            // A client has no key here: the key would be the counselor's, who must not sign for the client.
            Proof::Key => findings.block(theirs, the("proof"), Wrong::NotSigned),
        }
        findings.sorted()
    }

    /// Whether it answers for its role: agreement with a proof, or a reason why there is none.
    fn answers(&self, shown: &str) -> bool {
        let proven = match self.proof {
            Proof::None => false,
            Proof::Strokes(_) | Proof::Code(_) | Proof::Key => true,
        };
        let said = match &self.answer {
            Agreement::Agrees => proven,
            Agreement::Disagrees { reason, .. } | Agreement::Unable { reason } => !is_blank(reason),
            Agreement::Refused { .. } => true,
        };
        said && self.shown == shown
    }

    /// As shown under the plan: `Wren Maplethorn, client: agrees`.
    pub fn sentence(&self) -> String {
        let answer = match (&self.answer, self.role) {
            (Agreement::Agrees, SignerRole::Client | SignerRole::Guardian) => "agrees",
            (Agreement::Agrees, SignerRole::Supervisor | SignerRole::Prescriber) => "signed",
            (Agreement::Disagrees { .. }, _) => "disagrees",
            (Agreement::Unable { .. }, _) => "could not sign",
            (Agreement::Refused { .. }, _) => "would rather not sign",
        };
        format!("{}, {}: {answer}", self.name.trim(), self.role.label().to_lowercase())
    }
}

/// Which signatures are asked for besides author and client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// A guardian signs: the client is a minor, or has one.
    pub guardian: bool,
    /// A supervisor signs every version (New Hampshire: outpatient, comprehensive; to verify).
    pub supervisor: bool,
    /// The author is a supervisor or a prescriber, or a supervisor has attested the document: that signature
    /// answers for the role. It never answers for client or guardian.
    pub held: Option<SignerRole>,
}

/// A signature that is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MissingSignature {
    /// The author has not signed.
    Author,
    /// Someone else has not.
    Of(SignerRole),
}

impl MissingSignature {
    /// As shown: `Supervisor to sign`.
    pub fn sentence(self) -> String {
        match self {
            Self::Author => "Author to sign".into(),
            Self::Of(role) => format!("{} to sign", role.label()),
        }
    }
}

/// Signatures still owed under a version of which `shown` is the digest. A signature on anything else
/// that was shown does not count. A joined version and a revision after a return to use want a supervisor, one with medication a
/// prescriber.
pub fn missing_signatures(plan: &Plan, shown: &str, signatures: &[PlanSignature], asked: Asked) -> Vec<MissingSignature> {
    let owed = |role: SignerRole| match role {
        SignerRole::Client => true,
        SignerRole::Guardian => asked.guardian,
        SignerRole::Supervisor => asked.supervisor || plan.head.bases.len() > 1 || plan.head.revision.is_some(),
        SignerRole::Prescriber => plan.has_medication(),
    };
    let held = |role: SignerRole| match role {
        SignerRole::Client | SignerRole::Guardian => false,
        SignerRole::Supervisor | SignerRole::Prescriber => plan.head.author.is_some() && asked.held == Some(role),
    };
    let signed = |role: SignerRole| signatures.iter().any(|signature| signature.role == role && signature.answers(shown));
    let given = |role: SignerRole| held(role) || signed(role);
    let others = SignerRole::ALL.iter().copied().filter(|role| owed(*role) && !given(*role)).map(MissingSignature::Of);
    plan.head.author.is_none().then_some(MissingSignature::Author).into_iter().chain(others).collect()
}
