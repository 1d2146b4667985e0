//! A program made in a second or two, for journeys whose subject is what comes after: founded, its people enrolled with real
//! invitations, clients opened and shared, a first plan signed. Everything goes through the keeper, as on a desk; what a person
//! needs to sign in on a new device is told.

mod wanted;

pub use wanted::{Access, Invited, Prepared, Wanted, WantedClient, WantedInvitation, WantedPerson};

use crate::{Device, DeviceClock, HttpTransport, derive_once, house::alone};
use chrono::{Days, NaiveDate};
use clinical::{
    Edition, LevelOfCare, PatientName, PatientProfile,
    assessment::DimensionRef,
    plan::{CopingStep, LineId, Plan, template::templates},
};
use keeper::{
    Unreached,
    protocol::{
        AdmitMember, Begin, ConfirmEnrollment, EnrollHere, FoundProgram, InvitationCode, InvitationState, InvitePerson,
        LoadChart, LoadPeople, LoadThread, Open, Problem, Sign, SyncNow, Unlock,
    },
};
use record::{RecordId, limits};
use std::io;

/// Why nothing was prepared.
#[derive(Debug, thiserror::Error)]
pub enum PrepareError {
    /// No server.
    #[error("the server was not reached")]
    Unreached,
    /// A device could not do something.
    #[error("a device could not go on: {0}")]
    Device(#[from] Problem),
    /// A client is in the care of somebody who is not among the people.
    #[error("nobody signs in as {0}")]
    Nobody(String),
    /// The system gives no runtime.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl From<Unreached> for PrepareError {
    fn from(_: Unreached) -> Self {
        Self::Unreached
    }
}

/// Someone at work.
struct Desk<'a> {
    person: &'a WantedPerson,
    device: Device<HttpTransport>,
}

/// Makes what is wanted on the empty server at `base`.
///
/// Fails with [`PrepareError`]; what was made until then stays.
pub fn prepare_program(base: &str, wanted: &Wanted) -> Result<Prepared, PrepareError> {
    alone(make(base, wanted))?
}

async fn make(base: &str, wanted: &Wanted) -> Result<Prepared, PrepareError> {
    let on = |clock| Ok::<_, Unreached>(Device::new(HttpTransport::new(base)?, clock).deriving(derive_once));
    let device = || on(DeviceClock::system());
    let clock = DeviceClock::system();
    let admin = on(clock.clone())?;
    let Wanted { program, administrator, people, clients, invitations } = wanted;
    let kits = admin
        .ask(FoundProgram {
            program: program.clone(),
            name: administrator.name.clone(),
            credential: administrator.credential.clone(),
            login: administrator.login.clone(),
            passphrase: administrator.passphrase.clone(),
        })
        .await?;
    let mut prepared = Prepared {
        custodian: kits.custodian_identity.clone(),
        access: vec![Access { login: administrator.login.clone(), secret_key: kits.kit.secret_key.clone() }],
        clients: Vec::new(),
        invitations: Vec::new(),
    };
    let mut desks = Vec::new();
    for person in people {
        let device = device()?;
        prepared.access.push(enroll(&admin, administrator, person, &device).await?);
        desks.push(Desk { person, device });
    }
    for client in clients {
        prepared.clients.push(open(&desks, client).await?);
    }
    for desk in &desks {
        desk.device.ask(SyncNow {}).await?;
    }
    for invitation in invitations {
        prepared.invitations.push(invite(&admin, &clock, administrator, invitation).await?);
    }
    Ok(prepared)
}

/// Invites someone by a clock that is slow, so that the invitation ends within seconds of now.
async fn invite(
    admin: &Device<HttpTransport>,
    clock: &DeviceClock,
    administrator: &WantedPerson,
    invitation: &WantedInvitation,
) -> Result<Invited, PrepareError> {
    let WantedInvitation { name, role, seconds } = invitation;
    let early = limits::INVITATION - i64::from(*seconds) * 1000;
    clock.turn(-early);
    let invite = InvitePerson {
        name: name.clone(),
        credential: String::new(),
        role: *role,
        trainee: false,
        passphrase: administrator.passphrase.clone(),
    };
    let made = admin.ask(invite).await;
    clock.turn(early);
    let InvitationCode { code, expires, .. } = made?;
    Ok(Invited { code, expires })
}

/// Invites someone, makes their keys, signs them, and opens their desk.
async fn enroll(
    admin: &Device<HttpTransport>,
    administrator: &WantedPerson,
    person: &WantedPerson,
    device: &Device<HttpTransport>,
) -> Result<Access, PrepareError> {
    let WantedPerson { name, credential, role, trainee, login, passphrase } = person;
    let invite = InvitePerson {
        name: name.clone(),
        credential: credential.clone(),
        role: *role,
        trainee: *trainee,
        passphrase: administrator.passphrase.clone(),
    };
    let code = admin.ask(invite).await?.code;
    let kit = device.ask(EnrollHere { code, login: login.clone(), passphrase: passphrase.clone() }).await?;
    let invitations = admin.ask(LoadPeople {}).await?.invitations;
    let waiting = invitations.iter().find(|row| row.name == *name && row.state == InvitationState::Waiting);
    let key = waiting.ok_or(Problem::NotFound)?.key;
    admin.ask(ConfirmEnrollment { key, passphrase: administrator.passphrase.clone() }).await?;
    device.ask(Unlock { passphrase: passphrase.clone() }).await?;
    Ok(Access { login: login.clone(), secret_key: kit.secret_key })
}

/// Opens a client, shares the chart, signs a first plan where one is wanted.
async fn open(desks: &[Desk<'_>], client: &WantedClient) -> Result<RecordId, PrepareError> {
    let desk = |login: &String| {
        let found = desks.iter().find(|desk| desk.person.login == *login);
        found.ok_or_else(|| PrepareError::Nobody(login.clone()))
    };
    let (counselor, passphrase) = (desk(&client.counselor)?, desk(&client.counselor)?.person.passphrase.clone());
    let device = &counselor.device;
    // Whoever was enrolled later is known after this.
    device.ask(SyncNow {}).await?;
    let name = PatientName { given: client.given.clone(), family: client.family.clone(), preferred: String::new() };
    let level_of_care = LevelOfCare::find(Edition::Fourth, &client.level);
    let opened = Some(client.opened);
    let profile = PatientProfile { name, birth_date: Some(client.birth), level_of_care, opened, ..PatientProfile::default() };
    let record = device.ask(Open { body: profile.into() }).await?;
    for login in &client.team {
        let name = &desk(login)?.person.name;
        let chart = device.ask(LoadChart { record }).await?;
        let member = chart.others.iter().find(|row| row.name == *name).ok_or(Problem::NotFound)?.user;
        device.ask(AdmitMember { record, member, passphrase: passphrase.clone() }).await?;
    }
    if client.plan {
        let today = device.ask(LoadThread { record }).await?.today;
        let body = first_plan(client, &counselor.person.name, today);
        let doc = device.ask(Begin { record, body: body.clone().into() }).await?;
        device.ask(Sign { record, doc, body: body.into(), passphrase }).await?;
    }
    device.ask(SyncNow {}).await?;
    Ok(record)
}

/// The first template, filled in as a counselor would, so that it can be signed on `today`.
fn first_plan(client: &WantedClient, provider: &str, today: NaiveDate) -> Plan {
    let mut number = 0_u32;
    let make_id = || loop {
        number += 1;
        if let Ok(id) = LineId::new(format!("line-{number}")) {
            return id;
        }
    };
    let mut problems = templates().first().map(|template| template.problems(1, make_id)).unwrap_or_default();
    for problem in &mut problems {
        problem.evidence = "Drinking on 19 of 30 days before entry.".to_owned();
        problem.dimension = Some(DimensionRef { edition: Edition::Fourth, number: 4 });
        for goal in &mut problem.goals {
            goal.words = "I want to be someone Posy can count on, on an ordinary Tuesday.".to_owned();
            for objective in &mut goal.objectives {
                objective.target_date = Some(today + Days::new(60));
                for intervention in &mut objective.interventions {
                    intervention.provider = provider.to_owned();
                }
            }
        }
    }
    let mut plan = Plan {
        problems,
        level: LevelOfCare::find(Edition::Fourth, &client.level),
        weekly_hours: Some(9),
        level_reason: "Keeps her shifts, lives with her sister.".to_owned(),
        strengths: vec!["Tells the truth early.".to_owned()],
        triggers: vec![CopingStep { trigger: "A hard call".to_owned(), coping: "Phone one of three people".to_owned() }],
        harm_reduction: vec!["Naloxone at home".to_owned()],
        discharge_criteria: vec!["Thirty days without drinking".to_owned()],
        review_date: Some(today + Days::new(25)),
        ..Plan::default()
    };
    plan.head.date = Some(today);
    plan
}
