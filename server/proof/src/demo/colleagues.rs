//! What the supervisor and the prescriber do in charts that a counselor keeps.

use super::{
    assess,
    calendar::{Calendar, Step, day},
    cast::{CAST, Client, PRESCRIBER},
    course,
    desk::Worker,
    life::LIVES,
    note,
    script::{self, dice},
};
use crate::ZONE;
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
use clinical::{
    Attestation, AuthorLine, Kind, ReviewComment,
    diagnosis::ConditionStatus,
    plan::{Agreement, PlanSignature, Proof, SignerRole},
};
use keeper::protocol::{Begin, LoadCaseload, LoadReviews, LoadThread, Problem, ReviewRow, Save, Say, Sign};
use record::{RecordId, Review, Time};

impl Worker {
    /// The charts I was admitted to, by the client's number.
    async fn charts(&self) -> Result<Vec<(usize, RecordId)>, Problem> {
        let caseload = self.device.ask(LoadCaseload {}).await?;
        let number = |name: &str| CAST.iter().position(|client| name == named(client));
        let mut charts: Vec<(usize, RecordId)> =
            caseload.iter().filter_map(|row| Some((number(&row.name)?, row.record))).collect();
        charts.sort_unstable();
        Ok(charts)
    }

    fn own_line(&self) -> AuthorLine {
        AuthorLine { name: self.person.name.to_owned(), credential: self.person.credential.to_owned() }
    }

    /// Co-signs what someone in training wrote, two days later; returns one note and one plan; leaves the newest owed.
    pub(super) async fn review(&self) -> Result<u64, Problem> {
        let now = Utc::now();
        let recent = Time::from(now - Duration::days(9));
        let mut owed: Vec<(Time, ReviewRow)> = self.device.ask(LoadReviews {}).await?.into_iter().filter_map(dated).collect();
        owed.retain(|(_, row)| row.note.status.review() == Some(Review::Owed));
        owed.sort_by_key(|(at, _)| *at);
        let returned: Vec<&str> =
            CAST.iter().enumerate().filter(|(number, _)| returns(*number, now)).map(|(_, client)| client.family).collect();
        let is_returned = |row: &ReviewRow, at: Time| {
            row.note.summary.kind == Kind::Plan && at >= recent && returned.iter().any(|family| row.client.ends_with(family))
        };
        let notes = owed.iter().filter(|(at, row)| row.note.summary.kind == Kind::Note && *at < recent).count();
        let (mut written, mut turn) = (0, 0);
        for (at, row) in &owed {
            let (record, doc, passphrase) = (row.record, row.note.doc, self.passphrase());
            let wait = 45 * 3_600_000 + i64::try_from(written).unwrap_or(0) * 97_000;
            self.stand(Time::from(now).min(at.plus(wait)));
            let kind = row.note.summary.kind;
            if kind == Kind::Plan && is_returned(row, *at) {
                let comment = "Good steps. Say in the reasons what changed for the client since the first version, and ask for the signature again.";
                self.device.ask(Say::about(record, doc, comment_of(comment), passphrase)).await?;
            } else if *at >= recent {
                continue;
            } else if kind == Kind::Note && turn + 2 == notes {
                let comment =
                    "The plan says \"continue\". Which objective did this session serve, and what is different next week?";
                self.device.ask(Say::about(record, doc, comment_of(comment), passphrase)).await?;
            } else {
                self.device.ask(Say::about(record, doc, Attestation::default(), passphrase)).await?;
            }
            turn += usize::from(kind == Kind::Note);
            written += 1;
        }
        Ok(written)
    }

    /// Confirms the diagnoses that wait for someone who may, in every chart where nobody nearer to the client does.
    pub(super) async fn confirm(&self) -> Result<u64, Problem> {
        let now = Utc::now();
        let mut written = 0;
        for (number, record) in self.charts().await? {
            let (Some(client), Some(calendar)) = (CAST.get(number), Calendar::of(number, now)) else { continue };
            // Where there is medicine the prescriber sees the client, elsewhere the supervisor.
            let mine = client.medicine.is_empty() != (self.place == PRESCRIBER);
            let Some(at) = calendar.confirmed().filter(|_| mine) else { continue };
            let thread = self.device.ask(LoadThread { record }).await?;
            for (turn, (doc, condition)) in thread.current().enumerate() {
                let base = assess::version_of(&thread, doc);
                if condition.status != ConditionStatus::Provisional {
                    continue;
                }
                self.stand(at.plus(480_000 * i64::try_from(turn).unwrap_or(0)));
                let reason = [
                    "Confirmed in my own interview with {n}.",
                    "Confirmed after interview and a look at the first two weeks.",
                    "Criteria gone through with {n}; confirmed.",
                ]
                .get(dice(number, turn, 3))
                .copied()
                .unwrap_or_default();
                let condition = assess::confirmed(client, condition, &self.own_line(), at, reason);
                self.device.ask(Save::signed(record, Some(doc), base, condition, self.passphrase())).await?;
                written += 1;
            }
        }
        Ok(written)
    }

    /// The prescriber's own notes; the signature under each plan with medicine; remission where three months are full.
    pub(super) async fn visits(&self) -> Result<u64, Problem> {
        let now = Utc::now();
        let charts = self.charts().await?;
        let mut written = 0;
        for (number, record) in &charts {
            written += self.sign_plans(*number, *record, now).await?;
        }
        for visit in script::visits(now) {
            let known = charts.iter().find(|(number, _)| *number == visit.number);
            let (Some((_, record)), Some(client)) = (known, CAST.get(visit.number)) else { continue };
            let record = *record;
            self.stand(visit.written);
            let thread = self.device.ask(LoadThread { record }).await?;
            let mut note = note::visit(client, &visit);
            let doc = self.device.ask(Begin { record, body: note.clone().into() }).await?;
            let then = |date: Option<NaiveDate>| date.is_some_and(|date| date < day(visit.written));
            if let Some(view) = thread.plans.iter().rev().find(|view| then(view.plan.head.date)) {
                note.follow(view.signed.doc);
                note.links = course::visit(&view.plan, visit.turn).into_iter().collect();
            }
            self.device.ask(Sign { record, doc, body: note.into(), passphrase: self.passphrase() }).await?;
            written += 1;
        }
        for (number, record) in charts {
            written += self.remit(number, record, now).await?;
        }
        Ok(written)
    }

    /// Signs the version in force as prescriber, two days after it was written.
    async fn sign_plans(&self, number: usize, record: RecordId, now: DateTime<Utc>) -> Result<u64, Problem> {
        let thread = self.device.ask(LoadThread { record }).await?;
        let Some(view) = thread.in_force().filter(|view| view.plan.has_medication()) else { return Ok(0) };
        let Some(at) = view.plan.head.date.and_then(|date| noon(date, 2, number)).filter(|at| *at < Time::from(now)) else {
            return Ok(0);
        };
        self.stand(at);
        let signature = PlanSignature {
            role: SignerRole::Prescriber,
            answer: Agreement::Agrees,
            proof: Proof::Key,
            on: Some(day(at)),
            shown: view.shown.clone(),
            ..PlanSignature::default()
        };
        let doc = view.signed.doc;
        self.device.ask(Say::about(record, doc, signature, self.passphrase())).await?;
        Ok(1)
    }

    async fn remit(&self, number: usize, record: RecordId, now: DateTime<Utc>) -> Result<u64, Problem> {
        let (Some(client), Some(life)) = (CAST.get(number), LIVES.get(number)) else { return Ok(0) };
        let Some(at) = Calendar::of(number, now).and_then(|calendar| calendar.remitted()).filter(|_| life.quiet()) else {
            return Ok(0);
        };
        self.stand(at);
        let thread = self.device.ask(LoadThread { record }).await?;
        let mut written = 0;
        for view in &thread.conditions {
            let Some(last) = view.last() else { continue };
            let full = last.condition.disorder().is_some_and(|disorder| disorder.assess(day(at)).course.in_remission());
            if full {
                let condition = assess::in_remission(client, &last.condition);
                self.device.ask(Save::signed(record, Some(view.doc), last.version, condition, self.passphrase())).await?;
                written += 1;
            }
        }
        Ok(written)
    }
}

fn named(client: &Client) -> String {
    format!("{} {}", client.first(), client.family)
}

fn returns(number: usize, now: DateTime<Utc>) -> bool {
    Calendar::of(number, now).is_some_and(|calendar| calendar.steps().iter().any(|(_, step)| *step == Step::Returned))
}

/// With the moment it is about: the end of the service, or the evening of the day.
fn dated(row: ReviewRow) -> Option<(Time, ReviewRow)> {
    let summary = &row.note.summary;
    let at = summary.time.map(|time| time.end).or_else(|| noon(summary.day?, 0, 0))?;
    Some((at, row))
}

/// A quarter past noon, so many days later.
fn noon(date: NaiveDate, days: i64, number: usize) -> Option<Time> {
    let local = (date + Duration::days(days)).and_time(NaiveTime::from_hms_opt(12, 15, 0)?);
    let at = ZONE.from_local_datetime(&local).earliest()?.to_utc() + Duration::minutes(3 * number as i64);
    Some(Time::from(at))
}

/// What a document is returned with.
fn comment_of(comment: &str) -> ReviewComment {
    ReviewComment { comment: comment.to_owned(), ..ReviewComment::default() }
}
