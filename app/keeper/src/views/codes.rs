//! What two people compare: the ends of the directory and of a record, as short codes.

use crate::{
    Keeper, Transport, Zone,
    protocol::{ChainCode, CodesView, Problem, RecordCode},
};
use record::RecordId;
use vault::{Clock, Store};

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// The codes of the directory and, where one is named, of a record: of what the server has given this device, and nothing that
    /// waits here.
    pub(crate) async fn codes(&self, record: Option<RecordId>) -> Result<CodesView, Problem> {
        let me = self.me()?;
        let head = self.vault.directory_head().await?;
        let directory = ChainCode { entries: head.seq, code: crypto::directory_code(&head) };
        let record = match record {
            None => None,
            Some(record) => {
                let opened = self.open_record(&me, record).await?;
                let head = opened.row.receipts;
                let chain = ChainCode { entries: head.seq, code: crypto::record_code(record, &head) };
                Some(RecordCode { name: opened.client(), chart: opened.is_chart(), chain })
            }
        };
        Ok(CodesView { directory, record })
    }
}
