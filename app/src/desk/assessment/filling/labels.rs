//! What the fields of an assessment are called on the page.

use clinical::{Place, assessment::Assessment};

/// What a field is called: `Substance 2, last use`.
pub(in crate::desk::assessment) fn label(place: &Place) -> String {
    let which = place.which.as_deref().unwrap_or_default();
    match &*place.of {
        "substance" => format!("Substance {which}, {}", substance(&place.field)),
        "dimension" if place.field == "rationale" => format!("Dimension {which}, reason"),
        "dimension" => format!("Dimension {which}"),
        "withdrawal" => withdrawal(&place.field).to_owned(),
        "level" if place.field == "reason" => "Reason for this level".to_owned(),
        "level" => "Level of care".to_owned(),
        "finding" => "A finding".to_owned(),
        "deferral" => "A deferral".to_owned(),
        _ => whole(&place.field).to_owned(),
    }
}

fn substance(field: &str) -> &'static str {
    match field {
        "substance" => "class",
        "name" => "specific substance",
        "routes" => "route",
        "amount" => "amount",
        "frequency" => "frequency",
        "days_of_30" => "days of the last 30",
        "last_use" => "last use",
        "first_use_age" => "age of first use",
        _ => "remarks",
    }
}

fn withdrawal(field: &str) -> &'static str {
    match field {
        "considered" => "What was assessed",
        "history" => "Previous withdrawal",
        "by" => "Assessed by",
        "on" => "Assessed on",
        "decision" => "Decision on withdrawal",
        _ => "Reason for the decision",
    }
}

fn whole(field: &str) -> &'static str {
    if let Some((_, heading, _)) = Assessment::default().answers().iter().find(|(name, ..)| *name == field) {
        return heading;
    }
    match field {
        "date" => "Assessment date",
        "reason" => "Presenting concern",
        "referred_by" => "Referred by",
        "informants" => "Collateral sources",
        "substances" => "Substances",
        "earlier_treatments" => "Previous treatment",
        "with_whom" => "Lives with",
        "housing" => "Home",
        "support" => "Supports",
        "goals" => "Goals",
        "strengths" => "Strengths",
        "findings" => "Findings",
        _ => "This assessment",
    }
}
