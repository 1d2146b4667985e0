//! No lock-in: Debian's `age` program, and nothing of ours, opens what this crate sealed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use crypto::{Context, Custodian, RecordKey, RootKey, rng, seal_document};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

struct Folder(PathBuf);

impl Folder {
    fn make() -> Self {
        let path = std::env::temp_dir().join(format!("stock-age-{}", rng::make_doc_id()));
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn age(identity: &Path, file: &Path) -> Output {
    Command::new("/usr/bin/age").arg("-d").arg("-i").arg(identity).arg(file).output().expect("the Debian package age")
}

fn context() -> Context {
    Context {
        org: rng::make_org_id(),
        record: rng::make_record_id(),
        doc: rng::make_doc_id(),
        kind: "session_note".into(),
        version: 1,
        author: rng::make_user_id(),
    }
}

#[test]
fn stock_age_opens_custodian_key_then_record_key_then_document() {
    let folder = Folder::make();
    let custodian = Custodian::make();
    let (older, key) = (RecordKey::make(), RecordKey::make());
    let text = "She asked for a later group; transport is arranged.";
    let paper = folder.write("custodian.txt", custodian.to_text().as_bytes());
    let wrapped = folder.write("wrapped.age", &key.custodian_copy(&custodian.recipient()).unwrap());
    let link = folder.write("link.age", &older.wrap_for_next(&key).unwrap());

    let line = age(&paper, &wrapped);
    assert!(line.status.success(), "{}", String::from_utf8_lossy(&line.stderr));
    let mut identity = folder.write("epoch2.txt", &line.stdout);
    for (name, key) in [("new.age", &key), ("old.age", &older)] {
        let sealed = seal_document(key, &context(), &serde_json::json!({ "plan": text })).unwrap();
        let document = folder.write(name, &sealed.file);
        let opened = age(&identity, &document);
        assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stderr));
        let inner: serde_json::Value = serde_json::from_slice(&opened.stdout).unwrap();
        assert_eq!(inner["body"]["plan"], text);
        assert_eq!(inner["context"]["kind"], "session_note");
        assert!(!age(&paper, &document).status.success());
        identity = folder.write("epoch1.txt", &age(&identity, &link).stdout);
    }
}

#[test]
fn stock_age_opens_the_root_key_for_the_custodian() {
    let folder = Folder::make();
    let custodian = Custodian::make();
    let root = RootKey::make();
    let paper = folder.write("custodian.txt", custodian.to_text().as_bytes());
    let sealed = folder.write("root.age", &root.seal_for(&custodian.recipient()).unwrap());
    let opened = age(&paper, &sealed);
    let text = String::from_utf8(opened.stdout).unwrap();
    let seed: [u8; 32] = hex::decode(text.lines().nth(1).unwrap()).unwrap().try_into().unwrap();
    assert_eq!(RootKey::from_seed(&seed).public(), root.public());
}
