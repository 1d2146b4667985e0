//! What somebody signed before their access ended and the server had not: read, and taken into the chart or declined.

use crate::{
    Keeper, Transport, Zone,
    documents::{
        content::said,
        late::proof,
        open::{Unread, open_file},
    },
    keeper::Session,
    protocol::{DecideLate, LateRow, LateView, Problem},
    records::open_record::OpenRecord,
    unlocked::{Unlocked, author_line},
    views::findings::blocked,
};
use clinical::{Body, Kind, LateDelivery, Taken};
use crypto::{Opened, Quarantine};
use record::{
    Act, DocId, Entry, Envelope, OpId, Operation, RecordId, Time, verify_operation,
    wire::{Late, LatePage, LateWant},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};
use vault::{Clock, NetError, Store};

/// Something that was delivered late, believed and opened.
struct Delivered {
    opened: Rc<OpenRecord>,
    operation: Operation,
    envelope: Envelope,
    received: Time,
    inside: Opened,
    body: Body,
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// What waits for a decision in the charts whose team I am in.
    pub(crate) async fn late(&self) -> Result<LateView, Problem> {
        let me = self.me()?;
        let delivered = match self.late_deliveries(&me).await {
            Ok(delivered) => delivered,
            Err(Problem::Offline) => return Ok(LateView { rows: Vec::new(), doubts: Vec::new(), online: false }),
            Err(problem) => return Err(problem),
        };
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        let may_decide = Kind::LateDelivery.may_author((&certificate).into(), Kind::signing((&certificate).into()));
        let today = self.today_here().await?;
        let (mut rows, mut doubts) = (Vec::new(), Vec::new());
        for one in delivered {
            match one {
                Ok(one) => rows.push(one.row(&me, today, may_decide)),
                Err((opened, reason)) => doubts.push(format!(
                    "{}: something was said to be delivered late, and cannot be believed: {reason}.",
                    opened.client()
                )),
            }
        }
        record::order::sort_by(&mut rows, |one: &LateRow, other| one.written.cmp(&other.written));
        Ok(LateView { rows, doubts, online: true })
    }

    /// Signs a decision about something that was delivered late, as a document of the chart.
    pub(crate) async fn decide_late(&self, ask: DecideLate) -> Result<LateView, Problem> {
        let me = self.me()?;
        let mut delivered = self.late_deliveries(&me).await?.into_iter().filter_map(Result::ok);
        let one = delivered.find(|one| one.operation.id() == ask.operation).ok_or(Problem::NotFound)?;
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        let taken = ask.take.then(|| Taken { kind: one.inside.context.kind.clone(), text: one.inside.body.clone() });
        let writer = me.check.person(one.envelope.author).ok_or(Problem::NotFound)?;
        let late = LateDelivery {
            operation: ask.operation,
            writer: author_line(&writer),
            written: one.envelope.clock.written(),
            delivered: one.received,
            what: one.what(),
            proof: proof(&one.operation.envelope, taken.is_some().then_some(&one.inside)),
            taken,
            reason: ask.reason,
            author: Some(author_line(&certificate)),
        };
        let (doc, body) = (place(ask.operation), Body::from(late));
        blocked(self.check_alone(&one.opened, doc, &body).await?)?;
        self.ask_again(&me, &ask.passphrase)?;
        self.write_entry(&me, &one.opened, doc, Kind::signing((&certificate).into()), &body, None).await?;
        self.late().await
    }

    /// What the server has and no decision is known of, each with the reason not to believe it where there is one.
    async fn late_deliveries(&self, me: &Rc<Unlocked>) -> Result<Vec<Result<Delivered, (Rc<OpenRecord>, Quarantine)>>, Problem> {
        let charts = self.open_records(me).await?.into_iter().filter(|opened| opened.is_chart() && opened.is_mine(me));
        let charts: BTreeMap<RecordId, Rc<OpenRecord>> = charts.map(|opened| (opened.record, opened)).collect();
        let decided = charts.values().flat_map(|opened| opened.decided());
        let mut known: BTreeSet<OpId> = record::order::gather(decided);
        let mut found = Vec::new();
        loop {
            let page = self.late_page(&LateWant { known: known.iter().copied().collect() }).await?;
            let mut is_new = false;
            for Late { received, operation } in page.entries {
                let operation =
                    Operation::from_bytes(&operation).map_err(|_| Problem::Server(record::wire::ErrorCode::Internal))?;
                if !known.insert(operation.id()) {
                    continue;
                }
                is_new = true;
                let chart = operation.envelope.peek().ok().and_then(|envelope| charts.get(&envelope.record));
                let Some(opened) = chart.filter(|opened| !opened.has_decided(operation.id())) else { continue };
                found.push(believe(me, opened, operation, received).map_err(|reason| (opened.clone(), reason)));
            }
            // A server that gives the same again says nothing more.
            if !page.more || !is_new {
                return Ok(found);
            }
        }
    }

    async fn late_page(&self, want: &LateWant) -> Result<LatePage, Problem> {
        self.signed_in().await?;
        match self.api.late(want).await {
            Err(NetError::SignedOut) => {
                self.session.set(Session::None);
                self.signed_in().await?;
                Ok(self.api.late(want).await?)
            }
            other => Ok(other?),
        }
    }
}

/// Where the decision about an operation stands: two people who decide at once decide about the same document.
fn place(operation: OpId) -> DocId {
    DocId::from_u128(operation.0.0.iter().take(16).fold(0, |value, byte| (value << 8) | u128::from(*byte)))
}

/// Whether somebody whose access ended signed this, as a document of this chart that the chart does not have.
fn believe(me: &Unlocked, opened: &Rc<OpenRecord>, operation: Operation, received: Time) -> Result<Delivered, Quarantine> {
    let verified = me.check.directory(|directory| {
        verify_operation(directory, &operation).map(|verified| (verified.envelope, verified.seal.is_some()))
    });
    let (envelope, _sealed) = verified.ok_or(Quarantine::UnknownCertificate)??;
    let author = envelope.author;
    let mark = opened.head.devices.get(&(author, envelope.device)).map_or(0, |mark| mark.seq);
    // Of somebody who is here, the chart itself says what they wrote; and it has what it counted already.
    if !me.has_ended(author) || envelope.device_seq <= mark {
        return Err(Quarantine::ContextMismatch);
    }
    let body = said(&me.open(&opened.keys, opened.head.kind, operation.id(), &operation, &envelope))
        .cloned()
        .map_err(Unread::quarantine)?;
    let inside = open_file(&opened.keys, &operation)?;
    Ok(Delivered { opened: Rc::clone(opened), operation, envelope, received, inside, body })
}

impl Delivered {
    fn entry(&self) -> Option<&Entry> {
        match &self.envelope.act {
            Act::Entry(entry) => Some(entry),
            Act::Open { .. } | Act::Admit { .. } | Act::Leave { .. } | Act::Rotate { .. } | Act::Newer { .. } => None,
        }
    }

    /// `Note signed`.
    fn what(&self) -> String {
        let done = self.entry().and_then(|entry| self.body.kind().done(entry.event));
        done.unwrap_or_else(|| self.body.kind().noun()).to_owned()
    }

    fn row(&self, me: &Unlocked, today: chrono::NaiveDate, may_decide: bool) -> LateRow {
        let summary = self.body.summary(today);
        let text = self.body.searchable(today).unwrap_or_default().text;
        let taken = Taken { kind: self.inside.context.kind.clone(), text: self.inside.body.clone() };
        LateRow {
            operation: self.operation.id(),
            record: self.opened.record,
            client: self.opened.client(),
            what: self.what(),
            title: summary.full_title(),
            day: summary.day,
            writer: me.name_of(self.envelope.author),
            written: self.envelope.clock.written(),
            delivered: self.received,
            text: text.lines().map(str::to_owned).collect(),
            fields: taken.fields(),
            may_decide: may_decide && me.may_seal(&self.opened).is_ok(),
        }
    }
}

impl OpenRecord {
    /// The operations about which a decision stands here.
    fn decided(&self) -> impl Iterator<Item = OpId> {
        let decisions = self.docs.values().filter_map(|doc| doc.latest::<LateDelivery>());
        decisions.filter(|(_, line)| line.stands()).map(|(late, _)| late.operation)
    }

    fn has_decided(&self, operation: OpId) -> bool {
        self.docs.get(&place(operation)).is_some_and(|doc| doc.standing().next().is_some())
    }
}
