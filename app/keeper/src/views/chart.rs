//! A chart as the desk shows it.

use crate::{
    Keeper, Transport, Zone,
    protocol::{ChartView, MemberRow, Problem, TeamView},
    records::open_record::OpenRecord,
    unlocked::Unlocked,
    views::rows,
};
use record::{Certificate, RecordId, Role, may_manage};
use vault::{Clock, Store};

fn member(certificate: &Certificate) -> MemberRow {
    MemberRow {
        user: certificate.user,
        name: certificate.name.clone(),
        credential: certificate.credential.clone(),
        role: certificate.role,
        ended: false,
    }
}

/// Who may open a record, and who could be taken in.
fn team_of(me: &Unlocked, opened: &OpenRecord, certificate: &Certificate) -> TeamView {
    let found = opened.head.team.iter().filter_map(|user| me.check.person(*user));
    let team = found.map(|found| MemberRow { ended: me.has_ended(found.user), ..member(&found) }).collect();
    let others = me.check.directory(|directory| {
        let outside = directory.people().filter(|person| !opened.head.team.contains(&person.user));
        outside.filter(|person| person.role != Role::Administrator).map(member).collect::<Vec<_>>()
    });
    TeamView {
        name: opened.client(),
        team,
        others: others.unwrap_or_default(),
        may_manage: opened.is_mine(me) && opened.head.kind.has_team() && may_manage(certificate.role),
        epoch: opened.head.epoch,
    }
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// The team of a record of any kind.
    pub(crate) async fn team(&self, record: RecordId) -> Result<TeamView, Problem> {
        let me = self.me()?;
        let opened = self.open_record(&me, record).await?;
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        Ok(team_of(&me, &opened, &certificate))
    }

    pub(crate) async fn chart(&self, record: RecordId) -> Result<ChartView, Problem> {
        let me = self.me()?;
        let opened = self.open_record(&me, record).await?;
        let (profile, profile_version, profile_doc) =
            opened.profile().map(|(profile, version, doc)| (profile.clone(), version, doc)).ok_or(Problem::RecordKeyMissing)?;
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        let TeamView { team, others, may_manage, .. } = team_of(&me, &opened, &certificate);
        let here = opened.is_mine(&me);
        let may_write = here && certificate.role.writes();
        let thread = self.thread_of(&me, &opened).await?;
        let program = thread.program_now().unwrap_or(profile.program.trim()).to_owned();
        Ok(ChartView {
            record,
            episodes: thread.episodes.clone(),
            level: thread.level_now().cloned(),
            program,
            profile,
            profile_version,
            profile_doc,
            begun: may_write.then(|| opened.begun_profile()).flatten(),
            diagnoses: thread.diagnoses(),
            sobriety: thread.sobriety(),
            courses: thread.courses(),
            team,
            others,
            rows: rows::rows(&me, &opened, thread.today),
            doubts: opened.doubts().into_iter().chain(me.custody(&opened)).collect(),
            newer: opened.newer(),
            may_write,
            may_manage,
            epoch: opened.head.epoch,
            rotation_owed: me.may_seal(&opened) == Err(Problem::RecordKeyOwed),
        })
    }
}
