//! Signing diagnoses.

use crate::{
    Keeper, Transport, Zone,
    protocol::{Problem, SaveCondition},
    views::findings::blocked,
};
use clinical::{
    Body,
    diagnosis::{Around, Condition},
};
use record::{DocId, Event, Refusal};
use vault::{Clock, Store};

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn save_condition(&self, ask: SaveCondition) -> Result<DocId, Problem> {
        let me = self.me()?;
        let thread = self.thread(ask.record).await?;
        let opened = self.open_record(&me, ask.record).await?;
        let before = thread.conditions.iter().find(|view| Some(view.doc) == ask.doc).and_then(|view| view.last());
        // A new one may have been kept as a draft under its id; what has an id otherwise is another document.
        if before.is_none() && ask.doc.is_some_and(|doc| opened.docs.contains_key(&doc)) {
            return Err(Problem::NotFound);
        }
        if before.map_or(0, |before| before.version) != ask.base {
            return Err(Problem::Refused(Refusal::Stale));
        }
        let others: Vec<&Condition> =
            thread.current().filter(|(doc, _)| Some(*doc) != ask.doc).map(|(_, condition)| condition).collect();
        let around = Around {
            today: thread.today,
            birth_date: thread.birth_date,
            others: &others,
            before: before.map(|before| &before.condition),
        };
        blocked(ask.condition.check(&around))?;
        self.ask_again(&me, &ask.passphrase)?;
        let doc = ask.doc.unwrap_or_else(crypto::rng::make_doc_id);
        self.write_entry(&me, &opened, doc, Event::Save, &Body::from(ask.condition), Some(doc)).await?;
        Ok(doc)
    }
}
