//! A release of the code list that an administrator loads from its order file: signed, and taken by every device.

use crate::{
    made::condition,
    team::{fields, pass, shared, sync, thread},
    world::{World, played},
};
use chrono::{Datelike, NaiveDate};
use clinical::icd10cm::{self, Row, Update, order};
use keeper::protocol::{LoadAudit, LoadSettings, Problem, Save, SaveCodes};
use proof::router_net::Fault;
use record::wire::ErrorCode;

/// What a made-up release says that holds from `from`: the list of today, with a new code and without another.
fn release(from: NaiveDate) -> Update {
    let listed = icd10cm::all().iter().filter(|entry| entry.is_listed(from) && entry.code() != "F68.A");
    let mut rows: Vec<Row> = listed
        .map(|entry| Row { code: entry.code().into(), title: entry.title().into(), billable: entry.billable(from) })
        .collect();
    rows.push(Row { code: "F12.24".into(), title: "Cannabis dependence with a made-up disorder".into(), billable: true });
    rows.sort_by(|one, other| one.code.cmp(&other.code));
    let line = |(at, row): (usize, &Row)| {
        let (code, flag) = (row.code.replace('.', ""), u8::from(row.billable));
        let short: String = row.title.chars().take(60).collect();
        format!("{:05} {code:<7} {flag} {:<60} {}\r\n", at + 1, short.trim(), row.title)
    };
    let file: String = rows.iter().enumerate().map(line).collect();
    Update::of(&order::read(&file).unwrap(), from, &[])
}

#[test]
fn a_release_that_an_administrator_signs_is_used_by_every_device_without_the_server_too() {
    played(|| async {
        let world = World::found().await.unwrap();
        let (admin, supervisor, colleague) = (&world.admin, &world.actors[1], &world.actors[2]);
        let record = shared(colleague, &[]).await;
        let today = thread(colleague, record).await.today;
        let from = today.with_day(1).unwrap();
        let save = |code: &str| Save::signed(record, None, 0, condition(code, today), pass());
        colleague.ask(save("F68.A")).await.unwrap();
        assert_eq!(fields(colleague.ask(save("F12.24")).await.unwrap_err()), ["condition-code"]);

        let update = release(from);
        let theirs = supervisor.ask(SaveCodes { update: update.clone() }).await.unwrap_err();
        assert_eq!(theirs, Problem::Server(ErrorCode::NotAllowed));
        let saved = admin.ask(SaveCodes { update: update.clone() }).await.unwrap();
        let day = from.format("%b %-d, %Y");
        assert_eq!(
            saved.codes[0].changes,
            [
                format!("New code from {day}: F12.24 Cannabis dependence with a made-up disorder."),
                format!("F68.A Factitious disorder imposed on another: retired on {day}."),
            ]
        );
        assert!(saved.codes[0].who.starts_with("Ada Admin"));
        assert_eq!(
            fields(colleague.ask(save("F12.24")).await.unwrap_err()),
            ["condition-code"],
            "nobody has told this device yet"
        );

        sync(&[colleague]).await;
        colleague.net.script([Some(Fault::RequestLost); 20]);
        let view = colleague.ask(LoadSettings {}).await.unwrap();
        assert_eq!(view.updates(), [update]);
        let retired = format!("F68.A Factitious disorder imposed on another, retired on {day}");
        assert_eq!(thread(colleague, record).await.diagnoses(), std::slice::from_ref(&retired), "it does not vanish");
        colleague.ask(save("F12.24")).await.unwrap();
        let diagnoses = thread(colleague, record).await.diagnoses();
        assert_eq!(diagnoses, [retired, "F12.24 Cannabis dependence with a made-up disorder".to_owned()]);
        colleague.net.script([]);
        sync(&[colleague]).await;
        let log = admin.ask(LoadAudit { before: None }).await.unwrap();
        assert_eq!(log.rows.iter().filter(|row| row.action == "codes_loaded").count(), 1);
    });
}

#[test]
fn what_is_no_release_is_refused_and_changes_nothing() {
    played(|| async {
        let world = World::found().await.unwrap();
        let admin = &world.admin;
        let today = admin.ask(LoadSettings {}).await.unwrap().today;
        let from = today.with_day(1).unwrap();
        let refused = async |update: Update| fields(admin.ask(SaveCodes { update }).await.unwrap_err());
        assert_eq!(refused(release(from.with_day(2).unwrap())).await, ["codes-valid-from"]);
        let mut wild = release(from);
        wild.rows[0].code = "A00.0".to_owned();
        assert_eq!(refused(wild).await, ["codes-file"]);
        assert!(admin.ask(LoadSettings {}).await.unwrap().codes.is_empty());
        let update = release(from);
        admin.ask(SaveCodes { update: update.clone() }).await.unwrap();
        assert_eq!(refused(update).await, ["codes-file"], "nothing is different");
        assert_eq!(admin.ask(LoadSettings {}).await.unwrap().codes.len(), 1);
    });
}
