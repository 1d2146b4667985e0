//! A chart as the desk shows it.

use crate::{
    Keeper, Transport, Zone,
    protocol::{ChartView, MemberRow, Problem},
    rows,
};
use chrono::NaiveDate;
use clinical::diagnosis::{Condition, Course, Disorder, sobriety_date};
use record::{Certificate, RecordId, Role, may_manage};
use vault::{Clock, Store, Whereabouts};

fn member(certificate: &Certificate) -> MemberRow {
    MemberRow {
        user: certificate.user,
        name: certificate.name.clone(),
        credential: certificate.credential.clone(),
        role: certificate.role,
        ended: false,
    }
}

/// `Opioid: in early remission since 5 Jan 2026`.
fn course(disorder: &Disorder, today: NaiveDate) -> String {
    let course = disorder.assess(today).course;
    let since = match course {
        Course::EarlyRemission { since } | Course::SustainedRemission { since } => {
            format!(" since {}", since.format("%-d %b %Y"))
        }
        Course::Unmet | Course::Active | Course::BelowTwo => String::new(),
    };
    format!("{}: {}{since}", disorder.substance.label(), course.label())
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    pub(crate) async fn chart(&self, record: RecordId) -> Result<ChartView, Problem> {
        let me = self.me()?;
        let book = self.book(&me, record).await?;
        let (profile, profile_version, profile_doc) =
            book.profile().map(|(profile, version, doc)| (profile.clone(), version, doc)).ok_or(Problem::RecordKeyMissing)?;
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        let found = book.head.team.iter().filter_map(|user| me.check.person(*user));
        let team = found.map(|found| MemberRow { ended: me.has_ended(found.user), ..member(&found) }).collect();
        let others = me.check.directory(|directory| {
            let outside = directory.people().filter(|person| !book.head.team.contains(&person.user));
            outside.filter(|person| person.role != Role::Administrator).map(member).collect::<Vec<_>>()
        });
        let here = book.row.whereabouts == Whereabouts::Here && book.head.team.contains(&me.user());
        let may_write = here && certificate.role.writes();
        let thread = self.thread_of(&me, &book).await?;
        let current: Vec<&Condition> =
            thread.current().map(|(_, condition)| condition).filter(|condition| condition.status.is_current()).collect();
        let disorders: Vec<&Disorder> = current.iter().filter_map(|condition| condition.disorder()).collect();
        Ok(ChartView {
            record,
            profile,
            profile_version,
            profile_doc,
            begun: may_write.then(|| book.begun_profile()).flatten(),
            diagnoses: current.iter().map(|condition| condition.text(thread.today)).collect(),
            sobriety: sobriety_date(disorders.iter().filter_map(|disorder| disorder.last_use)),
            courses: disorders.iter().map(|disorder| course(disorder, thread.today)).collect(),
            team,
            others: others.unwrap_or_default(),
            rows: rows::rows(&me, &book, thread.today),
            doubts: book.doubts(),
            newer: book.newer(),
            may_write,
            may_manage: here && may_manage(certificate.role),
            epoch: book.head.epoch,
            rotation_owed: me.may_seal(&book) == Err(Problem::RecordKeyOwed),
        })
    }
}
