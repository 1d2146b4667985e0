//! The custodian's recovery, from a real export with the stock `age` program.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use proof::custodian::{
    Drill, Unopened, drill,
    seed::{KNOWN, Seeded, seed},
};
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

/// Made once: two charts, one of them with two epochs.
static PLACE: LazyLock<Place> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("drill");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let seeded = seed(&folder).unwrap();
    Place { folder, seeded }
});

fn options<'a>(place: &'a Place, out: &'a Path) -> Drill<'a> {
    Drill { export: &place.seeded.export, identity: &place.seeded.identity, out, record: None }
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
    assert!(told.opened.iter().any(|opened| opened.author == "Person other" && opened.kind == "note/2"));
    assert!(told.opened.iter().any(|opened| opened.kind == "addendum/1"));
    assert!(told.opened.iter().any(|opened| opened.kind == "profile/1"));
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
    let told = drill(&Drill { export: &export, ..options(place, &out) }).unwrap();
    assert_eq!(told.failed.len(), 1, "{told}");
    assert_eq!(told.opened.len(), place.seeded.documents - 1);
}

#[test]
fn an_export_contains_no_plaintext() {
    let place = &*PLACE;
    let export = fs::read(&place.seeded.export).unwrap();
    let hex: String = KNOWN.bytes().map(|byte| format!("{byte:02X}")).collect();
    assert!(!export.windows(KNOWN.len()).any(|window| window == KNOWN.as_bytes()));
    assert!(!export.windows(hex.len()).any(|window| window == hex.as_bytes()));
    assert!(export.windows(2).any(|window| window == b"b\""), "the export spells bytes as it is read here");
}
