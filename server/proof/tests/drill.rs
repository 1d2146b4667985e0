//! The custodian's recovery, from a real export with the stock `age` program.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "drill/kit.rs"]
mod kit;

use proof::custodian::{
    CounselingNotes, Drill, Drilled, Unopened, drill,
    seed::{APART, KNOWN, Seeded, seed},
};
use record::{Act, Bytes, Envelope, Operation, RecordKind, Signed};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

struct Place {
    folder: PathBuf,
    seeded: Seeded,
}

/// Made once: two charts, one of them with two epochs, and two counseling notes apart from them.
static PLACE: LazyLock<Place> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("drill");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let seeded = seed(&folder).unwrap();
    Place { folder, seeded }
});

fn options<'a>(place: &'a Place, out: &'a Path) -> Drill<'a> {
    let Seeded { export, identity, .. } = &place.seeded;
    Drill { export, identity, out, record: None, root: Some(place.seeded.root), counseling_notes: CounselingNotes::LeaveClosed }
}

/// How many files of a folder, and of folders in it, say something.
fn saying(folder: &Path, words: &str) -> usize {
    let count = |path: PathBuf| {
        if path.is_dir() {
            return saying(&path, words);
        }
        let bytes = fs::read(&path).unwrap();
        usize::from(bytes.windows(words.len()).any(|window| window == words.as_bytes()))
    };
    fs::read_dir(folder).unwrap().map(|entry| count(entry.unwrap().path())).sum()
}

fn assert_kept_closed(told: &Drilled, place: &Place, out: &Path) {
    assert!(told.is_whole(), "{told}");
    assert_eq!(told.opened.len(), place.seeded.documents, "{told}");
    assert!(told.opened.iter().all(|opened| !opened.kind.starts_with("counseling-note")), "{told}");
    assert_eq!(told.closed.len(), place.seeded.counseling_notes);
    assert_eq!(told.closed_others.len(), place.seeded.passkeys, "what is no counseling note is not counted as one");
    assert!(told.closed.iter().all(|(record, _)| *record == place.seeded.private));
    assert!(told.closed_others.iter().all(|(record, _)| *record != place.seeded.private), "passkeys have a record of their own");
    assert_eq!((saying(out, KNOWN), saying(out, APART)), (1, 0), "the texts of charts are written, no other");
    assert!(told.to_string().contains("\n2 counseling notes left closed: --counseling-notes opens them.\n"), "{told}");
    assert!(told.to_string().contains("\n1 letter or passkey in a record of its owner’s left closed: "), "{told}");
}

#[test]
fn every_document_of_an_export_opens_with_stock_age() {
    let place = &*PLACE;
    let out = place.folder.join("all");
    let told = drill(&options(place, &out)).unwrap();
    assert!(told.is_whole(), "{told}");
    assert_eq!(told.opened.len(), place.seeded.documents, "{told}");
    assert_eq!(told.keys, 3, "two epochs of one record and one of the other");
    let epochs: Vec<u32> =
        told.opened.iter().filter(|opened| opened.record == place.seeded.rotated).map(|opened| opened.epoch).collect();
    assert!(epochs.contains(&1) && epochs.contains(&2), "before and after the colleague left: {epochs:?}");
    let known = told.opened.iter().filter(|opened| fs::read_to_string(&opened.path).unwrap().contains(KNOWN)).count();
    assert_eq!(known, 1, "the known sentence stands in one document");
    assert!(told.opened.iter().any(|opened| opened.author == "Person other" && opened.kind == "note/3"));
    assert!(told.opened.iter().any(|opened| opened.kind == "addendum/1"));
    assert!(told.opened.iter().any(|opened| opened.kind == "profile/1"));
}

#[test]
fn counseling_notes_stay_closed_and_are_counted() {
    let place = &*PLACE;
    let out = place.folder.join("closed");
    let told = drill(&options(place, &out)).unwrap();
    assert_kept_closed(&told, place, &out);
    assert!(!out.join(place.seeded.private.to_string()).exists(), "not even the key of their record is opened");
}

#[test]
fn counseling_notes_open_when_they_are_asked_for() {
    let place = &*PLACE;
    let out = place.folder.join("asked");
    let told = drill(&Drill { counseling_notes: CounselingNotes::Open, ..options(place, &out) }).unwrap();
    assert!(told.is_whole() && told.closed.is_empty() && !told.to_string().contains("left closed"), "{told}");
    assert_eq!(told.opened.len(), place.seeded.documents + place.seeded.counseling_notes + place.seeded.passkeys, "{told}");
    assert_eq!(told.opened.iter().filter(|opened| opened.kind == "own-passkey/1").count(), place.seeded.passkeys, "{told}");
    let apart = told.opened.iter().filter(|opened| opened.record == place.seeded.private);
    assert!(apart.clone().all(|opened| opened.kind == "counseling-note/1"), "{told}");
    assert!(apart.clone().all(|opened| fs::read_to_string(&opened.path).unwrap().contains(APART)));
    assert_eq!((apart.count(), saying(&out, APART)), (2, 2));
}

#[test]
fn counseling_notes_stay_closed_where_the_export_calls_their_record_a_chart() {
    let place = &*PLACE;
    let out = place.folder.join("disguised");
    let export = place.folder.join("disguised.surql");
    let text = fs::read_to_string(&place.seeded.export).unwrap();
    let values: Vec<String> = text.split('"').map(|value| disguised(value).unwrap_or_else(|| value.to_owned())).collect();
    let changed = values.join("\"");
    assert_ne!(changed, text, "a record of counseling notes was found");
    fs::write(&export, changed).unwrap();
    let told = drill(&Drill { export: &export, ..options(place, &out) }).unwrap();
    assert_kept_closed(&told, place, &out);
    let folder = out.join(place.seeded.private.to_string());
    let left: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "the key was opened to see what they are, and nothing else is left: {left:?}");
}

/// The operation that opened a record of counseling notes, as if it had opened a chart; the signature fits no longer.
fn disguised(hex: &str) -> Option<String> {
    let digits: Option<Vec<u8>> = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()).collect();
    let operation = Operation::from_bytes(&digits?).ok()?;
    let envelope = operation.envelope.peek().ok()?;
    let Act::Open { kind: RecordKind::Private, keys } = envelope.act else { return None };
    let envelope = Envelope { act: Act::Open { kind: RecordKind::Patient, keys }, ..envelope };
    let signed = Signed::new(Bytes(minicbor::to_vec(&envelope).unwrap()), operation.envelope.signature);
    let bytes = Operation { envelope: signed, ..operation }.to_bytes();
    Some(bytes.iter().map(|byte| format!("{byte:02X}")).collect())
}

/// Mode and path of everything in a folder, and of the folder.
#[cfg(unix)]
fn modes(path: &Path) -> Vec<(u32, PathBuf)> {
    use std::os::unix::fs::PermissionsExt as _;
    let own = (fs::metadata(path).unwrap().permissions().mode() & 0o777, path.to_owned());
    let inside = path.is_dir().then(|| fs::read_dir(path).unwrap().flat_map(|entry| modes(&entry.unwrap().path())));
    std::iter::once(own).chain(inside.into_iter().flatten()).collect()
}

#[cfg(unix)]
#[test]
fn nobody_but_the_owner_reads_what_was_opened() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = &*PLACE;
    let out = place.folder.join("for-one/alone");
    let first = drill(&options(place, &out)).unwrap();
    // As an earlier drill might have left it.
    fs::set_permissions(&first.opened[0].path, fs::Permissions::from_mode(0o644)).unwrap();
    drill(&options(place, &out)).unwrap();
    let all = modes(&place.folder.join("for-one"));
    assert!(all.iter().any(|(_, path)| path.ends_with("epoch-1.key")) && all.len() > 2 * place.seeded.documents, "{all:?}");
    for (mode, path) in all.into_iter().chain(modes(&place.seeded.identity)) {
        assert_eq!(mode, if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
    }
}

#[test]
fn the_two_commands_can_be_repeated_by_hand() {
    let place = &*PLACE;
    let out = place.folder.join("hand");
    let told = drill(&Drill { record: Some(place.seeded.plain), ..options(place, &out) }).unwrap();
    assert!(told.is_whole() && told.opened.iter().all(|opened| opened.record == place.seeded.plain), "{told}");
    let folder = out.join(place.seeded.plain.to_string());
    let script = "age -d -i \"$1\" epoch-1.key.age > hand.key && age -d -i hand.key \"$2\"";
    let sealed = told.opened[0].path.with_extension("age");
    let mut command = Command::new("sh");
    command.args(["-c", script, "sh"]).arg(&place.seeded.identity).arg(&sealed).current_dir(&folder);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.stdout, fs::read(&told.opened[0].path).unwrap());
}

#[test]
fn another_key_opens_nothing_and_the_drill_says_so() {
    let place = &*PLACE;
    let out = place.folder.join("stranger");
    let stranger = place.folder.join("stranger.key");
    fs::write(&stranger, format!("{}\n", *crypto::Custodian::make().to_text())).unwrap();
    let told = drill(&Drill { identity: &stranger, ..options(place, &out) }).unwrap();
    assert!(!told.is_whole() && told.opened.is_empty());
    assert_eq!(told.failed.len(), place.seeded.documents);
    assert!(told.failed.iter().all(|(_, _, reason)| matches!(reason, Unopened::Age(_))), "{told}");
}

#[test]
fn a_document_changed_in_the_export_is_told() {
    let place = &*PLACE;
    let out = place.folder.join("changed");
    let export = place.folder.join("changed.surql");
    let text = fs::read_to_string(&place.seeded.export).unwrap();
    // The last byte of the last operation lies inside its age file.
    let row = text.rfind("id: entry:[").unwrap();
    let from = row + text[row..].find("operation: b\"").unwrap() + "operation: b\"".len();
    let end = from + text[from..].find('"').unwrap();
    let last = if &text[end - 1..end] == "0" { "1" } else { "0" };
    fs::write(&export, format!("{}{last}{}", &text[..end - 1], &text[end..])).unwrap();
    let told = drill(&Drill { export: &export, counseling_notes: CounselingNotes::Open, ..options(place, &out) }).unwrap();
    assert_eq!(told.failed.len(), 1, "{told}");
    assert_eq!(told.opened.len(), place.seeded.documents + place.seeded.counseling_notes + place.seeded.passkeys - 1);
}

#[test]
fn an_export_contains_no_plaintext() {
    let place = &*PLACE;
    let export = fs::read(&place.seeded.export).unwrap();
    for words in [KNOWN, APART] {
        let hex: String = words.bytes().map(|byte| format!("{byte:02X}")).collect();
        assert!(!export.windows(words.len()).any(|window| window == words.as_bytes()));
        assert!(!export.windows(hex.len()).any(|window| window == hex.as_bytes()));
    }
    assert!(export.windows(2).any(|window| window == b"b\""), "the export spells bytes as it is read here");
}
