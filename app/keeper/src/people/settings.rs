//! The program's settings: read from the directory, written into it by an administrator.

use crate::{
    Keeper, Transport, Zone,
    protocol::{CodeRelease, Problem, SettingsVersion, SettingsView},
    unlocked::Unlocked,
    views::findings::blocked,
};
use chrono::NaiveDate;
use clinical::{
    Settings,
    icd10cm::{self, Update},
};
use record::{Role, Statement, Time, UserId};
use vault::{Clock, Store};

impl Unlocked {
    /// What the program has set for `day`.
    pub(crate) fn settings(&self, day: NaiveDate) -> Settings {
        self.read_settings();
        let known = self.caches.settings.borrow();
        Settings::on(known.iter().flatten(), day).cloned().unwrap_or_else(Settings::standard)
    }

    /// Reads what has come since the last time; `None` stays in the place of what this program cannot read.
    fn read_settings(&self) {
        let mut known = self.caches.settings.borrow_mut();
        let begun = known.len();
        self.check.settings(|written| {
            known.extend(written.iter().skip(begun).map(|one| clinical::json::read(&one.text).ok()));
        });
    }
}

impl Unlocked {
    /// The releases of the code list that the program loaded, in the order in which they were signed.
    fn updates(&self) -> Vec<Update> {
        let mut known = self.caches.codes.borrow_mut();
        let begun = known.len();
        self.check.codes(|written| {
            known.extend(written.iter().skip(begun).map(|one| serde_json::from_str(&one.text).ok()));
        });
        known.iter().flatten().cloned().collect()
    }

    /// Puts them into use, before anything is read or checked.
    pub(crate) fn use_codes(&self) {
        icd10cm::load(&self.updates());
    }

    /// Each of them with who signed it.
    fn code_releases(&self) -> Vec<CodeRelease> {
        let before = self.updates();
        let signed: Vec<_> = self.check.codes(|written| written.iter().map(|one| (one.by, one.at)).collect());
        let known = self.caches.codes.borrow();
        let release = |((by, at), update): ((Option<UserId>, Time), &Option<Update>)| CodeRelease {
            update: update.clone(),
            who: by.map(|user| self.name_of(user)).unwrap_or_default(),
            at,
            changes: update.as_ref().map(|update| update.changes(&before)).unwrap_or_default(),
        };
        signed.into_iter().zip(known.iter()).map(release).collect()
    }
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn program_settings(&self) -> Result<SettingsView, Problem> {
        let me = self.me()?;
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        let today = self.today_here().await?;
        me.read_settings();
        let signed: Vec<_> = me.check.settings(|written| written.iter().map(|one| (one.by, one.at)).collect());
        let mut before = Settings::standard();
        let version = |((by, at), settings): ((Option<UserId>, Time), &Option<Settings>)| {
            let changes = settings.as_ref().map(|settings| settings.changes(&before)).unwrap_or_default();
            before = settings.clone().unwrap_or_else(|| before.clone());
            let who = by.map(|user| me.name_of(user)).unwrap_or_default();
            SettingsVersion { settings: settings.clone(), who, at, changes }
        };
        let versions: Vec<SettingsVersion> = signed.into_iter().zip(me.caches.settings.borrow().iter()).map(version).collect();
        let begun = |version: &SettingsVersion| version.settings.as_ref().is_some_and(|settings| settings.effective <= today);
        let in_force = versions.iter().rposition(begun);
        let codes = me.code_releases();
        Ok(SettingsView { versions, in_force, today, may_change: certificate.role == Role::Administrator, codes })
    }

    /// Signs the next version into the directory. Needs the server.
    pub(crate) async fn save_settings(&self, mut settings: Settings) -> Result<SettingsView, Problem> {
        settings.licensed.tidy();
        let me = self.signed_in().await?;
        let today = self.today_here().await?;
        blocked(settings.check(today))?;
        self.run_sync(&me).await?;
        let last = self.program_settings().await?.last();
        if settings.changes(&last).is_empty() {
            return Err(Problem::field("settings-reason", "Nothing is different from the version before."));
        }
        let text = serde_json::to_string(&settings).map_err(|_| Problem::Damaged)?;
        self.extend_directory(&me, Statement::Settings(text)).await?;
        self.program_settings().await
    }

    /// Signs a release of the code list into the directory. Needs the server.
    pub(crate) async fn save_codes(&self, update: Update) -> Result<SettingsView, Problem> {
        let me = self.signed_in().await?;
        let today = self.today_here().await?;
        self.run_sync(&me).await?;
        let before = me.updates();
        blocked(update.check(&before, today))?;
        let known = || icd10cm::releases().iter().any(|release| release.valid_from == update.valid_from);
        let same = match before.iter().rev().find(|other| other.valid_from == update.valid_from) {
            Some(last) => *last == update,
            None => known() && update.changes(&before).is_empty(),
        };
        if same {
            return Err(Problem::field("codes-file", "Nothing is different from the list that is loaded."));
        }
        let text = serde_json::to_string(&update).map_err(|_| Problem::Damaged)?;
        self.extend_directory(&me, Statement::Codes(text)).await?;
        me.use_codes();
        self.program_settings().await
    }
}
