//! What the fields of an assessment are called on the page.

use clinical::{Place, assessment::Assessment};

/// What a field is called: `Substance 2, last use`.
pub(in crate::desk::assessment) fn label(place: &Place) -> String {
    let which = place.which.as_deref().unwrap_or_default();
    match &*place.of {
        "substance" => format!("Substance {which}, {}", substance(&place.field)),
        "dimension" if place.field == "rationale" => format!("Dimension {which}, why"),
        "dimension" => format!("Dimension {which}"),
        "withdrawal" => withdrawal(&place.field).to_owned(),
        "level" if place.field == "reason" => "Why this level".to_owned(),
        "level" => "Level of care".to_owned(),
        "finding" => "A finding".to_owned(),
        "deferral" => "A deferral".to_owned(),
        _ => whole(&place.field).to_owned(),
    }
}

fn substance(field: &str) -> &'static str {
    match field {
        "name" => "what exactly",
        "routes" => "how it is taken",
        "amount" => "how much",
        "frequency" => "how often",
        "days_of_30" => "days of the last 30",
        "last_use" => "last use",
        "first_use_age" => "age of first use",
        _ => "anything else",
    }
}

fn withdrawal(field: &str) -> &'static str {
    match field {
        "considered" => "What was looked at",
        "history" => "Earlier withdrawals",
        "by" => "Looked at by",
        "on" => "Looked at on",
        "decision" => "Decision on withdrawal",
        _ => "Why so decided",
    }
}

fn whole(field: &str) -> &'static str {
    if let Some((_, heading, _)) = Assessment::default().answers().iter().find(|(name, ..)| *name == field) {
        return heading;
    }
    match field {
        "date" => "Day of the assessment",
        "reason" => "Reason for coming",
        "referred_by" => "Referred by",
        "informants" => "Who else told something",
        "substances" => "Substances",
        "earlier_treatments" => "Earlier treatments",
        "with_whom" => "Lives with",
        "housing" => "Home",
        "support" => "Who helps",
        "goals" => "Goals",
        "strengths" => "Strengths",
        "findings" => "Findings",
        _ => "This assessment",
    }
}
