//! The programme's settings: read from the directory, written into it by an administrator.

use crate::{
    Keeper, Transport, Zone,
    findings::blocked,
    protocol::{Problem, SettingsVersion, SettingsView},
    unlocked::Unlocked,
};
use chrono::NaiveDate;
use clinical::{Settings, thread::Lint};
use record::{Role, Statement, Time, UserId};
use vault::{Clock, Store};

/// A version as it stands in the directory.
#[derive(Clone)]
pub(crate) struct Written {
    /// What is set; `None` where this program cannot read it.
    pub(crate) settings: Option<Settings>,
    pub(crate) by: Option<UserId>,
    pub(crate) at: Time,
}

impl Unlocked {
    /// What the programme has set for `day`.
    pub(crate) fn settings(&self, day: NaiveDate) -> Settings {
        let readable: Vec<Settings> = self.check.settings().into_iter().filter_map(|version| version.settings).collect();
        Settings::on(&readable, day).cloned().unwrap_or_else(Settings::standard)
    }
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn programme_settings(&self) -> Result<SettingsView, Problem> {
        let me = self.me()?;
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        let today = self.today_here().await?;
        let written = me.check.settings();
        let mut before = Settings::standard();
        let versions: Vec<SettingsVersion> = written
            .into_iter()
            .map(|one| {
                let changes = one.settings.as_ref().map(|settings| settings.changes(&before)).unwrap_or_default();
                before = one.settings.clone().unwrap_or_else(|| before.clone());
                let who = one.by.map(|user| me.name_of(user)).unwrap_or_default();
                SettingsVersion { settings: one.settings, who, at: one.at, changes }
            })
            .collect();
        let begun = |version: &SettingsVersion| version.settings.as_ref().is_some_and(|settings| settings.effective <= today);
        let in_force = versions.iter().rposition(begun);
        Ok(SettingsView { versions, in_force, today, may_change: certificate.role == Role::Administrator })
    }

    /// Signs the next version into the directory. Needs the server.
    pub(crate) async fn save_settings(&self, settings: Settings) -> Result<SettingsView, Problem> {
        let me = self.signed_in().await?;
        let today = self.today_here().await?;
        blocked(settings.check(today).iter().map(Lint::from).collect())?;
        self.run_sync(&me).await?;
        let last = self.programme_settings().await?.last();
        if settings.changes(&last).is_empty() {
            return Err(Problem::field("settings-reason", "Nothing is different from the version before."));
        }
        let text = serde_json::to_string(&settings).map_err(|_| Problem::Damaged)?;
        self.extend_directory(&me, Statement::Settings(text)).await?;
        self.programme_settings().await
    }
}
