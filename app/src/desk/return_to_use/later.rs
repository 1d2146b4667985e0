//! Saying something later about a return to use: told again with more detail, told differently by somebody else, learned later,
//! written down wrongly. The event itself stays as it was signed.

use super::EventView;
use crate::desk::{
    ask::use_act,
    clock,
    draft::{Statement, use_said},
    form::{Ask, Day, Form, Line, Number, Part, Pick, Text},
    sign_dialog::SignDialog,
};
use clinical::return_to_use::{CorrectionKind, ReturnToUseCorrection};
use keeper::protocol::Say;
use leptos::prelude::*;
use record::{DocId, RecordId};
use ui::{Opt, use_notices};

impl Statement for ReturnToUseCorrection {
    fn blank() -> Self {
        Self::default()
    }
}

/// The dialog.
#[component]
pub(super) fn TellMore(record: RecordId, doc: DocId, open: RwSignal<bool>) -> impl IntoView {
    let (notices, draft) = (use_notices(), use_said::<ReturnToUseCorrection>(record, doc));
    let act = use_act::<Say>(move |()| {
        open.set(false);
        draft.said();
        notices.say("Added under the event. The event itself stays as it was signed.");
    });
    let form = Form::refused_by(draft.autosave(), act.problem);
    let sign = move |passphrase: String| {
        if let Some(refusal) = form.refusal() {
            act.problem.set(Some(refusal));
        } else {
            act.run(Say::about(record, doc, draft.value.get_untracked(), passphrase));
        }
    };
    let kinds = Signal::stored(CorrectionKind::ALL.iter().map(|kind| Opt::new(kind.id(), kind.label())).collect::<Vec<_>>());
    let at: Part<ReturnToUseCorrection, ReturnToUseCorrection> = form.whole("correction");
    view! {
        <SignDialog open title="Add what was learned later" word="Sign it" busy=act.busy
            wrong=act.wrong_beside(&["correction-text", "correction-start", "correction-end", "correction-use-days", "correction-overdose", "correction-told-by"])
            on_close=move |()| act.forget() on_sign=sign>
            <p class="words">"Shown under the event. The event itself stays as it was signed. A different account by someone else is shown next to it; everything else is counted with the event."</p>
            <Pick at field="kind" label="What it is" options=kinds get=|c: &ReturnToUseCorrection| c.kind.id().to_owned()
                set=|c, id| c.kind = CorrectionKind::from_id(id).unwrap_or_default()/>
            <Line at field="told_by" label="Who says so" get=|c: &ReturnToUseCorrection| &c.told_by set=|c| &mut c.told_by/>
            <Text at field="text" label="What is known now" get=|c: &ReturnToUseCorrection| &c.text set=|c| &mut c.text/>
            <div class="pair">
                <Day at field="start" label="First day of use, if different" get=|c: &ReturnToUseCorrection| c.start set=|c, day| c.start = day/>
                <Day at field="end" label="Last day of use, if different" get=|c: &ReturnToUseCorrection| c.end set=|c, day| c.end = day/>
                <Number at field="use_days" label="Days of use, if different" get=|c: &ReturnToUseCorrection| c.use_days
                    set=|c, days| c.use_days = days/>
            </div>
            <Ask at field="overdose" label="An overdose not known before" hint="What happened, and what was done."
                get=|c: &ReturnToUseCorrection| &c.overdose set=|c, is| c.overdose = is/>
        </SignDialog>
    }
}

/// What was said later, oldest first.
pub(super) fn later(one: &EventView) -> AnyView {
    if one.later.is_empty() {
        return ().into_any();
    }
    let said = one.later.iter().map(|later| {
        let ReturnToUseCorrection { kind, told_by, start, end, use_days, overdose, text } = later.account.clone();
        let days = [
            start.map(|day| format!("First day of use: {}", clock::day(day))),
            end.map(|day| format!("Last day of use: {}", clock::day(day))),
        ];
        let facts = days.into_iter().chain([use_days.map(|days| format!("Days of use: {days}"))]).flatten();
        let facts = facts.chain((!overdose.text().is_empty()).then(|| format!("Overdose: {}", overdose.text())));
        let facts = facts.map(|fact| view! { <li>{fact}</li> }).collect_view();
        let who = format!("{}, {}", later.mark.who, clock::full_moment(later.mark.written));
        let by = (!told_by.trim().is_empty()).then(|| view! { <p class="label">{format!("Account of {}", told_by.trim())}</p> });
        view! {
            <article class="addendum">
                <header><h3>{kind.label()}</h3><p class="label">{who}</p></header>
                {by}
                <p>{text}</p>
                <ul class="soft">{facts}</ul>
            </article>
        }
    });
    view! { <section class="under" aria-label="What was said later">{said.collect_view()}</section> }.into_any()
}
