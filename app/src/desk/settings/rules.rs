//! The rules of the thread, each with how loud it is and its numbers.

use super::typed::{Typed, number_of, number_text};
use clinical::{
    Severity,
    thread::{Rule, RuleNumber, RuleSetting},
};
use leptos::prelude::*;
use ui::{Entry, Field, Opt, Select};

/// Every rule, those of the plan first.
#[component]
pub(super) fn Rules(
    /// What is typed.
    typed: Typed,
) -> impl IntoView {
    let group = |of_note: bool| {
        let own = Rule::ALL.iter().filter(move |rule| rule.is_of_note() == of_note);
        own.map(|rule| view! { <One typed rule=*rule/> }).collect_view()
    };
    view! {
        <fieldset><legend class="over">"Rules of the plan"</legend>{group(false)}</fieldset>
        <fieldset><legend class="over">"Rules of a note"</legend>{group(true)}</fieldset>
    }
}

#[component]
fn One(
    /// What is typed.
    typed: Typed,
    /// Which rule.
    rule: Rule,
) -> impl IntoView {
    let place = format!("rule-{}-severity", rule.id());
    let setting = typed.part(move |settings| settings.rules.setting(rule));
    let loud = Signal::derive(move || loudness(&setting.get()).to_owned());
    let choose = move |id: String| edit(typed, rule, |setting| set_loudness(setting, &id));
    let options = loudnesses(rule);
    let numbers = rule.numbers().iter().map(|(number, label)| view! { <Number typed rule number=*number label=label/> });
    view! {
        <div class="tuned">
            <Select name=place.clone() label=rule.label() options value=loud on_change=choose error=typed.wrong(place)>{rule.fix()}</Select>
            {numbers.collect_view()}
        </div>
    }
}

#[component]
fn Number(
    /// What is typed.
    typed: Typed,
    /// Of which rule.
    rule: Rule,
    /// Which number.
    number: RuleNumber,
    /// What it says.
    label: &'static str,
) -> impl IntoView {
    let place = format!("rule-{}-{}", rule.id(), number.field());
    let value = typed.part(move |settings| number_text(number.of(&settings.rules.setting(rule))));
    let take = move |text: String| edit(typed, rule, |setting| number.set(setting, number_of(&text)));
    view! { <Field name=place.clone() label kind=Entry::Number value on_input=take error=typed.wrong(place)/> }
}

fn edit(typed: Typed, rule: Rule, change: impl FnOnce(&mut RuleSetting)) {
    typed.edit(|settings| {
        let mut setting = settings.rules.setting(rule);
        change(&mut setting);
        settings.rules.rules.insert(rule, setting);
    });
}

fn loudnesses(rule: Rule) -> Vec<Opt> {
    let mut all = vec![Opt::new("off", "Off"), Opt::new("notes", "Is said quietly"), Opt::new("warns", "Warns")];
    if rule.may_block() {
        all.push(Opt::new("blocks", "Stops the signature"));
    }
    all
}

const fn loudness(setting: &RuleSetting) -> &'static str {
    match (setting.on, setting.severity) {
        (false, _) => "off",
        (true, Severity::Notes) => "notes",
        (true, Severity::Warns) => "warns",
        (true, Severity::Blocks) => "blocks",
    }
}

fn set_loudness(setting: &mut RuleSetting, id: &str) {
    setting.on = id != "off";
    match id {
        "notes" => setting.severity = Severity::Notes,
        "warns" => setting.severity = Severity::Warns,
        "blocks" => setting.severity = Severity::Blocks,
        _off => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_loudness_that_is_offered_is_set_and_read_back() {
        for rule in Rule::ALL {
            let mut setting = clinical::thread::ThreadRules::standard().setting(*rule);
            for option in loudnesses(*rule) {
                set_loudness(&mut setting, &option.value);
                assert_eq!(loudness(&setting), option.value);
            }
            assert_eq!(loudnesses(*rule).iter().any(|option| option.value == "blocks"), rule.may_block());
        }
    }
}
