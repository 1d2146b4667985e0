//! Saving the next version of a document that goes on living: the profile, diagnoses, interventions.

use crate::{
    Keeper, Transport, Zone,
    protocol::{Problem, Save, Saved},
    records::open_record::OpenDocument,
    unlocked::author_line,
    views::findings::blocked,
};
use clinical::Kind;
use record::{Event, Refusal};
use vault::{Clock, Store};

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Checks a living document, asks for the passphrase where its kind is signed, and writes its next version. What somebody
    /// changed since `base` is refused as stale.
    pub(crate) async fn save(&self, ask: Save) -> Result<Saved, Problem> {
        let me = self.me()?;
        let Save { record, doc, base, mut body, passphrase } = ask;
        let kind = body.kind();
        if !kind.is_living() {
            return Err(Problem::Refused(Refusal::NotAllowed));
        }
        let opened = self.open_record(&me, record).await?;
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        let known = match doc {
            None if kind == Kind::Profile => Some(opened.profile().ok_or(Problem::NotFound)?.2),
            given => given,
        };
        let standing = known.and_then(|doc| opened.docs.get(&doc));
        // A new one may have been kept as a draft under its id; what has an id otherwise is another document.
        if standing.is_some_and(|doc| doc.kind() != Some(kind)) {
            return Err(Problem::NotFound);
        }
        let version = standing.and_then(OpenDocument::written).map_or(0, |(_, line)| line.version);
        if version != base {
            return Err(Problem::Refused(Refusal::Stale));
        }
        let doc = known.unwrap_or_else(crypto::rng::make_doc_id);
        blocked(self.check_alone(&opened, doc, &body).await?)?;
        if kind.is_signed() {
            self.ask_again(&me, passphrase.as_deref().unwrap_or_default())?;
            body.signed_by(author_line(&certificate));
        }
        self.write_entry(&me, &opened, doc, Event::Save, &body, Some(doc)).await?;
        Ok(Saved { doc, version: version + 1 })
    }
}
