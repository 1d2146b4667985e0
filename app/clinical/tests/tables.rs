//! The tables as they stand, for a reader to check against the domain reference.

use clinical::{
    diagnosis::{MaintenanceAgent, TobaccoProduct, WithdrawalKind},
    plan::{Agreement, Proof, Strokes},
    *,
};
use std::collections::BTreeSet;
use std::fmt::Write;

#[test]
fn the_levels_of_care_are_these() {
    let mut table = String::new();
    for edition in [Edition::Third, Edition::Fourth] {
        writeln!(table, "{}", edition.label()).unwrap();
        for level in levels(edition) {
            let hours = level.hours.map_or_else(String::new, |hours| {
                let range =
                    |from: u8, below: Option<u8>| below.map_or(format!("{from}+"), |below| format!("{from}–{}", below - 1));
                format!(
                    "{} h, adolescents {} h",
                    range(hours.adult_from, hours.adult_below),
                    range(hours.adolescent_from, hours.adolescent_below)
                )
            });
            let row = format!(
                "{:8} {:46} {:22} {:28} {}",
                level.number,
                level.name,
                format!("{:?}", level.setting),
                hours,
                level.beside.join(", ")
            );
            writeln!(table, "{}", row.trim_end()).unwrap();
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn each_level_stands_beside_levels_that_exist_and_stand_beside_it() {
    for (edition, other) in [(Edition::Third, Edition::Fourth), (Edition::Fourth, Edition::Third)] {
        let numbers: BTreeSet<_> = levels(edition).iter().map(|level| level.number).collect();
        assert_eq!(numbers.len(), levels(edition).len());
        for level in levels(edition) {
            for beside in level.beside {
                let found = LevelOfCare::find(other, beside).unwrap();
                assert!(found.known().is_some());
            }
            assert_eq!(LevelOfCare::find(edition, level.number).unwrap().known(), Some(level));
        }
    }
    assert_eq!(LevelOfCare::find(Edition::Fourth, "3.3"), None);
    assert_eq!(LevelOfCare::find(Edition::Fourth, "2.1").unwrap().text(), "2.1 Intensive outpatient");
    assert_eq!(LevelOfCare::find(Edition::Third, "2.1").unwrap().text(), "2.1 Intensive outpatient (3rd edition)");
    let gone = LevelOfCare { edition: Edition::Fourth, number: "9.9".into() };
    assert_eq!((gone.known(), gone.text()), (None, "9.9".to_owned()));
}

#[test]
fn the_formats_and_services_ask_for_these_sections() {
    let mut table = String::new();
    let ids = |sections: &[Section]| sections.iter().map(|section| section.id).collect::<Vec<_>>().join(", ");
    for format in Format::ALL {
        writeln!(table, "{:5} {}", format.label(), ids(format.sections())).unwrap();
    }
    for service in ServiceType::ALL {
        let spec = service.spec();
        writeln!(table, "\n{} · {:?}", spec.label, service.limit()).unwrap();
        writeln!(table, "  format {} · place and risk {}", spec.formatted, spec.met).unwrap();
        writeln!(table, "  fields {}\n  required {}", ids(spec.fields), spec.required.join(", ")).unwrap();
    }
    insta::assert_snapshot!(table);
}

#[test]
fn a_section_id_means_one_section_wherever_it_stands() {
    for service in ServiceType::ALL {
        for format in Format::ALL {
            let layout = Note::new(service, format).layout();
            let ids: BTreeSet<_> = layout.iter().map(|section| section.id).collect();
            assert_eq!(ids.len(), layout.len(), "twice in one note");
            for shown in layout {
                assert_eq!(section(shown.id), Some(&shown));
                assert!(shown.hint.ends_with('.') && !shown.label.is_empty());
            }
        }
        for required in service.spec().required {
            assert!(service.spec().fields.iter().any(|field| field.id == *required));
        }
    }
    assert_eq!(section("nowhere"), None);
}

#[test]
fn ids_are_those_that_are_stored() {
    for format in Format::ALL {
        assert_eq!(serde_json::to_value(format).unwrap(), format.id());
        assert_eq!(Format::from_id(format.id()), Some(format));
    }
    for meaning in SignatureMeaning::ALL {
        assert_eq!(serde_json::to_value(meaning).unwrap(), meaning.id());
    }
    for item in RiskItem::ALL {
        assert_eq!(serde_json::to_value(item).unwrap(), item.id());
    }
}

/// The word under which something is stored: the whole of a plain one, the name beside its fields otherwise.
fn stored(value: impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).unwrap();
    let Some(named) = value.as_object() else { return value.as_str().unwrap().to_owned() };
    let (word, content) = named.iter().next().unwrap();
    match content.as_object() {
        Some(fields) => format!("{word} ({})", fields.keys().cloned().collect::<Vec<_>>().join(", ")),
        None => word.clone(),
    }
}

#[test]
fn the_stored_words_of_diagnoses_and_signatures_are_frozen() {
    let mut table = String::new();
    let mut list = |name: &str, words: Vec<String>| writeln!(table, "{name}: {}", words.join(" · ")).unwrap();
    list("product", TobaccoProduct::ALL.map(stored).to_vec());
    list("maintenance agent", MaintenanceAgent::ALL.map(stored).to_vec());
    list("withdrawal", WithdrawalKind::ALL.map(stored).to_vec());
    // A new variant must be thought about here: the matches name every one.
    let reason = String::new;
    let answers = [
        Agreement::Agrees,
        Agreement::Disagrees { reason: reason(), appeal_told: false },
        Agreement::Unable { reason: reason() },
        Agreement::Refused { reason: reason() },
    ];
    for answer in &answers {
        match answer {
            Agreement::Agrees | Agreement::Disagrees { .. } | Agreement::Unable { .. } | Agreement::Refused { .. } => {}
        }
    }
    list("answer", answers.map(stored).to_vec());
    let proofs = [Proof::None, Proof::Strokes(Strokes::new("M1 1L2 2").unwrap()), Proof::Code(String::new()), Proof::Key];
    for proof in &proofs {
        match proof {
            Proof::None | Proof::Strokes(_) | Proof::Code(_) | Proof::Key => {}
        }
    }
    list("proof", proofs.map(stored).to_vec());
    insta::assert_snapshot!(table);
}

#[test]
fn what_a_diagnosis_can_be_stored_with_stands_in_its_lists() {
    // `ALL` is written by hand; an index made from it is as long as the variants are.
    let product = |one: TobaccoProduct| match one {
        TobaccoProduct::Unspecified => 0,
        TobaccoProduct::Cigarettes => 1,
        TobaccoProduct::Chewing => 2,
        TobaccoProduct::Other => 3,
    };
    let agent = |one: MaintenanceAgent| match one {
        MaintenanceAgent::Methadone => 0,
        MaintenanceAgent::Buprenorphine => 1,
        MaintenanceAgent::NaltrexoneOral => 2,
        MaintenanceAgent::NaltrexoneInjection => 3,
        MaintenanceAgent::NicotineReplacement => 4,
        MaintenanceAgent::Varenicline => 5,
        MaintenanceAgent::Bupropion => 6,
    };
    let withdrawal = |one: WithdrawalKind| match one {
        WithdrawalKind::Uncomplicated => 0,
        WithdrawalKind::Delirium => 1,
        WithdrawalKind::PerceptualDisturbance => 2,
        WithdrawalKind::Unspecified => 3,
    };
    assert_eq!(TobaccoProduct::ALL.map(product), [0, 1, 2, 3]);
    assert_eq!(MaintenanceAgent::ALL.map(agent), [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(WithdrawalKind::ALL.map(withdrawal), [0, 1, 2, 3]);
}
