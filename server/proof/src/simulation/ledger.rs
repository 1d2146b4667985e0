//! What the server has of a record, fetched as any member would, and verified from nothing but the root key.

use keeper::{HttpRequest, Method, Transport};
use record::{
    Act, Digest, DirectoryEntry, DocHead, DocId, Effect, Head, OpId, PublicKey, RecordHead, RecordId, Signed, Statement, UserId,
    limits,
    wire::{CBOR, DirectoryPage, Pull, PullPage, Pulled, Want, path},
};
use std::collections::BTreeMap;
use vault::{Check, Known, Verifier};

/// A record as the server has it.
pub struct Chain {
    /// Where it stands, judged anew from its first entry.
    pub head: RecordHead,
    /// Where its documents stand.
    pub docs: BTreeMap<DocId, DocHead>,
    /// Its operations in order, each with its receipt's digest.
    pub entries: Vec<(OpId, Digest)>,
    /// Who wrote each operation.
    pub authors: BTreeMap<OpId, UserId>,
    /// Who was of the team and is not any more, with the entry by which they left.
    pub left: BTreeMap<UserId, u64>,
}

impl Chain {
    /// How often an operation is in it.
    pub fn copies(&self, operation: OpId) -> usize {
        self.entries.iter().filter(|(other, _)| *other == operation).count()
    }
}

async fn ask(net: &impl Transport, request: HttpRequest) -> Result<Vec<u8>, String> {
    let path = request.path.clone();
    let reply = net.send(request).await.map_err(|_| format!("{path} is not reached"))?;
    if reply.status == 200 { Ok(reply.body) } else { Err(format!("{path} answers {}", reply.status)) }
}

/// The whole directory.
///
/// Fails with a sentence when the server does not give it.
pub async fn directory(net: &impl Transport) -> Result<Vec<Signed<DirectoryEntry>>, String> {
    let mut entries = Vec::new();
    loop {
        let path = format!("{}?after={}", path::DIRECTORY, entries.len());
        let body = ask(net, HttpRequest { method: Method::Get, path, body: None, patience: HttpRequest::PATIENCE }).await?;
        let page: DirectoryPage = minicbor::decode(&body).map_err(|_| "the directory cannot be read".to_owned())?;
        if page.entries.is_empty() {
            return Ok(entries);
        }
        entries.extend(page.entries);
    }
}

/// The root key a directory begins with. Only a proof may believe it.
pub fn root(directory: &[Signed<DirectoryEntry>]) -> Option<PublicKey> {
    match directory.first()?.peek().ok()?.statement {
        Statement::Founded { root, .. } => Some(root),
        Statement::Certified(_)
        | Statement::Revoked(_)
        | Statement::Settings(_)
        | Statement::Codes(_)
        | Statement::Restored { .. } => None,
    }
}

/// A record's entries, as any member is given them; nothing is verified.
///
/// Fails with a sentence when the server does not give them.
pub async fn pull(net: &impl Transport, record: RecordId) -> Result<Vec<Pulled>, String> {
    let mut entries: Vec<Pulled> = Vec::new();
    loop {
        let wants = vec![Want { record, after: entries.len() as u64 }];
        let pull = Pull { wants, limit: u32::try_from(limits::MAX_PULL).unwrap_or(u32::MAX) };
        let mut body = Vec::new();
        minicbor::encode(&pull, &mut body).map_err(|_| "a pull cannot be written".to_owned())?;
        let request = HttpRequest {
            method: Method::Post,
            path: path::PULL.to_owned(),
            body: Some((CBOR, body)),
            patience: HttpRequest::PATIENCE,
        };
        let page: PullPage = minicbor::decode(&ask(net, request).await?).map_err(|_| "a page cannot be read".to_owned())?;
        let more = page.more;
        entries.extend(page.entries);
        if !more {
            return Ok(entries);
        }
    }
}

/// Fetches a record whole through a member's session, and verifies it from its first entry: every receipt's signature,
/// the chain, every author's signature, every rule.
///
/// Fails with a sentence about the first thing that does not hold.
pub async fn chain(net: &impl Transport, directory: &[Signed<DirectoryEntry>], record: RecordId) -> Result<Chain, String> {
    let root = root(directory).ok_or("the directory has no beginning")?;
    let verifier = Verifier::new(root);
    Check::directory(&verifier, directory).map_err(|distrust| format!("the directory: {distrust}"))?;
    let pulled = pull(net, record).await?;
    let mut last = Head::NONE;
    let mut entries = Vec::new();
    for one in &pulled {
        let said = one.receipt.peek().map_err(|_| format!("record {record}: a receipt cannot be read"))?;
        let receipt = verifier.receipt(record, said.operation, &one.receipt);
        let receipt = receipt.map_err(|distrust| format!("record {record}: {distrust}"))?;
        if receipt.record != record || receipt.seq != last.seq + 1 || receipt.previous != last.digest {
            return Err(format!("record {record}: receipt {} does not follow", receipt.seq));
        }
        last = Head { seq: receipt.seq, digest: one.receipt.digest() };
        entries.push((receipt.operation, last.digest));
    }
    let known = Known { receipts: Head::NONE, change: 0, directory: 0, head: None, docs: BTreeMap::new() };
    let checked = verifier.page(record, &known, &pulled).map_err(|distrust| format!("record {record}: {distrust}"))?;
    let (mut head, mut docs, mut authors, mut left) = (None, BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (seq, one) in (1..).zip(checked) {
        authors.insert(one.operation, one.envelope.author);
        let Effect { record: next, doc } = one.effect;
        head = Some(next);
        match &one.envelope.act {
            Act::Admit { member, .. } => drop(left.remove(member)),
            Act::Leave { .. } => drop(left.insert(one.envelope.author, seq)),
            Act::Rotate { leaving, .. } => left.extend(leaving.iter().map(|user| (*user, seq))),
            Act::Open { .. } | Act::Newer { .. } | Act::Entry(_) => {}
        }
        match (doc, one.envelope.act) {
            (Some(next), Act::Entry(entry)) => drop(docs.insert(entry.doc, next)),
            (Some(_), _) => return Err(format!("record {record}: something else than an entry changes a document")),
            (None, _) => {}
        }
    }
    let head = head.ok_or_else(|| format!("record {record} is empty at the server"))?;
    Ok(Chain { head, docs, entries, authors, left })
}
