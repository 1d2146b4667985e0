//! Who the chart is about, in view on every page of it.

use super::{DoubtBanners, Tab};
use crate::desk::{ask::Asked, clock, page::Heading};
use chrono::NaiveDate;
use clinical::{LevelOfCare, PatientProfile, episode::EpisodeOfCare};
use keeper::protocol::{ChartView, Problem};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use record::DocId;
use ui::{Banner, Button, ButtonKind, Tone};

/// The header of a chart.
#[component]
pub(crate) fn ChartHead(
    chart: Asked<ChartView>,
    /// The page of it.
    tab: Tab,
) -> impl IntoView {
    let profile = Memo::new(move |_| chart.pick(|chart| Some(chart.profile.clone())));
    let diagnoses = Memo::new(move |_| chart.pick(|chart| chart.diagnoses.clone()));
    let clocks = Memo::new(move |_| {
        let both = chart.pick(|chart| (chart.sobriety, chart.courses.clone()));
        (both.0.is_some() || !both.1.is_empty()).then_some(both)
    });
    let care = Memo::new(move |_| chart.pick(|chart| Some(Care::of(chart))));
    let name = Memo::new(move |_| profile.with(|profile| profile.as_ref().map(|profile| profile.name.display())));
    let trouble = Memo::new(move |_| chart.get().and_then(Result::err));
    let params = use_params_map();
    let shown = Memo::new(move |_| {
        let doc: DocId = params.with(|params| params.get_str("doc")?.parse().ok())?;
        chart.pick(|chart| chart.episodes.named_on(chart.rows.iter().find(|row| row.doc == doc)?.summary.day?))
    });
    let head = move || {
        match (name.get(), trouble.get()) {
        (None, None) => view! { <div class="quiet">"Opening the chart…"</div> }.into_any(),
        (None, Some(problem)) => view! { <NotOpen chart problem/> }.into_any(),
        (Some(name), _) => {
            view! { <div><Named name tab/><p class="soft nowrap">{move || care.with(|care| profile.with(|profile| about(profile, care.as_ref())))}</p></div> }.into_any()
        }
    }
    };
    view! {
        <header class="chart">
            {head}
            {move || profile.get().zip(care.get()).map(|(profile, care)| view! { <Facts profile care diagnoses=diagnoses.get() shown=shown.get()/> })}
            {move || clocks.get().map(|(sobriety, courses)| view! { <Clocks sobriety courses/> })}
        </header>
        <Doubts chart/>
    }
}

/// Why there is no chart. The page below tells its own trouble aloud, so this is only read.
#[component]
fn NotOpen(
    chart: Asked<ChartView>,
    /// What happened.
    problem: Problem,
) -> impl IntoView {
    view! {
        <div><Heading title="The chart did not open"/><p class="soft">{crate::sentence(&problem)}</p></div>
        <Button kind=ButtonKind::Quiet on_press=move |()| chart.again()>"Try again"</Button>
    }
}

#[component]
fn Named(
    /// The client's name.
    name: String,
    /// The page.
    tab: Tab,
) -> impl IntoView {
    let spoken = tab.word();
    view! { <Heading title=name tab=spoken/><span class="hidden-visually">{spoken}</span> }
}

#[component]
fn Facts(
    profile: PatientProfile,
    /// In which episode.
    care: Care,
    /// What was diagnosed.
    diagnoses: Vec<String>,
    /// The episode of the entry that is open; of a client who was readmitted.
    shown: Option<String>,
) -> impl IntoView {
    let level = care.level.as_ref().map_or_else(|| "not set".to_owned(), LevelOfCare::text);
    let discharged = care.episode.to.map(|to| {
        let how = care.episode.ending.map(|ending| format!(" · {}", ending.label())).unwrap_or_default();
        clock::day(to) + &how
    });
    let allergies = match profile.allergies.as_deref().map(str::trim) {
        None => "not asked".to_owned(),
        Some("") => "none known".to_owned(),
        Some(known) => known.to_owned(),
    };
    let born = profile.birth_date.map(clock::day);
    let program = care.program;
    view! {
        <dl class="facts">
            {shown.map(|name| view! { <div><dt>"This entry"</dt><dd>{name}</dd></div> })}
            {discharged.map(|how| view! { <div><dt>"Discharged"</dt><dd>{how}</dd></div> })}
            <div><dt>"Level"</dt><dd>{level}</dd></div>
            {(!program.is_empty()).then(|| view! { <div><dt>"Program"</dt><dd>{program}</dd></div> })}
            {(!diagnoses.is_empty()).then(|| view! { <div><dt>"Diagnoses"</dt><dd>{diagnoses.join(" · ")}</dd></div> })}
            {born.map(|born| view! { <div><dt>"Born"</dt><dd>{born}</dd></div> })}
            <div><dt>"Allergies"</dt><dd>{allergies}</dd></div>
        </dl>
    }
}

/// The two clocks, which are never the same: the program's, and that of the criteria.
#[component]
fn Clocks(
    /// The day after the last use.
    sobriety: Option<NaiveDate>,
    /// Where each use disorder stands.
    courses: Vec<String>,
) -> impl IntoView {
    let day = |date: NaiveDate| {
        let number = (clock::today() - date).num_days() + 1;
        if number > 0 { format!("{}, day {number}", clock::day(date)) } else { format!("from tomorrow, {}", clock::day(date)) }
    };
    view! {
        <dl class="clocks">
            {sobriety.map(|date| view! { <div><dt>"Program sobriety date"</dt><dd>{day(date)}</dd></div> })}
            {(!courses.is_empty()).then(|| view! { <div><dt>"By DSM-5 criteria"</dt><dd>{courses.join(" · ")}</dd></div> })}
        </dl>
    }
}

/// What could not be believed or opened, and what is owed about keys.
#[component]
fn Doubts(chart: Asked<ChartView>) -> impl IntoView {
    let doubts = Memo::new(move |_| chart.pick(|chart| Some((chart.record, chart.doubts.clone()))));
    let newer = Memo::new(move |_| chart.pick(|chart| chart.newer));
    let newer = move || match newer.get() {
        0 => None,
        1 => Some("1 entry was written with a newer version. Update this device to read it.".to_owned()),
        many => Some(format!("{many} entries were written with a newer version. Update this device to read them.")),
    };
    let rotation = Memo::new(move |_| chart.pick(|chart| chart.rotation_owed));
    view! {
        {move || newer().map(|words| view! { <Banner tone=Tone::Owed words/> })}
        <DoubtBanners doubts/>
        <Show when=move || rotation.get()>
            <Banner tone=Tone::Owed words="Someone left the care team, and access has not been updated yet. What you write stays a draft until a team member’s device syncs."/>
        </Show>
    }
}

/// The last episode of care, and where its care is given.
#[derive(Clone, PartialEq)]
struct Care {
    episode: EpisodeOfCare,
    several: bool,
    level: Option<LevelOfCare>,
    program: String,
}

impl Care {
    fn of(chart: &ChartView) -> Self {
        Self {
            episode: chart.episodes.last().cloned().unwrap_or_default(),
            several: chart.episodes.are_several(),
            level: chart.level.clone(),
            program: chart.program.clone(),
        }
    }

    /// `episode 2, day 9 in care`, `discharged`.
    fn words(&self, today: NaiveDate) -> Option<String> {
        let number = self.several.then(|| self.episode.name().to_lowercase());
        let day = self.episode.day_in_care(today).map(|day| format!("day {day} in care"));
        let how = if self.episode.is_open() { day } else { Some("discharged".to_owned()) };
        let words: Vec<String> = [number, how].into_iter().flatten().collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}

/// `she/her, 34 · day 45 in care`.
fn about(profile: &Option<PatientProfile>, care: Option<&Care>) -> String {
    let Some(profile) = profile else { return String::new() };
    let today = clock::today();
    let age = profile.age_on(today).map(|age| age.to_string());
    let who = [Some(profile.pronouns.trim().to_owned()), age].into_iter().flatten().filter(|part| !part.is_empty());
    let who = who.collect::<Vec<_>>().join(", ");
    let days = care.and_then(|care| care.words(today));
    [Some(who), days].into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
