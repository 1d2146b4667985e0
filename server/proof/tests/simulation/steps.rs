//! What people may do next in a sequence, and what may happen to them, each with how often it is drawn.

#[derive(Clone, Copy)]
pub enum Step {
    Open,
    Admit,
    Remove,
    Profile,
    Draft,
    Sign,
    Revise,
    CoSign,
    Return,
    Amend,
    Retract,
    Clinical(Clinical),
    /// Something in a record about a person who may be no client.
    Intervention,
    Sync,
    SyncTogether,
    RestartServer,
    Kill,
    KillWhileSyncing,
    KillWhileWriting,
    TurnClock,
}

/// What is written besides profiles and notes.
#[derive(Clone, Copy)]
pub enum Clinical {
    Assessment,
    Diagnosis,
    /// The first version of the plan, or a revision of the one in force.
    Plan,
    /// Two successors of one version, signed on two devices that have not heard of each other.
    Fork,
    /// The two versions joined, and a supervisor's signature under it.
    Join,
    /// A client's signature, a review or an event under the version in force.
    UnderPlan,
    Measure,
    ReturnToUse,
    /// What is told later about a return to use.
    LaterAccount,
    /// The revision of the plan that a return to use asks for.
    AnsweredRevision,
    /// The continuing-care plan, a transfer, the discharge, a check-in or the readmission.
    Episode,
    /// A SUD counseling note.
    Private,
}

/// Each step with how often it is drawn.
pub const STEPS: [(Step, u32); 31] = [
    (Step::Open, 2),
    (Step::Admit, 3),
    (Step::Remove, 3),
    (Step::Profile, 8),
    (Step::Draft, 5),
    (Step::Sign, 5),
    (Step::Revise, 7),
    (Step::CoSign, 6),
    (Step::Return, 7),
    (Step::Amend, 6),
    (Step::Retract, 3),
    (Step::Clinical(Clinical::Assessment), 4),
    (Step::Clinical(Clinical::Diagnosis), 7),
    (Step::Clinical(Clinical::Plan), 7),
    (Step::Clinical(Clinical::Fork), 5),
    (Step::Clinical(Clinical::Join), 5),
    (Step::Clinical(Clinical::UnderPlan), 7),
    (Step::Clinical(Clinical::Measure), 4),
    (Step::Clinical(Clinical::ReturnToUse), 4),
    (Step::Clinical(Clinical::LaterAccount), 5),
    (Step::Clinical(Clinical::AnsweredRevision), 4),
    (Step::Clinical(Clinical::Episode), 8),
    (Step::Clinical(Clinical::Private), 4),
    (Step::Intervention, 8),
    (Step::Sync, 30),
    (Step::SyncTogether, 8),
    (Step::RestartServer, 3),
    (Step::Kill, 3),
    (Step::KillWhileSyncing, 4),
    (Step::KillWhileWriting, 2),
    (Step::TurnClock, 2),
];
