//! A year with one client, up and down: an intervention that is refused and then accepted, four returns to use and what each taught, a
//! discharge, a readmission, four levels of care.

mod family;
mod story;

use super::{Answer, Case, Chart};
use crate::{
    ZONE,
    demo::{
        assess,
        calendar::{day, office_day_before},
        cast::{CAST, Client, YEAR},
        desk::Worker,
        event,
        life::{LIVES, Life},
        measure, plan,
        script::Session,
        words::fill,
    },
};
use chrono::{DateTime, Days, Duration, NaiveTime, TimeZone, Utc};
use clinical::{
    Body, Discharge, Edition, EpisodeEvent, LevelOfCare, ServiceType,
    aftercare::{CheckIn, CheckInOutcome, Consent, ContinuingCare, Naloxone, Wish},
    episode::{DischargeKind, EpisodeEventKind},
    intervention::{Letter, profile_of},
    plan::{ObjectiveStatus, Plan, diff},
    return_to_use::{Period, ReturnToUse, RuleSet},
};
use family::{LETTERS, accepted, asked, participant, prepared, refused};
use keeper::protocol::{AdmitPerson, Begin, LoadIntervention, LoadThread, Open, Problem, Save, Sign, ThreadView};
use record::{DocId, RecordId, Time};
use story::{STORY, Turn, Use};

/// Whose client: a place in the staff.
pub(super) const COUNSELOR: usize = 1;

/// So many minutes after three on an office day.
fn moment(now: DateTime<Utc>, ago: u64, minutes: i64) -> Option<Time> {
    let today = now.with_timezone(&ZONE).date_naive();
    let local = office_day_before(today.checked_sub_days(Days::new(ago))?).and_time(NaiveTime::from_hms_opt(15, 0, 0)?);
    Some(Time::from(ZONE.from_local_datetime(&local).earliest()?.to_utc() + Duration::minutes(minutes)))
}

/// What the year left so far.
#[derive(Default)]
struct Year {
    /// The record of the intervention.
    intervention: Option<RecordId>,
    chart: Chart,
    /// The return to use that the next revision answers.
    open: Option<(DocId, ReturnToUse)>,
}

impl Worker {
    /// Writes the year; gives how many operations that were.
    pub(super) async fn year(&self, now: DateTime<Utc>) -> Result<u64, Problem> {
        let (Some(client), Some(life)) = (CAST.get(YEAR), LIVES.get(YEAR)) else { return Ok(0) };
        let it = Case { number: YEAR, client, life };
        let (mut year, mut written) = (Year::default(), 0);
        for (ago, turn) in STORY {
            let at = moment(now, *ago, 120).ok_or(Problem::Damaged)?;
            self.stand(at);
            written += match turn {
                Turn::Asked | Turn::Prepared | Turn::Refused | Turn::Accepted => {
                    self.intervene(&it, at, *turn, &mut year).await?
                }
                Turn::Admitted => self.admitted(&it, at, &mut year).await?,
                Turn::Session(week) => {
                    let (Some(start), Some(end)) = (moment(now, *ago, 0), moment(now, *ago, 50)) else { continue };
                    let (start, end) = (start.to_utc(), end.to_utc());
                    let (service, late) = (ServiceType::Individual, "");
                    let session = Session { client: 0, week: *week, service, start, end, written: at, late };
                    self.sign(&it, &session, &mut year.chart).await?
                }
                Turn::Assessed => self.assess(&it, at, &mut year.chart).await?,
                Turn::Planned => {
                    let plan = plan::first(YEAR, client, life, &self.line(), at, &year.chart.conditions);
                    let plan = with_measure(plan.map_err(|_| Problem::Damaged)?);
                    self.version(&it, at, plan, Answer::Agrees, &mut year.chart).await?
                }
                Turn::Measured(total, answers) => {
                    let Some(record) = year.chart.record else { continue };
                    let all = [measure::worry(*total, day(at)), measure::monitor(answers, "7D", day(at))];
                    self.measured(record, all.into_iter().flatten().collect()).await?
                }
                Turn::Returned(known) => self.returned(&it, at, known, &mut year).await?,
                Turn::Revised(occasion) => self.revised(&it, at, occasion, &mut year).await?,
                Turn::Reviewed => self.look(&it, at, super::Step::Reviewed, &mut year.chart).await?,
                Turn::Moved(..) | Turn::Continuing | Turn::Discharged | Turn::CheckedIn(..) | Turn::Readmitted => {
                    let Some(record) = year.chart.record else { continue };
                    let thread = self.device.ask(LoadThread { record }).await?;
                    self.file(record, of_episode(*turn, client, &thread, at)).await?;
                    1
                }
            };
        }
        Ok(written)
    }

    /// Signs a document that begins and ends with one act.
    async fn file(&self, record: RecordId, body: Body) -> Result<DocId, Problem> {
        let doc = self.device.ask(Begin { record, body: body.clone() }).await?;
        self.device.ask(Sign { record, doc, body, passphrase: self.passphrase() }).await?;
        Ok(doc)
    }

    async fn returned(&self, it: &Case<'_>, at: Time, used: &Use, year: &mut Year) -> Result<u64, Problem> {
        let Some(record) = year.chart.record else { return Ok(0) };
        let thread = self.device.ask(LoadThread { record }).await?;
        let mut known = happened(it.client, it.life, used, at);
        known.earlier = thread.earlier_course(known.start);
        known.decision.suggestion = known.suggestion(day(at));
        known.decision.level = thread.level_on(day(at)).cloned();
        used.decision.clone_into(&mut known.decision.reason);
        let doc = self.file(record, known.clone().into()).await?;
        let mut written = 1;
        if let Some(end) = known.end.filter(|_| known.use_days > Some(RuleSet::CURRENT.slip_use_days)) {
            let disorders = year.chart.conditions.iter().filter(|(_, condition)| condition.disorder().is_some());
            for (disorder, condition) in disorders {
                let base = assess::version_of(&thread, *disorder);
                let next = assess::met_again(condition, end);
                self.device.ask(Save::signed(record, Some(*disorder), base, next, self.passphrase())).await?;
                written += 1;
            }
        }
        year.open = Some((doc, known));
        Ok(written)
    }

    async fn revised(&self, it: &Case<'_>, at: Time, occasion: &str, year: &mut Year) -> Result<u64, Problem> {
        let (Some(record), Some((doc, before))) = (year.chart.record, year.chart.held.plan.clone()) else { return Ok(0) };
        let thread = self.device.ask(LoadThread { record }).await?;
        let mut next = next_version(it.client, doc, &before, &thread, at);
        next = match year.open.take() {
            Some((event, known)) if known.period == Period::InCare => {
                event::answered(it.client, event, &known, &before, next, at)
            }
            Some(_) | None => next,
        };
        occasion.clone_into(&mut next.head.occasion);
        self.version(it, at, next, Answer::Agrees, &mut year.chart).await
    }

    async fn intervene(&self, it: &Case<'_>, at: Time, turn: Turn, year: &mut Year) -> Result<u64, Problem> {
        if matches!(turn, Turn::Asked) {
            let intervention = asked(it.client, self.line().text(), day(at));
            year.intervention = Some(self.device.ask(Open { body: intervention.into() }).await?);
            return Ok(2);
        }
        let Some(record) = year.intervention else { return Ok(0) };
        let mut letters = 0;
        if matches!(turn, Turn::Prepared) {
            for (who, text) in LETTERS {
                letters += self.letter(record, who, text).await?;
            }
        }
        let view = self.device.ask(LoadIntervention { record }).await?;
        let next = if matches!(turn, Turn::Prepared) {
            prepared(view.intervention, day(at))
        } else if matches!(turn, Turn::Refused) {
            refused(view.intervention, at)
        } else {
            accepted(view.intervention, day(at))
        };
        self.device.ask(Save::signed(record, Some(view.doc), view.base, next, self.passphrase())).await?;
        Ok(1 + letters)
    }

    /// Saves a participant's letter, apart from everything else.
    async fn letter(&self, record: RecordId, who: &str, text: &str) -> Result<u64, Problem> {
        let participant = participant(who)?;
        let doc = self.device.ask(Begin { record, body: Letter::begun(record, participant.clone()).into() }).await?;
        let letters = self.device.ask(LoadIntervention { record }).await?.letters;
        let kept = letters.into_iter().find(|kept| kept.doc == doc).ok_or(Problem::NotFound)?;
        let letter = Letter { intervention: record, participant, text: text.to_owned(), author: None };
        self.device.ask(Save::signed(kept.record, Some(doc), kept.base, letter, self.passphrase())).await?;
        Ok(1)
    }

    /// Opens the chart of whoever said yes.
    async fn admitted(&self, it: &Case<'_>, at: Time, year: &mut Year) -> Result<u64, Problem> {
        let Some(record) = year.intervention else { return Ok(0) };
        let all = self.device.ask(LoadIntervention { record }).await?.intervention;
        let mut profile = it.client.profile(it.number, day(at));
        profile.opened = Some(day(at));
        profile.name = profile_of(&all, day(at)).name;
        let (admitted_on, passphrase) = (Some(day(at)), self.passphrase());
        year.chart.record = Some(self.device.ask(AdmitPerson { record, chart: None, profile, admitted_on, passphrase }).await?);
        Ok(3)
    }
}

/// The first objective about worry names its measure: GAD-7, from 16 to 7.
fn with_measure(mut plan: Plan) -> Plan {
    let all = plan.problems.iter_mut().skip(1).flat_map(|problem| &mut problem.goals).flat_map(|goal| &mut goal.objectives);
    if let Some(objective) = all.into_iter().next() {
        (objective.instrument, objective.unit) = ("GAD-7".to_owned(), "points".to_owned());
        (objective.baseline, objective.target) = (Some(16), Some(7));
    }
    plan
}

fn happened(client: &Client, life: &Life, used: &Use, at: Time) -> ReturnToUse {
    let ago = |days: u64| day(at).checked_sub_days(Days::new(days)).unwrap_or_default();
    let before = |days: u64| Some(ago(used.first + days));
    ReturnToUse {
        start: Some(ago(used.first)),
        end: Some(ago(used.last)),
        use_days: Some(used.days),
        period: used.period,
        last_use_before: before(used.free + 1),
        emotional_since: before(12),
        mental_since: before(4),
        account: used.account.to_owned(),
        protective: used.protective.to_owned(),
        helped: used.helped.to_owned(),
        did_not_help: used.did_not_help.to_owned(),
        ..event::event(client, life, at)
    }
}

/// The next version: how the steps go now, the level of care as it is, and when it is looked at again.
fn next_version(client: &Client, base: DocId, before: &Plan, thread: &ThreadView, at: Time) -> Plan {
    let on = day(at);
    let mut plan = before.revise(base);
    plan.head.date = Some(on);
    plan.level = thread.level_on(on).cloned();
    plan.review_date = Some(on + Days::new(14));
    for goal in plan.problems.iter_mut().flat_map(|problem| &mut problem.goals) {
        goal.target_date = Some(on + Days::new(150));
        for objective in &mut goal.objectives {
            objective.status = ObjectiveStatus::InProgress;
            objective.target_date = Some(on + Days::new(90));
        }
    }
    if let Ok(changed) = diff(before, &plan) {
        let because = |line: &clinical::plan::LineId| (line.clone(), fill("{n} keeps the step and moves its day.", client));
        let because: Vec<_> = changed.lines().into_iter().map(because).collect();
        plan.head.reasons.extend(because);
    }
    plan
}

fn of_episode(turn: Turn, client: &Client, thread: &ThreadView, at: Time) -> Body {
    let level = |number: &str| LevelOfCare::find(Edition::Fourth, number);
    match turn {
        Turn::Moved(number, why) => EpisodeEvent {
            kind: EpisodeEventKind::Transfer,
            level: level(number),
            reason: why.to_owned(),
            ..thread.begin_episode_event()
        }
        .into(),
        Turn::Continuing => ContinuingCare {
            last_day: Some(day(at) + Days::new(5)),
            why: fill("“To {i}.”", client),
            naloxone: Naloxone::Given,
            consent: Consent::Agrees,
            message: "Hi, this is Rafe. Please call me at 555-0100.".to_owned(),
            ..thread.begin_continuing_care()
        }
        .into(),
        Turn::CheckedIn(days, wellbeing, used, words) => CheckIn {
            outcome: CheckInOutcome::Reached,
            wellbeing,
            used,
            words: words.to_owned(),
            wish: Wish::Nothing,
            next: "The next call as agreed; she knows how to come back before it.".to_owned(),
            ..thread.begin_check_in(Some(days))
        }
        .into(),
        Turn::Readmitted => EpisodeEvent {
            kind: EpisodeEventKind::Readmission,
            level: level("2.1"),
            reason: fill("{n} called before the next check-in and asked for the evenings again.", client),
            words: "“I did not want to wait until I need it.”".to_owned(),
            ..thread.begin_episode_event()
        }
        .into(),
        Turn::Discharged
        | Turn::Asked
        | Turn::Prepared
        | Turn::Refused
        | Turn::Accepted
        | Turn::Admitted
        | Turn::Session(_)
        | Turn::Assessed
        | Turn::Planned
        | Turn::Measured(..)
        | Turn::Returned(_)
        | Turn::Revised(_)
        | Turn::Reviewed => Discharge {
            kind: Some(DischargeKind::Completed),
            reason: fill("The course takes the evenings now; {n} goes on with the Thursday group.", client),
            summary: fill(
                "Two returns to use, the second told within a week and answered by {n} herself. Worry went from 16 to 6.",
                client,
            ),
            needs: "Somebody to look at her sleep; the number is with her.".to_owned(),
            words: "“I know the way in now.”".to_owned(),
            ..thread.begin_discharge()
        }
        .into(),
    }
}
