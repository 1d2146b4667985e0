//! Taking someone into a team.

use super::Doings;
use crate::desk::{me::name_line, role_labels::role_word};
use keeper::protocol::{AdmitMember, MemberRow};
use leptos::{ev::SubmitEvent, prelude::*};
use ui::{Button, ButtonKind, Entry, Field, Opt, Select};

/// A list of those who are not in it, and a button.
#[component]
pub(super) fn Admit(
    /// Who could be taken in.
    others: Vec<MemberRow>,
    /// What can be done.
    doings: Doings,
) -> impl IntoView {
    if others.is_empty() {
        return view! { <p class="soft">"Everyone in the program who can read charts is on this care team."</p> }.into_any();
    }
    let (chosen, pass) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let mut options = vec![Opt::new("", "Choose a colleague")];
    options.extend(others.iter().map(|other| Opt::new(other.user.to_string(), label(other))));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Ok(member) = chosen.with_untracked(|id| id.parse()) {
            doings.admit.run(AdmitMember { record: doings.record, member, passphrase: pass.get_untracked() });
            pass.set(String::new());
        }
    };
    view! {
        <h2 id="admit" class="over">"Add a colleague"</h2>
        <form class="form" on:submit=submit>
            <Select name="member" label="Colleague" options value=chosen on_change=move |id| chosen.set(id)>
                "They will be able to read the whole chart, including past entries."
            </Select>
            <Field name="admit-passphrase" label="Passphrase to sign" kind=Entry::Password.required() value=pass
                on_input=move |text| pass.set(text) error=doings.admit.wrong_beside(&[])/>
            <div class="actions">
                <Button kind=ButtonKind::Submit busy=doings.admit.busy disabled=move || chosen.with(String::is_empty)>"Add"</Button>
            </div>
        </form>
    }
    .into_any()
}

fn label(member: &MemberRow) -> String {
    format!("{} · {}", name_line(&member.name, &member.credential), role_word(member.role))
}
