//! `cargo xtask bench`: what a release build measures, as one table and as `target/bench.json`.
//!
//! Both programs write `{"rows": [Row, …]}`; a row may be compared with a row of the other program by its name.

use std::collections::BTreeMap;

use anyhow::Context;
use serde::{Deserialize, Serialize};
use xshell::{Shell, cmd};

use crate::front::{self, Kind};
use crate::native::Profile;
use crate::{build, native, setup, site, weigh};

/// What one program measured.
#[derive(Serialize, Deserialize)]
struct Report {
    rows: Vec<Row>,
}

/// One measure.
#[derive(Serialize, Deserialize)]
struct Row {
    /// What was measured, in words; unique over both programs.
    measure: String,
    /// The figure.
    value: f64,
    /// Its unit, such as `ms`, `1/s` or `kB`.
    unit: String,
    /// What it is compared with: words, or the `measure` of another row.
    #[serde(default)]
    compared_with: Option<String>,
    /// The figure compared with; taken from the row named by `compared_with` when absent.
    #[serde(default)]
    compared_value: Option<f64>,
    /// `value / compared_value`; computed here.
    #[serde(default)]
    ratio: Option<f64>,
    /// The goal in words.
    #[serde(default)]
    goal: Option<String>,
    /// Whether the goal was reached, when there is one.
    #[serde(default)]
    met: Option<bool>,
    /// The least and the greatest ratio that reach the goal, for goals that are ratios.
    #[serde(default)]
    ratio_between: Option<(f64, f64)>,
}

impl Row {
    fn new(measure: &str, value: f64, unit: &str) -> Self {
        Self {
            measure: measure.to_owned(),
            value,
            unit: unit.to_owned(),
            compared_with: None,
            compared_value: None,
            ratio: None,
            goal: None,
            met: None,
            ratio_between: None,
        }
    }

    fn at_most(self, most: f64) -> Self {
        let goal = format!("at most {} {}", figure(most), self.unit);
        Self { goal: Some(goal), met: Some(self.value <= most), ..self }
    }
}

/// Builds for release, measures, prints.
pub(crate) fn bench(shell: &Shell) -> anyhow::Result<()> {
    setup::programs(shell)?;
    setup::node_packages(shell)?;
    build::site(shell, Kind::Shipped)?;
    front::build_proof(shell, Kind::Shipped)?;
    native::build_programs(shell, Profile::Release)?;

    let root = shell.current_dir();
    let measured = ["target/bench-native.json", "target/bench-browser.json"];
    let [on_machine, in_browser] = measured;
    cmd!(shell, "target/release/bench --json {on_machine}").run()?;
    cmd!(shell, "node end2end/bench.mjs {in_browser}")
        .env("THROUGHLINE_BIN", root.join("target/release/throughline"))
        .env("THROUGHLINE_SITE", root.join(site::FOLDER))
        .env("THROUGHLINE_PROOFS", root.join("target/release"))
        .run()?;

    let mut rows = weights(shell)?;
    for file in measured {
        let report: Report = serde_json::from_str(&shell.read_file(file)?).with_context(|| format!("{file} is not a report"))?;
        rows.extend(report.rows);
    }
    let report = Report { rows: compare(rows) };
    shell.write_file("target/bench.json", serde_json::to_string_pretty(&report)?)?;
    print!("{}", table(&report.rows));
    Ok(())
}

/// What the desk may open with, and all that a device keeps, in kB.
const DESK_AT_MOST: f64 = 500.0;
const ALL_AT_MOST: f64 = 2_000.0;

/// What a shipped site weighs, as a table.
pub(crate) fn weighed(shell: &Shell) -> anyhow::Result<String> {
    Ok(table(&weights(shell)?))
}

/// Bytes of the desk, of each part, of everything, and of which crates the code is.
fn weights(shell: &Shell) -> anyhow::Result<Vec<Row>> {
    let thousands = |bytes: u64| bytes as f64 / 1000.0;
    let mut rows = Vec::new();
    for weigh::Weight { page, bytes } in weigh::pages(shell)? {
        rows.push(match page.as_str() {
            "desk" => Row::new("code of the desk as it opens, compressed", thousands(bytes), "kB").at_most(DESK_AT_MOST),
            page => Row::new(&format!("code of the part {page} besides, compressed"), thousands(bytes), "kB"),
        });
    }
    let whole = weigh::whole(&shell.current_dir().join(site::FOLDER))?;
    rows.push(Row::new("everything a device keeps of the site, compressed", thousands(whole), "kB").at_most(ALL_AT_MOST));
    for (name, module) in front::compiled(shell) {
        let crates = weigh::crates(&shell.read_binary_file(module)?)?;
        let all: u64 = crates.iter().map(|(_, size)| size).sum();
        for (of, size) in crates.iter().take(CRATES) {
            let share = 100.0 * *size as f64 / all.max(1) as f64;
            rows.push(Row::new(&format!("code of {of} in {name}"), share, "%"));
        }
    }
    Ok(rows)
}

/// How many crates of a module are told.
const CRATES: usize = 8;

/// Fills in figures that are compared with, ratios, and whether goals that are ratios were reached.
fn compare(mut rows: Vec<Row>) -> Vec<Row> {
    let figures: BTreeMap<String, f64> = rows.iter().map(|row| (row.measure.clone(), row.value)).collect();
    for row in &mut rows {
        if let (None, Some(name)) = (row.compared_value, &row.compared_with) {
            row.compared_value = figures.get(name).copied();
        }
        row.ratio = row.compared_value.filter(|other| *other != 0.0).map(|other| row.value / other);
        if let (None, Some(ratio), Some((least, most))) = (row.met, row.ratio, row.ratio_between) {
            row.met = Some((least..=most).contains(&ratio));
        }
    }
    rows
}

/// The rows in columns as wide as they need.
fn table(rows: &[Row]) -> String {
    let head = ["measure", "value", "compared with", "ratio", "goal"].map(str::to_owned);
    let lines: Vec<[String; 5]> = std::iter::once(head).chain(rows.iter().map(line)).collect();
    let mut widths = [0; 5];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = (*width).max(cell.chars().count());
        }
    }
    lines
        .iter()
        .map(|line| {
            let cells = line.iter().zip(widths);
            let cells: Vec<_> = cells.map(|(cell, width)| format!("{cell:width$}")).collect();
            format!("{}\n", cells.join("  ").trim_end())
        })
        .collect()
}

fn line(row: &Row) -> [String; 5] {
    let compared = match (&row.compared_with, row.compared_value) {
        (Some(name), Some(value)) => format!("{name}: {}", figure(value)),
        (Some(name), None) => name.clone(),
        (None, _) => String::new(),
    };
    let goal = match (&row.goal, row.met) {
        (Some(goal), Some(true)) => format!("{goal}: met"),
        (Some(goal), Some(false)) => format!("{goal}: MISSED"),
        (Some(goal), None) => goal.clone(),
        (None, _) => String::new(),
    };
    [
        row.measure.clone(),
        format!("{} {}", figure(row.value), row.unit),
        compared,
        row.ratio.map(|r| format!("{r:.2}")).unwrap_or_default(),
        goal,
    ]
}

/// Three digits are all that a shared machine can promise.
fn figure(value: f64) -> String {
    match value.abs() {
        large if large >= 100.0 => format!("{value:.0}"),
        middle if middle >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    fn rows() -> Vec<Row> {
        let text = r#"{"rows": [
            {"measure": "seals, native", "value": 10000, "unit": "1/s"},
            {"measure": "seals, WASM", "value": 5000, "unit": "1/s", "compared_with": "seals, native",
             "goal": "within 2.5 times", "ratio_between": [0.4, 1000]},
            {"measure": "chart", "value": 0.5, "unit": "s", "goal": "1 s", "met": true}
        ]}"#;
        serde_json::from_str::<Report>(text).unwrap().rows
    }

    #[test]
    fn a_row_is_compared_with_the_row_it_names() {
        let rows = compare(rows());
        assert_eq!(rows[1].compared_value, Some(10_000.0));
        assert_eq!(rows[1].ratio, Some(0.5));
        assert_eq!(rows[1].met, Some(true));
        assert_eq!(rows[0].ratio, None);
    }

    #[test]
    fn the_table_shows_each_measure_with_its_ratio_and_goal() {
        let table = table(&compare(rows()));
        let lines: Vec<_> = table.lines().collect();
        assert_eq!(lines.len(), 4);
        assert!(lines[2].contains("seals, native: 10000"));
        assert!(lines[2].contains("0.50"));
        assert!(lines[2].ends_with("within 2.5 times: met"));
        assert!(lines[3].ends_with("1 s: met"));
    }
}
