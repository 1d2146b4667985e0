//! Signing the next version of a document that goes on living.

use crate::{
    Keeper, Transport, Zone,
    protocol::{Problem, SignLiving},
    records::interventions::is_signed_again,
    unlocked::author_line,
    views::findings::blocked,
};
use record::{Event, Refusal};
use vault::{Clock, Store};

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Checks a living document, asks for the passphrase, and signs its next version. What nobody else may have changed since
    /// `base` is refused as stale.
    pub(crate) async fn sign_living(&self, ask: SignLiving) -> Result<(), Problem> {
        let me = self.me()?;
        let SignLiving { record, doc, base, mut body, passphrase } = ask;
        if !is_signed_again(&body) {
            return Err(Problem::Refused(Refusal::NotAllowed));
        }
        let opened = self.open_record(&me, record).await?;
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        let version = opened.docs.get(&doc).and_then(|doc| doc.written()).map_or(0, |(_, line)| line.version);
        if version != base {
            return Err(Problem::Refused(Refusal::Stale));
        }
        blocked(self.check_alone(&opened, doc, &body).await?)?;
        self.ask_again(&me, &passphrase)?;
        body.signed_by(author_line(&certificate));
        self.write_entry(&me, &opened, doc, Event::Save, &body, Some(doc)).await?;
        Ok(())
    }
}
