//! Interventions: records of their own, with a team like a chart's. Letters are in my private record; the link to a chart stands
//! here and not in the chart.

use crate::{
    Keeper, Transport, Zone,
    protocol::{
        AdmitPerson, DocSync, DueRow, InterventionRow, InterventionView, KeptLetter, LinkedChart, Problem, SignedVersion,
    },
    records::open_record::{OpenDocument, OpenRecord},
    unlocked::{Unlocked, author_line},
    views::{findings::blocked, rows},
};
use chrono::NaiveDate;
use clinical::{
    Body, Kind,
    intervention::{AdmissionLink, Course, Due, Intervention, Letter, arranged_plan},
    plan::Plan,
};
use record::{DocId, Event, RecordId, RecordKind};
use std::rc::Rc;
use vault::{Clock, Store};

/// An intervention as it stands on this device.
struct Standing {
    doc: DocId,
    intervention: Intervention,
    base: u32,
    draft_saved: Option<record::Time>,
    overtaken: bool,
}

impl OpenRecord {
    /// Whether it is an intervention.
    pub(crate) fn is_intervention(&self) -> bool {
        self.head.kind == RecordKind::Intervention
    }

    /// The intervention as it was signed last, with its version.
    pub(crate) fn intervention(&self) -> Option<(DocId, &Intervention, u32)> {
        self.docs.iter().find_map(|(id, doc)| doc.latest::<Intervention>().map(|(all, line)| (*id, all, line.version)))
    }

    /// The chart of the person, where they were admitted.
    fn admission(&self) -> Option<(&AdmissionLink, &OpenDocument)> {
        self.docs.values().find_map(|doc| doc.latest::<AdmissionLink>().map(|(link, _)| (link, doc)))
    }

    fn standing(&self) -> Option<Standing> {
        let (doc, signed, base) = self.intervention()?;
        let draft = self.draft(doc);
        let typed = draft.as_ref().and_then(|draft| draft.content::<Intervention>());
        Some(Standing {
            doc,
            intervention: typed.unwrap_or(signed).clone(),
            base,
            draft_saved: typed.and(draft.as_ref()).map(|draft| draft.updated),
            overtaken: draft.as_ref().is_some_and(|draft| draft.base != self.docs.get(&doc).map(|doc| doc.head.latest)),
        })
    }

    fn course(&self, intervention: &Intervention, today: NaiveDate, notice: u16) -> Course {
        Course::of(intervention, self.admission().map(|(link, _)| link), today, notice)
    }

    fn sync(&self) -> DocSync {
        let of = |doc: &OpenDocument| rows::sync_of(doc);
        let worst = |sync: &DocSync| match sync {
            DocSync::Quarantined(_) => 2,
            DocSync::Waiting => 1,
            DocSync::Received | DocSync::DraftOnly => 0,
        };
        self.docs.values().map(of).max_by_key(worst).unwrap_or(DocSync::Received)
    }
}

/// The letters about an intervention in one of my private records.
fn letters(opened: &OpenRecord, intervention: RecordId) -> Vec<KeptLetter> {
    let all = opened.documents();
    let kept = |doc: DocId| {
        let (draft, written) = (opened.draft(doc), opened.docs.get(&doc));
        let saved = written.and_then(|doc| doc.latest::<Letter>());
        let letter = match draft.as_ref().and_then(|draft| draft.content::<Letter>()) {
            Some(typed) => typed.clone(),
            None => saved.map(|(letter, _)| letter.clone())?,
        };
        let (base, sync) = (saved.map_or(0, |(_, line)| line.version), written.map_or(DocSync::DraftOnly, rows::sync_of));
        let draft_saved = draft.map(|draft| draft.updated);
        Some(KeptLetter { record: opened.record, doc, letter, base, draft_saved, sync })
    };
    all.into_iter().filter_map(kept).filter(|kept| kept.letter.intervention == intervention).collect()
}

impl<S: Store, T: Transport, C: Clock + Zone> Keeper<S, T, C> {
    /// Every intervention whose team I am in; what is due first comes first, then by name.
    pub(crate) async fn interventions(&self) -> Result<Vec<InterventionRow>, Problem> {
        let me = self.me()?;
        let (today, notice) = self.notice(&me).await?;
        let records = self.open_records(&me).await?;
        let row = |opened: &Rc<OpenRecord>| {
            let Standing { intervention, draft_saved, .. } = opened.standing().filter(|_| opened.is_intervention())?;
            let course = opened.course(&intervention, today, notice);
            let standing = match (course.admitted_on, course.answer) {
                (Some(_), _) => "Admitted",
                (None, Some(answer)) => answer.label(),
                (None, None) => "In preparation",
            };
            Some(InterventionRow {
                record: opened.record,
                person: opened.client(),
                standing: standing.to_owned(),
                next: course.due.into_iter().next(),
                session: intervention.session_day(),
                admitted_on: course.admitted_on,
                draft: draft_saved.is_some(),
                sync: opened.sync(),
            })
        };
        let mut rows: Vec<InterventionRow> = records.iter().filter_map(row).collect();
        rows.sort_by_key(|row| {
            let on = row.next.as_ref().map(|due| due.on);
            (row.admitted_on.is_some(), on.is_none(), on, row.person.to_lowercase())
        });
        Ok(rows)
    }

    /// One intervention.
    pub(crate) async fn intervention(&self, record: RecordId) -> Result<InterventionView, Problem> {
        let me = self.me()?;
        let (today, notice) = self.notice(&me).await?;
        let opened = self.open_record(&me, record).await?;
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        let Standing { doc, intervention, base, draft_saved, overtaken } =
            opened.standing().ok_or(if opened.is_intervention() { Problem::RecordKeyMissing } else { Problem::NotFound })?;
        let versions = opened.docs.get(&doc).map(|doc| signed_versions(&me, doc)).unwrap_or_default();
        let mut kept = Vec::new();
        for own in self.records_of_kind(&me, RecordKind::Private).await? {
            kept.extend(letters(&own, record));
        }
        let link = match opened.admission() {
            None => None,
            Some((link, doc)) => {
                let chart = self.open_record(&me, link.chart).await.ok();
                let client = chart.filter(|chart| chart.head.team.contains(&me.user())).map(|chart| chart.client());
                let who = signed_versions(&me, doc).into_iter().next().map(|first| first.who).unwrap_or_default();
                Some(LinkedChart { chart: link.chart, client, admitted_on: link.admitted_on, who })
            }
        };
        Ok(InterventionView {
            record,
            doc,
            today,
            course: opened.course(&intervention, today, notice),
            intervention,
            base,
            draft_saved,
            overtaken,
            versions,
            letters: kept,
            link,
            my_line: author_line(&certificate),
            may_write: opened.is_mine(&me) && certificate.role.writes(),
            rotation_owed: me.may_seal(&opened) == Err(Problem::RecordKeyOwed),
            doubts: opened.doubts().into_iter().chain(me.custody(&opened)).collect(),
        })
    }

    /// The letter of the same participant that I keep already.
    pub(crate) async fn kept_letter(&self, me: &Rc<Unlocked>, letter: &Letter) -> Result<Option<DocId>, Problem> {
        for own in self.records_of_kind(me, RecordKind::Private).await? {
            let mut kept = letters(&own, letter.intervention).into_iter();
            if let Some(kept) = kept.find(|kept| kept.letter.participant == letter.participant) {
                return Ok(Some(kept.doc));
            }
        }
        Ok(None)
    }

    /// Admits the person: opens their chart, or takes one that is there, and says so in the intervention. Nothing else is written
    /// in the chart but the profile that was asked for.
    pub(crate) async fn admit_person(&self, ask: AdmitPerson) -> Result<RecordId, Problem> {
        let me = self.me()?;
        let AdmitPerson { record, chart, profile, admitted_on, passphrase } = ask;
        let opened = self.open_record(&me, record).await?;
        if !opened.is_intervention() || opened.admission().is_some() {
            return Err(Problem::NotFound);
        }
        let (certificate, _) = me.certificate().ok_or(Problem::WaitingForAdministrator)?;
        let link = |chart: RecordId| AdmissionLink { chart, admitted_on, author: Some(author_line(&certificate)) };
        let doc = crypto::rng::make_doc_id();
        let mut found = self.check_alone(&opened, doc, &link(record).into()).await?;
        if chart.is_none() {
            found.extend(profile.check(self.today_here().await?));
        }
        blocked(found)?;
        me.may_seal(&opened)?;
        self.ask_again(&me, &passphrase)?;
        let chart = match chart {
            Some(chart) => self.open_record(&me, chart).await?.charted().ok_or(Problem::NotFound)?,
            None => self.open_with(profile.into()).await?,
        };
        let opened = self.open_record(&me, record).await?;
        self.write_entry(&me, &opened, doc, Event::Save, &Body::from(link(chart)), None).await?;
        Ok(chart)
    }

    /// What is due of my interventions, and changes that I have not signed.
    pub(crate) async fn interventions_due(&self, me: &Rc<Unlocked>, records: &[Rc<OpenRecord>]) -> Result<Vec<DueRow>, Problem> {
        let (today, notice) = self.notice(me).await?;
        let mut due = Vec::new();
        for opened in records.iter().filter(|opened| opened.is_intervention() && opened.is_mine(me)) {
            let Some(Standing { intervention, draft_saved, .. }) = opened.standing() else { continue };
            let row = |sentence: String, on: NaiveDate, overdue: bool| DueRow {
                record: opened.record,
                client: opened.client(),
                kind: Kind::Intervention,
                doc: None,
                sentence,
                on,
                overdue,
                danger: false,
                signature: false,
            };
            let all = opened.course(&intervention, today, notice).due;
            due.extend(all.into_iter().map(|Due { sentence, on, overdue, .. }| row(sentence, on, overdue)));
            due.extend(draft_saved.map(|_| row("Your changes are not signed.".to_owned(), today, false)));
        }
        Ok(due)
    }

    /// The first plan that an intervention's arranged treatment makes, for the chart of a person who was admitted: only where I am
    /// in both teams.
    pub(crate) async fn arranged_for(&self, me: &Rc<Unlocked>, chart: RecordId) -> Result<Option<Plan>, Problem> {
        let today = self.today_here().await?;
        let records = self.open_records(me).await?;
        let leads_here = |opened: &&Rc<OpenRecord>| opened.admission().is_some_and(|(link, _)| link.chart == chart);
        let found = records.iter().filter(|opened| opened.is_intervention() && opened.is_mine(me)).find(leads_here);
        Ok(found.and_then(|opened| arranged_plan(opened.intervention()?.1, today)))
    }

    /// Today, and how many days before its day something is told.
    async fn notice(&self, me: &Unlocked) -> Result<(NaiveDate, u16), Problem> {
        let today = self.today_here().await?;
        Ok((today, me.settings(today).review.notice_days))
    }
}

/// The versions of a living document that stand, oldest first.
fn signed_versions(me: &Unlocked, doc: &OpenDocument) -> Vec<SignedVersion> {
    let versions = doc.standing().filter(|line| line.event.is_version());
    let version = versions.map(|line| SignedVersion {
        version: line.version,
        who: me.name_of(line.author),
        written: line.clock.written(),
        sync: line.sync,
    });
    version.collect()
}
