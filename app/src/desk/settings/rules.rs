//! The rules of the thread, each with how loud it is and its numbers.

use crate::desk::form::{Form, number_field};
use clinical::{
    Settings, Severity,
    thread::{Rule, RuleNumber, RuleSetting},
};
use leptos::prelude::*;
use ui::{Opt, Select};

/// Every rule, those of the plan first.
#[component]
pub(super) fn Rules(form: Form<Settings>) -> impl IntoView {
    let group = |of_note: bool| {
        let own = Rule::ALL.iter().filter(move |rule| rule.is_of_note() == of_note);
        own.map(|rule| view! { <OneRule form rule=*rule/> }).collect_view()
    };
    view! {
        <fieldset><legend class="over">"Plan rules"</legend>{group(false)}</fieldset>
        <fieldset><legend class="over">"Note rules"</legend>{group(true)}</fieldset>
    }
}

#[component]
fn OneRule(
    form: Form<Settings>,
    /// Which rule.
    rule: Rule,
) -> impl IntoView {
    let place = format!("rule-{}-severity", rule.id());
    let loud = form.read(move |settings| loudness(&settings.rules.setting(rule)).to_owned());
    let choose = move |id: String| form.edit(|settings| edit(settings, rule, |setting| set_loudness(setting, &id)));
    let options = loudnesses(rule);
    let numbers = rule.numbers().iter().map(|(number, label)| of_rule(form, rule, *number, label));
    view! {
        <div class="tuned">
            <Select name=place.clone() label=rule.label() options value=loud on_change=choose error=form.wrong(place)>{rule.fix()}</Select>
            {numbers.collect_view()}
        </div>
    }
}

/// A number of a rule. 0 stands for none, which every check refuses.
fn of_rule(form: Form<Settings>, rule: Rule, number: RuleNumber, label: &'static str) -> AnyView {
    let bound = form.bind(
        format!("rule-{}-{}", rule.id(), number.field()),
        move |settings| Some(number.of(&settings.rules.setting(rule))).filter(|number| *number > 0),
        move |settings, typed: Option<u16>| edit(settings, rule, |setting| number.set(setting, typed.unwrap_or_default())),
    );
    number_field(bound, label.into(), String::new())
}

fn edit(settings: &mut Settings, rule: Rule, change: impl FnOnce(&mut RuleSetting)) {
    let mut setting = settings.rules.setting(rule);
    change(&mut setting);
    settings.rules.rules.insert(rule, setting);
}

fn loudnesses(rule: Rule) -> Vec<Opt> {
    let mut all = vec![Opt::new("off", "Off"), Opt::new("notes", "Hint"), Opt::new("warns", "Warns")];
    if rule.may_block() {
        all.push(Opt::new("blocks", "Stops signing"));
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
