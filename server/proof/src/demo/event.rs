//! A return to use in the demo, and the plan that answers it: told early, a slip, and what it taught.

use super::{calendar::day, cast::Client, life::Life, words::fill};
use chrono::Days;
use clinical::{
    assessment::Answer,
    plan::{CopingStep, Plan, Revision, kept_lines},
    return_to_use::{Company, Factor, FoundBy, ReturnToUse, StageSign, SubstanceUsed, SuicideRisk, Trigger},
};
use record::{DocId, Time};
use std::collections::BTreeSet;

/// Which of the cast it is about: the plan was revised a few days ago.
pub(super) const RETURNED: usize = 2;

/// What happened two days before it was written down at `at`.
pub(super) fn event(client: &Client, life: &Life, at: Time) -> ReturnToUse {
    let (known, first) = (day(at), day(at) - Days::new(2));
    let used = life.uses.first().map(|used| SubstanceUsed {
        substance: used.substance,
        name: used.name.to_owned(),
        route: Some(used.route),
        amount: "less than before, one evening".to_owned(),
    });
    ReturnToUse {
        found_on: Some(known),
        found_by: FoundBy::Client,
        found_words: "At the beginning of the session, before being asked.".to_owned(),
        start: Some(first),
        end: Some(first),
        stopped: true,
        use_days: Some(1),
        substances: used.into_iter().collect(),
        last_use_before: Some(first - Days::new(31)),
        company: Company::Alone,
        overdose: Answer::Nothing,
        medical_emergency: Answer::Nothing,
        violence: Answer::Nothing,
        suicide: SuicideRisk::Denied,
        withdrawal: Answer::Nothing,
        medication: "As prescribed, none missed.".to_owned(),
        protective: fill("Stopped the same evening and called {p}.", client),
        account: fill(
            "It was {s}, and I did not want to bother anyone. I walked home the long way past the shop. In the morning I told {p}.",
            client,
        ),
        emotional_since: Some(first - Days::new(12)),
        mental_since: Some(first - Days::new(4)),
        signs: BTreeSet::from([StageSign::SleepOrEating, StageSign::HeldFeelings, StageSign::PeoplePlaces]),
        factors: BTreeSet::from([Factor::ExternalTrigger, Factor::LackOfSupport]),
        triggers: vec![
            Trigger {
                words: fill("{s}", client),
                internal: false,
                new: false,
                coping: fill("Call {p} before it is strong", client),
            },
            Trigger {
                words: "Not wanting to bother anyone".to_owned(),
                internal: true,
                new: true,
                coping: "Say only: “it is one of those evenings”".to_owned(),
            },
        ],
        helped_stop: fill("{p} picked up at once and asked nothing.", client),
        helped: fill("{h}, by the clock; telling early.", client),
        did_not_help: "Waiting until the next session to say it.".to_owned(),
        ..ReturnToUse::default()
    }
}

/// The version that answers it, from the one that was planned anyway.
pub(super) fn answered(client: &Client, event: DocId, known: &ReturnToUse, before: &Plan, mut plan: Plan, at: Time) -> Plan {
    plan.head.occasion = "Return to use".to_owned();
    plan.head.revision = Some(Revision {
        medication_considered: "Talked through with the client; nothing changes for now.".to_owned(),
        groups: fill("The evening group twice a week; {p} comes along the first time.", client),
        family: fill("{p} comes to the next family session.", client),
        ..Revision::after(event, known)
    });
    let said = |words: &str| plan.triggers.iter().any(|step| step.trigger == words);
    let new = known.triggers.iter().filter(|trigger| !said(&trigger.words));
    let new: Vec<CopingStep> =
        new.map(|trigger| CopingStep { trigger: trigger.words.clone(), coping: trigger.coping.clone() }).collect();
    plan.triggers.extend(new);
    plan.review_date = Some(day(at) + Days::new(14));
    let kept = kept_lines(before, &plan).into_iter().map(|id| (id, fill("It works, {n} says.", client)));
    let kept: Vec<_> = kept.collect();
    plan.head.reasons.extend(kept);
    if let Ok(changed) = clinical::plan::diff(before, &plan) {
        for line in changed.lines() {
            plan.head.reasons.entry(line.clone()).or_insert_with(|| "After the return to use.".to_owned());
        }
    }
    plan
}
