//! What is typed about a diagnosis, and what is wrong with it.

use chrono::NaiveDate;
use clinical::{
    AuthorLine,
    diagnosis::{
        Coded, Condition, ConditionField as Field, ConditionProblem, Criterion, Diagnosed, Diagnosis, Disorder, Withdrawal,
        WithdrawalKind,
    },
    parse_date,
};
use keeper::protocol::Problem;
use leptos::prelude::*;

/// What kind of diagnosis it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Counted from criteria.
    SubstanceUse,
    /// Chosen by its code.
    Other,
}

impl Kind {
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::SubstanceUse => "substance-use",
            Self::Other => "other",
        }
    }

    pub(super) fn from_id(id: &str) -> Option<Self> {
        [Self::SubstanceUse, Self::Other].into_iter().find(|kind| kind.id() == id)
    }
}

/// Withdrawal as it is typed: its first day may be missing still.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct TypedWithdrawal {
    pub(super) kind: WithdrawalKind,
    pub(super) from: Option<NaiveDate>,
    pub(super) until: Option<NaiveDate>,
}

/// A diagnosis being typed. Cheap to copy. Each kind keeps what was typed in it while the other is tried.
#[derive(Clone, Copy)]
pub(super) struct Form {
    /// The local date.
    pub(super) today: NaiveDate,
    /// What kind; `None` until it is chosen.
    pub(super) kind: RwSignal<Option<Kind>>,
    /// The chosen code.
    pub(super) coded: RwSignal<Option<Coded>>,
    /// What stands in the line of the code.
    pub(super) code_text: RwSignal<String>,
    /// The disorder, from when its substance is chosen; without withdrawal, which is apart.
    pub(super) disorder: RwSignal<Option<Disorder>>,
    /// Withdrawal now.
    pub(super) withdrawal: RwSignal<Option<TypedWithdrawal>>,
    /// Specifiers, one on each line.
    pub(super) specifiers: RwSignal<String>,
    /// The day for which criteria are ticked.
    pub(super) met_on: RwSignal<Option<NaiveDate>>,
    /// Everything else; its diagnosis stands for nothing.
    rest: RwSignal<Condition>,
    problem: RwSignal<Option<Problem>>,
}

impl Form {
    /// A new one, diagnosed by whoever types.
    pub(super) fn new(me: &AuthorLine, today: NaiveDate, problem: RwSignal<Option<Problem>>) -> Self {
        let diagnosed = Diagnosed { by: me.name.clone(), credential: me.credential.clone(), on: Some(today) };
        let rest = Condition { diagnosed, ..nothing_yet() };
        Self::begin(rest, today, problem)
    }

    /// One that is changed: why is asked anew.
    pub(super) fn again(condition: Condition, today: NaiveDate, problem: RwSignal<Option<Problem>>) -> Self {
        Self::resume(Condition { reason: String::new(), ..condition }, today, problem)
    }

    /// One that was typed before, with all of it.
    pub(super) fn resume(condition: Condition, today: NaiveDate, problem: RwSignal<Option<Problem>>) -> Self {
        let diagnosis = condition.diagnosis.clone();
        let form = Self::begin(condition, today, problem);
        match diagnosis {
            // Typed and not chosen: it may be no code at all.
            Diagnosis::Coded(coded) if coded.edition.is_empty() => {
                form.kind.set(Some(Kind::Other));
                form.code_text.set(coded.code);
            }
            Diagnosis::Coded(coded) => {
                form.kind.set(Some(Kind::Other));
                form.code_text.set(super::code::text_of(&coded));
                form.coded.set(Some(coded));
            }
            Diagnosis::SubstanceUse(mut disorder) => {
                form.kind.set(Some(Kind::SubstanceUse));
                form.withdrawal.set(disorder.withdrawal.take().map(|state| TypedWithdrawal {
                    kind: state.kind,
                    from: Some(state.from),
                    until: state.until,
                }));
                form.disorder.set(Some(disorder));
            }
        }
        form
    }

    fn begin(rest: Condition, today: NaiveDate, problem: RwSignal<Option<Problem>>) -> Self {
        Self {
            today,
            kind: RwSignal::new(None),
            coded: RwSignal::new(None),
            code_text: RwSignal::new(String::new()),
            disorder: RwSignal::new(None),
            withdrawal: RwSignal::new(None),
            specifiers: RwSignal::new(rest.specifiers.join("\n")),
            met_on: RwSignal::new(Some(today)),
            rest: RwSignal::new(rest),
            problem,
        }
    }

    /// Whether there is something to say the status of.
    pub(super) fn is_begun(self) -> bool {
        match self.kind.get() {
            None => false,
            Some(Kind::Other) => true,
            Some(Kind::SubstanceUse) => self.disorder.with(Option::is_some),
        }
    }

    /// The disorder as it stands, for what is counted while one types.
    pub(super) fn counted(self) -> Option<Disorder> {
        let withdrawal =
            self.withdrawal.get().and_then(|state| Some(Withdrawal { kind: state.kind, from: state.from?, until: state.until }));
        self.disorder.get().map(|disorder| Disorder { withdrawal, ..disorder })
    }

    /// What is typed, whole.
    ///
    /// Fails with what is missing before anything can be saved.
    pub(super) fn condition(self) -> Result<Condition, Problem> {
        let diagnosis = match self.kind.get() {
            None => return Err(missing("condition-kind")),
            Some(Kind::Other) => Diagnosis::Coded(self.typed_code()?),
            Some(Kind::SubstanceUse) => {
                if self.withdrawal.with(|state| state.as_ref().is_some_and(|state| state.from.is_none())) {
                    return Err(missing(&Field::Withdrawal.name()));
                }
                let disorder = self.counted().ok_or_else(|| missing(&Field::Substance.name()))?;
                Diagnosis::SubstanceUse(disorder)
            }
        };
        Ok(self.around(diagnosis))
    }

    /// What is typed, as far as it goes: a draft may name a code that is none, as it was typed, and then no release. Nothing before
    /// there is something to type in. Withdrawal without its first day is left out.
    pub(super) fn as_typed(self) -> Option<Condition> {
        let kind = self.kind.get()?;
        let begun = self.disorder.with(Option::is_some);
        let blank = self.code_text.with(|text| text.trim().is_empty());
        let diagnosis = match kind {
            // While the other kind is looked at, and nothing is typed in it, this one stays.
            Kind::Other if !(blank && begun) => {
                let code = || Coded { code: self.code_text.get(), edition: String::new() };
                Diagnosis::Coded(self.typed_code().unwrap_or_else(|_| code()))
            }
            Kind::Other | Kind::SubstanceUse => Diagnosis::SubstanceUse(self.counted()?),
        };
        Some(self.around(diagnosis))
    }

    /// What the form says before anything is typed in it.
    pub(super) fn blank(self) -> Condition {
        Condition { diagnosis: nothing_yet().diagnosis, ..self.rest.get() }
    }

    fn around(self, diagnosis: Diagnosis) -> Condition {
        let specifiers = self.specifiers.get();
        let specifiers = specifiers.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        Condition { diagnosis, specifiers, ..self.rest.get() }
    }

    /// What was chosen, as long as the line still says it; a code that was typed and not chosen counts as well.
    fn typed_code(self) -> Result<Coded, Problem> {
        match self.coded.get() {
            Some(coded) => Ok(coded),
            None => super::code::read(&self.code_text.get())
                .map_err(|problem| Problem::field(&Field::Code.name(), &problem.sentence())),
        }
    }

    /// Something of the rest.
    pub(super) fn part<T: Send + Sync + 'static>(self, get: fn(&Condition) -> T) -> Signal<T> {
        Signal::derive(move || self.rest.with(get))
    }

    /// What a date field of the rest begins with. It keeps its own half-typed state: written back, that would be wiped.
    pub(super) fn first(self, get: fn(&Condition) -> Option<NaiveDate>) -> Signal<String> {
        Signal::stored(date_text(self.rest.with_untracked(get)))
    }

    /// Takes what is typed in one field of the rest.
    pub(super) fn on(self, set: fn(&mut Condition, String)) -> Callback<String> {
        Callback::new(move |text| self.rest.update(|rest| set(rest, text)))
    }

    /// Something of the disorder; the default while there is none.
    pub(super) fn of<T: Default + Send + Sync + 'static>(
        self,
        get: impl Fn(&Disorder) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        Signal::derive(move || self.disorder.with(|disorder| disorder.as_ref().map(&get).unwrap_or_default()))
    }

    /// Changes the disorder.
    pub(super) fn edit(self, change: impl FnOnce(&mut Disorder)) {
        self.disorder.update(|disorder| {
            if let Some(disorder) = disorder {
                change(disorder);
            }
        });
    }

    /// What is wrong with a field.
    pub(super) fn wrong(self, field: Field) -> Signal<Option<String>> {
        let name = field.name();
        Signal::derive(move || {
            self.problem.with(|problem| problem.as_ref().and_then(|problem| crate::sentence_for(problem, &name)))
        })
    }

    /// What is wrong, beside what each field says itself.
    pub(super) fn beside(self) -> Option<String> {
        self.problem.with(|problem| match problem {
            None => None,
            Some(Problem::Invalid(wrong)) => {
                let others: Vec<&str> =
                    wrong.iter().filter(|wrong| !is_own(&wrong.field)).map(|wrong| wrong.sentence.as_str()).collect();
                let again = "Some fields need another look. Nothing typed is lost.";
                Some(if others.is_empty() { again.to_owned() } else { others.join(" ") })
            }
            Some(problem) => Some(crate::sentence(problem)),
        })
    }
}

/// Whether a field of this form says itself what is wrong with it.
fn is_own(name: &str) -> bool {
    const OWN: [Field; 15] = [
        Field::Code,
        Field::Substance,
        Field::Named,
        Field::Criteria,
        Field::Withdrawal,
        Field::Tobacco,
        Field::Maintenance,
        Field::LastUse,
        Field::Status,
        Field::Onset,
        Field::DiagnosedBy,
        Field::DiagnosedOn,
        Field::Evidence,
        Field::Specifiers,
        Field::Reason,
    ];
    let criteria = Criterion::ALL.into_iter().map(Field::Criterion);
    OWN.into_iter().chain(criteria).any(|field| field.name() == name)
}

/// A condition before anything is chosen.
pub(super) fn nothing_yet() -> Condition {
    Condition::new(Diagnosis::Coded(Coded { code: String::new(), edition: String::new() }))
}

fn missing(field: &str) -> Problem {
    Problem::field(field, &ConditionProblem::Missing.sentence())
}

/// A date as a date input holds it.
pub(super) fn date_text(date: Option<NaiveDate>) -> String {
    date.map(|date| date.format("%Y-%m-%d").to_string()).unwrap_or_default()
}

/// What a date input says; nothing while it is no date.
pub(super) fn date_of(text: &str) -> Option<NaiveDate> {
    parse_date(text).ok().flatten()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;
    use clinical::diagnosis::Substance;

    fn form() -> Form {
        let me = AuthorLine { name: "Ines Quill".to_owned(), credential: "CADC".to_owned() };
        Form::new(&me, NaiveDate::from_ymd_opt(2026, 11, 18).unwrap(), RwSignal::new(None))
    }

    #[test]
    fn a_half_typed_code_is_kept_as_it_is_and_is_no_diagnosis() {
        Owner::new().with(|| {
            let form = form();
            assert!(form.as_typed().is_none(), "nothing is chosen");
            form.kind.set(Some(Kind::Other));
            form.code_text.set("pani".to_owned());
            let kept = form.as_typed().unwrap();
            let again = Form::resume(kept, form.today, RwSignal::new(None));
            assert_eq!((again.code_text.get(), again.coded.with(Option::is_some)), ("pani".to_owned(), false));
            assert!(matches!(again.condition(), Err(Problem::Invalid(wrong)) if wrong[0].field == "condition-code"));
            again.code_text.set("F41.1".to_owned());
            assert!(again.condition() == again.as_typed().ok_or(Problem::Locked), "from here it is one");
        });
    }

    #[test]
    fn criteria_stay_in_the_draft_while_the_code_list_is_looked_at_or_withdrawal_has_no_day() {
        Owner::new().with(|| {
            let form = form();
            form.kind.set(Some(Kind::SubstanceUse));
            assert!(form.as_typed().is_none(), "no substance is chosen");
            form.disorder.set(Some(Disorder::new(Substance::ALL[0])));
            form.withdrawal.set(Some(TypedWithdrawal::default()));
            assert!(form.condition().is_err() && form.as_typed().is_some());
            form.kind.set(Some(Kind::Other));
            assert!(matches!(form.as_typed().unwrap().diagnosis, Diagnosis::SubstanceUse(_)));
            form.code_text.set("F4".to_owned());
            assert!(matches!(form.as_typed().unwrap().diagnosis, Diagnosis::Coded(_)));
        });
    }
}
